"""Small multiples: one panel a country, one scale for all or one each."""
from __future__ import annotations

from trilateral import names
from trilateral.charts.parts import country_series, quality_line, year_axis
from trilateral.figures.drawing import Canvas, drawing
from trilateral.theme import colours


@drawing
def level_panels(canvas: Canvas, frame, *, unit: str) -> None:
    """One country's level a panel, each on its own scale from zero.

    Parameters
    ----------
    frame
        iso3, year, value, quality; see :func:`trilateral.measures.rows`. Panels in order of appearance.
    unit
        Unit of ``value``, printed beside the panels.
    """
    countries = list(frame["iso3"].unique())
    columns = 2 if canvas.narrow else 3
    rows = -(-len(countries) // columns)
    canvas.height(0.35 + 1.45 * rows, 0.4 + 1.35 * rows)
    grid = canvas.figure.subplots(rows, columns, sharex=True, squeeze=False)
    for axes, iso3 in zip(grid.flat, countries, strict=False):
        values, marks = country_series(frame, iso3)
        axes.fill_between(values.index, 0, values, color=colours.country(iso3), alpha=0.12, linewidth=0)
        quality_line(axes, values, marks, iso3)
        axes.set_title(names.short(iso3), color=colours.country(iso3))
        axes.set_ylim(0, values.max() * 1.12)
        axes.locator_params(axis="y", nbins=4)
        axes.yaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")
        year_axis(axes, int(frame["year"].min()), int(frame["year"].max()), 20 if canvas.narrow else 10)
    for axes in list(grid.flat)[len(countries):]:
        axes.set_visible(False)
    canvas.figure.supylabel(unit, fontsize=8.5, color=colours.LIGHT["quiet"])
