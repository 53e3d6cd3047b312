"""Towns, railways, distances and protests of the Russian Far East against figures that others print."""
import pytest

from trilateral import tables
from trilateral.measures import geodesy

PLACES = tables.load("places").set_index("id")


@pytest.fixture(scope="module")
def towns():
    return tables.load("far_east_towns")


def test_the_towns_add_up_to_most_of_the_census(towns):
    subjects = tables.load("federal_subjects").set_index("iso_3166_2")["population_2021"]
    share = towns.groupby("iso_3166_2")["population"].sum() / subjects
    assert towns["population"].sum() / subjects.sum() == pytest.approx(0.887, abs=0.001)
    assert share.idxmin() in {"RU-SA", "RU-BU"} and share.min() > 0.7
    assert set(share[share > 1].index) == {"RU-KAM", "RU-MAG", "RU-SAK"}, "listed larger than they are now"


def test_khabarovsk_is_as_large_as_printed(towns):
    # Meduza, 11 July 2020: 616,000 people.
    assert towns.set_index("name").loc["Khabarovsk", "population"] == pytest.approx(616_000, rel=0.01)


def test_the_gazetteer_s_ulan_ude_is_old(towns):
    # Wikipedia (copies): 359,391 in the census of 2002, 404,426 in 2010, 437,565 in 2021.
    assert towns.set_index("name").loc["Ulan-Ude", "population"] == pytest.approx(359_391, rel=0.005)


def test_a_railway_is_longer_than_the_straight_lines_between_its_stops():
    lines = tables.layer("railways").dropna(subset=["published_km"])
    for row in lines.itertuples():
        straight = geodesy.length_km(row.geometry) / row.published_km
        assert 0.6 < straight < 0.95, row.name


@pytest.mark.parametrize(("line", "ends", "published"), [
    # kolejtranssyberyjska.pl, distances from Moscow: 5609, 6166, 8312, 8493, 9147.
    ("trans_siberian", ("Ulan-Ude", "Chita"), 557), ("trans_siberian", ("Birobidzhan", "Khabarovsk"), 181),
    ("trans_siberian", ("Khabarovsk", "Ussuriysk"), 654), ("trans_siberian", ("Chita", "Birobidzhan"), 2146),
    # Fevralsk (station), copy of Wikipedia: 671 km to Tynda, 786 to Komsomolsk-on-Amur.
    ("baikal_amur", ("Tynda", "Fevralsk"), 671), ("baikal_amur", ("Fevralsk", "Komsomolsk-on-Amur"), 786),
])
def test_parts_of_a_railway(line, ends, published):
    import shapely

    row = tables.layer("railways").set_index("line").loc[line]
    first, last = (row["stops"].split(" – ").index(end) for end in ends)
    part = shapely.LineString(row.geometry.coords[first:last + 1])
    assert 0.65 < geodesy.length_km(part) / published < 1


@pytest.mark.parametrize("row", list(tables.load("vladivostok_distances").itertuples()), ids=lambda row: row.place)
def test_distances_from_vladivostok(row):
    """Page, tolerance and its reason stand in the row."""
    here, there = PLACES.loc["vladivostok"], PLACES.loc[row.place]
    found = geodesy.distance_km(here["lon"], here["lat"], there["lon"], there["lat"])
    assert found == pytest.approx(row.published_km, abs=row.tolerance_km), row.tolerance_reason


def test_the_ministry_counted_a_third_of_what_a_newspaper_did():
    # Meduza, 11 July 2020: the ministry no more than 12,000, Kommersant 30,000 to 35,000.
    first = tables.load("khabarovsk_protests").query("date == '2020-07-11'").set_index("side")
    assert first.loc["authorities", "high"] == 12_000
    assert first.loc["press", ["low", "high"]].tolist() == [30_000, 35_000]


def test_the_rally_of_2025_has_no_number():
    rows = tables.load("khabarovsk_protests").query("date > '2025'")
    assert rows[["low", "high"]].isna().all(axis=None) and set(rows["place"]) == {"Vladivostok"}


def test_the_district_grew_faster_than_the_country_by_the_planners_account():
    growth = tables.load("far_east_economy").query("indicator == 'real_growth' and last_year - first_year > 5")
    assert growth.set_index("code")["value"].to_dict() == {"RU-FE": 0.30, "RU": 0.23}


def test_migration_adds_up():
    # TASS, 6 June 2025: periods of four years, the last of which includes the gain of 2024.
    rows = tables.load("far_east_economy").query("indicator == 'net_migration'").set_index(["first_year", "last_year"])
    assert rows["value"].tolist() == [-138, -92, -45, 24]
    assert rows.loc[(2021, 2024), "value"] < rows.loc[(2024, 2024), "value"]


def test_the_bridges():
    rows = tables.load("border_crossings").set_index("id")
    # Espreso and Censor.net, 30 April 2025: 424 m on the Russian side and 581 m on the Korean one.
    assert rows.loc["tumen-road-bridge", "length_m"] == 424 + 581
    # hodmysley.ru and transport-news.ru: 2.2 km, of which 309 m in Russia.
    assert rows.loc["nizhneleninskoye-tongjiang", "length_m"] == pytest.approx(2200, abs=50)
    assert rows.index[rows["state"] == "built"].tolist() == ["tumen-road-bridge"]
    assert set(rows.index) - {"tumen-road-bridge"} <= set(PLACES.index)
