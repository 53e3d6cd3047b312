"""Spans on one scale: what lies between a low and a high figure, group by group."""
from __future__ import annotations

from trilateral.figures.drawing import Canvas, drawing
from trilateral.theme.colours import LIGHT


@drawing
def range_dumbbells(canvas: Canvas, frame, *, heads: dict[str, tuple[str, str, str]]) -> None:
    """One dumbbell a row from ``low_km`` to ``high_km``, grouped under headings.

    Parameters
    ----------
    frame
        ``group``, ``name``, ``low_km``, ``high_km``, top row first. A row with one figure is one mark.
    heads
        For each group its heading, the name of its colour and its marker.
    """
    groups = list(dict.fromkeys(frame["group"]))
    canvas.height(0.55 + 0.235 * (len(frame) + 1.3 * len(groups)), 0.6 + 0.26 * (len(frame) + 1.3 * len(groups)))
    axes = canvas.figure.add_subplot()
    place, ticks = 0.0, []
    for group in groups:
        words, colour, marker = heads[group]
        ticks.append((place, words, colour))
        place -= 1
        for row in frame[frame["group"] == group].itertuples():
            axes.plot([row.low_km, row.high_km], [place] * 2, color=LIGHT[colour], linewidth=2, marker=marker,
                      markersize=5)
            axes.annotate(_words(row.low_km, row.high_km), (row.high_km, place), xytext=(6, 0), va="center",
                          textcoords="offset points", fontsize=7.5, color=LIGHT["quiet"])
            ticks.append((place, row.name, None))
            place -= 1
        place -= 0.3
    axes.set_yticks([p for p, *_ in ticks], [words for _, words, _ in ticks])
    for label, (*_, colour) in zip(axes.get_yticklabels(), ticks, strict=True):
        label.set(color=LIGHT[colour or "ink"], fontweight="bold" if colour else "normal")
    axes.set_ylim(place + 0.6, 0.7)
    axes.set_xlim(0, frame["high_km"].max() * (1.3 if canvas.narrow else 1.17))
    axes.grid(axis="y", visible=False)
    axes.grid(axis="x", visible=True)
    axes.locator_params(axis="x", nbins=4 if canvas.narrow else 7)
    axes.xaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")
    axes.set_xlabel("km")


def _words(low: float, high: float) -> str:
    return f"{high:,.0f}" if round(low) == round(high) else f"{low:,.0f} to {high:,.0f}"
