"""The slides of one unit, gathered from the finished pages of its chapter and of the unit itself."""
from __future__ import annotations

import html
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bs4 import BeautifulSoup, Tag

from trilateral.handouts import slide_figures
from trilateral.handouts.slide_words import argument, leads, linked, plain
from trilateral.ledger.words import ICONS, VERDICTS
from trilateral.publishing import articles, imprint
from trilateral.publishing.contents import slug
from trilateral.teaching import units

MARK = "slide-mark"
FIGURES = range(4, 7)
"""How many slides of a deck show figures, tables or words of the chapter's evidence."""
SHOWN = 4  # claims on the slide of verdicts
MANY, POINTED = 480, 330  # letters of a list, and of points, from which on they are set smaller
TELLING = ("contradicted", "outdated", "partly", "not testable", "supported")
"""Verdicts in the order in which a class finds something to talk about."""


@dataclass(frozen=True)
class Slide:
    """One slide: its id in the deck, kind, headline and body as HTML, notes as plain paragraphs."""

    id: str
    kind: str
    headline: str
    body: str
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Deck:
    """A unit's slides; ``name`` is the file's, ``pictures`` the drawings that it needs, as files of the built book."""

    name: str
    title: str
    subtitle: str
    slides: tuple[Slide, ...]
    pictures: tuple[Path, ...]


class Chapter:
    """The article of a chapter, its marks and what they take."""

    def __init__(self, html_folder: Path, page: str):
        self.html, self.page, self.name = html_folder, page, slug(page)
        self.article = articles.read(html_folder, page, keep=frozenset({MARK}))
        self.title = plain(self.article.find("h1"))
        self.marks = self.article.find_all(class_=MARK)
        if not self.marks:
            raise ValueError(f"{page}.html: no slide is marked; a directive slide is expected on its page")
        self.said = {id(mark): _words(mark) for mark in self.marks}
        self.taken = {id(mark): self._taken(mark) for mark in self.marks}

    def section(self, anchor: str) -> Tag:
        """A section by its anchor."""
        found = self.article.find(id=anchor)
        if found is None:
            raise ValueError(f"{self.page}.html: there is no section {anchor!r}")
        return found

    def paragraphs(self, anchor: str) -> list[Tag]:
        """The section's paragraphs, those of its subsections left out."""
        return list(self.section(anchor).find_all("p", recursive=False))

    def description(self) -> str:
        """What the chapter says of itself."""
        head = (self.html / f"{self.page}.html").read_text("utf-8").partition("</head>")[0]
        found = BeautifulSoup(head, "html.parser").find("meta", attrs={"name": "description"})
        return found["content"] if found else ""

    def _taken(self, mark: Tag) -> list[Tag]:
        blocks = [one for one in mark.find_next_siblings() if MARK not in one.get("class", ())]
        return blocks[:int(mark.get("data-takes", 0))]


def _words(mark: Tag) -> str:
    return html.escape(plain(mark), quote=False)


def deck(root: Path, html_folder: Path, unit: units.Unit) -> Deck:
    """All slides of a unit.

    Parameters
    ----------
    root : the checkout
    html_folder : folder of a finished build

    Raises
    ------
    ValueError
        A page lacks what its slides are made from: page, section or figure, and what is expected.
    """
    chapter = Chapter(html_folder, unit.chapter)
    page = articles.read(html_folder, unit.page)
    facts = imprint.read(root)
    shown = [mark for mark in chapter.marks if mark.get("data-figure")]
    places = {mark["data-figure"]: f"slide-{mark['data-figure']}" for mark in shown}
    figures = {mark["data-figure"]: slide_figures.find(chapter.article, html_folder, chapter.page, mark["data-figure"])
               for mark in shown}
    evidence = list(_evidence(chapter, figures))
    if len(evidence) not in FIGURES:
        raise ValueError(f"{chapter.page}.html: {len(evidence)} slides of evidence are marked; "
                         f"{FIGURES.start} to {FIGURES.stop - 1} are expected")
    subtitle = f"{unit.all_minutes} minutes · {unit.level} · {', '.join(unit.fields)}"
    slides = [
        _title(chapter, facts, plain(page.find("h1")), subtitle),
        _list(page, unit, "warm-up", "Warm-up", places),
        _question(chapter), _argument(chapter), *evidence, _follows(chapter), _claims(chapter),
        _discussion(page, unit, places), _sources(chapter, facts, list(figures.values())),
    ]
    pictures = tuple(path for figure in figures.values() for path in figure.pictures)
    return Deck(unit.name, chapter.title, subtitle, tuple(slides), pictures)


def _title(chapter: Chapter, facts: imprint.Imprint, unit: str, subtitle: str) -> Slide:
    body = (f'<p class="lead">{html.escape(chapter.description())}</p><p class="about">{html.escape(unit)}<br/>'
            f'{html.escape(subtitle)}</p><p class="about">{html.escape(facts.name)}, {html.escape(facts.edition)}</p>')
    notes = ("Keys: arrows or space go on, S opens these notes in a window of their own, O shows all slides, "
             "F fills the screen, Alt and a click enlarge a part of a figure, B makes the screen black.",
             chapter.description())
    return Slide("title", "title", html.escape(chapter.title), body, notes)


def _list(page: Tag, unit: units.Unit, anchor: str, headline: str, places: dict[str, str]) -> Slide:
    blocks, found = [], _section(page, unit, anchor).find_all(["p", "ol", "ul"], recursive=False)
    for block in found:
        if block.name == "p":
            blocks.append(f"<p>{linked(block, places)}</p>")
        else:
            items = "".join(f"<li>{linked(item, places)}</li>" for item in block.find_all("li", recursive=False))
            blocks.append(f"<{block.name}>{items}</{block.name}>")
    notes = (f"{unit.minutes['warm_up']} minutes. What to watch for stands in the unit, below For the teacher.",)
    return Slide(anchor, _sized("list", found), headline, "".join(blocks), notes)


def _section(page: Tag, unit: units.Unit, anchor: str) -> Tag:
    found = page.find(id=anchor)
    if found is None:
        raise ValueError(f"{unit.page}.html: there is no section {anchor!r}")
    return found


def _question(chapter: Chapter) -> Slide:
    mark = next((one for one in chapter.marks if not one.get("data-figure") and not chapter.taken[id(one)]), None)
    if mark is None:
        raise ValueError(f"{chapter.page}.html: no slide has a headline alone; the chapter's question is expected")
    return Slide("question", "question", chapter.said[id(mark)], "",
                 tuple(plain(one, claims=True) for one in chapter.paragraphs("what-the-article-argues")[:2]))


def _argument(chapter: Chapter) -> Slide:
    section = chapter.section("what-the-article-argues")
    mark = next((one for one in section.find_all(class_=MARK) if chapter.taken[id(one)]), None)
    if mark is None:
        raise ValueError(f"{chapter.page}.html: no slide takes words of 'What the article argues'; "
                         "the argument at its strongest is expected")
    return Slide("argument", "points", chapter.said[id(mark)], _points(argument(chapter.taken[id(mark)])),
                 tuple(plain(one, claims=True) for one in chapter.paragraphs("what-the-article-argues")))


def _points(lines: list[str]) -> str:
    many = ' class="many"' if sum(map(len, lines)) > POINTED else ""
    return f"<ul{many}>" + "".join(f"<li>{html.escape(line, quote=False)}</li>" for line in lines) + "</ul>"


def _evidence(chapter: Chapter, figures: dict[str, slide_figures.Figure]) -> Iterator[Slide]:
    """In the order of the page: figures and tables, and words of other sections than the argument's."""
    argued = chapter.section("what-the-article-argues")
    count = 0
    for mark in chapter.marks:
        name, taken = mark.get("data-figure", ""), chapter.taken[id(mark)]
        if name:
            figure = figures[name]
            yield Slide(f"slide-{name}", figure.kind, chapter.said[id(mark)], figure.body(),
                        slide_figures.notes(chapter.article, figure))
        elif taken and argued not in mark.parents:
            count += 1
            yield Slide(f"words-{count}", "points", chapter.said[id(mark)], _points(argument(taken)),
                        tuple(plain(one, claims=True) for one in taken))


def _follows(chapter: Chapter) -> Slide:
    paragraphs = chapter.paragraphs("what-follows-for-the-argument")
    lines = leads(paragraphs)
    if not lines:
        raise ValueError(f"{chapter.page}.html: no paragraph of 'What follows for the argument' begins in bold")
    return Slide("what-follows", "points", "What follows for the argument", _points(lines),
                 tuple(plain(one, claims=True) for one in paragraphs))


def _claims(chapter: Chapter) -> Slide:
    """Verdicts counted, and the claims that a class finds something to talk about."""
    rows = []
    for row in chapter.section("the-claims-of-this-chapter").select("tbody tr"):
        cells = row.find_all(["th", "td"], recursive=False)
        label, claim, _, why = (" ".join(cell.get_text(" ").split()) for cell in cells)
        id, _, verdict = label.split(" ", 2)
        rows.append((id, verdict, claim, why))
    chips = "".join(f'<li class="{_class(verdict)}"><b>{count}</b> {_sign(verdict)}</li>'
                    for verdict in VERDICTS if (count := sum(row[1] == verdict for row in rows)))
    first = sorted(rows, key=lambda row: TELLING.index(row[1]))[:SHOWN]
    shown = "".join(f'<tr><th scope="row" class="{_class(verdict)}">{id} {_sign(verdict)}</th>'
                    f"<td>{html.escape(claim)}</td></tr>" for id, verdict, claim, _ in first)
    body = f'<ul class="chips">{chips}</ul><table class="claims">{shown}</table>'
    notes = [f"{id}, {verdict}: {why}" for id, verdict, _, why in first]
    rest = ", ".join(f"{id} {verdict}" for id, verdict, *_ in rows if id not in {row[0] for row in first})
    return Slide("claims", "claims", f"Verdicts on {len(rows)} claims", body,
                 (*notes, *([f"All others: {rest}."] if rest else [])))


def _class(verdict: str) -> str:
    return f"verdict-{verdict.replace(' ', '-')}"


def _sign(verdict: str) -> str:
    return f'<span aria-hidden="true">{ICONS[verdict]}</span> {verdict}'


def _discussion(page: Tag, unit: units.Unit, places: dict[str, str]) -> Slide:
    items = _section(page, unit, "discussion").select("ol > li")
    if not items:
        raise ValueError(f"{unit.page}.html: the section Discussion has no numbered list of questions")
    questions = "".join(f"<li>{linked(item, places)}{_badges(item)}</li>" for item in items)
    notes = [f"Question {number}: {', '.join(_told(item)) or 'no claim'}" for number, item in enumerate(items, 1)]
    return Slide("discussion", _sized("list", items), "Discussion", f"<ol>{questions}</ol>",
                 (f"{unit.minutes['discussion']} minutes.", *notes))


def _sized(kind: str, blocks: list[Tag]) -> str:
    return f"{kind} many" if sum(len(block.get_text()) for block in blocks) > MANY else kind


def _badges(item: Tag) -> str:
    return "".join(f' <span class="badge">{html.escape(label)}</span>' for label in _told(item))


def _told(item: Tag) -> list[str]:
    return [" ".join(badge.get_text(" ").split()) for badge in item.find_all(class_="claim")]


def _sources(chapter: Chapter, facts: imprint.Imprint, figures: list[slide_figures.Figure]) -> Slide:
    """Producers of what was shown, in the order of the slides, and the book itself."""
    credits = dict.fromkeys(credit for figure in figures for credit in figure.credits)
    head, cited, tail = facts.work.words
    cite = f"{html.escape(head)}<em>{html.escape(cited)}</em>{html.escape(tail)}."
    body = (f"{_points(list(credits))}<p>{cite}</p><p>Text and figures: CC BY 4.0. Data under the terms of their "
            "producers. Independent of the article’s author and publisher.</p>")
    return Slide("sources", "sources", "Sources", body,
                 tuple(plain(one) for one in chapter.paragraphs("sources")))
