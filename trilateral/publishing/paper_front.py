"""What stands before the first chapter on paper: title page, contents, and the rules of each page's head."""
from __future__ import annotations

import html
from collections.abc import Mapping

from trilateral.publishing.contents import Part, slug
from trilateral.publishing.imprint import Imprint

MARGINS = "20mm 20mm 22mm"


def title_page(imprint: Imprint, picture: str) -> str:
    """Title, edition, date, picture, terms, and how to cite."""
    return (
        f'<section class="title-page"><p class="title">{html.escape(imprint.name)}</p>'
        f'<p class="subtitle">{html.escape(imprint.subtitle)}</p><p class="by">{html.escape(imprint.authors)}</p>'
        f'<img class="title-picture" src="{picture}" alt=""/><div class="imprint">{imprint.paragraphs()}'
        "<p>Figures that change under a reader’s hand on the screen are still here, and solutions are printed. "
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
    return f'<nav class="paper-contents"><h2 class="level-1">Contents</h2>{"".join(lines)}</nav>'


def page_rules(paper: str, book: str, titles: Mapping[str, str], margins: str = MARGINS) -> str:
    """Size of the paper, and a running head for each chapter: Chromium cannot take it from the text."""
    rules = [f"@page {{ size: {paper}; margin: {margins}; }}",
             f"@page {{ @top-left {{ content: {_quoted(book)}; }} }}"]
    for page, title in titles.items():
        name = f"of-{slug(page)}"
        head = _quoted(title) if title != book else "none"
        rules.append(f"@page {name} {{ @top-right {{ content: {head}; }} }}")
        rules.append(f"#{slug(page)}, .part-title.before-{slug(page)} {{ page: {name}; }}")
    return "\n".join(rules)


def _quoted(text: str) -> str:
    """A CSS string that may stand inside a style element."""
    plain = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{plain}"'.replace("<", "\\3c ")
