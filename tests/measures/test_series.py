"""Series and groups: nothing filled in, nothing summed that is not whole."""
import pandas as pd
import pytest

from trilateral import measures


@pytest.fixture
def frame():
    rows = [("KOR", 2000, 10.0, "reported"), ("KOR", 2001, 12.0, "estimate"), ("KOR", 2003, 20.0, "reported"),
            ("JPN", 2000, 40.0, "reported"), ("JPN", 2001, 36.0, "reported"), ("JPN", 2003, 30.0, "reported")]
    table = pd.DataFrame(rows, columns=["iso3", "year", "value", "quality"]).assign(measure="usd")
    return table.astype({"year": "Int64"})


def test_wide_keeps_gaps(frame):
    table = measures.wide(frame, "usd", ["JPN", "KOR"])
    assert list(table.index) == [2000, 2001, 2002, 2003] and list(table.columns) == ["JPN", "KOR"]
    assert table.loc[2002].isna().all()


def test_rows_are_what_is_there_in_the_order_asked_for(frame):
    rows = measures.rows(frame, "usd", ["JPN", "KOR"])
    assert list(rows.columns) == ["iso3", "year", "value", "quality"]
    assert list(zip(rows["iso3"], rows["year"], strict=True)) == [
        ("JPN", 2000), ("JPN", 2001), ("JPN", 2003), ("KOR", 2000), ("KOR", 2001), ("KOR", 2003)]


def test_quality_has_the_same_shape(frame):
    marks = measures.quality(frame, "usd", ["JPN", "KOR"])
    assert marks.shape == measures.wide(frame, "usd", ["JPN", "KOR"]).shape
    assert marks.loc[2001, "KOR"] == "estimate" and pd.isna(marks.loc[2002, "KOR"])


def test_unknown_measure_and_country_are_named(frame):
    with pytest.raises(ValueError, match="'euro': expected one of usd"):
        measures.wide(frame, "euro", ["KOR"])
    with pytest.raises(ValueError, match="no value for USA"):
        measures.wide(frame, "usd", ["KOR", "USA"])


def test_share_and_ratio(frame):
    share = measures.group_share(frame, "usd", ["KOR"], ["KOR", "JPN"])
    assert share[2000] == pytest.approx(0.2) and share[2003] == pytest.approx(0.4) and pd.isna(share[2002])
    assert measures.group_ratio(frame, "usd", ["KOR"], ["JPN"])[2001] == pytest.approx(1 / 3)
    with pytest.raises(ValueError, match="KOR not within JPN"):
        measures.group_share(frame, "usd", ["KOR"], ["JPN"])


def test_a_sum_that_is_not_whole_is_missing(frame):
    holed = frame[~((frame["iso3"] == "KOR") & (frame["year"] == 2001))]
    assert pd.isna(measures.group_total(holed, "usd", ["KOR", "JPN"])[2001])


def test_change_and_since(frame):
    table = measures.wide(frame, "usd", ["KOR", "JPN"])
    assert measures.change(table["KOR"], 2000, 2003) == pytest.approx(1.0)
    since = measures.since(table, [2000, 2001], 2003).set_index(["iso3", "start"])
    assert since.loc[("JPN", 2001), "change"] == pytest.approx(30 / 36 - 1)
    assert set(since["end"]) == {2003} and len(since) == 4
    with pytest.raises(KeyError, match="no value in 2002"):
        measures.change(table["KOR"], 2002, 2003)


def test_latest(frame):
    table = measures.wide(frame, "usd", ["KOR"])
    assert measures.latest(table["KOR"]) == (2003, 20.0)
    with pytest.raises(ValueError, match="has no value"):
        measures.latest(table["KOR"] * float("nan"))
