"""Real sources end to end, against a server of this machine that answers in their shape with made-up figures."""
import functools
import hashlib
import json
import shutil
from datetime import date

import pytest

from tests.update import made_up
from tests.upstreams import dprk, pla
from tests.upstreams.server import Reply, serving
from trilateral import fetching, paths, tables
from trilateral.cli import main
from trilateral.sources.upstreams import UPSTREAMS

COMMIT = "0123456789" * 4


class Dprk:
    """Launches: the first edition ends with number 340, the next one has eight more."""

    name, host, kind = "dprk_launches", dprk.HOST, "text/plain"
    first, following = dprk.document(dprk.launches(340)), dprk.document(dprk.launches(348))

    @staticmethod
    def path(edition="master"):
        return dprk.PATH.format(edition)


class Pla:
    """Daily figures: the next edition has ten weeks more."""

    name, host, kind = "pla_activity", pla.HOST, "text/plain"
    first, following = (pla.document(pla.days(last=date(2025, month, 31))) for month in (10, 12))

    @staticmethod
    def path(edition="main"):
        return pla.PATH.format(edition)


SOURCES = [Dprk, Pla]


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The sources' tables from their first edition."""
    folder = tmp_path_factory.mktemp("first")
    for source in SOURCES:
        one = UPSTREAMS[source.name]
        (role,) = one.roles
        path = folder / f"{source.name}.txt"
        path.write_bytes(source.first)
        one.build({role: path}, folder / "data", "2026-01-05")
    shutil.copy(paths.data_dir() / "claims.yml", folder / "data")  # verdicts are compared too
    return folder / "data"


@pytest.fixture
def server(built, tmp_path, monkeypatch):
    """The server, with the next edition of every source; the book's data are those of the first."""
    shutil.copytree(built, tmp_path / "data")
    for name, value in {"TRILATERAL_DATA": "data", "TRILATERAL_CACHE": "cache"}.items():
        monkeypatch.setenv(name, str(tmp_path / value))
    monkeypatch.setattr(fetching, "Client", functools.partial(fetching.Client, backoff=0.001))
    with serving() as running:
        monkeypatch.setenv("TRILATERAL_MIRROR", running.address)
        for source in SOURCES:
            running.reply(source.host, source.path(), Reply(source.following, source.kind))
            running.reply(source.host, source.path(COMMIT), Reply(source.first, source.kind))
        yield running


def update(*words):
    """All sources that the server has, or those that are named."""
    named = [] if "--source" in words or "--undo" in words else [w for s in SOURCES for w in ("--source", s.name)]
    return main(["update", *named, *words])


def digest(folder):
    """Of all bytes and names."""
    held = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        held.update(path.relative_to(folder).as_posix().encode() + path.read_bytes())
    return held.hexdigest()


def test_the_whole_drill(server, tmp_path, capsys):
    """Dry run, update, the same again, undo: every source, everything compared but the chapters."""
    data = tmp_path / "data"
    before = digest(data)
    assert update("--dry-run", "--no-prose", "--json") == 3
    told = json.loads(capsys.readouterr().out)
    assert {one["name"] for one in told["tables"]} == {source.name for source in SOURCES}
    assert all(one["new"] and not one["gone"] for one in told["tables"])
    assert digest(data) == before
    asked = len(server.asked)
    assert asked == len(SOURCES)

    assert update("--yes", "--no-prose", "--summary", str(tmp_path / "summary.md")) == 0
    for source in SOURCES:
        manifest = tables.verify(source.name)
        found = next(one for one in manifest.sources if one.id in UPSTREAMS[source.name].sources)
        assert found.route == f"Downloaded from https://{source.host}{source.path()}."
        came = hashlib.sha256(source.following).hexdigest()
        assert came in [given["sha256"] for given in manifest.inputs]
        assert came[:12] in (tmp_path / "summary.md").read_text("utf-8")
    after = digest(data)
    assert after != before

    capsys.readouterr()
    assert update("--yes") == 0
    assert capsys.readouterr().out.strip().splitlines()[-1].startswith("Nothing changes")
    assert digest(data) == after

    assert update("--undo") == 0
    assert digest(data) == before


@pytest.mark.parametrize("source", SOURCES)
def test_an_older_edition_by_its_commit_and_by_a_file(server, tmp_path, monkeypatch, capsys, source):
    monkeypatch.setattr("trilateral.update.summary.record", made_up.record)
    assert update("--source", source.name, "--yes", "--no-prose") == 0
    after = digest(tmp_path / "data")
    server.reply(source.host, source.path(), Reply(source.first, source.kind))
    assert update("--source", source.name, "--yes", "--no-prose") == 1
    assert digest(tmp_path / "data") == after and f"the table {source.name} reaches" in capsys.readouterr().err
    assert update("--source", source.name, "--to", COMMIT, "--yes", "--no-prose") == 0
    assert digest(tmp_path / "data") != after
    (tmp_path / "mine.txt").write_bytes(source.following)
    assert update("--source", source.name, "--from", str(tmp_path / "mine.txt"), "--yes", "--no-prose") == 0
    (route,) = {one.route for one in tables.manifest(source.name).sources}
    assert route == "Read from a file that the user had: mine.txt."


FAULTS = {
    "status 500": lambda body, kind: Reply(b"out of order", "text/plain", 500),
    "a page of HTML": lambda body, kind: Reply(b"<!doctype html><title>Moved</title>", kind),
    "the whole file": lambda body, kind: Reply(body, kind, cut=1000),
    "image/png": lambda body, kind: Reply(body, "image/png"),
    "an empty file": lambda body, kind: Reply(b"", kind),
}


@pytest.mark.parametrize("words", FAULTS)
@pytest.mark.parametrize("source", SOURCES)
def test_faults_leave_the_data_untouched(server, tmp_path, capsys, source, words):
    server.reply(source.host, source.path(), FAULTS[words](source.following, source.kind))
    before = digest(tmp_path / "data")
    assert update("--yes", "--no-prose") == 1
    shown = capsys.readouterr().err.splitlines()
    (message,) = [line for line in shown if f"{source.name}: https://{source.host}{source.path()}: " in line]
    assert words in message
    others = " ".join(f"--source {one.name}" for one in SOURCES if one is not source)
    assert shown[-1] == f"nothing is proposed; without the others: {others}"
    assert digest(tmp_path / "data") == before
