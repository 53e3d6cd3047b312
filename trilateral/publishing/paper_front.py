"""What stands before the first chapter on paper: title page, contents, and the rules of each page's head."""
from __future__ import annotations

import html
from collections.abc import Mapping
from dataclasses import dataclass

from trilateral.publishing.contents import Part, slug
from trilateral.sphinxext.citations import Work

MARGINS = "20mm 20mm 22mm"


@dataclass(frozen=True)
class Facts:
    """What the title page says: the work, the day on which its ledger was closed, terms as HTML, and a picture."""

    work: Work
    as_of: str
    terms: str
    picture: str


def title_page(facts: Facts) -> str:
    """Title, edition, date, picture, terms, and how to cite."""
    work = facts.work
    title, _, subtitle = work.title.partition(": ")
    head, cited, tail = work.words
    day = f"{work.released.day} {work.released:%B %Y}"
    return (
        f'<section class="title-page"><p class="title">{html.escape(title)}</p>'
        f'<p class="subtitle">{html.escape(subtitle[:1].upper() + subtitle[1:])}</p>'
        f'<p class="by">{html.escape(", ".join(work.authors)).replace("&#x27;", "’")}</p>'
        f'<img class="title-picture" src="{facts.picture}" alt=""/>'
        f'<div class="imprint"><p><strong>Version {work.version}, {day}.</strong> '
        f"The ledger&#8217;s verdicts are as of {facts.as_of}.</p>"
        f"<p><strong>To cite.</strong> {html.escape(head)}<em>{html.escape(cited)}</em>{html.escape(tail)}.</p>"
        f"{facts.terms}"
        "<p>Figures that change under a reader&#8217;s hand on the screen are still here, and solutions are printed. "
        "The code below each figure, the data as files and the digests of what a page rests on stand in "
        "the pages that <code>make book</code> builds.</p></div></section>"
    )


def contents(parts: list[Part], titles: Mapping[str, str], numbers: Mapping[str, int]) -> str:
    """Contents with the pages on which chapters begin; before they are known a blank of the same width."""
    lines = []
    for part in parts:
        entries = "".join(
            f'<li><a href="#{slug(page)}"><span class="entry">{html.escape(titles[page])}</span>'
            f'<span class="leader"></span><span class="page-number">{numbers.get(slug(page), "000")}</span></a></li>'
            for page in part.pages)
        caption = f'<p class="part-caption">{html.escape(part.caption)}</p>' if part.caption else ""
        lines.append(f"{caption}<ul>{entries}</ul>")
    return f'<nav class="paper-contents"><h1>Contents</h1>{"".join(lines)}</nav>'


def page_rules(paper: str, book: str, titles: Mapping[str, str]) -> str:
    """Size of the paper, and a running head for each chapter: Chromium cannot take it from the text."""
    rules = [f"@page {{ size: {paper}; margin: {MARGINS}; }}",
             f"@page {{ @top-left {{ content: {_quoted(book)}; }} }}"]
    for page, title in titles.items():
        name = f"of-{slug(page)}"
        rules.append(f"@page {name} {{ @top-right {{ content: {_quoted(title)}; }} }}")
        rules.append(f"#{slug(page)} {{ page: {name}; }}")
        rules.append(f".part-title.before-{slug(page)} {{ page: {name}; }}")
    return "\n".join(rules)


def _quoted(text: str) -> str:
    """A CSS string that may stand inside a style element."""
    plain = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{plain}"'.replace("<", "\\3c ")
