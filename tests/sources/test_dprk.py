"""Launches: every field in its own terms, faults named, nothing written. Made-up launches in the layout."""
import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.upstreams import dprk as upstream
from tests.upstreams.server import Asked
from trilateral import tables
from trilateral.sources import dprk, dprk_fetch, shrinking
from trilateral.tables import DataError

LAUNCH = {"date": "2022-03-24", "time": "05:34 (UTC)", "series": 1, "missile": "hwasong-15", "facility": "sunan",
          "landing": "sea-of-japan", "apogee": 6248, "distance": 1080, "bearing": 90, "outcome": "success",
          "description": "Words of somebody else."}


@pytest.fixture
def save(tmp_path):
    def save(content: bytes):
        path = tmp_path / "test.en.json"
        path.write_bytes(content)
        return path

    return save


@pytest.fixture
def write(save):
    return lambda *launches: save(json.dumps({"timeBins": [{"year": 2022, "data": list(launches)}]}).encode())


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


def test_a_month_alone_may_stand_among_its_days(write):
    frame = dprk.read(write({**LAUNCH, "date": "1984-09-03"}, {**LAUNCH, "date": "1984-09"},
                            {**LAUNCH, "date": "1984-09-01"}))
    assert frame["month"].tolist() == ["1984-09"] * 3


@pytest.mark.parametrize(("change", "message"), [
    ({"date": "March 2022"}, r"test\.en\.json launch 1, field date: 'March 2022'; YYYY-MM-DD or YYYY-MM is expected"),
    ({"date": "2022-02-31"}, r"field date: '2022-02-31' is not in the calendar; YYYY-MM-DD or YYYY-MM is expected"),
    ({"date": "2022-13"}, r"field date: '2022-13'; YYYY-MM-DD or YYYY-MM"),
    ({"date": "2022-03-24T06:12+09:00"}, r"field date: '2022-03-24T06:12\+09:00' has a time or a zone, which could move"
                                         " the day; YYYY-MM-DD or YYYY-MM is expected"),
    ({"date": "24/03/2022"}, r"field date: '24/03/2022'; YYYY-MM-DD or YYYY-MM"),
    ({"date": "٢٠٢٢-٠٣-٢٤"}, r"field date: '٢٠٢٢-٠٣-٢٤'; YYYY-MM-DD or YYYY-MM"),
    ({"date": 20220324}, r"field date: 20220324; YYYY-MM-DD or YYYY-MM"),
    ({"date": "2022-03-26"}, r"field date: 2022-03-26 is in the future; a day to 2022-03-25 is expected"),
    ({"date": "2022-04"}, r"field date: 2022-04-01 is in the future"),
    ({"missile": "hwasong-99"}, r"launch 1, field missile: 'hwasong-99' has no class yet; find it in the compilation's "
                                r"missile\.en\.json and add it to CLASSES in trilateral/sources/dprk\.py, under one of "
                                "short, medium, intermediate, intercontinental, submarine, space, unknown"),
    ({"missile": ["scud-b"]}, r"field missile: \['scud-b'\] has no class yet"),
    ({"landing": "moon"}, r"launch 1, field landing: 'moon'; expected one of sea-of-japan, "),
    ({"landing": {}}, r"launch 1, field landing: {}; expected one of sea-of-japan, "),
    ({"outcome": "partial"}, r"launch 1, field outcome: 'partial'; expected one of success, failure, unknown"),
    ({"facility": "Sunan <b>"}, r"field facility: 'Sunan <b>'; a short name of small letters, digits and hyphens"),
    ({"facility": None}, r"field facility: None; a short name"),
    ({"distance": "far"}, r"launch 1, field distance: 'far' is neither a number of km, in digits alone, nor 'unknown'"),
    ({"distance": "1,080"}, r"field distance: '1,080' is neither a number of km, in digits alone"),
    ({"distance": "1080 km"}, r"field distance: '1080 km' is neither"),
    ({"distance": "1_080"}, r"field distance: '1_080' is neither"),
    ({"distance": "nan"}, r"field distance: 'nan' is neither"),
    ({"distance": True}, r"field distance: True is neither"),
    ({"distance": None}, r"field distance: None is neither"),
    ({"distance": -5}, r"launch 1, field distance: -5; 10 to 20,000 km is expected"),
    ({"distance": "-350"}, r"launch 1, field distance: '-350'; 10 to 20,000 km is expected"),
    ({"distance": 10**400}, r"launch 1, field distance: 10{59}; 10 to 20,000 km is expected"),
    ({"apogee": 62480}, r"launch 1, field apogee: 62480; 5 to 10,000 km is expected"),
    ({"apogee": 1e308 * 10}, r"Infinity is no figure; a number, 'unknown' or 'na' is expected"),
])
def test_faults_are_named(write, tmp_path, change, message):
    with pytest.raises(DataError, match=message) as caught:
        dprk.build({"launches": write({**LAUNCH, **change})}, tmp_path / "out", "2022-03-25")
    assert "\n" not in str(caught.value) and len(str(caught.value)) < 400
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(("content", "message"), [
    (b"", "is empty; JSON is expected"),
    (b"\xef\xbb\xbf \r\n", "is empty; JSON is expected"),
    (b"not json", r"line 1, column 1: not whole JSON \(Expecting value\)"),
    (b"[]", "not the expected JSON of timeBins, a list of years, each with a list of data"),
    (b'{"timeBins": [{"year": 2022}]}', "not the expected JSON of timeBins"),
    (b'{"timeBins": {"2022": []}}', "not the expected JSON of timeBins"),
    (b'{"timeBins": [{"data": []}]}', "holds no launch"),
    (b'{"timeBins": [{"data": ["scud-b"]}]}', "launch 1: 'scud-b'; an object with the fields date, missile, "),
    (b'{"timeBins": [{"data": [{"date": "2020-01-01", "date": "2021-01-01"}]}]}',
     "the field 'date' is there twice in one object; every field is expected once"),
    (b'{"timeBins": [{"data": [{"apogee": NaN}]}]}', "NaN is no figure; a number, 'unknown' or 'na' is expected"),
    (b'{"timeBins": ' + b"[" * 200_000, "not the expected JSON: maximum recursion depth"),
    (b'{"timeBins": ' + b"9" * 10_000 + b"}", "not the expected JSON: Exceeds the limit"),
    (b"<!DOCTYPE html><title>404</title>", "is a page of HTML or XML; JSON is expected"),
    ("{}".encode("utf-16"), "begins with the byte order mark of UTF-16; JSON in UTF-8 is expected"),
    ("{}".encode("utf-16-le"), "byte 2: is NUL; JSON in UTF-8 is expected"),
    ('{"中文": 1}'.encode("big5"), "byte 3: 0xA4 is not UTF-8; JSON in UTF-8 is expected"),
])
def test_another_file_is_named(save, tmp_path, content, message):
    with pytest.raises(DataError, match=rf"^test\.en\.json[^\n]*{message}[^\n]*$"):
        dprk.build({"launches": save(content)}, tmp_path / "out", "2026-11-23")
    assert not (tmp_path / "out").exists()


def test_a_cut_file_is_never_read(save):
    whole = upstream.document()
    for end in range(0, len(whole), 997):
        with pytest.raises(DataError, match=r"not whole JSON|is empty"):
            dprk.read(save(whole[:end]))


def test_a_mark_before_the_file_is_no_matter(save):
    assert len(dprk.read(save(b"\xef\xbb\xbf" + upstream.document()))) == 320


def test_a_field_that_is_not_there(write):
    with pytest.raises(DataError, match=r"launch 1: no field outcome"):
        dprk.read(write({key: value for key, value in LAUNCH.items() if key != "outcome"}))


@pytest.mark.parametrize("late", ["2021-09-15", "2022-03-23", "2022-02"])
def test_order_of_time(write, late):
    with pytest.raises(DataError, match=rf"launch 2, field date: {late} comes after 2022-03-24; launches are expected"):
        dprk.read(write(LAUNCH, {**LAUNCH, "date": late}))


def test_every_class_is_in_the_manifest():
    values = tables.manifest("dprk_launches").columns["missile_class"]["values"]
    assert set(values) == set(dprk.CLASSES)
    assert len(dprk.CLASS_OF) == sum(map(len, dprk.CLASSES.values()))  # no missile in two classes


def test_build_refuses_fewer_launches_than_are_known(write, tmp_path):
    with pytest.raises(DataError, match=r"1 rows; at least 300 are expected"):
        dprk.build({"launches": write(LAUNCH)}, tmp_path / "out")


def build(save, folder, rows, retrieved="2026-11-23"):
    return dprk.build({"launches": save(upstream.document(rows))}, folder, retrieved)


def test_the_manifest_follows_the_data(save, tmp_path):
    rows = upstream.launches(330)
    build(save, tmp_path, rows)
    found = tables.manifest("dprk_launches", tmp_path)
    assert "from 1984 to 2020-02: 330 launches" in found.description
    assert found.sources[0].edition == "compilation nk-missile-tests, launches to 2020-02"
    assert found.sources[0].short.endswith("nk-missile-tests, February 2020")
    lately = [row for row in rows if row["date"] >= "2019"]
    unknown = sum(row["outcome"] == "unknown" for row in lately)
    assert f"Of the {len(lately)} launches of 2019 and 2020, {unknown} have no" in found.notes


def test_the_longest_pause_is_found(write):
    dates = ["2018-01-05", "2022-01-05", "2022-02-01", "2022-12-30", "2023-03-02", "2023-12-04"]
    told = dprk.facts(dprk.read(write(*({**LAUNCH, "date": day} for day in dates))))
    assert (told["pause_from"], told["pause_to"]) == ("February 2022", "December 2022")


@pytest.fixture
def present(save, tmp_path):
    """A data folder with the table of 320 launches, to November 2019."""
    folder = tmp_path / "data"
    build(save, folder, upstream.launches())
    return folder


def bytes_of(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize(("rows", "message"), [
    (upstream.launches(312), "ends in 2019-09, but the table dprk_launches reaches 2019-11; a file that ends no "
                             "earlier is expected, unless its edition is asked for"),
    (upstream.launches()[17:], "launches to 2019-11: 303, where the table dprk_launches has 320; at most 5% fewer"),
    (sorted(upstream.launches() * 2, key=lambda row: row["date"]),
     "launches before 2019-11: 636, where the table dprk_launches has 318; at most 50% more are expected"),
])
def test_a_file_that_would_take_launches_away_is_refused(save, present, rows, message):
    before = bytes_of(present)
    with pytest.raises(DataError, match=rf"^test\.en\.json[:,] {message}"):
        build(save, present, rows)
    assert bytes_of(present) == before


def test_an_older_file_is_taken_when_it_is_asked_for(save, present):
    with shrinking.allowed():
        build(save, present, upstream.launches(305))
    assert len(tables.load("dprk_launches", present)) == 305
    with pytest.raises(DataError, match="ends in 2019-01"):  # the leave ends with the context
        build(save, present, upstream.launches(286))


def test_a_launch_that_was_taken_back_passes(save, present):
    rows = upstream.launches(321)
    gone = rows.pop(200)
    build(save, present, rows)
    found = tables.load("dprk_launches", present)
    assert len(found) == 320 and gone["date"] not in set(found["date"]) and rows[-1]["date"] in set(found["date"])


def test_the_newest_file_and_that_of_a_commit():
    asked = Asked()
    assert dprk_fetch.fetch(asked) == {"launches": "snapshot"}
    assert asked.url == "https://raw.githubusercontent.com/nagix/nk-missile-tests/master/data/test.en.json"
    assert "text/plain" in asked.options["kinds"] and asked.options["name"] == "test.en.json"
    dprk_fetch.fetch(asked, "0123456789abcdef" * 2 + "01234567")
    assert asked.url.removeprefix("https://raw.githubusercontent.com") == upstream.PATH.format(
        "0123456789abcdef" * 2 + "01234567")


@pytest.mark.parametrize("edition", ["2026-04", "v1", "a0cc658", "master/../../x", "A" * 40, ""])
def test_editions_that_the_compilation_does_not_have(edition):
    with pytest.raises(DataError, match=r"nagix/nk-missile-tests has no named editions; leave the edition out for the "
                                        r"newest file, or give the 40 digits of a commit$"):
        dprk_fetch.fetch(Asked(), edition)


VALUES = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8), st.just("unknown"),
                   st.just("na"), st.lists(st.integers(), max_size=2), st.sampled_from(["scud-b", "sunan", "success"]),
                   st.integers(10, 10_000).map(str), st.dates(date(1984, 1, 1), date(2026, 1, 1)).map(str))


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.dictionaries(st.sampled_from([*LAUNCH, "new"]), VALUES, max_size=4), st.integers(0, 29))
def test_any_launch_is_read_as_it_is_or_refused_in_one_line(tmp_path_factory, change, number):
    rows = upstream.launches(30)
    rows[number] = {**rows[number], **change}
    path = tmp_path_factory.mktemp("any") / "test.en.json"
    path.write_text(json.dumps({"timeBins": [{"data": rows}]}))
    try:
        frame = dprk.read(path, date(2026, 1, 1))
    except DataError as error:
        assert str(error).startswith("test.en.json") and "\n" not in str(error)
    else:
        row = frame.iloc[number]
        assert row["missile"] == rows[number]["missile"] and str(rows[number]["date"]).startswith(row["month"])
        for column, field in (("range_km", "distance"), ("apogee_km", "apogee")):
            told = rows[number][field]
            assert row[column] == float(told) if told not in ("unknown", "na") else row[column] != row[column]


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.lists(st.tuples(st.integers(0, 4000), st.binary(max_size=3)), min_size=1, max_size=3))
def test_any_bytes_are_read_or_refused_in_one_line(tmp_path_factory, changes):
    content = bytearray(upstream.document(upstream.launches(12)))
    for at, new in changes:
        content[at % len(content):at % len(content) + 1] = new
    path = tmp_path_factory.mktemp("any") / "test.en.json"
    path.write_bytes(content)
    try:
        assert len(dprk.read(path)) == 12
    except DataError as error:
        assert str(error).startswith("test.en.json") and "\n" not in str(error)
