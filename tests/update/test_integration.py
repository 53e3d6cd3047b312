"""Real sources end to end, against a server of this machine that answers in their shape with made-up figures."""
import functools
import hashlib
import json
import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from tests.update import made_up
from tests.upstreams import dprk, imf, pla, sipri, sipri_register, worldbank
from tests.upstreams.server import Reply, serving
from trilateral import fetching, paths, tables
from trilateral.cli import main
from trilateral.sources.upstreams import UPSTREAMS

COMMIT = "0123456789" * 4
FILES = {"sipri_milex": "workbook", "sipri_register": "register", "world_bank": "wdi", "imf_weo": "weo",
         "dprk_launches": "launches", "pla_activity": "daily"}
"""Sources but the map's, in their order, and the role of their file."""


@dataclass(frozen=True)
class Served:
    """A file of the first edition, and where the server has the following one."""

    first: Path
    host: str
    path: str
    reply: object

    @property
    def url(self):
        """The address as messages name it, without parameters."""
        return f"https://{self.host}{self.path}"


def _milex(folder):
    first, following = (  # few years of many countries: quickly read, and the book's are under a tenth
        sipri.Sample(folder, first=1985, last=year, others=170, figure=sipri.growing(0.03, year - 1),
                     file=f"SIPRI-Milex-data-1985-{year}.xlsx").save() for year in (2023, 2024))
    path = f"{sipri.FILES}/{following.name}"
    return Served(first, sipri.HOST, path, Reply(following.read_bytes(), sipri.EXCEL))


def _register(folder):
    first, following = (sipri_register.register(sipri_register.deals(factor=factor), day=day)
                        for factor, day in ((1, "23 Oct 2025"), (1.1, "24 Oct 2025")))
    return Served(_file(folder, "SIPRI_trade-register.csv", first), sipri_register.HOST, sipri_register.PATH,
                  Reply(sipri_register.reply(following)))


def _world_bank(folder):
    first, following = (worldbank.Api(worldbank.figures(last), updated)
                        for last, updated in ((2024, "2026-04-01"), (2025, "2026-07-01")))
    path = f"/v2/country/{';'.join(worldbank.COVERED)}/indicator/{';'.join(worldbank.INDICATORS)}"
    return Served(_file(folder, "wdi_api_2026-04-01.json", json.dumps(first.document()).encode()), worldbank.HOST, path,
                  following.answer)


def _imf(folder):
    first, following = (imf.portal_xlsx(imf.portal(edition)) for edition in ("October 2025", "April 2026"))
    host, _, path = imf.address("April 2026").partition("://")[2].partition("/")
    return Served(_file(folder, "WEOOct2025all.xlsx", first), host, f"/{path}", Reply(following, imf.XLSX))


def _dprk(folder):
    first, following = (dprk.document(dprk.launches(count)) for count in (340, 348))
    return Served(_file(folder, "test.en.json", first), dprk.HOST, dprk.PATH.format("master"),
                  Reply(following, "text/plain"))


def _pla(folder):
    first, following = (pla.document(pla.days(last=date(2025, month, 31))) for month in (10, 12))
    return Served(_file(folder, "JapanandBattleship.csv", first), pla.HOST, pla.PATH.format("main"),
                  Reply(following, "text/plain"))


def _file(folder, name, content):
    path = folder / name
    path.write_bytes(content)
    return path


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """What the server has, by source."""
    made = (_milex, _register, _world_bank, _imf, _dprk, _pla)
    return {name: make(tmp_path_factory.mktemp(name)) for name, make in zip(FILES, made, strict=True)}


@pytest.fixture(scope="module")
def built(served, tmp_path_factory):
    """A data folder of the first editions."""
    folder = tmp_path_factory.mktemp("built") / "data"
    together = {}
    for name, role in FILES.items():
        together.setdefault(UPSTREAMS[name].builder, (UPSTREAMS[name], {}))[1][role] = served[name].first
    for one, inputs in together.values():
        one.build(inputs, folder, "2026-07-15")
    return folder


@pytest.fixture
def server(served, built, tmp_path, monkeypatch):
    """The server with all following editions; the book's data are those of the first."""
    shutil.copytree(built, tmp_path / "data")
    for name, value in {"TRILATERAL_DATA": "data", "TRILATERAL_CACHE": "cache"}.items():
        monkeypatch.setenv(name, str(tmp_path / value))
    monkeypatch.setattr(fetching, "Client", functools.partial(fetching.Client, backoff=0.001))
    with serving() as running:
        monkeypatch.setenv("TRILATERAL_MIRROR", running.address)
        running.reply(sipri.HOST, sipri.PAGE, Reply(sipri.page(served["sipri_milex"].url), "text/html"))
        imf.install(running, ("April 2026",))
        for one in served.values():
            running.reply(one.host, one.path, one.reply)
        yield running


@pytest.fixture
def quick(monkeypatch):
    """Compare bytes only: what the summary says is other tests' matter."""
    monkeypatch.setattr("trilateral.update.summary.record", made_up.record)


def update(*words):
    """All sources that the server has, unless some are named."""
    named = [] if {"--source", "--undo"} & set(words) else [word for name in FILES for word in ("--source", name)]
    return main(["update", *named, *map(str, words)])


def digest(folder):
    """Of all bytes and names."""
    held = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        held.update(path.relative_to(folder).as_posix().encode() + path.read_bytes())
    return held.hexdigest()


def origin(name):
    """The source of a table's manifest that an upstream refreshes."""
    one = UPSTREAMS[name]
    return next(source for source in tables.verify(one.tables[0]).sources if source.id in one.sources)


def _complete(data):
    """Put the book's other tables and its ledger beside those of the server, so that verdicts can be compared."""
    book = paths.book_dir() / "data"
    for path in book.rglob("*"):
        if path.is_file() and not (target := data / path.relative_to(book)).exists():
            target.parent.mkdir(exist_ok=True)
            shutil.copy2(path, target)


def test_the_whole_drill(server, served, tmp_path, capsys):
    """Update, the same again, undo: every source, everything compared but the chapters."""
    data = tmp_path / "data"
    _complete(data)
    before = digest(data)
    call = "--yes", "--accept-broken", "--no-prose", "--json", "--summary", tmp_path / "summary.md"
    assert update(*call) == 0  # no check was written for made-up figures: some do not survive them
    told = json.loads(capsys.readouterr().out)
    assert [one["source"] for one in told["came"]] == list(FILES)
    assert {one["name"]: bool(one["new"]) for one in told["tables"]} == {
        "military_expenditure": True, "military_expenditure_world": True, "arms_transfers": False, "economy": True,
        "dprk_launches": True, "pla_activity": True}
    assert next(one for one in told["tables"] if one["name"] == "arms_transfers")["revised"]
    assert len(server.asked) <= 10
    for one in told["came"]:
        found = origin(one["source"])
        assert (found.edition, found.retrieved, found.route) == (
            one["after"], one["retrieved"], f"Downloaded from {one['url']}.")
        assert one["url"].startswith(served[one["source"]].url) and one["after"] != one["before"]
        assert one["sha256"] in [given["sha256"] for given in tables.manifest(
            UPSTREAMS[one["source"]].tables[0]).inputs]
        assert one["sha256"][:12] in (tmp_path / "summary.md").read_text("utf-8")
    after = digest(data)

    assert update("--yes") == 0
    assert capsys.readouterr().out.strip().splitlines()[-1].startswith("Nothing changes")
    assert digest(data) == after != before

    assert update("--undo") == 0
    assert digest(data) == before


def test_one_producer_of_a_table_leaves_the_other_as_it_was(server, quick):
    def held():
        return origin("world_bank"), tables.load("economy").query("producer == 'world_bank'").to_csv(index=False)

    before = held()
    assert update("--source", "imf_weo", "--yes") == 0
    assert origin("imf_weo").edition.startswith("April 2026")
    assert held() == before


def test_another_day_of_a_register_that_is_generated_is_no_news(server, served, quick, tmp_path):
    assert update("--source", "sipri_register", "--yes") == 0
    after = digest(tmp_path / "data")
    same = sipri_register.register(sipri_register.deals(factor=1.1), day="25 Nov 2025")
    one = served["sipri_register"]
    server.reply(one.host, one.path, Reply(sipri_register.reply(same)))
    assert update("--source", "sipri_register", "--yes") == 0
    assert digest(tmp_path / "data") == after and "2025-10-24" in origin("sipri_register").edition


@pytest.mark.parametrize("name", ["dprk_launches", "pla_activity"])
def test_an_older_file_needs_to_be_asked_for(server, served, quick, tmp_path, capsys, name):
    one = served[name]
    first = Reply(one.first.read_bytes(), "text/plain")
    server.reply(one.host, one.path.replace("/master/", f"/{COMMIT}/").replace("/main/", f"/{COMMIT}/"), first)
    assert update("--source", name, "--yes") == 0
    after = digest(tmp_path / "data")
    server.reply(one.host, one.path, first)
    assert update("--source", name, "--yes") == 1
    assert f"the table {name} reaches" in capsys.readouterr().err and digest(tmp_path / "data") == after
    assert update("--source", name, "--to", COMMIT, "--yes") == 0
    assert digest(tmp_path / "data") != after


def test_a_workbook_that_the_user_has(server, served, quick, tmp_path, capsys):
    """Recognised by its name; an older one needs its edition said."""
    following = tmp_path / Path(served["sipri_milex"].path).name
    following.write_bytes(served["sipri_milex"].reply.body)
    assert main(["update", "--from", str(following), "--yes"]) == 0
    assert origin("sipri_milex").route == f"Read from a file that the user had: {following.name}."
    older = served["sipri_milex"].first
    assert main(["update", "--from", str(older), "--yes"]) == 1
    assert "edition 'April 2024 (data to 2023)' of sipri_milex, older than the present" in capsys.readouterr().err
    assert main(["update", "--from", str(older), "--to", "April 2024", "--yes"]) == 0
    assert server.asked == []


FAULTS = {
    "status 500": lambda body, kind: Reply(b"out of order", "text/plain", 500),
    "a page of HTML": lambda body, kind: Reply(b"<!doctype html><title>Moved</title>", kind),
    "the whole file": lambda body, kind: Reply(body, kind, cut=100),
    "image/png": lambda body, kind: Reply(body, "image/png"),
    "an empty file": lambda body, kind: Reply(b"", kind),
}


@pytest.mark.parametrize("words", FAULTS)
@pytest.mark.parametrize("name", FILES)
def test_faults_leave_the_data_untouched(server, served, quick, tmp_path, capsys, name, words):
    one = served[name]
    fault = FAULTS[words](b"[1]" * 100, getattr(one.reply, "kind", "application/json"))
    server.reply(one.host, one.path, fault)
    other = "pla_activity" if name != "pla_activity" else "dprk_launches"
    before = digest(tmp_path / "data")
    assert update("--source", name, "--source", other, "--yes") == 1
    shown = capsys.readouterr().err.splitlines()
    (message,) = [line for line in shown if f"{name}: {one.url}" in line]
    assert words in message
    assert shown[-1] == f"nothing is proposed; without the others: --source {other}"
    assert digest(tmp_path / "data") == before
