"""The role ``claim``, the table that ends a chapter, and the records of the ledger's pages.

Verdicts are computed once a build and kept beside Sphinx's own state under a digest of data and code.
"""
from __future__ import annotations

import hashlib
import json
from pathlib import Path

from docutils import nodes
from docutils.statemachine import StringList
from sphinx.errors import ExtensionError
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective, SphinxRole

from trilateral import ledger
from trilateral.ledger import keeping
from trilateral.ledger.words import ICONS
from trilateral.sphinxext import claim_records, language

SCRIPT = "trilateral-claims.js"
log = logging.getLogger(__name__)


class claim_badge(nodes.Inline, nodes.Element):
    """A claim's id and verdict, a link to its record; ``told`` badges stand in prose and have a preview."""


class claim_places(nodes.General, nodes.Element):
    """Stands for the list of chapters that tell the claim ``claim``; known only when all pages have been read."""


class claim_figures(nodes.General, nodes.Element):
    """Stands for links to the figures ``names``; their numbers are known only when all pages have been read."""


def book(env) -> dict[str, ledger.Judged]:
    """Every claim, judged."""
    try:
        return ledger.judged()
    except ledger.LedgerError as error:
        raise ExtensionError(f"ledger: {error}") from None


class ClaimRole(SphinxRole):
    """``{claim}`C018``` puts the claim's badge where the chapter tells it."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """The badge."""
        found = book(self.env).get(self.text)
        if found is None:
            place = f"{self.env.docname}, line {self.lineno}"
            raise ExtensionError(f"{place}: there is no claim {self.text!r} in data/claims.yml")
        told = _told(self.env).setdefault(self.env.docname, [])
        told.append(found.id)
        return [badge(found, place=f"{found.id.lower()}-{told.count(found.id)}")], []


def badge(found: ledger.Judged, place: str = "") -> claim_badge:
    """Badge of a claim; with a ``place``, an id of its own on the page, it has a preview."""
    return claim_badge(claim=found.id, verdict=found.verdict, words=found.claim.claim,
                       confidence=found.claim.confidence, how="computed" if found.computed else "judged", place=place)


def _told(env) -> dict[str, list[str]]:
    if not hasattr(env, "trilateral_told"):
        env.trilateral_told = {}
    return env.trilateral_told


class ClaimsTold(SphinxDirective):
    """``claims-told``: the claims that this page has told so far, in a table."""

    def run(self) -> list[nodes.Node]:
        """The table."""
        found = book(self.env)
        ids = sorted(set(_told(self.env).get(self.env.docname, [])))
        if not ids:
            raise ExtensionError(f"{self.env.docname}: claims-told, but no claim is told on the page")
        rows = [[badge(found[id]), found[id].claim.claim, found[id].claim.confidence, found[id].reason] for id in ids]
        return [table(["Claim", "What it says", "Confidence", "Why"], rows, named="Claims of the chapter")]


def table(titles: list[str], rows: list[list], *classes: str, named: str) -> nodes.container:
    """A table of plain words and nodes, with rules and a frame like those of the figures' tables; its name is heard."""
    made = nodes.table(classes=["claims-told", "colwidths-auto", *classes], named=named)
    group = nodes.tgroup(cols=len(titles))
    group += [nodes.colspec(colwidth=1) for _ in titles]
    group += nodes.thead("", _row(titles))
    group += nodes.tbody("", *map(_row, rows))
    made += group
    return nodes.container("", made, classes=["block-table"])


def _row(cells: list) -> nodes.row:
    row = nodes.row()
    for cell in cells:
        inside = cell if isinstance(cell, nodes.Node) else nodes.Text(str(cell))
        row += nodes.entry("", nodes.paragraph("", "", inside))
    return row


class ClaimRecords(SphinxDirective):
    """``claim-records``: every claim of the given sections of the article, with evidence, checks and history."""

    required_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[nodes.Node]:
        """One block a claim, each with its own anchor."""
        sections = {int(number) for number in self.arguments[0].split()}
        chosen = [one for one in book(self.env).values() if one.claim.section in sections]
        records = getattr(self.env, "trilateral_records", set())
        self.env.trilateral_records = records | {self.env.docname}
        return [self._record(one) for one in chosen]

    def _record(self, one: ledger.Judged) -> nodes.Node:
        name = one.id.lower()
        kind = f"claim-{one.verdict.replace(' ', '-')}"
        holder = nodes.container(ids=[name], names=[name], classes=["claim-record", kind])
        self.state.document.note_explicit_target(holder, holder)
        link = nodes.raw("", f'<a class="claim-permalink" href="#{name}" aria-label="Link to claim {one.id}">Link</a>',
                         format="html")
        words = nodes.Text(f" {one.claim.kind}, {one.claim.attributed_to} ")
        holder += nodes.paragraph("", "", badge(one), words, link, classes=["claim-head"])
        lines = claim_records.markdown(one)
        self.state.nested_parse(StringList(lines, source=f"{self.env.docname} {one.id}"), self.content_offset, holder)
        if one.claim.figures:
            holder += claim_figures(names=one.claim.figures, claim=one.id)
        holder += claim_places(claim=one.id)
        return holder


def resolve(app, doctree, docname) -> None:
    """Put links to the chapters that tell a claim, and to its figures, where they belong."""
    for place in list(doctree.findall(claim_figures)):
        place.replace_self(_figures(app, docname, place))
    for place in list(doctree.findall(claim_places)):
        docs = [doc for doc, ids in sorted(_told(app.env).items()) if place["claim"] in ids]
        words: list[nodes.Node] = [nodes.strong("", "Told in: ")]
        for number, doc in enumerate(docs):
            words += [nodes.Text(", ")] if number else []
            address = app.builder.get_relative_uri(docname, doc) + f"#{place['claim'].lower()}-1-badge"
            words.append(nodes.reference("", app.env.titles[doc].astext(), refuri=address, internal=True))
        place.replace_self(nodes.paragraph("", "", *words, classes=["claim-places"]) if docs else [])


def _figures(app, docname: str, place: claim_figures) -> nodes.paragraph:
    """``{numref}`` would load the other page's whole tree for each link."""
    words: list[nodes.Node] = [nodes.emphasis("", "Figures."), nodes.Text(" ")]
    for number, name in enumerate(place["names"]):
        doc, label = app.env.domains["std"].anonlabels.get(name, ("", ""))
        numbers = app.env.toc_fignumbers.get(doc, {})
        kind = next((kind for kind in numbers if label in numbers[kind]), None)
        if kind is None:
            log.warning("data/claims.yml %s, field figures: there is no figure %r", place["claim"], name)
            continue
        title = app.config.numfig_format[kind].replace("%s", ".".join(map(str, numbers[kind][label])))
        words += [nodes.Text(", ")] if number else []
        address = f"{app.builder.get_relative_uri(docname, doc)}#{label}"
        words.append(nodes.reference("", title, refuri=address, internal=True))
    return nodes.paragraph("", "", *words)


def purge(app, env, docname) -> None:
    """A page that is read again tells its claims anew."""
    _told(env).pop(docname, None)


def merge(app, env, docnames, other) -> None:
    """Pages read by another process."""
    _told(env).update({doc: ids for doc, ids in _told(other).items() if doc in docnames})
    env.trilateral_records = getattr(env, "trilateral_records", set()) | getattr(other, "trilateral_records", set())


def updated(app, env) -> list[str]:
    """Records say where claims are told: they are written again when that has changed."""
    now = json.dumps(_told(env), sort_keys=True)
    if getattr(env, "trilateral_told_written", None) == now:
        return []
    env.trilateral_told_written = now
    return sorted(getattr(env, "trilateral_records", set()) & set(env.found_docs))


def address(builder, id: str) -> str:
    """Where a claim's record is, seen from the page that is being written."""
    contents = ledger.contents()
    page = contents.section(contents.claims[id].section).page
    return f"{builder.get_relative_uri(builder.current_docname, page)}#{id.lower()}"


def visit_html(translator, node: claim_badge) -> None:
    """A link with icon and word; in prose the claim itself is its description and shows on hover and focus."""
    verdict, id = node["verdict"], node["claim"]
    link = (f'<a class="claim-link" href="{address(translator.builder, id)}"{{}}><span class="claim-id">{id}</span> '
            f'<span class="claim-icon" aria-hidden="true">{ICONS[verdict]}</span> {verdict}</a>')
    kind = f"claim claim-{verdict.replace(' ', '-')}"
    if not node["place"]:
        translator.body.append(f'<span class="{kind}">{link.format("")}</span>')
        raise nodes.SkipNode
    described = f"claim-{node['place']}"
    preview = (f'<span class="claim-preview" role="tooltip" id="{described}">{language.escaped(node["words"])} '
               f'<span class="claim-how">{node["how"]}, confidence {node["confidence"]}</span></span>')
    translator.body.append(f'<span class="{kind}" id="{node["place"]}-badge">'
                           f'{link.format(f" aria-describedby={chr(34)}{described}{chr(34)}")}{preview}</span>')
    raise nodes.SkipNode


def audit(app, env) -> None:
    """A build of the whole book fails for anything that the ledger names and is not there, and for untold claims."""
    if not getattr(env, "trilateral_records", None):
        return  # a few pages only, as tests build
    chapters = {doc: ids for doc, ids in _told(env).items() if doc.startswith("notebooks/")}
    root = Path(app.srcdir)
    found = ledger.untold(id for ids in chapters.values() for id in ids)
    if (root / "data").is_dir():
        found += ledger.faults(root)
    if found:
        raise ExtensionError("ledger:\n" + "\n".join(found))


def visit_text(translator, node: claim_badge) -> None:
    """Elsewhere: id and verdict in brackets."""
    text = nodes.Text(f"[{node['claim']}: {node['verdict']}]")
    node.parent.replace(node, text)
    text.walkabout(translator)
    raise nodes.SkipNode


def depart(translator, node) -> None:
    """Nothing to close."""


def digests(env) -> dict[str, str]:
    """What the badge and the record of each claim rest on: the claim, and what its checks found."""
    as_of = ledger.contents().as_of
    return {id: hashlib.sha256(json.dumps([as_of, one.record()], sort_keys=True).encode()).hexdigest()
            for id, one in book(env).items()}


def prepare(app) -> None:
    """Run the checks, or take what they gave from beside Sphinx's own state."""
    try:
        keeping.kept(Path(app.doctreedir) / keeping.FILE)
    except ledger.LedgerError as error:
        raise ExtensionError(f"ledger: {error}") from None


def outdated(app, env, added, changed, removed) -> list[str]:
    """Pages that tell or record a claim which is not as it was when they were read."""
    now, before = digests(env), getattr(env, "trilateral_claims", {})
    env.trilateral_claims = now
    moved = {id for id in now.keys() | before.keys() if now.get(id) != before.get(id)}
    pages = {doc for doc, ids in _told(env).items() if moved & set(ids)}
    pages |= getattr(env, "trilateral_records", set()) if moved else set()
    return sorted(pages & set(env.found_docs))


def _script(app, pagename, templatename, context, doctree) -> None:
    if app.builder.name == "html" and doctree is not None and next(doctree.findall(claim_badge), None) is not None:
        app.add_js_file(SCRIPT, loading_method="defer")


def register(app) -> None:
    """Make role, directives and nodes known."""
    app.add_role("claim", ClaimRole())
    app.add_directive("claims-told", ClaimsTold)
    app.add_directive("claim-records", ClaimRecords)
    other = (visit_text, depart)
    app.add_node(claim_badge, html=(visit_html, depart), latex=other, text=other, man=other, texinfo=other)
    for late in (claim_places, claim_figures):  # resolved before anything is written
        app.add_node(late, html=(depart, depart), latex=(depart, depart), text=(depart, depart))
    app.connect("builder-inited", prepare)
    app.connect("env-get-outdated", outdated)
    app.connect("env-purge-doc", purge)
    app.connect("env-merge-info", merge)
    app.connect("env-updated", updated)
    app.connect("env-check-consistency", audit)
    app.connect("doctree-resolved", resolve)
    app.connect("html-page-context", _script)
