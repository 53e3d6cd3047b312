"""How old an air force's types are: bars from the first flight of each to today."""
from __future__ import annotations

from trilateral.figures.drawing import Canvas, drawing
from trilateral.theme.colours import LIGHT


@drawing
def aircraft_ages(canvas: Canvas, frame, *, today: int) -> None:
    """One bar a type, from the year of its first flight to ``today``, youngest design on top.

    ``frame`` holds ``type, first_flight, count_low, count_high`` with years and numbers of aircraft; the
    numbers are printed in the bars.
    """
    frame = frame.sort_values("first_flight").reset_index(drop=True)
    canvas.height(0.55 + 0.36 * len(frame), 0.55 + 0.5 * len(frame))
    axes = canvas.figure.add_subplot()
    for place, row in frame.iterrows():
        axes.barh(place, today - row["first_flight"], 0.62 if not canvas.narrow else 0.46, row["first_flight"],
                  color=LIGHT["PRK"])
        axes.annotate(str(row["first_flight"]), (row["first_flight"], place), xytext=(-4, 0), ha="right", va="center",
                      textcoords="offset points", fontsize=8, color=LIGHT["quiet"])
        axes.annotate(_words(row), (today, place), xytext=(-5, 0), ha="right", va="center", fontsize=8,
                      textcoords="offset points", color=LIGHT["paper"])
    _names(axes, frame, canvas.narrow)
    axes.set_xlim(frame["first_flight"].min() - (9 if canvas.narrow else 7), today)
    axes.set_xticks([*range(1950, today - 10, 20 if canvas.narrow else 10), today])
    axes.set_ylim(-0.5, len(frame) - (0.2 if canvas.narrow else 0.5))
    axes.grid(axis="x")
    axes.grid(visible=False, axis="y")


def _words(row) -> str:
    low, high = row["count_low"], row["count_high"]
    return f"{low} aircraft" if low == high else f"{low} to {high} aircraft"


def _names(axes, frame, narrow: bool) -> None:
    """Types beside the bars, or above them on a phone."""
    if not narrow:
        axes.set_yticks(range(len(frame)), frame["type"])
        axes.tick_params(axis="y", labelcolor=LIGHT["ink"])
        return
    axes.set_yticks([])
    for place, row in frame.iterrows():
        axes.annotate(row["type"], (row["first_flight"], place + 0.26), xytext=(0, 1), textcoords="offset points",
                      fontsize=8, va="bottom", color=LIGHT["ink"])
