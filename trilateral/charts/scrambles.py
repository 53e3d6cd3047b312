"""Scrambles by fiscal year, stacked by whose aircraft it was."""
from __future__ import annotations

from trilateral.figures.drawing import Canvas, drawing
from trilateral.theme.colours import LIGHT

PARTS = {"china": ("CHN", "", "China"), "russia": ("RUS", "////", "Russia"), "other": ("unknown", "---", "others")}


@drawing
def scramble_bars(canvas: Canvas, frame) -> None:
    """One bar a fiscal year, totals printed above; what is missing is an outline or a word, not a zero.

    ``frame`` holds ``fiscal_year, total, china, russia, other, coverage``; ``coverage`` is ``"year"`` or says
    what part of the year the row is. A total without countries is an outline, a row without a total has none.
    """
    canvas.height(3.5, 3.5)
    axes = canvas.figure.add_subplot()
    counts = frame.set_index("fiscal_year")[["total", *PARTS]].astype("float64")
    floor = counts["china"].fillna(0) * 0
    for column, (colour, hatch, words) in PARTS.items():
        heights = counts[column]
        axes.bar(counts.index, heights, 0.8, floor, color=LIGHT[colour], hatch=hatch, label=words, linewidth=0,
                 edgecolor=LIGHT["paper"])
        floor = floor + heights.fillna(0)
    bare = counts[counts["china"].isna()]
    axes.bar(bare.index, bare["total"], 0.76, facecolor="none", edgecolor=LIGHT["quiet"],
             linestyle=(0, (2, 1.5)), linewidth=1, label="countries not found")
    for year, coverage in zip(frame["fiscal_year"], frame["coverage"], strict=True):
        _total(axes, year, counts["total"][year], floor[year], coverage, canvas.narrow)
    _axes(axes, frame, canvas.narrow)


def _total(axes, year: int, total: float, stacked: float, coverage: str, narrow: bool) -> None:
    """The total above its bar; upright where words need the room."""
    known = total == total
    words = f"{total:,.0f}" if known else "total not found"
    words += "" if coverage == "year" else f", {coverage}"
    upright = narrow or not words.replace(",", "").isdigit()
    axes.annotate(words, (year, total if known else stacked), xytext=(0, 3), ha="center", va="bottom", fontsize=7,
                  textcoords="offset points", rotation=90 if upright else 0,
                  color=LIGHT["ink"] if known and coverage == "year" else LIGHT["quiet"])


def _axes(axes, frame, narrow: bool) -> None:
    years = list(frame["fiscal_year"])
    shown = [year for year in years if (years[-1] - year) % (4 if narrow else 2) == 0]
    axes.set_xticks(shown, [str(year) for year in shown])
    axes.set_xlim(years[0] - 0.7, years[-1] + 0.7)
    axes.set_ylim(0, frame["total"].max() * (1.16 if narrow else 1.1))
    axes.yaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")
    axes.set_ylabel("scrambles")
    axes.set_xlabel("fiscal year, from April")
    axes.legend(loc="lower left", bbox_to_anchor=(0, 1), ncols=2 if narrow else 4, fontsize=8, handlelength=1.4,
                columnspacing=1.2, borderaxespad=0.3)
