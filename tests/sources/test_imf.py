"""World Economic Outlook files: layouts, encodings, editions, and where projections begin. Made-up figures."""
import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.upstreams import imf as upstream
from trilateral.sources import imf, imf_files
from trilateral.tables import DataError

HEADER = "WEO Country Code,ISO,WEO Subject Code,Units,Scale,2014,2015,2016,Estimates Start After\n"
GDP = '528,TWN,NGDPD,U.S. dollars,Billions,n/a,"1,500.5",1600,2015.0\n'
GROWTH = "528,TWN,NGDP_RPCH,Percent change,Units,--,2.5,3,2015\n"
PEOPLE = "528,TWN,LP,Persons,Millions,23,24,25,\n"
OTHER = "193,AUS,NGDPD,U.S. dollars,Billions,1,2,3,2015\n"
FOOTER = '"International Monetary Fund, World Economic Outlook Database, April 2016"\n'
PORTAL = "DATASET,SERIES_CODE,SCALE,UNIT,PUBLICATION_DATE,LATEST_ACTUAL_ANNUAL_DATA,2014,2015,2016\n"
PORTAL_GDP = "IMF.RES:WEO(9.0.0),TWN.NGDPD.A,Billions,US dollar,2016-10-04T13:00:00Z,2015,,1500.5,1600\n"
PORTAL_GROWTH = "IMF.RES:WEO(9.0.0),TWN.NGDP_RPCH.A,Units,Percent,2016-10-04T13:00:00Z,2015,,2.5,3\n"
PROPERTY = settings(max_examples=50, deadline=None, derandomize=True)


@pytest.fixture
def write(tmp_path):
    def write(*rows, header=HEADER, name="weo.csv"):
        path = tmp_path / name
        path.write_bytes(rows[0] if isinstance(rows[0], bytes) else "".join([header, *rows]).encode())
        return path

    return write


def test_actual_figures_in_plain_units(write):
    frame = imf.read(write(GDP, GROWTH, OTHER), ("TWN",))
    assert frame.values.tolist() == [["TWN", "NGDPD", 2015, 1500.5e9], ["TWN", "NGDP_RPCH", 2015, 0.025]]


def test_the_portals_columns_give_the_same(write):
    frame = imf.read(write(PORTAL_GDP, PORTAL_GROWTH, PORTAL_GDP.replace("TWN", "G001"), header=PORTAL), ("TWN",))
    assert frame.values.tolist() == [["TWN", "NGDPD", 2015, 1500.5e9], ["TWN", "NGDP_RPCH", 2015, 0.025]]


def test_projections_are_left_out(write):
    assert imf.read(write(GDP), ("TWN",))["year"].max() == 2015


@pytest.mark.parametrize("last", ["", "0", "n/a"])
def test_a_series_that_does_not_say_what_is_actual_is_left_out(write, last):
    people = PEOPLE.replace(",\n", f",{last}\n")
    assert set(imf.read(write(GDP, people), ("TWN",))["subject"]) == {"NGDPD"}


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("delimiter", ["\t", ","])
def test_every_encoding_of_the_old_layout(write, encoding, delimiter):
    rows = upstream.legacy("October 2024")
    rows[1][8] = "Pérú – notes"  # what tells the encodings apart
    found = imf.database(write(upstream.legacy_bytes(rows, encoding, delimiter), name="weooct2024all.xls"), ("TWN",))
    assert found.edition == "October 2024"
    assert found.frame.equals(figures_of(rows))


@pytest.mark.parametrize("made", [upstream.portal_csv, upstream.portal_xlsx])
def test_both_files_of_the_portal(write, made, tmp_path):
    rows = upstream.portal("April 2026")
    found = imf.database(write(made(rows), name="any"), ("TWN",))
    assert found.edition == imf.edition(tmp_path / "any") == "April 2026"
    assert set(found.frame["year"]) == set(range(1980, 2026))
    gdp = found.frame.query("subject == 'NGDPD' and year == 2025")["value"].item()
    assert gdp == pytest.approx(700 * 1.03**35 * 1e9, rel=1e-6)


def figures_of(rows):
    """The same by the plainest road: tab-separated UTF-8."""
    import tempfile
    from pathlib import Path

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plain.tsv"
        path.write_bytes(upstream.legacy_bytes(rows, "utf-8"))
        return imf.read(path, ("TWN",))


def test_the_edition_is_read_from_the_file_and_not_from_its_name(write):
    path = write(GDP, FOOTER, name="WEOOct2030all.xls")
    assert imf.database(path, ("TWN",)).edition == imf.edition(path) == "April 2016"


def test_a_copy_without_its_last_line_is_of_a_known_edition_or_refused(write, monkeypatch):
    path = write(GDP)
    with pytest.raises(DataError, match=r"weo\.csv: names no edition; expected one edition"):
        imf.database(path, ("TWN",))
    monkeypatch.setitem(imf.UNNAMED, hashlib.sha256(path.read_bytes()).hexdigest(), "April 2016")
    assert imf.database(path, ("TWN",)).edition == "April 2016" and imf.is_copy(path)


@pytest.mark.parametrize(("edition", "page"), [
    ("October 2024", "https://www.imf.org/en/Publications/WEO/weo-database/2024/October"),
    ("April 2025", "https://www.imf.org/en/Publications/WEO/weo-database/2025/April"),
    ("October 2025", "https://data.imf.org/en/datasets/IMF.RES:WEO"),
])
def test_where_an_edition_is_presented(edition, page):
    assert imf.page(edition) == page


@pytest.mark.parametrize(("rows", "message"), [
    ([GDP, GDP], r"weo\.csv line 3: TWN NGDPD stands there already, in line 2"),
    ([OTHER], r"weo\.csv: nothing for TWN"),
    ([GDP.replace("Billions", "Lots")], r"line 2, column Scale: 'Lots'; expected one of Units"),
    ([GDP.replace("1,500.5", "twelve")], r"line 2, column 2015: 'twelve' is not a number"),
    ([GDP.replace("1,500.5", "1,50.5")], r"line 2, column 2015: '1,50\.5' is not a number"),
    ([GDP.replace("1,500.5", "inf")], r"line 2, column 2015: 'inf' is not a number"),
    ([GDP.replace("2015.0", "soon")], r"line 2, column Estimates Start After: 'soon' is not a number"),
    ([GDP, FOOTER, FOOTER.replace("2016", "2017")], r"weo\.csv: names April 2016, April 2017; expected one edition"),
    ([GDP, FOOTER.replace("April", "July")], r"weo\.csv: names no edition"),
])
def test_faults_of_the_old_layout_are_named(write, rows, message):
    with pytest.raises(DataError, match=message) as caught:
        imf.database(write(*rows), ("TWN",))
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(("rows", "message"), [
    ([PORTAL_GDP, PORTAL_GDP], r"line 3: TWN NGDPD stands there already, in line 2"),
    ([PORTAL_GDP.replace(".A,", ".Q,")], r"nothing for TWN"),
    ([PORTAL_GDP.replace("Billions", "Trillions")], r"line 2, column SCALE: 'Trillions'; expected one of Units"),
    ([PORTAL_GDP.replace(",2015,,", ",FY2014/15,,")], r"LATEST_ACTUAL_ANNUAL_DATA: 'FY2014/15' is not a number"),
    ([PORTAL_GDP.replace("2016-10-04", "2016-07-16")], r"PUBLICATION_DATE: '2016-07-16.*; expected a day in April or"),
    ([PORTAL_GDP.replace("2016-10-04T13:00:00Z", "")], r"PUBLICATION_DATE: ''; expected a day"),
    ([PORTAL_GDP, PORTAL_GROWTH.replace("2016-10", "2017-04")], r"names April 2017, October 2016; expected one"),
    ([PORTAL_GDP.replace("1500.5", "=A1*2")], r"line 2, column 2015: '=A1\*2' is not a number"),
])
def test_faults_of_the_portals_layout_are_named(write, rows, message):
    with pytest.raises(DataError, match=message) as caught:
        imf.database(write(*rows, header=PORTAL), ("TWN",))
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(("header", "message"), [
    (HEADER.replace("Estimates Start After", "Estimates"), r"weo\.csv line 1: no column Estimates Start After"),
    (HEADER.replace("2014,", ""), r"weo\.csv line 2: 9 cells; expected 8"),
    (HEADER.replace("2014", "2013"), r"line 1: column 2015 stands where 2014 is expected; years run without a gap"),
    (HEADER.replace("2014", "2016"), r"line 1: column 2016 stands there twice; expected once"),
    (HEADER.replace("2014,2015,2016", "a,b,c"), r"line 1: no years in the header"),
    (HEADER.replace("ISO,", "Code,"), r"weo\.csv: no header with ISO, WEO Subject Code or SERIES_CODE; expected"),
    (PORTAL.replace("UNIT,", "Units,"), r"line 1: no column UNIT"),
])
def test_faults_of_a_header_are_named(write, header, message):
    with pytest.raises(DataError, match=message):
        imf.database(write(GDP, header=header), ("TWN",))


def changed_xlsx(change) -> bytes:
    import io

    import openpyxl

    workbook = openpyxl.load_workbook(io.BytesIO(upstream.portal_xlsx(upstream.portal("April 2026"))))
    change(workbook)
    saved = io.BytesIO()
    workbook.save(saved)
    return saved.getvalue()


def cell(text):
    """Put a text into the cell of Taiwan's growth in 1980."""
    def change(workbook):
        workbook["Countries"].cell(6, 12).value = text
    return change


@pytest.mark.parametrize(("content", "message"), [
    (changed_xlsx(cell("=1+1")), r"sheet 'Countries', line 6, column 1980: '=1\+1' is not a number"),
    (changed_xlsx(cell("about 3")), r"sheet 'Countries', line 6, column 1980: 'about 3' is not a number"),
    (changed_xlsx(lambda book: book.remove(book["Countries"])), r"weo\.csv: nothing for TWN"),
    (changed_xlsx(lambda book: book["Countries"].delete_rows(1)), r"weo\.csv: nothing for TWN"),
    (upstream.portal_xlsx(upstream.portal("April 2026"))[:-100], r"weo\.csv: not a whole zip archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), r"weo\.csv: a binary workbook of old Excel; expected text"),
    (b"\r\n<!DOCTYPE html><html>Access Denied</html>", r"weo\.csv: starts with '<!DOCTYPE html>.*a page of HTML"),
    ('<?xml version="1.0"?><x/>'.encode("utf-16"), r"weo\.csv: starts with '<\?xml.*a page of HTML or XML"),
    (b"", r"weo\.csv: no header with"),
    (upstream.legacy_bytes(upstream.legacy())[:-1001], r"weo\.csv: not text in utf-16; the file may be cut"),
    (b"a,\x81\x8d\n", r"weo\.csv: not text in utf-8-sig or cp1252"),
])
def test_files_that_are_not_the_database_are_refused(write, content, message):
    with pytest.raises(DataError, match=message) as caught:
        imf.database(write(content), ("TWN",))
    assert "\n" not in str(caught.value)


def test_limits_hold_before_a_file_is_read(write, monkeypatch):
    monkeypatch.setattr(imf_files, "MOST_BYTES", 20)
    with pytest.raises(DataError, match=r"weo\.csv: [\d,]+ bytes; at most 20 are expected"):
        imf.read(write(GDP), ("TWN",))


def test_a_sheet_that_never_ends_is_left(write, monkeypatch):
    monkeypatch.setattr(imf_files, "MOST_ROWS", 5)
    with pytest.raises(DataError, match=r"sheet 'Countries': over 5 rows; expected fewer"):
        imf.read(write(upstream.portal_xlsx(upstream.portal())), ("TWN",))


numbers = st.none() | st.decimals(0, 10**6, places=3).map(float)


@PROPERTY
@given(st.lists(numbers, min_size=3, max_size=3), st.integers(2013, 2017),
       st.sampled_from(["utf-16", "utf-16-le", "utf-8", "cp1252"]), st.sampled_from("\t,"))
def test_any_figures_are_read_from_any_spelling(tmp_path_factory, values, last, encoding, delimiter):
    written = ["n/a" if value is None else f"{value:,.3f}" for value in values]
    rows = [HEADER.strip().split(","), ["528", "TWN", "NGDPD", "U.S. dollars", "Billions", *written, str(last)]]
    path = tmp_path_factory.mktemp("weo") / "weo.xls"
    path.write_bytes(upstream.legacy_bytes(rows, encoding, delimiter))
    found = imf.read(path, ("TWN",))
    expected = {year: value * 1e9 for year, value in zip(range(2014, 2017), values, strict=True)
                if value is not None and year <= last}
    assert dict(zip(found["year"], found["value"], strict=True)) == expected


@PROPERTY
@given(st.data())
def test_any_spoiled_bytes_give_figures_or_the_one_error(tmp_path_factory, data):
    bases = [upstream.legacy_bytes([HEADER.strip().split(","), ["528", "TWN", "NGDPD", "$", "Units", *"123", "2015"]]),
             (PORTAL + PORTAL_GDP).encode(), SMALL_XLSX]
    base = data.draw(st.sampled_from(bases))
    start = data.draw(st.integers(0, len(base)))
    spoiled = base[:start] + data.draw(st.binary(max_size=6)) + base[start + data.draw(st.integers(0, 6)):]
    path = tmp_path_factory.mktemp("weo") / "weo.bin"
    path.write_bytes(spoiled)
    try:
        found = imf.database(path, ("TWN",))
    except DataError as error:
        assert str(error).startswith("weo.bin") and "\n" not in str(error)
    else:
        assert list(found.frame.columns) == ["iso3", "subject", "year", "value"]


SMALL_XLSX = upstream.portal_xlsx([row[:14] for row in upstream.portal("October 2025")])
