"""Lanes of a programme: bars for what takes years, marks for moments."""
from __future__ import annotations

from trilateral.figures.drawing import Canvas, drawing
from trilateral.theme.colours import LIGHT

KINDS = {"production": ("KOR", ""), "upgrade": ("USA", ""), "cancelled": ("unknown", "////"), "moment": ("ink", "")}
"""Kind -> colour, hatch."""


@drawing
def programme_lanes(canvas: Canvas, frame) -> None:
    """One row an item in order, grouped by lane, from ``start`` to ``end``.

    ``frame``: ``lane``, ``label``, ``start`` and ``end`` (decimal years), ``kind`` (a key of ``KINDS``); a
    moment has the same start and end.
    """
    lanes = list(dict.fromkeys(frame["lane"]))
    canvas.height(0.45 + 0.235 * (len(frame) + 1.1 * len(lanes)), 0.5 + 0.25 * (len(frame) + 1.1 * len(lanes)))
    axes = canvas.figure.add_subplot()
    first, last = frame["start"].min(), frame["end"].max()
    place = 0.0
    for lane in lanes:
        axes.annotate(lane, (0, place), xycoords=("axes fraction", "data"), va="center", fontsize=8.5,
                      fontweight="bold", color=LIGHT["ink"])
        place += 1
        for row in frame[frame["lane"] == lane].itertuples():
            _item(axes, row, place, (first + last) / 2)
            place += 1
        place += 0.1
    axes.set_ylim(place - 0.4, -0.6)
    axes.set_xlim(first - 1, last + 1)
    axes.set_yticks([])
    axes.grid(False)
    axes.set_xticks([year for year in range(1980, 2030, 10) if first <= year <= last])


def _item(axes, row, place: float, middle: float) -> None:
    colour, hatch = KINDS[row.kind]
    if row.end > row.start:
        axes.barh([place], [row.end - row.start], left=[row.start], height=0.6, edgecolor=LIGHT[colour], hatch=hatch,
                  color=LIGHT["paper"] if hatch else LIGHT[colour], linewidth=0.8)
    else:
        axes.plot([row.start], [place], marker="D", markersize=4.5, color=LIGHT[colour], linestyle="none")
    left = row.start > middle
    axes.annotate(row.label, (row.start if left else row.end, place), xytext=(-6 if left else 6, 0), va="center",
                  textcoords="offset points", ha="right" if left else "left", fontsize=7.5, color=LIGHT["ink"])
