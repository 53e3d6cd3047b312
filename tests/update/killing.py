"""Kill an update at every one of its steps: ``python -m tests.update.killing TEMPLATE SCRATCH WAY``.

A child process commits (or undoes) and kills itself just before the n-th thing that it does to the file system:
opening for writing, renaming, making, removing, bringing to the disk, calling the C library. A second child
recovers, a third undoes. For ``recover ACTION`` the second child is killed at each of its own steps as well.
What follows a kill depends on the files that it leaves alone, so each such state is looked at once;
hence no step that changes times or modes alone counts.
Prints JSON: for each action a list, one record a kill.
"""
import hashlib
import json
import os
import shutil
import signal
import sys
from pathlib import Path

import filelock  # noqa: F401  (imported once here, not in every child)

from trilateral.update import staging, swap, transaction
from trilateral.update.contents import contents, fingerprint

STEPS = {"os.rename", "os.remove", "os.rmdir", "os.mkdir", "ctypes.dlsym", "fsync"}
WRITING = os.O_WRONLY | os.O_RDWR
ROWS = ("rows/one.csv", "rows/two.csv", "rows/three.csv")


class Killer:
    """Counts steps while armed; at step ``at`` the process ends as by a power cut."""

    def __init__(self):
        self.at, self.count, self.armed = 0, 0, False
        sys.addaudithook(self.heard)
        os.fsync = lambda handle: self.step()  # what a kill leaves is with the system, on the disk or not

    def heard(self, event, arguments):
        if event in STEPS or (event == "open" and arguments[2] & WRITING):
            self.step()

    def step(self):
        if self.armed:
            self.count += 1
            if self.count == self.at:
                os.kill(os.getpid(), signal.SIGKILL)


KILLER = Killer()


def update(book: Path) -> None:
    """The action ``commit``: from edition 1 to edition 2, with the rows beside."""
    KILLER.armed = False  # what is done to the copy touches nothing else
    stage = staging.stage(book / "data")
    newer = Path(sys.argv[1], "newer")
    for path in newer.rglob("*.*"):
        shutil.copyfile(path, stage.next / path.relative_to(newer))
    rows = {book / name: (book / name).read_bytes() + b"new\n" for name in ROWS[:2]}
    KILLER.armed = True
    transaction.commit(stage, "to edition 2", {**rows, book / ROWS[2]: b"made\n"})


ACTIONS = {"commit": update, "undo": lambda book: transaction.undo(book / "data"),
           "recover": lambda book: [transaction.recover(book / "data") for _ in range(2)]}  # twice is as once


def child(action, book: Path, at: int = 0) -> int | None:
    """Run ``action`` in a process of its own, killed at step ``at``; the steps that it took, None if killed."""
    reading, writing = os.pipe()
    pid = os.fork()
    if not pid:
        KILLER.at, KILLER.armed = at, True
        try:
            action(book)
            KILLER.armed = False
            os.write(writing, str(KILLER.count).encode())
        finally:
            os._exit(0)
    os.close(writing)
    status = os.waitpid(pid, 0)[1]
    said = os.read(reading, 20).decode()
    os.close(reading)
    if os.WIFSIGNALED(status):
        return None
    if not said:
        raise RuntimeError(f"{action} failed at {at} in {book}")
    return int(said)


def state(book: Path) -> tuple[str, str]:
    """Fingerprints of the data folder and of the rows beside it."""
    data = book / "data"
    rows = {name: (book / name).read_text() for name in ROWS if (book / name).exists()}
    return fingerprint(contents(data)) if data.is_dir() else "absent", json.dumps(rows)


def named(found: tuple[str, str], known: dict[str, tuple[str, str]]) -> dict[str, str]:
    """The states that data and rows are in, by name; ``mixed`` for none of them."""
    return {part: next((name for name, each in known.items() if each[index] == found[index]),
                       "absent" if found[index] == "absent" else "mixed")
            for index, part in enumerate(("data", "rows"))}


def everything(book: Path) -> str:
    """Fingerprint of what a kill leaves: two kills that leave the same come to the same end.

    Of files that hold a time only the size counts.
    """
    found = {}
    for place, folders, files in os.walk(book):
        for name in folders:
            found[f"{place}/{name}/"] = "a folder"
        for name in files:
            content = Path(place, name).read_bytes()
            timed = name in ("holder.json", "record.json")
            found[f"{place}/{name}"] = str(len(content)) if timed else hashlib.sha256(content).hexdigest()
    return fingerprint({path.removeprefix(str(book)): value for path, value in found.items()})


def fresh(template: Path, book: Path) -> Path:
    shutil.rmtree(book, ignore_errors=True)
    shutil.copytree(template, book)
    return book


def known_states(template: Path, book: Path, action: str) -> tuple[dict, int]:
    """Old and new state of an action that nothing disturbs, what an undo of the old one gives, and its steps."""
    fresh(template, book)
    known = {"old": state(book)}
    steps = child(ACTIONS[action], book)
    known["new"] = state(book)
    if action == "commit":
        child(ACTIONS["undo"], fresh(template, book))
        known["before"] = state(book)
    return known, steps


def kills(template: Path, scratch: Path, action: str) -> list[dict]:
    """Kill ``action`` at each step, recover, undo."""
    book, found = scratch / "book", []
    known, steps = known_states(template, book, action)
    seen = {}
    for at in range(1, steps + 1):
        assert child(ACTIONS[action], fresh(template, book), at) is None
        record = {"at": at, "of": steps, "killed": named(state(book), known)}
        if (left := everything(book)) in seen:
            found.append({**seen[left], **record})
            continue
        assert child(ACTIONS["recover"], book) is not None
        record["recovered"] = named(state(book), known)
        back = transaction.redo if action == "undo" and record["recovered"]["data"] == "new" else transaction.undo
        child(lambda book, back=back: back(book / "data"), book)
        record["undone"] = named(state(book), known)
        record["left"] = sorted(path.name for path in (book / ".data-update").iterdir())
        seen[left] = record
        found.append(record)
    return found


def kills_of_recovery(template: Path, scratch: Path, action: str) -> list[dict]:
    """Kill ``action`` at each step that leaves a journal, then its recovery at each of that one's steps.

    The recovery runs once and copies, before each step, what a kill there would leave; recovery starts again
    from each such copy.
    """
    book, copies, found = scratch / "book", scratch / "copies", []
    known, steps = known_states(template, book, action)
    shutil.rmtree(copies, ignore_errors=True)
    copies.mkdir()
    for at in range(1, steps + 1):
        child(ACTIONS[action], fresh(template, book), at)
        if (book / ".data-update" / "journal.json").exists() and not (copies / everything(book)).exists():
            child(copying(copies), book)
    for copy in sorted(copies.iterdir()):
        between = named(state(copy), known)
        child(ACTIONS["recover"], copy)
        found.append({"killed": between, "recovered": named(state(copy), known)})
    return found


def copying(copies: Path):
    """A recovery that leaves, in ``copies``, each state in which a kill would have found it."""
    def recover(book):
        def copy():
            KILLER.step = lambda: None  # what copies is not a step
            if not (target := copies / everything(book)).exists():
                shutil.copytree(book, target)
            KILLER.step = copy

        KILLER.step = copy
        transaction.recover(book / "data")

    return recover


def main(template: str, scratch: str, way: str) -> None:
    if way == "renames":
        swap.exchange = lambda one, other: False
    transaction._verify = lambda folder, changed: None  # reads only; it would take most of the time
    book, place = Path(template, "book"), Path(scratch)
    found = {}
    for action in ("commit", "undo"):
        found[action] = kills(book, place, action)
        found[f"recover {action}"] = kills_of_recovery(book, place, action)
    print(json.dumps(found))


if __name__ == "__main__":
    main(*sys.argv[1:])
