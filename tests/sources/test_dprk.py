"""Launches: every field in its own terms, faults named. Made-up launches in the compilation's layout."""
import json

import pytest

from trilateral import tables
from trilateral.sources import dprk
from trilateral.tables import DataError

LAUNCH = {"date": "2022-03-24", "time": "05:34 (UTC)", "series": 1, "missile": "hwasong-15", "facility": "sunan",
          "landing": "sea-of-japan", "apogee": 6248, "distance": 1080, "bearing": 90, "outcome": "success",
          "description": "Words of somebody else."}


@pytest.fixture
def write(tmp_path):
    def write(*launches):
        path = tmp_path / "test.en.json"
        path.write_text(json.dumps({"timeBins": [{"year": 2022, "data": list(launches)}]}), "utf-8")
        return path

    return write


def test_a_launch_without_its_description(write):
    frame = dprk.read(write(LAUNCH))
    assert frame.iloc[0].to_dict() == {
        "launch": 1, "year": 2022, "month": "2022-03", "date": "2022-03-24", "missile": "hwasong-15",
        "missile_class": "intercontinental", "facility": "sunan", "landing": "sea_of_japan", "outcome": "success",
        "range_km": 1080.0, "apogee_km": 6248.0}


def test_text_and_missing_figures_and_a_month(write):
    row = dprk.read(write({**LAUNCH, "date": "1984-09", "distance": "350", "apogee": "unknown"})).iloc[0]
    assert (row["range_km"], row["month"]) == (350, "1984-09")
    assert row["apogee_km"] != row["apogee_km"] and row["date"] is None


@pytest.mark.parametrize(("change", "message"), [
    ({"date": "March 2022"}, r"test\.en\.json launch 1, field date: 'March 2022'; YYYY-MM-DD or YYYY-MM is expected"),
    ({"missile": "hwasong-99"}, r"launch 1, field missile: 'hwasong-99'; expected one of hwasong-11-da-45, "),
    ({"landing": "moon"}, r"launch 1, field landing: 'moon'; expected one of sea-of-japan, "),
    ({"outcome": "partial"}, r"launch 1, field outcome: 'partial'; expected one of success, failure, unknown"),
    ({"distance": "far"}, r"launch 1, field distance: 'far' is neither a number of km nor 'unknown' or 'na'"),
    ({"distance": -5}, r"launch 1, field distance: -5; 10 to 20,000 km is expected"),
    ({"apogee": 62480}, r"launch 1, field apogee: 62480; 5 to 10,000 km is expected"),
])
def test_faults_are_named(write, change, message):
    with pytest.raises(DataError, match=message):
        dprk.read(write({**LAUNCH, **change}))


def test_a_field_that_is_not_there(write):
    with pytest.raises(DataError, match=r"launch 1: no field outcome"):
        dprk.read(write({key: value for key, value in LAUNCH.items() if key != "outcome"}))


def test_order_of_time(write):
    with pytest.raises(DataError, match=r"launch 2, field date: 2021-09 comes after 2022-03"):
        dprk.read(write(LAUNCH, {**LAUNCH, "date": "2021-09-15"}))


@pytest.mark.parametrize("content", ["not json", "[]", '{"timeBins": [{"year": 2022}]}'])
def test_another_layout(tmp_path, content):
    path = tmp_path / "test.en.json"
    path.write_text(content, "utf-8")
    with pytest.raises(DataError, match=r"test\.en\.json: not the expected JSON of timeBins"):
        dprk.read(path)


def test_an_empty_file(write):
    with pytest.raises(DataError, match=r"holds no launch"):
        dprk.read(write())


def test_every_class_is_in_the_manifest():
    values = tables.manifest("dprk_launches").columns["missile_class"]["values"]
    assert set(values) == set(dprk.CLASSES)
    assert len(dprk.CLASS_OF) == sum(map(len, dprk.CLASSES.values()))  # no missile in two classes


def test_build_refuses_fewer_launches_than_are_known(write, tmp_path):
    with pytest.raises(DataError, match=r"1 rows; at least 339 are expected"):
        dprk.build({"launches": write(LAUNCH)}, tmp_path / "out")
