"""The sheet a map is drawn on: projection, window, sea, land, graticule, scale bar.

A :class:`Window` fixes a projection and the part of the earth that is seen; everything else is
handed over in longitude and latitude (WGS84) and projected here.
"""
from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from trilateral.theme import colours

if TYPE_CHECKING:
    import geopandas
    import matplotlib.axes
    import matplotlib.transforms
    import numpy as np

    from trilateral.figures.drawing import Canvas


@dataclass(frozen=True)
class Window:
    """A projection and the rectangle of it that a map shows.

    Attributes
    ----------
    crs
        PROJ string; metres.
    west, south, east, north
        Edges in kilometres of the projected plane.
    words
        The projection as a caption names it.
    """

    crs: str
    west: float
    south: float
    east: float
    north: float
    words: str

    @functools.cached_property
    def transformer(self):
        """From longitude and latitude to metres on the sheet."""
        from pyproj import Transformer

        return Transformer.from_crs("OGC:CRS84", self.crs, always_xy=True)

    def xy(self, lon, lat) -> tuple:
        """Kilometres on the sheet of a point (or arrays of points)."""
        x, y = self.transformer.transform(lon, lat)
        return x / 1000, y / 1000

    def lonlat(self, x, y) -> tuple:
        """Longitude and latitude of a point of the sheet, in kilometres."""
        return self.transformer.transform(x * 1000, y * 1000, direction="INVERSE")

    def cut(self, layer: geopandas.GeoDataFrame) -> np.ndarray:
        """Shapes of a layer in kilometres on the sheet, cut a little outside its edges; one a row, some empty.

        Kept for the layer's next drawing: each map is drawn wide and narrow.
        """
        import shapely

        if id(layer) not in self._cuts:
            margin = 0.02 * (self.east - self.west)
            box = shapely.box(self.west - margin, self.south - margin, self.east + margin, self.north + margin)
            shapes = shapely.transform(layer.geometry.values, self.xy, interleaved=False)
            self._cuts[id(layer)] = layer, shapely.intersection(shapes, box)  # the layer too: its id stays its own
        return self._cuts[id(layer)][1]

    @functools.cached_property
    def _cuts(self) -> dict:
        return {}

    @functools.cached_property
    def stated(self) -> str:
        """``words`` and how far the projection bends things within the frame, by Tissot's indicatrix on a grid."""
        import numpy as np
        from pyproj import Proj

        across, up = np.linspace(self.west, self.east, 21), np.linspace(self.south, self.north, 21)
        lon, lat = self.lonlat(*(part.ravel() for part in np.meshgrid(across, up)))
        factors = Proj(self.crs).get_factors(lon, lat)
        if "equal-area" in self.words:
            bend = factors.angular_distortion.max()  # degrees already
            return f"{self.words}; within the frame angles bend by up to {bend:.1f}°"
        if "conformal" in self.words:
            scale = factors.meridional_scale
            return f"{self.words}; within the frame its scale is {scale.min():.3f} to {scale.max():.3f} of the true one"
        return self.words

    @property
    def aspect(self) -> float:
        """Height over width."""
        return (self.north - self.south) / (self.east - self.west)


def sheet(canvas: Canvas, window: Window, below: float = 0.0) -> matplotlib.axes.Axes:
    """An empty map that fills the figure's width, with ``below`` inches left free under it."""
    tall = canvas.width * window.aspect
    canvas.height(tall + below)
    canvas.figure.set_layout_engine("none")
    axes = canvas.figure.add_axes((0, below / (tall + below), 1, tall / (tall + below)))
    return dress(axes, window)


def dress(axes: matplotlib.axes.Axes, window: Window) -> matplotlib.axes.Axes:
    """Make ``axes`` a sheet: limits, sea, frame, no ticks."""
    axes.set_xlim(window.west, window.east)
    axes.set_ylim(window.south, window.north)
    axes.set_aspect("equal")
    axes.grid(False)
    axes.set_xticks([])
    axes.set_yticks([])
    axes.set_facecolor(colours.LIGHT["sea"])
    for spine in axes.spines.values():
        spine.set(visible=True, color=colours.LIGHT["quiet"], linewidth=0.8)
    return axes


def areas(axes, window: Window, layer: geopandas.GeoDataFrame, *, detail: float = 0.5, coverage: bool = True,
          **style) -> None:
    """Fill polygons, one colour for all or a list of one each.

    Shapes are simplified together to ``detail`` points: neighbours keep their common border, files
    stay small; without ``coverage`` each is simplified alone, as shapes must that lie on one another.
    Parts and holes smaller than a square of that size are left out.
    """
    import shapely
    from matplotlib.collections import PathCollection

    shapes = window.cut(layer)
    kept = [i for i, shape in enumerate(shapes) if not shape.is_empty]
    simplify = shapely.coverage_simplify if coverage else shapely.simplify
    shapes = simplify(shapes[kept], _detail(axes, window, detail))
    style = {name: [value[i] for i in kept] if isinstance(value, list) else value for name, value in style.items()}
    speck = _detail(axes, window, detail) ** 2
    paths = [_path(shape, speck) for shape in shapes]
    axes.add_collection(PathCollection(paths, **{"linewidths": 0.5, **style}), autolim=False)


def _detail(axes, window: Window, points: float) -> float:
    """Kilometres on the sheet that ``points`` of the drawing cover."""
    inches = axes.figure.get_size_inches()[0] * axes.get_position().width
    return points * (window.east - window.west) / (inches * 72)


def lines(axes, window: Window, layer: geopandas.GeoDataFrame, **style) -> None:
    """Draw lines."""
    import shapely
    from matplotlib.collections import LineCollection

    shapes = shapely.get_parts(shapely.simplify(window.cut(layer), _detail(axes, window, 0.25)))
    segments = [shapely.get_coordinates(shape) for shape in shapes if shape.geom_type == "LineString"]
    axes.add_collection(LineCollection(segments, **{"capstyle": "round", "joinstyle": "round", **style}), autolim=False)


def inside(window: Window, lon: float, lat: float, margin: float = 0.0) -> bool:
    """Whether a point lies on the sheet, at least ``margin`` kilometres from its edges."""
    x, y = window.xy(lon, lat)
    across = window.west + margin < x < window.east - margin
    return bool(across and window.south + margin < y < window.north - margin)


def _frame(window: Window):
    import shapely

    return shapely.box(window.west, window.south, window.east, window.north).exterior


def _path(shape, speck: float):
    """One matplotlib path of a polygon or several; parts and holes under ``speck`` km² left out."""
    import numpy as np
    import shapely
    from matplotlib.path import Path

    polygons = [p for p in getattr(shape, "geoms", [shape]) if p.geom_type == "Polygon" and p.area > speck]
    rings = [ring for polygon in polygons
             for ring in (polygon.exterior, *(r for r in polygon.interiors if shapely.Polygon(r).area > speck))]
    if not rings:
        return Path(np.empty((0, 2)))
    return Path.make_compound_path(*(Path(np.asarray(ring.coords)[:, :2], closed=True) for ring in rings))


def sea_and_land(axes, window: Window, land: geopandas.GeoDataFrame, partners: tuple[str, ...] = (), *,
                 detail: float = 0.5) -> None:
    """Land by country, the partners' in a tint of their own."""
    fills = [colours.LIGHT["land_partner" if iso3 in partners else "land"] for iso3 in land["iso3"]]
    areas(axes, window, land, detail=detail, facecolors=fills, edgecolors=colours.LIGHT["land_edge"], zorder=2)


def graticule(axes, window: Window, step: float, named: bool = True) -> None:
    """Meridians and parallels every ``step`` degrees, named where they leave the left and lower edge."""
    import numpy as np

    lons, lats = _extent(window)
    across, down = np.linspace(lons[0], lons[1], 181), np.linspace(lats[0], lats[1], 181)
    style = {"color": colours.LIGHT["graticule"], "linewidth": 0.6, "zorder": 1.5}
    for lat in _multiples(lats, step):
        x, y = window.xy(across, np.full_like(across, lat))
        axes.plot(x, y, **style)
        if named:
            _edge_name(axes, window, x, y, _degrees(lat, "N", "S"), left=True)
    for lon in _multiples(lons, step):
        x, y = window.xy(np.full_like(down, lon), down)
        axes.plot(x, y, **style)
        if named:
            _edge_name(axes, window, x, y, _degrees(lon if lon <= 180 else lon - 360, "E", "W"), left=False)


def _extent(window: Window) -> tuple[tuple[float, float], tuple[float, float]]:
    """Longitudes and latitudes that the sheet touches; longitudes run on past 180."""
    import numpy as np

    edge = np.asarray(_frame(window).segmentize(50).coords)
    lon, lat = window.lonlat(edge[:, 0], edge[:, 1])
    lon = np.where(lon < 0, lon + 360, lon)
    return (lon.min() - 2, lon.max() + 2), (max(lat.min() - 2, -89), min(lat.max() + 2, 89))


def _multiples(span: tuple[float, float], step: float) -> list[float]:
    import math

    first = math.ceil(span[0] / step)
    return [k * step for k in range(first, math.floor(span[1] / step) + 1)]


def _degrees(value: float, positive: str, negative: str) -> str:
    return f"{abs(value):g}°{positive if value > 0 else negative if value < 0 else ''}"


def _edge_name(axes, window: Window, x: np.ndarray, y: np.ndarray, text: str, left: bool) -> None:
    """Write ``text`` where the line crosses the left or the lower edge."""
    import numpy as np

    along, edge = (x, window.west) if left else (y, window.south)
    other = y if left else x
    crossing = np.nonzero(np.diff(np.sign(along - edge)))[0]
    for k in crossing:
        share = (edge - along[k]) / (along[k + 1] - along[k])
        where = other[k] + share * (other[k + 1] - other[k])
        low, high = (window.south, window.north) if left else (window.west, window.east)
        if low + 0.02 * (high - low) < where < high - (0.03 if left else 0.09) * (high - low):
            place = (edge, where) if left else (where, edge)
            axes.annotate(text, place, xytext=(4, 2) if left else (2, 4), textcoords="offset points", fontsize=6.5,
                          color=colours.LIGHT["quiet"], zorder=9)


def scale_bar(axes, window: Window, length_km: float, at: tuple[float, float]) -> None:
    """A bar of true length at its place: ``at`` is its left end, in parts of the sheet's width and height.

    The length is measured on the ellipsoid along the bar, so it is right where it stands.
    """
    from pyproj import Geod

    x = window.west + at[0] * (window.east - window.west)
    y = window.south + at[1] * (window.north - window.south)
    start, end = window.lonlat(x, y), window.lonlat(x + length_km, y)
    true = Geod(ellps="WGS84").inv(*start, *end)[2] / 1000
    drawn = length_km * length_km / true
    bar, = axes.plot([x, x + drawn], [y, y], color=colours.LIGHT["ink"], linewidth=1.6, solid_capstyle="butt", zorder=9)
    name = axes.annotate(f"{length_km:g} km", (x + drawn / 2, y), xytext=(0, 3), textcoords="offset points",
                         ha="center", fontsize=7, color=colours.LIGHT["ink"], zorder=9)
    without_degrees(axes, bar.get_window_extent(), name.get_window_extent())


def without_degrees(axes, *boxes: matplotlib.transforms.Bbox) -> None:
    """Take away the names of meridians and parallels that touch one of ``boxes``, in the figure's pixels.

    Half a name says less than none: what is drawn over the sheet's edge, as a scale bar or a globe, calls this.
    """
    room = axes.figure.dpi / 72  # a point
    for name in [text for text in axes.texts if text.get_text().endswith(("°E", "°W", "°N", "°S"))]:
        if name.get_window_extent().padded(room).count_overlaps(boxes):
            name.remove()
