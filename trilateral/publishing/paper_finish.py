"""Title, language and fixed dates for a PDF that Chromium has printed, and where its chapters begin."""
from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    ByteStringObject,
    DictionaryObject,
    NameObject,
    TextStringObject,
)

from trilateral.publishing import paper_tags
from trilateral.publishing.imprint import Imprint


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


def finish(pdf: Path, imprint: Imprint, paper: str, headings: list[str], title: str = "") -> int:
    """Set what Chromium leaves out, and what it takes from the clock; give the number of pages.

    Parameters
    ----------
    headings : all headings of the document in order
    title : of a document that is not the book

    Raises
    ------
    ValueError
        The bookmarks are not the headings.
    """
    writer = PdfWriter(clone_from=pdf)
    _name(writer, headings)
    paper_tags.renumber(writer)
    stamp = f"D:{datetime.fromtimestamp(imprint.moment, UTC):%Y%m%d%H%M%S}+00'00'"
    writer.metadata = {"/Title": title or imprint.work.title, "/Author": imprint.authors, "/Subject": imprint.edition,
                       "/Keywords": ", ".join(imprint.keywords), "/Producer": "Chromium, pypdf",
                       "/CreationDate": stamp, "/ModDate": stamp}
    root = writer.root_object
    root[NameObject("/Lang")] = TextStringObject(imprint.language)
    root[NameObject("/ViewerPreferences")] = DictionaryObject({NameObject("/DisplayDocTitle"): BooleanObject(True)})
    root[NameObject("/PageMode")] = NameObject("/UseOutlines")
    # The identifier of a file: one for each version and paper, not for each run.
    name = ByteStringObject(uuid.uuid5(imprint.identifier, paper).bytes)
    writer._ID = ArrayObject([name, name])
    writer.write(pdf)
    with pikepdf.open(pdf, allow_overwriting_input=True) as packed:  # the tree of tags is half of it, and packs well
        packed.save(pdf, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return len(writer.pages)


def _name(writer: PdfWriter, headings: list[str]) -> None:
    """Chromium puts lines of a heading together without a gap between their words."""
    marks = list(_bookmarks(writer.root_object["/Outlines"]))
    for mark, heading in zip(marks, headings, strict=False):
        if _letters(str(mark["/Title"])) != _letters(heading):
            raise ValueError(f"bookmark {mark['/Title']!r} stands where the heading {heading!r} does")
        mark[NameObject("/Title")] = TextStringObject(heading)
    if len(marks) != len(headings):
        raise ValueError(f"{len(marks)} bookmarks for {len(headings)} headings")


def _bookmarks(above: DictionaryObject) -> Iterator[DictionaryObject]:
    below = above.get("/First")
    while below is not None:
        mark = below.get_object()
        yield mark
        yield from _bookmarks(mark)
        below = mark.get("/Next")


def _letters(text: str) -> str:
    return "".join(text.split())
