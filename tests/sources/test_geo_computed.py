"""Layers that the book computes or types itself, on made ground and from broken input."""
import geopandas
import numpy as np
import pandas as pd
import pytest
import shapely

from trilateral import tables
from trilateral.measures import geodesy
from trilateral.measures.nearest import nearest_km
from trilateral.sources.geo import base_distance, computed_limits, declared_lines, luzon_strait
from trilateral.tables import DataError


def edited(path, tmp_path, old, new):
    text = path.read_text("utf-8")
    assert old in text
    target = tmp_path / path.name
    target.write_text(text.replace(old, new, 1), "utf-8")
    return target


# limits at sea

def isle(lon, lat, km=5):
    return geodesy.ring(lon, lat, km, 90)


def corners(shape):
    return shapely.get_coordinates(shapely.segmentize(shape, 0.01))


@pytest.fixture(scope="module")
def two_isles():
    """Two round islands 400 km apart on one parallel."""
    shapes = {"JPN": isle(126, 28), "TWN": isle(130.07, 28)}
    shores = {state: corners(shape) for state, shape in shapes.items()}
    return computed_limits.frame_of(shores, shapely.union_all(list(shapes.values())), (123.0, 24.0, 133.0, 32.0), 0.1)


def of(frame, kind, states):
    rows = frame[(frame["kind"] == kind) & (frame["states"] == states)]
    assert len(rows) == 1
    return rows.geometry.iloc[0]


def test_a_round_island_has_a_round_territorial_sea(two_isles):
    line = of(two_isles, "territorial_sea_12nm", "JPN")
    points = shapely.get_coordinates(line)
    km = [geodesy.distance_km(126, 28, *point) for point in points]
    assert np.abs(np.array(km) - (5 + 12 * 1.852)).max() < 1.0  # a grid of 0.1 degrees
    assert geodesy.length_km(line) == pytest.approx(2 * np.pi * (5 + 12 * 1.852), rel=0.02)


def test_the_middle_line_is_as_far_from_both(two_isles):
    points = shapely.get_coordinates(of(two_isles, "equidistance", "JPN-TWN"))
    for point in points:
        assert geodesy.distance_km(126, 28, *point) == pytest.approx(geodesy.distance_km(130.07, 28, *point), abs=1.5)
        assert geodesy.distance_km(126, 28, *point) - 5 < 200 * 1.852 + 1
    assert np.ptp(points[:, 1]) > 5


def test_a_limit_ends_where_another_shore_is_nearer(two_isles):
    points = shapely.get_coordinates(of(two_isles, "limit_200nm", "JPN"))
    own = np.array([geodesy.distance_km(126, 28, *point) for point in points])
    other = np.array([geodesy.distance_km(130.07, 28, *point) for point in points])
    assert np.abs(own - 5 - 370.4).max() < 1.0 and (other >= own - 2).all()


def test_shores_are_given_to_whose_land_is_nearest_but_for_the_exceptions():
    """An islet off each land; one in the box of Matsu; one of a disputed group; a continent of two states."""
    land = geopandas.GeoDataFrame({"iso3": ["CHN", "PRK", "TWN"]}, crs="OGC:CRS84", geometry=[
        shapely.box(110, 22, 119.8, 40), shapely.box(119.8, 39, 127, 43), shapely.box(120.5, 22, 121.5, 25)])
    continent = shapely.union_all([shapely.box(109, 22, 119.8, 40), shapely.box(119.8, 39, 127, 43)])
    off_china, off_taiwan = isle(119.95, 30, 2), isle(121.7, 23.5, 2)
    matsu, senkaku = isle(119.95, 26.15, 2), isle(123.5, 25.75, 2)
    box = (109.0, 13.0, 144.0, 46.0)
    found = computed_limits.shores_by_state([continent, off_china, off_taiwan, matsu, senkaku], land, box)
    assert set(found) == {"CHN", "PRK", "TWN"}
    held = {state: shapely.MultiPoint(points) for state, points in found.items()}
    assert held["CHN"].distance(off_china.exterior) == 0 and held["TWN"].distance(off_taiwan.exterior) == 0
    assert held["TWN"].distance(matsu.exterior) == 0 and held["CHN"].distance(matsu) > 0.05
    assert held["PRK"].distance(shapely.Point(127, 43)) == 0 and held["CHN"].distance(shapely.Point(119.8, 22)) == 0
    assert all(points.distance(senkaku) > 0.5 for points in held.values())
    assert not np.isclose(found["CHN"][:, 0], 109.0).any(), "the cut along the frame is no shore"


# bands of distance

def test_bands_hold_what_is_as_far_as_they_say():
    """Points thrown at random, measured to the nearest base by themselves."""
    places = pd.DataFrame({"id": ["a", "b"], "lon": [127.0, 133.0], "lat": [26.0, 34.0]})
    bands = base_distance.frame_of(places, ("a", "b"))
    random = np.random.default_rng(3)
    lon, lat = random.uniform(112, 150, 3000), random.uniform(14, 46, 3000)
    km, _ = nearest_km(lon, lat, places["lon"], places["lat"])
    for band in bands.itertuples():
        inside = shapely.contains_xy(band.geometry, lon, lat)
        clear = (np.abs(km - band.from_km) > 0.5) & (np.abs(km - band.to_km) > 0.5)
        assert (inside == ((km > band.from_km) & (km < band.to_km)))[clear].all()


def test_a_base_that_is_no_place_is_an_error():
    with pytest.raises(KeyError, match="nowhere"):
        base_distance.frame_of(tables.load("places"), ("kadena", "nowhere"))


# the strait

def test_the_strait_is_the_frame_without_its_islands():
    names = ["Taiwan", "Luzon", "Batan"]
    shapes = [shapely.box(120.7, 21.9, 121, 24), shapely.box(120, 17, 123, 18.5), shapely.box(121.4, 20.2, 121.6, 20.4)]
    shores = geopandas.GeoDataFrame({"landmass": names}, geometry=shapes, crs="OGC:CRS84")
    found = luzon_strait.frame_of(shores)
    expected = shapely.box(luzon_strait.WEST, 18.5, luzon_strait.EAST, 21.9).difference(shapes[2])
    assert found.geometry.iloc[0].symmetric_difference(expected).area < 1e-6
    assert found["area_km2"].iloc[0] == round(geodesy.area_km2(shapely.segmentize(expected, 0.02)))


# declared lines

def test_declared_lines_build_from_their_own_rows(tmp_path):
    for target in declared_lines.build(tmp_path):
        assert target.read_bytes() == tables.manifest(f"geo/{target.stem}").data_path.read_bytes()


def test_a_leg_runs_along_the_geodesic():
    line = declared_lines.frame_of("median_line_taiwan").geometry.iloc[0]
    ends = (122.0, 27.0), (118.0, 23.0)
    whole = geodesy.distance_km(*ends[0], *ends[1])
    for point in line.coords:
        assert sum(geodesy.distance_km(*end, *point) for end in ends) == pytest.approx(whole, abs=1e-6)


@pytest.mark.parametrize(("old", "new", "words"), [
    ("adiz,china,2,33,11,0,", "adiz,china,2,33,71,0,", r"zone_points_typed.csv row 3, columns lat_d to lat_s: 33 71 0"),
    ("adiz,china,1,33,11,0,121,47,0", "adiz,china,1,33,11,0,221,47,0", r"row 2, columns lon_d to lon_s: 221 47 0"),
    ("adiz,china,3,31", "adiz,china,4,31", r"column seq: the points of china are \[1, 2, 4, 4, 5, 6\]"),
    ("adiz,japan,7,33,0,12,124,59,53\n", "", None),
])
def test_points_that_are_none_are_refused(tmp_path, old, new, words):
    points = edited(declared_lines.POINTS, tmp_path, old, new)
    if words is None:  # one point fewer of a line that is a part anyway
        assert declared_lines.frame_of("adiz", points)["points_seen"].tolist() == [6, 6]
        return
    with pytest.raises(DataError, match=words):
        declared_lines.frame_of("adiz", points)


@pytest.mark.parametrize(("old", "new", "words"), [
    (",part,30,", ",whole,30,", "zones_typed.csv row 3, column extent: whole for 7 of 30 points"),
    (",outer_edge,6,", ",part,6,", "row 2, column extent: part for 6 of 6 points"),
    (",full\n", ",memory\n", "row 2, column read: memory of http"),
])
def test_a_line_says_how_much_of_it_there_is_and_where_it_was_read(tmp_path, old, new, words):
    zones = edited(declared_lines.ZONES, tmp_path, old, new)
    with pytest.raises(DataError, match=words):
        declared_lines.frame_of("adiz", zones=zones)
