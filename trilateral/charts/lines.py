"""Lines over years with names at their ends."""
from __future__ import annotations

from trilateral.charts.parts import end_labels, estimate_note, percent_axis, quality_line, year_axis
from trilateral.figures.drawing import Canvas, drawing
from trilateral.theme import colours


def _frame(canvas: Canvas, table, wide: float, narrow: float):
    canvas.height(wide, narrow)
    axes = canvas.figure.add_subplot()
    year_axis(axes, int(table.index[0]), int(table.index[-1]), 10 if canvas.narrow else 5)
    return axes


@drawing
def burden_lines(canvas: Canvas, table, marks) -> None:
    """Military expenditure as a share of GDP, one line a country, from zero.

    ``table`` holds fractions, years by ``iso3``; ``marks`` their quality marks.
    """
    axes = _frame(canvas, table, 3.6, 3.6)
    for iso3 in table.columns:
        quality_line(axes, table[iso3], marks[iso3], iso3)
    axes.set_ylim(0, None)
    percent_axis(axes)
    estimate_note(axes)
    end_labels(axes, table)


@drawing
def ratio_lines(canvas: Canvas, table, *, words: tuple[str, str], at: int) -> None:
    """Ratios of one group's total to another's, counted in two ways; a rule marks parity.

    ``words`` name the two columns; they stand over and under the lines at the year ``at``.
    """
    axes = _frame(canvas, table, 3.2, 3.4)
    axes.fill_between(table.index, *(table[c] for c in table.columns), color=colours.LIGHT["rule"], alpha=0.5,
                      linewidth=0)
    for column, word, colour, dash in zip(table.columns, words, ("ink", "quiet"), ("-", (0, (4, 1.5))), strict=True):
        axes.plot(table.index, table[column], color=colours.LIGHT[colour], linestyle=dash)
        above = table.loc[at, column] >= table.loc[at].max()
        axes.annotate(word, (at, table.loc[at, column]), xytext=(4, 9) if above else (-4, -9), fontsize=8,
                      textcoords="offset points", color=colours.LIGHT[colour], ha="left" if above else "right",
                      va="center")
    axes.axhline(1, color=colours.LIGHT["accent"], linewidth=1)
    axes.annotate("parity", (table.index[0], 1), xytext=(2, 3), textcoords="offset points", fontsize=8,
                  color=colours.LIGHT["accent"])
    axes.set_ylim(0, None)
