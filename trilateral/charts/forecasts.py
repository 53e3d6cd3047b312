"""Forecasts at successive dates against what came, and growth year by year."""
from __future__ import annotations

from datetime import date

from trilateral.figures.drawing import Canvas, drawing
from trilateral.theme import formats
from trilateral.theme.colours import LIGHT

STYLES = {  # forecaster -> colour, marker, words
    "bank_of_russia": ("RUS", "_", "Bank of Russia, range"),
    "analysts": ("step_3", "D", "analysts polled, median"),
    "imf": ("step_4", "s", "IMF"),
}


@drawing
def forecast_vintages(canvas: Canvas, frame, *, marks: dict[str, str]) -> None:
    """A panel a year forecast; the bank's range as a bar at its date, others as points, the outcome as a rule.

    Parameters
    ----------
    frame
        ``date, forecaster, kind, period, low, high``: dates as text, growth as a fraction.
    marks
        Date -> words for dates that the reader must know, drawn as fine upright rules.
    """
    import matplotlib.dates

    periods = sorted(set(frame["period"]))
    rows, columns = (len(periods), 1) if canvas.narrow else (1, len(periods))
    canvas.height(3.3, 2.5 * len(periods) + 0.3)
    grid = canvas.figure.subplots(rows, columns, sharey=True, squeeze=False).flat
    days = [date.fromisoformat(day) for day in frame["date"]]
    for axes, period in zip(grid, periods, strict=True):
        chosen = (frame["period"] == period).to_numpy()
        for day, row in zip(days, frame.itertuples(), strict=True):
            if row.period == period:
                _vintage(axes, day, row)
        _marks(axes, marks)
        axes.set_title(f"Growth of {period}")
        axes.set_xlim(date(min(days).year, 5, 1), date(max(days).year, 5, 15))
        axes.xaxis.set_major_locator(matplotlib.dates.YearLocator())
        axes.xaxis.set_major_formatter(matplotlib.dates.DateFormatter("%Y"))
        axes.set_ylim(0, 0.0295)
        axes.yaxis.set_major_formatter(lambda value, _: formats.percent(value))
        axes.tick_params(axis="y", labelleft=True)
        if not frame[chosen & (frame["kind"] == "outcome").to_numpy()].empty:
            continue
        axes.annotate("no outcome yet", (0, 0), xycoords="axes fraction", xytext=(3, 4), fontsize=8,
                      textcoords="offset points", color=LIGHT["quiet"])
    _key(canvas, frame)


def _vintage(axes, day: date, row) -> None:
    if row.kind == "outcome":
        axes.axhline(row.high, color=LIGHT["accent"], linewidth=1.2)
        axes.annotate(f"came: {formats.percent(row.high)}", (0, row.high), xycoords=("axes fraction", "data"),
                      xytext=(3, -3), textcoords="offset points", va="top", fontsize=8, color=LIGHT["accent"])
        return
    colour, marker, _ = STYLES[row.forecaster]
    if row.low != row.high:
        axes.plot([day, day], [row.low, row.high], color=LIGHT[colour], linewidth=5, solid_capstyle="butt", alpha=0.75)
        return
    axes.plot([day], [row.low], marker, color=LIGHT[colour], markersize=5.5, linestyle="none", zorder=4,
              markeredgecolor=LIGHT["paper"])


def _marks(axes, marks: dict[str, str]) -> None:
    for day, words in marks.items():
        axes.axvline(date.fromisoformat(day), color=LIGHT["quiet"], linewidth=0.8, linestyle=(0, (1, 2)))
        axes.annotate(words, (date.fromisoformat(day), 1), xycoords=("data", "axes fraction"), xytext=(-2, -2),
                      ha="right", va="top", textcoords="offset points", fontsize=7, color=LIGHT["quiet"])


def _key(canvas: Canvas, frame) -> None:
    from matplotlib.lines import Line2D

    shown = [name for name in STYLES if name in set(frame["forecaster"])]
    handles = [Line2D([], [], color=LIGHT[STYLES[n][0]], marker="|" if n == "bank_of_russia" else STYLES[n][1],
                      markersize=9 if n == "bank_of_russia" else 5, markeredgewidth=5 if n == "bank_of_russia" else 1,
                      linestyle="none") for n in shown]
    canvas.figure.legend(handles, [STYLES[n][2] for n in shown], loc="outside upper left", fontsize=8,
                         ncols=2 if canvas.narrow else 3, handletextpad=0.4, columnspacing=1.4,
                         borderaxespad=0.1)


@drawing
def national_growth(canvas: Canvas, frame, *, iso3: str) -> None:
    """Growth of one country's output, a bar a year with its number; ``frame`` holds ``year, growth`` (a fraction)."""
    canvas.height(2.7, 2.7)
    axes = canvas.figure.add_subplot()
    bars = axes.bar(frame["year"], frame["growth"].astype(float), 0.72, color=LIGHT[iso3])
    axes.bar_label(bars, [formats.percent(value) for value in frame["growth"]], padding=2, color=LIGHT["ink"],
                   fontsize=7 if canvas.narrow else 8)
    axes.axhline(0, color=LIGHT["quiet"], linewidth=0.8)
    axes.set_xticks(frame["year"], [f"{year}" if not canvas.narrow else f"’{year % 100:02d}" for year in frame["year"]])
    low, high = frame["growth"].min(), frame["growth"].max()
    axes.set_ylim(low - 0.012, high + 0.01)
    axes.set_yticks([])
    axes.grid(visible=False)
    axes.spines["bottom"].set_visible(False)
