"""Tariff rates as steps: solid while in force, dashed while only announced."""
from __future__ import annotations

from trilateral import names
from trilateral.figures.drawing import Canvas, drawing
from trilateral.theme import colours, formats
from trilateral.theme.colours import LIGHT

LONG = 60  # days from which an announced step is wide enough to be named at its end


@drawing
def tariff_steps(canvas: Canvas, frame) -> None:
    """General rates over time, one panel a country.

    ``frame``: ``country`` (ISO3), ``status`` ("in_force", "announced"), ``rate`` (fraction), ``start`` and
    ``end`` (ISO dates; a step without an end is drawn to the day on which the rows were typed).
    """
    countries = list(dict.fromkeys(frame["country"]))
    canvas.height(2.9, 4.6)
    shape = (len(countries), 1) if canvas.narrow else (1, len(countries))
    grid = canvas.figure.subplots(*shape, sharex=True, sharey=True, squeeze=False)
    for axes, country in zip(grid.flat, countries, strict=True):
        _panel(axes, frame[frame["country"] == country], colours.country(country))
        axes.set_title(names.short(country), color=colours.country(country))
        axes.set_ylim(-0.012, frame["rate"].max() * 1.16)
    grid.flat[0].yaxis.set_major_formatter(lambda value, _: f"{value * 100:.0f}%")


def _panel(axes, rows, colour: str) -> None:
    import matplotlib.dates as dates
    import pandas as pd

    rows = rows.assign(start=pd.to_datetime(rows["start"]), end=pd.to_datetime(rows["end"]))
    force = rows[rows["status"] == "in_force"].sort_values("start")
    axes.plot([*force["start"], force["end"].iloc[-1]], [*force["rate"], force["rate"].iloc[-1]], color=colour,
              linewidth=2.4, drawstyle="steps-post", solid_joinstyle="miter")
    for i, row in enumerate(force.itertuples()):
        middle = row.start + (row.end - row.start) / 2
        words = _percent(row.rate) + (" in force" if i == 0 else "")
        place = (middle, row.rate) if row.rate else (row.end, row.rate)
        _label(axes, words, place, "center" if row.rate else "left", colour, above=not row.rate)
    for row in rows[rows["status"] == "announced"].itertuples():
        axes.plot([row.start, row.end], [row.rate] * 2, color=colour, linewidth=1.4, linestyle=(0, (2.2, 1.4)),
                  marker="o", markevery=[0], markersize=4, markerfacecolor=LIGHT["paper"])
        if ((force["rate"] == row.rate) & (force["start"] == row.end)).any():
            continue  # it came into force: the solid step says so
        long = (row.end - row.start).days > LONG
        words = _percent(row.rate) + (" announced" if long and row.rate != rows["rate"].iloc[-1] else "")
        _label(axes, words, (row.end if long else row.start, row.rate), "right" if long else "left", colour)
    axes.xaxis.set_major_locator(dates.MonthLocator(bymonth=[1, 7]))
    axes.xaxis.set_major_formatter(dates.DateFormatter("%b %Y"))
    axes.set_xlim(rows["start"].min() - pd.Timedelta(days=12), rows["end"].max())


def _percent(rate: float) -> str:
    return formats.percent(rate, 0 if round(rate * 100, 6) % 1 == 0 else 1)


def _label(axes, words: str, place: tuple, ha: str, colour: str, above: bool | None = None) -> None:
    """Beside a step: below one in force, above one announced."""
    below = ha == "center" and not above
    shift = {"left": 4 if above else -3, "right": -2, "center": 0}[ha]
    axes.annotate(words, place, xytext=(shift, -4 if below else 4), textcoords="offset points", ha=ha,
                  va="top" if below else "bottom", fontsize=8, color=colour)
