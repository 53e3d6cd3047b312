"""Aircraft and ships around Taiwan: the break in definition is kept, months are cut where it falls. Made-up days."""
import pytest

from trilateral.sources import pla
from trilateral.tables import DataError

HEADER = "date,空中,pla_aircraft_sorties,plan_vessel_sorties,remark"
DAYS = ["2020/09/10,,30.0,,", "2020/09/18,,18.0,,", "2022/08/05,,49.0,,", "2022/08/06,,20.0,14.0,",
        "2022/08/31,1.0,62.0,7.0,words", "2022/09/02,,0.0,3.0,"]


@pytest.fixture
def write(tmp_path):
    def write(rows, header=HEADER):
        path = tmp_path / "daily.csv"
        path.write_text("\ufeff" + "\n".join([header, *rows, ""]), "utf-8")
        return path

    return write


def test_months_are_cut_at_the_break(write):
    frame = pla.by_month(pla.read(write(DAYS)))
    assert frame.drop(columns="ship_days").values.tolist() == [
        ["2020-09", "adiz", "2020-09-17", "2020-09-30", 14, 1, 18],
        ["2022-08", "adiz", "2022-08-01", "2022-08-05", 5, 1, 49],
        ["2022-08", "all", "2022-08-06", "2022-08-31", 26, 2, 82],
        ["2022-09", "all", "2022-09-01", "2022-09-02", 2, 1, 0],
    ]
    assert frame["ship_days"].isna().tolist() == [True, True, False, False]
    assert frame["ship_days"].dropna().tolist() == [21, 3]


def test_a_row_without_a_count_is_no_report(write):
    frame = pla.by_month(pla.read(write([*DAYS, "2022/09/03,,,,a note"])))
    assert frame["days_reported"].tolist() == [1, 1, 2, 1]


@pytest.mark.parametrize(("row", "message"), [
    ("2 Sept,,5.0,1.0,", r"daily\.csv line 8, column date: '2 Sept'; YYYY/MM/DD is expected"),
    ("2022/09/02,,5.0,1.0,", r"line 8, column date: 2022/09/02 is not after 2022/09/02 in the row above it"),
    ("2022/09/03,,many,1.0,", r"line 8, column pla_aircraft_sorties: 'many' is not a count"),
    ("2022/09/03,,2.5,1.0,", r"column pla_aircraft_sorties: '2\.5'; a whole number from 0 to 400 is expected"),
    ("2022/09/03,,5000,1.0,", r"column pla_aircraft_sorties: '5000'; a whole number from 0 to 400 is expected"),
    ("2022/09/03,,5.0,,", r"line 8, column plan_vessel_sorties: '' is not a count"),
])
def test_faults_are_named(write, row, message):
    with pytest.raises(DataError, match=message):
        pla.read(write([*DAYS, row]))


def test_ships_before_they_were_counted(write):
    with pytest.raises(DataError, match=r"line 3, column plan_vessel_sorties: '4\.0' before 2022-08-06"):
        pla.read(write([DAYS[0], "2020/09/18,,18.0,4.0,", *DAYS[2:]]))


def test_a_file_that_stops_too_early(write):
    with pytest.raises(DataError, match=r"no report from 2022-08-06 on"):
        pla.read(write(DAYS[:3]))


def test_missing_column(write):
    with pytest.raises(DataError, match=r"line 1: no column plan_vessel_sorties"):
        pla.read(write(DAYS, HEADER.replace("plan_vessel", "ship")))
