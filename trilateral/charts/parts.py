"""Parts that charts share: lines with their quality marks, labels at line ends, axes of years."""
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from trilateral import names
from trilateral.theme import colours

if TYPE_CHECKING:
    import matplotlib.axes
    import pandas as pd

MARKERS = {"USA": "o", "JPN": "s", "KOR": "D", "CHN": "^", "RUS": "v", "TWN": "P", "PRK": "X", "PHL": "<"}
LABEL_GAP = 9.5  # points between the baselines of two labels that would touch


def country_series(frame: pd.DataFrame, iso3: str) -> tuple[pd.Series, pd.Series]:
    """Values and quality marks of one country by year; years between that have no row are missing."""
    rows = frame[frame["iso3"] == iso3].set_index("year")
    rows = rows.reindex(range(rows.index.min(), rows.index.max() + 1))
    return rows["value"], rows["quality"]


def quality_line(axes: matplotlib.axes.Axes, values: pd.Series, marks: pd.Series, iso3: str) -> None:
    """Draw a series: solid where reported, dashed where an estimate, with an open end marker.

    A segment counts as an estimate when the value at either end is one. Gaps stay gaps.
    """
    colour = colours.country(iso3)
    estimated = (marks.ne("reported") & marks.notna()).fillna(False).astype(bool)
    axes.plot(values.index, values.where(~estimated), color=colour)
    if estimated.any():
        touching = estimated | estimated.shift(-1, fill_value=False) | estimated.shift(1, fill_value=False)
        axes.plot(values.index, values.where(touching), color=colour, linestyle=(0, (2.2, 1.6)))
    year = values.last_valid_index()
    if year is not None:
        face = colours.LIGHT["paper"] if estimated.get(year, False) else colour
        axes.plot([year], [values[year]], marker=MARKERS.get(iso3, "o"), markersize=5, color=colour,
                  markerfacecolor=face, markeredgecolor=colour, linestyle="none", zorder=4, clip_on=False)


def end_labels(axes: matplotlib.axes.Axes, lines: Mapping[str, pd.Series]) -> None:
    """Name each country's line at its right end, moved apart where two would touch."""
    axes.figure.draw_without_rendering()
    ends = []
    for iso3, values in lines.items():
        year = values.last_valid_index()
        height = axes.transData.transform((year, values[year]))[1]
        ends.append((height, year, values[year], iso3))
    gap = LABEL_GAP * axes.figure.dpi / 72
    ends.sort(key=lambda end: end[0])
    places = _apart([end[0] for end in ends], gap)
    for place, (height, year, value, iso3) in zip(places, ends, strict=True):
        offset = (place - height) * 72 / axes.figure.dpi
        axes.annotate(names.short(iso3), (year, value), xytext=(7, offset), textcoords="offset points", va="center",
                      color=colours.country(iso3), fontsize=8, annotation_clip=False)


def _apart(heights: list[float], gap: float) -> list[float]:
    """Move ascending heights so that neighbours are ``gap`` apart, by as little as possible."""
    groups: list[tuple[list[float], float]] = []
    for height in heights:
        group, centre = [height], height
        while groups and centre - gap * (len(group) - 1) / 2 < groups[-1][1] + gap * (len(groups[-1][0]) - 1) / 2 + gap:
            earlier, _ = groups.pop()
            group = earlier + group
            centre = sum(group) / len(group)
        groups.append((group, centre))
    return [centre + gap * (i - (len(group) - 1) / 2) for group, centre in groups for i in range(len(group))]


def year_axis(axes: matplotlib.axes.Axes, first: int, last: int, step: int) -> None:
    """Ticks at round years, and at the last one."""
    ticks = [year for year in range(first, last + 1) if year % step == 0 and last - year >= step / 2] + [last]
    axes.set_xticks(ticks, [str(year) for year in ticks])
    axes.set_xlim(first, last)


def percent_axis(axes: matplotlib.axes.Axes) -> None:
    """Fractions printed as percentages."""
    axes.yaxis.set_major_formatter(lambda value, _: f"{value * 100:.0f}%")


def estimate_note(axes: matplotlib.axes.Axes) -> None:
    """Say what a dashed line means, in the figure itself."""
    axes.annotate("dashed, open marker: estimate", (0, 1), xycoords="axes fraction", xytext=(0, 3),
                  textcoords="offset points", color=colours.LIGHT["quiet"], fontsize=7.5, va="bottom")
