"""SIPRI's workbook: what the parser finds, whatever an edition moves, and what it refuses.

The workbooks are made here, in the layout of the upstream one: notes above the header, regions as rows
without numbers, colours as marks of quality, signs of missing data. No figure in them is SIPRI's.
"""
import os
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Font
from openpyxl.styles.colors import Color

from trilateral import tables
from trilateral.sources import describe, sipri
from trilateral.sources import sipri_workbook as book
from trilateral.tables import DataError

YEARS = range(1988, 2025)
SHEETS = {
    "current_usd_m": ("Current US$", ["Country", "Notes"], 6, 1000.0),
    "constant_usd_m": ("Constant (2023) US$", ["Country", "", "Notes"], 6, 2000.0),
    "share_of_gdp": ("Share of GDP", ["Country", "Notes"], 6, 0.02),
    "per_capita_usd": ("Per capita", ["Country", "Notes"], 7, 300.0),
    "share_of_government": ("Share of Govt. spending", ["Country", "Notes", "Reporting year"], 8, 0.1),
}
BLUE, RED = Font(color="FF0000FF"), Font(color="FFFF0000")


class Sample:
    """An upstream-shaped workbook that a test can spoil before it is saved."""

    def __init__(self, folder: Path):
        self.path = folder / "sample.xlsx"
        self.workbook = openpyxl.Workbook()
        self.workbook.active.title = "Front page"
        self._regional_totals()
        for name, lead, header, value in SHEETS.values():
            self._country_sheet(name, lead, header, value)

    def _regional_totals(self):
        sheet = self.workbook.create_sheet("Regional totals")
        sheet.cell(14, 1, "Region")
        sheet.cell(15, 1, "World")
        for column, year in enumerate(YEARS, 2):
            sheet.cell(14, column, float(year))
            sheet.cell(15, column, "..." if year == 1991 else 1500.5)
        sheet.cell(14, column + 1, "2024 (current prices)")
        sheet.cell(15, column + 1, 1600.5)

    def _country_sheet(self, name, lead, header, value):
        sheet = self.workbook.create_sheet(name)
        sheet["A1"] = f"Military expenditure by country: {name}, 1988-2024"
        for column, text in enumerate([*lead, *map(float, YEARS)], 1):
            sheet.cell(header, column, text)
        sheet.cell(header + 2, 1, "Asia & Oceania")
        for row, country in enumerate([*sipri.COUNTRIES, "Atlantis"], header + 3):
            sheet.cell(row, 1, country)
            for column in range(len(lead) + 1, len(lead) + 1 + len(YEARS)):
                sheet.cell(row, column, value)

    def cell(self, measure, country, year):
        """The cell of a figure."""
        name, lead, header, _ = SHEETS[measure]
        row = header + 3 + [*sipri.COUNTRIES, "Atlantis"].index(country)
        return self.workbook[name].cell(row, len(lead) + 1 + YEARS.index(year))

    def sheet(self, measure):
        """The sheet of a measure."""
        return self.workbook[SHEETS[measure][0]]

    def save(self) -> Path:
        self.workbook.save(self.path)
        return self.path


@pytest.fixture
def sample(tmp_path):
    return Sample(tmp_path)


def read(sample: Sample):
    path = sample.save()
    found = sipri.locate(book.open_workbook(path), path.name)
    facts = sipri.edition(found)
    ranges = sipri._ranges(describe.description("military_expenditure", **facts))
    return sipri.read(found, ranges).set_index(["iso3", "year", "measure"]), facts


def test_reads_every_figure_from_1990_and_no_region(sample):
    frame, facts = read(sample)
    assert len(frame) == 16 * 35 * 5
    assert frame.index.get_level_values("year").min() == 1990
    assert set(frame.index.get_level_values("iso3")) == set(sipri.COUNTRIES.values())
    assert facts == {"last_year": 2024, "edition_year": 2025, "base_year": 2023, "cells": 17 * 37 * 5}


@pytest.mark.parametrize("sign", ["...", "…", ". .", " . . ", "..", "xxx", "", None])
def test_signs_of_missing_data_give_no_row(sample, sign):
    sample.cell("current_usd_m", "Viet Nam", 2020).value = sign
    frame, facts = read(sample)
    assert ("VNM", 2020, "current_usd_m") not in frame.index
    assert facts["cells"] == 17 * 37 * 5 - 1


@pytest.mark.parametrize(("font", "quality"), [
    (BLUE, "estimate"), (RED, "highly_uncertain"), (Font(color="FF000000"), "reported"),
    (Font(color=Color(indexed=12)), "estimate"), (Font(color=Color(indexed=10)), "highly_uncertain"),
    (Font(color=Color(indexed=64)), "reported"), (Font(color=Color(theme=1)), "reported"),
])
def test_colour_is_quality(sample, font, quality):
    sample.cell("share_of_gdp", "China", 2024).font = font
    frame, _ = read(sample)
    assert frame.loc[("CHN", 2024, "share_of_gdp"), "quality"] == quality
    assert frame.loc[("CHN", 2023, "share_of_gdp"), "quality"] == "reported"


def test_zeros_of_series_without_exchange_rate_are_missing(sample):
    for country, year in [("Korea, North", 1990), ("Korea, North", 2014), ("Russia", 1990), ("Russia", 1992)]:
        sample.cell("current_usd_m", country, year).value = 0.0
    frame, _ = read(sample)
    assert len(frame) == 16 * 35 * 5 - 4


def test_moved_and_renamed_header_and_moved_sheets(sample):
    sheet = sample.sheet("per_capita_usd")
    sheet.insert_rows(2, 5)
    sheet.insert_cols(1)
    sheet.cell(7 + 5, 2).value = "State"
    for cell in sheet[7 + 5][3:]:
        cell.value = str(int(cell.value))  # years as text
    sample.workbook.move_sheet(sheet, -4)
    frame, _ = read(sample)
    assert len(frame) == 16 * 35 * 5


def test_another_base_year_is_read_from_the_sheet(sample):
    sample.sheet("constant_usd_m").title = "Constant (2019) US$"
    assert read(sample)[1]["base_year"] == 2019


def test_world_totals_skip_the_missing_year(sample):
    path = sample.save()
    world = sipri.read_world(book.open_workbook(path), path.name)
    assert world["year"].tolist() == [1990, *range(1992, 2025)]
    assert world["current_usd_bn"].dropna().tolist() == [1600.5]
    assert world.loc[world["year"] == 2024, "current_usd_bn"].item() == 1600.5


def test_build_writes_both_tables(sample, tmp_path, monkeypatch):
    # The template's fair-use limit is right for the real workbook, of which we take a small part; here we take all.
    real = describe.description

    def without_limit(name, *arguments, **facts):
        text = real(name, *arguments, **facts)
        text["sources"][0]["licence"].pop("limit")
        return text

    monkeypatch.setattr(describe, "description", without_limit)
    written = sipri.build({"workbook": sample.save()}, tmp_path / "out", retrieved="2027-01-02")
    assert [path.name for path in written] == ["military_expenditure.csv", "military_expenditure_world.csv"]
    manifest = tables.verify("military_expenditure", tmp_path / "out")
    assert manifest.unit("measure", "constant_usd_m") == "US$ million, constant 2023"
    assert manifest.sources[0].edition == "April 2025 (data to 2024)"
    assert manifest.sources[0].retrieved == "2027-01-02"


def test_too_large_a_share_is_not_published(sample, tmp_path):
    with pytest.raises(DataError, match="under 10% is allowed"):
        sipri.build({"workbook": sample.save()}, tmp_path / "out")
    assert not (tmp_path / "out" / "military_expenditure.csv").exists()


def _no_sheet(sample):
    del sample.workbook["Share of GDP"]


def _two_sheets(sample):
    sample.workbook.create_sheet("Constant (2022) US$")


def _text(sample):
    sample.cell("current_usd_m", "Japan", 2001).value = "12,5"


def _negative(sample):
    sample.cell("current_usd_m", "Japan", 2001).value = -1.0


def _zero(sample):
    sample.cell("current_usd_m", "Japan", 2001).value = 0.0


def _percent(sample):
    sample.cell("share_of_gdp", "Japan", 2001).value = 1.4


def _twice(sample):
    sample.sheet("per_capita_usd").cell(40, 1, "Poland")


def _renamed(sample):
    sheet = sample.sheet("per_capita_usd")
    next(cell for cell in sheet["A"] if cell.value == "Korea, South").value = "South Korea"


def _two_headers(sample):
    sheet = sample.sheet("current_usd_m")
    for column, year in enumerate(YEARS, 3):
        sheet.cell(50, column, year)


def _no_header(sample):
    for cell in sample.sheet("current_usd_m")[6]:
        cell.value = None


def _year_twice(sample):
    sample.sheet("current_usd_m").cell(6, 10).value = 1994.0


def _green(sample):
    sample.cell("current_usd_m", "Japan", 2001).font = Font(color="FF00FF00")


def _ends_early(sample):
    sample.sheet("current_usd_m").delete_cols(len(YEARS) + 2)


@pytest.mark.parametrize(("spoil", "message"), [
    (_no_sheet, r"sample\.xlsx: expected one sheet named like 'share of gdp', found none; the sheets are 'Front page'"),
    (_two_sheets, r"found 'Constant \(2023\) US\$', 'Constant \(2022\) US\$'"),
    (_text, r"sheet 'Current US\$', cell P10: '12,5'; expected a number or a sign of missing data"),
    (_negative, r"sheet 'Current US\$', cell P10: -1 for JPN 2001 current_usd_m; expected 1 to 5e\+06"),
    (_zero, r"cell P10: 0 for JPN 2001 current_usd_m; expected 1"),
    (_percent, r"sheet 'Share of GDP', cell P10: 1\.4 for JPN 2001 share_of_gdp; expected 0\.0001 to 0\.5"),
    (_twice, r"sheet 'Per capita', cell A40: 'Poland' stands in row 24 already; expected every country once"),
    (_renamed, r"sheet 'Per capita': no row for Korea, South"),
    (_two_headers, r"sheet 'Current US\$': expected one header row with years, found row 6, row 50"),
    (_no_header, r"sheet 'Current US\$': expected one header row with years, found none"),
    (_year_twice, r"sheet 'Current US\$', row 6: years 1988, .*; expected every year once, in order"),
    (_green, r"cell P10: font colour 00FF00; expected black, blue \(estimate\) or red"),
    (_ends_early, r"the sheets end in different years"),
])
def test_faults_are_named(sample, spoil, message):
    spoil(sample)
    with pytest.raises(DataError, match=message) as caught:
        read(sample)
    assert "\n" not in str(caught.value)


def test_a_partner_without_last_year_is_refused(sample):
    sample.cell("current_usd_m", "Japan", 2024).value = "..."
    frame, _ = read(sample)
    with pytest.raises(DataError, match="current_usd_m of JPN: nothing for 2024"):
        sipri.validate(frame.reset_index(), 2024)


def test_world_total_in_another_unit_is_refused(sample):
    sample.workbook["Regional totals"].cell(15, 20).value = 1_500_500.0
    path = sample.save()
    with pytest.raises(DataError, match="expected 500 to 20,000"):
        sipri.read_world(book.open_workbook(path), path.name)


def test_not_a_workbook(tmp_path):
    path = tmp_path / "page.xlsx"
    path.write_text("<html>moved</html>")
    with pytest.raises(DataError, match=r"page\.xlsx: cannot be read as an Excel workbook"):
        sipri.build({"workbook": path})


@pytest.mark.skipif("SIPRI_WORKBOOK" not in os.environ, reason="SIPRI_WORKBOOK names no workbook")
def test_every_committed_cell_is_in_the_workbook(tmp_path):
    """Against the workbook that the table was made of: rebuilt byte for byte, and cell by cell in another way."""
    path = Path(os.environ["SIPRI_WORKBOOK"])
    for built in sipri.build({"workbook": path}, tmp_path):
        committed = tables.manifest(built.stem).data_path
        assert built.read_bytes() == committed.read_bytes()
    workbook = openpyxl.load_workbook(path, data_only=True)
    frame = tables.load("military_expenditure")
    names = {iso3: name for name, iso3 in sipri.COUNTRIES.items()}
    for measure, part in frame.groupby("measure"):
        values = _plain_lookup(workbook, measure)
        assert [values[names[r.iso3], r.year] for r in part.itertuples()] == part["value"].tolist()


def _plain_lookup(workbook, measure):
    """(country, year) -> cell value, read without the parser: column A and the row that starts with Country."""
    word = {"constant_usd_m": "Constant", "share_of_government": "Govt"}.get(measure, SHEETS[measure][0])
    sheet = next(sheet for sheet in workbook if word in sheet.title)
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    header = next(row for row in rows if row[0] == "Country")
    return {(row[0], int(year)): value for row in rows for year, value in zip(header, row, strict=True)
            if isinstance(year, (int, float))}
