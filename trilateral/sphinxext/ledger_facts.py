"""What pages say about the ledger as a whole, computed when they are read.

The directives ``ledger-counts`` (claims by verdict), ``ledger-bar`` (the same as a picture), ``ledger-words`` (what its
words mean) and ``claim-example`` (a badge with its preview, which tells no claim), and the role ``ledger-fact`` for
counts in a sentence.
"""
from __future__ import annotations

import hashlib
import json
from datetime import date

from docutils import nodes
from sphinx.errors import ExtensionError
from sphinx.util.docutils import SphinxDirective, SphinxRole

from trilateral import ledger
from trilateral.ledger import words
from trilateral.sphinxext import claims
from trilateral.theme import formats

WORDS = {"verdicts": words.VERDICTS, "kinds": words.KINDS, "confidences": words.CONFIDENCES, "truths": words.TRUTHS,
         "moments": words.MOMENTS}


def facts() -> dict[str, str]:
    """Every fact by its name: counts of claims, verdicts and checks, and the day on which the ledger was closed."""
    frame = ledger.frame()
    counts = {
        "claims": len(frame),
        **{verdict: int((frame["verdict"] == verdict).sum()) for verdict in ledger.VERDICTS},
        **{f"{confidence} confidence": int((frame["confidence"] == confidence).sum())
           for confidence in ledger.CONFIDENCES},
        "computed": int(frame["computed"].sum()),
        "judged": int((~frame["computed"]).sum()),
        **{steady: int((frame["robust"] == steady).sum()) for steady in ("robust", "fragile")},
        "checks": len(ledger.outcomes()),
        "sections": int(frame["section"].nunique()),
    }
    day = date.fromisoformat(ledger.contents().as_of)
    return {**{name: formats.words(count) for name, count in counts.items()}, "as of": f"{day.day} {day:%B %Y}"}


class LedgerFact(SphinxRole):
    """``{ledger-fact}`contradicted``` puts a count into a sentence."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """The count in words or figures."""
        _note(self.env)
        found = facts()
        if self.text not in found:
            place = f"{self.env.docname}, line {self.lineno}"
            raise ExtensionError(f"{place}: no fact {self.text!r} on the ledger; there are {', '.join(found)}")
        return [nodes.inline("", found[self.text], classes=["ledger-fact"])], []


class LedgerCounts(SphinxDirective):
    """``ledger-counts``: a row a verdict, with how many claims have it and how many of them a check decides."""

    def run(self) -> list[nodes.Node]:
        """The table."""
        _note(self.env)
        frame = ledger.frame()
        rows = [[sign(verdict), *_counts(frame[frame["verdict"] == verdict])] for verdict in words.VERDICTS]
        rows.append(["all", *_counts(frame)])
        return [table(["Verdict", "Claims", "Of these computed"], rows, "Claims by verdict")]


def _counts(frame) -> list[str]:
    return [formats.number(len(frame)), formats.number(frame["computed"].sum())]


class LedgerBar(SphinxDirective):
    """``ledger-bar``: all verdicts as one bar, as long in its parts as there are claims, and the parts in words."""

    def run(self) -> list[nodes.Node]:
        """The bar, for pages, and a list that every writer understands."""
        _note(self.env)
        frame = ledger.frame()
        parts = [(verdict, frame[frame["verdict"] == verdict]) for verdict in words.VERDICTS]
        counts = [len(part) for _, part in parts]
        starts = [sum(counts[:place]) for place in range(len(counts))]
        bars = "".join(f'<rect class="{_class(verdict)}" x="{start}" width="{count}" height="1"/>'
                       for (verdict, _), start, count in zip(parts, starts, counts, strict=True))
        svg = f'<svg viewBox="0 0 {len(frame)} 1" preserveAspectRatio="none" aria-hidden="true">{bars}</svg>'
        listed = nodes.bullet_list("", *(_part(verdict, part) for verdict, part in parts))
        return [nodes.container("", nodes.raw("", svg, format="html"), listed, classes=["verdict-bar"])]


def _part(verdict: str, claims_of_it) -> nodes.list_item:
    count, computed = _counts(claims_of_it)
    line = nodes.paragraph("", "", nodes.inline("", count, classes=["count"]), nodes.Text(" "), sign(verdict),
                           nodes.Text(" "), nodes.inline("", f"{computed} computed", classes=["computed"]))
    return nodes.list_item("", line, classes=[_class(verdict)])


def _class(verdict: str) -> str:
    return f"verdict-{verdict.replace(' ', '-')}"


class LedgerWords(SphinxDirective):
    """``ledger-words verdicts``: the words of one kind and what each means, as the ledger itself defines them."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """The table."""
        _note(self.env)
        kind = self.arguments[0]
        if kind not in WORDS:
            raise ExtensionError(f"{self.env.docname}: ledger-words {kind!r}; expected one of {', '.join(WORDS)}")
        first = sign if kind == "verdicts" else str
        return [table(["Word", "Meaning"], [[first(word), meaning] for word, meaning in WORDS[kind].items()],
                      f"{kind.capitalize()} and what they mean")]


class ClaimExample(SphinxDirective):
    """``claim-example C018``: the claim's badge as prose has it, on a page that does not tell the claim."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """The badge in a paragraph of its own."""
        _note(self.env)
        found = claims.book(self.env)[self.arguments[0]]
        return [nodes.paragraph("", "", claims.badge(found, place=f"{found.id.lower()}-example"))]


def sign(verdict: str) -> nodes.inline:
    """A verdict's word behind its icon, in its colour."""
    return nodes.inline("", f"{words.ICONS[verdict]} {verdict}", classes=["verdict", _class(verdict)])


def table(titles: list[str], rows: list[list], named: str) -> nodes.container:
    """A table in the book's look, with a name that is heard; columns of numbers stand to the right."""
    group = nodes.tgroup(cols=len(titles))
    group += [nodes.colspec(colwidth=1) for _ in titles]
    group += nodes.thead("", _row(titles, rows))
    group += nodes.tbody("", *(_row(row, rows) for row in rows))
    return nodes.container("", nodes.table("", group, classes=["ledger-words", "colwidths-auto"], named=named),
                           classes=["block-table"])


def _row(cells: list, rows: list[list]) -> nodes.row:
    row = nodes.row()
    for number, cell in enumerate(cells):
        inside = cell if isinstance(cell, nodes.Node) else nodes.Text(cell)
        right = all(str(each[number]).replace(",", "").isdigit() for each in rows)
        row += nodes.entry("", nodes.paragraph("", "", inside), classes=["number"] if right else [])
    return row


def _note(env) -> None:
    """The page is read again when the ledger changes."""
    env.trilateral_fact_pages = getattr(env, "trilateral_fact_pages", set()) | {env.docname}


def digest(env) -> str:
    """Of all that these pages say: facts, words, and every badge that could be an example."""
    badges = {id: (one.verdict, one.computed, one.claim.claim, one.claim.confidence)
              for id, one in claims.book(env).items()}
    return hashlib.sha256(json.dumps([facts(), WORDS, words.ICONS, badges]).encode()).hexdigest()


def outdated(app, env, added, changed, removed) -> list[str]:
    """Pages that say something of a ledger which is not as it was when they were read."""
    pages, before = getattr(env, "trilateral_fact_pages", set()), getattr(env, "trilateral_facts", None)
    env.trilateral_facts = digest(env)
    return sorted(pages & set(env.found_docs)) if before != env.trilateral_facts else []


def merge(app, env, docnames, other) -> None:
    """Pages read by another process."""
    both = getattr(env, "trilateral_fact_pages", set()) | getattr(other, "trilateral_fact_pages", set())
    env.trilateral_fact_pages = both


def register(app) -> None:
    """Make role and directives known."""
    app.add_role("ledger-fact", LedgerFact())
    app.add_directive("ledger-counts", LedgerCounts)
    app.add_directive("ledger-bar", LedgerBar)
    app.add_directive("ledger-words", LedgerWords)
    app.add_directive("claim-example", ClaimExample)
    app.connect("env-get-outdated", outdated)
    app.connect("env-merge-info", merge)
