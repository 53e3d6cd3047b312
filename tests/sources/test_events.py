"""Event tables: every row has its page, dates run on, and the committed tables are what their rows give."""
import pandas as pd
import pytest

from trilateral import tables
from trilateral.sources import events
from trilateral.tables import DataError

ROWS = pd.DataFrame({
    "date": ["2025-01-01", "2025-02-01"], "event": ["One", "Two"], "source_title": ["A page", "Another"],
    "publisher": ["A paper", "A ministry"], "url": ["https://a.example/1", "https://b.example/2"],
    "read": ["excerpt", "full"],
}, dtype="string")


def changed(column, value):
    rows = ROWS.copy()
    rows.loc[1, column] = value
    return rows


def test_rows_with_their_pages_pass():
    assert events.verify(ROWS, "rows.csv") is None


@pytest.mark.parametrize(("column", "value", "message"), [
    ("url", pd.NA, "rows.csv row 3: url is empty"),
    ("publisher", pd.NA, "rows.csv row 3: publisher is empty"),
    ("publisher", " ", "rows.csv row 3: publisher is empty"),
    ("url", "page 3", "rows.csv row 3: url is 'page 3'; an address that begins with https:// or http:// is expected"),
    ("read", "memory", "rows.csv row 3: read is 'memory'; 'full' or 'excerpt' is expected"),
    ("date", "2024-12-31", "rows.csv row 3: date 2024-12-31 is before that of the row above it"),
])
def test_faults_are_named(column, value, message):
    with pytest.raises(DataError, match=message):
        events.verify(changed(column, value), "rows.csv")


def test_a_table_without_citations_is_refused():
    with pytest.raises(DataError, match="no column url, read"):
        events.verify(ROWS.drop(columns=["url", "read"]), "rows.csv")


@pytest.mark.parametrize("name", events.EVENTS)
def test_committed_table_is_what_its_rows_give(name, tmp_path):
    written, = events.build({}, tmp_path, name=name)
    assert written.read_bytes() == tables.manifest(name).data_path.read_bytes()
    tables.verify(name)


def test_a_date_that_is_none_does_not_hide_one_that_is_late():
    rows = pd.concat([ROWS, ROWS], ignore_index=True)
    rows.loc[1, "date"] = pd.NA
    rows.loc[2, "date"] = "in spring"
    rows.loc[3, "date"] = "2024-12-31"
    with pytest.raises(DataError, match="^rows.csv row 5: date 2024-12-31 is before that of the row above it$"):
        events.verify(rows, "rows.csv")
