"""Typed rows are read whole or not at all; a slip is named with its row, column and value."""
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trilateral.sources import border_lengths, typed
from trilateral.tables import DataError

GOOD = border_lengths.TYPED.read_bytes()


@pytest.mark.parametrize(("harm", "message"), [
    (lambda text: text.replace(b",17.3,", b",about 17,"), "row 2, column published_km: 'about 17' is not a number"),
    (lambda text: text.replace(b",17.3,", b",17,3,"), "row 2: 8 cells; 7 are expected, as in row 1"),
    (lambda text: text.replace(b",17.3,", b","), "row 2: 6 cells; 7 are expected, as in row 1"),
    (lambda text: text.splitlines()[0], "has no rows; a header and rows are expected"),
    (lambda text: text.replace(b"River", b"Fl\xfcss", 1), r"byte \d+: not UTF-8; save the rows as CSV in UTF-8"),
    (lambda text: text.replace(b"\nRUS-CHN", b'\n"RUS-CHN', 1), "not a CSV table: "),
    (lambda text: text.replace(b"pair", b"pairs", 1), "row 1: no column pair; found pairs, part, "),
])
def test_a_slip_is_named(tmp_path, harm, message):
    path = tmp_path / "rows.csv"
    path.write_bytes(harm(GOOD))
    with pytest.raises(DataError, match=f"^rows.csv(,|:)? ({message})"):
        typed.build("border_lengths", path, folder=tmp_path / "data")
    assert not list(tmp_path.glob("data/*.*"))


def test_empty_lines_are_passed_over(tmp_path):
    path = tmp_path / "rows.csv"
    path.write_bytes(GOOD.replace(b"\n", b"\n\n"))
    assert typed.read(path, "border_lengths").equals(typed.read(border_lengths.TYPED, "border_lengths"))


@given(at=st.integers(0, len(GOOD) - 1), cut=st.integers(0, 4), put=st.binary(max_size=4))
@settings(max_examples=50, deadline=None, derandomize=True)
def test_whatever_is_typed_gives_rows_or_the_one_error(tmp_path_factory, at, cut, put):
    folder = tmp_path_factory.mktemp("typed")
    (folder / "rows.csv").write_bytes(GOOD[:at] + put + GOOD[at + cut:])
    try:
        typed.build("border_lengths", folder / "rows.csv", folder=folder)
    except DataError:
        assert not (folder / "border_lengths.csv").exists()
