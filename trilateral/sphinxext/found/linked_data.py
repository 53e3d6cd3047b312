"""What a page is, as JSON-LD in the words of schema.org.

The verdicts are not given as ``ClaimReview``: that asks for one rating on a scale of truth, and the ledger has none.
A verdict may say that a claim cannot be tested or that events have overtaken it, holds for a paraphrase and not for
somebody's words, and has three dates; a search engine would show it as a fact check of the author.
"""
from __future__ import annotations

from pathlib import Path

from docutils import nodes

from trilateral.sphinxext import citing
from trilateral.sphinxext.found import catalogue, site
from trilateral.sphinxext.teaching.goals import HEADING
from trilateral.teaching import units

CONTEXT = "https://schema.org"


def of(app, docname: str, doctree) -> list[dict]:
    """The records of a page: what it is, the way to it, and the tables if it is the catalogue."""
    about = site.description(doctree)
    found = [_book(app, about)] if docname == app.config.root_doc else [_page(app, docname, about), _way(app, docname)]
    if docname.startswith(f"{units.FOLDER}/"):
        found[0] |= _unit(app, docname, doctree)
    if docname in getattr(app.env, "trilateral_catalogues", ()):
        found.append(catalogue.linked_data(app, docname))
    return [_lean({"@context": CONTEXT, **record}) for record in found]


def _lean(record):
    """Without what is empty: what is not known is not said."""
    if isinstance(record, dict):
        return {key: _lean(value) for key, value in record.items() if value not in ("", None, [], {}, ())}
    return [_lean(value) for value in record] if isinstance(record, list | tuple) else record


def _whole(app) -> dict:
    """What the book is, where it is spoken of."""
    work = citing.works(app).get("book")
    name = work.title if work else app.config.html_title
    return {"@type": "Book", "name": name, "url": site.page_address(app, app.config.root_doc)}


def _made(app) -> dict:
    """Who made it, when, in which edition and on what terms."""
    work = citing.works(app).get("book")
    if work is None:
        return {}
    return {"author": [author(entry) for entry in site.citation_file(app)["authors"]],
            "datePublished": work.released.isoformat(), "version": work.version, "license": site.licence(app)}


def author(entry: dict) -> dict:
    """An author of a citation file: a person has a family name, whatever has a name alone is a body."""
    if "family-names" in entry:
        given, family = entry.get("given-names", ""), entry["family-names"]
        return {"@type": "Person", "name": f"{given} {family}".strip(), "givenName": given, "familyName": family}
    return {"@type": "Organization", "name": entry["name"]}


def _book(app, about: str) -> dict:
    facts = site.citation_file(app)
    parts = [_named("ScholarlyArticle", app, doc) for doc in citing.chapters(Path(app.srcdir)) if doc in app.env.titles]
    return {**_whole(app), "description": about, "abstract": " ".join(facts.get("abstract", "").split()),
            "inLanguage": app.config.language, **_made(app), "keywords": facts.get("keywords"),
            "isBasedOn": [_article(entry) for entry in facts.get("references", [])], "hasPart": parts}


def _article(entry: dict) -> dict:
    """What the book reads, as its citation file says."""
    day = entry.get("date-published")
    return {"@type": "Article", "headline": entry["title"], "author": [author(each) for each in entry["authors"]],
            "publisher": author(entry["publisher"]) if "publisher" in entry else None,
            "datePublished": str(day) if day else "", "url": entry.get("url")}


def _named(kind: str, app, docname: str) -> dict:
    return {"@type": kind, "name": site.title(app, docname), "url": site.page_address(app, docname)}


def _page(app, docname: str, about: str) -> dict:
    """A chapter is cited on its own; the other pages are pages."""
    chapter = site.work(app, docname) is not None
    found = {**_named("ScholarlyArticle" if chapter else "WebPage", app, docname), "description": about,
             "inLanguage": app.config.language, "isPartOf": _whole(app)}
    return {**found, "headline": site.title(app, docname), **_made(app)} if chapter else found


def _unit(app, docname: str, doctree) -> dict:
    """What a teaching unit is besides a page: for whom, how long, what it teaches, and the chapter it belongs to."""
    unit = units.read(Path(app.srcdir), docname)
    goals = [item.astext() for section in doctree.findall(nodes.section)
             if section.next_node(nodes.title).astext() == HEADING for item in section.findall(nodes.list_item)]
    return {"@type": "LearningResource", "learningResourceType": "teaching unit", "educationalLevel": unit.level,
            "timeRequired": f"PT{unit.all_minutes}M", "teaches": goals,
            "about": [{"@type": "Thing", "name": field} for field in unit.fields],
            "isBasedOn": _named("ScholarlyArticle", app, unit.chapter), "isAccessibleForFree": True, **_made(app)}


def _way(app, docname: str) -> dict:
    """The way from the front page; parts of the contents are no pages and have no address."""
    steps = [_named("ListItem", app, app.config.root_doc), {"@type": "ListItem", "name": site.part_of(app, docname)},
             _named("ListItem", app, docname)]
    steps = [step for step in steps if step["name"]]
    return {"@type": "BreadcrumbList", "itemListElement": [
        {"@type": "ListItem", "position": number, "name": step["name"], "item": step.get("url", "")}
        for number, step in enumerate(steps, 1)]}
