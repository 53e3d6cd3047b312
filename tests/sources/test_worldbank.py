"""World Bank indicator files in both layouts. The figures are made up."""
import pytest

from trilateral.sources import worldbank
from trilateral.tables import DataError

CODE = "NY.GDP.MKTP.CD"
LONG = (
    "Country Name,Country Code,Year,Value\n"
    '"Korea, Rep.",KOR,2014,10.5\n"Korea, Rep.",KOR,2015,11\nJapan,JPN,2015,..\n'
)
WIDE = (
    '"Data Source","World Development Indicators",\n\n"Last Updated Date","2026-07-01",\n\n'
    '"Country Name","Country Code","Indicator Name","Indicator Code","2014","2015",\n'
    f'"Korea, Rep.","KOR","GDP (current US$)","{CODE}","10.5","11",\n'
    f'"Japan","JPN","GDP (current US$)","{CODE}","","",\n'
)


@pytest.fixture
def write(tmp_path):
    def write(text, encoding="utf-8"):
        path = tmp_path / "indicator.csv"
        path.write_bytes(text.encode(encoding))
        return path

    return write


@pytest.mark.parametrize(("text", "encoding"), [
    (LONG, "utf-8"), (WIDE, "utf-8-sig"), (WIDE.replace("\n", "\r\n"), "utf-8-sig"), (LONG, "utf-8-sig"),
])
def test_both_layouts_give_the_same(write, text, encoding):
    frame = worldbank.read(write(text, encoding), CODE)
    assert frame.to_dict("list") == {"iso3": ["KOR", "KOR"], "year": [2014, 2015], "value": [10.5, 11.0]}


def test_date_of_the_update_is_in_the_bulk_layout_only(write):
    assert worldbank.last_updated(write(WIDE, "utf-8-sig")) == "2026-07-01"
    assert worldbank.last_updated(write(LONG)) is None


@pytest.mark.parametrize(("text", "message"), [
    (LONG.replace("10.5", "ten"), r"indicator\.csv line 2, column Value: 'ten' is not a number"),
    (WIDE.replace("10.5", "n/a"), r"indicator\.csv line 6, column 2014: 'n/a' is not a number"),
    (LONG.replace("2014", "2015"), r"indicator\.csv line 3: KOR 2015 stands there already"),
    (LONG.replace("2014", "MCMXC"), r"line 2, column Year: 'MCMXC' is not a year"),
    (LONG.replace(",10.5", ""), r"line 2: 3 cells; expected 4"),
    (LONG.replace("Country Code", "Code"), r"expected one header with 'Country Code', found none"),
    (LONG + LONG, r"expected one header with 'Country Code', found line 1, line 5"),
    (WIDE.replace(CODE, "SP.POP.TOTL"), r"line 6, column Indicator Code: 'SP\.POP\.TOTL'; expected NY\.GDP\.MKTP\.CD"),
    (WIDE.replace('"2014","2015",', ""), r"line 5: no years in the header"),
    ("", r"expected one header"),
])
def test_faults_are_named(write, text, message):
    with pytest.raises(DataError, match=message) as caught:
        worldbank.read(write(text), CODE)
    assert "\n" not in str(caught.value)


def test_another_encoding_is_refused(write):
    with pytest.raises(DataError, match="not a CSV file in UTF-8"):
        worldbank.read(write(LONG.replace("Japan", "Côte d'Ivoire"), "latin-1"), CODE)
