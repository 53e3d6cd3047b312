"""Lines that break where definitions do, with names at their ends."""
from __future__ import annotations

from typing import TYPE_CHECKING

from trilateral.charts.parts import end_labels, quality_line, year_axis
from trilateral.figures.drawing import Canvas, drawing
from trilateral.theme import colours

if TYPE_CHECKING:
    import matplotlib.axes
    import pandas as pd


def broken_line(axes: matplotlib.axes.Axes, rows: pd.DataFrame, column: str, iso3: str) -> None:
    """One country's line, a piece a ``segment``; dashed where ``quality`` says estimate; marked at its last end.

    ``rows`` hold ``year``, ``column``, ``segment`` and, if some are estimates, ``quality``. Years without a
    row are gaps.
    """
    pieces = list(rows.groupby("segment", sort=True))
    for name, piece in pieces:
        values = piece.set_index("year")[column].astype("float64")
        values = values.reindex(range(int(values.index.min()), int(values.index.max()) + 1))
        if name == pieces[-1][0]:
            marks = piece.set_index("year")["quality"] if "quality" in piece else values.notna().map({True: "reported"})
            quality_line(axes, values, marks.reindex(values.index), iso3)
        else:
            axes.plot(values.index, values, color=colours.country(iso3))


def break_rule(axes: matplotlib.axes.Axes, year: float, words: str, height: float = 1.0, right: bool = False) -> None:
    """A dotted rule between two years whose figures do not compare, and why, at ``height`` of the axes."""
    quiet = colours.LIGHT["quiet"]
    axes.axvline(year, color=quiet, linewidth=0.8, linestyle=(0, (1, 1.6)), zorder=1)
    axes.annotate(words, (year, height), xycoords=("data", "axes fraction"), xytext=(-3 if right else 3, -1),
                  textcoords="offset points", fontsize=6.5, color=quiet, va="top", ha="right" if right else "left",
                  linespacing=1.15)


@drawing
def distance_lines(canvas: Canvas, frame: pd.DataFrame, *, unit: str,
                   notes: dict[str, tuple[str, int, float, float]]) -> None:
    """How far several countries stand from one, from zero up; each line breaks where its segment ends.

    Parameters
    ----------
    frame
        ``iso3``, ``year``, ``distance``, ``segment``.
    unit
        What is measured, printed above the axis.
    notes
        A few words on a country's line, the year that they are about, and where they stand (year, height):
        ``{"ROK joins": ("KOR", 1991, 1975, 2.0)}``.
    """
    canvas.height(3.5, 3.5)
    axes = canvas.figure.add_subplot()
    year_axis(axes, int(frame["year"].min()), int(frame["year"].max()), 20 if canvas.narrow else 10)
    order = list(dict.fromkeys(frame["iso3"]))
    for iso3 in order:
        broken_line(axes, frame[frame["iso3"] == iso3], "distance", iso3)
    axes.set_ylim(0, frame["distance"].max() * 1.08)
    axes.annotate(unit, (0, 1), xycoords="axes fraction", xytext=(0, 4), textcoords="offset points", va="bottom",
                  fontsize=7.5, color=colours.LIGHT["quiet"])
    points = frame.set_index(["iso3", "year"])["distance"]
    for words, (iso3, year, *place) in notes.items():
        axes.annotate(words, (year, points[iso3, year]), place, fontsize=6.8, color=colours.country(iso3), ha="center",
                      va="center", arrowprops={"arrowstyle": "-", "color": colours.country(iso3), "linewidth": 0.7,
                                               "shrinkA": 1, "shrinkB": 2})
    end_labels(axes, {iso3: points[iso3] for iso3 in order})
