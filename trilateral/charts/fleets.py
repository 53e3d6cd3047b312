"""Published counts of ships, two rules of counting apart."""
from __future__ import annotations

from trilateral import names
from trilateral.charts.parts import MARKERS
from trilateral.figures.drawing import Canvas, drawing
from trilateral.theme.colours import LIGHT, country


@drawing
def fleet_ranges(canvas: Canvas, frame) -> None:
    """Left: battle forces by one rule, year by year. Right: all ships by each navy's own rule.

    ``frame`` holds ``iso3, year, count_low, count_high, counts, kind, report``. Filled: a count or an estimate;
    open: a projection, dashed to the figure of the same report. A missing upper end is an arrow.
    """
    canvas.height(3.5, 3.7)
    frame = frame.astype({"count_low": "float64", "count_high": "float64"})
    left, right = canvas.figure.subplots(1, 2, sharey=True, width_ratios=[1.8, 1] if canvas.narrow else [2.6, 1])
    force, whole = (frame[frame["counts"] == counts] for counts in ("battle_force", "all_ships"))
    for _, rows in force.groupby(["iso3", "report"], sort=False):
        rows = rows.sort_values("year")
        left.plot(rows["year"], rows["count_low"], color=country(rows["iso3"].iloc[0]), linewidth=1,
                  linestyle=(0, (3, 2)), alpha=0.7)
    for axes, rows in ((left, force), (right, whole)):
        for row in rows.itertuples():
            _figure(axes, row)
    _names(left, right, force, whole)
    left.set_title("Battle force,\none rule" if canvas.narrow else "Battle force, one rule", fontsize=8.5)
    right.set_title("All ships,\nown rules" if canvas.narrow else "All ships, own rules", fontsize=8.5)
    left.set_xlim(force["year"].min() - 0.7, force["year"].max() + 0.9)
    right.set_xlim(whole["year"].min() - 1.6, whole["year"].max() + 1.6)
    right.set_xticks(sorted(set(whole["year"])))
    left.set_xticks(range(force["year"].min(), force["year"].max() + 1, 4 if canvas.narrow else 2))
    left.set_ylim(0, 480)
    left.set_ylabel("ships")


def _figure(axes, row) -> None:
    colour = country(row.iso3)
    face = LIGHT["paper"] if row.kind == "projection" else colour
    axes.plot([row.year], [row.count_low], MARKERS[row.iso3], color=colour, markersize=6, markerfacecolor=face,
              linestyle="none", zorder=4)
    if row.count_high != row.count_high:  # more than the figure: it points up
        axes.annotate("", (row.year, row.count_low + 34), (row.year, row.count_low + 6),
                      arrowprops={"arrowstyle": "->", "color": colour, "linewidth": 1.2})
    elif row.count_high != row.count_low:
        axes.plot([row.year] * 2, [row.count_low, row.count_high], color=colour, linewidth=5, alpha=0.4,
                  solid_capstyle="butt")


def _names(left, right, force, whole) -> None:
    from matplotlib.patheffects import withStroke

    halo = [withStroke(linewidth=3, foreground=LIGHT["paper"])]  # keeps names readable across a grid line
    for iso3, rows in force.groupby("iso3"):
        end = rows.sort_values(["year", "report"]).iloc[-1]
        left.annotate(names.short(iso3), (end["year"], end["count_low"]), xytext=(0, -13), ha="right", fontsize=8,
                      va="top", textcoords="offset points", color=country(iso3),
                      path_effects=halo)
    for row in whole.itertuples():
        span = f"{row.count_low:.0f}" + ("" if row.count_low == row.count_high else f" to {row.count_high:.0f}")
        above = row.year == whole["year"].max()  # one above and one below, as their points stand close
        right.annotate(f"{names.short(row.iso3)}\n{span}", (row.year, row.count_low), xytext=(0, 7 if above else -7),
                       ha="center", va="bottom" if above else "top", textcoords="offset points", fontsize=8,
                       color=country(row.iso3), path_effects=halo)
