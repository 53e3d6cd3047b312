"""A record in plain words, as Markdown and as JSON: formats, limits, and strings that would be more than words."""
import html
import json
import re
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tests.update import editions
from trilateral import paths, tables
from trilateral.ledger.comparing import Comparison, Difference, Steadiness
from trilateral.update import markdown, plain, summary, wording
from trilateral.update.changes import EditionChange, Rebasing, Revision, TableChange
from trilateral.update.record import Came, Note, Record, Share, Units
from trilateral.update.retelling import Failure, FigureChange, NumberChange, Retelling, Sentence
from trilateral.update.verdicts import Verdicts

UNITS = Units(("iso3", "year", "measure"), "measure", {
    "current_usd_m": "US$ million, current", "share_of_gdp": "fraction of GDP", "per_capita_usd": "US$ per person",
    "value": "by measure", "quality": "", "year": "year", "area_km2": "km²"})
HOSTILE = "</details><script>alert(1)</script> | [x](http://evil.example) @somebody #1 `code` **b** \x1b[2J\u202e\nnew"


def record(words="plain words", rows=1, tables=1, chapters=1):
    """A record with something in every part; ``words`` stands wherever an upstream or a page says something."""
    key = ("KOR", 2023, "current_usd_m")
    revised = tuple(Revision((words, year, "current_usd_m"), "value", 100.0, 110.0 + year) for year in range(rows))
    change = TableChange("spending", words, f"{words}, later", (key,), tuple((words, n, "m") for n in range(rows)),
                         revised, {"constant": (words, words)}, 5,
                         (Rebasing("constant", words, words, 7, 1.02, revised),), (words,), (), times_new=(2024, 2025))
    sentence = Sentence("one", words, words, f"[{words} -> {words}]", ("one.a",))
    figure = FigureChange("one", "bars", "figure", True, {"credit": (words, f"{words}, later"), "alt": (words, words)})
    table = FigureChange("one", "list", "table", True, {}, ((words, words, words, words),))
    prose = Retelling(tuple(NumberChange(f"chapter-{n}", f"number-{m}", words, "2") for n in range(chapters)
                            for m in range(rows)), (sentence,) * rows, (figure, table) * rows,
                      (Failure("one", "", words), Failure("one", "bars", words)) * rows, ("old",), ("new",))
    flip = Difference("C018", "lasts", "partly", "supported", words, words, False)
    steady = Steadiness("lasts", ("C018",), "partly", False, ())
    comparison = Comparison((flip,) * rows, (steady,) * rows, ("lasts",), 9)
    verdicts = Verdicts(comparison, {"a": words, "b": words}, {"b": words})
    came = Came("one", words, words, f"{words}, later", "workbook", words, "ab" * 32, "2026-11-23", words)
    return Record((came,), (EditionChange("one", words, "a", "b", ("spending",)),), (change,) * tables,
                  {"spending": UNITS}, (Share("one", words, 2_536, 35_449, 0.1),), (Note("spending", "notes", words),),
                  prose, verdicts)


KOREA, SHARE = ("KOR", 2023, "current_usd_m"), ("KOR", 2023, "share_of_gdp")


@pytest.mark.parametrize(("key", "column", "before", "after", "printed"), [
    (KOREA, "value", 47926.0, 47802.0,
     ("KOR 2023", "US$ million, current", "47,926", "47,802", "−0.3%")),
    (KOREA, "value", 47926.1, 47926.2, ("KOR 2023", "US$ million, current", "47,926.1", "47,926.2", "under 0.1%")),
    (SHARE, "value", 0.0281, 0.0256, ("KOR 2023", "fraction of GDP", "2.81%", "2.56%", "−8.9%")),
    (SHARE, "value", 0.02810, 0.02811, ("KOR 2023", "fraction of GDP", "2.810%", "2.811%", "under 0.1%")),
    (("KOR", 2023, "per_capita_usd"), "value", 9.5, 924.0, ("KOR 2023", "US$ per person", "9.50", "924.00", "×97")),
    (KOREA, "value", None, 5.0, ("KOR 2023", "US$ million, current", "nothing", "5.00", "")),
    (KOREA, "quality", "estimate", "reported",
     ("KOR 2023 current_usd_m", "quality", "estimate", "reported", "")),
    (KOREA, "year", 2021, 2022, ("KOR 2023 current_usd_m", "year", "2021", "2022", "under 0.1%")),
    (("Amur",), "area_km2", 361_908.123, 361_913.456, ("Amur", "area_km2", "361,908", "361,913", "under 0.1%")),
    (KOREA, "value", 1.0, 1.0000000000000002,
     ("KOR 2023", "US$ million, current", "1.0000000000", "1.0000000000", "under 0.1%")),
])
def test_a_revised_cell(key, column, before, after, printed):
    assert wording.row(Revision(key, column, before, after), UNITS) == printed


@pytest.mark.parametrize(("times", "words"), [((2024,), "2024"), ((2023, 2024), "2023, 2024"),
                                               (tuple(range(2020, 2025)), "2020 to 2024 (5)"), ((), "")])
def test_new_years(times, words):
    assert wording.span(times) == words


def test_nothing_changes_is_one_line():
    found = summary.record([], paths.data_dir(), paths.data_dir())
    assert found.empty and not found.failures
    assert found.text() == found.text(everything=True) == found.markdown() == f"{wording.NOTHING_CHANGES}\n"
    assert json.loads(found.json())["empty"]


def test_without_prose(tmp_path):
    """Chapters are not run where nobody asks for them; verdicts are compared all the same."""
    found = summary.record([], paths.data_dir(), editions.later(tmp_path / "data"), prose=False)
    assert found.prose is None and found.verdicts.comparison.ran == 10
    assert "Prose" not in found.text() and "## Prose" not in found.markdown()
    (share,) = found.shares
    figures = len(tables.load(editions.TABLE, tmp_path / "data"))
    world = tables.load(editions.WORLD, tmp_path / "data").drop(columns="year").notna().sum().sum()
    assert share.share < share.limit and share.cells == figures + world


def test_failures_that_were_there_before_are_none():
    assert record("it stops").failures == [
        "chapter one does not run: it stops", "chapter one figure bars cannot be drawn: it stops", "it stops"]


@pytest.mark.parametrize("many", [dict(rows=1), dict(rows=300), dict(rows=300, tables=30, chapters=11)])
def test_the_terminals_part_is_short(many):
    lines = record(**many).text().splitlines()
    assert len(lines) <= plain.SCREEN and max(map(len, lines)) <= plain.WIDTH
    assert many == dict(rows=1) or any(line.strip().startswith("and ") for line in lines)


@pytest.mark.parametrize("columns, wanted", [(84, 84), (72, 72), (20, plain.NARROWEST), (300, plain.WIDTH)])
def test_it_is_as_wide_as_the_terminal_within_reason(monkeypatch, columns, wanted):
    whole = record(rows=300, tables=30, chapters=11).text(everything=True)
    monkeypatch.setenv("COLUMNS", str(columns))
    lines = record(rows=300, tables=30, chapters=11).text(everything=True).splitlines()
    assert wanted - 12 <= max(map(len, lines)) <= wanted
    assert whole.count("%") == sum(line.count("%") for line in lines), "a share is cut off"


def test_everything_leaves_nothing_out():
    text = record(rows=50).text(everything=True)
    assert not re.search(r"and [\d,]+ more", text) and text.count("number-") == 50


def test_a_page_for_a_forge_has_an_end():
    page = record("long words " * 40, rows=2000).markdown()
    assert len(page) < 65_536 and page.endswith("the JSON summary has all of it.\n")
    assert page.count("<details>") == page.count("</details>")


def test_hostile_words_are_words_in_the_terminal():
    text = record(HOSTILE).text(everything=True)
    assert all(letter.isprintable() or letter == "\n" for letter in text)
    assert not [line for line in text.splitlines() if line.startswith("new")]


def test_hostile_words_are_words_on_the_page():
    page = record(HOSTILE).markdown()
    shown = MarkdownIt("commonmark").enable("table").render(page)
    assert "<script" not in shown and "evil.example\"" not in shown and "<strong>b</strong>" not in shown
    assert not re.search(r"@somebody|#1|http://evil", re.sub(r"`[^`\n]*`", "", page)), "no mention, no issue, no link"
    tame = MarkdownIt("commonmark").enable("table").render(record("words").markdown())
    assert re.findall(r"</?[a-z]\w*", shown) == re.findall(r"</?[a-z]\w*", tame), "the same markup as of plain words"


MARKS = "$\\`*_{}[]()#+-.!|<>&@~:/ wWgGhH19\n\x1b\u202e"
TEXT = st.text(st.characters(codec="utf-8"), max_size=60) | st.text(MARKS, max_size=40)


@settings(max_examples=80, deadline=None, derandomize=True)
@given(TEXT)
def test_any_text_stays_text_in_markdown(text):
    found = markdown.safe(text)
    shown = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(f"| a |\n| --- |\n| x{found}x |\n")
    assert re.findall(r"<[^>]*>", shown.replace("\n", "")) == re.findall(r"<[^>]*>", MarkdownIt("commonmark").enable(
        "table").render("| a |\n| --- |\n| xx |\n").replace("\n", ""))
    letters = html.unescape(re.search(r"<td>(.*?)</td>", shown, re.S)[1]).replace(markdown.GAP, "")
    meant = " ".join("".join(one if one.isprintable() else " " for one in text).split())
    assert letters == f"x{meant}x".replace(markdown.GAP, "")


@settings(max_examples=80, deadline=None, derandomize=True)
@given(TEXT)
def test_any_text_stays_text_in_code_and_on_the_terminal(text):
    shown = MarkdownIt("commonmark").enable("table").render(f"| a |\n| --- |\n| {markdown.code(text)} |\n")
    assert shown.count("<code>") == 1 and shown.count("<td>") == 1
    line = plain.clean(text)
    assert line.isprintable() and len(line) <= plain.WIDTH


def test_files_are_named_without_their_folders():
    snapshot = SimpleNamespace(path=paths.data_dir() / "workbook.xlsx", sha256="0" * 64, retrieved="2026-11-23", url="")
    taken = SimpleNamespace(upstream=SimpleNamespace(name="one", title="One"), before="a", after="b",
                            snapshots={"workbook": snapshot})
    (came,) = summary.record([taken], paths.data_dir(), paths.data_dir()).came
    assert came.file == "workbook.xlsx" and wording.came(came).endswith("a file that you had")
