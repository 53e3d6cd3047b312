"""Manifests after an update: day, way and file of the source that was asked; the others' as they were."""
import shutil

import pytest
import yaml

from tests.update import made_up
from trilateral import paths, tables
from trilateral.fetching import Snapshot, Store
from trilateral.update import provenance


def snapshot(name, url="", retrieved="2026-11-23"):
    return Snapshot(paths.data_dir() / name, url, retrieved, "0" * 64)


@pytest.mark.parametrize(("snapshots", "words"), [
    ([snapshot("a.csv", "https://one.org/a.csv")], "Downloaded from https://one.org/a.csv."),
    ([snapshot("a.csv", "https://one.org/a"), snapshot("b.csv", "https://one.org/b"), snapshot("c", "https://c.org")],
     "Downloaded from https://one.org/a, https://one.org/b and https://c.org."),
    ([snapshot("a.json", "https://one.org/a"), snapshot("b.json", "https://one.org/a")],
     "Downloaded from https://one.org/a."),
    ([snapshot("a.csv")], "Read from a file that the user had: a.csv."),
    ([snapshot("a.csv"), snapshot("b.csv")], "Read from files that the user had: a.csv and b.csv."),
    ([snapshot("a.csv", "https://one.org/a.csv"), snapshot("b.csv")],
     "Downloaded from https://one.org/a.csv. Read from a file that the user had: b.csv."),
])
def test_the_route_in_words(snapshots, words):
    assert provenance.route(dict(enumerate(snapshots))) == words


def test_the_day_is_that_of_the_last_file():
    found = {"a": snapshot("a", retrieved="2026-11-23"), "b": snapshot("b", retrieved="2026-10-01")}
    assert provenance.day(found) == "2026-11-23"


def test_what_an_update_knows_goes_into_the_manifest(world):
    path = world.file("lakes-2026.json", made_up.NEWER, made_up.NEXT)
    found = {"figures": Store(world.folder / "cache").take(path)}
    present = provenance.sources("waters", world.data)
    made_up.LAKES.build({"figures": found["figures"].path}, world.data, provenance.day(found))
    provenance.note("waters", made_up.LAKES, found, world.data, present)
    manifest = tables.verify("waters", world.data)
    lakes, rivers = manifest.sources
    assert (lakes.retrieved, lakes.route) == (found["figures"].retrieved,
                                              "Read from a file that the user had: lakes-2026.json.")
    assert (rivers.retrieved, rivers.route) == ("2025-05-01", "Read from a public copy.")
    assert manifest.inputs == ({"file": "lakes-2026.json", "sha256": found["figures"].sha256},)


def test_a_manifest_that_does_not_hold_stays_as_it_was(world):
    path = world.file("lakes-2026.json", made_up.NEWER, made_up.NEXT)
    found = {"figures": Store(world.folder / "cache").take(path)}
    (world.data / "waters.csv").write_text("producer,year,value\nlakes,2023,7.0\n", "utf-8")
    before = world.bytes()
    with pytest.raises(tables.DataError, match=r"data/waters\.csv: 1 rows; its manifest says 4"):
        provenance.note("waters", made_up.LAKES, found, world.data, {})
    assert world.bytes() == before


def test_a_table_that_is_not_there_yet_has_no_sources(tmp_path):
    assert provenance.sources("waters", tmp_path) == {}


def test_only_day_and_route_of_a_real_manifest_change(tmp_path):
    """Written anew, a manifest of the book differs in these two lines: its style is that of publishing."""
    from trilateral.sources.upstreams import UPSTREAMS

    for ending in ("csv", "yml"):
        shutil.copy(paths.data_dir() / f"economy.{ending}", tmp_path)
    present = provenance.sources("economy", tmp_path)
    old = (tmp_path / "economy.yml").read_text("utf-8")
    found = {"weo": snapshot("weo.csv", "https://imf.example.org/weo.csv", "2027-05-01")}
    provenance.note("economy", UPSTREAMS["imf_weo"], found, tmp_path, present)
    new = (tmp_path / "economy.yml").read_text("utf-8")
    assert [line for line in new.splitlines() if line not in old.splitlines()] == [
        "  retrieved: '2027-05-01'", "  route: Downloaded from https://imf.example.org/weo.csv."]
    assert old.partition("- id: imf")[0] == new.partition("- id: imf")[0]


def test_every_manifest_keeps_its_text_when_written_anew():
    for name in tables.names():
        text = (paths.data_dir() / f"{name}.yml").read_text("utf-8")
        again = yaml.safe_dump(yaml.safe_load(text), sort_keys=False, allow_unicode=True, width=100)
        assert again == text, name
