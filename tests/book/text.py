"""The words of the book as a reader meets them, for tests of language: pages, texts in cells, fields of claims."""
from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from pathlib import Path

import yaml

from tests.book import contents, numbers

CLAIM_FIELDS = ("claim", "short", "holds", "fails", "note", "would_change")
_HEADING = re.compile(r"^#{1,6} [^\n]*$", re.M)
_COLONS = re.compile(r"^:{3,}[^\n]*$|^:[a-z-]+:[^\n]*$", re.M)
_FENCE = re.compile(r"^(`{3,}|~{3,})\{?[^\n]*\n.*?^\1$", re.S | re.M)
_MARKS = re.compile(r"\*\*|(?<!\w)[*_](?=\w)|(?<=[\w.,;])[*_](?!\w)|[\[\]]|^\s*[-*] |^\s*\|.*$|^\([a-z0-9-]+\)=$", re.M)
_STOP = re.compile(r"(?<=[.?!:])[\"'”’)]*\s+(?=[\"'“‘(]*[A-Z0-9])|\n\s*\n")


@dataclass(frozen=True)
class Piece:
    """A stretch of prose and where it stands: a page's line, a claim's field."""

    place: str
    text: str


def _blank(match: re.Match) -> str:
    return re.sub(r"[^\n]", " ", match[0])


def plain(page: str) -> str:
    """A page without code, roles, headings, tables and marks; what stands in a container stays, and so do lines."""
    for pattern in (numbers.FRONT, numbers.CELL, _FENCE, _COLONS, numbers.QUIET, _HEADING, _MARKS):
        page = pattern.sub(_blank, page)
    return page


def sections(page: str) -> list[tuple[str, str]]:
    """Title of each ``##`` section and its text, marks and roles as typed."""
    parts = re.split(r"^## (.+)$", page, flags=re.M)
    return [("", parts[0]), *zip(parts[1::2], parts[2::2], strict=True)]


def sentences(text: str) -> list[str]:
    """Sentences of a text, each with single spaces."""
    return [" ".join(each.split()) for each in _STOP.split(text) if each.strip()]


def count(text: str) -> int:
    """Words of a text."""
    return len(re.findall(r"[^\W_]+(?:['’.,/-][^\W_]+)*", text))


def paragraphs(path: Path) -> list[Piece]:
    """Every paragraph of a page, and the texts that its cells hand to figures and tables."""
    page = path.read_text("utf-8")
    name = path.relative_to(contents.ROOT).as_posix()
    found = [Piece(f"{name} line {page.count(chr(10), 0, match.start()) + 1}", match[0])
             for match in re.finditer(r"\S[^\n]*(?:\n[^\n]*\S[^\n]*)*", plain(page))]
    return found + [Piece(f"{name} line {line}", words) for line, words in numbers.cell_texts(page)]


@functools.lru_cache(maxsize=1)
def claims() -> tuple[Piece, ...]:
    """Every field of every claim that a reader reads, what its evidence says and why its verdict changed."""
    raw = yaml.safe_load((contents.ROOT / "data" / "claims.yml").read_text("utf-8"))
    found = []
    for claim in raw["claims"]:
        texts = [(field, claim.get(field, "")) for field in CLAIM_FIELDS]
        texts += [(f"evidence {n}", piece.get("says", "")) for n, piece in enumerate(claim["evidence"], 1)]
        texts += [(f"history {n}", entry["why"]) for n, entry in enumerate(claim["history"], 1)]
        found += [Piece(f"{claim['id']}, {field}", words) for field, words in texts if words]
    return tuple(found)
