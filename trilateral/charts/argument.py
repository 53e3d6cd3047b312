"""The argument as an outline: each step with the claims that it rests on and comes to, a chip a claim."""
from __future__ import annotations

from typing import TYPE_CHECKING

from trilateral.charts.verdicts import LOOKS
from trilateral.figures.drawing import Canvas, drawing
from trilateral.theme import colours

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

STATES = {"stands": "●", "weakened": "◐", "without support": "○", "falls": "✕", "untested": "–"}
"""State of a step without the claims taken away -> its sign."""

CHIP, PITCH = 0.19, 0.26  # inches: a chip's width, and from chip to chip: 25 px, enough for a finger
LINE, STEP, INDENT = 0.335, 0.09, 0.17  # inches: a line of chips, the space before a step, a level's indent
HEAD = 0.56  # inches of key above


@drawing
def argument_map(canvas: Canvas, frame: pd.DataFrame, *, address: str = "claim:{}") -> None:
    """Steps from the thesis down, their claims beside them (below them on a phone); a chip links to its claim.

    Parameters
    ----------
    frame
        One row a claim or, for a step without any, one row with an empty ``claim``: ``step``, ``title``,
        ``depth``, ``state``, ``claim``, ``part`` (rests on, comes to, against), ``verdict``.
    address
        Where a chip leads, with ``{}`` for the claim's id; as it stands to the book's own record, empty nowhere.
    """
    places = _places(frame, canvas)
    tall = places[-1][2] + 0.1
    canvas.height(tall)
    canvas.figure.set_layout_engine("none")
    axes = canvas.figure.add_axes((0, 0, 1, 1))
    axes.set_xlim(0, canvas.width)
    axes.set_ylim(tall, 0)
    axes.axis("off")
    _key(axes, canvas)
    stems: dict[int, float] = {}
    for rows, top, _ in places:
        _step(axes, canvas, rows, top, stems, address)


def _room(canvas: Canvas, depth: int) -> tuple[float, int]:
    """Where chips begin, and how many stand in a line."""
    left = INDENT * (depth + 1) if canvas.narrow else 2.95
    return left, int((canvas.width - left - 0.05) // PITCH)


def _places(frame: pd.DataFrame, canvas: Canvas) -> list[tuple[pd.DataFrame, float, float]]:
    """Rows of each step with the heights at which it begins and ends."""
    found, y = [], HEAD + (0.22 if canvas.narrow else 0)
    for _, rows in frame.groupby("step", sort=False):
        _, many = _room(canvas, rows["depth"].iloc[0])
        chips = (rows["claim"] != "").sum() + rows.loc[rows["claim"] != "", "part"].nunique() - 1
        lines = max(1, -(-int(chips) // many))
        tall = LINE * lines + (0.24 if canvas.narrow and chips > 0 else 0)
        if canvas.narrow and chips <= 0:
            tall = 0.24
        found.append((rows, y, y + tall))
        y += tall + STEP
    return found


def _step(axes: Axes, canvas: Canvas, rows: pd.DataFrame, top: float, stems: dict[int, float],
          address: str) -> None:
    first = rows.iloc[0]
    depth = int(first["depth"])
    middle = top + 0.12
    left = 0.08 + INDENT * depth
    if depth:  # a line down from the step above, and across to this one
        stem = left - INDENT + 0.03
        axes.plot([stem, stem, left - 0.02], [stems[depth - 1] + 0.09, middle, middle], color=colours.LIGHT["other"],
                  linewidth=0.8, solid_joinstyle="miter")
    stems[depth] = middle
    size = 6.8 if canvas.narrow else 7.6
    axes.text(left, middle, f"{STATES[first['state']]} {first['step']}  {first['title']}", va="center", fontsize=size,
              fontweight="bold" if depth < 2 else "normal", color=colours.LIGHT["ink"])
    claims = rows[rows["claim"] != ""]
    if len(claims):
        _chips(axes, canvas, claims, depth, top + (0.24 if canvas.narrow else 0.0), address)


def _chips(axes: Axes, canvas: Canvas, claims: pd.DataFrame, depth: int, top: float, address: str) -> None:
    left, many = _room(canvas, depth)
    slot, before = 0, None
    for row in claims.itertuples():
        if before not in (None, row.part):
            x, y = left + PITCH * (slot % many), top + LINE * (slot // many)
            sign = "→" if row.part == "comes to" else "≠"
            axes.text(x + CHIP / 2, y + 0.11, sign, ha="center", va="center", fontsize=8, color=colours.LIGHT["quiet"])
            slot += 1
        _chip(axes, left + PITCH * (slot % many), top + LINE * (slot // many), row, address)
        slot, before = slot + 1, row.part


def _chip(axes: Axes, x: float, y: float, row, address: str) -> None:
    from matplotlib.patches import Rectangle

    colour, hatch = LOOKS[row.verdict]
    axes.add_patch(Rectangle((x, y + 0.03), CHIP, 0.155, facecolor=colours.LIGHT[colour], hatch=hatch,
                             edgecolor=colours.LIGHT["paper"], linewidth=0.4))
    axes.text(x + CHIP / 2, y + 0.245, row.claim.removeprefix("C"), ha="center", va="center", fontsize=6.3,
              color=colours.LIGHT["quiet"])
    if address:  # one link over chip and number; where it leads is put in when the page is written
        axes.add_patch(Rectangle((x - (PITCH - CHIP) / 2, y), PITCH, 0.31, facecolor="none", edgecolor="none",
                                 url=address.format(row.claim)))


def _key(axes: Axes, canvas: Canvas) -> None:
    from matplotlib.patches import Rectangle

    wide = 1.15 if canvas.narrow else 1.2
    for place, (verdict, (colour, hatch)) in enumerate(LOOKS.items()):
        x, y = 0.08 + wide * (place % (3 if canvas.narrow else 5)), 0.04 + 0.22 * (place // (3 if canvas.narrow else 5))
        axes.add_patch(Rectangle((x, y), CHIP, 0.155, facecolor=colours.LIGHT[colour], hatch=hatch,
                                 edgecolor=colours.LIGHT["paper"], linewidth=0.4))
        axes.text(x + CHIP + 0.06, y + 0.08, verdict, va="center", fontsize=7, color=colours.LIGHT["ink"])
    words = "   ".join(f"{sign} {state}" for state, sign in STATES.items())
    axes.text(0.08, 0.58 if canvas.narrow else 0.36, words, va="center", fontsize=6.6 if canvas.narrow else 7.2,
              color=colours.LIGHT["quiet"])
