"""Builders of single layers, on made ground."""
import geopandas
import numpy as np
import pytest
import shapely

from trilateral import tables
from trilateral.sources.geo import depth, disputed_points, federal_subjects, land


@pytest.fixture
def basin(monkeypatch):
    """A bowl 7,000 m deep beside an island, over a frame of ten degrees."""
    monkeypatch.setattr(depth, "FRAME", (120.0, 20.0, 130.0, 30.0))
    lon, lat = np.arange(1190, 1311) / 10, np.arange(190, 311) / 10
    x, y = np.meshgrid(lon, lat)
    height = -7000 * np.exp(-((x - 126) ** 2 + (y - 25) ** 2) / 4) + 900 * np.exp(-((x - 122) ** 2 + (y - 25) ** 2))
    return lon, lat, height


def test_bands_tile_the_frame_and_hold_their_depths(basin):
    bands = depth.banded(*basin)
    assert shapely.coverage_is_valid(bands)
    assert shapely.union_all(bands).equals(shapely.box(120, 20, 130, 30))
    assert bands[0].covers(shapely.Point(122, 25)), "the first band runs on under the land"
    assert bands[-1].covers(shapely.Point(126, 25)) and not bands[-1].covers(shapely.Point(128.5, 25))


def test_smoothing_keeps_the_mean_and_refining_keeps_the_nodes():
    grid = np.random.default_rng(1).normal(size=(40, 50))
    assert depth.smoothed(np.full((9, 9), 7.0), 0.8) == pytest.approx(np.full((9, 9), 7.0))
    assert depth.smoothed(grid, 1.0).std() < grid.std()
    fine = depth.refined(grid, 1)
    assert fine.shape == (40, 49 * depth.REFINEMENT + 1)
    assert fine[:, :: depth.REFINEMENT] == pytest.approx(grid)


@pytest.fixture
def world():
    """Russia cut at 180 with two southern Kurils and one northern; China, Hong Kong, Taiwan; far-off Chile."""
    russia = shapely.MultiPolygon([
        shapely.box(100, 50, 180, 70), shapely.box(-180, 60, -170, 70), shapely.box(147, 44.8, 148.2, 45.3),
        shapely.box(145.6, 44.0, 146.2, 44.4), shapely.box(149.6, 45.8, 150.4, 46.2)])
    rows = {"RUS": russia, "CHN": shapely.box(100, 30, 120, 50), "HKG": shapely.box(114, 22, 114.5, 22.5),
            "TWN": shapely.box(120.5, 22, 121.5, 25), "CHL": shapely.box(-75, -50, -70, -20)}
    return geopandas.GeoDataFrame({"iso3": list(rows), "name": list(rows)}, geometry=list(rows.values()),
                                  crs="OGC:CRS84")


def test_land_is_clipped_joined_and_split_by_the_boundary_policy(world):
    frame = land.split_disputed(land.simplified(land.clipped(world)))
    assert list(zip(frame["iso3"], frame["status"], strict=True)) == [
        ("CHN", "plain"), ("RUS", "plain"), ("RUS", "disputed"), ("TWN", "plain")]
    shapes = frame.set_index(["iso3", "status"]).geometry
    assert shapes["CHN", "plain"].covers(shapely.Point(114.25, 22.25)), "Hong Kong is drawn with China"
    assert shapes["RUS", "plain"].covers(shapely.Point(185, 65)) and shapes["RUS", "plain"].bounds[2] == 190
    assert shapes["RUS", "plain"].covers(shapely.Point(150, 46)), "Urup is not claimed"
    assert len(shapely.get_parts(shapes["RUS", "disputed"])) == 2


def test_subjects_that_overlap_are_refused():
    with pytest.raises(ValueError, match="overlap or leave gaps"):
        federal_subjects.simplified([shapely.box(130, 50, 140, 60), shapely.box(139, 50, 150, 60)])


def test_disputed_points_build_from_their_own_rows(tmp_path):
    target = disputed_points.build(folder=tmp_path)
    assert target.read_bytes() == tables.manifest("geo/disputed_points").data_path.read_bytes()
