"""Chinese military activity around Taiwan by month, in two parts that count different things."""
from __future__ import annotations

from trilateral.figures.drawing import Canvas, drawing
from trilateral.theme.colours import LIGHT

TITLES = {
    ("adiz", "aircraft"): "Aircraft over the median line\nor in the zone",
    ("all", "aircraft"): "All aircraft seen around Taiwan",
    ("all", "ship_days"): "Navy ships, counted every day that they stay",
}


@drawing
def activity_panels(canvas: Canvas, frame) -> None:
    """Monthly bars, a panel a definition; no line crosses from one to the other.

    ``frame`` holds ``month, definition, coverage, aircraft, ship_days``, one row a month and definition;
    ``coverage`` is ``"whole"`` or ``"part"`` of a month. Months stand at equal distances.
    """
    panels = _panels(canvas)
    for (definition, column), axes in panels.items():
        rows = frame[(frame["definition"] == definition) & frame[column].notna()].reset_index(drop=True)
        _bars(axes, rows, column)
        axes.set_title(TITLES[definition, column], fontsize=8.5)
        axes.set_ylim(0, 345 if column == "ship_days" else 900)
        _months(axes, rows["month"], canvas.narrow)
    _rule(panels["all", "aircraft"])
    _rule(panels["all", "ship_days"])


def _panels(canvas: Canvas) -> dict:
    """Axes by definition and column; beside the ships, the words for what was not counted."""
    figure = canvas.figure
    if canvas.narrow:
        canvas.height(0, 6.4)
        parts = figure.add_gridspec(3, 1, height_ratios=[1, 1, 0.8])
        places = [parts[0, 0], parts[1, 0], parts[2, 0]]
    else:
        canvas.height(4.6)
        parts = figure.add_gridspec(2, 2, width_ratios=[1, 2], height_ratios=[1.25, 1], wspace=0.06)
        places = [parts[0, 0], parts[0, 1], parts[1, 1]]
        note = figure.add_subplot(parts[1, 0])
        note.axis("off")
        note.text(0.98, 0.62, "On 6 August 2022 the reports\nchange: from entries to\neverything seen, and ships\n"
                  "are counted. Before and after\ndo not compare.", transform=note.transAxes, ha="right", va="center",
                  fontsize=8, color=LIGHT["accent"])
    return dict(zip(TITLES, [figure.add_subplot(place) for place in places], strict=True))


def _bars(axes, rows, column: str) -> None:
    """Whole months solid, parts of a month hatched."""
    colour = LIGHT["CHN"] if column == "aircraft" else LIGHT["step_3"]
    for coverage, hatch in (("whole", ""), ("part", "//////")):
        chosen = rows[rows["coverage"] == coverage]
        axes.bar(chosen.index, chosen[column].astype(float), 0.82, color=colour, hatch=hatch, linewidth=0,
                 edgecolor=LIGHT["paper"])


def _months(axes, months, narrow: bool) -> None:
    """A tick at each January, at the foot of its bar."""
    january = [(place, month[:4]) for place, month in enumerate(months) if month.endswith("-01")]
    axes.set_xticks([place for place, _ in january], [year for _, year in january])
    axes.set_xlim(-1, len(months))


def _rule(axes) -> None:
    """The break: a dashed rule on the side where the later definition begins."""
    axes.spines["left"].set(visible=True, color=LIGHT["accent"], linestyle=(0, (3, 2)), linewidth=1)
    axes.annotate("from 6 August 2022", (0, 1), xycoords="axes fraction", xytext=(4, -2), textcoords="offset points",
                  va="top", fontsize=7.5, color=LIGHT["accent"])
