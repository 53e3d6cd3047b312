"""Several measures of the same countries side by side, each on its own scale."""
from __future__ import annotations

from typing import TYPE_CHECKING

from trilateral.charts.parts import end_labels
from trilateral.charts.spans import break_rule, broken_line
from trilateral.figures.drawing import Canvas, drawing
from trilateral.theme import colours

if TYPE_CHECKING:
    import pandas as pd


@drawing
def factor_panels(canvas: Canvas, frame: pd.DataFrame, *, titles: dict[str, tuple[str, str]], percent: tuple[str, ...],
                  breaks: dict[str, tuple[float, str]]) -> None:
    """One panel a factor: side by side, or below one another on a phone.

    Parameters
    ----------
    frame
        ``factor``, ``iso3``, ``year``, ``value``, ``segment``, ``quality``, and ``low`` and ``high`` where
        the source gives an interval.
    titles
        Factor -> heading and unit.
    percent
        Factors whose values are fractions to be printed as percentages.
    breaks
        Factor -> place of a rule in years, and its words.
    """
    canvas.height(3.7, 8.2)
    rows, columns = (len(titles), 1) if canvas.narrow else (1, len(titles))
    grid = canvas.figure.subplots(rows, columns, squeeze=False)
    for axes, (factor, (heading, unit)) in zip(grid.flat, titles.items(), strict=True):
        panel = frame[frame["factor"] == factor]
        first, last = int(panel["year"].min()), int(panel["year"].max())
        axes.set_xticks([first, round((first + last) / 20) * 10, last])
        axes.set_xlim(first, last)
        for iso3 in dict.fromkeys(panel["iso3"]):
            own = panel[panel["iso3"] == iso3]
            if own["low"].notna().any():
                axes.fill_between(own["year"], own["low"], own["high"], color=colours.country(iso3), alpha=0.16,
                                  linewidth=0)
            broken_line(axes, own, "value", iso3)
        axes.set_ylim(0, max(panel["value"].max(), panel["high"].max()) * 1.1)
        if factor in percent:
            axes.yaxis.set_major_formatter(lambda value, _: f"{value * 100:.0f}%")
        axes.set_title(heading, pad=16)
        axes.annotate(unit, (0, 1), xycoords="axes fraction", xytext=(0, 4), textcoords="offset points", fontsize=7.5,
                      color=colours.LIGHT["quiet"], va="bottom")
        if factor in breaks:
            break_rule(axes, *breaks[factor], right=True)
    for axes, factor in zip(grid.flat, titles, strict=True):
        panel = frame[frame["factor"] == factor].set_index("year")
        end_labels(axes, {iso3: panel.loc[panel["iso3"] == iso3, "value"] for iso3 in panel["iso3"].unique()})
