"""Gaps between shores of known width."""
import itertools

import numpy as np
import pytest
import shapely

from trilateral.measures import geodesy, widths


def test_points_give_their_distance():
    gap = widths.gap(shapely.Point(121, 22), shapely.Point(122, 21))
    assert gap.km == pytest.approx(geodesy.distance_km(121, 22, 122, 21), abs=1e-9)


def test_two_boxes_on_the_equator():
    gap = widths.gap(shapely.box(120, -1, 121, 1), shapely.box(122, -1, 123, 1))
    assert gap.km == pytest.approx(geodesy.distance_km(121, 1, 122, 1), abs=1e-3)


def test_end_points_lie_on_their_own_shores_and_segment_has_both():
    one, other = shapely.Point(141, 45).buffer(0.5), shapely.Point(143, 46).buffer(0.3)
    gap = widths.gap(one, other)
    assert one.distance(shapely.Point(gap.start)) < 1e-6 and other.distance(shapely.Point(gap.end)) < 1e-6
    assert gap.segment == (gap.start, gap.end)


def test_degrees_do_not_decide_far_north():
    """At 70 N a degree east is a third of one north: the nearer shore is the one farther in degrees."""
    shore = shapely.Point(170, 70)
    east, north = shapely.Point(171.5, 70), shapely.Point(170, 71)
    gap = widths.gap(shore, shapely.union_all([east, north]))
    assert gap.end == pytest.approx((171.5, 70))


@pytest.mark.parametrize("seed", range(6))
def test_agrees_with_trying_every_pair_of_vertices(seed):
    rng = np.random.default_rng(seed)
    lon, lat = rng.uniform(100, 170), rng.uniform(-10, 65)
    one = shapely.Point(lon, lat).buffer(0.4, quad_segs=200)
    other = shapely.affinity.rotate(shapely.box(lon + 2, lat + 0.5, lon + 3, lat + 2), rng.uniform(0, 90))
    gap = widths.gap(one, other)
    fine = [shapely.segmentize(s, 0.005).exterior.coords for s in (one, other)]
    best = min(geodesy.WGS84.inv(*a, *b)[2] for a, b in itertools.product(fine[0][::2], fine[1]))
    assert gap.km == pytest.approx(best / 1000, abs=0.05)
    assert gap.km <= best / 1000 + 1e-3


def test_shores_that_touch_have_no_gap():
    assert widths.gap(shapely.box(0, 0, 1, 1), shapely.box(1, 0, 2, 1)).km == pytest.approx(0, abs=1e-6)


def test_an_empty_shore_is_refused():
    with pytest.raises(ValueError, match="two shores"):
        widths.gap(shapely.Polygon(), shapely.box(0, 0, 1, 1))
