"""Read ``claims.yml``: the text's sections, the claims, the argument that they make up.

The book's own stands in ``data/``; a ledger of another text has its own folder (:mod:`trilateral.scaffold`).
"""
from __future__ import annotations

import functools
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from trilateral import paths

FILE = "claims.yml"
AUTHORS = "The book's authors"
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class LedgerError(ValueError):
    """The ledger is not what it should be; the message names claim, field, value and expectation."""


@dataclass(frozen=True)
class Evidence:
    """One piece of evidence: exactly one of ``cite``, ``table``, ``measure`` and ``check`` is given.

    ``cite`` is a key of the references; ``table`` a table's name, with ``where`` (a pandas query)
    and ``columns``; ``measure`` an id of ``trilateral measure``; ``check`` a check's name.
    ``says`` is what it shows, in our words.
    """

    says: str = ""
    cite: str = ""
    table: str = ""
    where: str = ""
    columns: tuple[str, ...] = ()
    measure: str = ""
    check: str = ""

    @property
    def kind(self) -> str:
        """Which of the four it is."""
        return next(kind for kind in ("cite", "table", "measure", "check") if getattr(self, kind))


@dataclass(frozen=True)
class Claim:
    """One claim of the article, paraphrased, with evidence and verdict as last accepted."""

    id: str
    section: int
    claim: str
    kind: str
    attributed_to: str
    verdict: str
    confidence: str
    when: dict[str, str]
    evidence: tuple[Evidence, ...]
    note: str
    would_change: str
    history: tuple[dict[str, Any], ...]
    short: str = ""
    holds: str = ""
    fails: str = ""
    decided_by: str = ""
    figures: tuple[str, ...] = ()


@dataclass(frozen=True)
class Node:
    """A step of the argument: claims that it rests on, claims that it comes to, claims that speak against it."""

    id: str
    title: str
    parent: str
    chapter: str
    says: str
    rests_on: tuple[str, ...] = ()
    comes_to: tuple[str, ...] = ()
    against: tuple[str, ...] = ()


@dataclass(frozen=True)
class Section:
    """A section of the article, and the page that holds the records of its claims."""

    number: int
    title: str
    page: str


@dataclass(frozen=True)
class Contents:
    """All that ``claims.yml`` holds."""

    as_of: str
    authors: str
    sections: tuple[Section, ...]
    argument: tuple[Node, ...]
    claims: dict[str, Claim]

    def section(self, number: int) -> Section:
        """The section of that number."""
        return next(section for section in self.sections if section.number == number)


def contents(folder: Path | None = None) -> Contents:
    """The ledger of ``folder`` as typed, checked against its schema and for what a schema cannot say.

    Without ``folder``, or where that has no claims of its own, as another edition of the data need not, the book's.

    Raises
    ------
    LedgerError
        Every fault with claim, field, value and expectation, one a line.
    """
    path = (folder or paths.data_dir()) / FILE
    path = path if path.is_file() else paths.data_dir() / FILE
    state = path.stat()
    return _contents(path.resolve(), state.st_mtime_ns, state.st_size)


@functools.lru_cache(maxsize=4)
def _contents(path: Path, changed: int, size: int) -> Contents:
    return read(path)  # whoever writes a ledger in a notebook edits the file while the kernel runs


def read(path: Path) -> Contents:
    """The ledger in one file as it is now, checked; errors as of :func:`contents`."""
    try:
        raw = yaml.load(path.read_text("utf-8"), Loader=_LOADER)
    except yaml.YAMLError as error:
        raise LedgerError(f"data/{FILE}: not YAML: {' '.join(str(error).split())}") from None
    return parse(raw)


def parse(raw: Any) -> Contents:
    """Check ``raw``, the content of the file, and give it its types."""
    from trilateral.ledger import rules

    rules.check_fields(raw)
    found = Contents(
        as_of=raw["as_of"],
        authors=raw.get("authors", AUTHORS),
        sections=tuple(Section(**section) for section in raw["sections"]),
        argument=tuple(Node(**_tuples(node)) for node in raw["argument"]),
        claims={},
    )
    for entry in raw["claims"]:
        if entry["id"] in found.claims:
            raise LedgerError(f"data/{FILE} {entry['id']}: two claims have this id")
        evidence = tuple(Evidence(**_tuples(piece)) for piece in entry["evidence"])
        found.claims[entry["id"]] = Claim(**{**_tuples(entry), "evidence": evidence})
    rules.check_sense(found)
    return found


def _tuples(entry: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in entry.items()}


@functools.lru_cache(maxsize=1)
def validator():
    """The schema of the file, compiled."""
    import fastjsonschema

    return fastjsonschema.compile(json.loads((Path(__file__).parent / "claims.schema.json").read_text("utf-8")))
