"""What moves between two data folders: rows, revisions, re-based measures, columns, shapes, editions."""
import json
import shutil

import pandas as pd
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.update import editions
from trilateral import paths, tables
from trilateral.tables import manifests
from trilateral.update import changes
from trilateral.update.changes import Revision

COLUMNS = {
    "iso3": {"type": "string", "description": "the country"},
    "year": {"type": "integer", "description": "the year", "unit": "year"},
    "measure": {"type": "string", "description": "what it measures", "values": {
        "current": {"description": "in money", "unit": "US$ million, current"},
        "constant": {"description": "in old money", "unit": "US$ million, constant 2022"}}},
    "value": {"type": "number", "description": "the figure", "missing": True},
    "quality": {"type": "string", "description": "its mark"},
}
ROWS = [("KOR", 2022, "current", 100.0, "estimate"), ("KOR", 2023, "current", 110.0, "estimate"),
        ("JPN", 2022, "current", 50.0, "reported"), ("JPN", 2023, "current", 60.0, "reported"),
        ("KOR", 2021, "constant", 90.0, "reported"), ("KOR", 2022, "constant", 100.0, "reported"),
        ("KOR", 2023, "constant", 110.0, "reported"), ("JPN", 2021, "constant", 40.0, "reported"),
        ("JPN", 2022, "constant", 50.0, "reported"), ("JPN", 2023, "constant", 60.0, "reported")]


@pytest.fixture
def pair(tmp_path):
    """Write a small table into two folders; gives how it changes."""

    def make(before, after, columns=COLUMNS, edition="April 2025", key=("iso3", "year", "measure")):
        for name, rows, spec, said in (("before", before, COLUMNS, "April 2024"), ("after", after, columns, edition)):
            write(tmp_path / name, rows, spec, said, key)
        return changes.between("small", tmp_path / "before", tmp_path / "after")

    return make


def write(folder, rows, columns, edition, key):
    folder.mkdir()
    path = folder / "small.csv"
    path.write_text(pd.DataFrame(rows, columns=list(columns)).to_csv(index=False, lineterminator="\n"), "utf-8")
    licence = {"name": "fair use", "url": "https://example.org"}
    source = {"id": "one", "producer": "Producer", "title": "Title", "edition": edition, "url": "https://example.org",
              "licence": licence, "retrieved": "2026-01-01", "route": "typed"}
    manifest = {"kind": "table", "name": "small", "title": "A small table",
                "description": "Rows for a test of changes.", "file": "small.csv", "sources": [source],
                "builder": "trilateral.sources.x", "key": list(key),
                "inputs": [{"file": "x", "sha256": "0" * 64}], "columns": columns, "rows": len(rows), "row_floor": 1,
                "sha256": manifests.digest(path)}
    path.with_suffix(".yml").write_text(yaml.safe_dump(manifest, sort_keys=False), "utf-8")


def revalued(rows, found):
    """The rows with other values by key."""
    return [(*row[:3], found.get(row[:3], row[3]), row[4]) for row in rows]


def test_nothing_moves(pair):
    found = pair(ROWS, ROWS, edition="April 2024")
    assert found.empty and found.same == len(ROWS) and not found.revised


def test_rows_come_and_go(pair):
    more = [("KOR", 2024, "current", 120.0, "reported"), ("JPN", 2020, "current", 1.0, "reported")]
    found = pair(ROWS, [*ROWS[1:], *more])
    assert found.new == (("KOR", 2024, "current"), ("JPN", 2020, "current"))
    assert found.gone == (("KOR", 2022, "current"),)
    assert found.times_new == (2020, 2024) and found.same == len(ROWS) - 1


def test_the_largest_revision_is_first_and_words_are_last(pair):
    after = revalued(ROWS, {("KOR", 2022, "current"): 101.0, ("JPN", 2022, "current"): 40.0,
                            ("JPN", 2023, "current"): None})
    after[1] = (*after[1][:4], "reported")
    found = pair(ROWS, after)
    assert [(one.key[0], one.column, one.after) for one in found.revised] == [
        ("JPN", "value", None), ("JPN", "value", 40.0), ("KOR", "value", 101.0), ("KOR", "quality", "reported")]
    assert found.rows_revised == 4 and found.same == len(ROWS) - 4


def test_the_least_difference_counts(pair):
    found = pair(ROWS, revalued(ROWS, {("KOR", 2022, "current"): 100.00000000000001}))
    assert [one.after for one in found.revised] == [100.00000000000001]


@pytest.mark.parametrize(("before", "after", "relative"), [
    (100.0, 110.0, 0.1), (0.2, 0.1, -0.5), (0.0, 1.0, None), (None, 1.0, None), ("a", "b", None), (True, False, None)])
def test_relative(before, after, relative):
    found = Revision((), "value", before, after).relative
    assert found == (relative if relative is None else pytest.approx(relative))


def test_a_rebased_measure_is_no_revision(pair):
    rebased = json.loads(json.dumps(COLUMNS).replace("constant 2022", "constant 2023"))
    # Korea's prices rise by a tenth, Japan's by a fifth; Japan's year 2022 is also revised by a half.
    factors = {"KOR": 1.1, "JPN": 1.2}
    after = revalued(ROWS, {row[:3]: row[3] * factors[row[0]] for row in ROWS if row[2] == "constant"}
                     | {("JPN", 2022, "constant"): 50 * 1.2 * 1.5, ("KOR", 2022, "current"): 101.0})
    found = pair(ROWS, after, columns=rebased)
    assert found.rebased == {"constant": ("US$ million, constant 2022", "US$ million, constant 2023")}
    assert [one.key for one in found.revised] == [("KOR", 2022, "current")]
    (only,) = found.rebasings
    assert (only.cells, only.factor) == (6, pytest.approx(1.15))
    assert [(one.key[:2], one.before, one.after) for one in only.revised] == [
        (("JPN", 2022), pytest.approx(60.0), pytest.approx(90.0))]
    assert found.rows_rebased == 6 and found.same == 3


def test_columns_come_and_go(pair):
    other = {("mark" if name == "quality" else name): spec for name, spec in COLUMNS.items()}
    found = pair(ROWS, ROWS, columns=other)
    assert (found.columns_new, found.columns_gone) == (("mark",), ("quality",)) and not found.revised


def test_another_key(pair):
    rows = [row for row in ROWS if row[2] == "current"]
    found = pair(rows, rows, key=("iso3", "year"))
    assert found.same == 4 and not found.new


def test_a_whole_table_comes_or_goes(tmp_path):
    write(tmp_path / "before", ROWS, COLUMNS, "April 2024", ("iso3", "year", "measure"))
    (tmp_path / "after").mkdir()
    gone = changes.between("small", tmp_path / "before", tmp_path / "after")
    new = changes.between("small", tmp_path / "after", tmp_path / "before")
    assert (gone.state, len(gone.gone), gone.new) == ("gone", 10, ()) and (new.state, len(new.new)) == ("new", 10)
    assert changes.tables_that_differ(tmp_path / "before", tmp_path / "after") == ["small"]
    with pytest.raises(tables.DataError, match="data/small.yml: no such manifest"):
        changes.between("small", tmp_path / "after", tmp_path / "after")


def test_a_broken_table_is_named(pair, tmp_path):
    pair(ROWS, ROWS)
    (tmp_path / "after" / "small.csv").write_text("iso3,year\nKOR,2022\n", "utf-8")
    with pytest.raises(tables.DataError, match="data/small.csv row 1: missing column measure, value, quality"):
        changes.between("small", tmp_path / "before", tmp_path / "after")
    (tmp_path / "after" / "small.csv").unlink()
    with pytest.raises(tables.DataError, match="data/small.csv: no such file; small.yml describes it"):
        changes.tables_that_differ(tmp_path / "before", tmp_path / "after")


@pytest.fixture(scope="module")
def later(tmp_path_factory):
    return editions.later(tmp_path_factory.mktemp("later") / "data")


def test_the_next_edition_of_the_book(later):
    names = ["military_expenditure", "military_expenditure_world"]
    assert changes.tables_that_differ(paths.data_dir(), later) == names
    for name in names:
        tables.verify(name, later)
    found = changes.between("military_expenditure", paths.data_dir(), later)
    table = tables.load("military_expenditure")
    last = table["year"].max()
    assert len(found.new) == (table["year"] == last).sum() and found.times_new == (last + 1,) and not found.gone
    (revision,) = found.revised
    assert revision.key == ("KOR", last - 1, "current_usd_m") and revision.relative == pytest.approx(0.1)
    (rebased,) = found.rebasings
    assert rebased.measure == "constant_usd_m" and not rebased.revised
    assert rebased.factor == pytest.approx(editions.REBASED)
    assert len(found.new) + found.same + 1 + found.rows_rebased == len(tables.load("military_expenditure", later))
    (edition,) = changes.editions(paths.data_dir(), later)
    assert edition.tables == tuple(names) and edition.before != edition.after


def test_the_day_of_retrieval_is_no_change(tmp_path):
    folder = editions.copied(tmp_path / "data")
    path = folder / "straits.yml"
    said = yaml.safe_load(path.read_text("utf-8"))
    said["sources"][0] |= {"retrieved": "2031-01-01", "route": "fetched again"}
    path.write_text(yaml.safe_dump(said, sort_keys=False), "utf-8")
    assert changes.tables_that_differ(paths.data_dir(), folder) == []
    path.write_text(path.read_text("utf-8").replace("edition: ", "edition: new ", 1), "utf-8")
    assert changes.tables_that_differ(paths.data_dir(), folder) == ["straits"]


def layer_pair(tmp_path, name, change):
    """One layer of the book, and a copy with its features changed."""
    for folder in ("before", "after"):
        (tmp_path / folder / "geo").mkdir(parents=True)
        for ending in ("geojson", "yml"):
            shutil.copy(paths.data_dir() / "geo" / f"{name}.{ending}", tmp_path / folder / "geo")
    path = tmp_path / "after" / "geo" / f"{name}.geojson"
    whole = json.loads(path.read_text("utf-8"))
    change(whole["features"])
    path.write_text(json.dumps(whole), "utf-8")
    return changes.between(f"geo/{name}", tmp_path / "before", tmp_path / "after")


def test_shapes_by_area_and_length(tmp_path):
    def halved(features):
        line = features[0]["geometry"]
        line["coordinates"] = line["coordinates"][0] if line["type"] == "MultiLineString" else line["coordinates"]
        line |= {"type": "LineString", "coordinates": line["coordinates"][:2]}
        del features[-1]

    found = layer_pair(tmp_path, "railways", halved)
    (revision,) = found.revised
    assert revision.column == "length_km" and 0 < revision.after < revision.before and len(found.gone) == 1


def test_an_area(tmp_path):
    def square(features):
        features[0]["geometry"] = {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]]}

    (revision,) = layer_pair(tmp_path, "federal_subjects", square).revised
    assert revision.column == "area_km2" and revision.after == pytest.approx(12_309, abs=1)  # a degree at the equator


@settings(max_examples=50, deadline=None, derandomize=True)
@given(st.lists(st.tuples(st.integers(0, 30), st.floats(0.01, 1e6)), unique_by=lambda row: row[0]),
       st.lists(st.tuples(st.integers(0, 30), st.floats(0.01, 1e6)), unique_by=lambda row: row[0]))
def test_every_row_is_counted_once(before, after):
    """New, gone, revised and same add up to both tables, whatever they hold."""
    mine, theirs = ({(key,): {"key": key, "value": value} for key, value in rows} for rows in (before, after))
    found = changes.matched(mine, theirs, ["value"])
    assert len(found.new) + len(found.common) == len(theirs) and len(found.gone) + len(found.common) == len(mine)
    assert {one.key for one in found.moved} == {key for key in mine.keys() & theirs if mine[key] != theirs[key]}
    sizes = [abs(one.relative) for one in found.moved]
    assert sizes == sorted(sizes, reverse=True)
