"""Charts of launches, warheads, aircraft, patrols, fleets and growth: what they are given is what they draw."""
import calendar

import numpy as np
import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text

from trilateral import charts, measures, tables
from trilateral.charts import activity, launches, scrambles
from trilateral.theme import colours, formats

SMALLEST = 6.3  # points


def launch_counts(column, kinds):
    return measures.counts_by(tables.load("dprk_launches"), column, kinds, "launches")


def warheads():
    frame = tables.load("warheads")[["january_of", "iso3", "low", "high", "counts", "estimate_by", "restated"]]
    order = ["PRK", "CHN", "RUS", "USA"]
    return frame.sort_values("iso3", key=lambda s: s.map(order.index), kind="stable", ignore_index=True)


def aircraft():
    frame = tables.load("dprk_aircraft")
    return frame[frame["kind"] == "type"][["type", "first_flight", "count_low", "count_high"]]


def months():
    frame = tables.load("pla_activity")
    whole = [days == calendar.monthrange(int(month[:4]), int(month[5:]))[1]
             for month, days in zip(frame["month"], frame["days"], strict=True)]
    frame["coverage"] = np.where(whole, "whole", "part")
    return frame[["month", "definition", "coverage", "aircraft", "ship_days"]]


def scrambled():
    frame = tables.load("scrambles")
    frame["coverage"] = frame["period"].map({"year": "year", "nine_months": "nine months"})
    return frame[["fiscal_year", "total", "china", "russia", "other", "coverage"]]


def ships():
    frame = tables.load("fleet")
    frame["report"] = "report of " + frame["made_in"].astype("string")
    return frame[frame["counts"].isin(["battle_force", "all_ships"])][
        ["iso3", "year", "count_low", "count_high", "counts", "kind", "report"]]


def vintages():
    frame = tables.load("growth_forecasts")
    return frame[frame["period"].isin(["2025", "2026"])][["date", "forecaster", "kind", "period", "low", "high"]]


def growth():
    frame = tables.load("economy").query("iso3 == 'RUS' and measure == 'gdp_growth' and year >= 2015")
    return frame[["year", "value"]].rename(columns={"value": "growth"})


DRAWINGS = {
    "launch_bars": lambda: charts.launch_bars(launch_counts("outcome", launches.OUTCOMES), preliminary=2025,
                                              ends="to April"),
    "class_panels": lambda: charts.class_panels(launch_counts("missile_class", launches.CLASSES)),
    "warhead_panels": lambda: charts.warhead_panels(warheads()),
    "aircraft_ages": lambda: charts.aircraft_ages(aircraft(), today=2026),
    "activity_panels": lambda: charts.activity_panels(months()),
    "scramble_bars": lambda: charts.scramble_bars(scrambled()),
    "fleet_ranges": lambda: charts.fleet_ranges(ships()),
    "forecast_vintages": lambda: charts.forecast_vintages(vintages(), marks={"2025-08-12": "article"}),
    "national_growth": lambda: charts.national_growth(growth(), iso3="RUS"),
}


def drawn_numbers(figure):
    """Numbers that stand in the figure: ends and sizes of bars, points of lines, tick places, printed figures."""
    found = set()
    for axes in figure.axes:
        for bar in axes.patches:
            x, y, w, h = bar.get_x(), bar.get_y(), bar.get_width(), bar.get_height()
            found |= {x, y, w, h, x + w, y + h, x + w / 2}
        for line in axes.lines:
            for values in line.get_data(orig=True):
                found |= {float(v) for v in values if isinstance(v, (int, float, np.number))}
    words = " ".join(text.get_text() for text in figure.findobj(Text)).replace(",", "")
    found |= {float(word) for word in words.split() if word.isdigit()}
    return np.array(sorted(found))


@pytest.mark.parametrize("narrow", [False, True], ids=["wide", "narrow"])
@pytest.mark.parametrize("name", DRAWINGS)
def test_every_number_of_the_data_is_drawn(name, narrow):
    drawn = DRAWINGS[name]()
    numbers = drawn_numbers(drawn.figure(narrow))
    for column in drawn.data.select_dtypes("number"):
        for value in drawn.data[column].dropna().astype(float):
            assert np.isclose(numbers, value, rtol=1e-9, atol=1e-9).any(), f"{column} {value}"


@pytest.mark.parametrize("narrow", [False, True], ids=["wide", "narrow"])
@pytest.mark.parametrize("name", DRAWINGS)
def test_words_are_large_enough_and_inside(name, narrow):
    figure = DRAWINGS[name]().figure(narrow)
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    sizes = [text.get_fontsize() for text in figure.findobj(Text) if text.get_text().strip()]
    assert min(sizes) >= SMALLEST
    drawn, (width, height) = figure.get_tightbbox(canvas.get_renderer()), figure.get_size_inches()
    assert min(drawn.x0, drawn.y0) > -0.01 and drawn.x1 < width + 0.01 and drawn.y1 < height + 0.01


@pytest.mark.parametrize("name", DRAWINGS)
def test_dark_pages_and_the_same_bytes(name):
    svg = DRAWINGS[name]().svg(narrow=True)
    assert colours.darken(svg) != svg
    assert svg == DRAWINGS[name]().svg(narrow=True)


def test_stacks_add_up_to_the_years_launches():
    axes = DRAWINGS["launch_bars"]().figure().axes[0]
    tops = {}
    for bar in axes.patches:
        year = round(bar.get_x() + bar.get_width() / 2)
        if bar.get_width() == pytest.approx(0.8):
            tops[year] = max(tops.get(year, 0), bar.get_y() + bar.get_height())
    assert tops == tables.load("dprk_launches").groupby("year").size().to_dict()
    assert any("preliminary" in text.get_text() for text in axes.texts)


def test_nothing_crosses_the_break_in_what_is_counted():
    """Each definition has panels of its own, without a line, and the break is marked."""
    figure = DRAWINGS["activity_panels"]().figure()
    panels = [axes for axes in figure.axes if axes.patches]
    assert len(panels) == len(activity.TITLES) and not any(axes.lines for axes in panels)
    heights = [[bar.get_height() for bar in axes.patches] for axes in panels]
    frame = tables.load("pla_activity")
    for (definition, column), found in zip(activity.TITLES, heights, strict=True):
        assert sorted(found) == sorted(frame.loc[frame["definition"] == definition, column].dropna())
    assert sum("6 August 2022" in text.get_text() for text in figure.findobj(Text)) == 3


@pytest.mark.edition(pla_activity="daily reports from 17 September 2020 to 22 August 2026")
def test_parts_of_a_month_look_it():
    panels = [axes for axes in DRAWINGS["activity_panels"]().figure().axes if axes.patches]
    assert [sum(bool(bar.get_hatch()) for bar in axes.patches) for axes in panels] == [2, 2, 2]


def test_warheads_of_the_dprk_are_not_one_line():
    axes = DRAWINGS["warhead_panels"]().figure().axes[0]
    for line in axes.lines:
        years = set(np.asarray(line.get_xdata(), float))
        assert len(years) == 1, "a line runs over years"
    assert {"could have produced", "assembled"} <= {text.get_text() for text in axes.texts}
    hollow = [line for line in axes.lines if line.get_marker() == "s"]
    assert {line.get_markerfacecolor() for line in hollow} == {colours.LIGHT["paper"]}


def test_missing_scrambles_are_outlines_and_words():
    axes = DRAWINGS["scramble_bars"]().figure().axes[0]
    outlines = [bar for bar in axes.patches if bar.get_facecolor()[3] == 0 and bar.get_height() > 0]
    assert {round(bar.get_x() + bar.get_width() / 2) for bar in outlines} == {2013, 2025}
    words = {text.get_text() for text in axes.texts}
    assert {"total not found", "448, nine months"} <= words
    assert set(scrambles.PARTS) == {"china", "russia", "other"}


def test_projections_are_open_and_more_than_is_an_arrow():
    left = DRAWINGS["fleet_ranges"]().figure().axes[0]
    points = [line for line in left.lines if line.get_marker() not in ("None", "")]
    open_ones = [line for line in points if line.get_markerfacecolor() == colours.LIGHT["paper"]]
    frame = ships().query("counts == 'battle_force'")
    assert len(open_ones) == (frame["kind"] == "projection").sum()
    assert sum(text.arrow_patch is not None for text in left.texts) == frame["count_high"].isna().sum() == 1


def test_the_outcome_is_a_rule_with_its_number():
    first, second = DRAWINGS["forecast_vintages"]().figure().axes[:2]
    assert any(formats.percent(0.01) in text.get_text() for text in first.texts)
    assert any("no outcome yet" in text.get_text() for text in second.texts)


def test_counting_refuses_a_kind_that_it_was_not_told():
    frame = pd.DataFrame({"year": [2020, 2020, 2021], "kind": ["a", "b", "a"]})
    counted = measures.counts_by(frame, "kind", ["b", "a"], "n")
    assert counted.values.tolist() == [[2020, "b", 1], [2020, "a", 1], [2021, "a", 1]]
    with pytest.raises(ValueError, match="kind 'b': expected one of a"):
        measures.counts_by(frame, "kind", ["a"], "n")
