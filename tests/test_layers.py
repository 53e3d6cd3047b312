"""The committed map layers: valid, whole, in bounds, and faithful to the book's boundary policy."""
import itertools

import numpy as np
import pytest
import shapely

from trilateral import paths, tables
from trilateral.measures import geodesy
from trilateral.sources.geo import shapes

POLYGONS = ("land", "federal_subjects", "strait_shores", "lakes", "depth", "world")
COMPUTED = ("luzon_strait", "computed_limits", "base_distance", "adiz", "median_line_taiwan")
LAYERS = (*POLYGONS, "eurasia", "rivers", "borders", "railways", "disputed_points", "strait_lines", *COMPUTED)
LIMIT_BYTES = 6_000_000


def parts(name):
    return shapely.get_parts(tables.layer(name).geometry.values)


def of(name, key, value):
    frame = tables.layer(name)
    return frame[frame[key] == value].geometry.iloc[0]


@pytest.mark.parametrize("name", LAYERS)
def test_manifest_bytes_types_shapes_and_bounds(name):
    tables.verify(f"geo/{name}")


@pytest.mark.parametrize("name", LAYERS)
def test_manifest_names_source_scale_and_packages(name):
    found = tables.manifest(f"geo/{name}")
    assert found.scale and found.builder == "trilateral.sources.geo"
    endings = (".whl", ".tgz", ".zip", "_typed.csv", ".geojson", "places.csv", "straits.csv")
    for given in found.inputs:
        assert given["file"].endswith(endings) and "/" not in given["file"]


def test_all_layers_together_stay_small():
    assert sum(f.stat().st_size for f in (paths.data_dir() / "geo").iterdir()) < LIMIT_BYTES


@pytest.mark.parametrize("name", POLYGONS)
def test_no_slivers(name):
    """A sliver is thin and small: a cut's or an overlay's leftover. Long thin islands are longer than 5 km2."""
    worst = [p.bounds for p in parts(name) if shapes.thinness(p) < 0.01 and shapes.area_km2(p) < 50]
    assert worst == []


@pytest.mark.parametrize("name", ["land", "federal_subjects"])
def test_no_specks(name):
    assert min(shapes.area_km2(p) for p in parts(name)) > 1


@pytest.mark.parametrize("name", ["federal_subjects", "depth"])
def test_coverage_has_no_gap_and_no_overlap(name):
    shapes_ = tables.layer(name).geometry.values
    assert shapely.coverage_is_valid(shapes_)
    holes = [r for p in shapely.get_parts(shapely.union_all(shapes_)) for r in p.interiors]
    assert holes == []


def test_depth_bands_tile_the_frame_and_follow_each_other():
    bands = tables.layer("depth").sort_values("depth_from_m")
    frame = shapely.box(*tables.manifest("geo/depth").bounds)
    assert shapely.union_all(bands.geometry.values).symmetric_difference(frame).area < 1e-6
    assert list(bands["depth_to_m"])[:-1] == list(bands["depth_from_m"])[1:]


def test_countries_do_not_overlap():
    land = tables.layer("land")
    for (_, a), (_, b) in itertools.combinations(land.iterrows(), 2):
        assert a.geometry.intersection(b.geometry).area < 1e-9, (a["iso3"], b["iso3"])


@pytest.mark.parametrize(("name", "key", "value"), [
    ("land", "iso3", "RUS"), ("federal_subjects", "iso_3166_2", "RU-CHU")])
def test_chukotka_and_wrangel_are_whole_across_180(name, key, value):
    pieces = shapely.get_parts(of(name, key, value))
    mainland = [p for p in pieces if p.covers(shapely.Point(179, 67)) and p.covers(shapely.Point(183, 67))]
    wrangel = [p for p in pieces if p.covers(shapely.Point(179.9, 71.2)) and p.covers(shapely.Point(180.5, 71.2))]
    assert len(mainland) == 1 and len(wrangel) == 1 and mainland[0].bounds[2] > 190


@pytest.mark.parametrize("name", ["land", "federal_subjects"])
def test_no_seam_is_left_on_the_antimeridian(name):
    for piece in parts(name):
        for ring in (piece.exterior, *piece.interiors):
            xy = np.asarray(ring.coords)
            on_seam = np.abs(xy[:, 0] - 180) < 1e-9
            assert not (on_seam[1:] & on_seam[:-1]).any(), "two vertices in a row on the meridian: an edge"


def test_longitudes_run_on_and_never_come_back():
    for name in set(LAYERS) - {"world"}:  # for globes, whose other side has the seam
        assert tables.manifest(f"geo/{name}").bounds[0] > 0


def test_taiwan_is_its_own_and_not_in_china():
    taipei = shapely.Point(121.4, 24.8)
    assert of("land", "iso3", "TWN").covers(taipei) and not of("land", "iso3", "CHN").covers(taipei)
    assert tables.layer("land").set_index("iso3").loc["TWN", "name"] == "Taiwan (ROC)"


def test_the_southern_kurils_are_russias_and_drawn_as_disputed():
    land = tables.layer("land")
    row = land[land["status"] == "disputed"].iloc[0]
    assert (row["iso3"], row["claimed_by"], row["name"]) == ("RUS", "JPN", "Kuril Islands / Northern Territories")
    for name, at in {"Iturup": (147.9, 45.1), "Kunashir": (145.9, 44.15), "Shikotan": (146.75, 43.8)}.items():
        assert row.geometry.covers(shapely.Point(at)), name
    assert not row.geometry.covers(shapely.Point(150.0, 46.0)), "Urup is not claimed"
    assert 4000 < geodesy.area_km2(row.geometry) < 5500
    assert of("federal_subjects", "iso_3166_2", "RU-SAK").intersects(row.geometry)


@pytest.mark.parametrize(("iso3", "place", "lon", "lat"), [
    ("JPN", "Okinawa", 128.1, 26.6), ("JPN", "Miyako", 125.33, 24.78), ("JPN", "Yonaguni", 123.0, 24.455),
    ("JPN", "Tsushima", 129.42, 34.6), ("JPN", "Ishigaki", 124.2, 24.45), ("RUS", "Urup", 150.0, 46.0),
    ("RUS", "Paramushir", 155.8, 50.35), ("PHL", "Batan", 121.98, 20.44), ("PHL", "Babuyan", 121.94, 19.52),
    ("TWN", "Lanyu", 121.55, 22.05), ("KOR", "Jeju", 126.55, 33.38), ("USA", "Guam", 144.78, 13.45),
])
def test_islands_that_matter_are_there(iso3, place, lon, lat):
    land = tables.layer("land")
    whole = shapely.union_all(land[land["iso3"] == iso3].geometry.values)
    assert whole.distance(shapely.Point(lon, lat)) < 0.03, place


def test_both_names_of_disputed_places():
    points = tables.layer("disputed_points").set_index("id")
    assert points.loc["dokdo_takeshima", "name"] == "Dokdo / Takeshima"
    assert points.loc["senkaku_diaoyu", "name"] == "Senkaku / Diaoyu"
    assert points.loc["southern_kurils", "name"] == "Kuril Islands / Northern Territories"
    assert {"paracels", "itu_aba", "scarborough_shoal", "pratas", "okinotorishima"} <= set(points.index)
    for row in points.itertuples():
        assert row.administered_by not in row.claimed_by.split()


def test_disputed_points_stand_where_places_does():
    """One place, one coordinate: the table of places and the layer must not drift apart."""
    places = tables.load("places").set_index("id")
    points = tables.layer("disputed_points").set_index("id")
    for layer_id, place_id in {"dokdo_takeshima": "dokdo-takeshima", "senkaku_diaoyu": "senkaku-diaoyu",
                               "pratas": "pratas", "itu_aba": "itu-aba", "okinotorishima": "okinotorishima",
                               "scarborough_shoal": "scarborough-shoal", "paracels": "woody-island"}.items():
        at, row = points.loc[layer_id].geometry, places.loc[place_id]
        assert (at.x, at.y) == pytest.approx((row["lon"], row["lat"]), abs=1e-4), layer_id


def test_every_strait_has_its_shores_and_no_cut_decides_a_width():
    """Both ends of each width lie on real shore: a cut is a straight edge along a window of the builder."""
    from trilateral.measures import catalogue
    from trilateral.sources.geo.strait_shores import WINDOWS

    for found in catalogue.measure_all():
        if found.kind != "width":
            continue
        for lon, lat in found.segment:
            for west, south, east, north in WINDOWS.values():
                if west - 1e-6 <= lon <= east + 1e-6 and south - 1e-6 <= lat <= north + 1e-6:
                    assert min(lon - west, east - lon, lat - south, north - lat) > 0.01, (found.id, lon, lat)


def test_olkhon_is_an_island_in_baikal():
    assert not of("lakes", "name", "Baikal").covers(shapely.Point(107.4, 53.15))


def test_rivers_have_no_long_straight_strokes():
    """The source closes every river back to its first point; such a stroke would cross half a continent."""
    for row in tables.layer("rivers").itertuples():
        for part in shapely.get_parts(row.geometry):
            steps = np.hypot(*np.diff(np.asarray(part.coords), axis=0).T)
            assert steps.max() < 2.5, row.name  # the copy thins the middle Lena to steps of 1.9 degrees


def test_the_amur_passes_its_cities_and_ends_at_its_mouth():
    amur = of("rivers", "name", "Amur")
    for lon, lat in ((127.53, 50.25), (135.08, 48.5), (137.0, 50.55), (140.7, 53.1)):
        assert amur.distance(shapely.Point(lon, lat)) < 0.2


def test_borders_meet_at_the_tripoint():
    lines = tables.layer("borders").set_index("pair").geometry
    tripoint = shapely.Point(130.6044, 42.4194)
    for pair in ("RUS-PRK", "RUS-CHN", "CHN-PRK"):
        assert lines[pair].distance(tripoint) < 0.01
    assert lines["RUS-MNG"].distance(shapely.Point(116.71, 49.83)) < 0.01


def test_bands_of_distance_follow_each_other_without_overlap():
    bands = tables.layer("base_distance")
    assert list(bands["to_km"])[:-1] == list(bands["from_km"])[1:]
    for one, other in itertools.combinations(bands.geometry, 2):
        assert one.intersection(other).area < 1e-4


def test_the_strait_s_water_lies_between_its_capes_and_holds_no_island():
    from trilateral.sources.geo.luzon_strait import EAST, WEST

    water = tables.layer("luzon_strait").geometry.iloc[0]
    shores = tables.layer("strait_shores").set_index("landmass").geometry
    west, south, east, north = water.bounds
    assert (west, east) == (WEST, EAST) and south > 18.2
    assert north == pytest.approx(shores["Taiwan"].bounds[1], abs=1e-3)
    for island in ("Batan", "Itbayat", "Sabtang", "Mavulis", "Babuyan Island"):
        assert not water.covers(shores[island].representative_point()), island
    assert water.covers(shapely.Point(121.4, 21.4)) and water.covers(shapely.Point(121.6, 19.9))
    assert geodesy.area_km2(shapely.segmentize(water, 0.02)) == pytest.approx(
        tables.layer("luzon_strait")["area_km2"].iloc[0], rel=1e-4)

def test_the_coarse_countries_follow_the_boundary_policy():
    """Crimea is Ukraine, Taiwan is its own, and no border opens a gap."""
    countries = tables.layer("eurasia").set_index("iso3").geometry
    assert countries["UKR"].covers(shapely.Point(34.3, 45.3)) and not countries["RUS"].covers(shapely.Point(34.3, 45.3))
    assert countries["TWN"].covers(shapely.Point(121.0, 23.8)) and "TWN" not in countries.drop("TWN").index
    assert countries["RUS"].covers(shapely.Point(37.6, 55.7)) and countries["RUS"].bounds[2] > 185
    assert shapely.coverage_is_valid(countries.values)


@pytest.mark.parametrize("name", COMPUTED)
def test_a_computed_layer_rests_on_what_the_book_now_has(name):
    """Its inputs among the book's own data have not changed since: otherwise build ``geo_computed`` again."""
    from trilateral.tables import manifests

    for given in tables.manifest(f"geo/{name}").inputs:
        own = [path for path in paths.data_dir().rglob(given["file"]) if path.is_file()]
        assert all(manifests.digest(path) == given["sha256"] for path in own), given["file"]
