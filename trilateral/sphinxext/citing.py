"""How to cite: the directives ``cite-as`` and ``cite-downloads``, and the files that they lead to.

The files stand in ``_cite/`` below the HTML root, under names that stay; each chapter's are in its download menu too.
Where the site's address is not configured (``baseurl``), addresses are the pages' own, seen from the book's root.
"""
from __future__ import annotations

import json
import posixpath
from pathlib import Path, PurePosixPath

from docutils import nodes
from sphinx.errors import ExtensionError
from sphinx.util.docutils import SphinxDirective

from trilateral import settings
from trilateral.sphinxext import citations

FOLDER = "_cite"
CFF = "CITATION.cff"
FORMATS = {"bib": "BibTeX", "csl.json": "CSL-JSON"}
REFERENCES = "book/references.bib"
NAMES = {"article": "The article", "book": "The book", "references": "All references"}


class cite_words(nodes.General, nodes.Element):
    """Stands for a reference in words to ``what`` (article, book, or claim) and ``id``; resolved when all is read."""


class cite_files(nodes.General, nodes.Element):
    """Stands for links to the files of ``what``: article, book, chapters, references."""


class CiteAs(SphinxDirective):
    """``cite-as article``, ``cite-as book`` or ``cite-as claim C018``: how to cite it, in words."""

    required_arguments = 1
    optional_arguments = 1

    def run(self) -> list[nodes.Node]:
        """A paragraph that is filled when all pages have been read."""
        what, *id = self.arguments
        if what not in ("article", "book", "claim") or (what == "claim") != bool(id):
            given = " ".join(self.arguments)
            raise ExtensionError(f"{self.env.docname}: cite-as {given}: expected 'article', 'book' or 'claim ID'")
        _depend(self.env)
        return [nodes.paragraph("", "", cite_words(what=what, id="".join(id)), classes=["cite-as"])]


class CiteDownloads(SphinxDirective):
    """``cite-downloads book`` (or ``article``, ``chapters``, ``references``): links to records in each format."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """A place that is filled when all pages have been read."""
        if self.arguments[0] not in (*NAMES, "chapters"):
            raise ExtensionError(f"{self.env.docname}: cite-downloads {self.arguments[0]}: "
                                 f"expected chapters, {', '.join(NAMES)}")
        _depend(self.env)
        return [cite_files(what=self.arguments[0])]


def _depend(env) -> None:
    """The page changes with the citation file, and with the titles of chapters."""
    env.note_dependency(str(Path(env.srcdir) / CFF))
    env.trilateral_citing_pages = getattr(env, "trilateral_citing_pages", set()) | {env.docname}


def works(app) -> dict[str, citations.Work]:
    """The book, under the name ``book``, and its chapters by page, in order; empty without a citation file."""
    cff = Path(app.srcdir) / CFF
    if not cff.is_file():
        return {}
    whole = citations.book(cff, app.config.html_baseurl.rstrip("/"))
    titles = {doc: app.env.titles[doc].astext() for doc in chapters(Path(app.srcdir)) if doc in app.env.titles}
    return {"book": whole, **{doc: citations.chapter(whole, doc, title) for doc, title in titles.items()}}


def chapters(srcdir: Path) -> list[str]:
    """Executed pages, in the order of the contents."""
    toc = settings.read(srcdir / "_toc.yml")
    listed = [*toc.get("chapters", []), *(entry for part in toc.get("parts", []) for entry in part["chapters"])]
    return [entry["file"] for entry in listed if entry["file"].startswith("notebooks/")]


def resolve(app, doctree, docname) -> None:
    """Fill the places."""
    for place in list(doctree.findall(cite_words)):
        place.replace_self(_words(app, docname, place))
    for place in list(doctree.findall(cite_files)):
        place.replace_self(_files(app, docname, place["what"]) if app.builder.name == "html" else [])


def _words(app, docname: str, place: cite_words) -> list[nodes.Node]:
    if place["what"] == "article":
        author, title, published, address = citations.article(Path(app.srcdir) / CFF)
        return [nodes.Text(f"{author}, “{title}”, {published}, "), nodes.reference("", address, refuri=address)]
    whole = works(app)["book"]
    head, title, tail = whole.words
    if place["what"] == "book":
        return [nodes.Text(head), nodes.emphasis("", title), nodes.Text(f"{tail}.")]
    from trilateral import ledger

    one = ledger.judged()[place["id"]]
    page = f"{ledger.contents().section(one.claim.section).page}.html#{one.id.lower()}"
    address = f"{whole.address}/{page}" if whole.address else page
    here = posixpath.relpath(page, posixpath.dirname(docname) or ".")
    day = citations.date.fromisoformat(ledger.contents().as_of)
    bare = citations.Work(whole.key, whole.title, whole.authors, whole.version, whole.released)
    return [nodes.Text(f"{head}claim {one.id}, in "), nodes.emphasis("", title), nodes.Text(f"{bare.words[2]}, "),
            nodes.reference("", address, refuri=here, internal=True),
            nodes.Text(f" (verdict as of {day.day} {day:%B %Y}: {one.verdict}).")]


def _files(app, docname: str, what: str) -> nodes.Node:
    if what in NAMES:
        return nodes.paragraph("", "", nodes.Text(f"{NAMES[what]}: "), *_links(docname, what, NAMES[what].lower()))
    items = [nodes.list_item("", nodes.paragraph("", "", nodes.Text(f"{work.chapter}: "),
                                                 *_links(docname, PurePosixPath(doc).name, work.chapter)))
             for doc, work in works(app).items() if doc != "book"]
    return nodes.bullet_list("", *items)


def _links(docname: str, name: str, words: str) -> list[nodes.Node]:
    links: list[nodes.Node] = []
    for ending, label in FORMATS.items():
        address = posixpath.relpath(f"{FOLDER}/{name}.{ending}", posixpath.dirname(docname) or ".")
        links += [nodes.Text(", ")] if links else []
        links.append(nodes.raw("", f'<a href="{address}" download aria-label="{label} of {words}">{label}</a>',
                               format="html"))
    return links


def write(app, error) -> None:
    """Write the records of article, book, each chapter and all references."""
    if error or app.builder.name != "html" or not getattr(app.env, "trilateral_citing_pages", None):
        return
    folder = Path(app.outdir) / FOLDER
    folder.mkdir(exist_ok=True)
    for doc, work in works(app).items():
        name = PurePosixPath(doc).name
        (folder / f"{name}.bib").write_text(citations.bibtex([work]), "utf-8")
        (folder / f"{name}.csl.json").write_text(citations.csl([work]), "utf-8")
    bib = Path(app.srcdir) / REFERENCES
    for ending, text in zip(FORMATS, citations.record(bib, citations.article(Path(app.srcdir) / CFF)[3]), strict=True):
        (folder / f"article.{ending}").write_text(text, "utf-8")
    (folder / "references.bib").write_bytes(bib.read_bytes())
    (folder / "references.csl.json").write_text(citations.references(bib), "utf-8")


def menu(app, pagename, templatename, context, doctree) -> None:
    """Put a chapter's records into its download menu."""
    if pagename not in chapters(Path(app.srcdir)) or not getattr(app.env, "trilateral_citing_pages", None):
        return
    group = next((each for each in context.get("header_buttons", []) if each.get("label") == "download-buttons"), None)
    if group is None:
        return
    for ending, label in FORMATS.items():
        address = posixpath.relpath(f"{FOLDER}/{PurePosixPath(pagename).name}.{ending}", posixpath.dirname(pagename))
        group["buttons"].append({"type": "link", "url": address, "text": f".{ending}", "icon": "fas fa-file",
                                 "tooltip": f"Cite this chapter ({label})", "label": "cite-button"})


def updated(app, env) -> list[str]:
    """Pages on citing are written again when a title, the edition or a verdict has changed."""
    pages = getattr(env, "trilateral_citing_pages", set()) & set(env.found_docs)
    if not pages:
        return []
    from trilateral import ledger

    now = json.dumps([*(work.words + (work.chapter,) for work in works(app).values()), ledger.contents().as_of,
                      [(one.id, one.verdict) for one in ledger.judged().values()]])
    before, env.trilateral_citing = getattr(env, "trilateral_citing", None), now
    return sorted(pages) if before not in (None, now) else []


def merge(app, env, docnames, other) -> None:
    """Pages read by another process."""
    both = getattr(env, "trilateral_citing_pages", set()) | getattr(other, "trilateral_citing_pages", set())
    if both:
        env.trilateral_citing_pages = both


def _dollars(app, doctree, docname) -> None:
    """BibTeX needs a backslash before a dollar, and what reads it leaves it there."""
    for entry in doctree.findall(nodes.citation):
        for text in list(entry.findall(nodes.Text)):
            if r"\$" in text:
                text.parent.replace(text, nodes.Text(text.replace(r"\$", "$")))


def register(app) -> None:
    """Make the directives known and connect to Sphinx."""
    app.add_directive("cite-as", CiteAs)
    app.add_directive("cite-downloads", CiteDownloads)
    app.connect("env-updated", updated)
    app.connect("env-merge-info", merge)
    app.connect("doctree-resolved", resolve)
    app.connect("doctree-resolved", _dollars)
    app.connect("html-page-context", menu, priority=900)  # after the theme has made its menu
    app.connect("build-finished", write)
