"""Rows of a CSV by column, and the numbers in them: what is read, and the one error for all else."""
import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trilateral.sources import csv_rows
from trilateral.tables import DataError


@pytest.fixture
def write(tmp_path):
    def write(content):
        path = tmp_path / "in.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def test_cells_by_column_with_the_line_they_stand_in(write):
    path = write('\ufeffCode , Year,note\r\n KOR,2024,"two\r\nlines"\r\n,,\r\n\r\nJPN,2023,\r\n')
    assert list(csv_rows.read(path, {"Code", "Year"})) == [
        (3, {"Code": "KOR", "Year": "2024", "note": "two\r\nlines"}), (6, {"Code": "JPN", "Year": "2023", "note": ""})]
    assert [row["year"] for _, row in csv_rows.read(path, {"CODE", "YEAR"}, any_case=True)] == ["2024", "2023"]
    assert csv_rows.header(path) == ["Code", "Year", "note"]


@pytest.mark.parametrize(("content", "message"), [
    ("", "in.csv: is empty; CSV with commas is expected"),
    ("Year,Code,Code\n", "in.csv line 1: more than one column Code"),
    ("Year;Code\n", "in.csv line 1: no column Code, Year"),
    ("Code,Year\nKOR\n", "in.csv line 2: 1 cells; expected 2"),
    ("Code,Year\n\nKOR,2024,1\n", "in.csv line 3: 3 cells; expected 2"),
    ('Code,Year\nKOR,"20"24\n', "in.csv line 2: not CSV with commas: "),
    ('Code,Year\nKOR,"2024\n', "in.csv line 2: not CSV with commas: unexpected end of data"),
    ("Code,Year\nKOR," + "9" * 200_000 + "\n", "in.csv line 2: not CSV with commas: field larger than field limit"),
    ("Code,Year\nKOR,2024\n".encode("utf-16"), "in.csv: begins with the byte order mark of UTF-16"),
    (b"Code,Year\nC\xf4te,2024\n", "in.csv, byte 12: 0xF4 is not UTF-8"),
    (b"Code,Year\nKOR,20\x0024\n", "in.csv, byte 17: is NUL"),
    ("<!DOCTYPE html><title>Sorry</title>", "in.csv: is a page of HTML or XML"),
])
def test_faults_are_named(write, content, message):
    with pytest.raises(DataError) as caught:
        list(csv_rows.read(write(content), {"Code", "Year"}))
    assert str(caught.value).startswith(message) and "\n" not in str(caught.value)


@pytest.mark.parametrize(("text", "value"), [("12", 12), ("-0.5", -0.5), ("1.", 1), (".25", 0.25), ("1.5e3", 1500)])
def test_numbers(text, value):
    assert csv_rows.number(text, "here") == value


@pytest.mark.parametrize("text", ["", "1_000", "1,000", "inf", "nan", "1e999", "٣", "１２", "²", "0x10", "12 ",
                                  "9" * 400])
def test_what_is_no_number(text):
    with pytest.raises(DataError, match="^here: '.*'? is not a number$") as caught:
        csv_rows.number(text, "here")
    assert len(str(caught.value)) < 100


@pytest.mark.parametrize(("read", "good", "bad"), [
    (csv_rows.year, {"2024": 2024, "1950.0": 1950}, ["20", "2024.5", "3024", "0024", "２０２４", "2024 ", "2024\n"]),
    (csv_rows.whole, {"0": 0, "007": 7}, ["", "-1", "1.0", "²", "٣", "9" * 13]),
])
def test_years_and_whole_numbers(read, good, bad):
    assert {text: read(text, "here") for text in good} == good
    for text in bad:
        with pytest.raises(DataError, match="^here: '.*' is not a "):
            read(text, "here")


@given(st.lists(st.lists(st.text(st.characters(exclude_characters="\0\r\n", codec="utf-8")), min_size=2, max_size=2)))
@settings(max_examples=50, deadline=None, derandomize=True)
def test_whatever_was_written_is_read(tmp_path_factory, rows):
    """Any text comes back, but for blanks around it and rows of nothing."""
    path = tmp_path_factory.mktemp("csv") / "in.csv"
    text = io.StringIO()
    csv.writer(text).writerows([["a", "b"], *rows])
    path.write_text(text.getvalue(), "utf-8", newline="")
    expected = [{"a": a.strip(), "b": b.strip()} for a, b in rows if a or b]
    assert [row for _, row in csv_rows.read(path, {"a", "b"})] == expected
