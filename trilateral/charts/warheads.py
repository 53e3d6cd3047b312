"""Estimates of nuclear warheads: a panel a country, intervals, and the break in what is counted."""
from __future__ import annotations

from trilateral import names
from trilateral.figures.drawing import Canvas, drawing
from trilateral.theme.colours import LIGHT, country

SHAPES = {  # what is counted -> marker, filled or not
    "inventory": ("o", True),
    "stockpile": ("v", False),
    "could_have_produced": ("s", False),
    "assembled": ("o", True),
}


@drawing
def warhead_panels(canvas: Canvas, frame) -> None:
    """One panel a country, each from zero on its own scale; points, because estimates are no curve.

    ``frame`` holds ``january_of, iso3, low, high, counts, estimate_by, restated``, countries in the order of
    the panels: the first has the wide one on top, and the break between two things counted.
    """
    first, *others = dict.fromkeys(frame["iso3"])
    grid = _grid(canvas, len(others))
    span = int(frame["january_of"].min()) - 0.6, int(frame["january_of"].max()) + 0.6
    for axes, iso3 in zip(grid, [first, *others], strict=True):
        rows = frame[frame["iso3"] == iso3]
        for row in rows.itertuples():
            _estimate(axes, row)
        axes.set_title(names.short(iso3), color=country(iso3))
        axes.set_xlim(span)
        axes.set_ylim(0, rows["high"].max() * (1.25 if iso3 == first else 1.18))
        axes.locator_params(axis="y", nbins=4)
        axes.yaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")
        axes.set_xticks([2015, 2020, int(frame["january_of"].max())])
    _break(grid[0], frame[frame["iso3"] == first])
    _key(grid[1:], frame[frame["iso3"] != first])


def _grid(canvas: Canvas, others: int) -> list:
    if canvas.narrow:
        canvas.height(0, 2.1 + 1.45 * others)
        parts = canvas.figure.add_gridspec(1 + others, 1, height_ratios=[1.5, *[1] * others])
        return [canvas.figure.add_subplot(parts[row, 0]) for row in range(1 + others)]
    canvas.height(4.4)
    parts = canvas.figure.add_gridspec(2, others, height_ratios=[1.2, 1])
    return [canvas.figure.add_subplot(parts[0, :])] + [canvas.figure.add_subplot(parts[1, c]) for c in range(others)]


def _estimate(axes, row) -> None:
    """A point, or a bar from the lower to the upper end with a point at each."""
    marker, filled = SHAPES[row.counts]
    colour = country(row.iso3)
    filled = filled and row.restated == "no" and row.estimate_by == "SIPRI"
    face = colour if filled else LIGHT["paper"]
    if row.low != row.high:
        axes.plot([row.january_of] * 2, [row.low, row.high], color=colour, linewidth=4, alpha=0.35,
                  solid_capstyle="butt")
    ends = [row.low] if row.low == row.high else [row.low, row.high]
    marker = "D" if row.restated == "yes" else "^" if row.estimate_by == "FAS" and row.counts == "inventory" else marker
    axes.plot([row.january_of] * len(ends), ends, marker, color=colour, markersize=4.6, markerfacecolor=face,
              linestyle="none", clip_on=False)


def _break(axes, rows) -> None:
    """Rule and words where what is counted changes."""
    at = rows.loc[rows["counts"] == "assembled", "january_of"].min() - 0.5
    axes.axvline(at, color=LIGHT["accent"], linewidth=1, linestyle=(0, (3, 2)))
    top = axes.get_ylim()[1]
    for words, x, side in (("could have produced", -5, "right"), ("assembled", 5, "left")):
        axes.annotate(words, (at, top), xytext=(x, -2), textcoords="offset points", ha=side, va="top", fontsize=8,
                      color=LIGHT["accent"])


def _key(panels, frame) -> None:
    """Words beside the hollow markers, the last of each kind in a panel; the first panel has its own words."""
    fas = frame["estimate_by"] == "FAS"
    kinds = (  # rows, words, offset in points, alignment
        (frame["restated"] == "yes", "restated", (0, 6), "center", "bottom"),
        (fas & (frame["counts"] == "inventory"), "FAS", (0, 6), "center", "bottom"),
        (fas & (frame["counts"] == "stockpile"), "stockpile, FAS", (7, 0), "left", "center"),
    )
    for axes, iso3 in zip(panels, dict.fromkeys(frame["iso3"]), strict=True):
        for chosen, words, offset, across, along in kinds:
            for row in frame[chosen & (frame["iso3"] == iso3)].tail(1).itertuples():
                axes.annotate(words, (row.january_of, row.high), xytext=offset, textcoords="offset points", ha=across,
                              va=along, fontsize=7, color=LIGHT["quiet"])
