"""World Bank indicator files in three layouts. The figures are made up."""
import hashlib
import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.upstreams import worldbank as upstream
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
PROPERTY = settings(max_examples=50, deadline=None, derandomize=True)


@pytest.fixture
def write(tmp_path):
    def write(text, encoding="utf-8"):
        path = tmp_path / "indicator.csv"
        path.write_bytes(text.encode(encoding) if isinstance(text, str) else text)
        return path

    return write


@pytest.mark.parametrize(("text", "encoding"), [
    (LONG, "utf-8"), (WIDE, "utf-8-sig"), (WIDE.replace("\n", "\r\n"), "utf-8-sig"), (LONG, "utf-8-sig"),
])
def test_both_layouts_give_the_same(write, text, encoding):
    frame = worldbank.read(write(text, encoding), CODE)
    assert frame.to_dict("list") == {"iso3": ["KOR", "KOR"], "year": [2014, 2015], "value": [10.5, 11.0]}


def test_a_zip_is_read_by_what_its_members_hold(write):
    zipped = worldbank.read(write(upstream.bulk_zip(CODE)), CODE)
    plain = worldbank.read(write(upstream.bulk_csv(CODE)), CODE)
    assert zipped.equals(plain) and len(plain) == 14 * 37
    assert worldbank.last_updated(write(upstream.bulk_zip(CODE))) == "2026-07-01"


def test_date_of_the_update_is_in_the_bulk_layout(write):
    assert worldbank.last_updated(write(WIDE, "utf-8-sig")) == "2026-07-01"


def test_a_copy_without_date_is_of_a_known_update_or_refused(write, monkeypatch):
    path = write(LONG)
    with pytest.raises(DataError, match=r"indicator\.csv: does not say of which update it is; expected a line"):
        worldbank.last_updated(path)
    monkeypatch.setitem(worldbank.UNDATED, hashlib.sha256(LONG.encode()).hexdigest(), "2025-01-28")
    assert worldbank.last_updated(path) == "2025-01-28" and worldbank.is_copy(path)


@pytest.mark.parametrize(("text", "message"), [
    (LONG.replace("10.5", "ten"), r"indicator\.csv line 2, column Value: 'ten' is not a number"),
    (LONG.replace("10.5", "nan"), r"indicator\.csv line 2, column Value: 'nan' is not a number"),
    (LONG.replace("10.5", "1e999"), r"indicator\.csv line 2, column Value: '1e999' is not a number"),
    (LONG.replace("10.5", "1_000"), r"indicator\.csv line 2, column Value: '1_000' is not a number"),
    (LONG.replace("10.5", '"1,000.5"'), r"indicator\.csv line 2, column Value: '1,000\.5' is not a number"),
    (WIDE.replace("10.5", "n/a"), r"indicator\.csv line 6, column 2014: 'n/a' is not a number"),
    (LONG.replace("2014", "2015"), r"indicator\.csv line 3: KOR 2015 stands there already"),
    (LONG + "Japan,JPN,2015,3\n", r"indicator\.csv line 5: JPN 2015 stands there already"),
    (WIDE.replace('"JPN"', '"KOR"'), r"indicator\.csv line 7: KOR 2014 stands there already"),
    (LONG.replace("2014", "MCMXC"), r"line 2, column Year: 'MCMXC' is not a year"),
    (LONG.replace("2014", "20140"), r"line 2, column Year: '20140' is not a year"),
    (LONG.replace(",10.5", ""), r"line 2: 3 cells; expected 4"),
    (LONG.replace("Country Code", "Code"), r"expected one header with 'Country Code', found none"),
    (LONG + LONG, r"expected one header with 'Country Code', found line 1, line 5"),
    (WIDE.replace(CODE, "SP.POP.TOTL"), r"line 6, column Indicator Code: 'SP\.POP\.TOTL'; expected NY\.GDP\.MKTP\.CD"),
    (WIDE.replace('"2014","2015",', ""), r"line 5: no years in the header"),
    (WIDE.replace('"2014"', '"2013"'), r"line 5: column 2015 stands where 2014 is expected; years run without a gap"),
    (WIDE.replace('"2014"', '"2015"'), r"line 5: column 2015 stands where 2016 is expected"),
    (WIDE.replace('"10.5","11",', '"10.5"'), r"line 6: 5 cells; expected 7"),
    (WIDE.replace('"11",', '"11","12","13",'), r"line 6: 9 cells; expected 7"),
    (WIDE[:-20], r"not a CSV file in UTF-8: unexpected end of data"),
    ("", r"expected one header"),
    ("<!doctype html><html><body>Service unavailable</body></html>", r"indicator\.csv: expected one header"),
])
def test_faults_are_named(write, text, message):
    with pytest.raises(DataError, match=message) as caught:
        worldbank.read(write(text), CODE)
    assert "\n" not in str(caught.value)


def test_another_encoding_is_refused(write):
    for encoding in ("latin-1", "utf-16"):
        with pytest.raises(DataError, match=r"indicator\.csv: not a CSV file in UTF-8"):
            worldbank.read(write(LONG.replace("Japan", "Côte d'Ivoire"), encoding), CODE)


def test_a_file_that_is_too_large_is_not_read(write, monkeypatch):
    monkeypatch.setattr(worldbank, "MOST_BYTES", 100)
    with pytest.raises(DataError, match=r"indicator\.csv: \d+ bytes; at most 100 are expected"):
        worldbank.read(write(LONG), CODE)


def zipped(**members: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, text in members.items():
            archive.writestr(f"{name}.csv", text)
    return packed.getvalue()


@pytest.mark.parametrize(("content", "message"), [
    (zipped(API_one=WIDE, API_two=WIDE), r"expected one CSV member .*, found 'API_one\.csv', 'API_two\.csv'"),
    (zipped(Metadata_Country='"Country Code","Region",\n'), r"expected one CSV member .*, found none"),
    (upstream.bulk_zip(CODE)[:-30], r"indicator\.csv: not a whole zip archive"),
    (upstream.bulk_zip(CODE).replace(b"PK\x05\x06", b"PK\x05\x07"), r"indicator\.csv: not a whole zip archive"),
    (zipped(API=WIDE.replace("10.5", "?")), r"indicator\.csv, member 'API\.csv' line 6, column 2014: '\?' is not"),
])
def test_faults_of_a_zip_are_named(write, content, message):
    with pytest.raises(DataError, match=message):
        worldbank.read(write(content), CODE)


finite = st.floats(allow_nan=False, allow_infinity=False, width=64)


@PROPERTY
@given(st.dictionaries(st.tuples(st.sampled_from(["KOR", "JPN", "WLD"]), st.integers(1990, 1999)), finite, min_size=1))
def test_any_figures_are_the_same_in_all_layouts(tmp_path_factory, values):
    figures = {(CODE, iso3, year): value for (iso3, year), value in values.items()}
    folder = tmp_path_factory.mktemp("layouts")
    bulk = upstream.bulk_csv(CODE, figures)
    files = {"long": upstream.long_csv(CODE, figures).encode(), "wide": bulk.encode(),
             "zip": upstream.bulk_zip(CODE, bulk)}
    for name, content in files.items():
        (folder / name).write_bytes(content)
        frame = worldbank.read(folder / name, CODE)
        found = dict(zip(zip(frame["iso3"], frame["year"], strict=True), frame["value"], strict=True))
        found.pop(("WLD", 2000), None)  # the long copy always has it
        assert found == values


@PROPERTY
@given(st.data())
def test_any_spoiled_text_gives_figures_or_the_one_error(tmp_path_factory, data):
    text = data.draw(st.sampled_from([LONG, WIDE]))
    start = data.draw(st.integers(0, len(text)))
    spoiled = text[:start] + data.draw(st.text(max_size=8)) + text[start + data.draw(st.integers(0, 8)):]
    path = tmp_path_factory.mktemp("spoiled") / "indicator.csv"
    path.write_bytes(spoiled.encode("utf-8", "surrogatepass"))
    try:
        frame = worldbank.read(path, CODE)
    except DataError as error:
        assert str(error).startswith("indicator.csv") and "\n" not in str(error)
    else:
        assert list(frame.columns) == ["iso3", "year", "value"]
