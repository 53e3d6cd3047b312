"""US personnel abroad: spoilt years left out, known anomalies marked. Made-up figures in the upstream's layout."""
import pytest

from trilateral import tables
from trilateral.sources import troops
from trilateral.tables import DataError

HEADER = "countryname,iso3c,year,troops_ad,army_ad,navy_ad,air_force_ad,marine_corps_ad"
REST = {2015: 36_000, 2016: 12_000, 2017: 11_500}  # what Japan has beside three services in the odd years


def row(iso3, year):
    rest = REST.get(year, 19_000) if iso3 == "JPN" else 300
    return f"x,{iso3},{year},{30_000 + rest},10000,50,9000,11000"


def rows():
    ours = [row(iso3, year) for iso3 in troops.HOSTS for year in range(1990, 2025)]
    return ["x,JPN,1960,46295,10,20,30,-17", "x,TWN,2000,4,1,1,1,1", *ours]


@pytest.fixture
def write(tmp_path):
    def write(lines, header=HEADER):
        path = tmp_path / "troops.csv"
        path.write_text("\n".join([header, *lines, ""]), "utf-8")
        return path

    return write


@pytest.fixture
def frame(write, tmp_path):
    troops.build({"troops": write(rows())}, tmp_path / "out")
    return tables.load("us_troops", tmp_path / "out")


def test_spoilt_years_are_left_out(frame):
    assert len(frame) == 7 * 31
    assert not set(troops.LEFT_OUT) & set(frame["year"])


def test_every_value_says_what_it_counts(frame):
    japan = frame[frame["iso3"] == "JPN"].set_index("year")["count"]
    assert japan[[2004, 2009, 2015, 2016, 2017, 2018]].tolist() == [
        "ashore", "home_port", "ships_twice", "ships_elsewhere", "ships_elsewhere", "home_port"]
    others = frame[frame["iso3"] != "JPN"]
    assert set(others["count"]) == {"ashore", "home_port"}
    assert set(frame.loc[frame["theatre"] == "Europe", "iso3"]) == {"DEU", "GBR", "ITA"}


def test_reasons_are_given():
    assert all(len(anomaly.reason) > 30 for anomaly in troops.ANOMALIES)


@pytest.mark.parametrize(("old", "new", "message"), [
    (row("JPN", 2016), row("JPN", 2016).replace("42000", "49000"),
     r"JPN 2016 is named an anomaly and looks sound"),
    (row("JPN", 2020), row("JPN", 2020).replace("49000", "79000"),
     r"JPN 2020 is odd and no named anomaly; .* found 49000"),
    (row("KOR", 1999), row("KOR", 1999).replace("30300", "many"),
     r"column troops_ad: 'many' is not a whole number of persons"),
    (row("KOR", 1999), row("KOR", 1999).replace("30300", "-1"), r"'-1' is not a whole number"),
    (row("DEU", 1999), "", r"troops\.csv: DEU does not have each year 1990 to 2024 once; see \[1999\]"),
])
def test_faults_are_named(write, tmp_path, old, new, message):
    lines = [new if line == old else line for line in rows()]
    with pytest.raises(DataError, match=message):
        troops.build({"troops": write([line for line in lines if line])}, tmp_path / "out")


def test_missing_column(write):
    with pytest.raises(DataError, match=r"troops\.csv line 1: no column troops_ad"):
        troops.read(write(rows(), HEADER.replace("troops_ad", "total")))
