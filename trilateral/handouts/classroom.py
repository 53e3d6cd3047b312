"""One archive for a class: what students get, what teachers keep, the site, slides and sheets."""
from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from trilateral.handouts import exercises, grading, leaflets, notebooks, opening, pages, sheet, slides, wheel
from trilateral.handouts.pages import Page
from trilateral.publishing import archive, imprint, names, packing

FILE = f"{names.BOOK}-classroom.zip"
FOLDER = f"{names.BOOK}-classroom"
Files = dict[str, bytes]


@dataclass(frozen=True)
class Choice:
    """The units to pack, as pages, with their chapters, and the size of paper."""

    units: tuple[str, ...]
    chapters: tuple[str, ...]
    paper: str = "a4"

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the units."""
        return tuple(page.rpartition("/")[2] for page in self.units)


def choose(root: Path, wanted: Iterable[str] = (), paper: str = "a4") -> Choice:
    """All units of the book, or those asked for by name; with all of them come all chapters, else their own.

    Raises
    ------
    ValueError
        There is no unit of such a name, or the book has none.
    """
    from trilateral.sphinxext.found import site as book
    from trilateral.teaching import units

    found, asked = {one.name: one for one in units.every(root)}, tuple(dict.fromkeys(wanted))
    if unknown := [name for name in asked if name not in found]:
        raise ValueError(f"--unit {unknown[0]}: there is no such unit; expected one of {', '.join(found) or 'none'}")
    if not found:
        raise ValueError("_toc.yml: has no unit; one page below notebooks/units is expected")
    chosen = [one for name, one in found.items() if not asked or name in asked]
    chapters = [one.chapter for one in chosen]
    if not asked:
        listed = [page for part in book.parts(root) if part.caption == "The argument" for page in part.pages]
        chapters = [*listed, "notebooks/timeline"]
    return Choice(tuple(one.page for one in chosen), tuple(chapters), paper)


def make(root: Path, html: Path, out: Path, choice: Choice) -> list[tuple[str, int]]:
    """Write the archive to ``out``, whole or not at all; give the sizes of its folders, in bytes.

    Parameters
    ----------
    root : the checkout
    html : folder of a finished build

    Raises
    ------
    ValueError
        A page is not as it must be, or the students' folder would give something away.
    """
    found = contents(root, html, choice)
    files = ((f"{FOLDER}/{name}", content) for name, content in sorted(found.items()))
    packing.write(out, packing.zipped(files, imprint.read(root).moment))
    return sizes(found)


def contents(root: Path, html: Path, choice: Choice) -> Files:
    """Every file of the archive by its name in it."""
    taken = {page: pages.read(root, html, page) for page in (*choice.units, *choice.chapters)}
    units = [taken[page] for page in choice.units]
    found = {f"students/{name}": content for name, content in students(root, choice, taken).items()}
    public = "\n".join(path.read_text("utf-8") for path in sorted((root / "notebooks").glob("*.md")))
    for page in units:
        exercises.guard(page, found, public)
    found |= {f"teachers/{name}": content for name, content in teachers(root, choice, taken).items()}
    found |= {f"site/{name}": content for name, content in site(html).items()}
    found |= _drawn(root, html, choice)
    facts = leaflets.Facts(imprint.read(root), choice, {page.name: page for page in units})
    return {**found, "README.html": leaflets.readme(facts).encode(),
            "teachers/checklist.html": leaflets.checklist(facts).encode()}


def students(root: Path, choice: Choice, taken: dict[str, Page]) -> Files:
    """What may be handed on as it is: notebooks without solutions and outputs, package, versions."""
    first = opening.read(root)
    found = {f"units/{_name(page)}.ipynb": notebooks.whole(taken[page], first, exercises.students(taken[page]))
             for page in choice.units}
    found |= {f"chapters/{_name(page)}.ipynb": notebooks.told(taken[page], first, outputs=False)
              for page in choice.chapters}
    name, content = wheel.make(root)
    return {
        **_written(found),
        f"package/{name}": content,
        "constraints.txt": wheel.constraints(root / "requirements-lab.txt").encode(),
        "requirements.txt": f"-c constraints.txt\n./package/{name}\njupyterlab\n".encode(),
        "README.txt": leaflets.STUDENTS.encode(),
    }


def teachers(root: Path, choice: Choice, taken: dict[str, Page]) -> Files:
    """Units with solutions and outputs, chapters with outputs, and a course for nbgrader."""
    first = opening.read(root)
    found = {f"units/{_name(page)}.ipynb": notebooks.whole(taken[page], first, exercises.teachers(taken[page]),
                                                          notebooks.TEACHERS) for page in choice.units}
    found |= {f"chapters/{_name(page)}.ipynb": notebooks.told(taken[page], first) for page in choice.chapters}
    nbgrader = wheel.pinned(root / "requirements-classroom.txt", "nbgrader")
    course = grading.course([taken[page] for page in choice.units], first)
    return {**_written(found), **{f"nbgrader/{name}": content for name, content in course.items()},
            "requirements.txt": f"../students/package/{opening.wheel_name()}\n{nbgrader}\n".encode()}


def _name(page: str) -> str:
    return page.rpartition("/")[2]


def _written(found: dict) -> Files:
    return {name: notebooks.text(notebook).encode() for name, notebook in found.items()}


def site(html: Path) -> Files:
    """The pages, for reading without a network."""
    return dict(_below(html, archive.UNSENT))


def _below(folder: Path, left_out: Iterable[str] = ()) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        if path.is_file() and not set(name.parts) & set(left_out):
            yield name.as_posix(), path.read_bytes()


def _drawn(root: Path, html: Path, choice: Choice) -> Files:
    """Slides and sheets of the units."""
    with tempfile.TemporaryDirectory() as folder:
        decks, paper = Path(folder) / "slides", Path(folder) / "sheets"
        slides.decks(root, html, decks, list(choice.names))
        paper.mkdir()
        for page in choice.units:
            sheet.pdf(root, html, page, paper / f"{_name(page)}.pdf", choice.paper)
        return {f"{one.name}/{name}": content for one in (decks, paper) for name, content in _below(one)}


def sizes(found: Files) -> list[tuple[str, int]]:
    """Bytes of each folder of the archive before they are packed."""
    folders: dict[str, int] = {}
    for name, content in found.items():
        top = name.partition("/")[0]
        folders[top] = folders.get(top, 0) + len(content)
    return sorted(folders.items())
