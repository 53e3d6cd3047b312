"""Shares of water within reach: against shapes whose share is known, and against points thrown at random."""
import numpy as np
import pytest
import shapely

from trilateral import tables
from trilateral.measures import coverage, geodesy

WATER = tables.layer("luzon_strait").geometry.iloc[0]
SHORES = tables.layer("strait_shores").set_index("landmass").geometry
BASCO = (121.9702, 20.4487)


def thrown(area, count, seed):
    """Points spread evenly over ``area``: even in longitude and in the sine of latitude."""
    west, south, east, north = area.bounds
    random = np.random.default_rng(seed)
    lon = random.uniform(west, east, count)
    lat = np.degrees(np.arcsin(random.uniform(*np.sin(np.radians([south, north])), count)))
    inside = shapely.contains_xy(area, lon, lat)
    return lon[inside], lat[inside]


@pytest.mark.parametrize("km", [80, 150, 185, 290])
def test_a_share_agrees_with_points_thrown_at_random(km):
    """Monte Carlo with the inverse geodesic: the share found lies within four standard errors of the throw."""
    lon, lat = thrown(WATER, 60_000, seed=km)
    metres = geodesy.WGS84.inv(np.full(len(lon), BASCO[0]), np.full(len(lon), BASCO[1]), lon, lat)[2]
    hit = float((metres <= km * 1000).mean())
    found = coverage.share(WATER, coverage.reach(*BASCO, km))
    assert found == pytest.approx(hit, abs=4 * (max(hit * (1 - hit), 1e-4) / len(lon)) ** 0.5 + 5e-4)


def test_reach_of_a_shore_agrees_with_points_thrown_at_random():
    """The same for an island's whole shore, measured to its corners a hundred metres apart."""
    island = SHORES["Itbayat"]
    corners = shapely.get_coordinates(shapely.segmentize(island, 0.001))
    lon, lat = thrown(WATER, 3_000, seed=1)
    metres = np.array([geodesy.WGS84.inv(np.full(len(corners), x), np.full(len(corners), y), *corners.T)[2].min()
                       for x, y in zip(lon, lat, strict=True)])
    hit = float((metres <= 120_000).mean())
    found = coverage.share(WATER, coverage.shore_reach(island, 120))
    assert found == pytest.approx(hit, abs=4 * (hit * (1 - hit) / len(lon)) ** 0.5)


def test_a_disc_covers_itself_and_its_half():
    disc = geodesy.ring(130, 25, 100, 720)
    assert coverage.share(disc, coverage.reach(130, 25, 100)) == pytest.approx(1, abs=1e-6)
    assert coverage.share(disc, coverage.reach(130, 25, 100 / 2**0.5)) == pytest.approx(0.5, abs=2e-3)
    assert coverage.share(disc, coverage.reach(150, 25, 100)) == 0


def test_reaches_that_overlap_count_once():
    near, far = coverage.reach(*BASCO, 100), coverage.reach(*BASCO, 150)
    assert coverage.share(WATER, near, far) == pytest.approx(coverage.share(WATER, far), abs=1e-9)


def test_a_shore_reaches_farther_than_a_point_on_it():
    point = coverage.share(WATER, coverage.reach(*BASCO, 150))
    assert coverage.share(WATER, coverage.shore_reach(SHORES["Batan"], 150)) > point


def test_no_water_is_an_error():
    with pytest.raises(ValueError, match="needs an area of water"):
        coverage.share(shapely.Polygon(), coverage.reach(*BASCO, 100))
