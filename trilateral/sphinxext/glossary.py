"""Terms of the glossary, linked where a page first uses them, with their line on hover and focus.

The glossary is a page with Sphinx's own ``glossary`` directive; its order is the order of preference: a page that
uses more terms than it can bear links those that stand first. Pages with ``noglossary: true`` in their head have none.
"""
from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from docutils import nodes
from sphinx import addnodes

from trilateral.sphinxext import language

PAGE = "book/glossary"
MOST = 15  # links a page
TEXT_LINE, NOTE_LINE = 67, 28  # letters, about; three lines of a note in the margin are as high as two of text
SCRIPT = "trilateral-claims.js"  # previews of claims and of terms behave alike

# Body prose is what stands in paragraphs that are not in one of these.
APART = (nodes.title, nodes.caption, nodes.legend, nodes.figure, nodes.table, nodes.reference, nodes.literal,
         nodes.literal_block, nodes.footnote, nodes.citation, nodes.rubric, nodes.raw, nodes.field_list,
         nodes.definition_list, addnodes.pending_xref, addnodes.toctree, nodes.inline)
APART_CLASSES = {"cell", "block", "block-table", "claim-record", "credit", "front-ways", "front-numbers", "rests-on"}


@dataclass(frozen=True)
class Term:
    """One entry: its names, its line, the anchor on the glossary's page."""

    names: tuple[str, ...]
    line: str
    anchor: str


class term_link(nodes.Inline, nodes.TextElement):
    """A term in prose; attributes ``anchor``, ``line``, ``place``, an id of its own on the page, and ``noted``.

    The line of a noted term may stand in the margin: the term is its paragraph's first, and the line no taller.
    """


def entries(doctree: nodes.document) -> tuple[Term, ...]:
    """All entries of a page with glossaries, in its order."""
    items = (item for glossary in doctree.findall(addnodes.glossary)
             for item in glossary.findall(nodes.definition_list_item))
    return tuple(_entry(item) for item in items)


def _entry(item: nodes.definition_list_item) -> Term:
    terms = list(item.findall(nodes.term))
    line = next(item.findall(nodes.definition)).astext()
    return Term(tuple(_name(term) for term in terms), " ".join(line.split()), terms[0]["ids"][0])


def _name(term: nodes.term) -> str:
    return "".join(child.astext() for child in term.children if not isinstance(child, addnodes.index)).strip()


def pattern(terms: tuple[Term, ...]) -> re.Pattern[str]:
    """Finds any name of any term, the longest first; words in lower case may begin a sentence and be many."""
    names = sorted({name for term in terms for name in term.names}, key=lambda name: (-len(name), name))
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(_spelling, names))})(?![\w-])")


def _spelling(name: str) -> str:
    """Regular expression of a name, with any white space between its words."""
    words = r"\s+".join(re.escape(word) for word in name.split())
    if name != name.lower():
        return words
    return f"[{name[0]}{name[0].upper()}]{words[1:]}s?" if words[0] == name[0] else f"{words}s?"


def known_as(found: str, terms: tuple[Term, ...]) -> Term:
    """The term that a passage names."""
    plain = " ".join(found.split())
    spellings = {plain, plain[0].lower() + plain[1:], plain.removesuffix("s"),
                 (plain[0].lower() + plain[1:]).removesuffix("s")}
    return next(term for term in terms if spellings & set(term.names))


def choose(texts: list[str], terms: tuple[Term, ...], most: int = MOST) -> list[tuple[int, int, int, Term]]:
    """First use of each term in the texts as (text, start, end, term), in order of place; ``most`` at most."""
    first: dict[Term, tuple[int, int, int, Term]] = {}
    seek = pattern(terms)
    for number, text in enumerate(texts):
        for match in seek.finditer(text):
            term = known_as(match[0], terms)
            first.setdefault(term, (number, match.start(), match.end(), term))
    ranked = sorted(first.values(), key=lambda use: terms.index(use[3]))
    return sorted(ranked[:most], key=lambda use: use[:3])


def prose(doctree: nodes.document) -> Iterator[nodes.Text]:
    """The texts of the page's body prose."""
    for paragraph in doctree.findall(nodes.paragraph):
        if not _apart(paragraph):
            yield from (text for text in paragraph.findall(nodes.Text) if not _apart(text, paragraph))


def _apart(node: nodes.Node, until: nodes.Node | None = None) -> bool:
    """Something between the node and ``until`` (the page) takes it out of the prose."""
    above = node.parent
    while above is not None and above is not until:
        if isinstance(above, APART) or APART_CLASSES & set(above.get("classes", [])):
            return True
        above = above.parent
    return False


def link(doctree: nodes.document, terms: tuple[Term, ...]) -> None:
    """Put links where the page first uses its terms."""
    texts = list(prose(doctree))
    uses = choose([text.astext() for text in texts], terms)
    seen: set[int] = set()
    for number in sorted({use[0] for use in uses}):
        text, parts, end = texts[number], [], 0
        whole = text.astext()
        for _, start, stop, term in (use for use in uses if use[0] == number):
            parts += [nodes.Text(whole[end:start])] if start > end else []
            parts.append(term_link("", whole[start:stop], anchor=term.anchor, line=term.line,
                                   place=nodes.make_id(f"on-{term.anchor}"), noted=_noted(text, term, seen)))
            end = stop
        parts += [nodes.Text(whole[end:])] if end < len(whole) else []
        text.parent.replace(text, parts)


def _noted(text: nodes.Text, term: Term, seen: set[int]) -> bool:
    """Whether the term's line has room beside its paragraph; ``seen`` are the paragraphs that have a note."""
    paragraph = text.parent
    while not isinstance(paragraph, nodes.paragraph):
        paragraph = paragraph.parent
    text_lines = -(-len(paragraph.astext()) // TEXT_LINE)
    note_lines = -(-len(f"{term.names[0]} {term.line}") // NOTE_LINE)
    if id(paragraph) in seen or not isinstance(paragraph.parent, nodes.section) or 2 * note_lines > 3 * text_lines:
        return False
    seen.add(id(paragraph))
    return True


def updated(app, env) -> list[str]:
    """All pages are written again when the glossary has changed, and none is read again."""
    terms = entries(env.get_doctree(PAGE)) if PAGE in env.found_docs else ()
    before, env.trilateral_terms = getattr(env, "trilateral_terms", None), terms
    return [] if before in (None, terms) else sorted(env.found_docs)


def resolve(app, doctree, docname) -> None:
    """Link the terms of a page."""
    terms = getattr(app.env, "trilateral_terms", ())
    if terms and docname != PAGE and "noglossary" not in app.env.metadata[docname]:
        link(doctree, terms)


def visit_html(translator, node: term_link) -> None:
    """A link whose description is the term's line, shown on hover and focus."""
    builder = translator.builder
    address = f"{builder.get_relative_uri(builder.current_docname, PAGE)}#{node['anchor']}"
    if builder.name == "epub":
        translator.body.append(f'<a href="{address}">{html.escape(node.astext())}</a>')
        raise nodes.SkipNode
    # Shown in the margin, the line would be read out in the middle of a sentence; the link is described by it anyway.
    kind, aside = ("term term-noted", ' aria-hidden="true"') if node["noted"] else ("term", "")
    name = f' data-term="{html.escape(node.astext())}"' if node["noted"] else ""
    translator.body.append(
        f'<span class="{kind}"><a class="term-link" href="{address}" aria-describedby="{node["place"]}">'
        f'{html.escape(node.astext())}</a><span class="term-preview" role="tooltip" id="{node["place"]}"{aside}{name}>'
        f'{language.escaped(node["line"])}</span></span>')
    raise nodes.SkipNode


def visit_other(translator, node: term_link) -> None:
    """Elsewhere: the words alone."""


def depart(translator, node) -> None:
    """Nothing to close."""


def _script(app, pagename, templatename, context, doctree) -> None:
    if app.builder.name == "html" and doctree is not None and next(doctree.findall(term_link), None) is not None:
        app.add_js_file(SCRIPT, loading_method="defer")


def register(app) -> None:
    """Make the node known and connect to Sphinx."""
    other = (visit_other, depart)
    app.add_node(term_link, html=(visit_html, depart), latex=other, text=other, man=other, texinfo=other)
    app.connect("env-updated", updated)
    app.connect("doctree-resolved", resolve, priority=700)  # after citations and references have become links
    app.connect("html-page-context", _script)
