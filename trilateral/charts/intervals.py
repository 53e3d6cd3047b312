"""Small multiples of an index with its interval, and a second version of it beside the first."""
from __future__ import annotations

from typing import TYPE_CHECKING

from trilateral import names
from trilateral.charts.parts import year_axis
from trilateral.figures.drawing import Canvas, drawing
from trilateral.theme import colours

if TYPE_CHECKING:
    import pandas as pd


@drawing
def interval_panels(canvas: Canvas, frame: pd.DataFrame, *, main: str, beside: str, words: dict[str, str]) -> None:
    """One country a panel, all on one scale from 0 to 1: the band is the interval, the line the estimate.

    Parameters
    ----------
    frame
        ``iso3``, ``year``, ``edition``, ``value``, ``low``, ``high``, ``segment``; panels in the order of ``iso3``.
    main
        Edition drawn as a line with its band.
    beside
        Edition drawn dashed without a band, with an open mark at its end.
    words
        What each edition is called in the first panel.
    """
    order = list(dict.fromkeys(frame["iso3"]))
    columns = 2 if canvas.narrow else 4
    rows = -(-len(order) // columns)
    canvas.height(0.3 + 1.65 * rows, 0.3 + 1.4 * rows)
    grid = canvas.figure.subplots(rows, columns, sharex=True, sharey=True, squeeze=False)
    first, last = int(frame["year"].min()), int(frame["year"].max())
    for axes, iso3 in zip(grid.flat, order, strict=False):
        own, colour = frame[frame["iso3"] == iso3], colours.country(iso3)
        for _, piece in own[own["edition"] == main].groupby("segment"):
            axes.fill_between(piece["year"], piece["low"], piece["high"], color=colour, alpha=0.22, linewidth=0)
            axes.plot(piece["year"], piece["value"], color=colour, linewidth=1.4)
        newer = own[own["edition"] == beside]
        axes.plot(newer["year"], newer["value"], color=colours.LIGHT["ink"], linewidth=1.1, linestyle=(0, (2, 1.2)))
        axes.plot(newer["year"].iloc[-1:], newer["value"].iloc[-1:], marker="o", markersize=4,
                  color=colours.LIGHT["ink"], markerfacecolor=colours.LIGHT["paper"], linestyle="none", zorder=4,
                  clip_on=False)
        if own["segment"].nunique() > 1:
            _change_of_state(axes, own)
        axes.set_title(names.short(iso3), color=colour)
        axes.set_ylim(0, 1)
        axes.set_yticks([0, 0.5, 1], ["0", "0.5", "1"])
        year_axis(axes, first, last, 25)
    for axes in list(grid.flat)[len(order):]:
        axes.set_visible(False)
    _key(grid.flat[0], words, main, beside, frame[frame["iso3"] == order[0]])


def _change_of_state(axes, own: pd.DataFrame) -> None:
    """Where one state ended and another began: a rule, and who is on its left."""
    year = own.loc[own["segment"] == "b", "year"].min() - 0.5
    axes.axvline(year, color=colours.LIGHT["quiet"], linewidth=0.8, linestyle=(0, (1, 1.6)), zorder=1)
    axes.annotate("USSR", (year, 0.86), xytext=(-3, 0), textcoords="offset points", ha="right", fontsize=6.5,
                  color=colours.LIGHT["quiet"], va="center")


def _key(axes, words: dict[str, str], main: str, beside: str, own: pd.DataFrame) -> None:
    """Name the two versions in the first panel, where there is room below its lines."""
    for edition, height, colour in ((main, 0.3, colours.country(own["iso3"].iloc[0])),
                                    (beside, 0.12, colours.LIGHT["ink"])):
        axes.annotate(words[edition], (1, height), xycoords="axes fraction", xytext=(-2, 0),
                      textcoords="offset points", ha="right", va="center", fontsize=6.5, color=colour)
