"""Growth since chosen years, as bars side by side."""
from __future__ import annotations

from trilateral import names
from trilateral.figures.drawing import Canvas, drawing
from trilateral.theme import colours, formats


@drawing
def growth_bars(canvas: Canvas, frame) -> None:
    """Relative change, one panel a start year, one bar a country, longest on top in the first panel.

    ``frame``: iso3, start, end, change (a fraction); see :func:`trilateral.measures.since`.
    """
    starts = list(frame["start"].unique())
    first = frame[frame["start"] == starts[0]]
    order = first.sort_values("change")["iso3"]
    rows, columns = (len(starts), 1) if canvas.narrow else (1, len(starts))
    canvas.height(0.6 + 0.3 * len(order), len(starts) * (0.55 + 0.24 * len(order)))
    grid = canvas.figure.subplots(rows, columns, sharey=not canvas.narrow, squeeze=False)
    for axes, start in zip(grid.flat, starts, strict=True):
        panel = frame[frame["start"] == start].set_index("iso3")
        _panel(axes, panel["change"].reindex(order))
        axes.set_title(f"{start} to {panel['end'].iloc[0]}")


def _panel(axes, changes) -> None:
    labels = [names.short(iso3) for iso3 in changes.index]
    bars = axes.barh(labels, changes, color=[colours.country(iso3) for iso3 in changes.index], height=0.62)
    axes.bar_label(bars, [formats.change(value, digits=0) for value in changes], padding=4, fontsize=8,
                   color=colours.LIGHT["ink"])
    axes.axvline(0, color=colours.LIGHT["quiet"], linewidth=0.8)
    low, high = min(0, changes.min()), max(0, changes.max())
    axes.set_xlim(low - 0.3 * (high - low) * (low < 0), high + 0.28 * (high - low))
    axes.grid(False)
    axes.set_xticks([])
    axes.spines["bottom"].set_visible(False)
    axes.tick_params(axis="y", labelcolor=colours.LIGHT["ink"])
