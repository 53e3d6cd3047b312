"""Events of many years in lanes: one panel an era, each with its own scale; numbers are those of a table."""
from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from trilateral.figures.drawing import Canvas, drawing
from trilateral.theme import colours

if TYPE_CHECKING:
    import pandas as pd

LANES = {"All three": "accent", "Seoul": "KOR", "Tokyo": "JPN", "Washington": "USA", "Rivals": "RUS", "Europe": "GBR",
         "Texts": "quiet"}
"""Lane -> its colour, from above."""

DISC = 0.16  # inches of a disc and the gap behind it
STEP = 0.165  # inches between discs that would cover each other
LONG = 3650  # days from which on an end is given by its year
TITLE, FOOT = 0.3, 0.3  # inches above and below a panel's lanes


@drawing
def timeline_panels(canvas: Canvas, frame: pd.DataFrame) -> None:
    """Numbered events by era and lane; a square is a text, a diamond an act of all three.

    ``frame`` holds ``number``, ``date`` (ISO), ``era``, ``lane``, ``event`` and ``claims``, in order of time.
    """
    canvas.figure.set_layout_engine("none")
    left, right = 0.84, canvas.width - 0.14
    panels = [(era, _placed(rows, left, right)) for era, rows in frame.groupby("era", sort=False)]
    heights = [TITLE + FOOT + sum(_tall(marks, lane) for lane in _lanes(marks)) for _, marks in panels]
    canvas.height(sum(heights), sum(heights))
    axes = canvas.figure.add_axes((0, 0, 1, 1))
    axes.set_xlim(0, canvas.width)
    axes.set_ylim(sum(heights), 0)
    axes.axis("off")
    top = 0.0
    for (era, marks), height in zip(panels, heights, strict=True):
        _panel(canvas, axes, era, marks, top, left, right)
        top += height


def _placed(rows: pd.DataFrame, left: float, right: float) -> list[tuple]:
    """(row, x, level) of each event: true to the calendar, stacked where discs would cover each other."""
    days = [date.fromisoformat(day).toordinal() for day in rows["date"]]
    span = max(max(days) - min(days), 1)
    ends: dict[str, list[float]] = {}
    found = []
    for row, day in zip(rows.itertuples(), days, strict=True):
        x = left + 0.1 + (right - left - 0.2) * (day - min(days)) / span
        lane = ends.setdefault(row.lane, [])
        level = next((i for i, end in enumerate(lane) if x >= end), len(lane))
        lane[level:level + 1] = [x + DISC]
        found.append((row, x, level))
    return found


def _lanes(marks: list[tuple]) -> list[str]:
    """Lanes of the panel that hold something."""
    return [lane for lane in LANES if any(row.lane == lane for row, _, _ in marks)]


def _tall(marks: list[tuple], lane: str) -> float:
    return 0.1 + STEP * (1 + max(level for row, _, level in marks if row.lane == lane))


def _panel(canvas: Canvas, axes, era: str, marks: list[tuple], top: float, left: float, right: float) -> None:
    quiet, rule = colours.LIGHT["quiet"], colours.LIGHT["rule"]
    axes.text(0.04, top + 0.15, era, fontsize=9, fontweight="bold", va="center")
    y = top + TITLE
    for lane in _lanes(marks):
        axes.plot([0.04, right], [y, y], color=rule, linewidth=0.7, zorder=1)
        height = _tall(marks, lane)
        axes.text(0.05, y + height / 2, lane, fontsize=7.6, va="center", fontweight="bold",
                  color=colours.LIGHT[LANES[lane]])
        for row, x, level in marks:
            if row.lane == lane:
                _mark(axes, x, y + 0.05 + STEP * (level + 0.5), row)
        y += height
    axes.plot([0.04, right], [y, y], color=rule, linewidth=0.7, zorder=1)
    for row, x, side in ((marks[0][0], left, "left"), (marks[-1][0], right, "right")):
        axes.text(x, y + 0.11, _end(row.date, marks), fontsize=7, ha=side, va="center", color=quiet)


def _end(iso: str, marks: list[tuple]) -> str:
    """Date at a panel's end; the year alone where the panel is long."""
    first, last, day = (date.fromisoformat(each) for each in (marks[0][0].date, marks[-1][0].date, iso))
    return f"{day.year}" if (last - first).days > LONG else f"{day.day} {day:%B} {day.year}"


def _mark(axes, x: float, y: float, row) -> None:
    """The event's number in its shape."""
    colour = colours.LIGHT[LANES[row.lane]]
    shape = {"All three": "D", "Texts": "s"}.get(row.lane, "o")
    size = 9.6 if shape == "D" else 10.4
    axes.plot([x], [y], marker=shape, markersize=size, color=colour, linestyle="none", zorder=4)
    axes.text(x, y + 0.004, str(row.number), fontsize=6.3, ha="center", va="center_baseline", zorder=5,
              color=colours.LIGHT["paper"])
