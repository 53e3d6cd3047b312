"""The handout of a unit: what a student needs on paper, with room to write, and no answers."""
from __future__ import annotations

import html
import re
import tempfile
from pathlib import Path

from bs4 import BeautifulSoup, Tag

from trilateral.handouts.slide_words import plain
from trilateral.publishing import articles, chromium, imprint, paper_assembly, paper_finish, paper_front
from trilateral.publishing.contents import slug
from trilateral.publishing.paper import PAPERS, styles

STYLE = Path(__file__).with_name("static") / "sheet.css"
TEACHER = "for-the-teacher"
ANSWERS = {"solution", "solutions", "answers", "self-test-why", "tag_solution",
           "tag_mistakes", "tag_check", "tag_starter"}
LINES = {".source-criticism ol > li": 3, "#discussion ol > li": 3, "#warm-up ol > li": 1,
         ".exercise:not(.source-criticism) ul > li": 1}
"""Where a student writes -> how many lines; the selectors are of the unit's page."""
MARGINS = "17mm 17mm 18mm"
_HEADING = re.compile("^h[1-6]$")


def pdf(root: Path, html: Path, page: str, path: Path, paper: str = "a4") -> int:
    """Print the handout of a unit; give the number of pages.

    Parameters
    ----------
    root : the checkout
    html : folder of a finished build
    page : the unit's page without ending, such as ``notebooks/units/defence-spending``
    path : the PDF
    paper : ``a4`` or ``letter``

    Raises
    ------
    FileNotFoundError
        There is no Chromium, or no such page.
    ValueError
        The page has no section for the teacher, something that it shows is missing, or the paper is unknown.
    """
    if paper not in PAPERS:
        raise ValueError(f"paper {paper!r}: one of {', '.join(PAPERS)} is expected")
    facts, sheet = imprint.read(root), article(root, html, page)
    folder = html.parent / "paper"
    folder.mkdir(parents=True, exist_ok=True)
    _pictures(sheet, html / f"{page}.html", folder / "pictures")
    source = folder / f"sheet-{slug(page)}-{paper}.html"
    source.write_text(document(sheet, facts, html, page, paper), "utf-8")
    path.parent.mkdir(parents=True, exist_ok=True)
    headings = [plain(one) for one in sheet.find_all(_HEADING)]
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".sheet-") as beside:
        draft = Path(beside) / path.name
        chromium.print_page(source, draft)
        pages = paper_finish.finish(draft, facts, f"{slug(page)} {paper}", headings, f"{headings[0]} – {facts.name}")
        draft.replace(path)
    return pages


def article(root: Path, html: Path, page: str) -> Tag:
    """The unit's article as students get it.

    Raises
    ------
    ValueError
        There is no section for the teacher: where the handout ends would be a guess.
    """
    facts, found = imprint.read(root), articles.read(html, page)
    teacher = found.find(id=TEACHER)
    if teacher is None:
        raise ValueError(f"{page}.html: there is no section {TEACHER!r}, where the handout ends")
    for node in [*teacher.find_next_siblings(), teacher, *found.find_all(_answer)]:
        if not node.decomposed:
            node.decompose()
    for node in found.find_all(attrs={"data-right": True}):
        del node["data-right"]
    articles.lead(found, page, articles.Places(frozenset(), lambda page, anchor: "", facts.work.address))
    _room(found)
    found.append(_terms(facts))  # inside: another element would begin a page of its own
    found["id"] = slug(page)
    return found


def _answer(node: Tag) -> bool:
    return not ANSWERS.isdisjoint(node.get("class", ()))


def _room(found: Tag) -> None:
    """Lines to write on, and one for the name."""
    soup = BeautifulSoup("", "html.parser")
    for selector, count in LINES.items():
        for item in found.select(selector):
            item.append(_lines(soup, count))
    name = soup.new_tag("p", attrs={"class": "who"})
    for words in ("Name", "Date"):
        blank = soup.new_tag("span")
        blank.string = words
        name.append(blank)
    found.find("h1").insert_after(name)


def _lines(soup: BeautifulSoup, count: int) -> Tag:
    room = soup.new_tag("div", attrs={"class": "room"})
    for _ in range(count):
        room.append(soup.new_tag("div", attrs={"class": "line"}))
    return room


def _pictures(sheet: Tag, page: Path, folder: Path) -> None:
    for image in sheet.find_all("img"):
        folder.mkdir(exist_ok=True)
        image["src"] = paper_assembly.picture(page.parent / image["src"], folder)
        for attribute in ("loading", "srcset"):
            image.attrs.pop(attribute, None)


def document(sheet: Tag, facts: imprint.Imprint, built: Path, page: str, size: str) -> str:
    """The handout as a page of HTML in the folder ``paper`` beside the built pages."""
    title = plain(sheet.find("h1"))
    links = "".join(f'<link rel="stylesheet" href="{address}"/>\n' for address in styles(built, page))
    rules = paper_front.page_rules(PAPERS[size], facts.name, {page: title}, MARGINS) + STYLE.read_text("utf-8")
    return (f'<!DOCTYPE html>\n<html lang="{facts.language}" data-theme="light" data-mode="light" class="paper">\n'
            f'<head><meta charset="utf-8"/><title>{html.escape(title)}</title>\n{links}<style>{rules}</style></head>\n'
            f'<body><main class="bd-content">{sheet}</main></body></html>\n')


def _terms(facts: imprint.Imprint) -> Tag:
    words = f"{html.escape(facts.name)}, {html.escape(facts.edition)}. Figures and tables are numbered as in the book."
    return BeautifulSoup(f'<footer class="terms"><p>{words}</p>{facts.terms}</footer>', "html.parser").footer
