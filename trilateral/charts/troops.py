"""Personnel by year: lines that stop where the way of counting stops."""
from __future__ import annotations

from trilateral.figures.drawing import Canvas, drawing
from trilateral.theme.colours import LIGHT

STYLES = {
    "JPN": ("Japan", "JPN", "-", "s"),
    "KOR": ("ROK", "KOR", "-", "D"),
    "Asia": ("Asia and Pacific", "step_4", "-", "o"),
    "Europe": ("Europe", "mixed", (0, (5, 1.5)), "^"),
}
"""Series -> label, colour, dash, marker."""


@drawing
def troop_lines(canvas: Canvas, frame, *, gap: tuple[int, int]) -> None:
    """Personnel by series and year from zero; nothing is joined across a change in the way of counting.

    Parameters
    ----------
    frame
        ``series`` (a key of ``STYLES``), ``year``, ``personnel`` (persons), ``count`` ("ashore", "home_port",
        or "odd" for a value out of line, drawn as an open mark and not joined).
    gap
        First and last year without sound figures.
    """
    canvas.height(3.3, 3.3)
    axes = canvas.figure.add_subplot()
    ends = []
    for series, rows in frame.groupby("series", sort=False):
        label, name, dash, marker = STYLES[series]
        for count in ("ashore", "home_port"):
            part = rows[rows["count"] == count].set_index("year")["personnel"]
            part = part.reindex(range(part.index.min(), part.index.max() + 1))
            axes.plot(part.index, part.to_numpy(dtype=float), color=LIGHT[name], linestyle=dash)
        odd = rows[rows["count"] == "odd"]
        axes.plot(odd["year"], odd["personnel"], linestyle="none", marker=marker, markersize=4.5,
                  markerfacecolor=LIGHT["paper"], markeredgecolor=LIGHT[name])
        last = rows.iloc[-1]
        ends.append((last["personnel"], last["year"], label, LIGHT[name]))
    axes.set_ylim(0, frame["personnel"].max() * 1.06)
    axes.set_ylabel("persons on active duty")
    _gap(axes, gap)
    first, last = int(frame["year"].min()), int(frame["year"].max())
    step = 10 if canvas.narrow else 5
    axes.set_xticks([*(y for y in range(first, last + 1) if y % step == 0 and last - y >= step / 2 + 1), last])
    axes.set_xlim(first, last + 0.02 * (last - first))
    axes.yaxis.set_major_formatter(lambda value, _: f"{value / 1000:,.0f},000" if value else "0")
    _name(axes, ends)


def _gap(axes, gap: tuple[int, int]) -> None:
    """The years without figures, shaded and named, with what is counted before and after."""
    axes.axvspan(gap[0] - 0.6, gap[1] + 0.6, color=LIGHT["missing"], linewidth=0)
    axes.annotate("no sound figures", (sum(gap) / 2, 0.03), xycoords=("data", "axes fraction"), rotation=90,
                  ha="center", va="bottom", fontsize=7.5, color=LIGHT["quiet"])
    for year, words, ha, shift in ((gap[0], "ashore", "right", -6), (gap[1], "with ships’ crews", "left", 6)):
        axes.annotate(words, (year, 1), xycoords=("data", "axes fraction"), xytext=(shift, 3), ha=ha, va="bottom",
                      textcoords="offset points", fontsize=7.5, color=LIGHT["quiet"])


def _name(axes, ends) -> None:
    """Names at the right ends."""
    for value, year, label, colour in ends:
        axes.annotate(label, (year, value), xytext=(5, 0), textcoords="offset points", va="center", fontsize=8,
                      color=colour, annotation_clip=False)
