"""What a government did for several theatres in one span of time: a row an act, under its theatre's heading."""
from __future__ import annotations

from trilateral.figures.drawing import Canvas, drawing
from trilateral.theme.colours import LIGHT

LANES = {"Europe: arms for Ukraine": ("UKR", "s"), "DPRK: words on talks": ("PRK", "o"),
         "South and Southeast Asia": ("PHL", "^"), "The three together": ("accent", "D")}
"""Heading -> colour and mark; words and shapes tell them apart as well."""


@drawing
def theatre_rows(canvas: Canvas, frame) -> None:
    """One row an act, a mark at its first day and a bar to its last; acts of a shared row have no words.

    ``frame``: ``lane``, ``row`` ("own" or "shared" with the whole lane), ``date``, ``until`` (ISO) and ``event``, in
    the order of the rows; no numbers.
    """
    import matplotlib.dates as dates
    import pandas as pd

    lanes = list(dict.fromkeys(frame["lane"]))
    shared = frame["row"] == "shared"
    rows = (~shared).sum() + frame.loc[shared, "lane"].nunique()
    step = 0.33 if canvas.narrow else 0.235
    canvas.height(0.45 + step * rows + 0.25 * len(lanes))
    axes = canvas.figure.add_subplot()
    first, last = pd.Timestamp(frame["date"].min()), pd.Timestamp(frame["until"].max())
    y = 0.0
    for lane in lanes:
        colour, marker = LANES[lane]
        axes.annotate(lane, (0, y + 0.1), xycoords=("axes fraction", "data"), fontsize=8, fontweight="bold",
                      va="center", color=LIGHT[colour])
        y += 0.9
        for act in frame[frame["lane"] == lane].itertuples():
            start, end = pd.Timestamp(act.date), pd.Timestamp(act.until)
            axes.plot([start, end], [y, y], color=LIGHT[colour], linewidth=4, solid_capstyle="butt")
            axes.plot([start], [y], marker=marker, markersize=5.4, color=LIGHT[colour], linestyle="none")
            if act.row == "own":
                _words(canvas, axes, act.event, start, end, y, start > first + (last - first) / 2)
                y += 1
        y += 1.15 if act.row == "shared" else 0.15
    axes.set_ylim(y - 0.4, -0.6)
    axes.set_xlim(first - pd.Timedelta(days=4), last + pd.Timedelta(days=10))
    axes.set_yticks([])
    axes.grid(axis="x")
    axes.xaxis.set_major_locator(dates.MonthLocator())
    axes.xaxis.set_major_formatter(dates.DateFormatter("%b"))


def _words(canvas: Canvas, axes, words: str, start, end, y: float, left: bool) -> None:
    """The act's name beside its mark; broken in two on a phone."""
    import textwrap

    text = "\n".join(textwrap.wrap(words, 27)) if canvas.narrow else words
    axes.annotate(text, (start if left else end, y), xytext=(-6 if left else 6, 0), textcoords="offset points",
                  ha="right" if left else "left", va="center", fontsize=6.4 if canvas.narrow else 7.4, linespacing=0.95,
                  color=LIGHT["ink"], bbox={"facecolor": LIGHT["paper"], "edgecolor": "none", "pad": 0.6})
