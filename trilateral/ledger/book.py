"""The ledger as the book shows it: every claim with the verdict that its evidence gives today."""
from __future__ import annotations

import functools
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from trilateral import paths
from trilateral.ledger.checking import Outcome, outcomes, own
from trilateral.ledger.claims import Claim, LedgerError, contents

if TYPE_CHECKING:
    import pandas as pd

    from trilateral.tables import Source


@dataclass(frozen=True)
class Judged:
    """A claim, the outcomes of its checks, and its verdict: the deciding check's, or the one typed."""

    claim: Claim
    outcomes: tuple[Outcome, ...]
    verdict: str

    @property
    def id(self) -> str:
        """The claim's id."""
        return self.claim.id

    @property
    def computed(self) -> bool:
        """A check decides the verdict."""
        return bool(self.claim.decided_by)

    @property
    def robust(self) -> str:
        """``robust`` or ``fragile`` where a check decides, else empty."""
        decisive = next((found for found in self.outcomes if found.check == self.claim.decided_by), None)
        return "" if decisive is None else "robust" if decisive.robust else "fragile"

    @property
    def reason(self) -> str:
        """Why, in a sentence: the deciding check's finding, or what does not hold, or the note."""
        decisive = next((found for found in self.outcomes if found.check == self.claim.decided_by), None)
        return decisive.sentence if decisive else self.claim.fails or self.claim.note

    def record(self) -> dict[str, Any]:
        """As JSON has it."""
        found = asdict(self.claim)
        for piece in found["evidence"]:
            for name in [name for name, value in piece.items() if not value]:
                piece.pop(name)
        return {**found, "verdict": self.verdict, "computed": self.computed, "robust": self.robust,
                "checks": [outcome.record() for outcome in self.outcomes]}


def judged(folder: Path | None = None) -> dict[str, Judged]:
    """Every claim by id, judged under the data of ``folder`` (the book's own by default).

    A folder with claims and checks of its own is the ledger of another text; what tables it lacks, the book lends.

    Raises
    ------
    LedgerError
        Evidence names a check that does not exist, or a check names a claim that does not rest on it.
    """
    place = folder or paths.data_dir()
    return dict(_judged.__wrapped__(place) if own(place) else _judged(place))


@functools.lru_cache(maxsize=4)
def _judged(folder: Path) -> tuple[tuple[str, Judged], ...]:
    claims, found = contents(folder).claims, outcomes(folder)
    return tuple((id, judge(claim, found)) for id, claim in claims.items())


def judge(claim: Claim, found: dict[str, Outcome]) -> Judged:
    """Put a claim and the outcomes of its checks together."""
    names = [piece.check for piece in claim.evidence if piece.check]
    for name in names:
        if name not in found:
            raise LedgerError(f"data/claims.yml {claim.id}, field evidence: there is no check {name!r}")
    silent = [name for name, outcome in found.items() if claim.id in outcome.claims and name not in names]
    if silent:
        raise LedgerError(f"data/claims.yml {claim.id}, field evidence: lacks {', '.join(silent)}, which names it")
    mine = tuple(found[name] for name in names)
    for outcome in mine:
        if claim.id not in outcome.claims:
            raise LedgerError(f"check {outcome.check}: does not name {claim.id}, which rests on it")
    verdict = found[claim.decided_by].verdict if claim.decided_by else claim.verdict
    return Judged(claim, mine, verdict)


def source(folder: Path | None = None) -> Source:
    """The ledger as a figure's source."""
    from trilateral.tables import Source

    day = contents(folder).as_of
    return Source(
        id="ledger", producer=contents(folder).authors, title="Ledger of claims", edition=f"as of {day}", url="",
        licence={"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"}, retrieved=day,
        route="data/claims.yml and the checks of trilateral/ledger/checks",
    )


def frame(folder: Path | None = None) -> pd.DataFrame:
    """One row a claim: what the ledger's table and charts show."""
    import pandas as pd

    rows = [
        {"id": one.id, "section": one.claim.section, "claim": one.claim.claim, "kind": one.claim.kind,
         "attributed_to": one.claim.attributed_to, "verdict": one.verdict, "confidence": one.claim.confidence,
         "computed": one.computed, "robust": one.robust, "said": one.claim.when["said"],
         "published": one.claim.when["published"], "now": one.claim.when["now"], "note": one.claim.note}
        for one in judged(folder).values()
    ]
    return pd.DataFrame(rows)
