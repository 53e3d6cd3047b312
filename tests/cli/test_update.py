"""``trilateral update``: what is asked for, what is shown, what is written, and the exit status of each."""
import io
import json
import signal
import subprocess
import sys
import time

import pytest
import yaml

from tests.update import made_up
from tests.upstreams.server import Reply
from trilateral import paths
from trilateral.cli import main


def update(*words):
    return main(["update", *map(str, words)])


def terminal(monkeypatch, answer):
    """Standard input is a terminal on which somebody types ``answer``."""
    stream = io.StringIO(answer + "\n")
    stream.isatty = lambda: True
    monkeypatch.setattr(sys, "stdin", stream)


@pytest.fixture
def news(world):
    world.has("hills", made_up.NEWER, made_up.NEXT)
    return world


def test_a_dry_run_shows_and_writes_nothing(news, capsys):
    before = news.bytes()
    assert update("--dry-run") == 3
    shown = capsys.readouterr()
    assert shown.out == "changes: heights\n"
    assert "[1/7] lakes: fetching\n" in shown.err and shown.err.endswith("Nothing was written: a dry run.\n")
    assert news.bytes() == before and not (news.folder / ".data-update" / "next").exists()


def test_accepted_again_and_taken_back(news, capsys):
    before = news.bytes()
    assert update("--yes") == 0
    assert "Written." in capsys.readouterr().err
    after = news.bytes()
    assert {name for name in after if after[name] != before[name]} == {"heights.csv", "heights.yml"}
    assert update("--yes") == 0
    shown = capsys.readouterr()
    assert shown.out == "Nothing.\n" and "Written" not in shown.err and news.bytes() == after
    assert update("--undo") == 0
    assert capsys.readouterr().out == "Taken back:\nchanges: heights\n"
    assert news.bytes() == before
    assert update("--undo") == 1
    assert "has been taken back already" in capsys.readouterr().err
    assert update("--redo") == 0
    assert capsys.readouterr().out == "In place again:\nchanges: heights\n"
    assert news.bytes() == after


def test_nothing_to_take_back(world, capsys):
    assert update("--undo") == 1
    assert capsys.readouterr().err == f"trilateral update: {world.data}: there is no update to take back\n"


@pytest.mark.parametrize(("answer", "status"), [("y", 0), ("YES", 0), ("", 3), ("n", 3), ("what", 3)])
def test_on_a_terminal_it_asks(news, monkeypatch, capsys, answer, status):
    terminal(monkeypatch, answer)
    before = news.bytes()
    assert update("--source", "hills") == status
    assert "Write this? [y/N]" in capsys.readouterr().err
    assert (news.bytes() == before) == (status == 3)


def test_without_a_terminal_and_yes_it_is_a_dry_run_and_says_so(news, monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", io.StringIO("y\n"))
    before = news.bytes()
    assert update() == 3
    assert "Nothing was written: there is no terminal to ask on; --yes accepts." in capsys.readouterr().err
    assert news.bytes() == before


def test_one_source_asks_one_server(news):
    assert update("--source", "hills", "--dry-run") == 3
    assert {question.path for question in news.server.asked} == {"/hills.example.org/newest.json"}


BROKEN = {
    "an error of the server": Reply(b"out of order", "text/plain", 500),
    "a page of HTML with status 200": Reply(b"<!doctype html><title>Sorry</title>", "text/html"),
    "a cut reply": Reply(made_up.content(made_up.NEWER, made_up.NEXT).encode(), cut=20),
    "half a document": Reply(made_up.content(made_up.NEWER, made_up.NEXT).encode()[:-20]),
    "another shape": Reply(b'["no", "figures"]'),
    "another type": Reply(made_up.content(made_up.NEWER, {"2024": "high"}).encode()),
    "a figure out of range": Reply(made_up.content(made_up.NEWER, {"2024": -1}).encode()),
    "nothing": Reply(b""),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_a_fault_of_one_source_leaves_the_data_untouched(news, capsys, fault):
    news.answers("lakes", BROKEN[fault])
    before = news.bytes()
    assert update("--yes") == 1
    shown = capsys.readouterr()
    assert shown.out == "" and "trilateral update: lakes: " in shown.err
    assert shown.err.endswith("nothing is proposed; without the others: --source rivers --source hills\n")
    assert news.bytes() == before and not (news.folder / ".data-update" / "next").exists()
    assert update("--yes", "--source", "rivers", "--source", "hills") == 0


def test_two_sources_at_once(news):
    news.has("lakes", made_up.NEWER, made_up.NEXT)
    assert update("--source", "lakes", "--source", "hills", "--yes") == 0
    assert news.data.joinpath("waters.csv").read_text("utf-8").count("lakes,") == 3
    assert news.data.joinpath("heights.csv").read_text("utf-8").count("hills,") == 3


def test_a_chapter_that_no_longer_works_stops_it(world, capsys):
    world.has("hills", "broken edition, April 2026", made_up.NEXT)
    before = world.bytes()
    assert update("--yes") == 1
    assert "  chapter hills, cell 2: no value in 2023\n" in capsys.readouterr().err
    assert world.bytes() == before
    assert update("--dry-run") == 1
    assert update("--yes", "--accept-broken") == 0
    assert world.bytes() != before


def test_the_prose_can_be_left_out(world):
    world.has("hills", "broken edition, April 2026", made_up.NEXT)
    assert update("--yes", "--no-prose") == 0


def test_the_summary_in_a_file(news):
    for name in ("summary.md", "summary.json"):
        assert update("--dry-run", "--summary", news.folder / name) == 3
    assert (news.folder / "summary.md").read_text("utf-8") == "# changes: heights\n"
    assert json.loads((news.folder / "summary.json").read_text("utf-8")) == {"changes": ["heights"], "stale": []}


def test_what_rests_on_a_changed_table_and_is_not_rebuilt_is_named(news, capsys):
    """``waters`` says that it was computed from the first ``heights``; what was stale before is no news."""
    path = news.data / "waters.yml"
    held = yaml.safe_load(path.read_text("utf-8"))
    sha256 = yaml.safe_load((news.data / "heights.yml").read_text("utf-8"))["sha256"]
    held["inputs"].append({"file": "heights.csv", "sha256": sha256})
    path.write_text(yaml.safe_dump(held), "utf-8")
    line = "waters was computed from another heights.csv; rebuild it: python -m trilateral.sources waters"
    assert update("--dry-run", "--source", "hills", "--summary", news.folder / "summary.md") == 3
    assert capsys.readouterr().out == f"changes: heights\n\nNot rebuilt with it:\n  {line}\n"
    assert (news.folder / "summary.md").read_text("utf-8").endswith(f"\n## Not rebuilt with it\n\n- {line}\n")
    assert update("--yes", "--source", "hills") == 0
    news.has("hills", made_up.NEWER, {"2024": 4.0})
    capsys.readouterr()
    assert update("--dry-run", "--source", "hills") == 3
    assert "Not rebuilt" not in capsys.readouterr().out


def test_as_json_and_in_full(news, capsys):
    assert update("--dry-run", "--json") == 3
    assert json.loads(capsys.readouterr().out) == {"changes": ["heights"], "stale": []}
    assert update("--dry-run", "--all") == 3
    assert capsys.readouterr().out == "changes: heights (all)\n"


def test_killed_while_it_waits_for_a_server(news):
    news.answers("hills", Reply(made_up.content(made_up.NEWER, made_up.NEXT).encode(), wait=30))
    before = news.bytes()
    call = [sys.executable, "-m", "tests.update.made_up", "--source", "hills", "--yes"]
    child = subprocess.Popen(call, cwd=paths.book_dir(), stderr=subprocess.DEVNULL)
    try:
        until = time.monotonic() + 20
        while not news.server.asked and time.monotonic() < until:
            time.sleep(0.02)
        assert news.server.asked
    finally:
        child.send_signal(signal.SIGKILL)
        child.wait()
    assert news.bytes() == before
    news.has("hills", made_up.NEWER, made_up.NEXT)
    assert update("--yes") == 0 and news.bytes() != before


def test_interrupted_at_the_keyboard(news, monkeypatch, capsys):
    def fetch(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(made_up.MadeUp, "fetch", fetch)
    before = news.bytes()
    assert update("--yes") == 1
    assert "interrupted; the data are whole" in capsys.readouterr().err
    assert news.bytes() == before and not (news.folder / ".data-update" / "next").exists()


def test_in_a_process_of_its_own(news):
    call = [sys.executable, "-m", "tests.update.made_up", "--source", "hills", "--yes", "--json"]
    done = subprocess.run(call, cwd=paths.book_dir(), capture_output=True, text=True, check=False)
    assert (done.returncode, json.loads(done.stdout)) == (
        0, {"changes": ["heights"], "stale": []})
    assert done.stderr.splitlines() == ["[1/3] hills: fetching", "[2/3] hills: building heights", "[3/3] comparing",
                                        "Written. `trilateral update --undo` takes it back."]


def test_rows_that_were_edited(world, monkeypatch, capsys):
    """``--edit`` goes the way of every update: shown, asked, written with what lies beside the data."""
    from trilateral.update import staging

    done = []

    def edit(name, data, rows=None, *, inputs=None):
        stage = staging.stage(data)
        (stage.next / f"{name}.csv").write_text("edited", "utf-8")
        done.append((name, rows, inputs))
        return stage, {world.folder / "rows.csv": b"typed"}

    monkeypatch.setattr("trilateral.update.editing.edit", edit)
    accepted = []
    monkeypatch.setattr("trilateral.update.transaction.commit", lambda *words: accepted.append(words[1:]))
    rows = world.file("rows.csv", "", {})
    assert update("--edit", "heights", "--from", rows, "--dry-run") == 3
    assert accepted == [] and capsys.readouterr().out == "changes: heights\n"
    assert update("--edit", "heights", "--from", f"gazetteer={rows}", "--yes") == 0
    assert done == [("heights", rows, {}), ("heights", None, {"gazetteer": rows})]
    assert accepted == [("changes: heights", {world.folder / "rows.csv": b"typed"})]
