"""The timeline takes what other tables hold, and ties events to claims that there are."""
import pandas as pd
import pytest

from trilateral import ledger, tables
from trilateral.sources import timeline, typed
from trilateral.tables import DataError


@pytest.fixture(scope="module")
def rows():
    return typed.read(timeline.TYPED, "timeline")


def test_the_table_is_what_the_rows_make(rows):
    """A change in a table that lends rows is carried over by building the timeline again."""
    pd.testing.assert_frame_equal(timeline.filled(rows, "typed"), tables.load("timeline"), check_dtype=False)


def test_lent_rows_type_nothing_that_the_table_has(rows):
    lent = rows[rows["table"].notna()]
    assert len(lent) > 40
    assert lent[["date", "precision", *timeline.CITATION]].isna().all(axis=None)


def test_every_claim_is_one_of_the_ledger():
    named = {id for cell in tables.load("timeline")["claims"].dropna() for id in cell.split()}
    assert named <= ledger.judged().keys() and len(named) > 50


def test_all_that_the_article_lists_is_there():
    """Eight entries of its bibliography with their dates, and the article itself."""
    texts = tables.load("timeline").query("lane == 'Texts'")
    listed = ["2023-06-01", "2023-08-25", "2024-09-05", "2021-05-16", "2025-05-14", "2025-06-09", "2025-07-27",
              "2025-08-02", "2025-08-12"]
    assert sorted(texts["date"]) == sorted(listed)


@pytest.mark.parametrize(("date", "event"), [  # days that anybody can look up
    ("1953-10-01", "Mutual Defense Treaty with the United States signed"), ("2023-08-18", "Summit at Camp David"),
    ("2024-12-03", "Martial law declared"), ("2025-06-03", "Lee Jae-myung wins the election"),
    ("2022-02-24", "Russia invades the whole of Ukraine"), ("1918-03-26", "Foch is charged"),
])
def test_known_days(date, event):
    found = tables.load("timeline")
    assert found[found["date"] == date]["event"].str.startswith(event).any()


@pytest.mark.parametrize(("where", "count"), [("date == '1066-10-14'", 0), ("place == 'Seoul'", None)])
def test_a_row_must_find_one_row(rows, where, count):
    one = rows[rows["table"] == "trilateral_engagements"].head(1).assign(where=where)
    with pytest.raises(DataError, match=r"\d+ rows of trilateral_engagements where .*; one is expected") as error:
        timeline.filled(one, "typed.csv")
    assert count is None or f": {count} rows" in str(error.value)


def test_tables_are_taken_from_the_folder_that_is_built(tmp_path):
    """Another edition of a table lends its rows to the timeline beside it, not to the book's own."""
    lent = tables.load("crisis_timeline").assign(publisher="Another one")
    lent.to_csv(tmp_path / "crisis_timeline.csv", index=False)
    (tmp_path / "crisis_timeline.yml").write_bytes(tables.manifest("crisis_timeline").path.read_bytes())
    written, = timeline.build({}, tmp_path)
    found = tables.load("timeline", tmp_path)
    assert "crisis_timeline" in timeline.lenders() and (found["publisher"] == "Another one").sum() > 3
    assert written.read_bytes() != tables.manifest("timeline").data_path.read_bytes()
