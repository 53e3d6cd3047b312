"""Title, language and fixed dates for a PDF that Chromium has printed, and where its chapters begin."""
from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    ByteStringObject,
    DictionaryObject,
    NameObject,
    TextStringObject,
)


@dataclass(frozen=True)
class About:
    """What a reader's list of documents shows; ``moment`` in seconds since 1970."""

    title: str
    author: str
    subject: str
    keywords: str
    language: str
    moment: int


def beginnings(pdf: Path, names: list[str]) -> dict[str, int]:
    """Page, counted from one, on which each anchor stands.

    Raises
    ------
    ValueError
        No link leads to an anchor, so that the PDF does not know it.
    """
    reader = PdfReader(pdf)
    places = reader.named_destinations
    numbers = {page.indirect_reference.idnum: number for number, page in enumerate(reader.pages, 1)}
    found = {}
    for name in names:
        place = places.get(f"/{name}") or places.get(name)
        if place is None:
            raise ValueError(f"{pdf.name}: no place is named {name}")
        found[name] = numbers[place.page.idnum]
    return found


def finish(pdf: Path, about: About) -> int:
    """Set what Chromium leaves out, and what it takes from the clock; give the number of pages."""
    writer = PdfWriter(clone_from=pdf)
    day = datetime.fromtimestamp(about.moment, UTC)
    stamp = f"D:{day:%Y%m%d%H%M%S}+00'00'"
    writer.metadata = {"/Title": about.title, "/Author": about.author, "/Subject": about.subject,
                       "/Keywords": about.keywords, "/Producer": "Chromium, pypdf", "/CreationDate": stamp,
                       "/ModDate": stamp}
    root = writer.root_object
    root[NameObject("/Lang")] = TextStringObject(about.language)
    root[NameObject("/ViewerPreferences")] = DictionaryObject({NameObject("/DisplayDocTitle"): BooleanObject(True)})
    root[NameObject("/PageMode")] = NameObject("/UseOutlines")
    # A file's identifier is asked for to tell editions apart: the same content, the same identifier.
    digest = hashlib.sha256("\0".join([about.title, about.subject, stamp, str(len(writer.pages))]).encode()).digest()
    writer._ID = ArrayObject([ByteStringObject(digest[:16]), ByteStringObject(digest[:16])])
    writer.write(pdf)
    return len(writer.pages)
