"""Lines over years with names at their ends."""
from __future__ import annotations

from trilateral.charts.parts import country_series, end_labels, estimate_note, percent_axis, quality_line, year_axis
from trilateral.figures.drawing import Canvas, drawing


def _axes(canvas: Canvas, frame, wide: float, narrow: float):
    canvas.height(wide, narrow)
    axes = canvas.figure.add_subplot()
    year_axis(axes, int(frame["year"].min()), int(frame["year"].max()), 10 if canvas.narrow else 5)
    return axes


@drawing
def burden_lines(canvas: Canvas, frame) -> None:
    """Military expenditure as a share of GDP, one line a country, from zero.

    ``frame``: iso3, year, value (a fraction), quality; see :func:`trilateral.measures.rows`.
    """
    axes = _axes(canvas, frame, 3.6, 3.6)
    ends = {}
    for iso3 in frame["iso3"].unique():
        values, marks = country_series(frame, iso3)
        quality_line(axes, values, marks, iso3)
        ends[iso3] = values
    axes.set_ylim(0, None)
    percent_axis(axes)
    estimate_note(axes)
    end_labels(axes, ends)


@drawing
def pair_panels(canvas: Canvas, frame, *, unit: str) -> None:
    """The same countries' levels, one panel a way of counting, all on one scale from zero.

    ``frame``: way (the panel's title), iso3, year, value in ``unit``, quality.
    """
    ways = list(frame["way"].unique())
    rows, columns = (len(ways), 1) if canvas.narrow else (1, len(ways))
    canvas.height(3.1, 2.3 * len(ways))
    grid = canvas.figure.subplots(rows, columns, sharey=True, squeeze=False)
    for axes, way in zip(grid.flat, ways, strict=True):
        panel = frame[frame["way"] == way]
        year_axis(axes, int(frame["year"].min()), int(frame["year"].max()), 10)
        ends = {}
        for iso3 in panel["iso3"].unique():
            ends[iso3], marks = country_series(panel, iso3)
            quality_line(axes, ends[iso3], marks, iso3)
        axes.set_ylim(0, frame["value"].max() * 1.05)
        axes.set_title(way, fontweight="normal")
        end_labels(axes, ends)
    grid[0, 0].set_ylabel(unit)
