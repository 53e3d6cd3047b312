"""What every map of the book stands on: sea, depth, land, water, and what is disputed."""
from __future__ import annotations

import functools

from trilateral import names, tables
from trilateral.maps import base, labels
from trilateral.theme import colours


@functools.lru_cache(maxsize=16)
def layer(name: str):
    """A layer, read once a process."""
    return tables.layer(name)


def draw(axes, window: base.Window, *, depth: bool = False, rivers: bool = False, partners: bool = False,
         step: float = 10, degrees: bool = True, coarse: float = 1) -> None:
    """Sea, land, graticule; depth tints, rivers and the partners' own tint where asked for.

    The graticule has a line every ``step`` degrees, named at the edge unless ``degrees`` is off. Shapes are
    simplified ``coarse`` times as much as on other maps, for a picture that must be light.
    """
    if depth:
        floor = sea_floor()
        fills = [colours.LIGHT[f"depth_{min(order, 5)}"] for order in range(len(floor))]
        base.areas(axes, window, floor, facecolors=fills, edgecolors="none", linewidths=0, zorder=1,
                   detail=1.4 * coarse, coverage=False)
    base.graticule(axes, window, step, named=degrees)
    base.sea_and_land(axes, window, layer("land"), names.PARTNERS if partners else (), detail=0.5 * coarse)
    _disputed_land(axes, window)
    water = {"edgecolors": colours.LIGHT["coast"], "facecolors": colours.LIGHT["water"], "linewidths": 0.3}
    base.areas(axes, window, layer("lakes"), zorder=2.4, **water)
    if rivers:
        base.lines(axes, window, layer("rivers"), colors=colours.LIGHT["coast"], linewidths=0.6, zorder=2.3)


@functools.lru_cache(maxsize=1)
def sea_floor():
    """All that is deeper than each step of the layer ``depth``, to be painted over one another from shallow to deep.

    Bands beside one another would show the bare sheet wherever a speck of one is left out, and every
    edge would be drawn twice.
    """
    import geopandas
    import shapely

    bands = layer("depth").sort_values("depth_from_m").geometry.values
    deeper = [shapely.coverage_union_all(bands[k:]) for k in range(len(bands))]
    return geopandas.GeoDataFrame(geometry=deeper, crs="OGC:CRS84")


@functools.lru_cache(maxsize=1)
def held_and_claimed():
    """Land that one state holds and another claims."""
    land = layer("land")
    return land[land["status"] == "disputed"]


def _disputed_land(axes, window: base.Window) -> None:
    """Hatch land that one state holds and another claims (the boundary policy)."""
    base.areas(axes, window, held_and_claimed(), facecolors="none", edgecolors=colours.LIGHT["disputed"],
               hatch="//////", linewidths=0.6, zorder=2.6)


def disputed_places(axes, window: base.Window, sides: dict[str, str]) -> None:
    """Mark disputed islets that are too small to see, with both their names.

    ``sides`` says where each name goes: id of ``disputed_points`` to e, w, n or s.
    """
    points = layer("disputed_points").set_index("id")
    for islet, side in sides.items():
        row = points.loc[islet]
        labels.place(axes, window, row.geometry.x, row.geometry.y, row["name"].replace(" / ", " /\n"), side=side,
                     marker="d", colour="disputed", size=3.6, fontsize=6.3)
