"""Maps: what they show is in the frame, in place, and drawn by the boundary policy."""
import numpy as np
import pandas as pd
import pytest

from tests.figures import gathered
from trilateral import maps, tables
from trilateral.maps import backdrop, base, neighbourhood, protests
from trilateral.measures import catalogue, dots, geodesy

PLACES = tables.load("places").set_index("id")
WINDOWS = {"alliance": maps.ALLIANCE, "chain": maps.CHAIN, "reach": maps.REACH, "district": maps.DISTRICT,
           "amur": maps.AMUR, "strait": maps.STRAIT, "field": maps.FIELD, "zones": maps.ZONES,
           "density": maps.DISTRICT, "settlement": maps.DISTRICT, "protests": protests.WHERE, "near": maps.NEAR}

DRAWN = (*WINDOWS, "chokepoints")  # the last has a window a panel
RING_CITIES = ["seoul", "pyongyang", "tokyo", "sapporo", "beijing", "moscow", "khabarovsk", "harbin", "ulaanbaatar"]


@pytest.fixture(scope="module")
def straits():
    return tables.layer("strait_lines").query("main == 'yes'").reset_index(drop=True)


@pytest.fixture(scope="module")
def bases():
    rows = []
    for base_id in ("yonaguni", "kadena", "kunsan", "camp-humphreys", "sasebo", "yokosuka"):
        row = PLACES.loc[base_id]
        distance = catalogue.by_id()[f"distance-{base_id}-taipei"].value
        rows.append({"id": base_id, "name": row["name_en"].split(" (")[0], "lon": row["lon"], "lat": row["lat"],
                     "iso3": row["iso3"], "km": distance})
    return pd.DataFrame(rows)


@pytest.fixture(scope="module")
def drawings(straits, bases):
    subjects = tables.layer("federal_subjects")
    pairs = ("RUS-PRK", "RUS-CHN", "RUS-MNG")
    lengths = {pair: catalogue.by_id()[f"border-{pair.lower()}"].value for pair in pairs}
    census = tables.load("federal_subjects")
    density = census.set_index("iso_3166_2").eval("population_2021 / area_km2")
    placed = dots.placed(dots.dot_counts(tables.load("far_east_towns"), census), subjects, maps.DISTRICT.crs)
    cities = maps.ring_places(PLACES.reset_index(), RING_CITIES)
    return {
        "density": maps.population_density(subjects.assign(density=subjects["iso_3166_2"].map(density))),
        "settlement": maps.where_people_live(placed, people=dots.PEOPLE),
        "protests": maps.protest_timeline(tables.load("khabarovsk_protests"), PLACES.reset_index()),
        "near": maps.rings_round(cities, PLACES.loc["vladivostok"], near_km=(500, 1000, 1500),
                                 far_km=(1000, 2000, 3000, 4000, 5000, 6000)),
        "alliance": maps.hub_and_spokes(maps.alliance_features(PLACES.reset_index())),
        "chain": maps.first_island_chain(maps.chain_features(straits, tables.load("chain_definitions"))),
        "chokepoints": maps.strait_panels(maps.chokepoint_features(straits, tables.load("straits"))),
        "reach": maps.reach_to(bases, PLACES.loc["taipei"], (500, 1000, 1500, 2000)),
        "district": maps.population_change(subjects.assign(change=-0.2)),
        "amur": maps.borders_and_crossings(maps.frontier_features(PLACES.reset_index(), lengths)),
        **{window: next(shown.drawn for shown in gathered.shown() if shown.name == figure)
           for window, figure in (("strait", "weapon-reach"), ("field", "base-field"), ("zones", "zone-map"))},
    }


@pytest.fixture(scope="module", params=["wide", "narrow"])
def figures(request, drawings):
    return {name: drawn.figure(narrow=request.param == "narrow") for name, drawn in drawings.items()}


@pytest.mark.parametrize("name", WINDOWS)
def test_projection_is_equal_area_or_conformal(name):
    """Areas, or angles, come out true over the whole frame: Tissot's indicatrix at its corners and middle."""
    from pyproj import Proj

    window = WINDOWS[name]
    projection = Proj(window.crs)
    for x in (window.west, (window.west + window.east) / 2, window.east):
        for y in (window.south, (window.south + window.north) / 2, window.north):
            factors = projection.get_factors(*window.lonlat(x, y))
            if "equal-area" in window.words:
                assert factors.areal_scale == pytest.approx(1, abs=1e-4)
            elif "equidistant" in window.words:
                centre = window.lonlat(0, 0)
                assert geodesy.distance_km(*centre, *window.lonlat(x, y)) == pytest.approx(np.hypot(x, y), abs=0.001)
            else:
                assert "conformal" in window.words and factors.angular_distortion < 0.01
            assert 0.85 < factors.meridional_scale < 1.18  # shapes stay recognisable at the corners too


@pytest.mark.parametrize("name", WINDOWS)
def test_there_and_back(name):
    window = WINDOWS[name]
    lon, lat = window.lonlat(*window.xy(130.0, 48.0))
    assert (lon, lat) == pytest.approx((130.0, 48.0))


def all_axes(figure):
    """The axes of a figure, insets among them."""
    return [*figure.axes, *(inset for axes in figure.axes for inset in axes.child_axes)]


@pytest.mark.parametrize("name", DRAWN)
def test_every_label_is_whole_and_in_the_figure(figures, name):
    figure = figures[name]
    figure.draw_without_rendering()
    whole = figure.bbox
    for axes in all_axes(figure):
        for text in axes.texts:
            if not text.get_text() or not text.get_visible():
                continue
            box = text.get_window_extent()
            inside = (box.x0 >= whole.x0 - 1, box.y0 >= whole.y0 - 1, box.x1 <= whole.x1 + 1, box.y1 <= whole.y1 + 1)
            assert all(inside), f"{name}: {text.get_text()!r} is cut at the edge"


@pytest.mark.parametrize("name", DRAWN)
def test_names_do_not_lie_on_names(figures, name):
    """Labels of one axes may touch, but none may hide another."""
    figure = figures[name]
    figure.draw_without_rendering()
    for axes in all_axes(figure):
        boxes = [(t.get_text(), t.get_window_extent()) for t in axes.texts if len(t.get_text().strip()) > 2]
        for i, (one, a) in enumerate(boxes):
            for other, b in boxes[i + 1:]:
                across = min(a.x1, b.x1) - max(a.x0, b.x0)
                down = min(a.y1, b.y1) - max(a.y0, b.y0)
                hidden = max(across, 0) * max(down, 0) / min(a.width * a.height, b.width * b.height)
                assert hidden < 0.12, f"{name}: {one!r} and {other!r} overlap by {hidden:.0%}"


@pytest.mark.parametrize("name", DRAWN)
def test_no_degree_is_half_hidden(figures, name):
    """A globe, an inset or a scale bar leaves no part of a meridian's or a parallel's name."""
    for axes in all_axes(figures[name]):
        bars = [line for line in axes.lines if line.get_linewidth() == 1.6 and line.get_solid_capstyle() == "butt"]
        over = [one.get_window_extent() for one in (*axes.child_axes, *bars)]
        for text in (t for t in axes.texts if t.get_text().endswith(("°E", "°W", "°N", "°S"))):
            assert not text.get_window_extent().count_overlaps(over), f"{name}: {text.get_text()}"


def test_rings_keep_their_distance(drawings):
    """Every vertex of the drawn rings lies its radius from Taipei, by the inverse problem."""
    taipei = PLACES.loc["taipei"]
    axes = drawings["reach"].figure().axes[0]
    rings = [line for line in axes.lines if len(line.get_xdata()) > 150 and line.get_linestyle() == "--"]
    radii = []
    for ring in rings:
        lon, lat = maps.REACH.lonlat(np.asarray(ring.get_xdata()), np.asarray(ring.get_ydata()))
        distances = [geodesy.distance_km(taipei["lon"], taipei["lat"], *point) for point in zip(lon, lat, strict=True)]
        assert max(distances) - min(distances) < 0.01
        radii.append(round(distances[0]))
    assert radii == [500, 1000, 1500, 2000]


def test_scale_bar_is_true_where_it_stands(drawings):
    axes = drawings["chain"].figure().axes[0]
    bar = next(line for line in axes.lines if line.get_solid_capstyle() == "butt" and line.get_linewidth() == 1.6)
    (x1, x2), (y1, y2) = bar.get_data()
    ends = maps.CHAIN.lonlat(x1, y1), maps.CHAIN.lonlat(x2, y2)
    assert geodesy.distance_km(*ends[0], *ends[1]) == pytest.approx(500, rel=2e-3)


def test_ties_run_along_the_geodesic_and_print_its_length(drawings):
    """Every drawn vertex lies on the shortest path: the ways to both its ends add up to the whole length."""
    features = drawings["alliance"].data.set_index("id")
    axes = drawings["alliance"].figure().axes[0]
    words = " ".join(text.get_text() for text in axes.texts)
    lines = [line for line in axes.lines if line.get_linewidth() == 2.2]
    ties = features[features["kind"].isin(["treaty", "no treaty"])]
    assert [line.get_linestyle() for line in lines] == ["-", "-", "--"]
    for line, tie in zip(lines, ties.itertuples(), strict=True):
        ends = [PLACES.loc[place] for place in tie.Index.split("-")]
        assert tie.km == pytest.approx(geodesy.distance_km(*(end[c] for end in ends for c in ("lon", "lat"))))
        assert f"{tie.km:,.0f}" in words
        points = list(zip(*maps.ALLIANCE.lonlat(*map(np.asarray, line.get_data())), strict=True))
        for point in points[:: max(len(points) // 9, 1)]:
            ways = [geodesy.distance_km(end["lon"], end["lat"], *point) for end in ends]
            assert sum(ways) == pytest.approx(tie.km, abs=0.001)


def test_every_base_of_the_map_stands_on_a_partner_s_land(drawings):
    bases = drawings["alliance"].data.query("kind == 'base'")["id"]
    assert set(PLACES.loc[bases, "iso3"]) == {"JPN", "KOR"} and set(PLACES.loc[bases, "kind"]) == {"base"}


def test_disputed_land_is_hatched_on_every_map(drawings):
    for name in ("chain", "district"):
        axes = drawings[name].figure().axes[0]
        assert any(collection.get_hatch() for collection in axes.collections), name


def test_disputed_islets_bear_both_names(drawings):
    for name in ("chain", "reach"):
        words = " ".join(t.get_text().replace("\n", " ") for t in drawings[name].figure().axes[0].texts)
        assert "Dokdo / Takeshima" in words and "Senkaku / Diaoyu" in words
        assert "Sea of Japan / East Sea" in words
        assert name != "chain" or ("Paracel Islands" in words and "Spratly Islands" in words)
    words = " ".join(t.get_text().replace("\n", " ") for t in drawings["district"].figure().axes[0].texts)
    assert "Kuril Islands / Northern Territories" in words


def test_taiwan_is_its_own_land():
    land = backdrop.layer("land")
    assert (land["iso3"] == "TWN").sum() >= 1
    china, taiwan = (land[land["iso3"] == code].union_all() for code in ("CHN", "TWN"))
    assert china.intersection(taiwan).area == 0


@pytest.mark.parametrize("name", DRAWN)
def test_light_enough_for_a_page(drawings, name):
    """A reader downloads one of the two widths, in one shade."""
    assert len(drawings[name].svg()) < 400_000 and len(drawings[name].svg(narrow=True)) < 400_000


def test_a_window_projects_in_kilometres():
    x, y = maps.CHAIN.xy(125, 22)
    assert abs(x) < 1e-6 and abs(y) < 1e-6
    assert base.Window(maps.CHAIN.crs, 0, 0, 2, 1, "x").aspect == 0.5


def test_rings_of_weapons_have_the_published_radius(drawings):
    """Every vertex lies its range from its launch point, and the panels hold all ranges of the data."""
    rows = drawings["strait"].data
    figure = drawings["strait"].figure()
    rings = [line for axes in figure.axes for line in axes.lines if len(line.get_xdata()) > 300]
    expected = [(row, km) for row in rows.itertuples() for km in (row.min_km, row.max_km)]
    assert len(rings) == len(expected)
    for ring, (row, km) in zip(rings, expected, strict=True):
        lon, lat = maps.STRAIT.lonlat(*map(np.asarray, ring.get_data()))
        away = [geodesy.distance_km(row.lon, row.lat, *point) for point in zip(lon[::15], lat[::15], strict=True)]
        assert away == pytest.approx([km] * len(away), abs=0.01)


def test_shares_are_printed_as_the_data_have_them(drawings):
    words = " ".join(text.get_text() for axes in drawings["strait"].figure().axes for text in axes.texts)
    for row in drawings["strait"].data.itertuples():
        assert f"{row.max_share:.0%}" in words or (row.max_share == 0 and "none of the water" in words), row.weapon


def test_the_field_prints_each_target_s_distance_and_draws_its_line(drawings):
    features = drawings["field"].data.set_index("id")
    axes = drawings["field"].figure().axes[0]
    words = " ".join(text.get_text() for text in axes.texts)
    bases = features[features["kind"] == "base"].set_index("name").geometry
    drawn = {tuple(np.round(np.ravel(line.get_data()), 6)) for line in axes.lines}
    for row in features[features["kind"] == "target"].itertuples():
        assert f"{row.km:,.0f}" in words
        at, base_at = row.geometry, bases[row.nearest]
        assert geodesy.distance_km(at.x, at.y, base_at.x, base_at.y) == pytest.approx(row.km)
        (x1, y1), (x2, y2) = maps.FIELD.xy(at.x, at.y), maps.FIELD.xy(base_at.x, base_at.y)
        assert tuple(np.round([x1, x2, y1, y2], 6)) in drawn


def test_declared_lines_are_drawn_whole_and_computed_ones_say_what_they_are(drawings):
    features = drawings["zones"].data
    figure = drawings["zones"].figure()
    for row in features[features["kind"] == "declared"].itertuples():
        expected = np.array(maps.ZONES.xy(*np.asarray(row.geometry.coords).T))
        drawn = [np.array(line.get_data()) for line in figure.axes[0].lines]
        assert any(line.shape == expected.shape and np.allclose(line, expected) for line in drawn), row.id
    words = " ".join(text.get_text() for axes in figure.axes for text in axes.texts)
    assert "Computed, without legal standing" in words
    assert features.loc[features["kind"] != "declared", "name"].str.endswith("computed, without legal standing").all()
    assert "Senkaku /\nDiaoyu" in words and "Dokdo /\nTakeshima" in words


def test_distances_from_the_centre_are_true_on_both_sheets(drawings):
    """Each city is drawn as far from the star as the geodesic is long; each ring keeps its radius."""
    figure = drawings["near"].figure()
    centre = PLACES.loc["vladivostok"]
    assert np.hypot(*maps.NEAR.xy(centre["lon"], centre["lat"])) < 0.001
    for row in drawings["near"].data.itertuples():
        assert np.hypot(*maps.NEAR.xy(row.lon, row.lat)) == pytest.approx(row.km, abs=0.001), row.name
    rings = [line for axes in figure.axes for line in axes.lines if len(line.get_xdata()) == 361]
    radii = [np.hypot(*map(np.asarray, line.get_data())) for line in rings]
    assert all(np.ptp(radius) < 0.001 for radius in radii)
    assert [round(radius[0]) for radius in radii] == [500, 1000, 1500, *range(1000, 7000, 1000)]
    assert neighbourhood.FAR.crs == maps.NEAR.crs


def test_moscow_is_on_the_far_sheet_at_the_end_of_the_shortest_way(drawings):
    """A straight line from the centre of this projection is a geodesic: its middle halves the way."""
    moscow, centre = PLACES.loc["moscow"], PLACES.loc["vladivostok"]
    far = drawings["near"].figure().axes[1]
    x, y = next(line.get_data() for line in far.lines if line.get_linewidth() == 1.2)
    assert (x[1], y[1]) == pytest.approx(neighbourhood.FAR.xy(moscow["lon"], moscow["lat"]))
    middle = neighbourhood.FAR.lonlat(x[1] / 2, y[1] / 2)
    halves = [geodesy.distance_km(*middle, end["lon"], end["lat"]) for end in (moscow, centre)]
    assert halves[0] == pytest.approx(halves[1], abs=0.01)


def test_every_density_is_printed(drawings):
    words = " ".join(text.get_text() for text in drawings["density"].figure().axes[0].texts)
    for density in drawings["density"].data["density"]:
        assert f"{density:.{2 if density < 1 else 1}f}" in words


def test_each_dot_is_drawn_and_stays_in_its_subject(drawings):
    import geopandas

    placed = drawings["settlement"].data
    axes = drawings["settlement"].figure().axes[0]
    drawn = {round(x, 6) for line in axes.lines for x in np.atleast_1d(line.get_xdata())}
    x, _ = maps.DISTRICT.xy(placed["lon"].to_numpy(), placed["lat"].to_numpy())
    assert {round(value, 6) for value in x} <= drawn
    points = geopandas.GeoSeries(geopandas.points_from_xy(placed["lon"] % 360, placed["lat"]))
    shapes = tables.layer("federal_subjects").set_index("iso_3166_2").geometry
    assert all(shapes[iso].buffer(0.01).covers(point) for iso, point in zip(placed["iso_3166_2"], points, strict=True))


def test_a_count_in_words_claims_no_number(drawings):
    axes = drawings["protests"].figure().axes[0]
    drawn = {value for line in axes.lines for value in np.atleast_1d(line.get_xdata())}
    counts = drawings["protests"].data
    assert drawn == {float(v) for v in pd.concat([counts["low"], counts["high"]]).dropna()}
    assert any("several hundred" in text.get_text() for text in axes.texts)


def test_disputed_places_of_the_neighbourhood_bear_both_names(drawings):
    near = drawings["near"].figure().axes[0]
    words = " ".join(t.get_text().replace("\n", " ") for t in near.texts)
    assert "Kuril Islands / Northern Territories" in words and "Dokdo / Takeshima" in words
    assert any(collection.get_hatch() for collection in near.collections)


def test_distortion_is_stated_as_computed():
    """The worst of the corners, against the indicatrix's own axes: sin(w / 2) = (a - b) / (a + b)."""
    from pyproj import Proj

    window = maps.CHAIN
    corners = [(x, y) for x in (window.west, window.east) for y in (window.south, window.north)]
    factors = [Proj(window.crs).get_factors(*window.lonlat(*corner)) for corner in corners]
    axes = [(f.tissot_semimajor, f.tissot_semiminor) for f in factors]
    worst = max(2 * np.degrees(np.arcsin((a - b) / (a + b))) for a, b in axes)
    assert window.stated == f"{window.words}; within the frame angles bend by up to {worst:.1f}°"
