"""The three layers that are Natural Earth's countries and nothing else: ``land``, ``world`` and ``eurasia``.

What is computed from ``land`` afterwards needs other archives and minutes; :mod:`.staleness` says what has to be
built again.
"""
from __future__ import annotations

from pathlib import Path

from trilateral.sources import publish
from trilateral.sources.geo import eurasia, land, natural_earth, world


def build(inputs: dict[str, Path], folder: Path | None = None, retrieved: str | None = None) -> list[Path]:
    """Publish the layers from ``inputs["admin0"]``, Natural Earth's archive or the package that carries it.

    Raises
    ------
    DataError
        The archive is damaged, of another kind or projection, or a country is missing, has another area, or holds
        what it should not.
    """
    path = inputs["admin0"]
    given = natural_earth.countries(path)
    made = [(module, module.frame_of(given.frame), module.describe(given, path, retrieved))
            for module in (land, world, eurasia)]
    return [publish.layer(frame, description, [path], decimals=module.DECIMALS, folder=folder)
            for module, frame, description in made]
