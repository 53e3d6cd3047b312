"""One update at a time: the second waits, then refuses and says for whom; a dead one is in nobody's way."""
import os
import re
import signal
import subprocess
import sys
import threading

import pytest

from tests.update import small
from trilateral import paths
from trilateral.update import transaction
from trilateral.update.contents import contents
from trilateral.update.errors import UpdateError
from trilateral.update.staging import stage, workshop

HOLDING = """
import sys
from pathlib import Path
from trilateral.update import transaction
with transaction.lock(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.readline()
"""

UPDATING = """
import sys
from pathlib import Path
from trilateral.update import staging, transaction
data = Path(sys.argv[1])
print("ready", flush=True)
sys.stdin.readline()
with transaction.lock(data):
    stage = staging.stage(data)
    path = stage.next / "claims.yml"
    path.write_text(path.read_text() + sys.argv[2])
    transaction.commit(stage, sys.argv[2])
"""


@pytest.fixture
def data(tmp_path):
    return small.write(tmp_path / "data", 0)


def process(code, *arguments):
    started = subprocess.Popen([sys.executable, "-c", code, *map(str, arguments)], stdin=subprocess.PIPE,
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=paths.PACKAGE.parent,
                               env={**os.environ, "PYTHONPATH": str(paths.PACKAGE.parent)})
    assert started.stdout.readline()
    return started


def test_the_second_waits_and_then_refuses(data):
    said, first = [], process(HOLDING, data)
    try:
        with pytest.raises(UpdateError) as error:
            with transaction.lock(data, wait=0.1, told=said.append):
                pytest.fail("two hold the lock")
    finally:
        first.communicate("\n", timeout=20)
    who = rf"another update \(process {first.pid}, since 20\d\d-\d\d-\d\d \d\d:\d\d:\d\d UTC\)"
    assert re.fullmatch(rf"{re.escape(str(data))}: {who} is at work on it; nothing was changed, "
                        "try again when it is done", str(error.value))
    assert len(said) == 1 and re.fullmatch(rf"{who} is at work on .*/data; waiting for up to 0.1 seconds", said[0])


def test_the_second_goes_on_when_the_first_is_done(data):
    first = process(HOLDING, data)
    done = threading.Timer(0.2, first.communicate, ["\n"])
    done.start()
    said = []
    with transaction.lock(data, wait=20, told=said.append):
        assert len(said) == 1
    done.join()


def test_the_lock_of_a_killed_process_is_gone(data):
    first = process(HOLDING, data)
    os.kill(first.pid, signal.SIGKILL)
    first.communicate()
    assert (workshop(data) / "holder.json").exists()
    with transaction.lock(data, wait=0, told=pytest.fail):
        pass
    assert not (workshop(data) / "holder.json").exists()


def test_one_process_may_take_it_again(data):
    with transaction.lock(data), transaction.lock(data, wait=0, told=pytest.fail):
        assert (workshop(data) / "holder.json").exists()
    with transaction.lock(data, wait=0, told=pytest.fail):
        pass


def test_another_thread_may_not(data):
    found = []

    def second():
        try:
            with transaction.lock(data, wait=0.05, told=lambda words: None):
                found.append("held")
        except UpdateError:
            found.append("refused")

    with transaction.lock(data):
        thread = threading.Thread(target=second)
        thread.start()
        thread.join()
    assert found == ["refused"]


def test_two_updates_at_once_are_made_one_after_the_other(data):
    both = [process(UPDATING, data, words) for words in ("one", "two")]
    for each in both:
        each.stdin.write("\n")
        each.stdin.flush()
    failures = [each.communicate(timeout=30)[1] for each in both]
    assert [each.returncode for each in both] == [0, 0], failures
    text = (data / "claims.yml").read_text().splitlines()[1:]
    assert text in (["onetwo"], ["twoone"])
    assert transaction.undo(data) == text[0][3:]
    assert (data / "claims.yml").read_text().splitlines()[1:] == [text[0][:3]]


def test_no_update_begins_while_another_holds_the_data(data):
    before, first = contents(data), process(HOLDING, data)
    try:
        for act in (stage, transaction.undo, transaction.recover):
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(transaction.lock.__wrapped__, "__defaults__", (0.05, lambda words: None))
                with pytest.raises(UpdateError, match="is at work on it"):
                    act(data)
    finally:
        first.communicate("\n", timeout=20)
    assert contents(data) == before
