"""Write a table or a layer with its manifest: both or neither, and only when valid."""
from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from trilateral import paths
from trilateral.tables import manifests, reading

if TYPE_CHECKING:
    import geopandas
    import pandas as pd


def table(frame: pd.DataFrame, description: dict[str, Any], inputs: list[Path | dict[str, str]],
          folder: Path | None = None) -> Path:
    """Publish ``frame`` as ``data/<name>.csv`` beside ``data/<name>.yml``.

    Parameters
    ----------
    frame
        Rows in their final order; columns as in ``description["columns"]``.
    description
        The manifest without ``kind``, ``file``, ``rows``, ``sha256`` and ``inputs``, which are computed.
    inputs
        The upstream files that were read; their names and hashes go into the manifest. An entry that is already
        a dictionary (``file``, ``sha256``, ``from``) stands as it is: a file read for rows that are kept.
    """
    root = folder or paths.data_dir()
    name = description["name"]
    columns = list(description["columns"])
    content = frame[columns].to_csv(index=False, lineterminator="\n").encode()
    return _publish(root / f"{name}.csv", content, {"kind": "table", **description}, len(frame), inputs)


def layer(frame: geopandas.GeoDataFrame, description: dict[str, Any], inputs: list[Path],
          decimals: int = 4, folder: Path | None = None) -> Path:
    """Publish ``frame`` as ``data/geo/<name>.geojson`` beside its manifest.

    Coordinates are rounded to ``decimals`` (4: 11 m) on a grid that keeps polygons valid.
    ``bounds`` of the manifest is the bounding box of the result, widened to 0.01 degrees.
    """
    import math

    import shapely

    root = (folder or paths.data_dir()) / "geo"
    columns = list(description["columns"])
    shapes = shapely.set_precision(frame.geometry.values, 10.0**-decimals)
    features = [
        {"type": "Feature", "properties": dict(zip(columns, _plain(row), strict=True)),
         "geometry": _rounded(shape, decimals)}
        for row, shape in zip(frame[columns].itertuples(index=False), shapes, strict=True)
    ]
    lines = ",\n".join(json.dumps(f, ensure_ascii=False, separators=(",", ":")) for f in features)
    content = f'{{"type":"FeatureCollection","features":[\n{lines}\n]}}\n'.encode()
    west, south, east, north = shapely.total_bounds(shapes)
    bounds = [math.floor(west * 100) / 100, math.floor(south * 100) / 100,
              math.ceil(east * 100) / 100, math.ceil(north * 100) / 100]
    target = root / f"{description['name']}.geojson"
    return _publish(target, content, {"kind": "layer", "bounds": bounds, **description}, len(frame), inputs)


def _plain(row: tuple) -> list:
    return [None if cell is None or cell != cell else getattr(cell, "item", lambda c=cell: c)() for cell in row]


def _rounded(shape, decimals: int) -> dict:
    import shapely

    def walk(part):
        return round(part, decimals) if isinstance(part, float) else [walk(p) for p in part]

    geometry = shapely.geometry.mapping(shape)
    return {"type": geometry["type"], "coordinates": walk(geometry["coordinates"])}


def named(path: Path, source: str = "") -> dict[str, str]:
    """The entry of an upstream file in a manifest, and the id of the source that it is from, if there are several."""
    return {"file": path.name, "sha256": manifests.digest(path), **({"from": source} if source else {})}


def _publish(target: Path, content: bytes, description: dict[str, Any], rows: int,
             inputs: list[Path | dict[str, str]]) -> Path:
    """Check the new pair in a folder of its own, then move both into place."""
    description = {
        **description,
        "file": target.name,
        "rows": rows,
        "inputs": [named(entry) if isinstance(entry, Path) else entry for entry in inputs],
    }
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".publish-") as scratch:
        part = target.relative_to(target.parent.parent) if description["kind"] == "layer" else Path(target.name)
        new = Path(scratch) / part
        new.parent.mkdir(exist_ok=True)
        new.write_bytes(content)
        description["sha256"] = manifests.digest(new)
        text = yaml.safe_dump(description, sort_keys=False, allow_unicode=True, width=100)
        new.with_suffix(".yml").write_text(text, "utf-8")
        name = f"geo/{target.stem}" if description["kind"] == "layer" else target.stem
        reading.verify(name, Path(scratch))
        os.replace(new, target)
        os.replace(new.with_suffix(".yml"), target.with_suffix(".yml"))
    return target


