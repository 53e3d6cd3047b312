"""Citing by author and year: a bibliography by last names, and letters where one author has several works of a year.

The letters, 2025a or n.d.-a, follow the bibliography's order. A page that cites a record which changed, be it by its
letter alone, is written again; sphinxcontrib-bibtex leaves such pages as they were.
"""
from __future__ import annotations

import re
from collections.abc import Iterable
from string import ascii_lowercase
from unicodedata import normalize

from docutils.utils.smartquotes import smartyPants
from pybtex.database import Entry
from pybtex.plugin import register_plugin
from pybtex.style.formatting.plain import Style
from pybtex.style.sorting.author_year_title import SortingStyle

from trilateral.sphinxext.citations import plain

LETTER = "yearletter"
"""Field of a record, in memory alone, that holds what was put behind its year."""
SAID = ("title", "booktitle", "journal", "howpublished", "note")
"""Fields that hold words."""
NO_YEAR = "n.d."


class Alphabet(SortingStyle):
    """By author, year and title as a reader looks them up: braces, brackets and accents do not count."""

    def sorting_key(self, entry: Entry) -> tuple[str, ...]:
        """What the library sorts by, in bare letters and figures."""
        return tuple(re.sub(r"[^\w ]", "", normalize("NFKD", part)).casefold() for part in super().sorting_key(entry))


class LastFirst(Style):
    """The plain style with the name first by which a work is cited and stands in the list."""

    default_name_style = "lastfirst"
    default_sorting_style = "author-year"


def letter(entries: Iterable[Entry]) -> None:
    """Put letters behind the years of records that would be cited alike.

    Errors
    ------
    ValueError
        More records of one author and one year than there are letters.
    """
    groups: dict[tuple[str, str], list[Entry]] = {}
    for entry in Alphabet().sort(entries):
        groups.setdefault((_who(entry), entry.fields.get("year", NO_YEAR)), []).append(entry)
    for (who, year), alike in groups.items():
        if len(alike) > len(ascii_lowercase):
            raise ValueError(f"{len(alike)} records by {plain(who)} of {year}: expected at most "
                             f"{len(ascii_lowercase)}, one a letter")
        for mark, entry in zip(ascii_lowercase, alike if len(alike) > 1 else (), strict=False):
            entry.fields[LETTER] = mark if year != NO_YEAR else f"-{mark}"
            entry.fields["year"] = year + entry.fields[LETTER]


def bare(entries: Iterable[Entry]) -> None:
    """Take the letters away again."""
    for entry in entries:
        if LETTER in entry.fields:
            entry.fields["year"] = entry.fields["year"].removesuffix(entry.fields[LETTER])
            del entry.fields[LETTER]


def quote(entries: Iterable[Entry]) -> None:
    """Curl the quotation marks of titles and notes, as Sphinx does in prose; TeX's accents are left alone."""
    for fields in (entry.fields for entry in entries):
        for name in SAID:
            if name in fields and not re.search(r"""\\['`"]""", fields[name]):
                fields[name] = smartyPants(fields[name], "qB")


def _who(entry: Entry) -> str:
    """Whom a citation names: one author, two, or the first of more; without authors the title."""
    last = [" ".join(person.prelast_names + person.last_names)
            for person in entry.persons.get("author") or entry.persons.get("editor", [])]
    return " & ".join(last if len(last) < 3 else [last[0], "et al."]) or entry.fields.get("title", entry.key)


def _settle(app, env) -> set[str]:
    """Letters for what is cited; gives the pages that cite a record which is not what it was when they were written."""
    if "cite" not in env.domains:
        return set()
    domain = env.domains["cite"]
    records = domain.bibdata.data.entries
    bare(records.values())
    quote(records.values())
    letter(records[key] for key in {key for one in domain.citation_refs for key in _keys(one)} if key in records)
    now = {key: repr((entry.persons, entry.fields)) for key, entry in records.items()}
    before, env.trilateral_cited = getattr(env, "trilateral_cited", now), now
    news = {key for key, record in now.items() if before.get(key) != record}
    return {one.docname for one in domain.citation_refs if news & _keys(one)}


def _keys(reference) -> set[str]:
    return {target.key for target in reference.targets}


def register(app) -> None:
    """Before sphinxcontrib-bibtex, which lays its records out when all pages are read."""
    register_plugin("pybtex.style.formatting", "author-year", LastFirst)
    register_plugin("pybtex.style.sorting", "author-year", Alphabet)
    app.connect("env-updated", _settle, priority=400)
