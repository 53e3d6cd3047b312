"""Meetings and exercises by half-year, one row of bars a level."""
from __future__ import annotations

from trilateral.figures.drawing import Canvas, drawing
from trilateral.theme.colours import LIGHT

LEVELS = {
    "leaders": "Leaders",
    "ministers": "Ministers",
    "vice_ministers": "Vice foreign ministers",
    "chiefs_of_defence": "Chiefs of defence",
    "exercise": "Exercises",
    "secretariat": "Secretariat",
    "other": "Other officials",
}


@drawing
def engagement_bars(canvas: Canvas, frame, *, since: str, rule: str) -> None:
    """Number of events a half-year, one row a level; a rule marks a change of government.

    Parameters
    ----------
    frame
        ``half``, ``level``, ``events``, ``period`` ("whole", or "part" for a half-year that is not over);
        see :func:`trilateral.measures.by_half_year`.
    since
        First half-year after the rule.
    rule
        What the rule marks.
    """
    levels = [level for level in LEVELS if level in set(frame["level"])]
    halves = list(dict.fromkeys(frame["half"]))
    canvas.height(0.75 + 0.5 * len(levels), 0.8 + 0.52 * len(levels))
    rows = canvas.figure.subplots(len(levels), 1, sharex=True, sharey=True, squeeze=False)[:, 0]
    canvas.figure.get_layout_engine().set(hspace=0.0, h_pad=0.02)
    at = halves.index(since) - 0.5
    for axes, level in zip(rows, levels, strict=True):
        _row(axes, frame[frame["level"] == level], halves)
        axes.set_ylim(0, frame["events"].max() * 1.9)
        axes.annotate(LEVELS[level], (0, 1), xycoords="axes fraction", xytext=(0, -1), textcoords="offset points",
                      va="top", fontsize=8, fontweight="bold", color=LIGHT["ink"])
        axes.axvline(at, color=LIGHT["accent"], linewidth=1)
    rows[0].annotate(rule, (at, 1), xycoords=("data", "axes fraction"), xytext=(3, -1), textcoords="offset points",
                     va="top", fontsize=7.5, color=LIGHT["accent"])
    _years(rows[-1], halves)


def _row(axes, rows, halves: list[str]) -> None:
    part = (rows["period"] == "part").to_numpy()
    bars = axes.bar([halves.index(half) for half in rows["half"]], rows["events"], width=0.72,
                    color=[LIGHT["paper"] if p else LIGHT["step_3"] for p in part], edgecolor=LIGHT["step_3"],
                    linewidth=0.8)
    for bar, unfinished in zip(bars, part, strict=True):
        bar.set_hatch("////" if unfinished else "")
    axes.bar_label(bars, [str(n) for n in rows["events"]], padding=1, fontsize=7,
                   color=LIGHT["quiet"])
    axes.set_yticks([])
    axes.grid(False)
    axes.tick_params(axis="x", length=0)
    axes.set_xlim(-0.6, len(halves) - 0.4)


def _years(axes, halves: list[str]) -> None:
    """One label a year, under its two half-years."""
    firsts = [i for i, half in enumerate(halves) if half.endswith("H1")]
    axes.set_xticks([i + 0.5 for i in firsts], [halves[i][:4] for i in firsts])
    for i in firsts[1:]:
        axes.axvline(i - 0.5, ymin=-0.06, ymax=0, color=LIGHT["rule"], linewidth=0.8, clip_on=False)
