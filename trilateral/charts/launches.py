"""Missile launches by year: stacked by outcome, and a panel a class."""
from __future__ import annotations

from trilateral.figures.drawing import Canvas, drawing
from trilateral.theme.colours import LIGHT

OUTCOMES = {  # colour, hatch and words of each; the hatch is drawn in the colour of the page
    "success": ("good", "", "flew"),
    "failure": ("bad", "////", "failed"),
    "unknown": ("unknown", "---", "outcome not known"),
}
CLASSES = {
    "short": "Short range", "medium": "Medium range", "intermediate": "Intermediate", "intercontinental":
    "Intercontinental", "submarine": "Submarine", "space": "Space rockets", "unknown": "Not identified",
}


@drawing
def launch_bars(canvas: Canvas, frame, *, preliminary: int, ends: str) -> None:
    """Launches a year, stacked by outcome.

    Parameters
    ----------
    frame
        ``year, outcome, launches``; see :func:`trilateral.measures.counts_by`.
    preliminary
        First year whose outcomes are mostly not judged yet; a band marks it and those after it.
    ends
        Words for where the last year ends: ``"to April"``.
    """
    canvas.height(3.3, 3.2)
    axes = canvas.figure.add_subplot()
    first, last = int(frame["year"].min()), int(frame["year"].max())
    floor = dict.fromkeys(range(first, last + 1), 0)
    for outcome, (colour, hatch, words) in OUTCOMES.items():
        rows = frame[frame["outcome"] == outcome]
        axes.bar(rows["year"], rows["launches"], 0.8, [floor[year] for year in rows["year"]], color=LIGHT[colour],
                 hatch=hatch, edgecolor=LIGHT["paper"], linewidth=0, label=words)
        for year, count in zip(rows["year"], rows["launches"], strict=True):
            floor[year] += count
    _preliminary(axes, preliminary, last, ends, max(floor.values()))
    axes.legend(loc="upper left", fontsize=8, handlelength=1.4, borderaxespad=0.2)
    step = 10 if canvas.narrow else 5
    axes.set_xticks([first, *(year for year in range(first + 3, last - 2) if year % step == 0), last])
    axes.set_xlim(first - 0.8, last + 0.8)
    axes.set_ylabel("launches")


def _preliminary(axes, start: int, last: int, ends: str, top: float) -> None:
    """A band behind the years whose outcomes are not judged, and its words."""
    axes.axvspan(start - 0.5, last + 0.5, color=LIGHT["missing"], linewidth=0, zorder=0)
    axes.set_ylim(0, top * 1.22)
    axes.annotate(f"preliminary;\n{last} {ends}", (last + 0.4, top * 1.21), ha="right", va="top", fontsize=7.5,
                  color=LIGHT["quiet"])


@drawing
def class_panels(canvas: Canvas, frame) -> None:
    """Launches a year, one panel a class of missile, each on its own scale.

    ``frame`` holds ``year, missile_class, launches``. The year of a class's first launch is printed.
    """
    columns = 2 if canvas.narrow else 4
    rows = -(-len(CLASSES) // columns)
    canvas.height(1.55 * rows, 1.3 * rows)
    grid = canvas.figure.subplots(rows, columns, sharex=True, squeeze=False)
    span = int(frame["year"].min()), int(frame["year"].max())
    for axes, (name, words) in zip(grid.flat, CLASSES.items(), strict=False):
        part = frame[frame["missile_class"] == name]
        axes.bar(part["year"], part["launches"], 0.85, color=LIGHT["unknown" if name == "unknown" else "PRK"])
        axes.set_title(words, fontsize=8.5, pad=14)
        axes.annotate(f"{part['launches'].sum()} since {part['year'].min()}", (0, 1), xycoords="axes fraction",
                      xytext=(0, 3), textcoords="offset points", va="bottom", fontsize=7.5, color=LIGHT["quiet"])
        axes.set_ylim(0, part["launches"].max() * 1.05)
        axes.yaxis.get_major_locator().set_params(integer=True, nbins=3)
        axes.set_xlim(span[0] - 1, span[1] + 1)
        axes.set_xticks([1990, 2010, span[1]])
        axes.tick_params(axis="x", labelbottom=True, labelsize=7.5)
    for axes in list(grid.flat)[len(CLASSES):]:
        axes.set_visible(False)
