"""A tiny data folder, as builders publish it: two tables and a layer, in three editions."""
import functools
import tempfile
from pathlib import Path

import geopandas
import pandas as pd
from shapely.geometry import box

from trilateral.sources import publish

HERE = Path(__file__)
SOURCE = {"id": "made_up", "producer": "Nobody", "title": "Made up", "edition": "edition 1", "url": "https://a.example/",
          "licence": {"name": "CC0", "url": "https://a.example/", "terms": "None."},
          "retrieved": "2025-01-01", "route": "Typed."}
YEARS = {"name": "years", "title": "Figures", "description": "Made-up figures a year.", "sources": [SOURCE],
         "builder": "trilateral.sources.small", "key": ["year"], "row_floor": 2,
         "columns": {"year": {"type": "integer", "description": "Year."},
                     "value": {"type": "number", "min": 0, "max": 100, "description": "A figure."}}}
NAMES = {**YEARS, "name": "names", "key": ["id"],
         "columns": {"id": {"type": "string", "description": "A name."}}}
LAND = {**NAMES, "name": "land", "geometry": "polygon", "scale": "1:1", "row_floor": 1}


def write(folder: Path, edition: int) -> Path:
    """Put the files as of ``edition`` into ``folder``: figures, land and a text change with it, the names do not."""
    for name, content in _files(edition).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


@functools.cache
def _files(edition: int) -> dict[str, bytes]:
    """Published once a process."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        years = pd.DataFrame({"year": [2023, 2024, 2025], "value": [1.5, 2.5, 3.0 + edition]})
        publish.table(years, {**YEARS, "sources": [{**SOURCE, "edition": f"edition {edition}"}]}, [HERE], folder)
        publish.table(pd.DataFrame({"id": ["one", "two"]}), NAMES, [HERE], folder)
        land = geopandas.GeoDataFrame({"id": ["square"]}, geometry=[box(0, 0, 1 + edition, 1)], crs="OGC:CRS84")
        publish.layer(land, LAND, [HERE], folder=folder)
        (folder / "claims.yml").write_text(f"edition: {edition}\n", "utf-8")
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.*")}
