"""Ground taken, a bar a month."""
from __future__ import annotations

from trilateral.figures.drawing import Canvas, drawing
from trilateral.theme import formats
from trilateral.theme.colours import LIGHT


@drawing
def ground_taken(canvas: Canvas, frame, *, published: str) -> None:
    """Square kilometres gained in each month, with a rule where the article appeared.

    Parameters
    ----------
    frame
        ``month`` (``2025-07``), ``km2``, by month without a gap.
    published
        Month of the article; bars from it on are hatched, since nobody knew them yet.
    """
    canvas.height(2.8, 2.8)
    axes = canvas.figure.add_subplot()
    known = frame["month"] < published
    bars = axes.bar(range(len(frame)), frame["km2"].astype(float), 0.74, color=LIGHT["RUS"])
    for bar, before in zip(bars, known, strict=True):
        if not before:
            bar.set(facecolor="none", edgecolor=LIGHT["RUS"], hatch="////", linewidth=0.8)
    axes.bar_label(bars, [formats.number(value) for value in frame["km2"]], padding=2, color=LIGHT["ink"],
                   fontsize=6.3 if canvas.narrow else 8)
    edge = int(known.sum()) - 0.5
    axes.axvline(edge, color=LIGHT["quiet"], linewidth=0.9, linestyle=(0, (4, 3)))
    axes.annotate("article", (edge, 1), xycoords=("data", "axes fraction"), xytext=(3, -1), textcoords="offset points",
                  va="top", fontsize=7, color=LIGHT["quiet"])
    names = [_month(month, place == 0, canvas.narrow) for place, month in enumerate(frame["month"])]
    axes.set_xticks(range(len(frame)), names)
    axes.tick_params(axis="x", labelsize=6.3 if canvas.narrow else 7.5, length=0)
    axes.set_ylim(0, frame["km2"].max() * 1.22)
    axes.set_yticks([])
    axes.grid(visible=False)


def _month(month: str, first: bool, narrow: bool) -> str:
    """Name of a month, its initial where there is little room; the year under the first one and every January."""
    from datetime import date

    day = date.fromisoformat(f"{month}-01")
    name = f"{day:%b}"[0] if narrow else f"{day:%b}"
    return f"{name}\n{day.year}" if first or day.month == 1 else name
