"""The directive ``ledger-checks``: every check in one table, with what other thresholds would give."""
from __future__ import annotations

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from trilateral import ledger
from trilateral.ledger import checking
from trilateral.ledger.words import ICONS
from trilateral.sphinxext import claims

TITLES = ["Claims", "Question and finding", "Verdict, and at other thresholds"]


class LedgerChecks(SphinxDirective):
    """``ledger-checks``."""

    def run(self) -> list[nodes.Node]:
        """The table."""
        found = claims.book(self.env)
        records = getattr(self.env, "trilateral_records", set())
        self.env.trilateral_records = records | {self.env.docname}
        return [claims.table(TITLES, [_row(outcome, found) for outcome in ledger.outcomes().values()],
                             "ledger-checks", named="All checks")]


def _row(outcome: ledger.Outcome, found: dict[str, ledger.Judged]) -> list:
    badges = nodes.inline()
    for id in outcome.claims:
        badges += [claims.badge(found[id]), nodes.Text(" ")]
    check = checking.checks()[outcome.check]
    words = nodes.inline("", "", nodes.emphasis("", check.question), nodes.Text(f" {outcome.sentence}"))
    verdict = nodes.inline("", "", nodes.strong("", f"{ICONS[outcome.verdict]} {outcome.verdict}"))
    verdict += nodes.Text(f" at: {outcome.threshold}; " if outcome.threshold else "; ")
    verdict += nodes.Text(check.sensitivity(outcome))
    return [badges, words, verdict]


def register(app) -> None:
    """Make the directive known."""
    app.add_directive("ledger-checks", LedgerChecks)
