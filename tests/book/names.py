"""The policy on names: states, seas and islands in the book's own words."""
from __future__ import annotations

import re

WRONG = ("South Korea", "North Korea", "Liancourt", "Formosa", "Diaoyutai", "trilateral alliance")
PAIRS = (("Dokdo", "Takeshima"), ("Senkaku", "Diaoyu"), ("Sea of Japan", "East Sea"))
FIRST = {
    "ROK": r"Republic of Korea \(ROK[,)]|ROK \(South Korea\)",
    "DPRK": r"Democratic People's Republic of Korea \(DPRK[,)]|DPRK \(North Korea\)",
    "Taiwan": r"Taiwan \(ROC\)|Taiwan Strait|Taiwan's Ministry",
}
"""Short name -> how it stands where a chapter uses it first; the strait and the ministry are names of their own."""


def faults(words: str) -> list[str]:
    """What a text calls otherwise than the book does."""
    words = words.replace("Takeshima Day", "")  # the name of a day, which is Japan's to give
    rest = re.sub(r"\((?:South|North) Korea\)", "", words)
    found = [wrong for wrong in WRONG if wrong in rest]
    for one, other in PAIRS:
        both = len(re.findall(rf"{one} / {other}", words))
        found += [f"{name} without its pair" for name in (one, other) if len(re.findall(name, words)) != both]
    return found


def first_mentions(words: str) -> list[str]:
    """Short names that a chapter uses before it has given them in full."""
    found = []
    for name, full in FIRST.items():
        first, whole = re.search(rf"\b{name}\b", words), re.search(full, words)
        if first and not (whole and whole.start() <= first.start() <= whole.end()):
            found.append(f"{name}: {' '.join(words[max(0, first.start() - 40):first.end() + 20].split())!r}")
    return found
