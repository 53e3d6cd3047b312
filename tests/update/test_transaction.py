"""An update is in place whole, comes back byte for byte, and never over somebody's work."""
import os
import shutil
from dataclasses import replace

import pytest

from tests.update import small
from trilateral import tables
from trilateral.tables import DataError
from trilateral.update import swap, transaction
from trilateral.update.contents import contents
from trilateral.update.errors import UpdateError
from trilateral.update.staging import stage, workshop


@pytest.fixture(params=["exchange", "renames"])
def data(tmp_path, request, monkeypatch):
    """A folder of edition 0, with and without the system's exchange."""
    if request.param == "renames":
        monkeypatch.setattr(swap, "exchange", lambda one, other: False)
    (tmp_path / "rows.csv").write_text("old\n")
    return small.write(tmp_path / "data", 0)


def staged(data, edition):
    made = stage(data)
    small.write(made.next, edition)
    return made


def test_a_commit_and_an_undo(data):
    rows, added = data.parent / "rows.csv", data.parent / "added.csv"
    before = contents(data)
    made = staged(data, 1)
    wanted = contents(made.next)
    transaction.commit(made, "edition 0 -> 1", {rows: b"new\n", added: b"there\n"})
    assert contents(data) == wanted != before
    assert (rows.read_bytes(), added.read_bytes()) == (b"new\n", b"there\n")
    assert [tables.verify(name, data).name for name in tables.names(data)] == ["land", "names", "years"]
    assert transaction.undo(data) == "edition 0 -> 1"
    assert contents(data) == before
    assert rows.read_bytes() == b"old\n" and not added.exists()
    assert transaction.redo(data) == "edition 0 -> 1"
    assert contents(data) == wanted
    assert (rows.read_bytes(), added.read_bytes()) == (b"new\n", b"there\n")
    transaction.undo(data)
    assert contents(data) == before
    assert {path.name for path in workshop(data).iterdir()} == {"last", "lock"}


def test_files_that_stay_keep_their_times_and_all_keep_their_modes(data):
    os.chmod(data / "years.csv", 0o600)
    os.chmod(data / "names.csv", 0o640)
    for path in data.rglob("*.*"):
        os.utime(path, (1e9, 1e9))
    transaction.commit(staged(data, 1), "")  # writes all files anew
    assert (data / "names.csv").stat().st_mtime == 1e9 != (data / "years.csv").stat().st_mtime
    assert [oct((data / name).stat().st_mode)[-3:] for name in ("years.csv", "names.csv")] == ["600", "640"]


def test_only_the_last_update_is_kept(data):
    transaction.commit(staged(data, 1), "first")
    after_first = contents(data)
    transaction.commit(staged(data, 2), "second")
    assert transaction.undo(data) == "second"
    assert contents(data) == after_first
    with pytest.raises(UpdateError, match="has been taken back already"):
        transaction.undo(data)


def test_a_new_update_after_an_undo(data):
    before = contents(data)
    transaction.commit(staged(data, 1), "first")
    transaction.undo(data)
    transaction.commit(staged(data, 2), "second")
    assert transaction.last(data).summary == "second"
    transaction.undo(data)
    assert contents(data) == before


def test_what_changes_nothing_leaves_the_kept_state_alone(data):
    before = contents(data)
    transaction.commit(staged(data, 1), "first")
    transaction.commit(staged(data, 1), "nothing", {data.parent / "rows.csv": b"old\n"})
    assert not (workshop(data) / "next").exists()
    assert transaction.undo(data) == "first"
    assert contents(data) == before


def test_an_update_of_files_beside_alone(data):
    before, rows = contents(data), data.parent / "rows.csv"
    transaction.commit(stage(data), "rows", {rows: b"new\n"})
    assert contents(data) == before and rows.read_bytes() == b"new\n"
    transaction.undo(data)
    assert contents(data) == before and rows.read_bytes() == b"old\n"


def test_tables_and_files_come_and_go(data):
    before = contents(data)
    made = stage(data)
    for name in ("names.csv", "names.yml"):
        (made.next / name).unlink()
    (made.next / "new").mkdir()
    (made.next / "new" / "note.txt").write_text("a note")
    transaction.commit(made, "")
    assert tables.names(data) == ["geo/land", "years"]
    transaction.undo(data)
    assert contents(data) == before and not (data / "new").exists()


def test_a_book_that_moved_can_be_undone(data, tmp_path_factory):
    before = contents(data)
    transaction.commit(staged(data, 1), "", {data.parent / "rows.csv": b"new\n"})
    moved = tmp_path_factory.mktemp("moved") / "book"
    shutil.move(data.parent, moved)
    transaction.undo(moved / "data")
    assert contents(moved / "data") == before
    assert (moved / "rows.csv").read_bytes() == b"old\n"


def spoil(path, old, new):
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


@pytest.mark.parametrize(("harm", "message"), [
    (lambda folder: spoil(folder / "years.csv", "2.5", "250"), "years.csv row 3, column value: 250.0 is outside"),
    (lambda folder: spoil(folder / "years.csv", "2.5", "2.6"), "years.csv: sha256"),
    (lambda folder: spoil(folder / "years.yml", "rows: 3", "rows: 4"), "years.csv: 3 rows; its manifest says 4"),
    (lambda folder: (folder / "years.csv").unlink(), "years.csv: no such file; years.yml describes it"),
    (lambda folder: (folder / "years.yml").unlink(), "data/years.csv: has no manifest years.yml"),
    (lambda folder: spoil(folder / "geo" / "land.geojson", "[0.0,0.0]", "[-9.0,0.0]"), "geo/land.geojson feature 1"),
    (lambda folder: (folder / "odd").symlink_to("/etc"), "next/odd: is a link"),
])
def test_a_staged_fault_is_not_committed(data, harm, message):
    before = contents(data)
    made = staged(data, 1)
    harm(made.next)
    with pytest.raises(DataError, match=message):
        transaction.commit(made, "")
    assert contents(data) == before
    assert not (workshop(data) / "journal.json").exists()


def test_data_that_were_edited_meanwhile_are_not_overwritten(data):
    made = staged(data, 1)
    spoil(data / "claims.yml", "0", "mine")
    edited = contents(data)
    with pytest.raises(UpdateError, match="^data/claims.yml: changed since the update was prepared; nothing"):
        transaction.commit(made, "")
    assert contents(data) == edited


def test_rows_that_were_edited_meanwhile_are_not_overwritten(data):
    rows, before = data.parent / "rows.csv", contents(data)
    made = replace(staged(data, 1), beside={rows: "0" * 64})
    with pytest.raises(UpdateError, match="rows.csv: changed since the update was prepared"):
        transaction.commit(made, "", {rows: b"new\n"})
    assert contents(data) == before and rows.read_bytes() == b"old\n"


def test_a_stage_that_is_gone(data):
    made = staged(data, 1)
    shutil.rmtree(made.next)
    with pytest.raises(UpdateError, match="the staged copy .* is gone; prepare the update again"):
        transaction.commit(made, "")


def test_an_undo_does_not_lose_what_was_edited_since(data):
    transaction.commit(staged(data, 1), "")
    spoil(data / "claims.yml", "1", "mine")
    (data / "mine.txt").write_text("a note")
    edited = contents(data)
    with pytest.raises(UpdateError, match="^data/claims.yml, data/mine.txt: changed since the update of .*; nothing "
                                          "was taken back"):
        transaction.undo(data)
    assert contents(data) == edited
    spoil(data / "claims.yml", "mine", "1")
    (data / "mine.txt").unlink()
    transaction.undo(data)


def test_an_undo_does_not_lose_rows_that_were_edited_since(data):
    rows = data.parent / "rows.csv"
    transaction.commit(staged(data, 1), "", {rows: b"new\n"})
    rows.write_text("mine\n")
    with pytest.raises(UpdateError, match="^rows.csv: changed since the update"):
        transaction.undo(data)
    assert rows.read_text() == "mine\n"


def test_an_undo_after_some_files_were_restored_by_hand(data, tmp_path):
    """As after a checkout of single files: nothing would be lost."""
    before = contents(data)
    kept = shutil.copyfile(data / "claims.yml", tmp_path / "kept")
    transaction.commit(staged(data, 1), "")
    shutil.copyfile(kept, data / "claims.yml")
    (data / "years.csv").unlink()
    transaction.undo(data)
    assert contents(data) == before


def test_nothing_to_undo(data, tmp_path):
    with pytest.raises(UpdateError, match="data: there is no update to take back"):
        transaction.undo(data)
    assert not workshop(data).exists()
    old = shutil.copytree(data, tmp_path / "old")
    transaction.commit(staged(data, 1), "")
    with pytest.raises(UpdateError, match="has not been taken back"):
        transaction.redo(data)
    shutil.rmtree(data)
    shutil.copytree(old, data)
    with pytest.raises(UpdateError, match="is already as before the update of .*; there is nothing to take back"):
        transaction.undo(data)


@pytest.mark.parametrize(("harm", "message"), [
    (lambda last: spoil(last / "data" / "years.csv", "2.5", "2.6"), "years.csv: not as the update left it"),
    (lambda last: (last / "record.json").write_text("{"), "record.json: not the record of an update"),
    (lambda last: (last / "record.json").write_text('{"version": 9}'), "record.json: version 9; 1 is expected"),
])
def test_a_kept_state_that_was_touched_is_not_restored(data, harm, message):
    transaction.commit(staged(data, 1), "")
    after = contents(data)
    harm(workshop(data) / "last")
    with pytest.raises(UpdateError, match=message):
        transaction.undo(data)
    assert contents(data) == after


def test_a_journal_that_is_none(data):
    workshop(data).mkdir()
    (workshop(data) / "journal.json").write_text("{}")
    with pytest.raises(UpdateError, match="journal.json: not the journal of an update"):
        transaction.recover(data)


def test_recovering_from_nothing_does_nothing(data):
    assert transaction.recover(data) == "" and not workshop(data).exists()
