"""How the book is written: a prose linter, spelling, readability, length, names, dated statements on the present."""
import functools
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.book import contents, names, text

ROOT = contents.ROOT
ALLOWED = yaml.safe_load((Path(__file__).parent / "language_allowed.yml").read_text("utf-8"))
PAGES = [contents.source(page) for page in contents.PAGES]
TOLD = ("What the article argues", "What the evidence shows", "What follows for the argument")
LONGEST_GRADE, SHORTEST, LONGEST = 13, 1000, 2000  # Flesch-Kincaid grade; words of a chapter
PRESENT = re.compile(
    r"\b(currently|presently|today|nowadays|these days|now|at present|at the moment|so far|to date|as yet)\b"
    r"|\b(is|are|has|have|does|do|can|may|remains?) still\b|\bstill (?!was\b|less\b)(are|have|do|can|may|\w+s)\b", re.I)
DATED = re.compile(
    r"\b(1[89]|20)\d\d\b|\bas of\b|\{glue:text\}`[^`]*(year|date|month|edition|latest)[^`]*`"
    r"|\{ledger-fact\}`as of`|\{cite[^}]*\}`[^`]*(19|20)\d\d", re.I)  # a citation shows its year
ARTICLE = TOLD[0]  # there the present is the article's, and the page says its date


def relative(path):
    return path.relative_to(ROOT).as_posix()


@functools.lru_cache(maxsize=1)
def pieces():
    """Every stretch of prose of the book."""
    return tuple(piece for page in PAGES for piece in text.paragraphs(page)) + text.claims()


def of(page):
    """Stretches of one page, or of the ledger."""
    return [piece for piece in pieces() if piece.place.startswith(page)] if page else text.claims()


# The prose linter


@functools.lru_cache(maxsize=1)
def linter():
    """Proselint's checks, less those that are off."""
    from proselint.checks import __register__
    from proselint.config import DEFAULT
    from proselint.registry import CheckRegistry

    CheckRegistry().register_many(__register__)
    return {**DEFAULT, "max_errors": 10_000}


def messages(words, place=""):
    """Proselint's messages on a text as (check, passage, message)."""
    from proselint.tools import LintFile

    config = linter()
    lined = f"\n{words}\n"
    found = ((hit.check_result.check_path, lined[slice(*hit.check_result.span)], hit.check_result.message)
             for hit in LintFile("text", words).lint(config))
    return [(check, passage, said) for check, passage, said in found if not allowed(check, words, place)]


def allowed(check, words, place):
    """A check that is off, or a passage that may stand."""
    rules = ALLOWED["prose_linter"]
    return (any(check.startswith(rule["check"]) for rule in rules["unused"])
            or any(check.startswith(rule["check"]) and re.search(rule["text"], words, re.I)
                   and place.startswith(rule.get("place", "")) for rule in rules["passages"]))


@pytest.mark.parametrize("page", [*map(relative, PAGES), ""], ids=lambda page: page or "ledger")
def test_the_prose_linter_is_content(page):
    found = [f"{piece.place}: {said} ({passage.strip()!r}, {check})"
             for piece in of(page) for check, passage, said in messages(piece.text, piece.place)]
    assert found == [], "\n".join(found)


def test_the_prose_linter_sees_what_it_should():
    said = {check for check, _, _ in messages("It is very unique, and the the army is at this point in time weak.")}
    assert {"weasel_words.very", "uncomparables", "lexical_illusions"} <= said


# Spelling


def test_no_common_misspelling():
    """Codespell's lists, with what ``pyproject.toml`` lets stand, over prose, data's words and code."""
    call = [sys.executable, "-m", "codespell_lib", "book", "notebooks", "data", "trilateral", "tests", "README.md",
            "CONTRIBUTING.md", "CHANGELOG.md", "Makefile"]
    done = subprocess.run(call, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@functools.lru_cache(maxsize=1)
def american():
    """American spelling -> British, from codespell's list turned round; the list is for writers of the other."""
    import codespell_lib

    lines = (Path(codespell_lib.__file__).parent / "data" / "dictionary_en-GB_to_en-US.txt").read_text("utf-8")
    pairs = dict(reversed(line.partition(",")[0].split("->")) for line in lines.splitlines() if "->" in line)
    right = {word for rule in ALLOWED["american"] for word in rule["words"]}
    return {there: here for there, here in pairs.items() if there not in right}


def americanisms(words):
    """Words in American spelling; names keep their capitals and their spelling."""
    return [f"{word}: {american()[word]}" for word in re.findall(r"(?<![\w./-])[a-z]+(?![\w/])", words)
            if word in american()]


@pytest.mark.parametrize("page", [*map(relative, PAGES), ""], ids=lambda page: page or "ledger")
def test_british_spelling(page):
    found = [f"{piece.place}: {hit}" for piece in of(page) for hit in americanisms(piece.text)]
    assert found == [], "\n".join(found)


def test_american_spelling_is_seen():
    assert americanisms("the defense of the center, not the Department of Defense") == ["defense: defence",
                                                                                       "center: centre"]


# Readability and length


@pytest.mark.parametrize("page", contents.ARGUMENT)
def test_a_chapter_can_be_read(page):
    import textstat

    words = text.plain(contents.source(page).read_text("utf-8"))
    grade = textstat.flesch_kincaid_grade(words)
    assert grade <= LONGEST_GRADE, f"{page}: Flesch-Kincaid grade {grade:.1f}; at most {LONGEST_GRADE} is the rule"


@pytest.mark.parametrize("page", contents.ARGUMENT)
def test_a_chapter_is_neither_short_nor_long(page):
    """Exercises, the list of sources and the table of claims are not counted."""
    told = [words for title, words in text.sections(contents.source(page).read_text("utf-8")) if title in TOLD]
    found = sum(text.count(text.plain(words)) for words in told)
    assert SHORTEST <= found <= LONGEST, f"{page}: {found} words of prose; {SHORTEST} to {LONGEST} are the rule"


def test_words_are_counted_as_a_reader_counts():
    page = ("---\na: 1\n---\n# Title\n\nOne two {glue:text}`x` *three* **four** five-year [six](seven).\n\n"
            "```{code-cell} ipython3\n1 + 1\n```\n\n:::{note}\nIn a note.\n:::\n\n| a | b |\n")
    assert text.count(text.plain(page)) == 9


# Names


@pytest.mark.parametrize("piece", text.claims(), ids=lambda piece: piece.place)
def test_names_in_the_ledger(piece):
    """A claim reports its author, and may speak of an alliance; what the book says of it does not."""
    reports = piece.place.endswith((", claim", ", short"))
    assert [fault for fault in names.faults(piece.text) if not (reports and fault == "trilateral alliance")] == []


@pytest.mark.parametrize("page", contents.ARGUMENT)
def test_names_are_given_in_full_at_first_mention(page):
    """Taiwan (ROC), DPRK (North Korea), ROK (South Korea), or a state's full name with the short one after it."""
    words = text.plain(contents.source(page).read_text("utf-8"))
    assert names.first_mentions(words) == [], page


# Statements on the present


def undated(words):
    """Sentences on the present that say no date."""
    return [each for each in text.sentences(words) if PRESENT.search(bare(each)) and not DATED.search(each)]


def bare(sentence):
    """A sentence without its roles, whose names are not words."""
    return re.sub(r"\{[^}]+\}`[^`]*`|`[^`]*`", " ", sentence)


def let_stand(place, sentence):
    return any(place.startswith(rule["place"]) and re.search(rule["text"], sentence) for rule in ALLOWED["present"])


@pytest.mark.parametrize("page", [*map(relative, PAGES)])
def test_statements_on_the_present_are_dated(page):
    whole = (ROOT / page).read_text("utf-8")
    for pattern in (text.numbers.FRONT, text.numbers.CELL):
        whole = pattern.sub("", whole)
    found = [each for title, words in text.sections(whole) if title != ARTICLE for each in undated(words)]
    assert [each for each in found if not let_stand(page, each)] == []


def test_statements_on_the_present_in_the_ledger_are_dated():
    """The claim itself speaks in the article's present, and a history has its date; the rest of a record gives one."""
    ours = [piece for piece in text.claims()
            if not piece.place.endswith((", claim", ", short")) and "history" not in piece.place]
    found = [f"{piece.place}: {each}" for piece in ours for each in undated(piece.text)]
    assert [each for each in found if not let_stand(*each.split(": ", 1))] == []


@pytest.mark.parametrize(("sentence", "fine"), [
    ("The fleet is now larger.", False),
    ("As of November 2026 the fleet is still larger.", True),
    ("In {glue:text}`last_year` it is now larger.", True),
    ("In {glue:text}`now_share` of cases it is so.", True),
    ("It was known in 1953.", True),
    ("It is still argued.", False),
    ("It is still argued {cite}`hegre2014democracy`.", True),
    ("It was still open, and less still was said.", True),
])
def test_a_statement_on_the_present_is_seen(sentence, fine):
    assert (undated(sentence) == []) == fine


# What is allowed


def test_exceptions_have_reasons():
    rules = [*ALLOWED["prose_linter"]["unused"], *ALLOWED["prose_linter"]["passages"], *ALLOWED["american"],
             *ALLOWED["present"]]
    assert all(len(rule["why"]) > 20 for rule in rules)
    known = {check.path for check in checks()}
    for rule in [*ALLOWED["prose_linter"]["unused"], *ALLOWED["prose_linter"]["passages"]]:
        assert any(path.startswith(rule["check"]) for path in known), f"proselint has no check {rule['check']}"


def checks():
    from proselint.checks import __register__

    return __register__
