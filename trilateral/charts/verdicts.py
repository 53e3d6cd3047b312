"""How the claims fare: bars of verdicts, by section of the article and by kind of claim."""
from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from trilateral.figures.drawing import Canvas, drawing
from trilateral.theme import colours

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

LOOKS = {
    "supported": ("supported", ""),
    "partly": ("partly", "//////"),
    "outdated": ("outdated", "-----"),
    "contradicted": ("contradicted", "xxxxx"),
    "not testable": ("not_testable", "|||||"),
}
"""Verdict -> colour and hatch, in the order of the bars: what carries first, what cannot be tested last."""

ROW = 0.27  # inches a bar takes


@drawing
def verdict_bars(canvas: Canvas, frame: pd.DataFrame) -> None:
    """One bar a group, its lengths the number of claims with each verdict.

    ``frame`` holds ``by`` (heading of the groups), ``group``, ``verdict`` and ``claims``, in order.
    """
    headings = list(dict.fromkeys(frame["by"]))
    sizes = [frame.loc[frame["by"] == heading, "group"].nunique() for heading in headings]
    canvas.height(0.95 + ROW * sum(sizes) + 0.45 * len(sizes), 1.35 + ROW * sum(sizes) + 0.45 * len(sizes))
    panels = canvas.figure.subplots(len(headings), 1, sharex=True, height_ratios=sizes, squeeze=False)[:, 0]
    for axes, heading in zip(panels, headings, strict=True):
        _panel(axes, frame[frame["by"] == heading], heading, canvas.narrow)
    panels[-1].set_xlabel("claims")
    _legend(canvas)


def _panel(axes: Axes, rows: pd.DataFrame, heading: str, narrow: bool) -> None:
    groups = list(dict.fromkeys(rows["group"]))
    for place, group in enumerate(groups):
        start = 0
        counts = rows[rows["group"] == group].set_index("verdict")["claims"]
        for verdict, (colour, hatch) in LOOKS.items():
            count = counts.get(verdict, 0)
            if count:
                axes.barh(place, count, left=start, height=0.72, color=colours.LIGHT[colour], hatch=hatch,
                          edgecolor=colours.LIGHT["paper"], linewidth=0.7)
                _count(axes, start + count / 2, place, count, narrow)
            start += count
        axes.annotate(str(start), (start, place), xytext=(4, 0), textcoords="offset points", va="center", fontsize=7.5,
                      color=colours.LIGHT["quiet"])
    axes.set_yticks(range(len(groups)), [textwrap.fill(group, 18 if narrow else 40) for group in groups])
    axes.tick_params(axis="y", labelsize=6.6 if narrow else 8, labelcolor=colours.LIGHT["ink"])
    axes.set_ylim(len(groups) - 0.4, -0.6)
    axes.set_title(heading)
    axes.grid(False)
    axes.margins(x=0.07)
    axes.xaxis.get_major_locator().set_params(integer=True)  # nobody makes half a claim


def _count(axes: Axes, x: float, y: float, count: int, narrow: bool) -> None:
    """The number in its bar, on a patch of paper so that no hatch runs through it; where there is room."""
    if count >= (6 if narrow else 3):
        axes.text(x, y, str(count), ha="center", va="center", fontsize=7, color=colours.LIGHT["ink"],
                  bbox={"boxstyle": "round,pad=0.12", "facecolor": colours.LIGHT["paper"], "linewidth": 0})


def _legend(canvas: Canvas) -> None:
    from matplotlib.patches import Patch

    patches = [Patch(facecolor=colours.LIGHT[colour], hatch=hatch, edgecolor=colours.LIGHT["paper"], label=verdict)
               for verdict, (colour, hatch) in LOOKS.items()]
    canvas.figure.legend(handles=patches, loc="outside upper left", ncols=3 if canvas.narrow else 5, fontsize=7.5,
                         handlelength=1.6, handleheight=1.1, columnspacing=1.2)
