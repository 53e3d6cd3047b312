"""What SIPRI's workbook may not be: each fault is one message in one line, and nothing is written."""
import io
import re
import zipfile
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.styles import Font

from tests.upstreams.sipri import LAYOUT, Sample, rewrite
from trilateral.sources import sipri
from trilateral.tables import DataError

US, GDP, GOV = "xl/worksheets/sheet3.xml", "xl/worksheets/sheet5.xml", "xl/worksheets/sheet7.xml"
"""Members of the sheets Current US$, Share of GDP and Share of Govt. spending."""


def japan(value, measure="current_usd_m", year=1991):
    """A fault in one figure of Japan: cell F10 of its sheet, for 1991."""
    def spoil(sample):
        sample.cell(measure, "Japan", year).value = value
    return spoil


def head(row, column, value, measure="current_usd_m"):
    """A fault in one cell of a sheet, by row and column."""
    def spoil(sample):
        sample.sheet(measure).cell(row, column).value = value
    return spoil


def total(row, column, value):
    """A fault in the sheet of regional totals; 1994 is column 8, current prices column 9."""
    def spoil(sample):
        sample.workbook["Regional totals"].cell(row, column).value = value
    return spoil


def name(old, new, measure="per_capita_usd"):
    """A country under another name in one sheet."""
    def spoil(sample):
        sample.sheet(measure).cell(sample.row(measure, old), 1).value = new
    return spoil


def also(country, measure="per_capita_usd"):
    """A country once more, below the others."""
    def spoil(sample):
        sample.sheet(measure).cell(40, 1, country)
    return spoil


def drop_sheet(sample):
    del sample.workbook["Share of GDP"]


def second_constant_sheet(sample):
    sample.workbook.create_sheet("Constant (1992) US$")


def two_headers(sample):
    for column, year in enumerate(sample.years("current_usd_m"), 3):
        sample.sheet("current_usd_m").cell(50, column, year)


def no_header(sample):
    for cell in sample.sheet("current_usd_m")[6]:
        cell.value = None


def year_gone(sample):
    sample.sheet("current_usd_m").delete_cols(7)


def ends_early(sample):
    sample.sheet("current_usd_m").delete_cols(sample.column("current_usd_m", 1994))


def begins_late(sample):
    sample.sheet("share_of_gdp").delete_cols(3, 3)


def green(sample):
    sample.cell("current_usd_m", "Japan", 1991).font = Font(color="FF00FF00")


def merged(sample):
    sample.sheet("current_usd_m").merge_cells("F10:G11")


def ceases(sample):
    sample.cell("current_usd_m", "India", 1993).value = "xxx"


def last_column_missing(sample):
    for country in sample.countries[3:]:
        sample.cell("share_of_gdp", country, 1994).value = "..."


def other_base(sample):
    sample.sheet("constant_usd_m").title = "Constant (1990) US$"


def not_in_base_prices(sample):
    for year in sample.years("constant_usd_m"):
        sample.cell("constant_usd_m", "Japan", year).value = 1020.0


def unknown_name(old, new):
    def spoil(sample):
        for measure in LAYOUT:
            name(old, new, measure)(sample)
    return spoil


WORKBOOK_FAULTS = [
    (drop_sheet, "expected one sheet named like 'Share of GDP', found none; the sheets are 'Front page', 'Regional"),
    (second_constant_sheet, "expected one sheet named like 'Constant (YYYY) US$', "
                            "found 'Constant (1993) US$', 'Constant (1992) US$'"),
    (two_headers, "sheet 'Current US$': expected one header row with years, found row 6, row 50"),
    (no_header, "sheet 'Current US$': expected one header row with years, found none"),
    (head(6, 9, 1993.0), "sheet 'Current US$', row 6: years 1988, 1989, 1990, 1991, 1992, 1993, 1993; expected every"),
    (year_gone, "sheet 'Current US$', row 6: years 1988, 1989, 1990, 1991, 1993, 1994"),
    (ends_early, "the sheets end in different years: {'Current US$': 1993, 'Constant (1993) US$': 1994"),
    (begins_late, "sheet 'Share of GDP': begins in 1991; expected 1990 or earlier"),
    (head(1, 1, "Military expenditure © SIPRI 1998"), "sheet 'Current US$', row 1: © SIPRI 1998 and figures to 1994; "
                                                      "expected 1994 to 1996"),
    (other_base, "sheet 'Constant (1990) US$': prices of 1990; expected 1992 to 1994"),
    (head(1, 1, "in constant (1992) US$ m.", "constant_usd_m"), "sheet 'Constant (1993) US$', row 1: constant prices "
                                                                "of 1992; expected 1993, as the sheet's name says"),
    (not_in_base_prices, "sheet 'Constant (1993) US$', cell I10: 1020 for JPN 1993 in prices of 1993; expected 1000"),
    (name("Poland", None), "sheet 'Per capita': no row for 'Poland'; no name in the sheet is like it"),
    (name("Korea, South", "South Korea"), "sheet 'Per capita': no row for 'Korea, South'; the nearest names are "
                                          "'South Korea'"),
    (unknown_name("United Kingdom", "United Kingdoms"), "sheet 'Current US$': no row for 'United Kingdom' or 'UK'; "
                                                        "the nearest names are 'United Kingdoms'"),
    (unknown_name("Viet Nam", "Vietnam"), "no row for 'Viet Nam'; the nearest names are 'Vietnam'"),
    (also("Poland"), "sheet 'Per capita', cell A40: 'Poland' stands in row 24 already; expected every country once"),
    (also("UK"), "sheet 'Per capita', cell A40: 'UK' stands in row 21 already as 'United Kingdom'; expected every"),
    (ceases, "sheet 'Current US$', cell H19: 'xxx' (no such country) for IND 1993, which has earlier figures"),
    (japan("12,5"), "sheet 'Current US$', cell F10: '12,5'; expected a number or a sign of missing data"),
    (japan("1,234.5"), "sheet 'Current US$', cell F10: '1,234.5'; expected a number"),
    (japan("1000.5†"), "sheet 'Current US$', cell F10: '1000.5†'; expected a number"),
    (japan("—"), "sheet 'Current US$', cell F10: '—'; expected a number"),
    (japan("#REF!"), "sheet 'Current US$', cell F10: '#REF!'; expected a number"),
    (japan(True), "sheet 'Current US$', cell F10: 'True'; expected a number"),
    (japan(-1.0), "sheet 'Current US$', cell F10: -1 for JPN 1991 current_usd_m; expected 1 to 5e+06"),
    (japan(0.0), "sheet 'Current US$', cell F10: 0 for JPN 1991 current_usd_m; expected 1 to 5e+06"),
    (japan(1e9), "sheet 'Current US$', cell F10: 1e+09 for JPN 1991 current_usd_m; expected 1 to 5e+06"),
    (japan(1.4, "share_of_gdp"), "sheet 'Share of GDP', cell F10: 1.4 for JPN 1991 share_of_gdp; "
                                 "expected 0.0001 to 0.5"),
    (japan(10_000.0), "sheet 'Current US$', cell F10: 10000 for JPN 1991 current_usd_m after 1000; "
                      "expected a change by less than a factor of 3"),
    (japan(0.002, "share_of_gdp"), "sheet 'Share of GDP', cell F10: 0.002 for JPN 1991 share_of_gdp after 0.02; "
                                   "expected a change by less than a factor of 3"),
    (japan("...", year=1994), "current_usd_m of JPN: nothing for 1994, the workbook's last year"),
    (last_column_missing, "sheet 'Share of GDP': 3 figures for 1994 and 17 for 1993; expected at least 80% as many"),
    (green, "sheet 'Current US$', cell F10: font colour 00FF00; expected black, blue (estimate) or red"),
    (japan("=O10*2"), "sheet 'Current US$', cell F10: a formula; expected a plain value"),
    (head(6, 5, "=D6+1"), "sheet 'Current US$', cell E6: a formula; expected a plain value"),
    (merged, "sheet 'Current US$', cell F10: merged with G11; expected every figure in a cell of its own"),
    (total(15, 7, 1_500_500.0), "sheet 'Regional totals', cell G15: 1.5005e+06 for 1993; expected 500 to 20,000 US$"),
    (total(15, 8, "..."), "sheet 'Regional totals', row 15: no total in constant prices for 1994, the last year"),
    (total(15, 9, ". ."), "sheet 'Regional totals', row 15: no total in current prices for 1994, the last year"),
    (total(14, 9, "1993 (current prices)"), "sheet 'Regional totals', row 14: expected one column "
                                             "'1994 (current prices)', found 1993"),
    (total(14, 8, None), "sheet 'Regional totals': ends in 1993; expected 1994, as the other sheets do"),
    (total(15, 1, "World total"), "sheet 'Regional totals': left of the years no column holds names like 'World'"),
]


def refused(path, folder, retrieved="1996-05-01"):
    """The message with which the workbook is refused; the folder stays as it was."""
    folder.mkdir(exist_ok=True)
    (folder / "military_expenditure.csv").write_text("as it was")
    with pytest.raises(DataError) as caught:
        sipri.build({"workbook": path}, folder, retrieved=retrieved)
    assert [(file.name, file.read_text()) for file in folder.iterdir()] == [
        ("military_expenditure.csv", "as it was")]
    message = str(caught.value)
    assert "\n" not in message and len(message) < 500
    return message


@pytest.mark.parametrize(("spoil", "message"), WORKBOOK_FAULTS, ids=[message[:60] for _, message in WORKBOOK_FAULTS])
def test_faults_in_a_workbook(tmp_path, spoil, message):
    sample = Sample(tmp_path, last=1994)
    spoil(sample)
    assert message in refused(sample.save(), tmp_path / "data")


def test_a_year_that_is_not_over(tmp_path):
    path = Sample(tmp_path, last=1994).save()
    assert refused(path, tmp_path / "data", "1994-12-31").endswith(
        "the sheets end in 1994; expected 1993 or earlier, for 1994 is not over")


def test_a_file_named_after_another_edition(tmp_path):
    path = Sample(tmp_path, last=1994, file="SIPRI-Milex-data-1949-1995_v1.2.xlsx").save()
    assert "the sheets end in 1994; expected 1995, as the file's name says" in refused(path, tmp_path / "data")


def test_too_large_a_share_is_not_published(tmp_path):
    message = refused(Sample(tmp_path, last=1994).save(), tmp_path / "data")
    assert message == ("data/military_expenditure.csv: 400 cells are 67.2% of the 595 in "
                       "SIPRI Military Expenditure Database; under 10% is allowed")


def cached(xml):
    """A formula with the value that it last had."""
    return re.sub(rb'(<c r="F10"[^>]*>)<v>[^<]*</v>', rb"\1<f>O10*2</f><v>1000</v>", xml)


def far_corner(xml):
    return xml.replace(b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>')


def far_column(xml):
    return xml.replace(b'<c r="F10"', b'<c r="XFD10"')


def no_entity(xml):
    """A document type with an entity that would grow."""
    return xml.replace(b"<worksheet", b'<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;">]><worksheet', 1)


XML_FAULTS = [
    (US, cached, "sheet 'Current US$', cell F10: a formula; expected a plain value"),
    (US, far_corner, "sheet 'Current US$': reaches row 1,048,576, column 0; at most 2,000 rows and 400 columns"),
    (US, far_column, "sheet 'Current US$': reaches row 10, column 16,384; at most 2,000 rows and 400 columns"),
    (US, lambda xml: xml.replace(b'r="F10"', b'r="C10"'), "row 10, column 3 follows row 10, column 5; "
                                                          "cells in order are expected"),
    (US, lambda xml: xml.replace(b'r="F10"', b'r="F11"'), "cell F11 stands in row 10; its own is expected"),
    (US, lambda xml: xml.replace(b'r="F10"', b'r="1P"'), "cell '1P'; a reference such as B7 is expected"),
    (US, lambda xml: xml.replace(b'r="F10"', b'r="10"'), "cell '10'; a reference such as B7 is expected"),
    (US, lambda xml: xml.replace(b'<c r="F10"', b'<c r="F10" s="99"'), "cell F10: a style that the workbook does not "
                                                                       "have; expected one of its own"),
    (US, lambda xml: xml.replace(b'<row r="10"', b'<row r="ten"'), "row 'ten'; a whole number is expected"),
    (US, lambda xml: re.sub(rb'(<c r="F10"[^>]*><v>)[^<]*', rb"\1NaN", xml), "sheet 'Current US$': cannot be read: "),
    (US, lambda xml: re.sub(rb'(<c r="F10"[^>]*><v>)[^<]*', rb"\g<1>1e999", xml), "cell F10: 'inf'; expected a num"),
    (US, lambda xml: re.sub(rb'(<c r="F10"[^>]*><v>)[^<]*', rb"\g<1>" + b"9" * 5000, xml), "sheet 'Current US$': "
                                                                                          "cannot be read: ValueError"),
    (US, lambda xml: re.sub(rb'<c r="F10"[^>]*><v>', b'<c r="F10" t="s"><v>99', xml), "sheet 'Current US$': cannot be "
                                                                                    "read: IndexError"),
    (US, lambda xml: xml[:len(xml) // 2], "sheet 'Current US$': cannot be read: ExpatError"),
    (US, lambda xml: b"", "'xl/worksheets/sheet3.xml'"),
    (GDP, no_entity, "'xl/worksheets/sheet5.xml'"),
    ("xl/workbook.xml", lambda xml: b"<workbook/>", "expected one sheet named like 'Current US$', found none; the "
                                                    "sheets are none"),
    ("xl/workbook.xml", lambda xml: xml.replace(b"rId", b"id"), "cannot be read as an Excel workbook (.xlsx): "),
    ("xl/styles.xml", lambda xml: b"not xml", "'xl/styles.xml'"),
    (GOV, lambda xml: b" " * 60_000_000, "bytes; at most 40,000,000 are expected"),
    (GOV, lambda xml: b" " * 30_000_000, "member 'xl/worksheets/sheet7.xml': unpacks from 29,"),
]


@pytest.mark.parametrize(("member", "change", "message"), XML_FAULTS, ids=[m[:60] for _, _, m in XML_FAULTS])
def test_faults_in_the_files_of_a_workbook(tmp_path, member, change, message):
    path = rewrite(Sample(tmp_path, last=1994).save(), {member: change})
    assert message in refused(path, tmp_path / "data")


def plain_zip():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("letter.txt", "nothing else")
    return stream.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
OTHER_FILES = [
    (b"<!DOCTYPE html><html>moved</html>", "is an HTML or XML page; expected an Excel workbook (.xlsx)"),
    (b"\xef\xbb\xbf\n <html>moved</html>", "is an HTML or XML page; expected an Excel workbook (.xlsx)"),
    (b"Country,2003,2004\nJapan,1,2\n", "is a text file; expected an Excel workbook (.xlsx)"),
    (OLE, "is an old Excel file (.xls); expected an Excel workbook (.xlsx)"),
    (OLE + "EncryptedPackage".encode("utf-16-le"), "is a workbook under a password; expected an Excel workbook"),
    (b"%PDF-1.7\n\x00\x01", "is another kind of file; expected an Excel workbook (.xlsx)"),
    (b"", "is an empty file; expected an Excel workbook (.xlsx)"),
    (plain_zip(), "cannot be read as an Excel workbook (.xlsx): a zip without xl/workbook.xml"),
]


@pytest.mark.parametrize(("content", "message"), OTHER_FILES, ids=[message[:40] for _, message in OTHER_FILES])
def test_other_kinds_of_file(tmp_path, content, message):
    path = tmp_path / "sample.xlsx"
    path.write_bytes(content)
    assert message in refused(path, tmp_path / "data")


def test_a_download_that_was_cut(tmp_path):
    path = Sample(tmp_path, last=1994).save()
    path.write_bytes(path.read_bytes()[:-2000])
    assert "sample.xlsx: " in refused(path, tmp_path / "data")


def test_no_such_file(tmp_path):
    message = refused(tmp_path / "sample.xlsx", tmp_path / "data")
    assert message == "sample.xlsx: cannot be read: No such file or directory"


ANYTHING = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False),
                     st.dates(min_value=date(1950, 1, 1)),
                     st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=8))


@settings(max_examples=40, deadline=None, derandomize=True)
@given(measure=st.sampled_from([*LAYOUT, None]), row=st.integers(1, 30), column=st.integers(1, 10), value=ANYTHING)
def test_any_one_spoiled_cell_gives_one_error_or_a_table(tmp_path_factory, measure, row, column, value):
    sample = Sample(tmp_path_factory.mktemp("spoiled"), last=1994)
    sheet = sample.sheet(measure) if measure else sample.workbook["Regional totals"]
    sheet.cell(row, column).value = value
    try:
        written = sipri.build({"workbook": sample.save()}, sample.path.parent / "data", retrieved="1996-05-01")
    except DataError as error:
        assert "\n" not in str(error) and "sample.xlsx" in str(error) or "is allowed" in str(error)
    else:
        assert written == []  # of a workbook so small the book's share is never allowed
