"""The nearest of many: what leaving far targets out must not change."""
import numpy as np
import pytest
import shapely

from trilateral.measures import geodesy
from trilateral.measures.nearest import nearest_km, shore_km


def test_nearest_of_many_is_the_least_of_all_distances():
    random = np.random.default_rng(2)
    lon, lat = random.uniform(115, 140, (9, 11)), random.uniform(15, 45, (9, 11))
    to_lon, to_lat = random.uniform(110, 145, 400), random.uniform(10, 50, 400)
    km, which = nearest_km(lon, lat, to_lon, to_lat)
    assert km.shape == which.shape == (9, 11)
    for here in np.ndindex(lon.shape):
        every = [geodesy.distance_km(lon[here], lat[here], x, y) for x, y in zip(to_lon, to_lat, strict=True)]
        assert km[here] == pytest.approx(min(every), abs=0.01)  # 10 m: where two are as near as that
        assert km[here] == pytest.approx(every[which[here]])


def test_across_the_date_line_and_at_home():
    km, which = nearest_km([179.5, 10.0], [0.0, 5.0], [-179.5, 10.0], [0.0, 5.0])
    assert list(which) == [0, 1] and km[1] == 0
    assert km[0] == pytest.approx(geodesy.distance_km(179.5, 0, -179.5, 0))


def test_no_target_is_an_error():
    with pytest.raises(ValueError, match="nearest of no targets"):
        nearest_km([120.0], [20.0], [], [])


def test_distance_to_a_long_edge_is_to_the_edge_and_not_to_its_corners():
    shore = shapely.box(118, 20, 120, 24)
    assert shore_km(shore, [121.0], [22.0])[0] == pytest.approx(geodesy.distance_km(121, 22, 120, 22), rel=1e-4)
    assert shore_km(shore, [119.9], [22.0])[0] == pytest.approx(geodesy.distance_km(119.9, 22, 120, 22), rel=1e-3)
