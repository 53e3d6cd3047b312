"""World Economic Outlook files: scales, signs of missing data, and where projections begin. Made-up figures."""
import pytest

from trilateral.sources import imf
from trilateral.tables import DataError

HEADER = "WEO Country Code,ISO,WEO Subject Code,Units,Scale,2014,2015,2016,Estimates Start After\n"
GDP = '528,TWN,NGDPD,U.S. dollars,Billions,n/a,"1,500.5",1600,2015.0\n'
GROWTH = "528,TWN,NGDP_RPCH,Percent change,Units,--,2.5,3,2015\n"
PEOPLE = "528,TWN,LP,Persons,Millions,23,24,25,\n"
OTHER = "193,AUS,NGDPD,U.S. dollars,Billions,1,2,3,2015\n"


@pytest.fixture
def write(tmp_path):
    def write(*rows, header=HEADER):
        path = tmp_path / "weo.csv"
        path.write_text("".join([header, *rows]), "utf-8")
        return path

    return write


def test_actual_figures_in_plain_units(write):
    frame = imf.read(write(GDP, GROWTH, OTHER), ("TWN",))
    assert frame.values.tolist() == [["TWN", "NGDPD", 2015, 1500.5e9], ["TWN", "NGDP_RPCH", 2015, 0.025]]


def test_projections_are_left_out(write):
    assert imf.read(write(GDP), ("TWN",))["year"].max() == 2015


def test_a_series_that_does_not_say_what_is_actual_is_left_out(write):
    assert set(imf.read(write(GDP, PEOPLE), ("TWN",))["subject"]) == {"NGDPD"}


@pytest.mark.parametrize(("rows", "message"), [
    ([GDP, GDP], r"weo\.csv line 3: TWN NGDPD stands in line 2 already"),
    ([OTHER], r"weo\.csv: nothing for TWN"),
    ([GDP.replace("Billions", "Lots")], r"line 2, column Scale: 'Lots'; expected one of Units"),
    ([GDP.replace("n/a", "twelve")], r"line 2, column 2014: 'twelve' is not a number"),
    ([GDP.replace("2015.0", "soon")], r"line 2, column Estimates Start After: 'soon' is not a number"),
])
def test_faults_are_named(write, rows, message):
    with pytest.raises(DataError, match=message):
        imf.read(write(*rows), ("TWN",))


def test_without_the_column_that_tells_projections_nothing_is_read(write):
    with pytest.raises(DataError, match=r"weo\.csv line 1: no column Estimates Start After"):
        imf.read(write(header=HEADER.replace(",Estimates Start After", "")), ("TWN",))
