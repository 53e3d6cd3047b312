"""Two builds of one tree give the same bytes: another folder, time zone, language and hash seed."""
import filecmp
import os
import subprocess

import pytest

from bench.run import Tree
from trilateral.cli import build


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory):
    """The book built in a copy of the tree with a longer path, far from here and from now."""
    folder = tmp_path_factory.mktemp("a-folder-with-a-much-longer-name") / "nested" / "book"
    Tree(folder)
    surroundings = {"PYTHONPATH": str(folder), "PYTHONHASHSEED": "4711", "TZ": "Pacific/Kiritimati", "LANG": "C.UTF-8"}
    done = subprocess.run(build.command(folder, folder, every=True), capture_output=True, text=True, check=False,
                          env={**os.environ, **surroundings})
    assert done.returncode == 0, (done.stdout + done.stderr)[-4000:]
    return folder / "_build" / "html"


def files(folder):
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.slow
def test_two_builds_are_identical(built, elsewhere):
    assert files(built) == files(elsewhere)
    _, different, unread = filecmp.cmpfiles(built, elsewhere, sorted(files(built)), shallow=False)
    assert different == unread == []
