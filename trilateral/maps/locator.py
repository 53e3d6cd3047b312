"""A small globe that says where on the earth a regional map lies."""
from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from trilateral.maps import backdrop, base
from trilateral.theme import colours

if TYPE_CHECKING:
    import matplotlib.axes
    import shapely

HORIZON_KM = 9990.0  # from the middle: a little short of the quarter of a meridian, 10,002 km, where it ends
RADIUS_KM = 6371.0
SEAM_KM = 5.0  # by which the pieces overlap where they were cut
DETAIL_KM = 70.0  # a third of a point on a globe of an inch and a half


ACROSS, MARGIN = 0.17, 0.015  # of the map's width


def corner(axes: matplotlib.axes.Axes, window: base.Window, where: str, across: float = ACROSS) -> None:
    """The globe in a corner of a map: "upper left", "upper right", "lower left" or "lower right"."""
    up, side = where.split()
    tall, gap = across / window.aspect, MARGIN / window.aspect
    left = MARGIN if side == "left" else 1 - MARGIN - across
    globe(axes, window, (left, gap if up == "lower" else 1 - gap - tall, across, tall))


def globe(axes: matplotlib.axes.Axes, window: base.Window, box: tuple[float, float, float, float]) -> None:
    """Draw the globe into a corner of a map.

    Orthographic, centred on the middle of ``window``, with the window's outline on it.

    Parameters
    ----------
    box
        Left, bottom, width and height in parts of ``axes``; the globe is the largest circle in it.
    """
    import numpy as np
    import shapely

    lon, lat = window.lonlat((window.west + window.east) / 2, (window.south + window.north) / 2)
    plane = base.Window(f"+proj=ortho +lat_0={lat:.3f} +lon_0={lon:.3f} +R={RADIUS_KM * 1000:.0f}",
                        -RADIUS_KM, -RADIUS_KM, RADIUS_KM, RADIUS_KM, "orthographic")
    inset = axes.inset_axes(box, zorder=10)
    base.without_degrees(axes, inset.get_window_extent())
    inset.set_axis_off()
    inset.set_aspect("equal")
    rim = 1.03 * RADIUS_KM
    inset.set_xlim(-rim, rim)
    inset.set_ylim(-rim, rim)
    turn = np.linspace(0, 2 * np.pi, 181)
    circle = RADIUS_KM * np.cos(turn), RADIUS_KM * np.sin(turn)
    inset.fill(*circle, facecolor=colours.LIGHT["water"], edgecolor=colours.LIGHT["paper"], linewidth=2.4, zorder=1)
    inset.plot(*circle, color=colours.LIGHT["quiet"], linewidth=0.7, zorder=4)
    for part in shapely.get_parts(shapely.simplify(near_side(round(lon, 3), round(lat, 3)), DETAIL_KM)):
        inset.fill(*np.asarray(part.exterior.coords).T, facecolor=colours.LIGHT["land"],
                   edgecolor=colours.LIGHT["land_edge"], linewidth=0.3, zorder=2)
    inset.plot(*plane.xy(*outline(window)), color=colours.LIGHT["accent"], linewidth=1.2, zorder=5,
               solid_joinstyle="miter")


@functools.lru_cache(maxsize=1)
def _tiles():
    """Land in pieces of 30 degrees: one that held the point opposite the eye would come out inside out."""
    import shapely

    land = backdrop.layer("world").geometry.iloc[0]
    west, east = (int(land.bounds[side]) // 30 * 30 for side in (0, 2))
    pieces = [shapely.clip_by_rect(land, lon, lat, lon + 30, lat + 30)
              for lon in range(west, east + 30, 30) for lat in range(-90, 90, 30)]
    return [part for part in shapely.get_parts(pieces) if part.geom_type == "Polygon"]


def outline(window: base.Window):
    """Longitudes and latitudes along the edge of a window, close enough to bend as it does."""
    import numpy as np
    import shapely

    edge = shapely.box(window.west, window.south, window.east, window.north).exterior
    return window.lonlat(*np.asarray(shapely.segmentize(edge, 100).coords).T)


@functools.lru_cache(maxsize=8)
def near_side(lon: float, lat: float) -> shapely.MultiPolygon:
    """The land that an eye far above ``lon``, ``lat`` sees, in kilometres on the orthographic sheet.

    Cut on a sheet on which the horizon is a circle (azimuthal equidistant), then bent to the globe:
    so it also holds where a pole is in sight.
    """
    import numpy as np
    import shapely

    flat = base.Window(f"+proj=aeqd +lat_0={lat} +lon_0={lon} +R={RADIUS_KM * 1000:.0f}", 0, 0, 1, 1, "equidistant")
    spread = shapely.transform(shapely.segmentize(_tiles(), 2.0), flat.xy, interleaved=False)
    near = [tile for tile in spread if np.hypot(*shapely.get_coordinates(tile).T).min() < HORIZON_KM]
    whole = shapely.union_all(shapely.buffer(shapely.make_valid(near), SEAM_KM))
    seen = shapely.intersection(whole, shapely.Point(0, 0).buffer(HORIZON_KM, quad_segs=90))

    def bent(xy):
        away = np.hypot(*xy.T)[:, None]
        return xy * np.where(away > 0, RADIUS_KM * np.sin(away / RADIUS_KM) / np.maximum(away, 1e-9), 1)

    parts = [part for part in shapely.get_parts(shapely.transform(seen, bent)) if part.geom_type == "Polygon"]
    return shapely.MultiPolygon(parts)
