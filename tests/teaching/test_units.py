"""Front matter of a unit: what is wrong is said in one line with file, field, value and expectation."""
import re

import pytest
import yaml

from trilateral.sphinxext.teaching import self_test
from trilateral.teaching import units

GOOD = {
    "chapter": "notebooks/a", "level": "beginner", "fields": ["statistics"], "source_criticism_points": 4,
    "minutes": {"warm_up": 10, "reading": 25, "exercises": 40, "discussion": 15},
}


@pytest.fixture
def book(tmp_path):
    (tmp_path / "notebooks" / "units").mkdir(parents=True)
    (tmp_path / "notebooks" / "a.md").write_text("# A\n")
    (tmp_path / "_toc.yml").write_text("root: book/index\nparts:\n- caption: Teaching\n  chapters:\n"
                                       "  - file: notebooks/units/a\n")

    def write(text, name="a"):
        (tmp_path / "notebooks" / "units" / f"{name}.md").write_text(text)
        return tmp_path

    return write


def front(unit):
    return f"---\n{yaml.safe_dump({'unit': unit})}---\n\n# Unit 1: A\n"


def test_a_whole_one_is_read(book):
    unit = units.read(book(front(GOOD)), "notebooks/units/a")
    assert (unit.name, unit.chapter, unit.level, unit.all_minutes) == ("a", "notebooks/a", "beginner", 90)
    assert list(unit.minutes) == list(units.PARTS) and unit.fields == ("statistics",)
    assert units.every(book(front(GOOD))) == [unit]


FAULTS = [
    ({**GOOD, "level": "easy"}, "field unit.level: 'easy'; one of beginner"),
    ({**GOOD, "colour": 1}, "field unit.colour: unknown; expected one of chapter"),
    ({key: GOOD[key] for key in GOOD if key != "fields"}, "field unit.fields: missing; a list"),
    ({**GOOD, "fields": []}, "field unit.fields: []; a list"),
    ({**GOOD, "fields": ["law"]}, "field unit.fields: ['law']; a list of some of international relations"),
    ({**GOOD, "chapter": "notebooks/b"}, "field unit.chapter: 'notebooks/b'; notebooks/a is expected"),
    ({**GOOD, "minutes": 90}, "field unit.minutes: 90; a mapping"),
    ({**GOOD, "minutes": {**GOOD["minutes"], "rest": 5}}, "field unit.minutes.rest: unknown"),
    ({**GOOD, "minutes": {"warm_up": 10}}, "field unit.minutes.reading: missing"),
    ({**GOOD, "minutes": {**GOOD["minutes"], "reading": "25"}}, "field unit.minutes.reading: '25'; a whole number"),
    ({**GOOD, "minutes": {**GOOD["minutes"], "reading": 0}}, "field unit.minutes.reading: 0; a whole number"),
    ({**GOOD, "source_criticism_points": 0}, "field unit.source_criticism_points: 0; a whole number from 1"),
    ({**GOOD, "source_criticism_points": True}, "field unit.source_criticism_points: True; a whole number"),
    ("none", "field unit: 'none'; a mapping of chapter"),
]


@pytest.mark.parametrize(("unit", "words"), FAULTS, ids=[words for _, words in FAULTS])
def test_a_fault_is_one_line(book, unit, words):
    with pytest.raises(units.UnitError) as error:
        units.read(book(front(unit)), "notebooks/units/a")
    assert str(error.value).startswith("notebooks/units/a.md, ") and words in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(("text", "words"), [
    ("# A\n", "front matter between"),
    ("---\na: [\n---\n", "YAML is expected"),
    ("---\ntitle: A\n---\n", "field unit: missing"),
])
def test_a_page_without_front_matter(book, text, words):
    with pytest.raises(units.UnitError, match=words):
        units.read(book(text), "notebooks/units/a")


def test_a_page_that_is_not_there_or_not_listed(book):
    with pytest.raises(units.UnitError, match=re.escape("notebooks/units/b.md: is not there")):
        units.read(book(front(GOOD)), "notebooks/units/b")
    with pytest.raises(units.UnitError, match=re.escape("notebooks/units/b.md: is not in _toc.yml")):
        units.every(book(front(GOOD), name="b"))


# The self-test, which is YAML too


def question(**changes):
    options = [{"say": say, "why": f"Because of {say}."} for say in ("one", "two", "three")]
    options[1]["right"] = True
    return {"ask": "Which?", "options": options, **changes}


def read(*found):
    return self_test.questions(yaml.safe_dump(list(found)))


def test_a_self_test_is_read():
    found = read(question(), question(), question())
    assert [option.right for option in found[0].options] == [False, True, False] and found[0].ask == "Which?"


BAD = [
    ([question()], "1 questions; a list of 3 to 5"),
    ([question(), question(), question(ask=3)], "question 3, field ask: 3; text"),
    ([question(), question(), {"ask": "Which?"}], "question 3, field options: missing; a list"),
    ([question(), question(), question(hint="x")], "question 3, field hint: unknown"),
    ([question(), question(), question(options=question()["options"][:2])], "question 3, field options: 2; 3 or 4"),
    ([question(), question(), question(options=[*question()["options"][:2], "x"])], "option C: 'x'; a mapping"),
    ([question(), question(), question(options=[{"say": "a", "why": "b"}] * 3)], "field right: 0 options have it"),
    ([question(), question(), question(options=[{"say": "a", "why": ""}, *question()["options"]])],
     "option A, field why: ''; text"),
    ([question(), question(), question(options=[{"say": "a", "why": "b", "right": "yes"}, *question()["options"]])],
     "field right: 'yes'; true or false"),
    ([question(), question(), question(options=[{"say": "one", "why": "b"}, *question()["options"]])],
     "two options say the same"),
]


@pytest.mark.parametrize(("found", "words"), BAD, ids=[words for _, words in BAD])
def test_a_fault_of_a_self_test(found, words):
    with pytest.raises(ValueError, match=re.escape(words)):
        read(*found)


def test_a_self_test_that_is_no_list():
    with pytest.raises(ValueError, match="no list of questions"):
        self_test.questions("ask: x")
    with pytest.raises(ValueError, match="YAML is expected"):
        self_test.questions("- ask: [")
