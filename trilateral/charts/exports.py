"""Arms exports: deliveries by year, and where they went."""
from __future__ import annotations

from trilateral import names
from trilateral.figures.drawing import Canvas, drawing
from trilateral.theme import colours, formats
from trilateral.theme.colours import LIGHT


@drawing
def export_bars(canvas: Canvas, frame) -> None:
    """Deliveries by year, one panel a supplier on one scale; the part that SIPRI doubts is hatched.

    ``frame``: ``supplier``, ``year``, ``part`` ("certain", "uncertain"), ``tiv_m`` (million SIPRI TIV).
    """
    suppliers = list(dict.fromkeys(frame["supplier"]))
    canvas.height(2.9, 4.2)
    shape = (len(suppliers), 1) if canvas.narrow else (1, len(suppliers))
    grid = canvas.figure.subplots(*shape, sharex=True, sharey=True, squeeze=False)
    for axes, supplier in zip(grid.flat, suppliers, strict=True):
        table = frame[frame["supplier"] == supplier].pivot(index="year", columns="part", values="tiv_m")
        table = table.reindex(columns=["certain", "uncertain"]).fillna(0)
        colour = colours.country(supplier)
        axes.bar(table.index, table["certain"], width=0.8, color=colour, linewidth=0)
        axes.bar(table.index, table["uncertain"], bottom=table["certain"], width=0.8, color=LIGHT["paper"],
                 edgecolor=colour, hatch="/////", linewidth=0.5)
        axes.set_title(names.short(supplier), color=colour)
        axes.yaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")
    first, last = frame["year"].min(), frame["year"].max()
    grid.flat[0].set_xlim(first - 0.7, last + 0.7)
    grid.flat[0].set_xticks([y for y in range(first, last + 1) if y % 10 == 0])
    canvas.figure.supylabel("million TIV", fontsize=8.5, color=LIGHT["quiet"])


@drawing
def recipient_bars(canvas: Canvas, frame, *, supplier: str) -> None:
    """Share of each recipient in a supplier's deliveries, largest on top. ``frame``: ``recipient``, ``share``."""
    rows = frame.iloc[::-1]
    canvas.height(0.3 + 0.24 * len(rows))
    axes = canvas.figure.add_subplot()
    bars = axes.barh(rows["recipient"], rows["share"], height=0.64, color=colours.country(supplier))
    axes.bar_label(bars, [formats.percent(share, 0) for share in rows["share"]], padding=4, fontsize=8,
                   color=LIGHT["ink"])
    axes.set_xlim(0, rows["share"].max() * 1.12)
    axes.grid(False)
    axes.set_xticks([])
    axes.spines["bottom"].set_visible(False)
    axes.tick_params(axis="y", labelcolor=LIGHT["ink"])
