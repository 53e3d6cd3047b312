"""Every teaching unit has the same parts in the same order, and says what it asks for."""
import re

import pytest

from tests.book import contents, numbers, unit_pages
from trilateral import ledger
from trilateral.sphinxext.teaching import self_test
from trilateral.teaching import answers, units

SKELETON = ["What you will be able to do", "Before you begin", "Warm-up", "Exercises", "Discussion", "Test yourself",
            "Common misunderstandings", "Further reading", "For the teacher"]
VERBS = frozenset("""
    argue assess attribute calculate check choose cite classify code compare compute construct count criticise
    date decide defend define describe design detect distinguish draw estimate evaluate explain find identify
    interpret judge justify list locate map match measure name order place plot predict read reproduce rewrite
    separate show sort state tell test trace turn weigh write
""".split())
"""What can be seen or heard of a student; to know and to understand cannot."""
SETUP = 'check = teaching.checks("{}")'
every = pytest.mark.parametrize("page", contents.UNITS)


@pytest.mark.parametrize("chapter", contents.ARGUMENT)
def test_every_chapter_of_the_argument_has_a_unit(chapter):
    assert f"notebooks/units/{chapter.rpartition('/')[2]}" in contents.UNITS


def test_units_stand_in_the_order_of_their_chapters_and_are_numbered_so():
    found = units.every(contents.ROOT)
    assert [unit.chapter for unit in found] == [page for page in contents.ARGUMENT
                                                if page in {unit.chapter for unit in found}]
    for unit in found:
        title = re.search(r"^# (.+)$", unit_pages.page(unit.page), re.M)[1]
        assert title.startswith(f"Unit {contents.ARGUMENT.index(unit.chapter) + 1}: "), unit.page


@every
def test_skeleton(page):
    assert re.findall(r"^## (.+)$", unit_pages.CELL.sub("", unit_pages.page(page)), re.M) == SKELETON
    first = unit_pages.cells(unit_pages.page(page))[0]
    assert first[0] == ("remove-cell",) and first[1].rstrip().endswith(SETUP.format(page.rpartition("/")[2]))
    assert re.search(r"^# Unit \d+: .+\n\n```\{unit-card\}\n```\n", unit_pages.page(page), re.M)


@every
def test_front_matter_is_whole(page):
    unit = units.read(contents.ROOT, page)
    assert 45 <= unit.all_minutes <= 120, "a unit fits a lesson or a double one"
    assert unit.minutes["exercises"] >= 20


@every
def test_objectives_can_be_observed(page):
    lines = re.findall(r"^- (\w+)", unit_pages.sections(page)["What you will be able to do"], re.M)
    assert 3 <= len(lines) <= 6
    assert [line for line in lines if line.lower() not in VERBS] == []


@every
def test_three_exercises_two_with_data_and_one_on_sources(page):
    found = unit_pages.exercises(page)
    name = page.rpartition("/")[2]
    assert [one.kind for one in found] == ["level-1", "level-2", "source-criticism"]
    assert [one.label for one in found] == [f"{name}-{place}" for place in (1, 2, 3)]
    assert [one.solves for one in found] == [one.label for one in found]
    for one in found[:2]:
        assert "```{admonition} Hint\n:class: dropdown\n" in one.asked, one.label
    assert found[2].cells() == []


@every
def test_cells_of_a_data_exercise(page):
    for one in unit_pages.exercises(page)[:2]:
        tags = [tags for tags, _ in one.cells()]
        assert tags[0] == ("starter", "remove-cell"), one.label
        assert set(tags[1:-2]) <= {("solution",), ("mistakes", "remove-cell"), ("check",)}, one.label
        order = [("starter", "remove-cell"), ("solution",), ("mistakes", "remove-cell"), ("check",)]
        assert [order.index(each) for each in tags] == sorted(order.index(each) for each in tags), one.label
        checks = one.checks()
        assert len(checks) >= 2 and None not in checks, f"{one.label}: at least two checks, one call a cell"
        starter = one.cells()[0][1]
        for call in checks:
            assert call[2] == call[1] and call[3] in answers.KINDS and "points=" in call[4], call[0]
            assert re.search(rf"^{call[1]} = \.\.\.$", starter, re.M), f"{one.label}: {call[1]} has no dots to fill"
            assert f"`{call[1]}`" in one.asked, f"{one.label}: {call[1]} is not asked for by name"
        known = [code for each, code in one.cells() if "mistakes" in each]
        assert sum(code.count("check.mistake(") for code in known) >= 2, f"{one.label}: at least two mistakes are known"


@every
def test_answers_of_a_unit_have_names_of_their_own(page):
    names = [call[1] for one in unit_pages.exercises(page) for call in one.checks()]
    assert len(set(names)) == len(names)


@every
def test_lines_of_a_solution_fit_the_page(page):
    for one in unit_pages.exercises(page):
        code = "\n".join(code for tags, code in one.cells() if "solution" in tags)
        assert [line for line in code.splitlines() if len(line) > 76] == [], one.label


@every
def test_the_rubric_adds_up(page):
    last = unit_pages.exercises(page)[2]
    rubric = last.solution.partition("**Rubric**\n")[2]
    points = [int(number) for number in re.findall(r"^- (\d+) points?: ", rubric, re.M)]
    assert points and sum(points) == units.read(contents.ROOT, page).source_criticism_points
    assert len(points) == len(re.findall(r"^- ", rubric, re.M))


@every
def test_questions_for_discussion_lead_to_claims(page):
    questions = re.findall(r"^\d+\. .+$", unit_pages.sections(page)["Discussion"], re.M)
    assert 3 <= len(questions) <= 4
    for question in questions:
        assert "?" in question and re.search(r"\?(?: \{claim-ref\}`C\d{3}`)+$", question), question
    named = set(re.findall(r"\{claim-ref\}`(C\d{3})`", unit_pages.page(page)))
    assert named <= set(ledger.contents().claims)
    assert "{claim}`" not in unit_pages.page(page), "a claim is told in its chapter"


@every
def test_the_self_test_has_one_right_option_a_question(page):
    found = self_test.questions(unit_pages.SELF_TEST.search(unit_pages.page(page))[1])
    places = [next(place for place, one in enumerate(question.options) if one.right) for question in found]
    assert len(set(places)) > 1, "the right option is not always in the same place"
    words = unit_pages.SELF_TEST.search(unit_pages.page(page))[1]
    assert numbers.typed_numbers(numbers.QUIET.sub("", words)) == [], "results are glued here too"


@every
def test_misunderstandings_and_reading(page):
    parts = unit_pages.sections(page)
    assert len(re.findall(r"^- \*.+\* .+$", parts["Common misunderstandings"], re.M)) >= 4
    assert len(re.findall(r"^- \{cite:t\}`", parts["Further reading"], re.M)) >= 3


@every
def test_its_chapter_leads_to_it(page):
    chapter = contents.source(f"notebooks/{page.rpartition('/')[2]}").read_text("utf-8")
    part = chapter.partition("## Try it\n")[2].partition("\n## ")[0]
    assert f"{{doc}}`units/{page.rpartition('/')[2]}`" in part and "?" in part
    assert "{code-cell}" not in part and len(part.split()) < 120
