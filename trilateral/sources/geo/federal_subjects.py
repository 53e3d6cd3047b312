"""Layer ``federal_subjects``: the eleven subjects of Russia's Far Eastern Federal District."""
from __future__ import annotations

from pathlib import Path

import geopandas
import shapely

from trilateral.sources import publish
from trilateral.sources.geo import credits, natural_earth, shapes, thinning

NAME = "federal_subjects"
TOLERANCE, ISLAND_TOLERANCE = 0.02, 0.004  # degrees
DECIMALS = 3
ISLET_KM2 = 5.0
NAMES = {
    "RU-CHU": "Chukotka Autonomous Okrug", "RU-KAM": "Kamchatka Krai", "RU-MAG": "Magadan Oblast",
    "RU-SA": "Sakha Republic (Yakutia)", "RU-AMU": "Amur Oblast", "RU-KHA": "Khabarovsk Krai",
    "RU-SAK": "Sakhalin Oblast", "RU-YEV": "Jewish Autonomous Oblast", "RU-PRI": "Primorsky Krai",
    "RU-BU": "Republic of Buryatia", "RU-ZAB": "Zabaykalsky Krai",
}


def build(admin1: Path, folder: Path | None = None) -> Path:
    """Publish the layer from the package that carries Natural Earth's provinces."""
    frame = natural_earth.provinces(admin1, sorted(NAMES))
    frame.insert(1, "name", [NAMES[code] for code in frame["iso_3166_2"]])
    frame["geometry"] = simplified(list(frame.geometry))
    return publish.layer(frame, DESCRIPTION, [admin1], decimals=DECIMALS, folder=folder)


def simplified(subjects: list[shapely.Geometry]) -> list[shapely.Geometry]:
    """Whole across 180 degrees, simplified together so that no gap opens, islets dropped."""
    whole = [shapes.east_of_greenwich(shape) for shape in subjects]
    if not shapely.coverage_is_valid(whole):
        raise ValueError("the provinces overlap or leave gaps before they are simplified")
    coarse = thinning.coverage(whole, TOLERANCE, ISLAND_TOLERANCE, DECIMALS)
    return [shapes.without_islets(shape, ISLET_KM2) for shape in coarse]


def frame_of(admin1: Path) -> geopandas.GeoDataFrame:
    """The subjects unsimplified, for checks of what simplifying cost."""
    frame = natural_earth.provinces(admin1, sorted(NAMES))
    return frame.assign(geometry=[shapes.east_of_greenwich(shape) for shape in frame.geometry])


DESCRIPTION = {
    "name": NAME,
    "title": "The eleven subjects of the Far Eastern Federal District",
    "description": "Outlines of the federal subjects in the bounds of November 2018, when Buryatia and Zabaykalsky "
                   "Krai joined the district. Statistics stand in tables, under the same codes.",
    "sources": [credits.ADMIN_1],
    "builder": "trilateral.sources.geo",
    "key": ["iso_3166_2"],
    "columns": {
        "iso_3166_2": {"type": "string", "pattern": "RU-[A-Z]{2,3}", "description": "ISO 3166-2 code of the subject"},
        "name": {"type": "string", "description": "English name of the subject, typed: the upstream copy spoils some"},
    },
    "row_floor": 11,
    "geometry": "polygon",
    "scale": "drawn from 1:10 million, simplified to about 2 km (islands 0.4 km), coordinates to 0.001 degrees",
    "notes": "A coverage: neighbours share their borders point by point. Longitudes run on past 180, so that Chukotka "
             "is whole. Islands under 5 km2 are dropped. Sakhalin Oblast includes the southern Kurils, which Japan "
             "claims as the Northern Territories: draw the disputed row of the layer land over them. Areas agree "
             "with the published ones to 1.5 percent (the coast of the source, not the simplifying, makes the "
             "difference).",
}
