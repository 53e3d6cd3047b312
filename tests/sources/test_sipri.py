"""SIPRI's workbook: what the parser finds, whatever an edition moves. What it refuses is in test_sipri_faults."""
import os
import re
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.styles import Font
from openpyxl.styles.colors import Color

from tests.upstreams.sipri import LAYOUT, SPELLINGS_2021, Sample, edition, rewrite
from trilateral import tables
from trilateral.sources import describe, sipri, sipri_checks, sipri_world
from trilateral.sources import sipri_workbook as book
from trilateral.sources.sipri_sheets import open_workbook

BLUE, RED = Font(color="FF0000FF"), Font(color="FFFF0000")
WHOLE = 16 * 15 * 5  # countries, years from 1990 to 2004, measures


@pytest.fixture
def sample(tmp_path):
    return Sample(tmp_path, last=2004)


@pytest.fixture
def no_limit(monkeypatch):
    """Take the limit of fair use away: of a small workbook the book's countries are nearly all."""
    real = describe.description

    def without_limit(name, *arguments, **facts):
        text = real(name, *arguments, **facts)
        text["sources"][0]["licence"].pop("limit")
        return text

    monkeypatch.setattr(describe, "description", without_limit)


def read(sample: Sample):
    """The sample's figures by country, year and measure, and what it says of itself."""
    with open_workbook(sample.save()) as workbook:
        found = sipri.locate(workbook)
    facts = sipri.edition(found)
    figures = sipri.frame(list(sipri.read(found, sipri.ranges(facts))))
    return figures.set_index(["iso3", "year", "measure"]), facts


def test_reads_every_figure_from_1990_and_no_region(sample):
    frame, facts = read(sample)
    assert len(frame) == WHOLE
    assert frame.index.get_level_values("year").min() == 1990
    assert set(frame.index.get_level_values("iso3")) == set(sipri.COUNTRIES.values())
    assert facts == {"last_year": 2004, "edition_year": 2005, "base_year": 2003, "cells": 17 * 17 * 5}


@pytest.mark.parametrize("sign", ["...", "…", ". .", " . . ", ". .\u00a0", "\u00a0", "..", "xxx", "", None])
def test_signs_of_missing_data_give_no_row(sample, sign):
    for year in range(1988, 2003):  # "xxx" may only stand before a country's first figure
        sample.cell("current_usd_m", "Viet Nam", year).value = sign
    frame, facts = read(sample)
    assert [year for iso3, year, measure in frame.index if (iso3, measure) == ("VNM", "current_usd_m")] == [2003, 2004]
    assert facts["cells"] == 17 * 17 * 5 - 15


@pytest.mark.parametrize(("font", "quality"), [
    (BLUE, "estimate"), (RED, "highly_uncertain"), (Font(color="FF000000"), "reported"),
    (Font(color="000000FF"), "estimate"), (Font(), "reported"),
    (Font(color=Color(indexed=12)), "estimate"), (Font(color=Color(indexed=10)), "highly_uncertain"),
    (Font(color=Color(indexed=64)), "reported"), (Font(color=Color(theme=1)), "reported"),
    (Font(color=Color(auto=True)), "reported"),
])
def test_colour_is_quality(sample, font, quality):
    sample.cell("share_of_gdp", "China", 2004).font = font
    frame, _ = read(sample)
    assert frame.loc[("CHN", 2004, "share_of_gdp"), "quality"] == quality
    assert frame.loc[("CHN", 2003, "share_of_gdp"), "quality"] == "reported"


def test_zeros_of_series_without_exchange_rate_are_missing(sample):
    for country, year in [("Korea, North", 1990), ("Korea, North", 2004), ("Russia", 1990), ("Russia", 1992)]:
        sample.cell("current_usd_m", country, year).value = 0.0
    frame, _ = read(sample)
    assert len(frame) == WHOLE - 4


def test_moved_and_renamed_header_and_moved_sheets(sample):
    sheet = sample.sheet("per_capita_usd")
    sheet.insert_rows(2, 5)
    sheet.insert_cols(1)
    sheet.cell(7 + 5, 2).value = "State"
    for cell in sheet[7 + 5][3:]:
        cell.value = str(int(cell.value))  # years as text
    sample.workbook.move_sheet(sheet, -4)
    frame, _ = read(sample)
    assert len(frame) == WHOLE


def test_the_layout_of_the_editions_of_2020_and_2021(tmp_path):
    """Sheets in USD, short names of two countries, another column in the sheet of constant prices."""
    sample = Sample(tmp_path, last=2020, us="USD", names=SPELLINGS_2021, current="{last} Current")
    sheet = sample.sheet("constant_usd_m")
    sheet.cell(6, sheet.max_column + 1, "2020 Current")
    frame, facts = read(sample)
    assert (facts["last_year"], facts["base_year"]) == (2020, 2019)
    assert len(frame) == 16 * 31 * 5
    with open_workbook(sample.path) as workbook:
        assert sipri_world.read(workbook, 2020)["current_usd_bn"].dropna().tolist() == [1632.5]


def test_footnote_marks_behind_a_name(sample):
    for measure in LAYOUT:
        sample.sheet(measure).cell(sample.row(measure, "Taiwan"), 1).value = "Taiwan †¶"
    assert len(read(sample)[0]) == WHOLE


def test_wrong_dimensions_in_the_file_do_not_matter(sample):
    """The element that tells a sheet's extent is a hint; writers get it wrong."""
    path = rewrite(sample.save(), {f"xl/worksheets/sheet{n}.xml": lambda xml: re.sub(
        rb'<dimension ref="[^"]*"', b'<dimension ref="A1:B2"', xml) for n in range(2, 8)})
    with open_workbook(path) as workbook:
        assert sum(len(row) for row in workbook.sheet("Share of GDP").rows) > 17 * 17


def test_world_totals_skip_the_missing_year(sample):
    with open_workbook(sample.save()) as workbook:
        world = sipri_world.read(workbook, 2004)
    assert world["year"].tolist() == [1990, *range(1992, 2005)]
    assert world["current_usd_bn"].dropna().tolist() == [1616.5]
    assert world.loc[world["year"] == 2004, "current_usd_bn"].item() == 1616.5


def test_known_leaps_pass_and_name_their_reason(sample):
    for measure in LAYOUT:
        sample.cell(measure, "Ukraine", 1993).value /= 6
        for year in range(1988, 1993):
            sample.cell(measure, "Ukraine", year).value = "..."
    with open_workbook(sample.save()) as workbook:
        found = sipri.locate(workbook)
    facts = sipri.edition(found)
    sipri_checks.figures("sample.xlsx", found, list(sipri.read(found, sipri.ranges(facts))), facts)
    assert all(len(leap.reason) > 20 for leap in sipri_checks.LEAPS)


def test_build_writes_both_tables_and_says_what_is_so(tmp_path):
    path = edition(tmp_path, 2024, suffix="_v1.2")
    written = sipri.build({"workbook": path}, tmp_path / "out", retrieved="2027-01-02")
    assert [path.name for path in written] == ["military_expenditure.csv", "military_expenditure_world.csv"]
    manifest = tables.verify("military_expenditure", tmp_path / "out")
    assert manifest.unit("measure", "constant_usd_m") == "US$ million, constant 2023"
    assert manifest.sources[0].edition == "April 2025 (data to 2024)"
    assert manifest.sources[0].retrieved == "2027-01-02"
    assert manifest.rows == 16 * 35 * 5
    world = tables.verify("military_expenditure_world", tmp_path / "out")
    assert world.missing.startswith("1991 has no row")


def test_facts_of_the_manifest_are_computed(tmp_path, no_limit):
    sample = Sample(tmp_path, last=2004)
    for measure in LAYOUT:
        for year in range(1990, 2005):
            sample.cell(measure, "China", year).font = BLUE
            if year > 2001:
                sample.cell(measure, "Viet Nam", year).value = "..."
            if measure != "current_usd_m":
                sample.cell(measure, "Korea, North", year).value = "..."
    sample.cell("current_usd_m", "Russia", 1992).value = 0
    sample.cell("share_of_government", "Germany", 1990).value = ". ."
    sample.sheet("current_usd_m").cell(sample.row("current_usd_m", "Taiwan"), 2).value = "†¶104"
    sipri.build({"workbook": sample.save()}, tmp_path / "out", retrieved="2006-01-02")
    found = tables.manifest("military_expenditure", tmp_path / "out")
    assert found.missing.endswith("are left out: Russia in current US$ in 1992.")
    assert found.notes.endswith(
        "The DPRK has figures in current US$ alone, for 1990 to 2004. Viet Nam has nothing after 2001. "
        "All figures of China are estimates. "
        "Shares of government spending begin later than shares of GDP for Germany (1991). "
        "Figures of Taiwan exclude military pensions. Figures of Taiwan exclude paramilitary forces.")


def test_world_wide_reading_looks_at_each_cell_once(tmp_path, monkeypatch):
    """Twice the countries are twice the cells looked at, no more."""
    looked = []
    number = book.number
    monkeypatch.setattr(book, "number", lambda *place: looked.append(place) or number(*place))
    counts = []
    for others in (4, 24, 64):  # with our 16: 20, 40 and 80 countries
        with open_workbook(Sample(tmp_path, last=1992, others=others).save()) as workbook:
            found = sipri.locate(workbook)
        looked.clear()
        frame = sipri.read_all(found)
        counts.append(len(looked))
        assert frame["country"].nunique() == 16 + others
        assert len(frame) == len(looked) == len({(table.sheet.title, *cell) for table, *cell in looked})
    assert counts == [500, 1000, 2000]


SPELLINGS = st.fixed_dictionaries({
    "names": st.sampled_from([{}, SPELLINGS_2021, {"USA": "USA"}, {"GBR": "United  Kingdom†", "TWN": "\u00a0Taiwan "}]),
    "us": st.sampled_from(["US$", "USD", "US $"]),
    "current": st.sampled_from(["{last} (current prices)", "{last} Current", "{last}.0 (current prices)"]),
    "last": st.integers(1992, 1995),
})


@settings(max_examples=30, deadline=None, derandomize=True)
@given(spelling=SPELLINGS, sign=st.sampled_from(sorted(book.MISSING - {book.NONE_THERE})), year_as=st.sampled_from(
    [int, float, str, lambda year: f" {year}.0"]), down=st.integers(0, 3))
def test_any_known_spelling_reads_to_the_same_table(tmp_path_factory, spelling, sign, year_as, down):
    sample = Sample(tmp_path_factory.mktemp("spelling"), **spelling)
    for measure in LAYOUT:
        sheet, header = sample.sheet(measure), LAYOUT[measure][2]
        sheet.cell(sample.row(measure, "Poland"), sample.column(measure, 1991)).value = sign
        for year in sample.years(measure):
            sheet.cell(header, sample.column(measure, year)).value = year_as(year)
        if down:
            sheet.insert_rows(2, down)
    frame, _ = read(sample)
    expected = {(iso3, year, measure): LAYOUT[measure][3] for iso3 in sipri.COUNTRIES.values() for measure in LAYOUT
                for year in range(1990, sample.last + 1) if (iso3, year) != ("POL", 1991)}
    assert frame["value"].to_dict() == expected


@pytest.mark.skipif("SIPRI_WORKBOOK" not in os.environ, reason="SIPRI_WORKBOOK names no workbook")
def test_every_figure_of_a_real_workbook(tmp_path):
    """The whole workbook, read in another way; that of data/ gives its tables byte for byte."""
    path = Path(os.environ["SIPRI_WORKBOOK"])
    built = sipri.build({"workbook": path}, tmp_path, retrieved="2026-11-22")
    new, committed = (tables.manifest("military_expenditure", folder) for folder in (tmp_path, None))
    if new.inputs == committed.inputs:
        assert [file.read_bytes() for file in built] == [tables.manifest(f.stem).data_path.read_bytes() for f in built]
    names = {iso3: name for name, iso3 in reversed(sipri.NAMES.items())}
    frame = tables.load("military_expenditure", tmp_path)
    with open_workbook(path) as workbook:
        everything = sipri.read_all(sipri.locate(workbook)).set_index(["measure", "country", "year"])["value"]
    plain = openpyxl.load_workbook(path, data_only=True)
    found = 0
    for measure, part in frame.groupby("measure"):
        values = _plain_lookup(plain, measure)
        assert [values[names[r.iso3], r.year] for r in part.itertuples()] == part["value"].tolist()
        numbers = {key: value for key, value in values.items() if isinstance(value, (int, float))}
        assert everything[measure].to_dict() == numbers
        found += len(numbers)
    assert found == new.sources[0].licence["of"]
    assert set(frame["iso3"]) == set(sipri.COUNTRIES.values())


def _plain_lookup(workbook, measure):
    """(country, year) -> cell value, read without the parser: column A and the row that starts with Country."""
    word = {"constant_usd_m": "Constant", "current_usd_m": "Current US", "share_of_gdp": "Share of GDP",
            "per_capita_usd": "Per capita", "share_of_government": "Govt"}[measure]
    sheet = next(sheet for sheet in workbook if word in sheet.title)
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    header = next(row for row in rows if row[0] == "Country")
    return {(row[0], int(year)): value for row in rows if row[0] and row != header
            for year, value in zip(header, row, strict=True) if isinstance(year, (int, float))}
