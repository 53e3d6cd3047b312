"""Charts of Washington's attention and the six recommendations: every figure of the data is drawn."""
import pandas as pd
import pytest
from pandas.api.types import is_numeric_dtype

from trilateral import charts

ENGAGEMENTS = pd.DataFrame({
    "half": ["2024 H2", "2025 H1", "2025 H2"] * 2, "level": ["leaders"] * 3 + ["exercise"] * 3,
    "events": [1, 0, 0, 2, 3, 1], "period": ["whole", "whole", "part"] * 2,
})
TARIFFS = pd.DataFrame({
    "country": ["KOR", "KOR", "KOR", "JPN", "JPN"],
    "status": ["announced", "in_force", "in_force", "in_force", "announced"],
    "rate": [0.25, 0.1, 0.15, 0.11, 0.125],
    "start": ["2025-04-02", "2025-04-05", "2025-08-07", "2025-04-05", "2026-07-23"],
    "end": ["2025-04-09", "2025-08-07", "2026-02-20", "2026-07-24", "2026-11-01"],
})
BALANCE = pd.DataFrame({
    "iso3": ["JPN"] * 3 + ["KOR"] * 3, "year": [2002.0, 2003.0, 2024.5] * 2,
    "balance_usd_bn": [-70.1, -66.2, -69.3, -13.4, -13.5, -63.6], "source": ["series", "series", "report"] * 2,
})
TROOPS = pd.DataFrame({
    "series": ["JPN"] * 6, "year": [1990, 2004, 2009, 2014, 2015, 2024],
    "personnel": [46593, 36365, 48017, 54086, 71652, 55154],
    "count": ["ashore", "ashore", "home_port", "home_port", "odd", "home_port"],
})
PAYMENTS = pd.DataFrame({
    "host": ["KOR", "JPN", "JPN"], "first_year": [2019, 2011, 2016], "last_year": [2019, 2015, 2020],
    "per_year": [1038.9, 188.1, 196.02], "unit": ["billion won", "billion yen", "billion yen"],
})
EXPORTS = pd.DataFrame({
    "supplier": ["KOR", "KOR", "KOR", "JPN"], "year": [2020, 2020, 2021, 2021],
    "part": ["certain", "uncertain", "certain", "uncertain"], "tiv_m": [400.5, 200.25, 300.0, 13.0],
})
RECIPIENTS = pd.DataFrame({"recipient": ["Poland", "Philippines"], "share": [0.466, 0.143]})
RULES = pd.DataFrame({
    "date": ["1967-01-01", "1976-02-01", "2026-04-21", "2026-05-05"], "precision": ["year", "month", "day", "day"],
    "step": ["One", "Two", "Three", "Four"], "direction": ["tightens", "tightens", "loosens", "deal"],
})
LANES = pd.DataFrame({
    "lane": ["A", "A", "B", "B"], "label": ["ordered", "built", "cancelled", "upgrade"],
    "start": [1981.9, 1994.0, 2012.0, 2016.9], "end": [1981.9, 2003.0, 2014.9, 2025.9],
    "kind": ["moment", "production", "cancelled", "upgrade"],
})
RANGES = pd.DataFrame({
    "group": ["passage", "missile", "missile"], "name": ["Bashi", "C-Star", "BrahMos"],
    "low_km": [49.1, 150.0, 290.0], "high_km": [98.2, 150.0, 400.0],
})
ACTS = pd.DataFrame({
    "lane": ["Europe: arms for Ukraine", "Europe: arms for Ukraine", "The three together", "The three together"],
    "row": ["own", "own", "shared", "shared"], "date": ["2025-03-03", "2025-08-04", "2025-02-15", "2025-07-11"],
    "until": ["2025-03-11", "2025-08-04", "2025-02-15", "2025-07-11"],
    "event": ["All military aid suspended", "First package paid", "Ministers", "Chiefs of defence"],
})
DRAWINGS = {
    "theatres": charts.theatre_rows(ACTS),
    "engagements": charts.engagement_bars(ENGAGEMENTS, since="2025 H1", rule="20 January 2025"),
    "tariffs": charts.tariff_steps(TARIFFS),
    "balance": charts.goods_balance(BALANCE),
    "troops": charts.troop_lines(TROOPS, gap=(2005, 2008)),
    "payments": charts.payment_steps(PAYMENTS),
    "exports": charts.export_bars(EXPORTS),
    "recipients": charts.recipient_bars(RECIPIENTS, supplier="KOR"),
    "rules": charts.rules_stairs(RULES),
    "lanes": charts.programme_lanes(LANES),
    "ranges": charts.range_dumbbells(RANGES, heads={"passage": ("Widths", "accent", "|"),
                                                    "missile": ("Ranges", "ink", "o")}),
}


def coordinates(figure):
    """Numbers at which something is drawn: points of lines, edges and sizes of bars."""
    found = set()
    for axes in figure.axes:
        for line in axes.lines:
            for values in line.get_data(orig=False):
                found |= {round(float(v), 6) for v in values if v == v}
        for bar in axes.patches:
            x, y, w, h = (*bar.get_xy(), bar.get_width(), bar.get_height()) if hasattr(bar, "get_width") else (0,) * 4
            found |= {round(float(v), 6) for v in (x, y, w, h, x + w, y + h)}
    return found


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("name", DRAWINGS)
def test_every_number_is_drawn(name, narrow):
    drawing = DRAWINGS[name]
    drawn = coordinates(drawing.figure(narrow))
    for column in drawing.data.columns:
        if is_numeric_dtype(drawing.data[column]):
            missing = {round(float(v), 6) for v in drawing.data[column]} - drawn
            if name in ("exports", "lanes"):  # places of bars: their middles, or sums of floats
                missing = {v for v in missing if not any(abs(v - d) < 1e-3 or abs(v - d - 0.4) < 1e-3 for d in drawn)}
            assert not missing, (column, missing)


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("name", DRAWINGS)
def test_words_are_large_enough_and_inside(name, narrow):
    figure = DRAWINGS[name].figure(narrow)
    figure.canvas.draw()
    width, height = figure.bbox.width, figure.bbox.height
    for axes in figure.axes:
        for text in (t for t in axes.texts if t.get_text()):
            assert text.get_fontsize() >= 6.3
            box = text.get_window_extent()
            assert box.x0 > -2 and box.x1 < width + 2 and box.y0 > -2 and box.y1 < height + 2, text.get_text()


def test_an_unfinished_half_year_looks_unfinished():
    last = DRAWINGS["engagements"].figure().axes[0].patches[-1]
    assert last.get_hatch() and DRAWINGS["engagements"].figure().axes[0].patches[0].get_hatch() in ("", None)


def test_announced_and_in_force_differ_by_line():
    axes = DRAWINGS["tariffs"].figure().axes[0]
    styles = {line.get_linestyle() for line in axes.lines}
    assert styles == {"-", "--"}


def test_no_line_crosses_the_break():
    for line in DRAWINGS["troops"].figure().axes[0].lines:
        years = [x for x, y in zip(*line.get_data(), strict=True) if y == y]
        assert not (min(years) < 2005 < max(years))


def test_values_out_of_line_are_open_marks_and_not_joined():
    odd = [line for line in DRAWINGS["troops"].figure().axes[0].lines if line.get_linestyle() == "None"]
    assert [list(line.get_xdata()) for line in odd] == [[2015]]


def test_doubtful_deliveries_are_hatched():
    bars = DRAWINGS["exports"].figure().axes[0].patches
    assert {bool(bar.get_hatch()) for bar in bars} == {True, False}


def test_a_pause_is_as_long_as_it_lasted():
    lines = DRAWINGS["theatres"].figure().axes[0].lines
    bars = [line.get_data(orig=False)[0] for line in lines if len(line.get_xdata()) == 2]
    assert [round(float(end - start)) for start, end in bars] == [8, 0, 0, 0]


def test_only_acts_with_a_row_of_their_own_are_named():
    said = [text.get_text() for text in DRAWINGS["theatres"].figure().axes[0].texts]
    assert said == [*ACTS["lane"][:1], *ACTS["event"][:2], *ACTS["lane"][2:3]]
