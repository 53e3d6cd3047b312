"""Layers ``adiz`` and ``median_line_taiwan``: lines in the air and at sea that one side has declared.

The points are typed in degrees, minutes and seconds as their texts print them, in
``zone_points_typed.csv``; what each line is and where it was read stands in ``zones_typed.csv``.
"""
from __future__ import annotations

from pathlib import Path
from typing import Any

import geopandas
import pandas as pd
import shapely

from trilateral.measures import geodesy
from trilateral.sources import publish
from trilateral.sources.geo import credits
from trilateral.tables import DataError

DECIMALS = 4
STEP_KM = 100.0
POINTS = Path(__file__).with_name("zone_points_typed.csv")
ZONES = Path(__file__).with_name("zones_typed.csv")


def build(folder: Path | None = None, points: Path = POINTS, zones: Path = ZONES) -> list[Path]:
    """Publish both layers from the typed points.

    Raises
    ------
    DataError
        A point is none, points of a line do not count 1, 2, 3 on, or a line has no citation.
    """
    return [publish.layer(frame_of(name, points, zones), description, [points, zones], decimals=DECIMALS, folder=folder)
            for name, description in DESCRIPTIONS.items()]


def frame_of(layer: str, points: Path = POINTS, zones: Path = ZONES) -> geopandas.GeoDataFrame:
    """One row a line of ``layer``: its points joined by geodesics, with what is known of it."""
    typed, lines = pd.read_csv(points), pd.read_csv(zones, dtype={"points_of_text": int}).query("layer == @layer")
    _check(typed, points.name, lines, zones.name)
    shapes = [_line(typed[(typed["layer"] == layer) & (typed["zone"] == zone)]) for zone in lines["zone"]]
    seen = [int((typed["zone"] == zone).sum()) for zone in lines["zone"]]
    frame = lines.drop(columns="layer").rename(columns={"zone": "id"}).assign(points_seen=seen)
    return geopandas.GeoDataFrame(frame, geometry=shapes, crs="OGC:CRS84")


def degrees(part: pd.Series | pd.DataFrame, axis: str) -> pd.Series:
    """Decimal degrees of the columns ``lat_d``, ``lat_m``, ``lat_s`` (or ``lon_``) of typed points."""
    return part[f"{axis}_d"] + part[f"{axis}_m"] / 60 + part[f"{axis}_s"] / 3600


def _line(points: pd.DataFrame) -> shapely.LineString:
    ends = list(zip(degrees(points, "lon"), degrees(points, "lat"), strict=True))
    legs = [geodesy.path(*one, *other, step_km=STEP_KM) for one, other in zip(ends, ends[1:], strict=False)]
    return shapely.LineString([*(point for leg in legs for point in leg[:-1]), ends[-1]])


def _check(points: pd.DataFrame, file: str, lines: pd.DataFrame, lines_file: str) -> None:
    faults = []
    for row in points.itertuples():
        for axis, most in (("lat", 90), ("lon", 180)):
            whole, minutes, seconds = (getattr(row, f"{axis}_{part}") for part in "dms")
            if not (0 <= whole <= most and 0 <= minutes < 60 and 0 <= seconds < 60):
                faults.append(f"{file} row {row.Index + 2}, columns {axis}_d to {axis}_s: {whole} {minutes} {seconds} "
                              f"is no angle up to {most} degrees, 59 minutes, 59 seconds")
    for (_, zone), part in points.groupby(["layer", "zone"], sort=False):
        if list(part["seq"]) != list(range(1, len(part) + 1)) or len(part) < 2:
            faults.append(f"{file} row {part.index[0] + 2}, column seq: the points of {zone} are {list(part['seq'])}; "
                          "two or more that count 1, 2, 3 on are expected")
    for row in lines.itertuples():
        given = int((points["zone"] == row.zone).sum())
        if (given == row.points_of_text) == (row.extent == "part"):
            faults.append(f"{lines_file} row {row.Index + 2}, column extent: {row.extent} for {given} of "
                          f"{row.points_of_text} points; 'part' is expected exactly where points lack")
        if row.read not in ("full", "excerpt") or not str(row.url).startswith("http"):
            faults.append(f"{lines_file} row {row.Index + 2}, column read: {row.read} of {row.url}; a page that was "
                          "read, full or excerpt, is expected")
    if faults:
        raise DataError("\n".join(faults))


def _description(name: str, title: str, description: str, row_floor: int, notes: str) -> dict[str, Any]:
    return {
        "name": name,
        "title": title,
        "description": description,
        "sources": [{
            "id": "citations", "producer": "The book's authors",
            "title": "Points typed from the texts cited", "edition": "November 2026",
            "short": "declared lines from the texts cited in their rows",
            "url": "https://creativecommons.org/licenses/by/4.0/",
            "licence": {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/",
                        "terms": "The coordinates are facts of the texts cited; credit those."},
            "retrieved": credits.RETRIEVED, "route": "Typed by hand; each row has the address of its page.",
        }],
        "builder": "trilateral.sources.geo",
        "key": ["id"],
        "columns": {
            "id": {"type": "string", "pattern": "[a-z]+", "description": "Short name that stays"},
            "name": {"type": "string", "description": "What the line is"},
            "declared_by": {"type": "string", "pattern": "[A-Z]{3}",
                            "description": "Who declared it, ISO 3166-1 alpha-3; others need not recognise it"},
            "declared": {"type": "date", "description": "Date of the text or statement that gives the points"},
            "extent": {"type": "string", "description": "How much of the line the layer holds", "values": {
                "whole": {"description": "all of it"},
                "outer_edge": {"description": "all points of the text, which closes the zone along a territorial sea "
                                              "whose line it does not give"},
                "part": {"description": "the points that were seen; the line goes on"}}},
            "points_seen": {"type": "integer", "min": 2, "max": 99, "description": "Points that the layer holds"},
            "points_of_text": {"type": "integer", "min": 2, "max": 99, "description": "Points that the text has"},
            "source_title": {"type": "string", "description": "Title of the page, translated where need be"},
            "publisher": {"type": "string", "description": "Who published the page that was read"},
            "source_date": {"type": "string", "description": "Date of the page; n.d. where none was seen"},
            "url": {"type": "string", "pattern": "https?://.+", "description": "Address of the page"},
            "read": {"type": "string", "description": "How much of the page was read", "values": {
                "full": {"description": "the whole page"}, "excerpt": {"description": "a part of it"}}},
        },
        "row_floor": row_floor,
        "geometry": "line",
        "scale": "points as the texts print them, to a minute or a second of arc; joined by geodesics, as no text "
                 "says which line it means: the rhumb line would run up to 6 km beside the longest leg",
        "notes": notes,
    }


DESCRIPTIONS = {
    "adiz": _description(
        "adiz", "Air defence identification zones over the East China Sea, as far as points could be cited",
        "Outer lines of China's zone of 2013 and of a part of Japan's of 1969.", 2,
        "Such a zone is declared by one side; it is not airspace under sovereignty, and neighbours' zones overlap. "
        "China's text closes its zone along the limit of its territorial sea and gives no line for that. Of Japan's "
        "thirty points the first seven were seen, which run from the north to the Yellow Sea; the rest of the line, "
        "off Taiwan and in the Pacific, is missing here. Copies of the instruction date it 19 and 29 August 1969. The "
        "ROK's zone was widened in December 2013: only an unordered list of points was seen. For Taiwan's no list was "
        "found that could be cited. Both are left out."),
    "median_line_taiwan": _description(
        "median_line_taiwan", "Median line of the Taiwan Strait, as Taiwan's defence ministry gives it",
        "The straight line between two points that the ministry named in 2019.", 1,
        "An understanding of the cold war and no treaty; the PRC says that there is no such line. A newspaper of May "
        "2004 printed the same latitudes with longitudes one degree farther east (https://unpo.org/article/691); in "
        "2019 the ministry's points were reported to be those of 2004, so that one looks like a slip."),
}
