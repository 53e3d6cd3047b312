"""Layer ``disputed_points``: places that states dispute and that are too small to draw as land."""
from __future__ import annotations

from pathlib import Path

import geopandas

from trilateral.sources import publish
from trilateral.sources.geo import credits

NAME = "disputed_points"
DECIMALS = 4
TYPED = Path(__file__).with_name("disputed_points_typed.csv")


def build(typed: Path = TYPED, folder: Path | None = None) -> Path:
    """Publish the layer from typed rows; coordinates are those of the pages cited."""
    return publish.layer(frame_of(typed), DESCRIPTION, [typed], decimals=DECIMALS, folder=folder)


def frame_of(typed: Path) -> geopandas.GeoDataFrame:
    """Rows with points made of ``lon`` and ``lat``, which then go."""
    import pandas as pd

    rows = pd.read_csv(typed, encoding="utf-8", keep_default_na=False)
    points = geopandas.points_from_xy(rows["lon"], rows["lat"])
    return geopandas.GeoDataFrame(rows.drop(columns=["lon", "lat"]), geometry=points, crs="OGC:CRS84")


DESCRIPTION = {
    "name": NAME,
    "title": "Disputed islets, reefs and island groups as points",
    "description": "Where control or rights are disputed: who holds the place, who claims it, and both its names.",
    "sources": [{
        "id": "citations", "producer": "The book's authors",
        "title": "Coordinates and claims typed from the pages cited", "edition": "November 2026",
        "url": "https://creativecommons.org/licenses/by/4.0/",
        "licence": {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/",
                    "terms": "The facts are those of the pages cited; credit them."},
        "retrieved": credits.RETRIEVED, "route": "Typed by hand; each row has the address of its page.",
    }],
    "builder": "trilateral.sources.geo",
    "key": ["id"],
    "columns": {
        "id": {"type": "string", "pattern": "[a-z0-9]+(_[a-z0-9]+)*", "description": "Short name that stays"},
        "name": {"type": "string", "description": "Name by the book's policy, both where there are two"},
        "administered_by": {"type": "string", "pattern": "[A-Z]{3}",
                            "description": "ISO 3166-1 alpha-3 code of the state that holds the place"},
        "claimed_by": {"type": "string", "pattern": "[A-Z]{3}( [A-Z]{3})*",
                       "description": "Codes of the other states that claim it, or that contest its zones"},
        "dispute": {"type": "string", "description": "What is disputed", "values": {
            "sovereignty": {"description": "to whom the land belongs"},
            "maritime_zone": {"description": "whether it generates an exclusive economic zone"}}},
        "source_url": {"type": "string", "pattern": "https?://.+", "description": "Address of the page cited"},
    },
    "row_floor": 8,
    "geometry": "point",
    "scale": "coordinates as the pages print them, to a minute or a second of arc; sources differ by up to 5 km",
    "notes": "Points, because shorelines at hand lack these places or put them kilometres away. The point of the "
             "southern Kurils is where their label goes: the land itself is the disputed row of the layer land. "
             "Groups (Paracels, Spratlys, Senkaku / Diaoyu) stand at their best-known island.",
}
