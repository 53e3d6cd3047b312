"""Dots: as many as the census has people for, each on a place of its own, the same every time."""
import geopandas
import numpy as np
import pandas as pd
import pytest
import shapely

from trilateral import tables
from trilateral.measures import dots

CRS = "+proj=aea +lat_1=48 +lat_2=68 +lat_0=57 +lon_0=135 +datum=WGS84"
TOWNS = pd.DataFrame({
    "iso_3166_2": "RU-AA", "name": ["City", "Town", "Village", "Hamlet", "Unknown"],
    "lon": [135.0, 135.5, 134.5, 134.0, 136.0], "lat": [50.0, 50.2, 50.4, 49.8, 50.1],
    "population": pd.array([124_000, 15_000, 9_000, 600, pd.NA], "Int64")})
CENSUS = pd.DataFrame({"iso_3166_2": ["RU-AA"], "population_2021": [164_000]})
SHAPE = geopandas.GeoDataFrame({"iso_3166_2": ["RU-AA"]}, geometry=[shapely.box(132, 48, 138, 52)], crs="OGC:CRS84")


def test_towns_get_their_rounded_number_and_the_rest_one_each_from_the_largest():
    counts = dots.dot_counts(TOWNS, CENSUS)
    assert counts.set_index("name")["dots"].to_dict() == {"City": 12, "Town": 2, "Village": 1, "Hamlet": 1}
    assert counts.set_index("name")["kind"].to_dict() == {
        "City": "town", "Town": "town", "Village": "rest", "Hamlet": "rest"}
    assert counts["dots"].sum() == round(164_000 / dots.PEOPLE)


def test_more_left_than_small_places_go_round_again():
    counts = dots.dot_counts(TOWNS, CENSUS.assign(population_2021=210_000))
    found = counts.set_index("name")["dots"].to_dict()
    assert found == {"City": 12, "Town": 2, "Village": 3, "Hamlet": 2, "Unknown": 2}


def test_towns_larger_than_their_census_are_refused():
    with pytest.raises(ValueError, match="RU-AA: the towns have 4 dots more than the census"):
        dots.dot_counts(TOWNS, CENSUS.assign(population_2021=100_000))


def test_no_two_dots_lie_on_each_other_and_all_stay_inside():
    placed = dots.placed(dots.dot_counts(TOWNS, CENSUS), SHAPE, CRS)
    from pyproj import Transformer

    x, y = Transformer.from_crs("OGC:CRS84", CRS, always_xy=True).transform(placed["lon"], placed["lat"])
    apart = np.hypot(np.subtract.outer(x, x), np.subtract.outer(y, y)) / 1000
    assert apart[~np.eye(len(x), dtype=bool)].min() == pytest.approx(dots.SPACING_KM, rel=1e-6)
    assert shapely.contains_xy(SHAPE.geometry[0], placed["lon"], placed["lat"]).all()
    assert placed.query("name == 'City'")["away_km"].max() < 3 * dots.SPACING_KM


def test_the_same_every_time():
    towns, census = tables.load("far_east_towns"), tables.load("federal_subjects")
    one, other = (dots.placed(dots.dot_counts(towns, census), tables.layer("federal_subjects"), CRS) for _ in range(2))
    pd.testing.assert_frame_equal(one, other)
    assert len(one) == sum(round(people / dots.PEOPLE) for people in census["population_2021"])
    assert one["away_km"].max() < 150
