"""The whole book as one PDF, from its finished pages."""
from __future__ import annotations

import posixpath
import tempfile
from pathlib import Path

from bs4 import BeautifulSoup

from trilateral.publishing import articles, chromium, contents, imprint, paper_assembly, paper_finish, paper_front

PAPERS = {"a4": "A4", "letter": "letter"}
PICTURE = "_images/chain-map-light-wide.svg"
HEADINGS = [f"h{level}" for level in range(1, 7)]
STYLE = Path(__file__).with_suffix(".css")


class Document:
    """The book as one page of HTML, in the folder ``paper`` beside the pages that it is made from.

    Parameters
    ----------
    root : the checkout
    html : folder of a finished build
    """

    def __init__(self, root: Path, html: Path):
        self.imprint = imprint.read(root)
        self.folder = html.parent / "paper"
        pictures = self.folder / "pictures"
        pictures.mkdir(parents=True, exist_ok=True)
        self.parts = contents.parts(root / "_toc.yml")
        pages = [page for part in self.parts for page in part.pages]
        places = articles.Places(frozenset(pages), paper_assembly.address, self.imprint.work.address)
        chapters = {page: paper_assembly.chapter(html, page, places, pictures) for page in pages}
        self.titles = {page: articles.title(chapter, "h2")
                       for page, chapter in chapters.items()}
        self.sections = {page: [" ".join(heading.get_text().split()) for heading in chapter.find_all(HEADINGS)]
                         for page, chapter in chapters.items()}
        self.bodies = {page: str(chapter) for page, chapter in chapters.items()}
        self.picture = paper_assembly.picture(html / PICTURE, pictures)
        self.styles = styles(html, pages[0])

    def pdf(self, paper: str, out: Path) -> int:
        """Print to ``out`` on ``a4`` or ``letter``; give the number of pages.

        Raises
        ------
        FileNotFoundError
            There is no Chromium.
        ValueError
            A picture is missing, or a link leads nowhere.
        """
        page = self.folder / f"book-{paper}.html"
        slugs = [contents.slug(name) for name in self.titles]
        out.parent.mkdir(parents=True, exist_ok=True)
        # Beside its target: only a whole file takes the name.
        with tempfile.TemporaryDirectory(dir=out.parent, prefix=".paper-") as beside:
            draft = Path(beside) / out.name
            page.write_text(self.text(paper, {}), "utf-8")
            chromium.print_page(page, draft, whole=False)
            # How far it is to a chapter is known only now; the numbers take no more room than their blanks.
            numbers = paper_finish.beginnings(draft, slugs)
            page.write_text(self.text(paper, numbers), "utf-8")
            chromium.print_page(page, draft)
            if paper_finish.beginnings(draft, slugs) != numbers:
                raise ValueError("the contents moved the chapters that they count")
            pages = paper_finish.finish(draft, self.imprint, paper, self.headings())
            draft.replace(out)
        return pages

    def headings(self) -> list[str]:
        """All headings in order: those of the contents, of parts, of chapters and within them."""
        found = ["Contents"]
        for part in self.parts:
            found += [part.caption] if part.caption else []
            for page in part.pages:
                found += self.sections[page]
        return found

    def text(self, paper: str, numbers: dict[str, int]) -> str:
        """The document; ``numbers`` are the pages of chapters, empty before they are known."""
        rules = paper_front.page_rules(PAPERS[paper], self.imprint.name, self.titles) + STYLE.read_text("utf-8")
        links = "".join(f'<link rel="stylesheet" href="{address}"/>\n' for address in self.styles)
        body = [paper_front.title_page(self.imprint, self.picture),
                paper_front.contents(self.parts, self.titles, numbers)]
        for part in self.parts:
            first = f"before-{contents.slug(part.pages[0])}"  # a part's title stands on the page of its first chapter
            head = f'<h1 class="part-title {first}">{part.caption}</h1>' if part.caption else ""
            body += [f'<section class="part">{head}', *(self.bodies[page] for page in part.pages), "</section>"]
        return (f'<!DOCTYPE html>\n<html lang="{self.imprint.language}" data-theme="light" data-mode="light" '
                f'class="paper">\n<head><meta charset="utf-8"/><title>{self.imprint.name}</title>\n{links}'
                f'<style>{rules}</style></head>\n<body><main class="bd-content">{"".join(body)}</main></body></html>\n')


def styles(html: Path, page: str) -> list[str]:
    """Addresses of the style sheets of a page, as seen from beside the HTML."""
    head = BeautifulSoup((html / f"{page}.html").read_text("utf-8").partition("</head>")[0], "html.parser")
    found = [link["href"].partition("?")[0] for link in head.select('link[rel~="stylesheet"]')]
    return [posixpath.normpath(posixpath.join("../html", posixpath.dirname(page), address)) for address in found]
