"""The data behind one figure as a file that speaks for itself: CSV for charts, GeoJSON for maps.

Both begin by naming the figure, its sources, editions and licences. Read a CSV back with
``pandas.read_csv(path, comment="#", float_precision="round_trip")``: numbers come out as they went in.
"""
from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

    from trilateral.tables import Source


@dataclass(frozen=True)
class Download:
    """A file that a reader can take along: its ending and its text."""

    ending: str
    text: str


def download(frame: pd.DataFrame, name: str, caption: str, sources: Sequence[str | Source], units: str,
             note: str) -> Download:
    """The rows of a figure, with a head that names where they come from.

    Rows with a geometry, with ``lon`` and ``lat``, or with the two ends of a line (``lon_a``,
    ``lat_a``, ``lon_b``, ``lat_b``) become GeoJSON, others CSV.
    """
    head = _head(name, caption, sources, units, note)
    columns = set(frame.columns)
    if "geometry" in columns or {"lon", "lat"} <= columns or {"lon_a", "lat_a", "lon_b", "lat_b"} <= columns:
        return Download("geojson", _geojson(frame, head))
    return Download("csv", _csv(frame, head))


def _head(name: str, caption: str, sources: Sequence[str | Source], units: str, note: str) -> dict[str, str]:
    from trilateral import tables

    upstreams = {source.credit: source for given in sources for source in tables.upstreams(given)}
    head = {"figure": name, "shows": caption}
    head["source"] = "; ".join(upstreams)
    head["licence"] = "; ".join(dict.fromkeys(_terms(source) for source in upstreams.values()))
    optional = {"units": units, "note": note}
    return head | {field: text for field, text in optional.items() if text}


def _terms(source) -> str:
    licence = source.licence
    return " ".join(str(licence[field]) for field in ("name", "url", "terms") if licence.get(field))


def _csv(frame: pd.DataFrame, head: dict[str, str]) -> str:
    body = frame.to_csv(index=False, lineterminator="\n")
    if "#" in body:
        raise ValueError(f"figure {head['figure']!r}: a cell holds '#', which marks comments in its CSV")
    lines = (f"# {field}: {' '.join(text.split())}\n" for field, text in head.items())
    return "".join(lines) + body


def _geojson(frame: pd.DataFrame, head: dict[str, str]) -> str:
    shapes = [_cut(shape) for shape in _shapes(frame)]
    rest = [column for column in frame.columns if column not in ("geometry", "lon", "lat")]
    features = [
        {"type": "Feature", "properties": {c: _plain(row[c]) for c in rest}, "geometry": shape.__geo_interface__}
        for shape, row in zip(shapes, frame.to_dict("records"), strict=True)
    ]
    lines = ",\n".join(json.dumps(feature, ensure_ascii=False) for feature in features)
    named = json.dumps(head, ensure_ascii=False)[1:-1]
    return f'{{"type": "FeatureCollection", {named}, "features": [\n{lines}\n]}}\n'


def _shapes(frame: pd.DataFrame) -> list:
    import shapely

    if "geometry" in frame.columns:
        return list(frame["geometry"])
    if "lon" in frame.columns:
        return list(shapely.points(frame["lon"].astype(float), frame["lat"].astype(float)))
    ends = frame[["lon_a", "lat_a", "lon_b", "lat_b"]].to_numpy(dtype=float).reshape(-1, 2, 2)
    return list(shapely.linestrings(ends))


def _cut(shape):
    """A shape as RFC 7946 has it: cut at the antimeridian, where ours run on past 180, and wound to the right."""
    import shapely

    if shape.bounds[2] > 180:
        here = shapely.clip_by_rect(shape, -180, -90, 180, 90)
        there = shapely.transform(shapely.clip_by_rect(shape, 180, -90, 540, 90), lambda xy: xy - [360, 0])
        kept = [part for part in shapely.get_parts([here, there]) if part.length or part.geom_type == "Point"]
        shape = kept[0] if len(kept) == 1 else shapely.union_all(kept)
    return shapely.orient_polygons(shape) if "Polygon" in shape.geom_type else shape


def _plain(value: Any) -> Any:
    """A cell as JSON has it: missing is null, numbers of numpy are numbers."""
    if value is None or value != value or str(value) == "<NA>":
        return None
    return value.item() if hasattr(value, "item") else value
