"""Which verdicts another edition of the data changes."""
from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from trilateral.ledger.book import judge, judged
from trilateral.ledger.checking import Data, Outcome, checks, run
from trilateral.ledger.claims import contents


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


def differences(ids: set[str], folder: Path) -> tuple[list[Difference], set[str]]:
    """Checks of the claims ``ids`` whose verdict differs under the data of ``folder``, and tables that it lacks."""
    data = Data(folder)
    other = {name: run(found, data) for name, found in checks().items()}
    found = [
        Difference(id, mine.check, mine.verdict, theirs.verdict, mine.sentence, theirs.sentence,
                   contents().claims[id].decided_by == mine.check)
        for id, one in judged().items() if id in ids
        for mine, theirs in _pairs(one.outcomes, judge(one.claim, other).outcomes) if mine.verdict != theirs.verdict
    ]
    return found, data.missing


def _pairs(one: tuple[Outcome, ...], other: tuple[Outcome, ...]) -> list[tuple[Outcome, Outcome]]:
    return list(zip(one, other, strict=True))
