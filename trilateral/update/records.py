"""The rows of a table or a layer by key, as plain values, for comparing."""
from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from trilateral.tables import Manifest, reading

if TYPE_CHECKING:
    import pandas as pd

SIZES = ("area_km2", "length_km", "position")
"""What is told of a polygon, a line, a point."""


def read(manifest: Manifest, key: tuple[str, ...] = ()) -> dict[tuple[Any, ...], dict[str, Any]]:
    """Rows by key: column -> value; a missing value is None.

    Parameters
    ----------
    key
        Columns to match rows by, where another edition has another key; if they do not tell the rows apart here, the
        table's own are taken.

    A shape is given by one of :data:`SIZES` and by ``outline``, a digest of its coordinates.
    """
    frame = _layer(manifest) if manifest.kind == "layer" else reading.read_csv(manifest)
    rows = [dict(zip(frame.columns, map(_plain, row), strict=True)) for row in frame.itertuples(index=False)]
    found = {tuple(row.get(column) for column in key or manifest.key): row for row in rows}
    return found if len(found) == len(rows) or not key else read(manifest)


def _layer(manifest: Manifest) -> pd.DataFrame:
    import pandas as pd

    layer = reading.layer(manifest.name, manifest.path.parent.parent)
    frame = pd.DataFrame(layer.drop(columns="geometry"))
    return frame.assign(**_shapes(manifest, layer.geometry))


def _shapes(manifest: Manifest, shapes) -> dict[str, list]:
    """Sizes on the ellipsoid, to a thousandth: layers are rounded to 11 m; and digests."""
    import shapely
    from pyproj import Geod

    earth = Geod(ellps="WGS84")
    if manifest.geometry == "polygon":
        sizes = {"area_km2": [round(abs(earth.geometry_area_perimeter(shape)[0]) / 1e6, 3) for shape in shapes]}
    elif manifest.geometry == "line":
        sizes = {"length_km": [round(earth.geometry_length(shape) / 1e3, 3) for shape in shapes]}
    else:
        sizes = {"position": [f"{shape.y:.4f}, {shape.x:.4f}" for shape in shapes]}
    return {**sizes, "outline": [hashlib.sha256(shapely.to_wkb(shape)).hexdigest()[:12] for shape in shapes]}


def _plain(value: Any) -> Any:
    if value is None or str(value) in ("<NA>", "nan"):
        return None
    return value.item() if hasattr(value, "item") else value
