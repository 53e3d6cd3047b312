"""Layer of measured lines: made ground, and the committed layer against the catalogue of measurements."""
import geopandas
import numpy as np
import pandas as pd
import pytest
import shapely

from trilateral import tables
from trilateral.measures import catalogue, geodesy
from trilateral.sources.geo import strait_lines, world

LON, LAT = np.arange(1190, 1251) / 10, np.arange(190, 231) / 10


def floor(depth_at):
    """A grid over the made ground with the depth (m) that ``depth_at(lon, lat)`` says."""
    x, y = np.meshgrid(LON, LAT)
    return LON, LAT, -depth_at(x, y).astype(float)


def test_the_greatest_depth_is_that_of_the_cells_under_the_line():
    grid = floor(lambda x, y: np.where(abs(x - 121.5) < 0.06, 906, 200) + np.where(y > 21.4, 5000, 0))
    assert strait_lines.greatest_depth(((121.0, 21.0), (122.0, 21.0)), *grid) == 910
    assert strait_lines.greatest_depth(((121.7, 21.0), (122.3, 21.0)), *grid) == 200, "the trough is not crossed"


def test_land_under_a_line_is_passed_over():
    grid = floor(lambda x, y: np.where(x < 121.5, -300, 80))
    assert strait_lines.greatest_depth(((121.0, 21.0), (122.0, 21.0)), *grid) == 80


def test_a_line_shorter_than_four_steps_has_no_depth():
    grid = floor(lambda x, y: 0 * x + 500)
    assert strait_lines.greatest_depth(((121.0, 21.0), (121.4, 21.0)), *grid) is None  # 41.6 km
    assert strait_lines.greatest_depth(((121.0, 21.0), (121.5, 21.0)), *grid) == 500


def test_rows_name_who_holds_the_shores():
    shores = geopandas.GeoDataFrame({"landmass": ["West", "East"]},
                                    geometry=[shapely.box(120, 20, 121, 22), shapely.box(122, 20, 123, 22)])
    land = geopandas.GeoDataFrame({"iso3": ["AAA", "BBB"]},
                                  geometry=[shapely.box(119, 20, 121.01, 22), shapely.box(122.02, 20, 124, 22)])
    straits = pd.DataFrame([{"id": "test", "seq": 1, "name": "Test Strait", "main": "yes", "from_landmass": "West",
                             "to_landmass": "East"}])
    row, = strait_lines.frame_of(straits, shores, land, floor(lambda x, y: 0 * x + 123)).itertuples()
    assert (row.from_iso3, row.to_iso3, row.greatest_depth_m) == ("AAA", "BBB", 120)
    assert row.km == pytest.approx(geodesy.distance_km(121, 22, 122, 22), abs=0.01)


def test_committed_layer_is_what_the_catalogue_measures():
    layer = tables.layer("strait_lines").set_index("id")
    measured = catalogue.measure_all("width")
    assert list(layer.index) == [m.id.removeprefix("width-") for m in measured]
    for found in measured:
        row = layer.loc[found.id.removeprefix("width-")]
        assert row["km"] == pytest.approx(found.value, abs=6e-4) and row["uncertainty_km"] == found.uncertainty
        assert (row["name"], row["from_landmass"], row["to_landmass"]) == (found.name, found.from_, found.to)
        ends = row["geometry"].coords
        assert np.allclose(ends, found.segment, atol=1e-6)
        assert geodesy.distance_km(*ends[0], *ends[1]) == pytest.approx(found.value, abs=1e-3)


def test_committed_layer_leaves_short_lines_without_depth():
    layer = tables.layer("strait_lines")
    short = layer["km"] < strait_lines.LEAST_KM
    assert layer["greatest_depth_m"].isna().equals(short) and 3 < short.sum() < 8


def test_who_holds_the_shores_agrees_with_the_table_of_straits():
    held = tables.layer("strait_lines").set_index("id")[["from_iso3", "to_iso3"]].apply(tuple, axis=1)
    assert held["soya"] == held["nemuro"] == ("JPN", "RUS")
    assert held["taiwan"] == ("CHN", "TWN") and held["bashi"] == ("TWN", "PHL") and held["balabac"] == ("PHL", "MYS")
    assert held["korea-west"] == ("KOR", "JPN") and held["miyako"] == ("JPN", "JPN")


def test_the_world_is_land_without_small_islands():
    made = geopandas.GeoDataFrame({"iso3": ["AAA", "BBB", "CCC"]}, crs="OGC:CRS84", geometry=[
        shapely.box(0, 0, 5, 5), shapely.box(5, 0, 10, 5), shapely.box(20, 0, 20.5, 0.5)])
    row, = world.frame_of(made).itertuples()
    assert row.geometry.equals(shapely.box(0, 0, 10, 5))
