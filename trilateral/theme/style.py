"""Matplotlib settings of every figure."""
from __future__ import annotations

import functools
from pathlib import Path

from trilateral.theme.colours import LIGHT

WIDE = 7.2  # inches: the text column of the page at 96 px an inch
NARROW = 3.65  # inches: a 390 px phone less its margins

SETTINGS = {
    "font.family": ["DejaVu Sans", "Noto Sans CJK Names"],  # the second for letters that the first has not
    "font.size": 8.5,
    "text.color": LIGHT["ink"],
    "axes.labelcolor": LIGHT["quiet"],
    "axes.labelsize": 8.5,
    "axes.titlesize": 9,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.titlecolor": LIGHT["ink"],
    "axes.edgecolor": LIGHT["rule"],
    "axes.facecolor": "none",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.spines.left": False,
    "axes.grid": True,
    "axes.grid.axis": "y",
    "axes.axisbelow": True,
    "grid.color": LIGHT["rule"],
    "grid.linewidth": 0.7,
    "xtick.color": LIGHT["rule"],
    "ytick.color": LIGHT["rule"],
    "xtick.labelcolor": LIGHT["quiet"],
    "ytick.labelcolor": LIGHT["quiet"],
    "xtick.labelsize": 8,
    "ytick.labelsize": 8,
    "ytick.major.size": 0,
    "lines.linewidth": 1.8,
    "lines.solid_capstyle": "round",
    "legend.frameon": False,
    "figure.facecolor": "none",
    "figure.dpi": 96,
    "savefig.facecolor": "none",
    "savefig.edgecolor": "none",
    "svg.fonttype": "path",  # the same letters on every machine, whatever fonts it has
    "svg.hashsalt": "trilateral",  # the same bytes in every build
    "path.simplify_threshold": 0.2,
}


FONTS = Path(__file__).with_name("fonts")


@functools.lru_cache(maxsize=1)
def _register_fonts() -> None:
    """Make the book's own fonts known: no machine needs to have one for Korean, Japanese and Chinese names.

    Each has one weight and stands in for the bold too, or matplotlib would complain of its absence.
    """
    import dataclasses

    from matplotlib.font_manager import fontManager

    for path in sorted(FONTS.glob("*.otf")):
        fontManager.addfont(path)
        fontManager.ttflist.append(dataclasses.replace(fontManager.ttflist[-1], weight=700))


def style():
    """Context in which figures are drawn."""
    import matplotlib

    _register_fonts()
    return matplotlib.rc_context(SETTINGS)
