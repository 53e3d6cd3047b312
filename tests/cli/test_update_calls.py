"""How ``trilateral update`` is called: what it understands, what it refuses before anything happens."""
import importlib.util
import io
import os
import subprocess
import sys

import pytest

from tests.update import made_up
from trilateral.cli import main, parser
from trilateral.cli.progress import Progress


def update(*words):
    return main(["update", *map(str, words)])


@pytest.mark.parametrize(("call", "source", "role"), [
    (["--source", "hills", "--from", "any.json"], "hills", "figures"),
    (["--source", "hills", "--from", "figures=any.json"], "hills", "figures"),
    (["--from", "hills-2026.json"], "hills", "figures"),
])
def test_a_file_of_the_user(world, monkeypatch, call, source, role):
    monkeypatch.chdir(world.folder)
    for name in ("any.json", "hills-2026.json"):
        world.file(name, made_up.NEWER, made_up.NEXT)
    assert update(*call, "--yes") == 0
    assert world.server.asked == [] and "April 2026" in (world.data / "heights.yml").read_text("utf-8")


def test_an_edition_by_name(world):
    world.has("hills", made_up.OLDER, {"2022": 7.0}, at="2024")
    assert update("--source", "hills", "--to", "2024", "--yes") == 0
    assert "hills,2022,7.0" in (world.data / "heights.csv").read_text("utf-8")


@pytest.mark.parametrize(("call", "message"), [
    (["--source", "seas"], "--source seas: expected one of lakes, rivers, hills"),
    (["--to", "2024"], "--to names an edition of one source: add --source NAME"),
    (["--yes", "--dry-run"], "--yes and --dry-run contradict each other"),
    (["--undo", "--dry-run"], "--undo goes without --dry-run"),
    (["--undo", "--source", "hills"], "--undo goes without --source, --from and --to"),
    (["--edit", "waters", "--to", "2024"], "--edit goes without --source, --from and --to"),
    (["--redo", "--from", "any.json"], "--redo goes without --source, --from and --to"),
    (["--list", "--dry-run"], "--list goes without --dry-run"),
    (["--undo", "--list"], "not allowed with argument"),
    (["--edit", "waters", "--from", "a.json", "--from", "b.json"], "--edit takes the rows from one file, and"),
    (["--from", "nowhere.json"], "--from nowhere.json: no such file"),
    (["--from", "any.json"], "--from any.json: its name tells no source; add --source with one of lakes, rivers"),
    (["--source", "hills", "--from", "depth=any.json"], "--from depth=any.json: expected a role of hills: figures"),
    (["--source", "hills", "--from", "any.json", "--from", "hills-2026.json"],
     "--from hills-2026.json: hills has a file for figures already"),
    (["--source", "hills", "--source", "lakes", "--from", "hills-2026.json"],
     "--from: no file for lakes; name only the sources of the files"),
])
def test_a_call_that_is_not_understood(world, monkeypatch, capsys, call, message):
    monkeypatch.chdir(world.folder)
    for name in ("any.json", "hills-2026.json"):
        world.file(name, made_up.NEWER, made_up.NEXT)
    with pytest.raises(SystemExit) as done:
        update(*call)
    assert done.value.code == 2 and message in capsys.readouterr().err


def test_the_sources_of_the_book(capsys):
    assert update("--list") == 0
    shown = capsys.readouterr().out
    from trilateral.sources.upstreams import UPSTREAMS

    for one in UPSTREAMS.values():
        assert f"\n{one.name}: {one.title}\n" in "\n" + shown
        assert all(f"  {name} " in shown for name in one.tables)


def test_a_lacking_package_is_named_with_its_remedy(world, monkeypatch, capsys):
    real = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "requests" else real(name))
    assert update("--dry-run") == 1
    shown = capsys.readouterr().err
    assert shown.startswith("trilateral update: requests is not installed; `make update` installs")
    assert shown.count("\n") == 1
    assert update("--list") == 0


def test_a_folder_that_cannot_be_written(world, monkeypatch, capsys):
    monkeypatch.setattr(os, "access", lambda path, mode: path != world.folder)
    assert update("--dry-run") == 1
    assert f"{world.folder}: cannot be written; copy {world.data} and name the copy in TRILATERAL_DATA" in (
        capsys.readouterr().err)


def test_the_book_needs_no_package_of_an_update():
    """Building, checking and reading tables import nothing of the extra ``sources``."""
    code = ("import sys; from trilateral.cli import build, main, parser; parser(); main(['check', 'places']);"
            "import trilateral.sphinxext.execution;"
            "print(sorted({'requests', 'filelock', 'openpyxl', 'tqdm', 'trilateral.fetching', 'trilateral.update'} "
            "& set(sys.modules)))")  # Jupyter has platformdirs of its own
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_the_bar_of_a_terminal():
    stream = io.StringIO()
    stream.isatty = lambda: True
    progress = Progress(stream)
    progress.bytes("early.json", 1, 2)
    progress.step("hills: fetching", 0, 3)
    progress.bytes("hills.json", 1_500_000, 3_000_000)
    progress.step("comparing", 2, 3)
    progress.close()
    shown = stream.getvalue()
    assert "hills: fetching" in shown and "hills.json: 1.5 of 3.0 MB" in shown and "2/3" in shown
    assert "early.json" not in shown and shown.endswith("\r")


def test_every_option_is_in_the_help(capsys):
    with pytest.raises(SystemExit):
        parser().parse_args(["update", "--help"])
    shown = capsys.readouterr().out
    for option in ("--source", "--from", "--to", "--dry-run", "--yes", "--undo", "--edit", "--summary", "--json"):
        assert option in shown
    assert "3 changes not" in " ".join(shown.split())
