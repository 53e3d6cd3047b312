"""What a student reads for each way of being wrong: one line, kind, without the answer."""
import math
import re

import numpy as np
import pandas as pd
import pytest
from IPython.core.interactiveshell import InteractiveShell

from tests.teaching.notes import said, sealed
from trilateral import teaching
from trilateral.teaching import nearby

SERIES = pd.Series({year: 40.25 + 1.37 * (year - 2000) for year in range(2000, 2012)}, name="KOR").rename_axis("year")
ANSWERS = {
    "number": 916.0437,
    "share": 0.8731,
    "percent": 61.384,
    "count": 47,
    "year": 2014,
    "text": "Sea of Japan",
    "names": ["KOR", "JPN", "USA"],
    "series": SERIES,
}


@pytest.fixture(scope="module")
def seals():
    def make(check):
        check.mistake("share", 0.412, "This divides by the other two; the group holds all of them.")
        for kind, value in ANSWERS.items():
            check(kind, value, kind=kind, points=2, index="year" if kind == "series" else None)

    return sealed(make)


RIGHT = [
    ("number", 916.0), ("number", np.float32(916.04)), ("share", 0.873), ("share", np.float64(0.8731)),
    ("percent", 61.4), ("count", 47.0), ("count", np.int64(47)), ("year", np.int64(2014)),
    ("year", pd.Series([2014], dtype="Int64").iloc[0]),
    ("text", " sea  of JAPAN "), ("names", {"usa", "KOR ", "JPN"}), ("names", pd.Series(["JPN", "KOR", "USA", "USA"])),
    ("names", pd.Index(["KOR", "USA", "JPN"])), ("series", SERIES[::-1]), ("series", SERIES * 1.0000001),
    ("series", SERIES.rename("other").rename_axis("when")),
]


@pytest.mark.parametrize(("kind", "value"), RIGHT)
def test_right_answers_in_any_dress(seals, capsys, kind, value):
    assert said(seals, kind, value, kind=kind) is None
    assert capsys.readouterr().out == f"{kind}: right (2 points)\n"


BEGUN = [
    (..., "three dots"),
    (None, "is None"),
    (len, "is a function"),
    (ValueError("x"), "error message"),
]
NUMBERS = [
    ("0.8731", "is text; a number"),
    (True, "True or False"),
    (math.nan, "missing (NaN)"),
    (pd.NA, "missing (NaN)"),
    (pd.NaT, "missing (NaN)"),
    (math.inf, "divided by zero"),
    (1j, "complex"),
    (SERIES, "several values"),
    (SERIES[:1], "with one value in it"),
    (SERIES[:0], "empty"),
    ([1.0, 2.0], "several values"),
    (SERIES.to_frame(), "several values"),
]
WRONG = [
    *((kind, value, words) for kind in ANSWERS for value, words in BEGUN),
    *((kind, value, words) for kind in ("number", "share", "percent", "count", "year") for value, words in NUMBERS),
    ("share", 87.31, nearby.PARTS),
    ("percent", 0.61384, nearby.PARTS),
    ("number", 916043.7, nearby.UNITS),
    ("number", 0.9160437, nearby.UNITS),
    ("number", 916.0437e-6, nearby.UNITS),
    ("number", -916.0437, nearby.SIGN),
    ("number", 1 / 916.0437, nearby.UPSIDE),
    ("share", 1 / 0.8731, nearby.UPSIDE),
    ("share", 1 - 0.8731, nearby.REST),
    ("percent", 100 - 61.384, nearby.REST),
    ("percent", 161.384, nearby.CHANGE),
    ("number", 917.0437 * 1.03, nearby.CLOSE),
    ("share", 0.9, nearby.ROUNDED),
    ("number", 900, nearby.ROUNDED),
    ("share", 3.7, "looks like a percentage"),
    ("share", -0.3, "not plausible"),
    ("share", 0.2, "step by step"),
    ("count", 48, nearby.ONE_OFF),
    ("count", 46.5, "whole number"),
    ("count", -3, "not plausible"),
    ("count", 4, "another count"),
    ("year", 2015, nearby.YEAR_OFF),
    ("year", 14, "not plausible"),
    ("year", 1999, "another year"),
    ("year", pd.Timestamp("2014-05-01"), "is a date"),
    ("text", 5, "text in quotes"),
    ("text", ["Sea of Japan"], "one alone"),
    ("text", "  ", "empty text"),
    ("text", "East Sea", "another text"),
    ("names", "KOR", "a list of names"),
    ("names", ["KOR", "JPN"], "too few"),
    ("names", ["KOR", "JPN", "USA", "CHN"], "too many"),
    ("names", ["KOR", "JPN", "CHN"], "not all the right ones"),
    ("names", ["KOR", 1, "USA"], "every name is text"),
    ("names", [], "no name was found"),
    ("names", SERIES.to_frame(), "take the one column"),
    ("series", SERIES.to_frame(), "take one column"),
    ("series", list(SERIES), "a pandas Series"),
    ("series", SERIES * 100, nearby.PARTS),
    ("series", SERIES / 1000, nearby.UNITS),
    ("series", 1 / SERIES, nearby.UPSIDE),
    ("series", SERIES[2:], "too few values"),
    ("series", pd.concat([SERIES, pd.Series({2012: 0.0})]), "too many values"),
    ("series", SERIES.where(SERIES.index != 2004, SERIES * 1.2), "differs in 1 of 12 values, the first at 2004"),
    ("series", SERIES.reset_index(drop=True), "another index"),
    ("series", SERIES.map(str) + " USD", "other things than numbers"),
    ("series", SERIES > 41, "True and False"),
    ("series", SERIES * math.nan, "no value at all"),
    ("series", pd.concat([SERIES, SERIES]), "more than once"),
    ("series", SERIES.replace(SERIES[2003], math.inf), "infinite"),
    ("series", pd.concat({"a": SERIES}), "2 levels"),
]


@pytest.mark.parametrize(("kind", "value", "words"), WRONG)
def test_what_is_wrong_is_said_in_one_line(seals, kind, value, words):
    line = said(seals, kind, value, kind=kind, index="year" if kind == "series" else None)
    assert line is not None and line.startswith(f"{kind} ") and words in line
    assert "\n" not in line and len(line) < 160


def test_no_message_gives_an_answer_away(seals):
    named = {name: str(value) for name, value in ANSWERS.items() if name != "series"}
    for kind, value, _ in WRONG:
        line = said(seals, kind, value, kind=kind) or ""
        numbers = {float(number) for number in re.findall(r"\d+(?:\.\d+)?", line)}
        assert not isinstance(ANSWERS[kind], int | float) or ANSWERS[kind] not in numbers, line
        assert named.get(kind, "-").casefold() not in line.casefold() or kind == "names", line
        assert kind != "names" or not set(re.findall(r"\b[A-Z]{3}\b", line)) & set(ANSWERS["names"]), line


def test_a_known_mistake_gets_its_own_message(seals):
    line = said(seals, "share", 0.4121, kind="share")
    assert line == "share is not right. This divides by the other two; the group holds all of them."


def test_points_of_the_seal_count_and_not_those_of_a_changed_call(seals, capsys):
    check = teaching.checks("unit", sealed=seals)
    check("year", 2014, kind="year", points=99)
    assert check.reached == {"year": 2} and "(2 points)" in capsys.readouterr().out
    with pytest.raises(teaching.NotYet):
        check("year", 1999, kind="year")
    assert check.reached == {}


def test_a_notebook_shows_one_line_and_no_traceback(capsys):
    shell = InteractiveShell()
    result = shell.run_cell("from trilateral.teaching import NotYet\nraise NotYet('share is still three dots')")
    assert isinstance(result.error_in_exec, AssertionError)
    assert capsys.readouterr().out.strip() == "Not yet. share is still three dots"


CALLS = [
    (dict(kind="ratio"), "argument kind: 'ratio'"),
    (dict(kind="share", points=0), "argument points: 0"),
    (dict(kind="share", tolerance=0), "argument tolerance: 0"),
    (dict(kind="share", tolerance=0.2), "argument tolerance: 0.2"),
    (dict(kind="count", tolerance=0.5), "argument tolerance: 0.5"),
]


@pytest.mark.parametrize(("options", "words"), CALLS)
def test_a_wrong_check_ends_the_build(options, words):
    with pytest.raises(ValueError, match=re.escape(words)):
        sealed(lambda check: check("a", 0.5, **options))


MEETING = [
    (0.5001, "It is the mean.", "is the right answer"),
    (0.4, "The answer would be 0.5 here.", "gives the answer away"),
]


@pytest.mark.parametrize(("value", "message", "words"), MEETING)
def test_a_mistake_that_new_data_let_meet_the_answer_is_left_out(value, message, words):
    """A new edition must build; what is left is as if nobody had known the mistake."""
    def make(check):
        check.mistake("a", value, message)
        check("a", 0.5, kind="share")

    with pytest.warns(UserWarning, match=words):
        found = sealed(make)
    assert found["a"]["known"] == []


MISTAKES = [
    ("0.4", "It is the mean.", "is text"),
    (0.4, "no end", "one sentence"),
    (0.4, "Two\nlines.", "one sentence"),
]


@pytest.mark.parametrize(("value", "message", "words"), MISTAKES)
def test_a_wrong_mistake_ends_the_build(value, message, words):
    def make(check):
        check.mistake("a", value, message)
        check("a", 0.5, kind="share")

    with pytest.raises(ValueError, match=words):
        sealed(make)


def test_mistakes_differ_and_have_a_check():
    def twice(check):
        check.mistake("a", 0.4, "It is the mean.")
        check.mistake("a", 0.4001, "It is the median.")
        check("a", 0.5, kind="share")

    with pytest.warns(UserWarning, match="a mistake before it"):
        assert len(sealed(twice)["a"]["known"]) == 1

    def astray(check):
        check("a", 0.5, kind="share")
        check.mistake("b", 0.4, "It is the mean.")

    def late(check):
        check("a", 0.5, kind="share")
        check.mistake("a", 0.4, "It is the mean.")

    for make, words in ((astray, "no check asks"), (late, "behind the check"),
                        (lambda check: [check("a", 1, kind="number") for _ in range(2)], "checked before")):
        with pytest.raises(ValueError, match=words):
            sealed(make)


def test_a_text_is_not_named_by_its_mistake():
    def make(check):
        check.mistake("sea", "East Sea", "Another name of the Sea of Japan.")
        check("sea", "Sea of Japan", kind="text")

    with pytest.warns(UserWarning, match="gives the answer away"):
        sealed(make)
