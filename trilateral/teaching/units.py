"""A teaching unit as its page's front matter describes it."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FOLDER = "notebooks/units"
LEVELS = ("beginner", "intermediate", "advanced")
FIELDS = ("international relations", "geography", "statistics", "data science")
PARTS = {"warm_up": "warm-up", "reading": "reading", "exercises": "exercises", "discussion": "discussion"}
"""Parts of a unit that take time -> the words for them."""
KEYS = {"chapter": str, "level": str, "minutes": dict, "fields": list, "source_criticism_points": int}


class UnitError(ValueError):
    """A unit page that is not as it must be: page, field, value and what is expected."""


@dataclass(frozen=True)
class Unit:
    """What a unit says of itself.

    ``name`` is its chapter's, ``page`` and ``chapter`` are pages without an ending, ``minutes`` has one whole number
    a part, ``fields`` at least one of :data:`FIELDS`.
    """

    name: str
    page: str
    chapter: str
    level: str
    minutes: Mapping[str, int]
    fields: tuple[str, ...]
    source_criticism_points: int

    @property
    def all_minutes(self) -> int:
        """How long the whole unit takes."""
        return sum(self.minutes.values())


def read(root: Path, page: str) -> Unit:
    """The unit on a page.

    Parameters
    ----------
    root
        Folder of the book's sources.
    page
        Path of the page below it without an ending, such as ``notebooks/units/defence-spending``.

    Raises
    ------
    UnitError
        The page is not there, has no such front matter, or a field is missing, unknown or wrong.
    """
    file = f"{page}.md"
    front = _front(root, file)
    found = front.get("unit")
    if not isinstance(found, dict):
        raise UnitError(f"{file}, field unit: {_said(front, 'unit')}; a mapping of {', '.join(KEYS)} is expected")
    for key in found:
        if key not in KEYS:
            raise UnitError(f"{file}, field unit.{key}: unknown; expected one of {', '.join(KEYS)}")
    for key, kind in KEYS.items():
        if type(found.get(key)) is not kind:
            raise UnitError(f"{file}, field unit.{key}: {_said(found, key)}; {_expected(key)} is expected")
    name = Path(page).name
    _chapter(root, file, name, found["chapter"])
    if found["level"] not in LEVELS:
        raise UnitError(f"{file}, field unit.level: {found['level']!r}; {_expected('level')} is expected")
    _minutes(file, found["minutes"])
    if not found["fields"] or any(field not in FIELDS for field in found["fields"]):
        raise UnitError(f"{file}, field unit.fields: {found['fields']!r}; {_expected('fields')} is expected")
    if found["source_criticism_points"] < 1:
        raise UnitError(f"{file}, field unit.source_criticism_points: {found['source_criticism_points']}; "
                        f"{_expected('source_criticism_points')} is expected")
    return Unit(name, page, found["chapter"], found["level"], {part: found["minutes"][part] for part in PARTS},
                tuple(found["fields"]), found["source_criticism_points"])


def every(root: Path) -> list[Unit]:
    """All units, in the order of the table of contents.

    Raises
    ------
    UnitError
        A page is wrong, or lies among the units and not in the table of contents.
    """
    from trilateral import settings

    contents = settings.read(root / "_toc.yml")
    listed = [entry["file"] for part in contents.get("parts", []) for entry in part["chapters"]]
    pages = [page for page in listed if page.startswith(f"{FOLDER}/")]
    for file in sorted((root / FOLDER).glob("*.md")):
        if f"{FOLDER}/{file.stem}" not in pages:
            raise UnitError(f"{FOLDER}/{file.name}: is not in _toc.yml; expected in its part Teaching")
    return [read(root, page) for page in pages]


def _front(root: Path, file: str) -> dict[str, Any]:
    import yaml

    try:
        text = (root / file).read_text("utf-8")
    except FileNotFoundError:
        raise UnitError(f"{file}: is not there; a unit's page is expected") from None
    head, found, _ = text.removeprefix("---\n").partition("\n---\n")
    if not text.startswith("---\n") or not found:
        raise UnitError(f"{file}: begins with {text[:20]!r}; front matter between two lines of --- is expected")
    try:
        front = yaml.safe_load(head)
    except yaml.YAMLError as error:
        raise UnitError(f"{file}, front matter: {' '.join(str(error).split())}; YAML is expected") from None
    return front if isinstance(front, dict) else {}


def _said(holder: Mapping[str, Any], key: str) -> str:
    return repr(holder[key]) if key in holder else "missing"


def _expected(key: str) -> str:
    return {
        "chapter": "the page of a chapter, such as notebooks/defence-spending,",
        "level": f"one of {', '.join(LEVELS)}",
        "minutes": f"a mapping of {', '.join(PARTS)} to whole numbers",
        "fields": f"a list of some of {', '.join(FIELDS)}",
        "source_criticism_points": "a whole number from 1",
    }[key]


def _chapter(root: Path, file: str, name: str, chapter: str) -> None:
    if chapter != f"notebooks/{name}":
        raise UnitError(f"{file}, field unit.chapter: {chapter!r}; notebooks/{name} is expected, as the unit is named")
    if not (root / f"{chapter}.md").is_file():
        raise UnitError(f"{file}, field unit.chapter: {chapter!r}; there is no file {chapter}.md")


def _minutes(file: str, minutes: Mapping[Any, Any]) -> None:
    for part in [*minutes, *PARTS]:
        given = minutes.get(part)
        if part not in PARTS:
            raise UnitError(f"{file}, field unit.minutes.{part}: unknown; expected one of {', '.join(PARTS)}")
        if type(given) is not int or not 0 < given <= 240:
            raise UnitError(f"{file}, field unit.minutes.{part}: {_said(minutes, part)}; "
                            "a whole number of minutes from 1 to 240 is expected")
