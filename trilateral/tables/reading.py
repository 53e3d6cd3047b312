"""Load a table or a layer by name, typed and checked."""
from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from trilateral import paths
from trilateral.tables import manifests, schema
from trilateral.tables.errors import DataError
from trilateral.tables.manifests import Manifest, Source

if TYPE_CHECKING:
    import geopandas
    import pandas as pd


def load(name: str, folder: Path | None = None) -> pd.DataFrame:
    """The table ``name`` with the types of its manifest.

    A table is checked whole when it is published. Loading one whose bytes are no longer those, as
    after an edit, checks it again; ``trilateral check`` always does.

    Parameters
    ----------
    name
        Name of a file in ``data/`` without its ending: ``"military_expenditure"``.
    folder
        Another data folder (another edition); the book's own by default.

    Returns
    -------
    DataFrame
        One row a record. Its manifest is in ``.attrs["manifest"]`` as the plain name, so that a
        copy of the frame stays cheap; read it with :func:`manifest`. Missing values are ``NA``.

    Raises
    ------
    DataError
        File, row, column, value and expectation of everything that breaks the manifest.
    """
    found = manifests.read(name, folder)
    if found.kind != "table":
        raise DataError(f"{found.shown}: is a layer; load it with tables.layer({name!r})")
    frame = read_csv(found)
    if manifests.digest(found.data_path) != found.sha256:
        schema.check(frame, found)  # the very bytes that were published have been checked then
    frame.attrs["manifest"] = name
    return frame


def manifest(name: str, folder: Path | None = None) -> Manifest:
    """The manifest of the table or layer ``name``: units, editions, licences."""
    return manifests.read(name, folder)


def upstreams(given: str | Source) -> tuple[Source, ...]:
    """Who published what a figure is made from: the sources of the table or layer, or the source itself."""
    return (given,) if isinstance(given, Source) else manifest(given).sources


def credit(given: str | Source) -> str:
    """The words under a figure for a table, a layer or a source."""
    return "; ".join(source.credit for source in upstreams(given))


def read_csv(found: Manifest) -> pd.DataFrame:
    """Read a table's file and type it; no check of ranges yet."""
    import pandas as pd

    _require_file(found)
    try:
        text = pd.read_csv(found.data_path, dtype="string", encoding="utf-8", keep_default_na=False, na_values=[""])
    except (pd.errors.ParserError, pd.errors.EmptyDataError, UnicodeDecodeError) as error:
        raise DataError(f"{found.shown}: not a CSV table in UTF-8: {' '.join(str(error).split())}") from None
    return schema.typed(text, found)


def layer(name: str, folder: Path | None = None) -> geopandas.GeoDataFrame:
    """The map layer ``name`` of ``data/geo/`` in WGS84 longitude and latitude.

    Longitudes run past 180 where a shape crosses the antimeridian, so that it stays whole.
    Read without GDAL, so that it also works in a browser.

    Raises
    ------
    DataError
        The file is not GeoJSON or lacks a property. Shapes and bounds are checked when a layer is
        published and by ``trilateral check``.
    """
    import geopandas

    found = manifests.read(f"geo/{name}", folder)
    records, shapes = _features(found)
    frame = geopandas.GeoDataFrame(records, columns=list(found.columns), geometry=shapes, crs="OGC:CRS84")
    for column, spec in found.columns.items():
        frame[column] = frame[column].astype(schema.DTYPES[spec["type"]])
    frame.attrs["manifest"] = f"geo/{name}"
    return frame


def check_layer(found: Manifest, frame: geopandas.GeoDataFrame) -> None:
    """Check a loaded layer: properties as a table, shapes valid, not empty and in bounds."""
    import pandas as pd

    schema.check(pd.DataFrame(frame.drop(columns="geometry")), found)
    faults = []
    kinds = {"polygon": ("Polygon", "MultiPolygon"), "line": ("LineString", "MultiLineString"), "point": ("Point",)}
    for position, shape in enumerate(frame.geometry):
        place = f"{found.shown} feature {position + 1}, geometry:"
        if shape is None or shape.is_empty:
            faults.append(f"{place} empty; a {found.geometry} is expected")
        elif not shape.is_valid:
            faults.append(f"{place} not valid; a valid {found.geometry} is expected")
        elif shape.geom_type not in kinds[found.geometry]:
            faults.append(f"{place} {shape.geom_type}; a {found.geometry} is expected")
    if not faults:
        faults = _outside(found, frame)
    if faults:
        raise DataError("\n".join(faults))


def _outside(found: Manifest, frame: geopandas.GeoDataFrame) -> list[str]:
    west, south, east, north = found.bounds
    box = frame.bounds
    out = (box.minx < west) | (box.miny < south) | (box.maxx > east) | (box.maxy > north)
    return [
        f"{found.shown} feature {position + 1}, geometry: reaches {tuple(box.loc[position].round(4))}; "
        f"expected within {found.bounds}"
        for position in frame.index[out]
    ]


def _features(found: Manifest) -> tuple[list[dict], list]:
    """Properties and shapes of a layer's features, in order."""
    import shapely

    _require_file(found)
    try:
        text = found.data_path.read_text("utf-8")
        records = [feature.get("properties") or {} for feature in json.loads(text)["features"]]
        shapes = list(shapely.from_geojson(text).geoms)
    except (ValueError, KeyError, TypeError, AttributeError, shapely.GEOSException) as error:
        raise DataError(f"{found.shown}: not a GeoJSON FeatureCollection: {error}") from None
    for position, properties in enumerate(records, 1):
        if set(properties) != set(found.columns):
            raise DataError(
                f"{found.shown} feature {position}: properties {', '.join(sorted(properties))}; "
                f"expected {', '.join(found.columns)}"
            )
    if len(shapes) != len(records):
        raise DataError(f"{found.shown}: {len(shapes)} geometries for {len(records)} features")
    return records, shapes


def _require_file(found: Manifest) -> None:
    if not found.data_path.is_file():
        raise DataError(f"{found.shown}: no such file; {found.path.name} describes it")


def verify(name: str, folder: Path | None = None) -> Manifest:
    """Check one table or layer whole: manifest, bytes, types, ranges, keys, shapes, licence limit."""
    found = manifests.read(name, folder or paths.data_dir())
    if found.kind == "table":
        frame = read_csv(found)
        schema.check(frame, found)
    else:
        frame = layer(name.removeprefix("geo/"), folder)
        check_layer(found, frame)
    _check_bytes(found)
    numbers = [column for column, spec in found.columns.items() if spec["type"] == "number"]
    _check_limits(found, int(frame[numbers].notna().sum().sum()))
    return found


def _check_bytes(found: Manifest) -> None:
    actual = manifests.digest(found.data_path)
    if actual != found.sha256:
        raise DataError(f"{found.shown}: sha256 {actual}; its manifest says {found.sha256}")


def _check_limits(found: Manifest, cells: int) -> None:
    """Fair-use limits count the numeric cells of the producer's data set that we commit."""
    for source in found.sources:
        limit, whole = source.licence.get("limit"), source.licence.get("of")
        if limit and whole and cells / whole >= limit:
            raise DataError(
                f"{found.shown}: {cells} cells are {cells / whole:.1%} of the {whole} in "
                f"{source.title}; under {limit:.0%} is allowed"
            )
