"""Aircraft and ships around Taiwan: the break in definition is kept, months are cut where it falls. Made-up days."""
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.upstreams import pla as upstream
from tests.upstreams.server import Asked
from trilateral import tables
from trilateral.sources import pla, pla_fetch, shrinking
from trilateral.tables import DataError

HEADER = "date,空中,pla_aircraft_sorties,plan_vessel_sorties,remark"
DAYS = ["2020/09/10,,30.0,,", "2020/09/18,,18.0,,", "2022/08/05,,49.0,,", "2022/08/06,,20.0,14.0,",
        "2022/08/15,,0.0,1.0,", "2022/08/24,,0.0,1.0,", "2022/08/31,1.0,62.0,5.0,words", "2022/09/02,,0.0,3.0,"]


@pytest.fixture
def save(tmp_path):
    def save(content: bytes):
        path = tmp_path / "daily.csv"
        path.write_bytes(content)
        return path

    return save


@pytest.fixture
def write(save):
    return lambda rows, header=HEADER: save(("\ufeff" + "\n".join([header, *rows, ""])).encode())


def test_months_are_cut_at_the_break(write):
    frame = pla.by_month(pla.read(write(DAYS)))
    assert frame.drop(columns="ship_days").values.tolist() == [
        ["2020-09", "adiz", "2020-09-17", "2020-09-30", 14, 1, 18],
        ["2022-08", "adiz", "2022-08-01", "2022-08-05", 5, 1, 49],
        ["2022-08", "all", "2022-08-06", "2022-08-31", 26, 4, 82],
        ["2022-09", "all", "2022-09-01", "2022-09-02", 2, 1, 0],
    ]
    assert frame["ship_days"].isna().tolist() == [True, True, False, False]
    assert frame["ship_days"].dropna().tolist() == [21, 3]


def test_a_row_without_a_count_is_no_report(write):
    frame = pla.by_month(pla.read(write([*DAYS, "2022/09/03,,,,a note", ",,,,", ""])))
    assert frame["days_reported"].tolist() == [1, 1, 4, 1]


def test_columns_may_stand_in_any_order(write):
    turned = [",".join(reversed(row.split(","))) for row in DAYS]
    assert pla.read(write(turned, ",".join(reversed(HEADER.split(","))))) == pla.read(write(DAYS))


@pytest.mark.parametrize(("row", "message"), [
    ("2 Sept,,5.0,1.0,", r"daily\.csv line 10, column date: '2 Sept'; YYYY/MM/DD is expected"),
    ("2022-09-03,,5.0,1.0,", r"column date: '2022-09-03'; YYYY/MM/DD is expected"),
    ("2022/02/31,,5.0,1.0,", r"column date: '2022/02/31' is not in the calendar; YYYY/MM/DD is expected"),
    ("2022/09/03T06:00+08:00,,5.0,1.0,", r"column date: '2022/09/03T06:00\+08:00' has a time or a zone, which could "
                                         "move the day; YYYY/MM/DD is expected"),
    (",,5.0,1.0,", r"column date: ''; YYYY/MM/DD is expected"),
    ("2022/09/02,,5.0,1.0,", r"line 10, column date: 2022/09/02 is not after 2022/09/02 in the row above it"),
    ("2022/08/30,,5.0,1.0,", r"column date: 2022/08/30 is not after 2022/09/02"),
    ("2022/09/06,,5.0,1.0,", r"column date: 2022-09-06 is in the future; a day to 2022-09-05 is expected"),
    ("2022/09/03,,many,1.0,", r"line 10, column pla_aircraft_sorties: 'many' is not a count; digits alone"),
    ('2022/09/03,,"1,005",1.0,', r"column pla_aircraft_sorties: '1,005' is not a count; digits alone are expected, "
                                 "without separators or units"),
    ("2022/09/03,,5架,1.0,", r"column pla_aircraft_sorties: '5架' is not a count"),
    ("2022/09/03,,nan,1.0,", r"column pla_aircraft_sorties: 'nan' is not a count"),
    ("2022/09/03,,1e1,1.0,", r"column pla_aircraft_sorties: '1e1' is not a count"),
    ("2022/09/03,,2.5,1.0,", r"column pla_aircraft_sorties: '2\.5'; a whole number from 0 to 400 is expected"),
    ("2022/09/03,,-2,1.0,", r"column pla_aircraft_sorties: '-2'; a whole number from 0 to 400 is expected"),
    ("2022/09/03,,5000,1.0,", r"column pla_aircraft_sorties: '5000'; a whole number from 0 to 400 is expected"),
    ("2022/09/03,,5,101,", r"column plan_vessel_sorties: '101'; a whole number from 0 to 100 is expected"),
    ("2022/09/03,,5.0,,", r"line 10, column plan_vessel_sorties: '' is not a count"),
    ("2022/09/03,,,8.0,", r"line 10, column pla_aircraft_sorties: '' is not a count"),
    ("2022/09/03,,5.0", r"line 10: 3 cells; 5 are expected, as in the header"),
    ("2022/09/03,,5.0,1.0,,", r"line 10: 6 cells; 5 are expected, as in the header"),
    ('2022/09/03,,5.0,1.0,"open', r"not whole CSV \(unexpected end of data\)"),
    ('2022/09/03,,"5"0,1.0,', r"line 10: not whole CSV \("),
])
def test_faults_are_named(write, tmp_path, row, message):
    with pytest.raises(DataError, match=message) as caught:
        pla.build({"daily": write([*DAYS, row])}, tmp_path / "out", "2022-09-04")
    assert "\n" not in str(caught.value)
    assert not (tmp_path / "out").exists()


def test_days_without_a_report(write):
    first = DAYS[:3]
    with pytest.raises(DataError, match=r"line 5, column date: 11 days without a report before 2022/08/17; at most 10"):
        pla.read(write([*first, "2022/08/17,,5.0,1.0,"]))
    assert len(pla.read(write([*first, "2022/08/16,,5.0,1.0,", "2022/08/27,,5.0,1.0,"]))) == 4


@pytest.mark.parametrize(("content", "message"), [
    (b"", "is empty; CSV with commas is expected"),
    (b"\xef\xbb\xbf \r\n", "is empty; CSV with commas is expected"),
    (b"<!doctype html><html>", "is a page of HTML or XML; CSV with commas is expected"),
    ("\n".join([HEADER, *DAYS]).encode("utf-16"), "begins with the byte order mark of UTF-16"),
    ("\n".join([HEADER, *DAYS]).encode("big5"), "byte 6: 0xAA is not UTF-8; CSV with commas in UTF-8 is expected"),
    (f"{HEADER}\n2022/08/06,,\0,1.0,\n".encode(), "is NUL; CSV with commas in UTF-8 is expected"),
    (f"{HEADER}\n{DAYS[3]}".encode(), "line 2: has no end of line; the file seems to be cut"),
    (f"{HEADER}\n".encode(), "no report from 2022-08-06 on"),
    (HEADER.replace("plan_vessel", "ship").encode() + b"\n", "line 1: no column plan_vessel_sorties; found 'date, "),
    (HEADER.replace(",", ";").encode() + b"\n", "line 1: no column date, pla_aircraft_sorties, plan_vessel_sorties; "
                                                "found 'date;"),
    (HEADER.replace("remark", "date").encode() + b"\n", "line 1: column date is there twice; every column is expected"),
])
def test_another_file_is_named(save, tmp_path, content, message):
    with pytest.raises(DataError, match=rf"^daily\.csv[^\n]*{message}[^\n]*$"):
        pla.build({"daily": save(content)}, tmp_path / "out", "2026-11-23")
    assert not (tmp_path / "out").exists()


def test_a_cut_file_is_never_read(save):
    whole = upstream.document(upstream.days(date(2022, 8, 1), date(2022, 8, 20)))
    for end in range(len(whole) - 150, len(whole)):
        cut = whole[:end]
        if cut.endswith(b"\n"):  # between two rows: such a file only ends earlier
            continue
        with pytest.raises(DataError, match=r"cells; 17 are expected|seems to be cut|is not UTF-8|is expected"):
            pla.read(save(cut))


def test_ships_before_they_were_counted(write):
    with pytest.raises(DataError, match=r"line 3, column plan_vessel_sorties: '4\.0' before 2022-08-06"):
        pla.read(write([DAYS[0], "2020/09/18,,18.0,4.0,", *DAYS[2:]]))


def test_a_file_that_stops_too_early(write):
    with pytest.raises(DataError, match=r"no report from 2022-08-06 on"):
        pla.read(write(DAYS[:3]))


def build(save, folder, rows, retrieved="2026-11-23"):
    return pla.build({"daily": save(upstream.document(rows))}, folder, retrieved)


def test_the_manifest_follows_the_data(save, tmp_path):
    rows = [row for row in upstream.days() if not row.startswith(("2025/03/04", "2025/03/05"))]
    build(save, tmp_path, rows)
    found = tables.manifest("pla_activity", tmp_path)
    assert found.sources[0].edition == "daily reports from 17 September 2020 to 20 December 2025"
    assert found.sources[0].short.endswith("daily reports to December 2025")
    assert "The last report is of 20 December 2025; since 6 August 2022, 2 days have no figure, the last of them " \
           "5 March 2025." in found.notes
    total = tables.load("pla_activity", tmp_path).query("month.str.startswith('2023')")["aircraft"].sum()
    assert f"{total:,} of 4,734 in 2023" in found.notes and "in 2025" not in found.notes


def test_days_that_are_all_there_are_said_to_be(save, tmp_path):
    build(save, tmp_path, None)
    assert "since 6 August 2022, every day has a figure." in tables.manifest("pla_activity", tmp_path).notes


def test_tomorrow_in_utc_is_today_in_taiwan(save, tmp_path):
    build(save, tmp_path, None, "2025-12-19")
    with pytest.raises(DataError, match=r"2025-12-20 is in the future; a day to 2025-12-19 is expected"):
        build(save, tmp_path, None, "2025-12-18")


def test_a_day_of_retrieval_that_is_none(save, tmp_path):
    with pytest.raises(DataError, match=r"^pla_activity, day of retrieval: 'today'; YYYY-MM-DD is expected"):
        build(save, tmp_path, None, "today")


@pytest.fixture
def present(save, tmp_path):
    """A data folder with the table to 20 December 2025."""
    folder = tmp_path / "data"
    build(save, folder, None)
    return folder


def without(rows, part):
    return [row for number, row in enumerate(rows) if number % part]


@pytest.mark.parametrize(("rows", "message"), [
    (upstream.days()[:-1], "ends in 2025-12-19, but the table pla_activity reaches 2025-12-20; a file that ends no "),
    (without(upstream.days(), 12), "days with a report to 2025-12: .*at most 5% fewer are expected"),
    ([upstream.row(date(2022, 8, 6) + timedelta(n), "3.0") for n in range(1233)], "days with a report to 2025-12: "),
    ([row if row < "2023" else upstream.row(date(*map(int, row[:10].split("/"))), "4.0") for row in upstream.days()],
     "aircraft to 2025-12: .*, where the table pla_activity has .*; at most 5% fewer are expected"),
    ([row if row < "2023" else upstream.row(date(*map(int, row[:10].split("/"))), "90.0") for row in upstream.days()],
     "aircraft before 2025-12: .*at most 50% more are expected, as more would mean that something else is counted"),
])
def test_a_file_that_would_take_days_away_is_refused(save, present, rows, message):
    before = {path.name: path.read_bytes() for path in present.iterdir()}
    with pytest.raises(DataError, match=rf"^daily\.csv[:,] {message}"):
        build(save, present, rows)
    assert {path.name: path.read_bytes() for path in present.iterdir()} == before


def test_an_older_file_is_taken_when_it_is_asked_for(save, present):
    with shrinking.allowed():
        build(save, present, upstream.days(last=date(2025, 11, 30)))
    assert tables.load("pla_activity", present)["last_day"].iloc[-1] == "2025-11-30"


def test_a_corrected_and_a_withdrawn_day_pass(save, present):
    rows = upstream.days(last=date(2026, 1, 3))
    del rows[700]
    rows[600] = upstream.row(date(*map(int, rows[600][:10].split("/"))), "153.0")
    build(save, present, rows)
    assert tables.load("pla_activity", present)["last_day"].iloc[-1] == "2026-01-03"


def test_the_newest_file_and_that_of_a_commit():
    asked = Asked()
    assert pla_fetch.fetch(asked) == {"daily": "snapshot"}
    assert asked.url == f"https://{upstream.HOST}{upstream.PATH.format('main')}"
    assert "text/plain" in asked.options["kinds"]
    pla_fetch.fetch(asked, "ab" * 20)
    assert asked.url == f"https://{upstream.HOST}{upstream.PATH.format('ab' * 20)}"
    with pytest.raises(DataError, match=r"edition '2026-08': s0914712/pla-data-dashboard has no named editions"):
        pla_fetch.fetch(asked, "2026-08")


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.integers(0, 19), st.integers(0, 16),
       st.one_of(st.text(st.characters(codec="utf-8"), max_size=6), st.integers(-9, 999).map(str)))
def test_any_cell_is_read_as_it_is_or_refused_in_one_line(tmp_path_factory, number, column, text):
    rows = upstream.days(date(2022, 8, 1), date(2022, 8, 22))
    cells = rows[number].split(",")
    cells[column] = '"' + text.replace('"', '""') + '"'
    rows[number] = ",".join(cells)
    path = tmp_path_factory.mktemp("any") / "daily.csv"
    path.write_bytes(upstream.document(rows).replace(b"\r", b" "))
    try:
        days = pla.read(path)
    except DataError as error:
        assert str(error).startswith("daily.csv") and "\n" not in str(error)
    else:
        if column == 13 and text:
            assert f"{days[number].aircraft}" in (text, text.lstrip("0"), text.split(".")[0])


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.lists(st.tuples(st.integers(0, 4000), st.binary(max_size=3)), min_size=1, max_size=3))
def test_any_bytes_are_read_or_refused_in_one_line(tmp_path_factory, changes):
    content = bytearray(upstream.document(upstream.days(date(2022, 8, 1), date(2022, 8, 22))))
    for at, new in changes:
        content[at % len(content):at % len(content) + 1] = new
    path = tmp_path_factory.mktemp("any") / "daily.csv"
    path.write_bytes(content)
    try:
        assert pla.read(path)
    except DataError as error:
        assert str(error).startswith("daily.csv") and "\n" not in str(error)
