"""The harness of ``make fuzz``: it notices what it should, and two hundred of its cases find nothing."""
import dataclasses
import resource
import warnings

import pytest

from bench.fuzzing import judging, running
from bench.fuzzing.targets import MUTATIONS, TARGETS
from trilateral.tables import DataError

QUICK = {"json": 50, "csv": 90, "zip": 40, "workbook": 20}
PLAIN = TARGETS["federal_subjects"]


@pytest.mark.parametrize("name", TARGETS)
def test_the_sound_document_is_accepted(name):
    """Else every mutation would be refused for the same fault, and nothing behind it tried."""
    verdict = judging.judge(TARGETS[name], TARGETS[name].sound)
    assert verdict.outcome == "accepted", verdict.words


@pytest.mark.parametrize("kind", QUICK)
def test_some_cases_are_refused_clearly_or_published_soundly(kind):
    tallies = running.parallel(running.cases(QUICK[kind], 20261123, [kind]))
    assert sum(tally.cases for tally in tallies.values()) == QUICK[kind]
    assert {name: list(tally.failures) for name, tally in tallies.items() if tally.failures} == {}
    assert sum(tally.refused for tally in tallies.values()) > QUICK[kind] / 4


def parser(body):
    """The target ``federal_subjects`` with another parser."""
    return dataclasses.replace(PLAIN, parse=body)


def raises(error):
    def body(path, folder):
        raise error(path) if callable(error) else error

    return body


def leaves_half_a_pair(path, folder):
    (folder / "table.csv").write_text("a\n1\n")
    raise DataError(f"{path.name}: no")


def leaves_a_broken_pair(path, folder):
    PLAIN.parse(path, folder)
    table = folder / "federal_subjects.csv"
    table.write_text(table.read_text("utf-8").replace("RU-AMU", "RU-XXX"), "utf-8")


def writes_beside_its_input(path, folder):
    path.with_suffix(".tmp").touch()


def warns(path, folder):
    warnings.warn("look out", stacklevel=1)


def leaves_a_file_open(path, folder):
    path.open("rb")


def is_slow(path, folder):
    try:
        while True:
            pass
    except Exception:  # as a parser would that takes every error for a fault of the file
        raise DataError(f"{path.name}: no") from None


@pytest.mark.parametrize(("body", "words"), [
    (raises(KeyError("year")), "KeyError in test_fuzz.py:body"),
    (raises(lambda path: ValueError("2024")), "ValueError in test_fuzz.py:body"),
    (raises(RecursionError()), "RecursionError in "),
    (raises(MemoryError()), "MemoryError in "),
    (raises(lambda path: DataError("no such column")), "DataError that names no file"),
    (raises(lambda path: DataError(f"{path.name}: one\n{path.name}: two")), "DataError of several lines"),
    (raises(lambda path: DataError(f"{path.name}: {'x' * 5000}")), "DataError of a whole document"),
    (leaves_half_a_pair, "half a pair or a stray file left in data/"),
    (leaves_a_broken_pair, "a pair in data/ that its manifest does not allow"),
    (writes_beside_its_input, "files written beside the document"),
    (warns, "UserWarning given by test_fuzz.py"),
    (leaves_a_file_open, "ResourceWarning given by "),
    (is_slow, "Hang in test_fuzz.py:is_slow"),
])
def test_a_planted_defect_is_noticed(body, words):
    verdict = judging.judge(parser(body), PLAIN.sound, patience=0.3)
    assert verdict.outcome == "failed" and verdict.words.startswith(words), verdict


@pytest.mark.parametrize("message", [
    "subjects.csv line 3: no", "data/federal_subjects.csv row 2, column area_km2: -1 is outside the expected range",
    "data/federal_subjects.csv row 2: no\ndata/federal_subjects.csv row 3: no\n... and 4 more",
])
def test_a_clear_refusal_is_none(message):
    assert judging.judge(parser(raises(DataError(message))), b"").outcome == "refused"


def test_a_process_that_dies_fails_its_case_and_the_rest_goes_on(monkeypatch):
    def dies(path, folder):
        if path.read_bytes() == PLAIN.mutated(1, 1):
            resource.setrlimit(resource.RLIMIT_CPU, (0, 0))  # the system kills it, as it does for want of memory
            while True:
                pass
        raise DataError(f"{path.name}: no")

    monkeypatch.setitem(TARGETS, PLAIN.name, parser(dies))
    tally = running.parallel([(PLAIN.name, 1, number) for number in range(4)], jobs=1)[PLAIN.name]
    assert (tally.cases, tally.refused) == (4, 3)
    (words, (count, case, *_)), = tally.failures.items()
    assert words.startswith("the process died") and count == 1 and case == (PLAIN.name, 1, 1)


def test_memory_is_limited(monkeypatch):
    def grows(path, folder):
        bytearray(2 * running.MEMORY)

    monkeypatch.setitem(TARGETS, PLAIN.name, parser(grows))
    tally = running.parallel([(PLAIN.name, 1, 0)])[PLAIN.name]
    assert list(tally.failures) == ["MemoryError in test_fuzz.py:grows"]


def test_a_case_hangs_on_target_seed_and_number_alone():
    few, many = running.cases(40, 7), running.cases(400, 7)
    assert many[:40] == few and {name for name, *_ in many} == set(TARGETS)
    made = {case: TARGETS[case[0]].mutated(*case[1:]) for case in few}
    again = {name: dataclasses.replace(target) for name, target in TARGETS.items()}  # their documents made anew
    assert {case: again[case[0]].mutated(*case[1:]) for case in few} == made
    assert len(set(made.values())) > 0.9 * len(made)
    assert PLAIN.mutated(7, 0) != PLAIN.mutated(8, 0)


def test_every_kind_of_document_is_there():
    assert {target.kind for target in TARGETS.values()} == set(MUTATIONS) == set(QUICK)
