"""Lines over years with names at their ends."""
from __future__ import annotations

from trilateral.charts.parts import country_series, end_labels, estimate_note, percent_axis, quality_line, year_axis
from trilateral.figures.drawing import Canvas, drawing
from trilateral.theme import colours


def _axes(canvas: Canvas, frame, wide: float, narrow: float):
    canvas.height(wide, narrow)
    axes = canvas.figure.add_subplot()
    year_axis(axes, int(frame["year"].min()), int(frame["year"].max()), 10 if canvas.narrow else 5)
    return axes


@drawing
def burden_lines(canvas: Canvas, frame) -> None:
    """Military expenditure as a share of GDP, one line a country, from zero.

    ``frame``: iso3, year, value (a fraction), quality; see :func:`trilateral.measures.rows`.
    """
    axes = _axes(canvas, frame, 3.6, 3.6)
    ends = {}
    for iso3 in frame["iso3"].unique():
        values, marks = country_series(frame, iso3)
        quality_line(axes, values, marks, iso3)
        ends[iso3] = values
    axes.set_ylim(0, None)
    percent_axis(axes)
    estimate_note(axes)
    end_labels(axes, ends)


@drawing
def ratio_lines(canvas: Canvas, frame, *, words: dict[str, str], at: int) -> None:
    """Ratios of one group's total to another's, counted in two ways; a rule marks parity.

    ``frame``: year, way, ratio. ``words`` names the ways, the main one first; the names stand over
    and under the lines at the year ``at``.
    """
    axes = _axes(canvas, frame, 3.2, 3.4)
    lines = {way: frame[frame["way"] == way].set_index("year")["ratio"] for way in words}
    axes.fill_between(frame["year"].unique(), *lines.values(), color=colours.LIGHT["rule"], alpha=0.5, linewidth=0)
    highest = max(lines, key=lambda way: lines[way][at])
    for (way, line), colour, dash in zip(lines.items(), ("ink", "quiet"), ("-", (0, (4, 1.5))), strict=True):
        axes.plot(line.index, line, color=colours.LIGHT[colour], linestyle=dash)
        above = way == highest
        axes.annotate(words[way], (at, line[at]), xytext=(4, 9) if above else (-4, -9), fontsize=8,
                      textcoords="offset points", color=colours.LIGHT[colour], ha="left" if above else "right",
                      va="center")
    axes.axhline(1, color=colours.LIGHT["accent"], linewidth=1)
    axes.annotate("parity", (frame["year"].min(), 1), xytext=(2, 3), textcoords="offset points", fontsize=8,
                  color=colours.LIGHT["accent"])
    axes.set_ylim(0, None)
