"""The head of each page: what it is about, how it is cited, and how a link to it looks elsewhere.

sphinxext-opengraph would do a part of it: it takes a page's first words for its description, draws cards of words
alone, and knows neither Highwire's tags nor JSON-LD.
"""
from __future__ import annotations

import html
import json
import posixpath
import re

from trilateral.sphinxext import citing
from trilateral.sphinxext.found import feed, linked_data, pictures, site

_VIEWPORT = re.compile(r'<meta name="viewport"[^>]*/>\s*')
TYPES = {"bib": "application/x-bibtex", "csl.json": "application/vnd.citationstyles.csl+json"}
"""Endings of the records for reference managers -> their media types."""
LOCALES = {"en": "en_GB"}  # Open Graph wants a territory; the book's spelling is British


def fill(app, pagename, templatename, context, doctree) -> None:
    """Put everything into the page's head, and leave one viewport of those that layouts repeat."""
    if app.builder.name != "html":
        return
    tags = _VIEWPORT.sub("", context.get("metatags") or "")
    if pagename in site.APART or doctree is None:
        context["metatags"] = f'{tags}\n<meta name="robots" content="noindex" />\n'
        return
    if pagename == app.config.root_doc:
        context["docstitle"] = ""  # it would repeat the title
    lines = [*_open_graph(app, pagename, doctree), *_citation(app, pagename), *_links(app, pagename)]
    lines += [_script(record) for record in linked_data.of(app, pagename, doctree)]
    context["metatags"] = "\n".join([tags.rstrip(), *lines, ""])


def _open_graph(app, docname: str, doctree) -> list[str]:
    """Open Graph's properties, which others read too; the card is Twitter's own."""
    work = site.work(app, docname)
    # Zotero takes this for the kind of work where nothing else says it.
    kind = "website" if work is None else "article" if work.chapter else "book"
    facts = {"og:type": kind, "og:title": site.title(app, docname), "og:description": site.description(doctree),
             "og:site_name": app.config.html_title, "og:locale": LOCALES.get(app.config.language, app.config.language),
             "og:url": site.page_address(app, docname)}
    shown = pictures.of(app, docname, doctree)
    if shown:
        facts |= {"og:image": shown.address, "og:image:type": "image/png", "og:image:width": str(pictures.ACROSS),
                  "og:image:height": str(pictures.DOWN), "og:image:alt": shown.alt}
    lines = [_meta("property", name, content) for name, content in facts.items() if content]
    return [*lines, _meta("name", "twitter:card", "summary_large_image" if shown else "summary")]


def _citation(app, docname: str) -> list[str]:
    """Highwire's tags, which Zotero and Google Scholar read.

    Zotero knows a chapter by ``citation_book_title``, Google Scholar by ``citation_inbook_title``.
    """
    work = site.work(app, docname)
    if work is None:
        return []
    pdf = app.config.trilateral_pdf if docname == app.config.root_doc and site.address(app) else ""
    facts = [("citation_title", work.chapter or work.title)]
    facts += [("citation_author", author) for author in work.authors]
    facts += [("citation_publication_date", f"{work.released:%Y/%m/%d}"), ("citation_language", app.config.language)]
    facts += [(name, work.title) for name in ("citation_inbook_title", "citation_book_title") if work.chapter]
    facts += [("citation_public_url", site.page_address(app, docname)),
              ("citation_pdf_url", f"{site.address(app)}/{pdf}" if pdf else "")]
    return [_meta("name", name, content) for name, content in facts if content]


def _links(app, docname: str) -> list[str]:
    """The page's records for reference managers, and the feed."""
    work, here = site.work(app, docname), posixpath.dirname(docname) or "."
    links = []
    if work is not None and getattr(app.env, "trilateral_citing_pages", None):
        name = posixpath.basename(docname) if work.chapter else "book"
        links += [(posixpath.relpath(f"{citing.FOLDER}/{name}.{ending}", here), kind, f"Citation ({label})")
                  for (ending, kind), label in zip(TYPES.items(), citing.FORMATS.values(), strict=True)]
    if site.address(app):
        links.append((posixpath.relpath(feed.FILE, here), "application/atom+xml", feed.title(app)))
    return [f'<link rel="alternate" type="{kind}" title="{html.escape(title)}" href="{address}" />'
            for address, kind, title in links]


def _meta(key: str, name: str, content: str) -> str:
    return f'<meta {key}="{name}" content="{html.escape(content)}" />'


def _script(record: dict) -> str:
    """A record in JSON-LD: data, which no browser executes; no text of it may close the element."""
    text = json.dumps(record, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return f'<script type="application/ld+json">{text}</script>'


def register(app) -> None:
    """Connect to Sphinx."""
    app.add_config_value("trilateral_pdf", "", "html")  # the book as PDF, below the site's root, where it is offered
    app.connect("html-page-context", fill, priority=800)
