"""Which verdicts another edition of the data changes."""
from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from trilateral.ledger.book import judge, judged
from trilateral.ledger.checking import Data, Outcome, checks, run
from trilateral.ledger.claims import Claim, contents


@dataclass(frozen=True)
class Difference:
    """A check of a claim that comes out otherwise; ``decides`` says whether the claim's verdict goes with it."""

    claim: str
    check: str
    before: str
    after: str
    sentence_before: str
    sentence_after: str
    decides: bool

    def record(self) -> dict[str, Any]:
        """As JSON has it."""
        return asdict(self)

    def line(self) -> str:
        """As a reader sees it."""
        whole = "verdict" if self.decides else "one check (the verdict is judged: read it again)"
        return (f"{self.claim}  {self.before} -> {self.after}  {whole}, {self.check}\n"
                f"  before: {self.sentence_before}\n  after:  {self.sentence_after}")


@dataclass(frozen=True)
class Steadiness:
    """A check whose verdict stays, but is now robust where it was fragile, or the other way round."""

    check: str
    claims: tuple[str, ...]
    verdict: str
    robust: bool
    sensitivity: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Comparison:
    """How the outcomes of checks differ between two editions.

    ``reworded`` names the checks whose sentence changes (another number in it) while verdict and robustness stay;
    ``ran`` counts the checks that were compared.
    """

    flips: tuple[Difference, ...]
    steadiness: tuple[Steadiness, ...]
    reworded: tuple[str, ...]
    ran: int


def compared(before: Mapping[str, Outcome], after: Mapping[str, Outcome], claims: Iterable[Claim]) -> Comparison:
    """Compare the outcomes of the checks that both have, by check and by the claims that rest on them."""
    both = [name for name in before if name in after]
    same = [name for name in both if before[name].verdict == after[name].verdict]
    flips = tuple(
        _difference(claim, before[piece.check], after[piece.check]) for claim in claims for piece in claim.evidence
        if piece.check in both and before[piece.check].verdict != after[piece.check].verdict
    )
    unsteady = [name for name in same if before[name].robust != after[name].robust]
    steadiness = tuple(Steadiness(name, after[name].claims, after[name].verdict, after[name].robust,
                                  after[name].sensitivity) for name in unsteady)
    reworded = tuple(name for name in same if name not in unsteady and before[name].sentence != after[name].sentence)
    return Comparison(flips, steadiness, reworded, len(both))


def differences(ids: set[str], folder: Path) -> tuple[list[Difference], set[str]]:
    """Checks of the claims ``ids`` whose verdict differs under the data of ``folder``, and tables that it lacks."""
    data = Data(folder)
    theirs = {name: run(found, data) for name, found in checks().items()}
    mine = {outcome.check: outcome for one in judged().values() for outcome in one.outcomes}
    claims = [claim for id, claim in contents().claims.items() if id in ids]
    for claim in claims:
        judge(claim, theirs)  # a claim whose evidence does not fit the checks stops here
    return list(compared(mine, theirs, claims).flips), data.missing


def _difference(claim: Claim, one: Outcome, other: Outcome) -> Difference:
    return Difference(claim.id, one.check, one.verdict, other.verdict, one.sentence, other.sentence,
                      claim.decided_by == one.check)
