"""What a check finds: a value, a verdict, a sentence."""
from __future__ import annotations

import re
from dataclasses import dataclass

from trilateral.ledger.words import VERDICTS

# As the prose writes them: the sign behind a numeral, without a gap; a minus that is no hyphen.
_PERCENT = re.compile(r"(?<=\d) (?:%|per cent\b)")
_MINUS = re.compile(r"(?<![\w-])-(?=\d)")


@dataclass(frozen=True)
class Finding:
    """Result of one check at one threshold.

    Parameters
    ----------
    value
        What was measured; None where nothing is counted.
    unit
        Unit of the value as a reader sees it: ``"days"``, ``"share"``, ``"km"``.
    verdict
        One of :data:`trilateral.ledger.words.VERDICTS`.
    sentence
        What was found, as one sentence that stands alone and has the numbers in it.

    Raises
    ------
    ValueError
        There is no such verdict, or the sentence is none.
    """

    value: float | int | None
    unit: str
    verdict: str
    sentence: str

    def __post_init__(self):
        object.__setattr__(self, "sentence", _MINUS.sub("−", _PERCENT.sub("%", self.sentence)))
        if self.verdict not in VERDICTS:
            raise ValueError(f"verdict {self.verdict!r}: expected one of {', '.join(VERDICTS)}")
        if not (self.sentence[:1].isupper() or self.sentence[:1].isdigit()) or not self.sentence.endswith("."):
            raise ValueError(f"sentence {self.sentence!r}: expected a capital or digit first and a full stop last")
        if self.value is not None:  # NumPy's numbers are not JSON's
            object.__setattr__(self, "value", self.value.item() if hasattr(self.value, "item") else self.value)

    @classmethod
    def at_least(cls, value, threshold, unit: str, sentence: str, *, partly=None) -> Finding:
        """Supported from ``threshold`` up, partly from ``partly`` up, else contradicted."""
        return cls(value, unit, _verdict(value >= threshold, partly is not None and value >= partly), sentence)

    @classmethod
    def at_most(cls, value, threshold, unit: str, sentence: str, *, partly=None) -> Finding:
        """Supported down from ``threshold``, partly down from ``partly``, else contradicted."""
        return cls(value, unit, _verdict(value <= threshold, partly is not None and value <= partly), sentence)

    @classmethod
    def parts(cls, parts: dict[str, bool], sentence: str) -> Finding:
        """A claim of several parts: supported if all hold, partly if some do, contradicted if none does."""
        held = sum(map(bool, parts.values()))
        return cls(held, f"of {len(parts)} parts hold", _verdict(held == len(parts), held > 0), sentence)


def _verdict(whole: bool, some: bool) -> str:
    return "supported" if whole else "partly" if some else "contradicted"
