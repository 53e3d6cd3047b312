"""The committed list of places: ranges, names, citations, known distances."""
import pytest

from trilateral import tables
from trilateral.measures.geodesy import distance_km

# Loose boxes, south, north, west, east: a coordinate that was swapped or lost its sign falls out of them.
BOXES = {
    "BRN": (4, 6, 114, 116), "CHN": (14, 54, 109, 135), "JPN": (20, 46, 122, 146), "KOR": (32, 39, 124, 132),
    "MNG": (41, 52, 87, 120), "MYS": (4, 8, 115, 119), "PHL": (5, 22, 116, 127), "PRK": (37, 43.1, 124, 131),
    "RUS": (41, 72, 37, 180), "SGP": (1, 2, 103, 105), "TWN": (10, 27, 114, 122.1), "USA": (13, 39, -78, 145),
    "VNM": (20, 22, 105, 107),
}
DISPUTED = {
    "dokdo-takeshima": "Dokdo / Takeshima", "senkaku-diaoyu": "Senkaku / Diaoyu", "ieodo-socotra": "Ieodo / Socotra",
}
NEAR = {
    # The base of the US 7th Fleet; one list of ports has it 27 km off.
    "yokosuka": (35.28, 139.67, 3),
    # The same list has this city 16 km off.
    "petropavlovsk-kamchatsky": (53.06, 158.63, 3),
    "kadena": (26.3556, 127.7675, 1),
    "panmunjom": (37.956, 126.677, 1),
    "tumen-tripoint": (42.42, 130.64, 1),
    # Four towns of this name; the one with the base looks on the Luzon Strait.
    "santa-ana": (18.47, 122.15, 5),
}
DISTANCES = {
    ("kadena", "taipei"): (640, 10),
    ("kunsan", "taipei"): (1299, 12),
    ("camp-humphreys", "taipei"): (1422, 12),
    ("yokosuka", "taipei"): (2076, 25),
    ("seoul", "panmunjom"): (51, 3),
    ("seoul", "pyongyang"): (195, 5),
    ("moscow", "vladivostok"): (6434, 15),
    ("blagoveshchensk", "heihe"): (4.4, 1),
    ("tumen-friendship-bridge", "tumen-tripoint"): (0.5, 0.3),
}


@pytest.fixture(scope="module")
def places():
    return tables.load("places").set_index("id")


def test_manifest_and_bytes():
    tables.verify("places")


def test_each_place_lies_in_the_box_of_its_country(places):
    def inside(row):
        south, north, west, east = BOXES[row.iso3]
        return south <= row.lat <= north and west <= row.lon <= east

    assert [row.Index for row in places.itertuples() if not inside(row)] == []


@pytest.mark.parametrize("place", NEAR)
def test_places_that_other_lists_displace(places, place):
    lat, lon, within = NEAR[place]
    assert distance_km(places.lon[place], places.lat[place], lon, lat) < within


@pytest.mark.parametrize("pair", DISTANCES, ids="-".join)
def test_known_distances(places, pair):
    expected, margin = DISTANCES[pair]
    one, other = (places.loc[name] for name in pair)
    assert distance_km(one.lon, one.lat, other.lon, other.lat) == pytest.approx(expected, abs=margin)


def test_names_follow_the_policy(places):
    words = " ".join([*places.name_en, *places.used_for])
    for name in ("North Korea", "South Korea", "Republic of Korea", "Tiaoyu Islands", "Liancourt", "Formosa"):
        assert name not in words
    for place, name in DISPUTED.items():
        assert places.name_en[place].startswith(name)
    assert (places.name_en != places.name_en.str.strip()).sum() == 0
    for text in places.used_for[places.used_for.str.contains("Taiwan") & places.used_for.str.contains("claimed")]:
        assert "Taiwan (ROC)" in text
    kurils = places.used_for[places.used_for.str.contains("Kuril")]
    assert kurils.str.startswith("Kuril Islands / Northern Territories").all()


def test_taiwan_is_not_put_under_the_prc(places):
    assert set(places.iso3[["taipei", "kaohsiung", "jincheng", "nangan", "pratas", "itu-aba"]]) == {"TWN"}


def test_disputed_islets_name_who_administers_and_who_claims(places):
    islets = places[places.kind == "cape_or_islet"].drop(index="mavulis")
    assert islets.used_for.str.contains("administered by|controlled by|research station").all()
    assert islets.used_for.str.contains("claimed by|disputes|overlap").all()


def test_every_row_is_cited_and_nothing_rests_on_memory(places):
    assert places.source_url.str.match(r"https?://[^\s/]+\.[^\s]+$").all()
    assert not places.source_url.duplicated(keep=False)[places.kind.eq("test_site")].any()
    cited = places[["source", "used_for", "source_date", "read"]].agg(" ".join, axis=1)
    assert not cited.str.contains("memory", case=False).any()


def test_bases_cite_more_than_a_gazetteer(places):
    assert not places.source_url[places.kind == "base"].str.contains("geonames|airportsdata").any()


def test_stand_ins_are_uncertain(places):
    stand_ins = places[places.used_for.str.contains("drawn at the (?:city|town)")]
    assert len(stand_ins) > 5
    assert (stand_ins.coord_uncertainty_km >= 3).all()
