"""A small globe that says where on the earth a regional map lies."""
from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from trilateral.maps import backdrop, base
from trilateral.measures import geodesy
from trilateral.theme import colours

if TYPE_CHECKING:
    import matplotlib.axes
    import shapely

HORIZON_KM = 9990.0  # from the middle: a little short of the quarter of a meridian, 10,002 km, where it ends
RADIUS_KM = 6371.0
DETAIL_KM = 70.0  # a third of a point on a globe of an inch and a half


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
    _clear(axes, window, box)
    inset = axes.inset_axes(box, zorder=10)
    inset.set_axis_off()
    inset.set_aspect("equal")
    rim = 1.03 * RADIUS_KM
    inset.set_xlim(-rim, rim)
    inset.set_ylim(-rim, rim)
    turn = np.linspace(0, 2 * np.pi, 181)
    circle = RADIUS_KM * np.cos(turn), RADIUS_KM * np.sin(turn)
    inset.fill(*circle, facecolor=colours.LIGHT["water"], edgecolor=colours.LIGHT["paper"], linewidth=2.4, zorder=1)
    inset.plot(*circle, color=colours.LIGHT["quiet"], linewidth=0.7, zorder=4)
    land = shapely.transform(near_side(round(lon, 3), round(lat, 3)), plane.xy, interleaved=False)
    for part in shapely.get_parts(shapely.simplify(land, DETAIL_KM)):
        inset.fill(*np.asarray(part.exterior.coords).T, facecolor=colours.LIGHT["land"],
                   edgecolor=colours.LIGHT["land_edge"], linewidth=0.3, zorder=2)
    inset.plot(*plane.xy(*outline(window)), color=colours.LIGHT["accent"], linewidth=1.2, zorder=5,
               solid_joinstyle="miter")


def _clear(axes, window: base.Window, box: tuple[float, float, float, float]) -> None:
    """Take away the degrees at the lower edge that the globe would touch."""
    left, right = (window.west + share * (window.east - window.west) for share in (box[0], box[0] + box[2]))
    for name in [t for t in axes.texts if t.get_text().endswith(("°E", "°W")) and left - 100 < t.xy[0] < right]:
        name.remove()


def outline(window: base.Window):
    """Longitudes and latitudes along the edge of a window, close enough to bend as it does."""
    import numpy as np
    import shapely

    edge = shapely.box(window.west, window.south, window.east, window.north).exterior
    return window.lonlat(*np.asarray(shapely.segmentize(edge, 100).coords).T)


@functools.lru_cache(maxsize=8)
def near_side(lon: float, lat: float) -> shapely.MultiPolygon:
    """The land that an eye far above ``lon``, ``lat`` sees; longitudes run 180 degrees to either side of it."""
    import shapely

    land = backdrop.layer("world").geometry.iloc[0]
    turned = [shapely.transform(land, lambda xy, k=k: xy + [k, 0.0]) for k in (-360.0, 0.0, 360.0)]
    cap = shapely.segmentize(geodesy.ring(lon, lat, HORIZON_KM, n=120), 2.0)
    seen = [shapely.intersection(shapely.segmentize(shape, 2.0), cap) for shape in turned]
    parts = [p for shape in seen for p in shapely.get_parts(shape) if p.geom_type == "Polygon"]
    return shapely.MultiPolygon(parts)
