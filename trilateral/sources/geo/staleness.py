"""Layers and tables that were computed from another published file than the one that stands beside them now."""
from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from trilateral import paths
from trilateral.tables import manifests

REMEDIES = {
    "geo/computed_limits": "geo_computed --input hires=FILE",
    "geo/base_distance": "geo_computed --input hires=FILE",
    "geo/luzon_strait": "geo_computed --input hires=FILE",
    "geo/strait_lines": "strait_lines --input relief=FILE",
}
"""What builds them again, after ``python -m trilateral.sources``."""


@dataclass(frozen=True)
class Stale:
    """``name`` was computed from a ``source`` (file name) that has changed since; ``remedy`` builds it again."""

    name: str
    source: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.name} was computed from another {self.source}; rebuild it: {self.remedy}"


def stale(folder: Path | None = None) -> list[Stale]:
    """All of the data folder, in alphabetical order, by the digests that the manifests keep of their inputs."""
    root = folder or paths.data_dir()
    found = {name: manifests.read(name, root) for name in manifests.names(root)}
    published = {one.file: one for one in found.values()}
    return [
        Stale(name, given["file"], f"python -m trilateral.sources {REMEDIES.get(name, name)}")
        for name, one in found.items() for given in one.inputs
        if given["file"] in published and given["file"] != one.file
        and given["sha256"] != published[given["file"]].sha256
    ]
