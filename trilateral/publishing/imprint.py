"""What a copy of the book says of itself: title, edition, authors, terms, how to cite it."""
from __future__ import annotations

import html
import os
import uuid
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from trilateral import ledger, settings
from trilateral.sphinxext import EDITION_DAY, citations


@dataclass(frozen=True)
class Imprint:
    """Facts of ``CITATION.cff`` and ``_config.yml``; ``terms`` is HTML, ``moment`` seconds since 1970."""

    name: str
    work: citations.Work
    abstract: str
    keywords: tuple[str, ...]
    language: str
    terms: str
    as_of: str
    moment: int

    @property
    def day(self) -> str:
        """The day on which this version was released, in words."""
        return f"{self.work.released.day} {self.work.released:%B %Y}"

    @property
    def edition(self) -> str:
        """Version and day."""
        return f"Version {self.work.version}, {self.day}"

    @property
    def authors(self) -> str:
        """All authors, with a printer's apostrophe."""
        return ", ".join(self.work.authors).replace("'", "’")

    @property
    def identifier(self) -> uuid.UUID:
        """The same for every copy of one version."""
        return uuid.uuid5(uuid.NAMESPACE_URL, f"{self.work.title} {self.work.version}")

    @property
    def subtitle(self) -> str:
        """What stands behind the title's colon."""
        words = self.work.title.partition(": ")[2]
        return words[:1].upper() + words[1:]

    def paragraphs(self) -> str:
        """Edition, citation and terms as HTML that is XHTML too."""
        head, cited, tail = self.work.words
        return (f"<p><strong>{self.edition}.</strong> The ledger’s verdicts are as of {self.as_of}.</p>"
                f"<p><strong>To cite.</strong> {html.escape(head)}<em>{html.escape(cited)}</em>{html.escape(tail)}.</p>"
                f"{self.terms.strip()}")


def read(root: Path) -> Imprint:
    """The imprint of the checkout ``root``."""
    config = settings.read(root / "_config.yml")
    cff = settings.read(root / "CITATION.cff")
    as_of = date.fromisoformat(ledger.contents().as_of)
    return Imprint(
        name=config["title"],
        work=citations.book(root / "CITATION.cff", (config["html"].get("baseurl") or "").rstrip("/")),
        abstract=" ".join(cff.get("abstract", "").split()),
        keywords=tuple(cff.get("keywords", [])),
        language=config["sphinx"]["config"].get("language", "en"),
        terms=config["html"]["extra_footer"],
        as_of=f"{as_of.day} {as_of:%B %Y}",
        moment=int(os.environ.get("SOURCE_DATE_EPOCH", EDITION_DAY)),
    )
