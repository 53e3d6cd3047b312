"""Layer ``land``: countries at regional scale, one frame for the chain and the Russian Far East."""
from __future__ import annotations

from pathlib import Path
from typing import Any

import geopandas
import pandas as pd
import shapely

from trilateral import names
from trilateral.sources.geo import credits, natural_earth, shapes, thinning

NAME = "land"
# Lon, lat. North of 45 the frame reaches further west and east: on a conic map of the Russian Far
# East the corners of the sheet show Taymyr and Alaska.
FRAME = shapely.union_all([shapely.box(82, -12, 195, 84), shapely.box(60, 45, 200, 84)])
TOLERANCE = 0.02  # degrees; coverage_simplify drops corners below about its square, 5 km² at the Equator
ISLAND_TOLERANCE = 0.004
DECIMALS = 3
# The chain, where small islands are what the map is about (west, south, east, north).
ISLAND_BOXES = [
    (122.0, 23.5, 132.0, 31.0),  # Ryukyus, Osumi islands
    (128.0, 31.5, 131.5, 35.0),  # Goto, Iki, Tsushima
    (118.0, 21.5, 122.0, 26.6),  # islands off Taiwan, Penghu, Kinmen, Pingtan
    (121.0, 18.4, 122.6, 21.5),  # Batanes, Babuyan
    (115.0, 6.5, 122.0, 13.5),  # Balabac, Calamian, Mindoro's islands
    (144.5, 42.5, 157.0, 51.2),  # Kurils
    (139.0, 24.0, 143.0, 35.2),  # Izu and Ogasawara islands
    (124.5, 33.0, 131.5, 38.2),  # Jeju, Ulleung, the islands off the ROK's west coast
]
ISLET_KM2, CHAIN_ISLET_KM2, PINHOLE_KM2 = 60.0, 1.5, 400.0
# Administered from elsewhere and drawn with the country that does (names of Natural Earth's codes).
DRAWN_WITH = {"HKG": "CHN", "MAC": "CHN", "IOA": "AUS", "GUM": "USA", "MNP": "USA"}
# Shown as points by disputed_points, where a name and the claimants fit.
LEFT_OUT = {"PGA", "SCR", "UMI"}
VIEWS = {
    "": "Natural Earth's edition without a point of view.",
    "deu": "Natural Earth's edition with the German point of view, as it draws Crimea as Ukraine's; who holds Taiwan, "
           "the southern Kurils and other places in dispute is checked when the layer is built, the rest was not "
           "compared with the edition without a point of view.",
}
NAMES = {**names.COUNTRIES, "TLS": "Timor-Leste"}
# Iturup, Kunashir, Shikotan and the Habomai islets: Russia holds them, Japan claims them.
SOUTHERN_KURILS = shapely.Polygon(
    [(145.3, 43.75), (145.62, 43.33), (146.0, 43.25), (147.3, 43.6), (149.4, 45.2), (149.0, 45.75), (146.3, 44.75)])


def frame_of(countries: geopandas.GeoDataFrame) -> geopandas.GeoDataFrame:
    """Countries of the frame, simplified, the southern Kurils apart."""
    return split_disputed(simplified(clipped(countries)))


def describe(given: natural_earth.Countries, path: Path, retrieved: str | None = None) -> dict[str, Any]:
    """The manifest of the layer, made from ``given``, which was in the file at ``path``."""
    return {**DESCRIPTION, "sources": [credits.admin_0(given, path, retrieved)],
            "notes": f"{DESCRIPTION['notes']} {VIEWS[given.view]}"}


def clipped(frame: geopandas.GeoDataFrame) -> geopandas.GeoDataFrame:
    """Countries of the frame, dependent territories joined, one row a country by ``iso3``."""
    frame = frame[~frame["iso3"].isin(LEFT_OUT)].copy()
    frame["iso3"] = frame["iso3"].replace(DRAWN_WITH)
    frame["geometry"] = [_in_frame(shape) for shape in frame.geometry]
    frame = frame[~frame.geometry.is_empty]
    joined = frame.dissolve("iso3", as_index=False, aggfunc={"name": "first"}).sort_values("iso3")
    joined["name"] = [NAMES.get(code, name) for code, name in zip(joined["iso3"], joined["name"], strict=True)]
    return joined.reset_index(drop=True)


def _in_frame(shape: shapely.Geometry) -> shapely.Geometry:
    whole = shapes.east_of_greenwich(shapely.make_valid(shape))
    return shapes.polygons_only(shapely.intersection(whole, FRAME))


def simplified(frame: geopandas.GeoDataFrame) -> geopandas.GeoDataFrame:
    """Simplify countries together, so that borders still meet, then drop what is too small to show."""
    coarse = thinning.coverage(frame.geometry.values, TOLERANCE, ISLAND_TOLERANCE, DECIMALS)
    cleaned = [_cleaned(shape) for shape in coarse]
    return frame.assign(geometry=cleaned)[lambda f: ~f.geometry.is_empty].reset_index(drop=True)


def _cleaned(shape: shapely.Geometry) -> shapely.Geometry:
    shape = shapes.without_islets(shape, ISLET_KM2, ISLAND_BOXES, CHAIN_ISLET_KM2)
    return shapes.without_slivers(shapes.without_pinholes(shape, PINHOLE_KM2))


def split_disputed(frame: geopandas.GeoDataFrame) -> geopandas.GeoDataFrame:
    """Give the southern Kurils a row of their own, so that a map can hatch them."""
    frame = frame.assign(status="plain", claimed_by=None)
    russia = frame.index[frame["iso3"] == "RUS"][0]
    parts = shapely.get_parts(frame.at[russia, "geometry"])
    south = shapely.contains_properly(SOUTHERN_KURILS, shapely.point_on_surface(parts))
    frame.at[russia, "geometry"] = shapely.MultiPolygon(list(parts[~south]))
    row = {"iso3": "RUS", "name": "Kuril Islands / Northern Territories", "status": "disputed",
           "claimed_by": "JPN", "geometry": shapely.MultiPolygon(list(parts[south]))}
    added = geopandas.GeoDataFrame([row], crs=frame.crs)
    whole = pd.concat([frame, added], ignore_index=True).sort_values(["iso3", "status"], ascending=[True, False])
    return geopandas.GeoDataFrame(whole, crs=frame.crs).reset_index(drop=True)


DESCRIPTION = {
    "name": NAME,
    "title": "Land of East Asia, the western Pacific and the Russian Far East, by country",
    "description": "Countries as they are held (de facto control), simplified for maps that fill a page.",
    "sources": [credits.ADMIN_0],
    "builder": "trilateral.sources.geo",
    "key": ["iso3", "status"],
    "columns": {
        "iso3": {"type": "string", "pattern": "[A-Z]{3}",
                 "description": "ISO 3166-1 alpha-3 code of the state that holds the land"},
        "name": {"type": "string", "description": "Name as the book writes it"},
        "status": {"type": "string", "description": "How the land is to be drawn", "values": {
            "plain": {"description": "drawn plainly"},
            "disputed": {"description": "drawn as disputed, with both names"}}},
        "claimed_by": {"type": "string", "missing": True, "pattern": "[A-Z]{3}",
                       "description": "State that claims what another holds, on disputed rows"},
    },
    "row_floor": 25,
    "geometry": "polygon",
    "scale": "drawn from 1:10 million, simplified to about 2 km (small islands 0.4 km), coordinates to 0.001 degrees; "
             "good to about 1:5 million; do not measure straits or small islands on it",
    "notes": "Longitudes run on past 180, so that Chukotka is whole. Frame: 82 to 195 E, 12 S to 84 N; north of 45 N "
             "from 60 to 200. What reaches the frame is cut there. Islands under 60 km2 are dropped, under 1.5 km2 "
             "along the chain; lakes are not cut out. Hong Kong and Macau are drawn with China (PRC), Guam and the "
             "Northern Marianas with the United States. Taiwan (ROC) has its own row. The southern Kurils stand "
             "under RUS with status disputed. Dokdo / Takeshima, Senkaku / Diaoyu, Paracels, Spratlys, Scarborough "
             "and Pratas are points in disputed_points.",
}
