"""Live figures: compiled once, coloured by name, with controls that a keyboard can drive."""
import io
import json
import re
import sys

import pandas as pd
import pytest

from trilateral import figures, live, tables
from trilateral.figures.live import VEGA_MIME, VEGALITE_MIME
from trilateral.sphinxext import live as page
from trilateral.theme import colours

UNITS = dict.fromkeys(("constant_usd_m", "current_usd_m", "share_of_gdp", "per_capita_usd", "share_of_government"), "u")


@pytest.fixture(scope="module")
def explorer():
    spending = tables.load("military_expenditure")
    return live.spending_explorer(spending, chosen=["JPN", "KOR"], units=UNITS, edition="an edition")


def plotted(spec):
    """The chart's own rows, as they stand in it."""
    text = next(entry["values"] for entry in spec["data"] if isinstance(entry.get("values"), str))
    return pd.read_csv(io.StringIO(text), float_precision="round_trip")


def test_the_chart_holds_every_figure_exactly(explorer):
    long = plotted(explorer.vega()).melt(["iso3", "year"], value_vars=list(UNITS), var_name="measure")
    long = long.dropna().set_index(["iso3", "year", "measure"])["value"].sort_index()
    table = explorer.data.set_index(["iso3", "year", "measure"])["value"].astype(float).sort_index()
    assert list(long.index) == list(table.index) and list(long) == list(table)


def test_gaps_stay_gaps(explorer):
    """Viet Nam has no figure from 1995 to 2002: rows without a value, so that no line crosses them."""
    rows = plotted(explorer.vega()).query("iso3 == 'VNM' and 1994 <= year <= 2003").set_index("year")["constant_usd_m"]
    assert list(rows.isna()) == [False, *[True] * 8, False]


def test_the_same_bytes(explorer):
    assert explorer.svg() == explorer.svg()
    assert json.dumps(explorer.vega()) == json.dumps(explorer.vega())


@pytest.mark.parametrize("narrow", [False, True])
def test_every_colour_is_a_name_of_the_page(explorer, narrow):
    themed = page.inline(explorer.svg(narrow), "x")
    assert not colours.HEX.search(themed) and "var(--c-JPN)" in themed
    assert {name for name in re.findall(r"var\(--c-(\w+)\)", themed)} <= set(colours.LIGHT)
    for shades in (colours.LIGHT, colours.DARK):
        assert all(f"--c-{name}: {shade};" in colours.css() for name, shade in shades.items())


def test_the_inline_picture_is_lean_and_one_image(explorer):
    text = page.inline(explorer.svg(), "x")
    assert "aria-label" not in text and 'aria-hidden="true"' in text.split(">")[0]
    assert len(text) < 0.6 * len(explorer.svg())
    ids = re.findall(r'\bid="([^"]*)"', text)
    assert all(name.startswith("x-") for name in ids) and len(set(ids)) == len(ids)


def test_controls_are_native_and_labelled(explorer):
    form = page.controls(explorer.vega())
    assert form.count("<select") == 2 and form.count('type="range"') == 3 and form.count('type="checkbox"') == 16
    assert form.count("<label>") == 21 and "<legend>Countries</legend>" in form
    assert 'name="show_KOR" checked' in form and 'name="show_USA"/>' in form


def test_the_payload_holds_data_once(explorer):
    block = {"live": {"wide": explorer.vega(), "narrow": explorer.vega(narrow=True)},
             "data": {"text": "# source: someone\niso3\nJPN\n"}}
    script = page.payload("a-name", block).decode()
    assert script.startswith('(window.trilateralLive ??= {})["a-name"] = {')
    whole = json.loads(script[script.index("] = ") + 4:script.rindex(";")])
    assert len(whole["data"]) == 1 and whole["head"] == ["# source: someone"]
    for chart in whole["charts"].values():
        assert not any(isinstance(entry.get("values"), str) for entry in chart["data"])
    assert not colours.HEX.search(script)
    assert all("values" in entry for entry in block["live"]["wide"]["data"] if entry["name"] in whole["data"])


def test_jupyterlab_gets_a_chart_that_it_can_draw(explorer):
    bundle = explorer._repr_mimebundle_()
    assert bundle[VEGA_MIME]["marks"] and bundle["image/svg+xml"].startswith("<svg")
    assert [s["bind"]["input"] for s in bundle[VEGA_MIME]["signals"] if "bind" in s].count("checkbox") == 16


def test_without_the_compiler_a_notebook_gets_the_chart_as_it_was_written(explorer, monkeypatch):
    """As under Pyodide: the same rows and controls, which JupyterLab compiles itself."""
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    seen = []
    monkeypatch.setattr("IPython.display.display", lambda bundle, **options: seen.append(bundle))
    figures.show("a-name", explorer, caption="A caption.", alt="What one sees.", sources=["military_expenditure"])
    (bundle,) = seen
    assert set(bundle) == {VEGALITE_MIME, "text/plain"} and bundle["text/plain"] == "What one sees."
    bound = [one["bind"]["input"] for one in bundle[VEGALITE_MIME]["params"] if isinstance(one.get("bind"), dict)]
    assert bound.count("checkbox") == 16 and bound.count("select") == 2
    assert explorer._repr_mimebundle_()[VEGALITE_MIME] == bundle[VEGALITE_MIME]


def test_country_colours_and_shapes_are_together_unmistakable():
    from trilateral.live.parts import SHAPES

    assert set(SHAPES) == set(tables.load("military_expenditure")["iso3"])
    assert len({(colours.country(iso3), shape) for iso3, shape in SHAPES.items()}) == len(SHAPES)


def evaluated(chart, **params):
    """Run a chart's formulas in Python, which reads Vega's arithmetic as its own."""
    import math
    from types import SimpleNamespace

    names = {name: getattr(math, name) for name in ("sin", "cos", "tan", "atan2", "sqrt")} | {"PI": math.pi} | params
    spec = chart.to_dict()
    steps = [(t["as"], t["calculate"]) for t in spec["transform"]]

    def run(**row):
        datum = SimpleNamespace(**row)
        for name, expression in steps:
            setattr(datum, name, eval(expression, {"__builtins__": {}}, {**names, "datum": datum}))
        return datum

    return run


@pytest.mark.parametrize("distance_km", [50, 1000, 4000])
@pytest.mark.parametrize("start", [(121.53, 25.05), (131.87, 43.11), (144.93, 13.58), (178.0, 66.0)])
def test_the_ring_is_geodesic(start, distance_km):
    """Against pyproj's direct problem at 360 azimuths: within a metre."""
    import altair as alt

    from trilateral.live import ellipsoid
    from trilateral.measures.geodesy import WGS84

    around = alt.Chart(alt.sequence(0, 360, as_="azimuth")).mark_point()
    chart = ellipsoid.destination(around, "lon0", "lat0", "datum.azimuth", "d")
    run = evaluated(chart, lon0=start[0], lat0=start[1], d=distance_km)
    for azimuth in range(360):
        end = run(azimuth=azimuth)
        lon, lat, _ = WGS84.fwd(*start, azimuth, distance_km * 1000)
        assert WGS84.inv(end.to_lon, end.to_lat, lon, lat)[2] < 1


def test_distances_between_places():
    from trilateral.measures import geodesy

    places = pd.DataFrame({"id": ["a", "b", "c"], "lon": [121.53, 127.77, 131.87], "lat": [25.05, 26.36, 43.11]})
    found = live.with_distances(places)
    assert found["km_a"].tolist() == [0, round(geodesy.distance_km(121.53, 25.05, 127.77, 26.36)),
                                      round(geodesy.distance_km(121.53, 25.05, 131.87, 43.11))]
    assert (found[["km_a", "km_b", "km_c"]].to_numpy().T == found[["km_a", "km_b", "km_c"]].to_numpy()).all()
