"""The whole book as one PDF, from its finished pages."""
from __future__ import annotations

import os
import posixpath
import re
import tempfile
from datetime import date
from pathlib import Path

import yaml
from bs4 import BeautifulSoup

from trilateral import ledger
from trilateral.publishing import chromium, contents, paper_assembly, paper_finish, paper_front
from trilateral.sphinxext import EDITION_DAY, citations

PAPERS = {"a4": "A4", "letter": "letter"}
PICTURE = "_images/chain-map-light-wide.svg"
STYLE = Path(__file__).with_suffix(".css")


def pdf(root: Path, html: Path, paper: str, out: Path) -> int:
    """Print the pages below ``html`` to ``out``; give the number of pages.

    Parameters
    ----------
    root : the checkout
    html : folder of a finished build
    paper : ``a4`` or ``letter``

    Raises
    ------
    FileNotFoundError
        There is no Chromium, or no finished build.
    ValueError
        A page or a picture is not as the document needs it.
    """
    folder = html.parent / "paper"
    (folder / "pictures").mkdir(parents=True, exist_ok=True)
    document = Document(root, html, folder / "pictures")
    page = folder / f"book-{paper}.html"
    # Beside its target: only a whole file takes the name.
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=".paper-") as beside:
        draft = Path(beside) / out.name
        page.write_text(document.text(paper, {}), "utf-8")
        chromium.print_page(page, draft)
        # How far it is to a chapter is known only now; the numbers take no more room than their blanks.
        numbers = paper_finish.beginnings(draft, document.slugs)
        page.write_text(document.text(paper, numbers), "utf-8")
        chromium.print_page(page, draft)
        if paper_finish.beginnings(draft, document.slugs) != numbers:
            raise ValueError("the contents moved the chapters that they count")
        pages = paper_finish.finish(draft, document.about())
        draft.replace(out)
    return pages


class Document:
    """The book as one page of HTML."""

    def __init__(self, root: Path, html: Path, pictures: Path):
        self.settings = yaml.safe_load((root / "_config.yml").read_text("utf-8"))
        self.site = (self.settings["html"].get("baseurl") or "").rstrip("/")
        self.work = citations.book(root / "CITATION.cff", self.site)
        self.keywords = yaml.safe_load((root / "CITATION.cff").read_text("utf-8")).get("keywords", [])
        self.parts = contents.parts(root / "_toc.yml")
        pages = [page for part in self.parts for page in part.pages]
        self.slugs = [contents.slug(page) for page in pages]
        places = paper_assembly.Places(frozenset(pages), self.site)
        articles = {page: paper_assembly.chapter(html, page, places, pictures) for page in pages}
        self.titles = {page: article.find(class_="level-1").get_text(" ", strip=True)
                       for page, article in articles.items()}
        self.bodies = {page: str(article) for page, article in articles.items()}
        self.picture = paper_assembly.picture(html / PICTURE, pictures)
        self.styles = _styles(html, self.parts[0].pages[0])

    def text(self, paper: str, numbers: dict[str, int]) -> str:
        """The document; ``numbers`` are the pages of chapters, empty before they are known."""
        rules = paper_front.page_rules(PAPERS[paper], self.settings["title"], self.titles) + STYLE.read_text("utf-8")
        links = "".join(f'<link rel="stylesheet" href="{address}"/>\n' for address in self.styles)
        body = [paper_front.title_page(self._facts()), paper_front.contents(self.parts, self.titles, numbers)]
        for part in self.parts:
            first = f"before-{contents.slug(part.pages[0])}"  # a part's title stands on the page of its first chapter
            head = f'<h1 class="part-title {first}">{part.caption}</h1>' if part.caption else ""
            body += [f'<section class="part">{head}', *(self.bodies[page] for page in part.pages), "</section>"]
        return (f'<!DOCTYPE html>\n<html lang="{self.language}" data-theme="light" data-mode="light" class="paper">\n'
                f'<head><meta charset="utf-8"/><title>{self.settings["title"]}</title>\n{links}'
                f'<style>{rules}</style></head>\n<body><main class="bd-content">{"".join(body)}</main></body></html>\n')

    @property
    def language(self) -> str:
        """Language of the book, as its settings have it."""
        return self.settings["sphinx"]["config"].get("language", "en")

    def about(self) -> paper_finish.About:
        """What the PDF says of itself."""
        day = self.work.released
        return paper_finish.About(
            title=self.work.title, author=", ".join(self.work.authors),
            subject=f"Version {self.work.version}, {day.day} {day:%B %Y}", keywords=", ".join(self.keywords),
            language=self.language, moment=int(os.environ.get("SOURCE_DATE_EPOCH", EDITION_DAY)))

    def _facts(self) -> paper_front.Facts:
        day = date.fromisoformat(ledger.contents().as_of)
        return paper_front.Facts(self.work, f"{day.day} {day:%B %Y}", self.settings["html"]["extra_footer"],
                                 self.picture)


def _styles(html: Path, page: str) -> list[str]:
    """Addresses of the style sheets of a page, as seen from beside the HTML."""
    head = BeautifulSoup((html / f"{page}.html").read_text("utf-8").partition("</head>")[0], "html.parser")
    found = [link["href"] for link in head.select('link[rel~="stylesheet"]')]
    return [posixpath.normpath(posixpath.join("../html", posixpath.dirname(page), re.sub(r"\?.*", "", address)))
            for address in found]
