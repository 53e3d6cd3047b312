"""Read and check the manifest that stands beside every table and layer."""
from __future__ import annotations

import functools
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from trilateral import paths
from trilateral.tables.errors import DataError

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the same, eight times as fast, where there is libyaml


@dataclass(frozen=True)
class Source:
    """One upstream of a table: who published which edition of what, under which terms."""

    id: str
    producer: str
    title: str
    edition: str
    url: str
    licence: dict[str, Any]
    retrieved: str
    route: str
    short: str = ""

    @property
    def credit(self) -> str:
        """Credit for the line under a figure: ``short`` if there is one, else producer, title, edition."""
        return self.short or f"{self.producer}, {self.title}, {self.edition}"


@dataclass(frozen=True)
class Manifest:
    """What ``data/<name>.yml`` says of the table ``data/<name>.csv`` (or layer ``.geojson``)."""

    name: str
    kind: str
    title: str
    description: str
    file: str
    path: Path
    sources: tuple[Source, ...]
    builder: str
    inputs: tuple[dict[str, str], ...]
    key: tuple[str, ...]
    columns: dict[str, dict[str, Any]]
    rows: int
    row_floor: int
    sha256: str
    missing: str = ""
    notes: str = ""
    geometry: str = ""
    bounds: tuple[float, ...] = ()
    scale: str = ""

    @property
    def data_path(self) -> Path:
        """The file that holds the data, beside the manifest."""
        return self.path.parent / self.file

    @property
    def shown(self) -> str:
        """The data file as messages name it: relative to the folder above ``data/``."""
        return f"data/{self.data_path.relative_to(_root(self.path)).as_posix()}"

    def unit(self, column: str, value: str | None = None) -> str:
        """Unit of a column, or of one value of it (a measure of a long table)."""
        spec = self.columns[column]
        if value is None:
            return spec.get("unit", "")
        return spec["values"][value].get("unit", "")

    @property
    def credit(self) -> str:
        """Credit line that names every source with its edition."""
        return "; ".join(source.credit for source in self.sources)


def _root(path: Path) -> Path:
    return path.parent.parent if path.parent.name == "geo" else path.parent


def names(folder: Path | None = None) -> list[str]:
    """Names of all tables and layers, layers as ``geo/<name>``, in alphabetical order."""
    return [name for name in _stems(folder, ".yml") if name != "claims"]


def strays(folder: Path | None = None) -> list[str]:
    """Names of tables and layers that no manifest describes."""
    return sorted({*_stems(folder, ".csv"), *_stems(folder, ".geojson")} - {*_stems(folder, ".yml")})


def _stems(folder: Path | None, ending: str) -> list[str]:
    root = folder or paths.data_dir()
    return sorted(path.relative_to(root).with_suffix("").as_posix() for path in root.rglob(f"*{ending}"))


@functools.lru_cache(maxsize=1)
def _validator():
    """The manifest's JSON Schema, compiled; jsonschema would cost every chapter a second to import."""
    import fastjsonschema

    schema = json.loads((Path(__file__).parent / "manifest.schema.json").read_text("utf-8"))
    return fastjsonschema.compile(schema)


def read(name: str, folder: Path | None = None) -> Manifest:
    """Manifest of the table or layer ``name``.

    Raises
    ------
    DataError
        There is no such manifest, or it does not follow ``manifest.schema.json``.
    """
    root = folder or paths.data_dir()
    path = root / f"{name}.yml"
    return parse(content(path, name, root), path)


def content(path: Path, name: str, root: Path) -> Any:
    """What the manifest at ``path`` holds, unchecked; errors as of :func:`read`."""
    if not path.is_file():
        bare = [file for file in (path.with_suffix(".csv"), path.with_suffix(".geojson")) if file.is_file()]
        if bare:
            raise DataError(f"data/{name}{bare[0].suffix}: has no manifest; data/{name}.yml is expected beside it")
        raise DataError(f"data/{name}.yml: no such manifest; there are {', '.join(names(root))}")
    try:
        return yaml.load(path.read_text("utf-8"), Loader=_LOADER)
    except yaml.YAMLError as error:
        raise DataError(f"data/{name}.yml: not YAML: {' '.join(str(error).split())}") from None


def parse(raw: Any, path: Path) -> Manifest:
    """Check ``raw``, the content of the manifest at ``path``, and give it its type."""
    shown = f"data/{path.relative_to(_root(path)).as_posix()}"
    _check_fields(raw, shown)
    if raw["name"] != path.stem:
        raise DataError(f"{shown}, field name: {raw['name']!r} is not the file's name, {path.stem!r}")
    raw = dict(raw)
    sources = tuple(Source(**source) for source in raw.pop("sources"))
    lists = {field: tuple(raw.pop(field, ())) for field in ("inputs", "key", "bounds")}
    return Manifest(path=path, sources=sources, **lists, **raw)


def _check_fields(raw: Any, shown: str) -> None:
    from fastjsonschema import JsonSchemaValueException

    try:
        _validator()(raw)
    except JsonSchemaValueException as fault:
        field = ".".join(map(str, fault.path[1:])) or "(top)"
        said = fault.message.removeprefix(fault.name).strip()
        value = "" if isinstance(fault.value, dict) else f"{fault.value!r:.60} "
        raise DataError(f"{shown}, field {field}: {value}{said}") from None


def digest(path: Path) -> str:
    """SHA-256 of a file, hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
