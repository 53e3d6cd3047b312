"""Students' notebooks in an environment made only from their folder and PyPI.

It takes a minute to install, so it is made once, and everything that it can tell is asked of it.
"""
import json
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.handouts.conftest import ROOT

pytestmark = pytest.mark.slow
RUNNING = Path(__file__).with_name("running.py")


@pytest.fixture(scope="module")
def ran(packed, tmp_path_factory):
    """What came of the unit, its chapter, and the chapter as ``make lab`` opens it."""
    folder = tmp_path_factory.mktemp("fresh")
    for name, content in packed.files.items():
        if name.startswith("students/"):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content)
    students, python = folder / "students", folder / "env" / "bin" / "python"
    bare = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "TRILATERAL_DATA")}

    def call(*words, **more):
        call = [str(word) for word in words]
        done = subprocess.run(call, env=bare, capture_output=True, text=True, check=False, **more)
        assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
        return done.stdout

    call(sys.executable, "-m", "venv", folder / "env")
    # Not the package itself: the notebooks' first cell brings it.
    call(python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-compile",
         "-c", "constraints.txt", "nbclient", "ipykernel", "jupytext", cwd=students)
    chapter = packed.choice.chapters[0]
    unit = f"units/{packed.choice.names[0]}.ipynb"
    handed = f"chapters/{chapter.rpartition('/')[2]}.ipynb"
    call(python, "-m", "jupytext", "--to", "ipynb", "--output", "lab.ipynb", ROOT / f"{chapter}.md", cwd=students)
    found = json.loads(call(python, RUNNING, unit, handed, "lab.ipynb", cwd=students))
    packages = json.loads(call(python, "-m", "pip", "list", "--format", "json", "--disable-pip-version-check"))
    return SimpleNamespace(unit=found[unit], handed=found[handed], lab=found["lab.ipynb"],
                           packages={one["name"]: one["version"] for one in packages})


def test_every_check_says_not_yet_and_nothing_else_fails(ran, read):
    from trilateral.handouts import exercises

    errors = ran.unit["errors"]
    assert all(cell.startswith("check(") and said.startswith("NotYet: ") for cell, said, _ in errors), errors
    assert len(errors) == len(exercises.points(read)) - 1
    assert all(len(trace) == 1 and trace[0].startswith("Not yet. ") for _, _, trace in errors)


def test_the_first_cell_brought_the_package(ran):
    assert "trilateral" in ran.packages and "sphinx" not in ran.packages


def test_the_chapter_runs_alone(ran):
    assert ran.handed["errors"] == [] and len(ran.handed["texts"]) > 5


def test_the_lab_says_the_same(ran):
    assert ran.lab == ran.handed
