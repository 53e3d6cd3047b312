"""The directive ``ledger-table``: every claim in one table that a script makes filterable, and the ledger as files."""
from __future__ import annotations

import html
import json
from pathlib import Path

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from trilateral import ledger
from trilateral.ledger.words import CONFIDENCES, ICONS, KINDS, VERDICTS
from trilateral.sphinxext import claims, language
from trilateral.sphinxext.tools import FOLDER

SCRIPT = "trilateral-ledger.js"
TITLES = ("Claim", "What it says", "Sec.", "Kind", "Verdict", "Confidence")
DECIDED = {"judged": "by judgement", "computed": "by a check", "robust": "by a robust check",
           "fragile": "by a fragile check"}


class ledger_table(nodes.General, nodes.Element):
    """Stands for the table; written when pages are, for its links depend on where pages are."""


class LedgerTable(SphinxDirective):
    """``ledger-table``."""

    def run(self) -> list[nodes.Node]:
        """A node that HTML writers fill; for others a plain table of badges and claims."""
        found = claims.book(self.env)
        records = getattr(self.env, "trilateral_records", set())
        self.env.trilateral_records = records | {self.env.docname}
        rows = [[claims.badge(one), one.claim.claim, one.claim.kind, one.claim.confidence] for one in found.values()]
        titles = ["Claim", "What it says", "Kind", "Confidence"]
        return [ledger_table("", claims.table(titles, rows, named="All claims"))]


def visit_html(translator, node: ledger_table) -> None:
    """Controls, a count, the table; without the script only the table is shown."""
    if translator.builder.name == "epub":
        return
    found = claims.book(translator.builder.env)
    rows = "".join(_row(translator.builder, one) for one in found.values())
    heads = "".join(f'<th scope="col">{title}</th>' for title in TITLES)
    translator.body.append(
        f'<div class="ledger">{_controls()}<p class="ledger-count" role="status">{len(found)} claims</p>'
        f'<div class="block-table"><table class="table ledger-table"><caption>Every claim of the article. '
        f"A claim’s number leads to its record.</caption><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
        "</div></div>"
    )
    raise nodes.SkipNode


def _row(builder, one: ledger.Judged) -> str:
    claim, verdict = one.claim, one.verdict
    how = f" ({one.robust})" if one.robust else ""
    cells = [
        f'<th scope="row"><a href="{claims.address(builder, one.id)}">{one.id}</a></th>',
        f"<td>{language.escaped(claim.claim)}</td>",
        f"<td>{claim.section}</td>",
        f"<td>{claim.kind}</td>",
        f'<td class="claim-{verdict.replace(" ", "-")}"><span class="claim-word">'
        f'<span aria-hidden="true">{ICONS[verdict]}</span> {verdict}</span></td>',
        f"<td>{claim.confidence}</td>",
    ]
    decided = "computed" if one.computed else "judged"
    return f'<tr data-decided="{decided}{how}">{"".join(cells)}</tr>'


def _controls() -> str:
    """Native controls, each with its label; the script shows them."""
    sections = {str(section.number): f"{section.number} {section.title}" for section in ledger.contents().sections}
    selects = [
        _select("section", "Section", sections),
        _select("kind", "Kind", dict(zip(KINDS, KINDS, strict=True))),
        _select("verdict", "Verdict", dict(zip(VERDICTS, VERDICTS, strict=True))),
        _select("confidence", "Confidence", dict(zip(CONFIDENCES, CONFIDENCES, strict=True))),
        _select("decided", "Decided", DECIDED),
    ]
    return ('<form class="ledger-controls" role="search" aria-label="Filter the ledger"><label>Text '
            f'<input type="search" name="text" autocomplete="off"/></label>{"".join(selects)}'
            '<button type="reset">Show all</button></form>')


def _select(name: str, label: str, options: dict[str, str]) -> str:
    inside = "".join(f'<option value="{value}">{html.escape(words)}</option>' for value, words in options.items())
    return f'<label>{label} <select name="{name}"><option value="">all</option>{inside}</select></label>'


def depart(translator, node: ledger_table) -> None:
    """Nothing to close."""


class ledger_files(nodes.General, nodes.Element):
    """Stands for the links to the ledger as files."""


class LedgerFiles(SphinxDirective):
    """``ledger-files``: the whole ledger to take along."""

    def run(self) -> list[nodes.Node]:
        """A node that HTML writers fill."""
        return [ledger_files()]


def visit_files(translator, node: ledger_files) -> None:
    """Links to the files that :func:`write_files` writes."""
    up = "../" * translator.builder.current_docname.count("/")
    links = [f'<a href="{up}{FOLDER}/ledger.{ending}" download="ledger.{ending}">Ledger ({ending.upper()})</a>'
             for ending in ("csv", "json")]
    translator.body.append(f'<p class="figure-tools">{"".join(links)}</p>')
    raise nodes.SkipNode


def write_files(app, exception) -> None:
    """Write ``ledger.csv`` (a row a claim) and ``ledger.json`` (evidence, checks and history too)."""
    if exception or app.builder.name != "html":
        return
    folder = Path(app.outdir) / FOLDER
    folder.mkdir(exist_ok=True)
    (folder / "ledger.csv").write_text(csv_text(), "utf-8")
    (folder / "ledger.json").write_text(json_text(), "utf-8")


def csv_text() -> str:
    """One row a claim, below a head that names source and licence."""
    given = ledger.source()
    head = f"# source: {given.credit}\n# licence: {given.licence['name']} {given.licence['url']}\n"
    return head + ledger.frame().to_csv(index=False, lineterminator="\n")


def json_text() -> str:
    """Everything: sections, argument, claims with evidence, checks and history."""
    contents, given = ledger.contents(), ledger.source()
    whole = {
        "source": given.credit, "licence": given.licence, "as_of": contents.as_of,
        "sections": [vars(section) for section in contents.sections],
        "argument": [vars(node) for node in contents.argument],
        "claims": [one.record() for one in ledger.judged().values()],
    }
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _script(app, pagename, templatename, context, doctree) -> None:
    if app.builder.name == "html" and doctree is not None and next(doctree.findall(ledger_table), None) is not None:
        app.add_js_file(SCRIPT, loading_method="defer")


def _skip(translator, node) -> None:
    raise nodes.SkipNode


def register(app) -> None:
    """Make directives, nodes and files known."""
    app.add_directive("ledger-table", LedgerTable)
    app.add_directive("ledger-files", LedgerFiles)
    other = (lambda translator, node: None, depart)
    app.add_node(ledger_table, html=(visit_html, depart), latex=other, text=other, man=other, texinfo=other)
    skip = (_skip, depart)
    app.add_node(ledger_files, html=(visit_files, depart), latex=skip, text=skip, man=skip, texinfo=skip)
    app.connect("html-page-context", _script)
    app.connect("build-finished", write_files)
