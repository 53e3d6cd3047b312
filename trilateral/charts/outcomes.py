"""What became of policies: one row a policy, one column an outcome, each with a shape of its own."""
from __future__ import annotations

from typing import TYPE_CHECKING

from trilateral.figures.drawing import Canvas, drawing
from trilateral.theme import colours

if TYPE_CHECKING:
    import pandas as pd

OUTCOMES = {"kept": ("good", "o"), "mixed": ("mixed", "D"), "reversed": ("bad", "X")}
"""Outcome -> colour and shape."""

ROW, HEAD = 0.21, 0.30  # inches a policy, and a president's heading, take


@drawing
def outcome_dots(canvas: Canvas, frame: pd.DataFrame) -> None:
    """Rows grouped under who took the policy over, in order; a mark in the column of what became of it.

    ``frame`` holds ``president``, ``term``, ``domain``, ``policy``, ``outcome`` (kept, mixed, reversed).
    """
    groups = list(frame.groupby("president", sort=False))
    tall = 0.42 + HEAD * len(groups) + ROW * len(frame)
    canvas.height(tall)
    canvas.figure.set_layout_engine("none")
    axes = canvas.figure.add_axes((0, 0, 1, 1))
    axes.set_xlim(0, canvas.width)
    axes.set_ylim(tall, 0)
    axes.axis("off")
    places, left, size = _columns(canvas)
    for outcome, place in places.items():
        colour = colours.LIGHT[OUTCOMES[outcome][0]]
        axes.text(place, 0.17, outcome, ha="center", va="center", fontsize=size + 0.6, fontweight="bold", color=colour)
        axes.plot([place, place], [0.32, tall - 0.06], color=colours.LIGHT["rule"], linewidth=0.8, zorder=1)
    y = 0.34
    for president, rows in groups:
        axes.plot([0.02, canvas.width - 0.02], [y, y], color=colours.LIGHT["rule"], linewidth=0.8)
        axes.text(0.04, y + 0.17, president, fontsize=size + 0.6, fontweight="bold", va="center")
        axes.text(left[0], y + 0.17, rows["term"].iloc[0], fontsize=size, va="center", color=colours.LIGHT["quiet"])
        y += HEAD
        for row in rows.itertuples():
            _row(axes, row, y + ROW / 2 - 0.02, places, left, size)
            y += ROW


def _columns(canvas: Canvas) -> tuple[dict[str, float], tuple[float, float], float]:
    """Where outcomes stand, where the term, the domain and the policy begin, and the size of type."""
    if canvas.narrow:
        return {"kept": 2.28, "mixed": 2.78, "reversed": 3.32}, (1.3, 0.10), 6.5
    return {"kept": 4.9, "mixed": 5.7, "reversed": 6.5}, (1.45, 1.45), 7.8


def _row(axes, row, y: float, places: dict[str, float], left: tuple[float, float], size: float) -> None:
    name, shape = OUTCOMES[row.outcome]
    narrow = left[1] < 1
    if narrow:
        axes.text(left[1], y, row.policy, fontsize=size, va="center")
    else:
        axes.text(0.2, y, row.domain, fontsize=size, va="center", color=colours.LIGHT["quiet"])
        axes.text(left[1], y, row.policy, fontsize=size, va="center")
    axes.plot([places[row.outcome]], [y], marker=shape, markersize=7.5 if shape == "X" else 6.5, linestyle="none",
              color=colours.LIGHT[name], markeredgecolor=colours.LIGHT["paper"], markeredgewidth=0.8, zorder=3)
