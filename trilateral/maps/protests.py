"""Protest counts, a row a day and city, by who counted; with a small map of where."""
from __future__ import annotations

from trilateral.figures.drawing import Canvas, drawing
from trilateral.maps import backdrop, base, labels
from trilateral.maps.frontier import AMUR
from trilateral.theme import colours

WHERE = base.Window(crs=AMUR.crs, west=100, south=-780, east=760, north=650, words=AMUR.words)
WHERE_NARROW = base.Window(crs=AMUR.crs, west=-360, south=-740, east=1090, north=230, words=AMUR.words)
# Who counts: colour, mark, name.
SIDES = {"authorities": ("RUS", "s", "authorities"), "press": ("good", "o", "press"),
         "supporters": ("bad", "^", "supporters")}
# Who is named right of the mark; all others are named left of it.
NAMED_RIGHT = {"Kommersant", "Telegram channels loyal to the governor", "Pan Pacific Agency", "local media",
               "Financial Times and Kommersant", "city administration", "BMB Russia", "department of domestic policy",
               "MBKh Media", "SakhaDay"}
SHORT = {"Telegram channels loyal to the governor": "Telegram",
         "Financial Times and Kommersant": "FT, Kommersant",
         "some media": "media", "department of domestic policy": "officials"}
TOO_CLOSE = {"some media"}  # no room for the name on a narrow figure
GAP_WEEKS = 4  # from here on the time between two rows is said


@drawing
def protest_timeline(canvas: Canvas, counts, places) -> None:
    """Counts on a logarithmic scale from low to high, one row a day and city, the earliest on top.

    Parameters
    ----------
    counts
        ``date, place, side, counted_by, low, high, printed``, by date; an arrow where only a lower end is known,
        words where there is no number.
    places
        Table of places: ``id, name_en, lon, lat``.
    """
    axes, where, window = _sheets(canvas)
    counts = counts.astype({"low": "float64", "high": "float64"})
    rows = _rows(axes, counts, canvas.narrow)
    for row in counts.itertuples():
        _count(axes, rows[row.date, row.place], row, canvas.narrow)
    _words(axes, counts, rows)
    _dress(axes, rows, canvas.narrow)
    _where(where, window, places, counts, 6.3 if canvas.narrow else 7)


def _sheets(canvas: Canvas):
    canvas.figure.set_layout_engine("none")
    if canvas.narrow:
        low = canvas.width * WHERE_NARROW.aspect
        canvas.height(4.3 + low)
        share = low / (4.3 + low)
        axes = canvas.figure.add_axes((0.21, share + 0.085 * (1 - share), 0.78, 0.79 * (1 - share)))
        where = canvas.figure.add_axes((0, 0, 1, share))
        return axes, base.dress(where, WHERE_NARROW), WHERE_NARROW
    tall = 4.6
    canvas.height(tall)
    across = tall / WHERE.aspect / canvas.width
    axes = canvas.figure.add_axes((0.165, 0.085, 0.98 - 0.165 - across, 0.8))
    where = canvas.figure.add_axes((1 - across, 0, across, 1))
    return axes, base.dress(where, WHERE), WHERE


def _rows(axes, counts, narrow: bool) -> dict[tuple[str, str], float]:
    """Height of each day and city, with room and words where time passed between two."""
    from datetime import date

    heights, height, before = {}, 0.0, None
    for day, place in dict.fromkeys(zip(counts["date"], counts["place"], strict=True)):
        here = date.fromisoformat(day)
        weeks = (here - before).days / 7 if before else 0
        if weeks >= GAP_WEEKS:
            height -= 0.75
            span = f"{weeks:.0f} weeks later" if weeks < 100 else f"{weeks / 52.18:.1f} years later"
            axes.annotate(span, (0, height + 0.72), xycoords=("axes fraction", "data"), fontsize=6.3, style="italic",
                          xytext=(-6, 0), textcoords="offset points", color=colours.LIGHT["quiet"], ha="right",
                          va="center", annotation_clip=False)
        heights[day, place], before = height, here
        height -= 1
    return heights


def _count(axes, height: float, row, narrow: bool) -> None:
    """An interval with a mark at each end; an arrow where the upper end is open."""
    if row.low != row.low:
        return
    colour, marker, _ = SIDES[row.side]
    shade, open_end = colours.LIGHT[colour], row.high != row.high
    high = row.low if open_end else row.high
    axes.plot([row.low, high], [height, height], marker=marker, linewidth=1.8, color=shade, markersize=4.8, zorder=4)
    if open_end:
        axes.annotate("", (row.low * 1.55, height), (row.low, height), zorder=3, arrowprops={
            "arrowstyle": "->", "color": shade, "linewidth": 1.2, "shrinkA": 2, "shrinkB": 0})
    if narrow and row.counted_by in TOO_CLOSE:
        return
    right = row.counted_by in NAMED_RIGHT
    end = (row.low * 1.55 if open_end else high) if right else row.low
    axes.annotate(SHORT.get(row.counted_by, row.counted_by), (end, height), color=shade, va="center",
                  fontsize=6.3 if narrow else 6.8, xytext=(5 if right else -5, 0), textcoords="offset points",
                  ha="left" if right else "right", zorder=5)


def _words(axes, counts, rows) -> None:
    """Counts that are words only, at the foot of the scale, where they claim no number."""
    for (day, place), group in counts[counts["low"].isna()].groupby(["date", "place"]):
        text = " / ".join(f"“{words}”" for words in dict.fromkeys(group["printed"]))
        axes.annotate(text, (0, rows[day, place]), xycoords=("axes fraction", "data"), xytext=(4, 0), va="center",
                      textcoords="offset points", fontsize=6.8, color=colours.LIGHT[SIDES[group["side"].iloc[0]][0]])


def _dress(axes, rows, narrow: bool) -> None:
    """Days and cities as row names, the scale, and what the marks mean."""
    from datetime import date

    from matplotlib.lines import Line2D

    def named(day: str, place: str) -> str:
        when = date.fromisoformat(day)
        month = f"{when:%b}" if narrow else f"{when:%B}"
        return f"{when.day} {month} {when.year}\n{place}"

    axes.set_xscale("log")
    axes.set_xlim(25, 900_000)
    axes.set_ylim(min(rows.values()) - 0.6, 0.6)
    axes.set_xticks([100, 1000, 10_000, 100_000], ["100", "1,000", "10,000", "100,000"])
    axes.minorticks_off()
    axes.set_yticks(list(rows.values()), [named(*row) for row in rows], fontsize=6.3 if narrow else 6.8, linespacing=1)
    axes.grid(True, axis="x")
    axes.grid(False, axis="y")
    keys = [Line2D([], [], color=colours.LIGHT[c], marker=m, linestyle="none", markersize=4.8, label=name)
            for c, m, name in SIDES.values()]
    axes.legend(handles=keys, loc="lower left", bbox_to_anchor=(0, 1.0), fontsize=7, ncols=3, columnspacing=1.2,
                handletextpad=0.1, borderaxespad=0.4, title="people, logarithmic scale; counted by", title_fontsize=7,
                alignment="left")


def _where(axes, window: base.Window, places, counts, size: float) -> None:
    """The two cities, with the number of days that have a count."""
    backdrop.draw(axes, window, rivers=True, step=5, degrees=False)
    rows = places.set_index("id")
    days = counts.groupby("place")["date"].nunique()
    for city, side in (("khabarovsk", "w"), ("vladivostok", "s")):
        row, name = rows.loc[city], rows.loc[city, "name_en"]
        text = f"{name}\n{days[name]} days counted"
        labels.place(axes, window, row["lon"], row["lat"], text, side=side, colour="accent", size=5, fontsize=size)
    for lon, lat, text in ((131.4, 46.8, "China"), (137.2, 48.6, "Russia")):
        labels.country(axes, window, lon, lat, text, fontsize=size)
    labels.sea(axes, window, 135.6, 42.9, "Sea of Japan /\nEast Sea", fontsize=size)
    base.scale_bar(axes, window, 200, (0.64, 0.04))
