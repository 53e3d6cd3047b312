"""Names in the tree of tags that do not hang on the run.

Chromium names elements by numbers that it hands out as it goes (``node00000245``). Cells name their heads by them, and
one more element before changes all. Here they are counted from one, in the order that they have.
"""
from __future__ import annotations

from collections.abc import Callable

from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject

KEYS = ("/ID", "/Headers", "/Names", "/Limits")


def renumber(writer: PdfWriter) -> None:
    """Count the names of all elements from one."""
    tree = writer.root_object["/StructTreeRoot"].get_object()
    holders = list(_holders(writer))
    names = sorted({str(each["/ID"]) for each in holders if "/ID" in each})
    numbers = {name: TextStringObject(f"node{number:08}") for number, name in enumerate(names, 1)}
    for each in [*holders, *_branches(tree.get("/IDTree"))]:
        for key in KEYS:
            if key in each:
                each[NameObject(key)] = _renamed(each.raw_get(key), numbers.get)


def _holders(writer: PdfWriter):
    """Elements of the tree, and their attributes, which stand in them."""
    for thing in writer._objects:
        if isinstance(thing, DictionaryObject) and thing.get("/Type") == "/StructElem":
            yield thing
            given = thing.get("/A", [])
            yield from (each.get_object() for each in (given if isinstance(given, list) else [given]))


def _branches(branch):
    """A name tree and all that is below it."""
    if branch is None:
        return
    branch = branch.get_object()
    yield branch
    for below in branch.get("/Kids", []):
        yield from _branches(below)


def _renamed(value, number: Callable):
    if isinstance(value, list):
        return ArrayObject([_renamed(each, number) for each in value])
    return (number(str(value)) or value) if isinstance(value, str) else value
