"""Pages as notebooks to hand out: plain Markdown, code that runs from the first cell on, the same bytes each time."""
from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterable
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from trilateral.figures.live import VEGA_MIME
from trilateral.figures.show import FIGURE_MIME
from trilateral.handouts import opening, pages, prose
from trilateral.handouts.pages import Page, Piece

TEACHERS = "For teachers: with solutions, model answers and notes. Do not hand it on."
STUB = "# Your code here"
SHOWN = ("text/html", "image/svg+xml", "image/png", "text/markdown", "text/plain", VEGA_MIME)
_SET_UP = re.compile(r'(teaching\.checks\(\s*"[\w-]+")\s*\)')


def chapter(root: Path, html: Path, page: str, outputs: bool = True) -> NotebookNode:
    """A chapter as a notebook, executed and clean.

    Parameters
    ----------
    root : the checkout
    html : folder of a finished build
    page : path of the page without ending, such as ``notebooks/defence-spending``
    outputs : False for one that students fill by running it

    Raises
    ------
    ValueError
        The page was not built or executed as it is now.
    """
    return told(pages.read(root, html, page), opening.read(root), outputs)


def unit(root: Path, html: Path, page: str, teacher: bool = False) -> NotebookNode:
    """A teaching unit as a notebook: the students', without outputs and solutions, or the teacher's, with all.

    Parameters
    ----------
    root, html, page : as for :func:`chapter`

    Raises
    ------
    ValueError
        The page was not built or executed as it is now, or is not laid out as a unit.
    """
    from trilateral.handouts import exercises

    found = pages.read(root, html, page)
    cells = exercises.teachers(found) if teacher else exercises.students(found)
    return whole(found, opening.read(root), cells, TEACHERS if teacher else "")


def told(page: Page, first: opening.Opening, outputs: bool = True) -> NotebookNode:
    """A chapter that has been read, as :func:`chapter` gives it."""
    cells = [_as_text(piece.text) if piece.cell is None else _code(piece.cell, outputs) for piece in _told(page)]
    return whole(page, first, cells)


def _told(page: Page) -> Iterable[Piece]:
    """The pieces, and captions as pieces of their own below what they belong to."""
    for piece in page.pieces:
        yield piece
        if piece.caption:
            yield Piece(piece.place, piece.exercise, text=piece.caption)


def whole(page: Page, first: opening.Opening, cells: list[NotebookNode], about: str = "") -> NotebookNode:
    """A notebook with its first cells and its list of references, ids in order."""
    begin = [_as_text(first.head(page.title, page.name, about)), as_code(first.install)]
    begin[1].metadata = NotebookNode(tags=["install"])
    end = [_as_text("## References\n\n" + "\n".join(f"- {prose.plain(work)}" for work in page.works))] \
        if page.works else []
    made = nbformat.v4.new_notebook(cells=[*begin, *cells, *end])
    kernel = page.notebook.metadata.get("kernelspec", {})
    made.metadata = NotebookNode(
        kernelspec=NotebookNode(display_name=kernel.get("display_name", "Python 3"), language="python",
                                name=kernel.get("name", "python3")),
        language_info=NotebookNode(name="python", file_extension=".py", mimetype="text/x-python",
                                   pygments_lexer="ipython3"))
    for number, cell in enumerate(made.cells):
        cell.id = f"cell-{number}"
    run = 0
    for cell in made.cells:
        if cell.cell_type == "code" and any(one.cell_type == "code" and one.outputs for one in made.cells):
            run += 1
            cell.execution_count = run
    nbformat.validate(made)
    return made


def _as_text(text: str) -> NotebookNode:
    return nbformat.v4.new_markdown_cell(text)


def as_code(source: str, tags: Iterable[str] = ()) -> NotebookNode:
    """A code cell that has not run."""
    cell = nbformat.v4.new_code_cell(source)
    if tags:
        cell.metadata = NotebookNode(tags=list(tags))
    return cell


def _code(cell: NotebookNode, outputs: bool) -> NotebookNode:
    """A cell of the page, as any notebook program can show it."""
    made = as_code(cell.source)
    if "remove-cell" in cell.metadata.get("tags", ()):
        made.metadata = NotebookNode(jupyter=NotebookNode(source_hidden=True))
    made.outputs = shown(cell.outputs) if outputs else []
    return made


def shown(outputs: list[NotebookNode]) -> list[NotebookNode]:
    """Outputs less what only the book's pages understand; a live figure gets its picture."""
    found = []
    for output in copy.deepcopy(outputs):
        if "data" in output:
            figure = output.data.get(FIGURE_MIME)
            output.data = NotebookNode({mime: output.data[mime] for mime in SHOWN if mime in output.data})
            if figure and "image/svg+xml" not in output.data:
                output.data["image/svg+xml"] = figure["pictures"]["wide"]["svg"]
            output.metadata = NotebookNode()
            if not output.data:
                continue
        output.pop("execution_count", None)
        if output.output_type == "execute_result":
            output.execution_count = None
        found.append(output)
    return found


def sealed(source: str, seals: str, page: str) -> str:
    """A unit's first cell, with the seals of its answers.

    Raises
    ------
    ValueError
        The cell does not make the checks as units do.
    """
    made, times = _SET_UP.subn(lambda found: f'{found[1]}, sealed="{seals}")', source)
    if times != 1:
        raise ValueError(f"{page}.md, first cell: {times} calls of teaching.checks; one is expected, with the unit's "
                         "name alone")
    return made


def text(notebook: NotebookNode) -> str:
    """A notebook as the text of its file."""
    return nbformat.writes(notebook) + "\n"


def quoted(line: str) -> str:
    """A line of a cell as it stands in a notebook's file."""
    return json.dumps(line, ensure_ascii=False)[1:-1]
