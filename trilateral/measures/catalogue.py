"""Every distance, width, length and area that the book computes, in one list."""
from __future__ import annotations

import functools
from pathlib import Path
from typing import TYPE_CHECKING

from trilateral import tables
from trilateral.measures import geodesy, widths
from trilateral.measures.distances import PAIRS
from trilateral.measures.measurement import Measurement

if TYPE_CHECKING:
    import pandas as pd

# Shorelines: GSHHG's full set was compiled at 1:100,000 to 1:250,000, where a shore is good to 100-500 m.
SHORE_KM = 0.35
# Small islands far from any mainland were charted by old fixes; the set misplaces several by about 1 km.
REMOTE_KM = 1.0
REMOTE = {"Mavulis", "Lesser Lanyu", "Lanyu", "Yonaguni", "Batan", "Sabtang", "Itbayat", "Babuyan Island",
          "Kuchinoshima", "Miyako Island"}
# Borders: the source cuts meanders. Published lengths exceed it by 16 % (PRC) to 28 % (PRC-DPRK, two
# rivers); only the 18 km at the Tumen come out long, by 4 %. The shares below just cover that.
BORDER_SHARE = {"RUS-CHN": 0.18, "CHN-PRK": 0.29, "RUS-MNG": 0.18, "KOR-PRK": 0.22, "RUS-PRK": 0.06}
# Areas: 1:10 million outlines against published areas; the worst of the eleven is 1.4 %.
AREA_SHARE = 0.015
BORDER_NAMES = {"RUS-PRK": "Russia - DPRK", "RUS-CHN": "Russia - PRC, eastern section", "RUS-MNG": "Russia - Mongolia",
                "CHN-PRK": "PRC - DPRK", "KOR-PRK": "ROK - DPRK, Military Demarcation Line"}


KINDS = {
    "width": lambda folder: strait_widths(tables.load("straits", folder), tables.layer("strait_shores", folder)),
    "length": lambda folder: border_lengths(tables.layer("borders", folder)),
    "area": lambda folder: subject_areas(tables.layer("federal_subjects", folder)),
    "distance": lambda folder: place_distances(tables.load("places", folder)),
}
"""Kind -> how to measure all of it; each reads only its own tables."""


def measure_all(*kinds: str, folder: Path | None = None) -> list[Measurement]:
    """Measurements of the given kinds, or all: widths north to south, lengths, areas, distances.

    ``folder`` is another edition of the data.

    Raises
    ------
    KeyError
        There is no such kind.
    """
    return [found for kind in kinds or KINDS for found in _measured(kind, folder)]


@functools.lru_cache(maxsize=2 * len(KINDS))
def _measured(kind: str, folder: Path | None) -> tuple[Measurement, ...]:
    return tuple(KINDS[kind](folder))


def strait_widths(straits: pd.DataFrame, shores: pd.DataFrame) -> list[Measurement]:
    """Width of each row of ``straits``: shortest geodesic between its two landmasses of ``shores``."""
    land = shores.set_index("landmass").geometry
    found = []
    for row in straits.sort_values("seq").itertuples():
        gap = widths.gap(land[row.from_landmass], land[row.to_landmass])
        found.append(Measurement(
            id=f"width-{row.id}", name=row.name, kind="width", value=gap.km, unit="km",
            method="shortest geodesic between shores, WGS84, GSHHG full resolution",
            uncertainty=round((_shore(row.from_landmass) ** 2 + _shore(row.to_landmass) ** 2) ** 0.5, 2),
            why="shores good to 0.1-0.5 km, remote small islands to 1 km; both ends combined",
            from_=row.from_landmass, to=row.to_landmass, segment=gap.segment,
        ))
    return found


def _shore(landmass: str) -> float:
    return REMOTE_KM if landmass in REMOTE else SHORE_KM


def border_lengths(borders: pd.DataFrame) -> list[Measurement]:
    """Length of each boundary as the source draws it: a lower bound where rivers meander."""
    found = []
    for row in borders.itertuples():
        length = geodesy.length_km(row.geometry)
        one, other = row.pair.split("-")
        found.append(Measurement(
            id=f"border-{row.pair.lower()}", name=BORDER_NAMES[row.pair], kind="length", value=length, unit="km",
            method="length along the line, WGS84, World Data Bank II",
            uncertainty=round(BORDER_SHARE[row.pair] * length, 1),
            why="the source cuts meanders, so rivers come out short; judged against published lengths",
            from_=one, to=other,
        ))
    return found


def subject_areas(subjects: pd.DataFrame) -> list[Measurement]:
    """Area of each federal subject, lakes included."""
    import shapely

    found = []
    for row in subjects.itertuples():
        # cut up: an edge of the file is straight in degrees, and the solver takes it for a geodesic
        area = geodesy.area_km2(shapely.segmentize(row.geometry, 0.05))
        found.append(Measurement(
            id=f"area-{row.iso_3166_2.lower()}", name=row.name, kind="area", value=area, unit="km2",
            method="area on the ellipsoid, WGS84, Natural Earth 1:10 million simplified",
            uncertainty=round(AREA_SHARE * area), why="outlines at 1:10 million; judged against published areas",
            from_=row.iso_3166_2,
        ))
    return found


def place_distances(places: pd.DataFrame, pairs: tuple[tuple[str, str], ...] = PAIRS) -> list[Measurement]:
    """Distances of :data:`~trilateral.measures.distances.PAIRS` between the coordinates of ``places``.

    Raises
    ------
    KeyError
        A place of a pair is not in the table.
    """
    rows = places.set_index("id")
    found = []
    for one, other in pairs:
        a, b = rows.loc[one], rows.loc[other]
        found.append(Measurement(
            id=f"distance-{one}-{other}", name=f"{a['name_en']} - {b['name_en']}", kind="distance",
            value=geodesy.distance_km(a["lon"], a["lat"], b["lon"], b["lat"]), unit="km",
            method="geodesic between points, WGS84",
            uncertainty=round((a["coord_uncertainty_km"] ** 2 + b["coord_uncertainty_km"] ** 2) ** 0.5, 1),
            why="where the point of a city or base stands; both ends combined",
            from_=one, to=other, segment=((a["lon"], a["lat"]), (b["lon"], b["lat"])),
        ))
    return found


def by_id(*kinds: str) -> dict[str, Measurement]:
    """The same, to look one up: ``by_id("width")["width-bashi"].value``."""
    return {found.id: found for found in measure_all(*kinds)}
