"""What a class is given, made once for the tests of one worker."""
import re
from types import SimpleNamespace

import pytest

from trilateral import paths
from trilateral.handouts import classroom, opening, pages
from trilateral.teaching import units

ROOT = paths.book_dir()


@pytest.fixture(scope="session")
def read(built):
    """The first unit of the book, taken apart."""
    return pages.read(ROOT, built, units.every(ROOT)[0].page)


@pytest.fixture(scope="session")
def opened():
    """Facts for the first cells."""
    return opening.read(ROOT)


def stand_in(root, html, choice):
    """Slides and sheets have tests of their own."""
    return {"slides/index.html": b"<p>slides</p>", **{f"sheets/{name}.pdf": b"%PDF-" for name in choice.names}}


@pytest.fixture(scope="session")
def packed(built):
    """Files of the archive for the first unit, by name, and the choice that they were made for."""
    choice = classroom.choose(ROOT, [units.every(ROOT)[0].name])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(classroom, "_drawn", stand_in)
        return SimpleNamespace(choice=choice, files=classroom.contents(ROOT, built, choice))


CELL = re.compile(r"```\{code-cell\}[^\n]*\n(?::tags: \[([^\]]*)\]\n)?(.*?)```", re.S)


def for_teachers(page):
    """Long lines that a unit's source has for teachers alone, found in it without the code that makes notebooks."""
    text = (ROOT / f"{page}.md").read_text("utf-8")
    head, found, notes = text.partition("## For the teacher")
    assert found
    secret = notes.splitlines()
    for solution in re.findall(r"```\{solution-start\}.*?```\{solution-end\}", head, re.S):
        secret += [line for tags, code in CELL.findall(solution) if "check" not in tags for line in code.splitlines()]
        secret += CELL.sub("", solution).splitlines()
    handed = {line.strip() for tags, code in CELL.findall(head) if {"starter", "check"} & set(tags.split(", "))
              for line in code.splitlines()}
    lines = {line.strip() for line in secret} - handed
    return {line for line in lines if len(line) > 25 and not re.match(r"[`:]|from |import ", line)}
