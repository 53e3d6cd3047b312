"""The instructor's guide: plans that fit, goals, marks that add up, disputes as the data have them, a line to copy."""
import re

import pytest
import yaml

from tests.book.contents import ROOT
from trilateral import ledger, tables
from trilateral.sphinxext import citations, citing
from trilateral.sphinxext.teaching import goals, plans, reuse
from trilateral.teaching import units

TEXT = (ROOT / "book" / "teaching.md").read_text("utf-8")
KNOWN = {unit.name: unit for unit in units.every(ROOT)}
PLANS = {name: (int(minutes), plans.steps(yaml.safe_load(rows), KNOWN)) for name, minutes, rows in
         re.findall(r"^```\{unit-plan\} ([^\n]+)\n:minutes: (\d+)\n(.*?)^```$", TEXT, re.M | re.S)}


def rows(above):
    """Cells of the first list-table below a line of the guide, without its head."""
    table = TEXT.partition(above)[2].partition("```{list-table}\n")[2].partition("\n```")[0]
    found = [re.split(r"\n  - ", row) for row in re.split(r"^\* - ", table, flags=re.M)[1:]]
    return [[cell.strip() for cell in row] for row in found[1:]]


# Plans


@pytest.mark.parametrize("name", PLANS)
def test_a_plan_fits_its_time_and_does_not_waste_it(name):
    room, steps = PLANS[name]
    for week, taken in plans.in_class(steps).items():
        assert 0.7 * room <= taken <= room, f"{name}, week {week}: {taken} of {room} minutes"


def test_there_is_a_plan_for_each_length_and_twelve_weeks_take_every_unit():
    assert {room for room, _ in PLANS.values()} >= {90, 240} and len(PLANS) >= 4
    _, steps = PLANS["Twelve weeks"]
    assert sorted({step.week for step in steps}) == list(range(1, 13))
    for unit in KNOWN.values():
        often = sum(f"/{unit.page}`" in step.words for step in steps)
        assert often == 2, f"{unit.name} {often} times; once at home and once in class is expected"


def test_minutes_come_from_the_unit():
    unit = next(iter(KNOWN.values()))
    [step] = plans.steps([{"unit": unit.name, "parts": ["warm_up", "discussion"], "do": "and a break"}], KNOWN)
    assert step.minutes == unit.minutes["warm_up"] + unit.minutes["discussion"]
    assert step.words == f"{{doc}}`/{unit.page}`: warm-up and discussion; and a break"


@pytest.mark.parametrize(("given", "said"), [
    ({"do": "x"}, "a list of steps is expected"),
    ([["x"]], "step 1: ['x']; a mapping of do, unit, parts"),
    ([{"do": "x", "minutes": "5"}], "step 1, field minutes: '5'; int is expected"),
    ([{"do": "x", "time": 5}], "step 1, field time: 5; expected one of do, unit"),
    ([{"do": "x", "minutes": 5}, {"do": "y"}], "step 2: {'do': 'y'}; words in do and minutes above 0"),
    ([{"unit": "atlantis"}], "step 1, field unit: 'atlantis'; expected one of "),
    ([{"unit": "defence-spending", "parts": ["lunch"]}], "step 1, field parts: ['lunch']; expected some of warm_up"),
    ([{"unit": "defence-spending", "parts": []}], "step 1, field parts: []; expected some of warm_up"),
])
def test_a_broken_plan_is_named(given, said):
    with pytest.raises(ValueError, match="expected") as error:
        plans.steps(given, KNOWN)
    assert said in str(error.value)


def test_moments_and_sums():
    day = plans.steps([{"do": "a", "minutes": 20, "home": True}, {"do": "b", "minutes": 65}, {"do": "c", "minutes": 5},
                       {"do": "d", "minutes": 10, "home": True}], KNOWN)
    assert plans.moments(day) == ["At home, before", "0:00", "1:05", "At home, after"]
    assert plans.summary(day, 90) == "In class 70 of 90 minutes; at home 30."
    weeks = plans.steps([{"do": "a", "minutes": 80, "week": 1}, {"do": "b", "minutes": 30, "week": 2, "home": True},
                         {"do": "c", "minutes": 70, "week": 2}], KNOWN)
    assert plans.moments(weeks) == ["Week 1", "Week 2, at home", "Week 2"]
    assert plans.summary(weeks, 90) == ("In class at most 80 of 90 minutes a week; at home 30 minutes in all, "
                                        "15 a week.")


# Points, goals, marks


@pytest.mark.parametrize("unit", KNOWN.values(), ids=KNOWN)
def test_a_unit_has_points_and_objectives(unit):
    assert plans.points(ROOT, unit) > unit.source_criticism_points
    assert 3 <= len(goals.objectives(ROOT, unit)) <= 6


def test_a_glued_value_is_asked_for_from_the_units_page(tmp_path):
    unit = next(iter(KNOWN.values()))
    page = tmp_path / f"{unit.page}.md"
    page.parent.mkdir(parents=True)
    page.write_text(f"# Unit\n\n## {goals.HEADING}\n\n- Count {{glue:text}}`n`, {{glue:text}}`../x.md::m`.\n\n## A\n")
    assert goals.objectives(tmp_path, unit) == [f"Count {{glue:text}}`/{unit.page}.md::n`, {{glue:text}}`../x.md::m`."]
    page.write_text("# Unit\n")
    with pytest.raises(ValueError, match="no list; a line a goal"):
        goals.objectives(tmp_path, unit)


def test_marks_add_up():
    assert sum(int(row[1].rstrip("%")) for row in rows("A scheme of marks that goes with it:")) == 100
    assert sum(int(row[1]) for row in rows("Out of twenty points:")) == 20


def test_claims_to_be_argued_both_ways_are_held_in_part():
    named = re.findall(r"\{claim-ref\}`(C\d+)`", TEXT.partition("### Ninety minutes without")[2].partition("###")[0])
    verdicts = {claim.id: claim.verdict for claim in ledger.contents().claims.values()}
    assert len(named) == 4 and {verdicts[id] for id in named} == {"partly"}


# Disputes, and what may be copied


def test_disputes_are_told_as_the_layer_has_them():
    words = {"KOR": "the ROK", "JPN": "Japan", "PRK": "the DPRK", "CHN": "China", "TWN": "Taiwan", "RUS": "Russia"}
    points = tables.layer("disputed_points").set_index("name")
    told = {row[0]: row[1] for row in rows("### What the book does")}
    assert len(told) == 4
    for name in set(told) - {"Taiwan"}:
        row = points.loc[name]
        claimants = " and ".join(words[code] for code in row["claimed_by"].split())
        assert told[name] == f"{words[row['administered_by']]}; {claimants}", name


@pytest.mark.parametrize(("what", "licence"), [("text", "CC BY 4.0"), ("code", "MIT")])
def test_the_line_to_copy_names_title_author_version_and_terms(what, licence):
    work = citations.book(ROOT / citing.CFF, "https://example.org/book")
    line = reuse.line(work, what)
    assert all(part in line for part in (work.title, f"version {work.version}", "https://example.org/book,", licence))
    bare = reuse.line(citations.book(ROOT / citing.CFF), what)
    assert "example.org" not in bare and f"{work.released.year}), {licence}" in bare
    file = {"text": "LICENSE-CONTENT", "code": "LICENSE"}[what]
    assert licence in (ROOT / file).read_text("utf-8")


@pytest.mark.slow
def test_the_page_has_tables_folds_and_lines(built):
    import lxml.html

    page = lxml.html.parse(str(built / "book" / "teaching.html")).getroot()
    names = [caption.text_content().strip() for caption in page.xpath("//table/caption")]
    assert len(names) == len(set(names)) and {*PLANS, "Goals by field and their units"} <= set(names)
    units_table = page.xpath("//table[caption[contains(., 'Units, minutes')]]//tbody/tr")
    assert len(units_table) == len(KNOWN)
    assert len(page.xpath("//details[contains(., 'What each unit promises')]//ul")) >= len(KNOWN)
    assert sum("version" in line.text_content() for line in page.find_class("cite-as")) == 2
