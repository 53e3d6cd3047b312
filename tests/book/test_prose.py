"""Pages hold no typed results, keep the skeleton, follow the naming policy."""
import re
from pathlib import Path

import pytest
import yaml

from tests.book import contents, names, numbers

ROOT = contents.ROOT
PAGES = sorted([*ROOT.glob("book/**/*.md"), *ROOT.glob("notebooks/**/*.md")])
EXECUTED = sorted(map(contents.source, contents.EXECUTED))
ARGUMENT = sorted(map(contents.source, contents.ARGUMENT))
ALLOWED = yaml.safe_load((Path(__file__).parent / "numbers_allowed.yml").read_text("utf-8")) or {}
SKELETON = ["What the article argues", "What the evidence shows", "What follows for the argument", "Try it", "Sources",
            "The claims of this chapter"]


def relative(path):
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("page", PAGES, ids=relative)
def test_no_typed_result(page):
    allowed = [str(entry["number"]) for entry in ALLOWED.get(relative(page), [])]
    assert numbers.check(page, allowed) == []


def test_the_allow_list_is_needed_and_reasoned():
    for page, entries in ALLOWED.items():
        text = (ROOT / page).read_text("utf-8")
        for entry in entries:
            assert len(entry["why"]) > 10
            assert str(entry["number"]) in text, f"{page}: {entry['number']} is allowed but not there"


@pytest.mark.parametrize("page", ARGUMENT, ids=relative)
def test_skeleton(page):
    text = page.read_text("utf-8")
    assert re.findall(r"^## (.+)$", text, re.M) == SKELETON
    assert re.search(rf"^## {SKELETON[-1]}\n\n```\{{claims-told\}}\n```\s*\Z", text, re.M), (
        f"{relative(page)}: the last section holds the directive claims-told and nothing after it"
    )


@pytest.mark.parametrize("page", EXECUTED, ids=relative)
def test_no_stored_outputs_and_read_as_a_notebook(page):
    head = page.read_text("utf-8")[:400]
    assert "format_name: myst" in head and "kernelspec" in head  # without them it is silently not executed


@pytest.mark.parametrize("page", PAGES, ids=relative)
def test_one_sentence_a_line(page):
    text = page.read_text("utf-8")
    lines = zip(text.split("\n"), numbers.prose(text).split("\n"), strict=True)
    words = [prose for raw, prose in lines if not re.match(r"\s*([-*|]\s|\d+\.\s|\*\*)", raw)]
    assert [line for line in words if re.search(r"[a-z]{3}[.?!] [A-Z][a-z]", line)] == []


@pytest.mark.parametrize("page", PAGES, ids=relative)
def test_names_follow_the_policy(page):
    words = numbers.prose(page.read_text("utf-8"))
    assert names.faults(words) == [], relative(page)


def test_the_linter_sees_a_number(tmp_path):
    page = tmp_path / "page.md"
    page.write_text("---\nmyst: 5\n---\n\nIn 2024 it was {glue:text}`x`, on 12 August, or 47.6 billion.\n\n"
                    "```{code-cell} ipython3\n:tags: [hide-input]\nshow(3, alt=f\"rose to {x} and then 12%\")\n```\n")
    assert [m.split(";")[0] for m in numbers.check(page, [])] == [
        "page.md line 5: the number 47.6 is typed", "page.md line 9: the number 12% is typed",
    ]
