"""Names on maps: places with a mark, seas, callouts with a leader; all with a halo."""
from __future__ import annotations

from typing import TYPE_CHECKING

from trilateral.theme import colours

if TYPE_CHECKING:
    import matplotlib.axes

    from trilateral.maps.base import Window

ALIGN = {"e": "left", "w": "right", "n": "center", "s": "center", "nw": "right"}
OFFSET = {"e": (4.5, 0), "w": (-4.5, 0), "n": (0, 5.5), "s": (0, -6), "nw": (0, 5.5)}
VALIGN = {"e": "center", "w": "center", "n": "bottom", "s": "top", "nw": "bottom"}


def halo(width: float = 2.0, colour: str = "paper"):
    """Outline behind a label, in the page's colour or another's."""
    from matplotlib import patheffects

    return [patheffects.withStroke(linewidth=width, foreground=colours.LIGHT[colour])]


def place(axes: matplotlib.axes.Axes, window: Window, lon: float, lat: float, text: str, *, side: str = "e",
          marker: str = "o", colour: str = "ink", size: float = 3.2, fontsize: float = 7,
          bold: bool = False) -> None:
    """A marked place with its name to the ``side`` (e, w, n, s, nw)."""
    x, y = window.xy(lon, lat)
    shade = colours.LIGHT[colour]
    axes.plot([x], [y], marker=marker, markersize=size, color=shade, markeredgecolor=colours.LIGHT["paper"],
              markeredgewidth=0.6, linestyle="none", zorder=7)
    if not text:
        return
    axes.annotate(text, (x, y), xytext=OFFSET[side], textcoords="offset points", ha=ALIGN[side],
                  va=VALIGN[side], fontsize=fontsize, color=shade, path_effects=halo(), zorder=8,
                  fontweight="bold" if bold else "normal", linespacing=1.1)


def sea(axes: matplotlib.axes.Axes, window: Window, lon: float, lat: float, text: str, *,
        fontsize: float = 7.5, plain: bool = False) -> None:
    """Name of a sea: italic, quiet, centred; with a halo of water, where lines run through it, unless ``plain``."""
    axes.text(*window.xy(lon, lat), text, ha="center", va="center", style="italic", fontsize=fontsize,
              color=colours.LIGHT["quiet"], path_effects=None if plain else halo(1.6, "sea"), zorder=5.2,
              linespacing=1.15)


def country(axes: matplotlib.axes.Axes, window: Window, lon: float, lat: float, text: str, *,
            fontsize: float = 7.5, on: str = "", plain: bool = False) -> None:
    """Name of a country or region on its land, without a halo where ``plain``.

    ``on`` names a strong fill: letters on it have the page's colour, and the fill round them where they pass its edge.
    """
    shade, effects = ("paper", halo(1.4, on)) if on else ("ink", None if plain else halo(1.4))
    axes.text(*window.xy(lon, lat), text, ha="center", va="center", fontsize=fontsize, color=colours.LIGHT[shade],
              path_effects=effects, zorder=8, linespacing=1.15)


def callout(axes: matplotlib.axes.Axes, point: tuple[float, float], at: tuple[float, float], text: str, *,
            fontsize: float = 7, right: bool = False, plain: bool = False) -> None:
    """A label away from its point, joined by a thin leader; both in kilometres on the sheet.

    The text begins at ``at``; with ``right`` it ends there. It has a halo unless it is ``plain``.
    """
    axes.plot([point[0], at[0]], [point[1], at[1]], color=colours.LIGHT["quiet"], linewidth=0.6, zorder=6)
    axes.annotate(text, at, xytext=(-3 if right else 3, 0), textcoords="offset points", va="center",
                  ha="right" if right else "left", fontsize=fontsize, color=colours.LIGHT["ink"],
                  path_effects=None if plain else halo(), zorder=8, linespacing=1.15)


def numbered(axes: matplotlib.axes.Axes, point: tuple[float, float], number: int,
             shift: tuple[float, float] = (0, 0)) -> None:
    """A small numbered disc, moved by ``shift`` points, for narrow maps with the key below."""
    axes.annotate(str(number), point, xytext=shift, textcoords="offset points", ha="center", va="center",
                  fontsize=5.4, color=colours.LIGHT["paper"], zorder=9,
                  bbox={"boxstyle": "circle,pad=0.22", "facecolor": colours.LIGHT["accent"], "edgecolor": "none"})
