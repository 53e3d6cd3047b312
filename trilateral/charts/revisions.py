"""What a new edition made of figures that the edition before had published already."""
from __future__ import annotations

from typing import TYPE_CHECKING

from trilateral import names
from trilateral.charts.parts import MARKERS, year_axis
from trilateral.figures.drawing import Canvas, drawing
from trilateral.theme import colours

if TYPE_CHECKING:
    import pandas as pd

NAMED = 0.045  # a revision by more carries its country's name: below, marks stand too close for words
RUN = 3  # so many years in a row, changed alike, are named once
MANY = 5  # a country with so many small revisions is named once too
NEAR_END = 6  # a point in the last years is named on its left, where there is room


@drawing
def revision_dots(canvas: Canvas, frame: pd.DataFrame) -> None:
    """One mark a revised figure: the year that it is about, and by how much it was changed.

    ``frame`` holds ``iso3``, ``year`` and ``change`` (fraction of the earlier edition's figure). Figures that both
    editions give alike have no row and no mark.
    """
    canvas.height(3.4, 3.3)
    axes = canvas.figure.add_subplot()
    axes.axhline(0, color=colours.LIGHT["ink"], linewidth=0.8, zorder=1)
    for iso3, rows in frame.groupby("iso3", sort=False):
        colour = colours.country(iso3)
        axes.plot(rows["year"], rows["change"] * 100, linestyle="none", marker=MARKERS.get(iso3, "o"), markersize=5,
                  color=colour, markeredgecolor=colours.LIGHT["paper"], markeredgewidth=0.5, zorder=3, clip_on=False)
    last = int(frame["year"].max())
    for row in frame[frame["change"].abs() > NAMED].itertuples():
        late = last - row.year < NEAR_END
        _name(axes, row.iso3, str(row.year), row, (-6 if late else 6, 0), "right" if late else "left", canvas.narrow)
    runs = list(_runs(frame))
    for run in runs:
        years = f"{run['year'].iloc[0]} to {run['year'].iloc[-1]}"
        _name(axes, run["iso3"].iloc[0], years, run.iloc[len(run) // 2], (0, -10), "center", canvas.narrow)
    for rows in _small(frame, {run["iso3"].iloc[0] for run in runs}):
        years = f"{rows['year'].min()} to {rows['year'].max()}"
        first = rows.loc[rows["year"].idxmin()]
        _name(axes, first["iso3"], years, first, (-6, 0), "right", canvas.narrow)
    year_axis(axes, 1990, last, 10 if canvas.narrow else 5)
    axes.set_xlim(1989.5, last + 0.8)
    axes.yaxis.set_major_formatter(lambda value, _: f"{value:+.0f}%".replace("-", "−") if value else "0")
    axes.set_ylabel("change from one edition to the next")
    axes.set_xlabel("year that the figure is about")


def _name(axes, iso3: str, years: str, at, offset: tuple[float, float], align: str, narrow: bool) -> None:
    """Country and years beside a mark; countries without a colour of their own in the quiet one."""
    shade = colours.country(iso3)
    axes.annotate(f"{names.short(iso3)} {years}", (at.year, at.change * 100), xytext=offset, ha=align, va="center",
                  textcoords="offset points", fontsize=6.5 if narrow else 7.5,
                  color=colours.LIGHT["quiet"] if shade == colours.LIGHT["other"] else shade)


def _small(frame: pd.DataFrame, alike: set[str]):
    """Figures of a country with many revisions, none of them so large that it is named, nor ``alike``."""
    for iso3, rows in frame.groupby("iso3", sort=False):
        if len(rows) >= MANY and iso3 not in alike and not rows["change"].abs().gt(NAMED).any():
            yield rows


def _runs(frame: pd.DataFrame):
    """Years in a row of one country that were changed by the same fraction, as a new conversion does."""
    ordered = frame.sort_values(["iso3", "year"])
    alike = ordered["change"].round(4)
    breaks = (ordered["iso3"].ne(ordered["iso3"].shift()) | ordered["year"].diff().ne(1) | alike.diff().abs().gt(2e-4))
    for _, run in ordered.groupby(breaks.cumsum()):
        if len(run) >= RUN:
            yield run
