"""Records of what can be cited, as BibTeX and as CSL-JSON: the book, its chapters, its references.

The book's own facts come from ``CITATION.cff``. An address is given only where one is configured.
"""
from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pybtex.database import BibliographyData, Entry, Person, parse_file
from pybtex.richtext import Text

from trilateral import settings

SHORT = "threepartners"
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
KINDS = {"article": "article-journal", "book": "book", "techreport": "report", "incollection": "chapter"}
"""BibTeX's kinds -> those of CSL; the rest are pages of the web."""


@dataclass(frozen=True)
class Work:
    """The book, or one of its chapters if ``chapter`` is its title; ``address`` is where it is read, or empty."""

    key: str
    title: str
    authors: tuple[str, ...]
    version: str
    released: date
    address: str = ""
    chapter: str = ""

    @property
    def words(self) -> tuple[str, str, str]:
        """A reference in words: what stands before the book's title, the title, what stands behind it."""
        head = f"{', '.join(self.authors)}, ".replace("'", "’") + (f"“{self.chapter}”, in " if self.chapter else "")
        day = f"{self.released.day} {self.released:%B %Y}"
        return head, self.title, f", version {self.version}, {day}" + (f", {self.address}" if self.address else "")


def book(cff: Path, address: str = "") -> Work:
    """The book as its citation file describes it."""
    found = settings.read(cff)
    authors = tuple(author.get("name") or " ".join(filter(None, (author.get("given-names"), author["family-names"])))
                    for author in found["authors"])
    released = found["date-released"]
    day = released if isinstance(released, date) else date.fromisoformat(released)
    return Work(f"{SHORT}{day.year}", found["title"], authors, found["version"], day, address)


def article(cff: Path) -> tuple[str, str, str, str]:
    """The article that the book reads, in words: author, title, publisher and day, address."""
    found = settings.read(cff)["references"][0]
    author = found["authors"][0]
    day = found["date-published"]
    day = day if isinstance(day, date) else date.fromisoformat(day)
    return (f"{author['given-names']} {author['family-names']}", found["title"],
            f"{found['publisher']['name']}, {day.day} {day:%B %Y}", found["url"])


def record(bib: Path, address: str) -> tuple[str, str]:
    """The one record of a BibTeX file that has the address, as BibTeX and as CSL-JSON."""
    key, entry = next((key, entry) for key, entry in parse_file(bib).entries.items() if entry.fields["url"] == address)
    return BibliographyData({key: entry}).to_string("bibtex"), dump([_reference(key, entry)])


def chapter(whole: Work, doc: str, title: str) -> Work:
    """One chapter of it; ``doc`` is its page."""
    name = re.sub(r"[^a-z]", "", Path(doc).name)
    address = f"{whole.address.rstrip('/')}/{doc}.html" if whole.address else ""
    return Work(f"{whole.key}{name}", whole.title, whole.authors, whole.version, whole.released, address, title)


def bibtex(works: list[Work]) -> str:
    """Records of works in BibTeX."""
    return BibliographyData({work.key: _entry(work) for work in works}).to_string("bibtex")


def _entry(work: Work) -> Entry:
    part = {"title": f"{{{work.chapter}}}", "booktitle": f"{{{work.title}}}"} if work.chapter else {
        "title": f"{{{work.title}}}"}
    fields = {**part, "year": str(work.released.year), "month": MONTHS[work.released.month - 1],
              "edition": f"Version {work.version}", **({"url": work.address} if work.address else {})}
    authors = [Person(f"{{{name}}}") for name in work.authors]
    return Entry("incollection" if work.chapter else "book", fields, {"author": authors})


def csl(works: list[Work]) -> str:
    """The same in CSL-JSON."""
    return dump([_item(work) for work in works])


def _item(work: Work) -> dict[str, Any]:
    part = {"type": "chapter", "title": work.chapter, "container-title": work.title} if work.chapter else {
        "type": "book", "title": work.title}
    day = [work.released.year, work.released.month, work.released.day]
    return {"id": work.key, **part, "author": [{"literal": name} for name in work.authors],
            "version": work.version, "issued": {"date-parts": [day]}, **({"URL": work.address} if work.address else {})}


def references(bib: Path) -> str:
    """All records of a BibTeX file in CSL-JSON, in its order."""
    return dump([_reference(key, entry) for key, entry in parse_file(bib).entries.items()])


def _reference(key: str, entry: Entry) -> dict[str, Any]:
    fields = {name: plain(value) for name, value in entry.fields.items()}
    holder = fields.get("howpublished") or fields.get("institution") or fields.get("publisher")
    found = {
        "id": key, "type": KINDS.get(entry.type, "webpage"), "title": fields["title"],
        "author": [_person(person) for person in entry.persons.get("author", [])],
        "issued": _issued(fields), "container-title": fields.get("journal") or fields.get("booktitle"),
        "publisher": holder, "genre": fields.get("type"), "volume": fields.get("volume"),
        "number" if entry.type == "techreport" else "issue": fields.get("number"),
        "page": fields.get("pages", "").replace("--", "–"), "DOI": fields.get("doi"),
        "URL": entry.fields.get("url"), "accessed": _day(entry.fields.get("urldate")), "note": fields.get("note"),
    }
    return {name: value for name, value in found.items() if value}


def _person(person: Person) -> dict[str, str]:
    """An institution stands in braces, and is one name."""
    family = " ".join([*person.prelast_names, *person.last_names, *person.lineage_names])
    given = " ".join([*person.first_names, *person.middle_names])
    return {"family": plain(family), "given": plain(given)} if given else {"literal": plain(family)}


def _issued(fields: dict[str, str]) -> dict[str, Any] | None:
    if not fields.get("year", "").isdigit():
        return {"literal": fields["year"]} if fields.get("year") else None
    month = fields.get("month", "")[:3].lower()
    parts = [int(fields["year"]), *([MONTHS.index(month) + 1] if month in MONTHS else [])]
    return {"date-parts": [parts]}


def _day(text: str | None) -> dict[str, Any] | None:
    return {"date-parts": [[int(part) for part in text.split("-")]]} if text else None


def plain(value: str) -> str:
    """A field without BibTeX's braces and commands."""
    return re.sub(r"\\([$%&#_])", r"\1", str(Text.from_latex(value)))


def dump(items: list[dict[str, Any]]) -> str:
    """JSON for machines that a person can read too."""
    return json.dumps(items, indent=1, ensure_ascii=False) + "\n"
