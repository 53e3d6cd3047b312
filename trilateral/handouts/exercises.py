"""The cells of a unit, for students, for teachers, and as nbgrader's source.

nbgrader was chosen over otter-grader: its checks are plain cells, so that a student needs no other package than the
book's, and it grades a class without a container. Cells that a student may not change are locked, and restored before
they are graded. A hidden test makes the checks anew, so that one who overwrites ``check`` gains nothing; whoever
rewrites Python itself still could, as with any grader that runs a submission in its own kernel.
"""
from __future__ import annotations

import ast
from collections.abc import Iterator

import nbformat
from nbformat import NotebookNode

from trilateral.handouts import notebooks
from trilateral.handouts.pages import Page, Piece

ANSWER = "Your answer here."
SHORTEST = 12  # letters of a line that gives something away; "```" does not
BEGIN, END = "### BEGIN SOLUTION", "### END SOLUTION"
GO_ON = "raises-exception"  # notebook programs that know the tag go on to the next cell after "Not yet"
_HIDDEN = """
### BEGIN HIDDEN TESTS
import importlib
import sys

for _module in [_module for _module in sys.modules if _module.startswith("trilateral.teaching")]:
    del sys.modules[_module]
importlib.import_module("trilateral.teaching").checks("{unit}", sealed="{seals}")({call}
### END HIDDEN TESTS"""


def students(page: Page) -> list[NotebookNode]:
    """What nbgrader makes of :func:`source`: neither solutions nor outputs nor anything for the teacher."""
    return list(_cells(page, "students"))


def source(page: Page) -> list[NotebookNode]:
    """nbgrader's source: solutions in regions that it takes out, hidden tests, a cell to be graded by hand."""
    return list(_cells(page, "source"))


def teachers(page: Page) -> list[NotebookNode]:
    """The unit to read and to teach from: executed, with solutions, model answer and notes."""
    seals, found = _seals(page), []
    for number, piece in enumerate(_coded(page)):
        if piece.cell is None:
            found.append(nbformat.v4.new_markdown_cell(piece.text))
            continue
        cell = notebooks.as_code(piece.cell.source, _tags(piece))
        if number == _first(page):
            cell.source = notebooks.sealed(cell.source, seals, page.name)
        cell.outputs = notebooks.shown(piece.cell.outputs)
        found.append(cell)
    return found


def points(page: Page) -> dict[str, int]:
    """Points a graded cell, by the name of its answer; the one graded by hand is called ``source-criticism``."""
    found = {_checked(piece, page)[0]: _checked(piece, page)[1] for piece in page.pieces if "check" in _tags(piece)}
    return {**found, "source-criticism": _manual(page)}


def _coded(page: Page) -> list[Piece]:
    """Pieces, with a caption below each figure."""
    return [one for piece in page.pieces
            for one in ([piece, Piece(piece.place, text=piece.caption)] if piece.caption else [piece])]


def _first(page: Page) -> int:
    """Where the cell stands that makes the checks."""
    found = [number for number, piece in enumerate(_coded(page)) if piece.cell is not None]
    if not found:
        raise ValueError(f"{page.name}.md: has no code cell; a unit's first one is expected to make its checks")
    return found[0]


def _cells(page: Page, form: str) -> Iterator[NotebookNode]:
    """Cells in order; ``form`` is ``students`` or ``source``."""
    seals, unit = _seals(page), page.name.rpartition("/")[2]
    solutions = _solutions(page)
    asked = set()
    for number, piece in enumerate(_coded(page)):
        if piece.place == "teacher":
            return
        tags = _tags(piece)
        if piece.place == "solution" and piece.criticism and piece.exercise not in asked:
            asked.add(piece.exercise)
            yield _by_hand(page, piece.exercise, unit, form)
        if piece.cell is None:
            if piece.place == "page":
                yield nbformat.v4.new_markdown_cell(piece.text)
        elif number == _first(page):
            yield _graded(notebooks.as_code(notebooks.sealed(piece.cell.source, seals, page.name)), f"{unit}-checks",
                          locked=True)
        elif "starter" in tags:
            yield _answer(piece, solutions, unit, form)
        elif "check" in tags:
            yield _check(piece, page, seals, unit, form)
        elif piece.place == "page" and not tags:  # a removed cell may have lost its place at a solution's end
            yield notebooks.as_code(piece.cell.source)


def _seals(page: Page) -> str:
    from trilateral import teaching

    return teaching.packed(teaching.seals(page.notebook))


def _tags(piece: Piece) -> list[str]:
    tags = piece.cell.metadata.get("tags", ()) if piece.cell is not None else ()
    return [tag for tag in tags if tag in ("starter", "solution", "mistakes", "check")]


def _solutions(page: Page) -> dict[str, str]:
    """Code of the solution, by exercise."""
    found: dict[str, str] = {}
    for piece in page.pieces:
        if "solution" in _tags(piece):
            found[piece.exercise] = "\n\n".join([*filter(None, [found.get(piece.exercise)]), piece.cell.source])
    return found


def _answer(piece: Piece, solutions: dict[str, str], unit: str, form: str) -> NotebookNode:
    if piece.exercise not in solutions:
        raise ValueError(f"unit {unit}, exercise {piece.exercise!r}: has no solution cell; one is expected")
    inside = notebooks.STUB if form == "students" else f"{BEGIN}\n{solutions[piece.exercise]}\n{END}"
    return _graded(notebooks.as_code(f"{piece.cell.source}\n\n{inside}"), f"{piece.exercise}-answer", solution=True)


def _check(piece: Piece, page: Page, seals: str, unit: str, form: str) -> NotebookNode:
    name, worth = _checked(piece, page)
    text = piece.cell.source
    if form == "source":
        text += _HIDDEN.format(unit=unit, seals=seals, call=text.strip().removeprefix("check("))
    return _graded(notebooks.as_code(text, [GO_ON]), f"{unit}-{name}", locked=True, grade=True, points=worth)


def _checked(piece: Piece, page: Page) -> tuple[str, int]:
    """Name and points of the one answer that a cell checks."""
    body = ast.parse(piece.cell.source).body
    call = body[0].value if len(body) == 1 and isinstance(body[0], ast.Expr) else None
    if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name) or call.func.id != "check" \
            or not call.args or not isinstance(call.args[0], ast.Constant):
        raise ValueError(f"{page.name}.md, a cell tagged check: {piece.cell.source!r}; one call check(\"name\", ...) "
                         "is expected")
    worth = [word.value.value for word in call.keywords if word.arg == "points"]
    return call.args[0].value, worth[0] if worth else 1


def _by_hand(page: Page, exercise: str, unit: str, form: str) -> NotebookNode:
    """The cell for source criticism: the model answer and its rubric, or room for an answer."""
    said = [piece.text for piece in page.pieces if piece.exercise == exercise and piece.place == "solution"]
    text = ANSWER if form == "students" else "\n\n".join([BEGIN, *said, END])
    return _graded(nbformat.v4.new_markdown_cell(text), f"{unit}-source-criticism", grade=True, solution=True,
                   points=_manual(page))


def _manual(page: Page) -> int:
    return page.notebook.metadata["unit"]["source_criticism_points"]


def _graded(cell: NotebookNode, name: str, **facts) -> NotebookNode:
    """The cell with nbgrader's metadata, as its schema 3 has them; what is locked cannot be edited by mistake."""
    known = {"cell_type": cell.cell_type, "grade": False, "grade_id": name, "locked": False, "schema_version": 3,
             "solution": False, "task": False}
    cell.metadata["nbgrader"] = NotebookNode({**known, **facts})
    cell.metadata["deletable"] = False
    if cell.metadata["nbgrader"]["locked"]:
        cell.metadata["editable"] = False
    return cell


def secrets(page: Page) -> set[str]:
    """Lines that only teachers may have: of solutions and mistakes, model answers, rubrics and notes."""
    handed = {line.strip() for cell in students(page) for line in cell.source.splitlines()}
    found = set()
    for piece in page.pieces:
        if piece.cell is not None and not {"solution", "mistakes"} & set(_tags(piece)):
            continue
        if piece.cell is None and piece.place == "page":
            continue
        text = piece.text if piece.cell is None else piece.cell.source
        found |= {line.strip() for line in text.splitlines()}
    return {line for line in found - handed if len(line) >= SHORTEST}


def guard(page: Page, files: dict[str, bytes], public: str) -> None:
    """Hold what students get against what they must not.

    Parameters
    ----------
    files : contents by name
    public : text of the chapters; what stands in it gives nothing away

    Raises
    ------
    ValueError
        A line of a solution, a model answer or a teacher's note stands in one of their files.
    """
    for name, content in files.items():
        if not name.endswith(".ipynb"):
            continue
        text = content.decode()
        for line in sorted(secrets(page)):
            if line not in public and notebooks.quoted(line) in text:
                raise ValueError(f"{name}: holds {line!r}, which {page.name}.md has for teachers alone")
