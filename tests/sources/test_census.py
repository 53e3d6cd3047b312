"""US goods trade: the bureau's sheet to tidy years of two partners. Made-up figures in the bureau's layout."""
import pytest

from trilateral import tables
from trilateral.sources import census
from trilateral.tables import DataError

HEADER = "year,CTY_CODE,CTYNAME,IYR,EYR,balance"


def rows(last=2022):
    years = range(census.FIRST_YEAR, last + 1)
    ours = [f'{y},{code},"Korea, South",{20000 + y},{10000 + y}.1234,-10000'
            for code in census.PARTNERS for y in years]
    return [*ours, "2000,5700,China,100000,16000,-84000"]


@pytest.fixture
def write(tmp_path):
    def write(lines, header=HEADER):
        path = tmp_path / "trade.csv"
        path.write_text("\n".join([header, *lines, ""]), "utf-8")
        return path

    return write


def test_build_publishes_two_partners(write, tmp_path):
    census.build({"trade": write(rows())}, tmp_path / "out")
    frame = tables.load("us_goods_trade", tmp_path / "out").set_index(["iso3", "year"])
    assert len(frame) == 2 * 38
    assert frame.loc[("KOR", 2022)].tolist() == [22022.0, 12022.123]
    assert "data to 2022" in tables.manifest("us_goods_trade", tmp_path / "out").credit


def test_order_of_the_input_does_not_matter(write):
    assert census.read(write(rows())).equals(census.read(write(rows()[::-1])))


@pytest.mark.parametrize(("change", "message"), [
    (lambda r: r[1:], r"trade\.csv: JPN does not have each year 1985 to 2022 once; see \[1985\]"),
    (lambda r: [r[0], *r], r"JPN does not have each year 1985 to 2022 once"),
    (lambda r: [x for x in r if ",5800," not in x], r"KOR does not have each year"),
    (lambda r: [r[0].replace("21985", "n/a"), *r[1:]], r"trade\.csv line 2, column IYR: 'n/a' is not a number"),
    (lambda r: [r[0].replace("21985", "-5"), *r[1:]], r"column IYR: '-5' is not a positive number"),
    (lambda r: [r[0].replace("21985", "nan"), *r[1:]], r"column IYR: 'nan' is not a number"),
])
def test_faults_are_named(write, tmp_path, change, message):
    with pytest.raises(DataError, match=message):
        census.build({"trade": write(change(rows()))}, tmp_path / "out")


def test_missing_column(write):
    with pytest.raises(DataError, match=r"trade\.csv line 1: no column EYR"):
        census.read(write(rows(), HEADER.replace("EYR", "exports")))
