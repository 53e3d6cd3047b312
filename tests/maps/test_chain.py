"""The chain: courses and measured lines stand where the projection puts them, panels share one scale, the globe."""
import numpy as np
import pytest
import shapely

from trilateral import maps, names, tables
from trilateral.maps import backdrop, base, chain, chokepoints, locator

LINES = tables.layer("strait_lines")
MAIN = LINES[LINES["main"] == "yes"].reset_index(drop=True)
DEFINITIONS = tables.load("chain_definitions")
FEATURES = maps.chain_features(MAIN, DEFINITIONS)
PANELS = maps.chokepoint_features(LINES, tables.load("straits"))


def drawn_lines(axes):
    return [np.column_stack(line.get_data(orig=False)) for line in axes.lines if len(line.get_xdata()) > 1]


def has_line(lines, points):
    return any(line.shape == points.shape and np.allclose(line, points, atol=1e-6) for line in lines)


@pytest.mark.parametrize("narrow", [False, True])
def test_every_feature_s_line_is_drawn_where_the_projection_puts_it(narrow):
    lines = drawn_lines(maps.first_island_chain(FEATURES).figure(narrow).axes[0])
    for row in FEATURES.itertuples():
        points = np.column_stack(maps.CHAIN.xy(*np.asarray(row.geometry.coords).T))
        assert has_line(lines, points), row.id


def test_features_are_the_straits_and_three_definitions():
    assert list(FEATURES["kind"]) == ["strait"] * len(MAIN) + ["definition"] * 3
    assert set(FEATURES.query("kind == 'definition'")["id"]) == set(chain.LINES)
    assert FEATURES.query("kind == 'definition'")["km"].isna().all(), "a course of ours has no length"


def test_definitions_differ_in_line_as_well_as_in_colour():
    widths = [style[1][0] for style in chain.LINES.values()]
    assert sorted(widths, reverse=True) == widths and len({str(style[2]) for style in chain.LINES.values()}) > 1
    assert all(one / other > 1.8 for one, other in zip(widths, widths[1:], strict=False)), "the lower must show"


def test_the_key_names_every_definition():
    for narrow in (False, True):
        words = " ".join(t.get_text() for axes in maps.first_island_chain(FEATURES).figure(narrow).axes
                         for t in axes.texts)
        assert all(name in words for name in FEATURES.query("kind == 'definition'")["name"])


def test_the_disputed_kurils_have_both_names():
    words = " ".join(t.get_text().replace("\n", " ") for t in maps.first_island_chain(FEATURES).figure().axes[0].texts)
    assert "Kuril Islands / Northern Territories" in words


@pytest.fixture(scope="module", params=[False, True], ids=["wide", "narrow"])
def panels(request):
    figure = maps.strait_panels(PANELS).figure(request.param)
    return figure, dict(zip(PANELS["id"], figure.axes, strict=False))


def test_panels_hold_their_lines_with_room_to_spare(panels):
    _, axes = panels
    assert set(axes) == set(chokepoints.STRAITS) and len(axes) == 14
    for row in PANELS.itertuples():
        (west, east), (south, north) = axes[row.id].get_xlim(), axes[row.id].get_ylim()
        window = chokepoints.panel_window(row, east - west, north - south)
        points = np.column_stack(window.xy(*np.asarray(row.geometry.coords).T))
        assert has_line(drawn_lines(axes[row.id]), points), row.id
        assert np.hypot(*(points[1] - points[0])) == pytest.approx(row.km, rel=3e-4), "true to scale along the line"
        assert west + 5 < points[:, 0].min() and points[:, 0].max() < east - 5
        assert south + 5 < points[:, 1].min() and points[:, 1].max() < north - 5


def test_one_scale_for_all(panels):
    figure, axes = panels
    width, height = figure.get_size_inches()
    scales = []
    for panel in axes.values():
        box = panel.get_position()
        scales.append(np.diff(panel.get_xlim())[0] / (box.width * width))
        scales.append(np.diff(panel.get_ylim())[0] / (box.height * height))
    assert max(scales) == pytest.approx(min(scales), rel=1e-6)


def test_panels_do_not_overlap(panels):
    figure, _ = panels
    boxes = [shapely.box(*axes.get_position().extents) for axes in figure.axes]
    for i, one in enumerate(boxes):
        assert one.within(shapely.box(0, 0, 1, 1).buffer(1e-9))
        assert all(one.intersection(other).area < 1e-9 for other in boxes[i + 1:])


def test_heads_are_whole_and_apart(panels):
    figure, _ = panels
    figure.draw_without_rendering()
    boxes = [(t.get_text(), t.get_window_extent()) for t in figure.texts]
    for i, (text, box) in enumerate(boxes):
        assert box.x0 >= -1 and box.x1 <= figure.bbox.x1 + 1 and box.y1 <= figure.bbox.y1 + 1, text
        assert not any(box.overlaps(other) and min(box.y1, other.y1) - max(box.y0, other.y0) > 3
                       for _, other in boxes[i + 1:]), text


def test_heads_say_width_holders_and_local_names(panels):
    figure, _ = panels
    words = [t.get_text() for t in figure.texts]
    for row in PANELS.itertuples():
        assert any(f"{row.km:.0f}" in text and names.short(row.to_iso3) in text for text in words), row.id
        for name in row.local_names.split("; ") if isinstance(row.local_names, str) else []:
            assert any(name in text for text in words), name


def test_no_panel_shows_where_the_layer_of_shores_is_cut():
    """The great landmasses are cut at the builder's windows; a panel must end before, or the cut looks like a coast."""
    from trilateral.sources.geo.strait_shores import CUT, EURASIA, WINDOWS

    cut_ones = backdrop.layer("strait_shores").set_index("landmass").geometry
    cuts = shapely.union_all([shapely.box(*box).exterior for box in WINDOWS.values()])
    for narrow in (False, True):
        figure = maps.strait_panels(PANELS).figure(narrow)
        for row, axes in zip(PANELS.itertuples(), figure.axes, strict=False):
            (west, east), (south, north) = axes.get_xlim(), axes.get_ylim()
            window = chokepoints.panel_window(row, east - west, north - south)
            lon, lat = window.lonlat(np.array([west, east, east, west]), np.array([south, south, north, north]))
            seen = cuts.intersection(shapely.Polygon(np.column_stack([lon, lat])))
            for name in {*CUT - {"Eurasia"}, *EURASIA.values()}:
                edge = cut_ones[name].boundary.intersection(seen.buffer(1e-4))
                assert edge.length < 0.02, (row.id, name)


def test_the_globe_shows_the_near_side_and_the_window():
    lon, lat = (round(part, 3) for part in maps.CHAIN.lonlat((maps.CHAIN.west + maps.CHAIN.east) / 2,
                                                             (maps.CHAIN.south + maps.CHAIN.north) / 2))
    land = locator.near_side(lon, lat)
    seen = base.Window(f"+proj=ortho +lat_0={lat} +lon_0={lon} +R=6371000", 0, 0, 1, 1, "orthographic").xy
    assert all(land.covers(shapely.Point(seen(*point))) for point in ((115, 30), (134, -25))), "China and Australia"
    assert not land.covers(shapely.Point(seen(150, 25))), "the Pacific"
    assert land.intersects(shapely.Point(seen(-150, 66)).buffer(50)), "Alaska, over the antimeridian"
    x, y = maps.CHAIN.xy(*locator.outline(maps.CHAIN))
    assert (x.min(), x.max(), y.min(), y.max()) == pytest.approx(
        (maps.CHAIN.west, maps.CHAIN.east, maps.CHAIN.south, maps.CHAIN.north), abs=1e-6)


@pytest.mark.parametrize(("lon", "lat"), [(125.0, 22.0), (128.0, 48.0), (135.0, 60.0), (-55.0, -22.0)])
def test_the_globe_is_part_sea_and_nothing_lies_beyond_its_rim(lon, lat):
    """Also where a pole is in sight, and where the point opposite lies on land, which turns shapes inside out."""
    land = locator.near_side(lon, lat)
    assert np.hypot(*shapely.get_coordinates(land).T).max() <= locator.RADIUS_KM + 0.1
    whole = shapely.Point(0, 0).buffer(locator.RADIUS_KM).area
    assert 0.15 < land.area / whole < 0.75


def test_depths_are_painted_from_shallow_to_deep():
    floor = backdrop.sea_floor().geometry.values
    assert all(shapely.area(upper) >= shapely.area(lower) for upper, lower in zip(floor, floor[1:], strict=False))
    assert floor[0].equals(shapely.box(*tables.manifest("geo/depth").bounds))
