"""A kill at any step of an update leaves the old state or the new one, never a mixture."""
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from tests.update import small
from trilateral import paths
from trilateral.update import staging, transaction

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="the test kills forked processes")


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    """A book that has been updated once, from edition 0 to 1, with rows beside its data; and edition 2."""
    folder = tmp_path_factory.mktemp("template")
    data, rows = small.write(folder / "book" / "data", 0), folder / "book" / "rows"
    rows.mkdir()
    for name in ("one", "two"):
        (rows / f"{name}.csv").write_text("edition 0\n")
    stage = staging.stage(data)
    small.write(stage.next, 1)
    transaction.commit(stage, "to edition 1", {rows / "one.csv": b"edition 1\n"})
    small.write(folder / "newer", 2)
    return folder


@pytest.fixture(scope="module", params=["exchange", "renames"])
def killed(request, template):
    """What kills left, by action, where the system exchanges folders and where it can only rename them.

    Copies are made in memory where the system has a folder for that; there are hundreds.
    """
    memory, tree = Path("/dev/shm"), str(paths.PACKAGE.parent)
    with tempfile.TemporaryDirectory(dir=memory if os.access(memory, os.W_OK) else None) as scratch:
        call = [sys.executable, "-B", "-m", "tests.update.killing", str(template), scratch, request.param]
        done = subprocess.run(call, capture_output=True, text=True, check=False, cwd=tree,
                              env={**os.environ, "PYTHONPATH": tree})
    assert done.returncode == 0, done.stderr[-3000:]
    return request.param, json.loads(done.stdout)


@pytest.mark.parametrize("action", ["commit", "undo"])
def test_a_kill_leaves_the_old_state_or_the_new_one(killed, action):
    way, found = killed[0], killed[1][action]
    assert len(found) == found[-1]["of"] > 20
    reached = set()
    for record in found:
        reader = {"old", "new"} | ({"absent"} if way == "renames" else set())
        assert record["killed"]["data"] in reader, record
        after = record["recovered"]
        assert after in ({"data": "old", "rows": "old"}, {"data": "new", "rows": "new"}), record
        # An update that was dropped leaves the one before it to be undone; one that was finished can be undone.
        expected = {"old": "before" if action == "commit" else "new", "new": "old"}[after["data"]]
        assert record["undone"] == {"data": expected, "rows": expected}, record
        assert set(record["left"]) <= {"lock", "last", "next", ".journal.json.new", "holder.json"}, record
        reached.add((record["killed"]["data"], after["data"]))
    assert {("old", "old"), ("new", "new")} <= reached
    assert (("absent", "new") in reached) == (way == "renames")


@pytest.mark.parametrize("action", ["commit", "undo"])
def test_a_kill_of_the_recovery_changes_nothing_about_that(killed, action):
    way, found = killed[0], killed[1][f"recover {action}"]
    assert len(found) > 10
    assert {record["recovered"]["data"] for record in found} == {"old", "new"}
    for record in found:
        assert record["killed"]["data"] in {"old", "new", "absent"} - ({"absent"} if way == "exchange" else set())
        assert record["recovered"] in ({"data": "old", "rows": "old"}, {"data": "new", "rows": "new"}), record
