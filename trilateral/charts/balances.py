"""Balances below zero: one line a partner, later figures of another source as open marks."""
from __future__ import annotations

from trilateral import names
from trilateral.charts.parts import MARKERS
from trilateral.figures.drawing import Canvas, drawing
from trilateral.theme import colours
from trilateral.theme.colours import LIGHT

LABEL_YEAR = 2003  # both lines leave room above themselves there


@drawing
def goods_balance(canvas: Canvas, frame) -> None:
    """Exports less imports by partner and year, in billions.

    ``frame``: ``iso3``, ``year`` (decimal where twelve months are no calendar year), ``balance_usd_bn``,
    ``source`` ("series", or "report" for figures that continue it from elsewhere).
    """
    canvas.height(3.2, 3.2)
    axes = canvas.figure.add_subplot()
    for iso3, rows in frame.groupby("iso3", sort=False):
        colour = colours.country(iso3)
        series, later = (rows[rows["source"] == kind] for kind in ("series", "report"))
        axes.plot(series["year"], series["balance_usd_bn"], color=colour)
        axes.plot(later["year"], later["balance_usd_bn"], linestyle="none", marker=MARKERS[iso3], markersize=5,
                  markerfacecolor=LIGHT["paper"], markeredgecolor=colour)
        named = series[series["year"] == LABEL_YEAR].iloc[0]
        axes.annotate(names.short(iso3), (named["year"], named["balance_usd_bn"]), xytext=(0, 7), fontsize=8.5,
                      textcoords="offset points", color=colour, fontweight="bold", ha="center")
    axes.axhline(0, color=LIGHT["quiet"], linewidth=0.9)
    axes.set_ylabel("US$ billion")
    first, last = frame["year"].min(), frame["year"].max()
    axes.set_xlim(first, last + 0.8)
    axes.set_xticks([y for y in range(int(first), int(last) + 1) if y % (10 if canvas.narrow else 5) == 0])
    axes.yaxis.set_major_formatter(lambda value, _: f"{value:,.0f}".replace("-", "\u2212"))
