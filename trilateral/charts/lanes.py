"""Events of several actors: parallel lanes true to the calendar, or a list on a phone."""
from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from trilateral.figures.drawing import Canvas, drawing
from trilateral.theme import colours

if TYPE_CHECKING:
    import pandas as pd

LANES = {"Seoul": "KOR", "Tokyo": "JPN", "Washington": "USA", "Trilateral": "accent"}
"""Lane -> its colour."""

HEADINGS = {"Trilateral": "All three"}
DISC = 4.6  # days of the calendar that a numbered disc covers on the page
STEP = 0.172  # inches between discs that would cover each other


@drawing
def event_lanes(canvas: Canvas, frame: pd.DataFrame) -> None:
    """Numbered events in lanes; a diamond is a contact of all three, an open mark one that was put off.

    ``frame`` holds ``number``, ``date`` (ISO), ``lane``, ``contact`` and ``event``, in order of time.
    """
    canvas.figure.set_layout_engine("none")
    if canvas.narrow:
        _listed(canvas, frame)
    else:
        _calendar(canvas, frame)


def _sheet(canvas: Canvas, tall: float):
    """Axes over the whole figure, in inches from its upper left corner."""
    canvas.height(tall, tall)
    axes = canvas.figure.add_axes((0, 0, 1, 1))
    axes.set_xlim(0, canvas.width)
    axes.set_ylim(tall, 0)
    axes.axis("off")
    return axes


def _mark(axes, x: float, y: float, row, size: float = 11) -> None:
    """The event's number in its shape: filled, or open where a contact was put off."""
    colour, paper = colours.LIGHT[LANES[row.lane]], colours.LIGHT["paper"]
    open_mark = row.contact == "put off"
    three = row.lane == "Trilateral"
    axes.plot([x], [y], marker="D" if three else "s" if row.contact != "none" else "o",
              markersize=size - (0.6 if row.contact != "none" else 0),
              markerfacecolor=paper if open_mark else colour, markeredgecolor=colour, markeredgewidth=1.1,
              linestyle="none", zorder=4)
    axes.text(x, y + 0.004, str(row.number), fontsize=6.3, ha="center", va="center_baseline", zorder=5,
              color=colour if open_mark else paper)


def _stacked(days: list[int]) -> list[int]:
    """Level of each event in its lane, so that discs of neighbouring days do not cover each other."""
    levels: list[int] = []
    ends: list[float] = []
    for day in days:
        level = next((i for i, end in enumerate(ends) if day >= end), len(ends))
        ends[level:level + 1] = [day + DISC]
        levels.append(level)
    return levels


def _calendar(canvas: Canvas, frame: pd.DataFrame) -> None:
    start, end = (date.fromisoformat(frame["date"].iloc[i]) for i in (0, -1))
    left, right = 1.06, canvas.width - 0.16
    placed = {lane: list(rows.itertuples()) for lane, rows in frame.groupby("lane", sort=False)}
    days = {lane: [(date.fromisoformat(row.date) - start).days for row in rows] for lane, rows in placed.items()}
    levels = {lane: _stacked(own) for lane, own in days.items()}
    heights = {lane: STEP * (max(levels[lane]) + 1) + 0.14 for lane in LANES}
    key_rows = -(-len(frame) // 2)
    top = 0.26
    bottom = top + sum(heights.values())
    axes = _sheet(canvas, bottom + 0.42 + 0.168 * key_rows)

    def across(day: float) -> float:
        return left + (right - left) * day / (end - start).days

    _months(axes, start, end, across, top, bottom)
    y = top
    for lane in LANES:
        axes.plot([0.04, canvas.width - 0.04], [y, y], color=colours.LIGHT["rule"], linewidth=0.8)
        axes.text(0.06, y + heights[lane] / 2, HEADINGS.get(lane, lane), va="center", fontsize=8.5, fontweight="bold",
                  color=colours.LIGHT[LANES[lane]])
        for row, day, level in zip(placed[lane], days[lane], levels[lane], strict=True):
            _mark(axes, across(day), y + 0.15 + STEP * level, row)
        y += heights[lane]
    axes.plot([0.04, canvas.width - 0.04], [y, y], color=colours.LIGHT["rule"], linewidth=0.8)
    _shapes(axes, 0.06, bottom + 0.17, 7)
    for i, row in enumerate(frame.itertuples()):
        x, place = 0.12 + (canvas.width / 2) * (i // key_rows), bottom + 0.42 + 0.168 * (i % key_rows)
        _mark(axes, x, place, row, 9.6)
        axes.text(x + 0.6, place, _day(row.date), fontsize=7, va="center", ha="right", color=colours.LIGHT["quiet"])
        axes.text(x + 0.67, place, row.event, fontsize=7, va="center")


def _months(axes, start: date, end: date, across, top: float, bottom: float) -> None:
    """A rule and a name at the first of each month, and the first day."""
    firsts = (date(year, month, 1) for year in range(start.year, end.year + 1) for month in range(1, 13))
    for first in [start, *(first for first in firsts if start < first <= end)]:
        x = across((first - start).days)
        axes.plot([x, x], [top - 0.06, bottom], color=colours.LIGHT["rule"], linewidth=0.7, zorder=1)
        if first.day == 1 and (end - first).days > 10:
            axes.text(x + 0.04, top - 0.11, f"{first:%B} {first.year}" if first.month == 1 else f"{first:%B}",
                      fontsize=7.2, color=colours.LIGHT["quiet"], va="center")
        elif first == start:
            axes.text(x - 0.02, top - 0.11, f"{_day(start.isoformat())} {start.year}", fontsize=7.2, va="center",
                      color=colours.LIGHT["quiet"])


def _day(iso: str) -> str:
    day = date.fromisoformat(iso)
    return f"{day.day} {day:%b}"


def _shapes(axes, x: float, y: float, size: float, down: float = 0.0) -> None:
    """What the shapes mean, beside each other or, with ``down``, below each other."""
    ink, paper = colours.LIGHT["quiet"], colours.LIGHT["paper"]
    for i, (shape, fill, words) in enumerate((("o", ink, "event"), ("s", ink, "contact with Seoul, held"),
                                              ("s", paper, "put off"), ("D", ink, "contact of all three"))):
        place = x + 0.06 + (0 if down else (0, 0.62, 2.2, 2.85)[i]), y + down * i
        axes.plot([place[0]], [place[1]], marker=shape, markersize=6 if shape != "D" else 5.4, markerfacecolor=fill,
                  markeredgecolor=ink, linestyle="none")
        axes.text(place[0] + 0.1, place[1], words, fontsize=size, va="center", color=ink)


def _listed(canvas: Canvas, frame: pd.DataFrame) -> None:
    """One row an event, in four thin columns; a gap with the month's name where a month begins."""
    months = [iso[:7] for iso in frame["date"]]
    tall = 0.98 + 0.2 * len(frame) + 0.2 * len(set(months))
    axes = _sheet(canvas, tall)
    columns = {lane: 0.13 + 0.2 * i for i, lane in enumerate(LANES)}
    _shapes(axes, 0.98, 0.12, 6.8, down=0.155)
    for lane, x in columns.items():
        axes.text(x, 0.72, HEADINGS.get(lane, lane), rotation=90, ha="center", va="bottom", fontsize=6.8,
                  fontweight="bold", color=colours.LIGHT[LANES[lane]])
        axes.plot([x, x], [0.78, tall - 0.05], color=colours.LIGHT["rule"], linewidth=0.8, zorder=1)
    y, month = 0.86, ""
    for row, own in zip(frame.itertuples(), months, strict=True):
        if own != month:
            month, first = own, date.fromisoformat(f"{own}-01")
            axes.text(0.95, y, f"{first:%B %Y}", fontsize=7, fontweight="bold", va="center",
                      color=colours.LIGHT["quiet"])
            y += 0.2
        _mark(axes, columns[row.lane], y, row, 10.4)
        axes.text(1.21, y, f"{date.fromisoformat(row.date).day}", fontsize=6.8, va="center", ha="right",
                  color=colours.LIGHT["quiet"])
        axes.text(1.27, y, row.event, fontsize=6.8, va="center")
        y += 0.2
