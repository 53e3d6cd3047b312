"""Fair use of SIPRI's data is counted over all tables together, not table by table."""
from pathlib import Path

import pytest

from trilateral import tables
from trilateral.sources import publish


def sipri_cells():
    """Numeric cells committed, by edition of SIPRI's database: its size and the cells of all tables that rest on it."""
    counted = {}
    for name in tables.names():
        found = tables.manifest(name)
        for source in found.sources:
            if "SIPRI Military Expenditure" in source.title:
                frame = tables.load(name)
                numeric = [c for c, s in found.columns.items() if s["type"] == "number"]
                cells, _ = counted.get(source.edition, (0, 0))
                counted[source.edition] = cells + int(frame[numeric].notna().sum().sum()), source.licence["of"]
    return counted


def test_under_a_tenth_of_each_edition():
    counted = sipri_cells()
    present = tables.manifest("military_expenditure").sources[0].edition
    cells, whole = counted[present]
    assert cells / whole > 0.05  # what is counted is there
    assert all(cells / whole < 0.10 for cells, whole in counted.values()), counted


def test_the_limit_is_kept_before_writing(tmp_path):
    """Publishing refuses a table over the limit and leaves nothing behind."""
    import pandas as pd

    frame = pd.DataFrame({"iso3": ["KOR", "JPN"], "value": [1.0, 2.0]})
    licence = {"name": "fair use", "url": "https://example.org", "limit": 0.1, "of": 20}
    source = {"id": "x", "producer": "Producer", "title": "Title", "edition": "2025", "url": "https://example.org",
              "licence": licence, "retrieved": "2026-01-01", "route": "typed"}
    columns = {"iso3": {"type": "string", "description": "the country"},
               "value": {"type": "number", "description": "the value"}}
    description = {"name": "small", "title": "A small table", "description": "Two rows of a set of twenty cells.",
                   "sources": [source], "builder": "trilateral.sources.x", "key": ["iso3"], "columns": columns,
                   "row_floor": 1}
    with pytest.raises(tables.DataError, match=r"data/small\.csv: 2 cells are 10\.0% of the 20 in Title; under 10%"):
        publish.table(frame, description, [Path(__file__)], tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", tables.names())
def test_every_source_names_its_licence(name):
    for source in tables.manifest(name).sources:
        assert source.licence["name"] and source.licence["url"].startswith("http")
