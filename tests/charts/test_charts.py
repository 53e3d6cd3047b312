"""Charts draw what they are given: artists are compared with the data, not pixels with pixels."""
import numpy as np
import pytest

from trilateral import charts, measures, names, tables
from trilateral.charts import parts

SHOWN = ["USA", "CHN", "RUS", "JPN", "KOR", "TWN"]


@pytest.fixture(scope="module")
def spending():
    return tables.load("military_expenditure")


def drawn_points(axes):
    """All plotted points of an axes, as a set of (year, rounded value)."""
    return {(x, round(float(y), 9)) for line in axes.lines for x, y in zip(*line.get_data(), strict=True)
            if np.isfinite(y)}


def table_points(series):
    return {(year, round(float(value), 9)) for year, value in series.dropna().items()}


@pytest.mark.parametrize("narrow", [False, True])
def test_panels_show_every_value(spending, narrow):
    rows = measures.rows(spending, "constant_usd_m", SHOWN)
    figure = charts.level_panels(rows, unit="US$ million").figure(narrow)
    levels = measures.wide(spending, "constant_usd_m", SHOWN)
    panels = [axes for axes in figure.axes if axes.get_visible()]
    assert [axes.get_title("left") for axes in panels] == [names.short(c) for c in SHOWN]
    for axes, iso3 in zip(panels, SHOWN, strict=True):
        assert drawn_points(axes) == table_points(levels[iso3])
        assert axes.get_ylim()[0] == 0


def test_burden_shows_every_value_and_names_every_line(spending):
    shares = measures.wide(spending, "share_of_gdp", SHOWN)
    axes = charts.burden_lines(measures.rows(spending, "share_of_gdp", SHOWN)).figure().axes[0]
    assert set().union(*(table_points(shares[c]) for c in SHOWN)) == drawn_points(axes)
    assert {names.short(c) for c in SHOWN} <= {text.get_text() for text in axes.texts}
    assert any("estimate" in text.get_text() for text in axes.texts)


def test_estimates_look_like_estimates(spending):
    axes = charts.burden_lines(measures.rows(spending, "share_of_gdp", ["CHN", "JPN"])).figure().axes[0]
    dashed = [line for line in axes.lines if line.get_linestyle() == "--"]
    assert {line.get_color() for line in dashed} == {parts.colours.country("CHN")}
    ends = [line for line in axes.lines if line.get_marker() not in ("None", "")]
    last = {line.get_color(): line.get_markerfacecolor() for line in ends}
    assert last[parts.colours.country("CHN")] == parts.colours.LIGHT["paper"]
    assert last[parts.colours.country("JPN")] == parts.colours.country("JPN")


def test_growth_bars(spending):
    levels = measures.wide(spending, "constant_usd_m", SHOWN)
    last = levels.index.max()
    table = measures.since(levels, [2000, 2014], last)
    figure = charts.growth_bars(table).figure()
    for axes, (start, panel) in zip(figure.axes, table.groupby("start"), strict=True):
        assert axes.get_title("left") == f"{start} to {last}"
        assert sorted(bar.get_width() for bar in axes.patches) == pytest.approx(sorted(panel["change"]))


def test_labels_keep_apart():
    heights = [10.0, 11.0, 11.5, 40.0, 41.0]
    placed = parts._apart(heights, 5.0)
    assert all(b - a >= 5.0 - 1e-9 for a, b in zip(placed, placed[1:], strict=False))
    assert sum(placed[:3]) == pytest.approx(sum(heights[:3]))
    assert max(abs(a - b) for a, b in zip(placed, heights, strict=True)) < 8


@pytest.mark.parametrize("narrow", [False, True])
def test_pair_panels_share_one_scale(spending, narrow):
    import pandas as pd

    measures_of = {"current": "current_usd_m", "constant": "constant_usd_m"}
    frame = pd.concat([measures.rows(spending, m, ["KOR", "JPN"]).assign(way=way) for way, m in measures_of.items()])
    panels = charts.pair_panels(frame, unit="US$ million").figure(narrow).axes
    assert len({axes.get_ylim() for axes in panels}) == 1
    for axes, (way, measure) in zip(panels, measures_of.items(), strict=True):
        wide = measures.wide(spending, measure, ["KOR", "JPN"])
        assert axes.get_title("left") == way
        assert drawn_points(axes) == table_points(wide["KOR"]) | table_points(wide["JPN"])
