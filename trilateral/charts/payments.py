"""Yearly payments under agreements: one bar of time an agreement, at the height of its amount."""
from __future__ import annotations

from trilateral import names
from trilateral.figures.drawing import Canvas, drawing
from trilateral.theme import colours
from trilateral.theme.colours import LIGHT


@drawing
def payment_steps(canvas: Canvas, frame) -> None:
    """Amount a year over the years of each agreement, one panel a country on a scale of its own.

    ``frame``: ``host``, ``first_year``, ``last_year``, ``per_year``, ``unit``. Years without a row stay empty.
    """
    hosts = list(dict.fromkeys(frame["host"]))
    canvas.height(2.7, 4.4)
    shape = (len(hosts), 1) if canvas.narrow else (1, len(hosts))
    grid = canvas.figure.subplots(*shape, squeeze=False)
    for axes, host in zip(grid.flat, hosts, strict=True):
        rows = frame[frame["host"] == host]
        _panel(axes, rows, colours.country(host))
        axes.set_title(f"{names.short(host)}, {rows['unit'].iloc[0]} a year", color=colours.country(host))


def _panel(axes, rows, colour: str) -> None:
    for row in rows.itertuples():
        axes.plot([row.first_year, row.last_year], [row.per_year] * 2, color=colour, linewidth=2.6, marker="o",
                  markersize=4.5, markeredgecolor=LIGHT["paper"], markeredgewidth=0.6)
        single = row.first_year == row.last_year
        axes.annotate(f"{row.per_year:,.0f}", ((row.first_year + row.last_year) / 2, row.per_year),
                      xytext=(0, -5 if single else 5), va="top" if single else "bottom", ha="center",
                      textcoords="offset points", fontsize=7.5, color=LIGHT["ink"])
    axes.set_ylim(0, rows["per_year"].max() * 1.12)
    axes.grid(False)
    first, last = rows["first_year"].min(), rows["last_year"].max()
    margin = max(0.06 * (last - first), 0.5)
    axes.set_xlim(first - margin, last + margin)
    axes.xaxis.get_major_locator().set_params(integer=True, nbins=5)
    axes.yaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")
    axes.locator_params(axis="y", nbins=5)
