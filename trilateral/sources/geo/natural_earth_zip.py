"""Open Natural Earth's archive of countries (admin-0), member by member, and read what it says of itself."""
from __future__ import annotations

import re
import tempfile
import warnings
import zipfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from trilateral.fetching import archives
from trilateral.tables import DataError

if TYPE_CHECKING:
    import geopandas

STEM = "ne_10m_admin_0_countries"
NEEDED = (".shp", ".shx", ".dbf", ".prj", ".VERSION.txt")
ALLOWED = (*NEEDED, ".cpg", ".README.html")
MOST_MEMBERS = 20
LARGEST = {".shp": 40_000_000, ".dbf": 10_000_000, ".shx": 100_000}  # bytes unpacked; 9, 0.8 and 0.002 MB in 5.1.1
LARGEST_TEXT = 500_000
FIELDS = ("ADMIN", "ISO_A3_EH", "ADM0_A3")
VIEWS = {"": "de facto", "deu": "German point of view"}
"""How an archive draws what states dispute, by the end of its files' names. Other views of single states are not for
this book; which of the two it needs is for :mod:`.natural_earth_checks` to say."""


@dataclass(frozen=True)
class Countries:
    """What an archive holds: ``frame`` with ``iso3``, ``name`` and geometry, one row a country; whose it is."""

    frame: geopandas.GeoDataFrame
    file: str
    version: str
    made: date
    view: str


def read(path: Path) -> Countries:
    """The countries in the archive at ``path``.

    ``iso3`` is ISO 3166-1's alpha-3 code, or Natural Earth's own where there is none.

    Raises
    ------
    DataError
        The archive is not whole, has another member than a shapefile has, no version, another projection, or lacks a
        field; the shapes cannot be read.
    """
    with archives.opened(path, members=MOST_MEMBERS) as archive, tempfile.TemporaryDirectory() as scratch:
        stem = _stem(archive, path.name)
        version = _version(archive, stem, path.name)
        _check_projection(archive, stem, path.name)
        for ending in (".shp", ".shx", ".dbf", ".prj"):
            content = archives.read(archive, stem + ending, LARGEST.get(ending, LARGEST_TEXT))
            Path(scratch, stem + ending).write_bytes(content)
        frame = _frame(Path(scratch, f"{stem}.shp"), path.name)
        made = date(*archive.getinfo(f"{stem}.shp").date_time[:3])
    return Countries(frame, path.name, version, made, stem.removeprefix(STEM).strip("_"))


def _stem(archive: zipfile.ZipFile, file: str) -> str:
    """The name that all members share before their endings."""
    names = [entry.filename for entry in archive.infolist()]
    stems = [name.removesuffix(".shp") for name in names if name.endswith(".shp")]
    known = [f"{STEM}_{view}".rstrip("_") for view in VIEWS]
    if len(stems) != 1 or stems[0] not in known:
        raise DataError(f"{file}: shapes in {', '.join(f'{s}.shp' for s in stems) or 'no member'}; one of "
                        f"{', '.join(f'{s}.shp' for s in known)} is expected")
    stem = stems[0]
    if strange := sorted(set(names) - {stem + ending for ending in ALLOWED}):
        raise DataError(f"{file}, member {strange[0]!r}: not a part of {stem}; {', '.join(ALLOWED)} are expected")
    if lacking := [ending for ending in NEEDED if stem + ending not in names]:
        raise DataError(f"{file}: no member {stem}{lacking[0]}; {', '.join(NEEDED)} are expected")
    return stem


def _text(archive: zipfile.ZipFile, member: str, file: str) -> str:
    try:
        return archives.read(archive, member, LARGEST_TEXT).decode("utf-8-sig").strip()
    except UnicodeDecodeError:
        raise DataError(f"{file}, member {member!r}: is not text in UTF-8") from None


def _version(archive: zipfile.ZipFile, stem: str, file: str) -> str:
    text = _text(archive, f"{stem}.VERSION.txt", file)
    if not re.fullmatch(r"\d{1,3}\.\d{1,3}\.\d{1,3}", text, re.ASCII):
        raise DataError(f"{file}, member '{stem}.VERSION.txt': {text!r:.60}; a version as 5.1.1 is expected")
    return text


def _check_projection(archive: zipfile.ZipFile, stem: str, file: str) -> None:
    """Longitude and latitude on WGS84, names in UTF-8."""
    from pyproj import CRS
    from pyproj.exceptions import CRSError

    text = _text(archive, f"{stem}.prj", file)
    try:
        found = CRS.from_wkt(text)
    except CRSError:
        raise DataError(f"{file}, member '{stem}.prj': {text!r:.60}; WGS84 as WKT is expected") from None
    if not found.equals(CRS("EPSG:4326"), ignore_axis_order=True):
        raise DataError(f"{file}, member '{stem}.prj': {found.name!r:.60}; longitude and latitude on WGS84 are "
                        "expected")
    if f"{stem}.cpg" in archive.NameToInfo and (code := _text(archive, f"{stem}.cpg", file)).upper() != "UTF-8":
        raise DataError(f"{file}, member '{stem}.cpg': {code!r:.60}; UTF-8 is expected")


def _frame(shapefile: Path, file: str) -> geopandas.GeoDataFrame:
    import geopandas
    import pyogrio
    import shapely

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what GDAL mutters about; the checks after it speak plainly
            fields = set(pyogrio.read_info(shapefile, encoding="utf-8")["fields"])
            if lacking := [field for field in FIELDS if field not in fields]:
                raise DataError(f"{file}: no field {', '.join(lacking)}; found {', '.join(sorted(fields)):.120}")
            frame = geopandas.read_file(shapefile, encoding="utf-8", columns=list(FIELDS))
    except DataError:
        raise
    except (RuntimeError, ValueError, TypeError, OverflowError, MemoryError, shapely.errors.ShapelyError) as error:
        raise DataError(f"{file}: shapes cannot be read: {' '.join(str(error).split()):.120}") from None
    frame["iso3"] = frame["ISO_A3_EH"].where(frame["ISO_A3_EH"] != "-99", frame["ADM0_A3"])
    return frame.rename(columns={"ADMIN": "name"})[["iso3", "name", "geometry"]]
