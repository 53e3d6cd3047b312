"""Mending and thinning on small made shapes."""
import numpy as np
import pytest
import shapely

from trilateral.sources.geo import shapes, thinning


def halves():
    """An island cut in two at the antimeridian, as Natural Earth stores it."""
    return shapely.MultiPolygon([shapely.box(170, 60, 180, 70), shapely.box(-180, 60, -170, 70)])


def test_an_island_cut_at_180_becomes_one_without_a_seam():
    whole = shapes.east_of_greenwich(halves())
    assert whole.equals(shapely.box(170, 60, 190, 70))
    assert not (np.abs(np.asarray(whole.exterior.coords)[:, 0] - 180) < 1e-9).any()


def test_a_hairline_left_at_the_seam_is_closed():
    gap = shapely.Polygon([(180, 64), (180.0000001, 65), (180, 66)])
    torn = shapely.MultiPolygon([shapely.box(170, 60, 180, 70), shapely.box(-180, 60, -170, 70).difference(
        shapely.transform(gap, lambda xy: xy - [360, 0]))])
    whole = shapes.east_of_greenwich(torn)
    assert shapely.get_num_interior_rings(whole) == 0 and len(shapely.get_parts(whole)) == 1


def test_what_does_not_reach_180_stays_where_it_is():
    japan = shapely.MultiPolygon([shapely.box(130, 30, 135, 35), shapely.box(140, 40, 145, 45)])
    assert shapes.east_of_greenwich(japan).equals(japan)


def test_area_is_on_the_ellipsoid_and_blind_to_direction():
    box = shapely.box(120, 0, 121, 1)
    assert shapes.area_km2(box) == pytest.approx(12308.78, abs=0.01)
    assert shapes.area_km2(shapely.reverse(box)) == pytest.approx(shapes.area_km2(box))


def test_islets_go_but_not_where_the_floor_is_finer():
    whole = shapely.MultiPolygon([shapely.box(0, 0, 1, 1), shapely.box(5, 0, 5.1, 0.1), shapely.box(9, 0, 9.1, 0.1)])
    kept = shapes.without_islets(whole, 500, fine=[(8, -1, 10, 1)], fine_floor_km2=100)
    assert [p.bounds[0] for p in shapely.get_parts(kept)] == [0, 9]


def test_pinholes_are_filled_and_lakes_stay():
    whole = shapely.box(0, 0, 4, 4).difference(shapely.box(1, 1, 1.1, 1.1)).difference(shapely.box(2, 2, 3, 3))
    assert shapely.get_num_interior_rings(shapes.without_pinholes(whole, 1000)) == 1


def test_slivers_go_and_islands_stay():
    sliver, island = shapely.box(0, 0, 1, 0.002), shapely.box(5, 5, 5.3, 5.1)
    assert shapes.thinness(sliver) < 0.01 < shapes.thinness(island)
    assert shapes.without_slivers(shapely.MultiPolygon([sliver, island])).equals(island)


def test_a_disc_is_not_thin():
    assert shapes.thinness(shapely.Point(0, 0).buffer(1)) == pytest.approx(1, abs=0.01)


def wiggly(y):
    x = np.linspace(0, 10, 401)
    return np.c_[x, y + 0.05 * np.sin(x * 9)]


def test_neighbours_keep_their_border_when_thinned():
    border = wiggly(5)
    south = shapely.Polygon([(0, 0), (10, 0), *border[::-1]])
    north = shapely.Polygon([(0, 10), *border, (10, 10)])
    thin = thinning.coverage([south, north], 0.1, 0.01, decimals=3)
    assert shapely.coverage_is_valid(thin)
    assert shapely.get_num_coordinates(thin[0]) < 200
    assert shapely.union_all(thin).equals(shapely.box(0, 0, 10, 10))


def test_small_islands_are_thinned_gently_and_exclaves_like_mainland():
    island = shapely.Point(20, 5).buffer(0.15, quad_segs=50)
    exclave = shapely.box(10, 4, 10.2, 4.2)
    one = shapely.MultiPolygon([shapely.box(0, 0, 5, 10), island, exclave])
    other = shapely.Polygon([(5, 0), (10, 0), (10, 4), (10, 4.2), (10, 10), (5, 10)])
    thin = thinning.coverage([one, other], 0.1, 0.01, decimals=3)
    assert shapely.coverage_is_valid(thin)
    kept = [p for p in shapely.get_parts(thin[0]) if p.bounds[0] > 15][0]
    assert shapely.get_num_coordinates(kept) > 8 and kept.area == pytest.approx(island.area, rel=0.1)


def test_an_islet_is_kept_off_a_straightened_coast():
    bay = shapely.Polygon([(0, 0), (10, 0), (10, 5), (5.05, 5), (5, 4.95), (4.95, 5), (0, 5)])
    islet = shapely.box(4.99, 4.985, 5.01, 5.01)
    thin = thinning.coverage([bay, islet], 0.2, 0.001, decimals=3)
    assert thin[0].intersection(thin[1]).area == 0 and thin[1].area > 0
