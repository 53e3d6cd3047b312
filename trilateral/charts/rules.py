"""Steps of a rule down the page, each at its date, so that crowded years stay legible."""
from __future__ import annotations

from trilateral.figures.drawing import Canvas, drawing
from trilateral.theme.colours import LIGHT

SIGNS = {"tightens": ("bad", "v", "tightens"), "loosens": ("good", "^", "loosens"), "deal": ("quiet", "o", "deal")}
"""Direction -> colour, marker, word."""


@drawing
def rules_stairs(canvas: Canvas, frame) -> None:
    """One row a step in order of time, the mark at its date on a true scale of years.

    ``frame``: ``date`` (ISO), ``precision``, ``step``, ``direction``; no numbers.
    """
    canvas.height(0.7 + 0.27 * len(frame), 0.8 + 0.37 * len(frame))
    axes = canvas.figure.add_subplot()
    years = [_decimal(date) for date in frame["date"]]
    low, high = 1964, 2028
    for i, (row, year) in enumerate(zip(frame.itertuples(), years, strict=True)):
        colour, marker, _ = SIGNS[row.direction]
        axes.plot([year], [i], marker=marker, markersize=7, color=LIGHT[colour], linestyle="none")
        left = year > (low + high) / 2
        words = f"{row.step},{chr(10) if canvas.narrow else ' '}{_said(row.date, row.precision)}"
        axes.annotate(words, (year, i), va="center", fontsize=8,
                      xytext=(-8 if left else 8, 0), textcoords="offset points", color=LIGHT["ink"],
                      ha="right" if left else "left", linespacing=1.0)
    axes.set_ylim(len(frame) - 0.4, -0.7)
    axes.set_xlim(low, high)
    axes.set_yticks([])
    axes.grid(False)
    axes.set_xticks([1970, 1980, 1990, 2000, 2010, 2020])
    _key(axes)


def _decimal(date: str) -> float:
    import pandas as pd

    day = pd.Timestamp(date)
    return day.year + (day.day_of_year - 1) / 366


def _said(date: str, precision: str) -> str:
    import pandas as pd

    day = pd.Timestamp(date)
    form = {"year": "%Y", "month": "%b %Y", "day": f"{day.day} %b %Y"}[precision]
    return day.strftime(form)


def _key(axes) -> None:
    """What the marks mean, in a line above."""
    for i, (colour, marker, word) in enumerate(SIGNS.values()):
        axes.plot([0.01 + 0.2 * i], [1.03], marker=marker, markersize=6, color=LIGHT[colour], linestyle="none",
                  transform=axes.transAxes, clip_on=False)
        axes.annotate(word, (0.01 + 0.2 * i, 1.03), xycoords="axes fraction", xytext=(7, 0), va="center",
                      textcoords="offset points", fontsize=7.5, color=LIGHT[colour])
