"""Snapshots: what goes in comes out, whatever happens to the cache between."""
import hashlib
import json
import multiprocessing
import os
import threading
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trilateral import paths
from trilateral.fetching import Store, snapshots
from trilateral.tables import DataError

URL = "https://upstream.example/figures.csv?year=2024"
APRIL, MAY = date(2025, 4, 28), date(2025, 5, 2)


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "cache")


def contents(store):
    """Every file of the cache with its bytes."""
    return {path.relative_to(store.folder).as_posix(): path.read_bytes()
            for path in store.folder.rglob("*") if path.is_file()}


NAMES = st.text(st.characters(exclude_characters='/\\:*?"<>|', exclude_categories=("C", "Z")), min_size=1, max_size=40)


@settings(max_examples=50, deadline=None, derandomize=True)
@given(content=st.binary(max_size=400), name=NAMES.filter(lambda n: not n.startswith(".")), url=st.text(max_size=60),
       words=st.tuples(st.text(max_size=20), st.text(max_size=20)))
def test_what_is_kept_comes_back(tmp_path_factory, content, name, url, words):
    store = Store(tmp_path_factory.mktemp("cache"))
    kept = store.keep(content, name, url, etag=words[0], last_modified=words[1], today=APRIL)
    assert kept.path.read_bytes() == content and kept.path.name == name
    assert kept.sha256 == hashlib.sha256(content).hexdigest()
    assert (kept.url, kept.retrieved, kept.etag, kept.last_modified) == (url, "2025-04-28", *words)
    assert Store(store.folder).latest(url) == kept
    assert store.latest(url + "&page=2") is None


@settings(max_examples=50, deadline=None, derandomize=True)
@given(name=st.text(max_size=12) | st.sampled_from(["..", "a/../../b", "/etc/hosts", "C:x", "..\\x", "x" * 201]))
def test_no_name_leads_outside(tmp_path_factory, name):
    folder = tmp_path_factory.mktemp("outer")
    store = Store(folder / "cache")
    try:
        kept = store.keep(b"content", name, URL)
    except DataError as error:
        assert str(error).startswith(f"{name!r}: not a plain file name; expected one without folders, of at most ")
        assert list(folder.iterdir()) == []
    else:
        assert kept.path.parent.parent == store.folder / "files"
        assert [path for path in folder.rglob("*") if path.is_file() and not path.is_relative_to(store.folder)] == []


@pytest.mark.parametrize("name", ["", ".", "..", "../evil.csv", "a/b.csv", "/etc/hosts", "a\\b.csv", "C:evil.csv",
                                  ".hidden", "a\0b", "a\nb", " a", "\ud800", "é" * 101])
def test_names_that_are_refused(store, name):
    with pytest.raises(DataError, match="not a plain file name; expected one without folders, of at most 200 bytes, "
                                        r"such as 'figures\.csv'$"):
        store.keep(b"content", name, URL)
    assert not store.folder.exists()


def test_the_newest_is_the_latest_and_the_old_one_stays(store):
    old = store.keep(b"old", "figures.csv", URL, today=APRIL)
    new = store.keep(b"new", "figures.csv", URL, today=MAY)
    assert store.latest(URL) == new
    assert old.path.read_bytes() == b"old"
    back = store.keep(b"old", "figures.csv", URL, today=date(2025, 6, 1))  # an upstream may go back
    assert store.latest(URL) == back and back.retrieved == "2025-06-01"


def test_a_day_may_have_several(store):
    for content in (b"1", b"2", b"3", b"1"):
        kept = store.keep(content, "figures.csv", URL, today=MAY)
        assert store.latest(URL) == kept


def test_the_same_content_at_two_addresses_is_one_file(store):
    here = store.keep(b"same", "figures.csv", URL, etag="a", today=APRIL)
    there = store.keep(b"same", "figures.csv", URL + "&page=2", etag="b", today=MAY)
    assert here.path == there.path
    assert (store.latest(URL), store.latest(URL + "&page=2")) == (here, there)


def test_confirmed_is_retrieved_on_that_day(store):
    kept = store.keep(b"content", "figures.csv", URL, etag='"x"', today=APRIL)
    written = kept.path.stat().st_mtime_ns
    confirmed = store.confirm(kept, today=MAY)
    assert confirmed.retrieved == "2025-05-02" and confirmed.etag == '"x"' and store.latest(URL) == confirmed
    assert kept.path.stat().st_mtime_ns == written


@pytest.mark.parametrize("damage", [
    lambda path: path.write_bytes(b"other"), lambda path: path.write_bytes(b""), lambda path: path.unlink(),
    lambda path: path.write_bytes(b"content\n"),
])
def test_a_damaged_snapshot_counts_for_nothing_and_is_made_anew(store, damage):
    older = store.keep(b"older", "figures.csv", URL, today=APRIL)
    kept = store.keep(b"content", "figures.csv", URL, today=MAY)
    damage(kept.path)
    assert store.latest(URL) == older
    assert store.keep(b"content", "figures.csv", URL, today=MAY).path.read_bytes() == b"content"
    assert store.latest(URL) == kept


@pytest.mark.parametrize("record", [
    b"", b"{", b"[]", b"null", b'{"url": 3}', b"\xff\xfe",
    json.dumps({"url": URL, "name": "../../../evil.csv", "sha256": "0" * 64, "served": "2030-01-01T00:00:00+00:00",
                "etag": "", "last_modified": ""}).encode(),
    json.dumps({"url": URL, "name": "figures.csv", "sha256": "0" * 64, "served": "soon", "etag": "",
                "last_modified": ""}).encode(),
])
def test_a_damaged_record_counts_for_nothing(store, record):
    kept = store.keep(b"content", "figures.csv", URL, today=APRIL)
    (file,) = store.folder.glob("records/*/*.json")
    (file.parent / "other.json").write_bytes(record)
    assert store.latest(URL) == kept
    file.write_bytes(record)
    assert store.latest(URL) is None


def test_a_write_that_fails_leaves_nothing(store, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    store.keep(b"old", "figures.csv", URL, today=APRIL)
    before = contents(store)
    monkeypatch.setattr(snapshots.os, "replace", full)
    with pytest.raises(DataError, match=r"cache: cannot keep figures\.csv: No space left on device$"):
        store.keep(b"new", "figures.csv", URL)
    assert contents(store) == before


def test_a_cache_that_is_a_file_is_one_error(tmp_path):
    (tmp_path / "cache").write_text("in the way")
    with pytest.raises(DataError, match=r"cache: cannot keep figures\.csv: (Not a directory|File exists)$"):
        Store(tmp_path / "cache").keep(b"x", "figures.csv", URL)


def test_files_have_the_permissions_of_any_new_file(store, tmp_path):
    kept = store.keep(b"content", "figures.csv", URL)
    (tmp_path / "plain").touch()
    assert kept.path.stat().st_mode == (tmp_path / "plain").stat().st_mode


@pytest.mark.parametrize("inside", [paths.book_dir(), paths.book_dir() / "data" / "cache",
                                    paths.book_dir() / "notebooks" / ".." / "cache"])
def test_no_cache_inside_the_book(inside, monkeypatch):
    monkeypatch.setenv(snapshots.CACHE, str(inside))
    with pytest.raises(DataError, match="the folder of snapshots lies inside .*; "
                                        r"expected one outside the book \(TRILATERAL_CACHE\)$"):
        Store()


def test_no_cache_inside_other_data(tmp_path, monkeypatch):
    monkeypatch.setenv("TRILATERAL_DATA", str(tmp_path))
    with pytest.raises(DataError, match="lies inside"):
        Store(tmp_path / "cache")


def test_the_folder_is_the_named_one_or_the_systems(tmp_path, monkeypatch):
    monkeypatch.setenv(snapshots.CACHE, str(tmp_path))
    assert Store().folder == tmp_path
    monkeypatch.delenv(snapshots.CACHE)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))  # on Linux; elsewhere the system has its own
    assert Store().folder.parts[-2:] == ("trilateral", "snapshots")


def test_a_users_file_is_a_snapshot(store, tmp_path):
    (tmp_path / "mine.csv").write_bytes(b"iso3\nKOR\n")
    taken = store.take(tmp_path / "mine.csv", today=APRIL)
    assert (taken.url, taken.retrieved, taken.path.name) == ("", "2025-04-28", "mine.csv")
    assert taken.path.read_bytes() == b"iso3\nKOR\n" and taken.path.is_relative_to(store.folder)
    assert store.take(tmp_path / "mine.csv", today=MAY) == taken, "nobody has confirmed it since"
    (tmp_path / "mine.csv").write_bytes(b"iso3\nJPN\n")
    assert store.take(tmp_path / "mine.csv", today=MAY).retrieved == "2025-05-02"
    assert taken.path.read_bytes() == b"iso3\nKOR\n"


def test_what_cannot_be_taken(store, tmp_path, monkeypatch):
    monkeypatch.setattr(snapshots, "LIMIT", 10)
    (tmp_path / "empty.csv").touch()
    (tmp_path / "large.csv").write_bytes(b"12345678901")
    os.mkfifo(tmp_path / "pipe")
    for name, message in {"none.csv": "No such file or directory; a file is expected", "": "a folder; a file is "
                          "expected", "pipe": "no plain file; a file is expected",
                          "empty.csv": "0 bytes; expected 1 to 10", "large.csv": "11 bytes; expected 1 to 10"}.items():
        with pytest.raises(DataError) as caught:
            store.take(tmp_path / name)
        assert str(caught.value) == f"{tmp_path / name}: {message}"
    assert not store.folder.exists()


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root reads every file")
def test_an_unreadable_file_is_one_error(store, tmp_path):
    (tmp_path / "mine.csv").write_bytes(b"x")
    (tmp_path / "mine.csv").chmod(0)
    with pytest.raises(DataError, match="Permission denied; a file is expected$"):
        store.take(tmp_path / "mine.csv")


def _keep_all(folder, number):
    store = Store(folder)
    for n in range(20):
        store.keep(b"shared %d" % (n % 5), "figures.csv", URL)
        store.keep(b"own %d" % number, "own.csv", f"{URL}&writer={number}")


@pytest.mark.parametrize("kind", [threading.Thread, multiprocessing.get_context("spawn").Process])
def test_writers_do_not_disturb_one_another(tmp_path, kind):
    writers = [kind(target=_keep_all, args=(tmp_path, n)) for n in range(2)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    store = Store(tmp_path)
    assert store.latest(URL).path.read_bytes().startswith(b"shared ")
    assert [store.latest(f"{URL}&writer={n}").path.read_bytes() for n in range(2)] == [b"own 0", b"own 1"]
    assert [path for path in tmp_path.rglob("*.part")] == []
