"""Mends to what the theme and other tools write, for readers who use assistive technology.

What stands in a chapter's text is mended before a page is written, for e-books too; what the theme puts around it,
afterwards in the files.
"""
from __future__ import annotations

import re
from pathlib import Path

SHEET, SCRIPT = "trilateral-access.css", "trilateral-access.js"
TEXT = tuple((re.compile(pattern, re.S), words) for pattern, words in (
    # Docutils puts entries of a role that is deprecated, and no list item, into a list of references.
    (r'role="doc-biblioentry"', 'role="listitem"'),
    # What is read out must begin with what is seen (WCAG 2.5.3): "Show the code".
    (r'<summary aria-label="Toggle hidden content">', "<summary>"),
    # A figure's name is its caption alone, without the source and the links that docutils puts beside it.
    (r'(<figure class="block [^"]*" id="([^"]+)")>(.*?<figcaption>\s*<p)>',
     r'\1 aria-labelledby="\2-caption">\3 id="\2-caption">'),
))
AROUND = tuple((re.compile(pattern), words) for pattern, words in (
    # The book's title and its search stood in no landmark.
    (r'<div id="pst-primary-sidebar"(?! role)', r'\g<0> role="region" aria-label="Title, search and contents"'),
    (r'<dialog id="pst-search-dialog"(?! aria)', r'\g<0> aria-label="Search"'),
    (r'<dialog id="pst-primary-sidebar-modal"(?! aria)', r'\g<0> aria-label="Contents of the book"'),
    (r'<dialog id="pst-secondary-sidebar-modal"(?! aria)', r'\g<0> aria-label="Contents of the page"'),
    (r'<div class="prev-next-area"(?! role)', r'\g<0> role="navigation" aria-label="Previous and next page"'),
    (r'(?<=title=")Toggle primary sidebar', "Contents of the book"),
    (r'(?<=title=")Toggle secondary sidebar', "Contents of the page"),
    (r'(?<==")Color mode', "Colour mode"),
    (r'<a class="current [^"]*"(?! aria)', r'\g<0> aria-current="page"'),
    # Icons are letters of a font; some readers speak them.
    (r'<(?:i|span) class="(?:theme-switch )?fa[srb]?(?:-\w+)? [^"]*"(?! aria)', r'\g<0> aria-hidden="true"'),
))


def text(app, pagename, templatename, context, doctree) -> None:
    """Mend the text of a page before its template is filled."""
    if context.get("body"):
        context["body"] = mend(context["body"], TEXT)


def around(app, exception) -> None:
    """Mend what the theme wrote around the text of every page; a page that is mended already stays as it is."""
    if exception or app.builder.name != "html":
        return
    out = Path(app.outdir)
    for path in sorted(out.rglob("*.html")):
        if "_static" not in path.relative_to(out).parts:
            page = path.read_text("utf-8")
            mended = mend(page, AROUND)
            if mended != page:
                path.write_text(mended, "utf-8")


def mend(page: str, mends) -> str:
    """A page, or its text, with each of the ``mends`` made: pairs of a pattern and what takes its place."""
    for pattern, words in mends:
        page = pattern.sub(words, page)
    return page


def register(app) -> None:
    """Connect to Sphinx."""
    app.add_css_file(SHEET, priority=900)  # after the sheets that it changes
    app.add_js_file(SCRIPT, loading_method="defer")
    app.connect("html-page-context", text)
    app.connect("build-finished", around)
