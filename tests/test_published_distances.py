"""Measured figures against figures that somebody else published, each with its page and an argued tolerance."""
import pytest

from trilateral import tables
from trilateral.measures import catalogue

STRAITS = tables.load("straits").set_index("id")
COMPARABLE = STRAITS[STRAITS["published_kind"] == "narrowest"]


@pytest.mark.parametrize("strait", COMPARABLE.index)
def test_a_strait_is_as_wide_as_published(strait):
    """Source, address and tolerance with its reason stand in the row of ``data/straits.csv``."""
    row = COMPARABLE.loc[strait]
    measured = catalogue.by_id()[f"width-{strait}"].value
    assert measured == pytest.approx(row["published_width_km"], abs=row["tolerance_km"]), row["tolerance_reason"]


def test_at_least_eight_straits_are_compared():
    assert len(COMPARABLE) >= 8
    assert (COMPARABLE["tolerance_km"] / COMPARABLE["published_width_km"]).max() < 0.08


def test_a_general_width_is_not_passed_off_as_the_narrowest():
    """The round 250 km of the Luzon Strait fits no pair of shores: the row must say that it is no comparison."""
    luzon = STRAITS.loc["luzon"]
    assert luzon["published_kind"] == "typical"
    assert catalogue.by_id()["width-luzon"].value > luzon["published_width_km"] * 1.3


# id, published km, tolerance km, why, page
DISTANCES = [
    ("distance-vladivostok-tumen-friendship-bridge", 130, 8, "rounded to 10 km; where Vladivostok's point stands, 3 km",
     "https://nknews.org/?p=847530"),
    ("distance-seoul-pyongyang", 200, 10, "rounded to 10 km; both cities' points, 5 km each",
     "http://borneobulletin.com.bn/near-but-far-trump-kim-find-themselves-closer-than-ever/"),
    ("distance-pyongyang-vladivostok", 680, 20, "airport to airport, each 20 km outside, rounded to 10 km",
     "https://www.worldreportnow.com/news/north-korea-russia-flights-due-to-take-off-for-first-time-since-the-pandemic/"
     "7288/"),
    ("distance-kadena-taipei", 643.7, 40, "400 miles, rounded to 50; Taiwan, not Taipei, is what the page says",
     "https://catalyst-international.org/2025/08/05/upgrading-kadena-americas-most-critical-yet-most-vulnerable-"
     "military-base"),
    ("distance-seoul-panmunjom", 53, 6, "from somewhere in Seoul: the city's point is good to 5 km",
     "http://theseoulguide.com/day-trips/the-dmz/panmunjom"),
]


@pytest.mark.parametrize(("name", "published", "tolerance", "why", "page"), DISTANCES)
def test_places_are_as_far_apart_as_published(name, published, tolerance, why, page):
    assert catalogue.by_id()[name].value == pytest.approx(published, abs=tolerance), f"{why}; {page}"


# pair, published km, page; the source's line is generalised, so it must not be longer, but for the Tumen
BORDERS = [
    ("rus-prk", 17.3, "https://iiab.me/kiwix/content/wikipedia_en_all_maxi_2023-10/A/North_Korea-Russia_border"),
    ("rus-chn", 4195, "https://en.wikipedia.org/wiki/China%E2%80%93Russia_border"),
    ("rus-mng", 3485, "http://piglix.com/piglix/Mongolia-Russia_border"),
    ("chn-prk", 1352, "https://en.wikipedia.org/wiki/China%E2%80%93North_Korea_border"),
    ("kor-prk", 248, "https://www.simcard-korea.com/en_US/was-ist-die-demilitarisierte-zone-dmz/"),
]


@pytest.mark.parametrize(("pair", "published", "page"), BORDERS)
def test_published_border_lengths_lie_within_the_stated_uncertainty(pair, published, page):
    measured = catalogue.by_id()[f"border-{pair}"]
    assert abs(measured.value - published) <= measured.uncertainty, page
    if pair != "rus-prk":
        assert measured.value < published, "a generalised line cannot be longer than the surveyed one"


def test_areas_of_the_subjects_agree_with_the_published_ones():
    published = tables.load("federal_subjects").set_index("iso_3166_2")["area_km2"]
    for found in (m for m in catalogue.measure_all() if m.kind == "area"):
        assert abs(found.value - published[found.from_]) <= found.uncertainty, found.name
