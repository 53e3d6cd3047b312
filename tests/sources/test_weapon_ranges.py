"""Typed missile ranges: the checks, and the committed table."""
import pytest

from trilateral import tables
from trilateral.sources import typed, weapon_ranges
from trilateral.tables import DataError


@pytest.fixture
def rows():
    return typed.read(weapon_ranges.TYPED, "weapon_ranges")


def test_ends_in_the_wrong_order(rows):
    rows.loc[1, ["min_km", "max_km"]] = [400, 290]
    with pytest.raises(DataError, match=r"typed.csv row 3 \(brahmos\): 400 to 290 km is no spread"):
        weapon_ranges.verify(rows, "typed.csv")


def test_a_spread_needs_two_pages(rows):
    rows.loc[rows.id == "df-26", "source_url_2"] = None
    with pytest.raises(DataError, match=r"\(df-26\): a spread of 3000 to 4000 km needs a second page"):
        weapon_ranges.verify(rows, "typed.csv")


def test_builds_from_its_own_rows_alone(tmp_path):
    assert weapon_ranges.build({}, tmp_path) == [tmp_path / "weapon_ranges.csv"]
    assert (tmp_path / "weapon_ranges.csv").read_bytes() == tables.manifest("weapon_ranges").data_path.read_bytes()


def test_a_weapon_named_twice_is_refused(tmp_path):
    lines = weapon_ranges.TYPED.read_text("utf-8").splitlines(keepends=True)
    typed = tmp_path / "typed.csv"
    typed.write_text("".join([*lines, lines[-1]]), "utf-8")
    with pytest.raises(DataError, match="df-26 stands there already"):
        weapon_ranges.build({"typed": typed}, tmp_path / "data")


def test_committed_table():
    tables.verify("weapon_ranges")
    table = tables.load("weapon_ranges").set_index("id")
    assert len(table) == 10
    assert (table.min_km <= table.max_km).all()
    assert (table.source_url != table.source_url_2.fillna("")).all()
    assert not table.note.str.contains("memory", case=False).any()
    assert table.max_km["type-12-upgraded"] == 1000
    assert table.min_km["nsm-nmesis"] == 185
