"""Geodesics against published test lines, and rings that must survive the date line and the pole."""
import math

import numpy as np
import pytest
import shapely

from trilateral.measures import geodesy


def test_a_published_inverse_line():
    """GeographicLib's own example, Wellington to Salamanca, nearly antipodal: 19,959,679.267 m.

    https://npmjs.com/package/geographiclib
    """
    assert geodesy.distance_km(174.81, -41.32, -5.50, 40.96) == pytest.approx(19959.679267, abs=1e-6)


def test_a_published_direct_line():
    """The same page: 20,000 km south-west of Perth lies 32.11195529 N, 63.95925278 W."""
    lon, lat, _ = geodesy.WGS84.fwd(115.74, -32.06, 225, 20_000_000)
    assert (lat, lon) == pytest.approx((32.11195529, -63.95925278), abs=1e-8)


def test_a_degree_of_the_equator_is_exact():
    assert geodesy.distance_km(120, 0, 121, 0) == pytest.approx(6378.137 * math.pi / 180, abs=1e-9)


def test_distance_is_symmetric_and_nought_at_home():
    there, back = geodesy.distance_km(127, 37.5, 139.7, 35.7), geodesy.distance_km(139.7, 35.7, 127, 37.5)
    assert there == pytest.approx(back, abs=1e-9)
    assert geodesy.distance_km(127, 37.5, 127, 37.5) == 0


def test_path_over_the_pacific_stays_one_line():
    points = geodesy.path(139.7, 35.7, -122.4, 37.8, step_km=100)
    assert points[0] == pytest.approx((139.7, 35.7)) and points[-1] == pytest.approx((360 - 122.4, 37.8))
    assert np.abs(np.diff(points[:, 0])).max() < 5
    steps = [geodesy.distance_km(*a, *b) for a, b in zip(points, points[1:], strict=False)]
    assert max(steps) <= 100 and sum(steps) == pytest.approx(geodesy.distance_km(139.7, 35.7, -122.4, 37.8))


@pytest.mark.parametrize(("lon", "lat", "radius"), [(121.5, 25, 1000), (178, 66, 900), (-179, 52, 700), (0.2, 0, 50)])
def test_every_point_of_a_ring_is_at_its_radius(lon, lat, radius):
    points = geodesy.ring_points(lon, lat, radius, 73)
    assert [geodesy.distance_km(lon, lat, *p) for p in points] == pytest.approx([radius] * 73, abs=1e-6)
    assert points[0] == pytest.approx(points[-1])
    assert np.abs(np.diff(points[:, 0])).max() < 20


def test_a_ring_across_the_date_line_is_one_valid_piece_with_the_area_of_a_cap():
    ring = geodesy.ring(178, 66, 900, n=360)
    assert ring.is_valid and ring.bounds[2] > 180 and ring.covers(shapely.Point(178, 66))
    cap = 2 * math.pi * 6371.0088**2 * (1 - math.cos(900 / 6371.0088))
    assert geodesy.area_km2(ring) == pytest.approx(cap, rel=0.005)  # the cap is a sphere's


def test_a_ring_over_the_pole_holds_the_pole_and_leaves_the_south_out():
    ring = geodesy.ring(135, 80, 2000)
    assert ring.is_valid and ring.covers(shapely.Point(135, 89.9)) and ring.covers(shapely.Point(-40, 85))
    assert not ring.covers(shapely.Point(-40, 60)) and ring.bounds[2] - ring.bounds[0] == pytest.approx(360)


@pytest.mark.parametrize("radius", [0, -1, 20001])
def test_a_ring_needs_a_sensible_radius(radius):
    with pytest.raises(ValueError, match="more than 0 and less than 20000"):
        geodesy.ring(125, 30, radius)


def test_area_of_a_quarter_of_a_hemisphere_and_of_a_hole():
    octant = shapely.Polygon([(0, 0), (90, 0), (0, 90)])
    assert geodesy.area_km2(octant) == pytest.approx(510065621.7 / 8, rel=1e-7)
    outer = shapely.box(120, 20, 122, 22)
    hole = shapely.box(120.5, 20.5, 121.5, 21.5)
    assert geodesy.area_km2(outer.difference(hole)) == pytest.approx(
        geodesy.area_km2(outer) - geodesy.area_km2(hole), rel=1e-9)


def test_length_of_a_line_in_parts():
    line = shapely.MultiLineString([[(120, 0), (121, 0)], [(130, 0), (131, 0)]])
    assert geodesy.length_km(line) == pytest.approx(2 * geodesy.distance_km(120, 0, 121, 0))
