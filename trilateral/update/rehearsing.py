"""Run chapters and checks under the data folder in use and print what they say: the process behind ``telling``.

Questions come on standard input and answers go to standard output, one line of JSON each. A process of its own keeps
what modules remember (judged claims, measurements, outlines) from one data folder out of another's answers.
"""
from __future__ import annotations

import ast
import hashlib
import json
import os
import sys
import traceback
import warnings
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from unittest import mock

from trilateral import paths


def main() -> None:
    """Answer until there are no more questions."""
    asked, answers = sys.stdin, os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what chapters and libraries print is no answer
    warnings.simplefilter("ignore")
    stage = Stage()
    for line in asked:
        question = json.loads(line)
        answer = getattr(stage, question["do"])(**question.get("with", {}))
        answers.write(json.dumps(answer, ensure_ascii=False, default=str) + "\n")
        answers.flush()


class Stage:
    """What chapters have put on their pages so far, with figures still to be drawn."""

    def __init__(self):
        self.drawn: dict[str, Any] = {}

    def chapters(self) -> dict[str, dict]:
        """What every chapter says: numbers, figures, tables, prose, and why it does not run."""
        try:
            folder = paths.book_dir() / "notebooks"
        except FileNotFoundError:  # an installed package has no chapters
            return {}
        return {path.stem: self._chapter(path) for path in sorted(folder.glob("*.md"))}

    def _chapter(self, path: Path) -> dict[str, Any]:
        from myst_nb.core.read import read_myst_markdown_notebook

        from trilateral import figures

        cells = read_myst_markdown_notebook(path.read_text("utf-8"), path=str(path)).cells
        said: dict[str, Any] = {"numbers": {}, "figures": {}, "tables": {}, "failure": "", "prose": [
            line.strip() for cell in cells if cell.cell_type == "markdown"
            for line in cell.source.splitlines() if "{glue:text}" in line]}
        real, figures.show = figures.show, self._undrawn(said, figures.show)
        space = {"__name__": "__main__", "display": lambda *things, **options: None}
        try:
            with mock.patch("IPython.display.display", _listener(said)):
                for place, cell in enumerate((cell for cell in cells if cell.cell_type == "code"), 1):
                    exec(compile(cell.source, f"{path.name}, cell {place}", "exec"), space)
        except (Exception, SystemExit) as error:
            said["failure"] = failure(error, path.name)
        finally:
            figures.show = real
        return said

    def _undrawn(self, said: dict, show):
        """The function that shows a figure, handed a blank instead of the drawing, which is kept."""

        def undrawn(name: str, drawn: Any, **texts: Any) -> None:
            self.drawn[name] = drawn
            show(name, Blank(drawn.data), **texts)
            said["figures"][name]["data"] = digest(drawn.data)

        return undrawn

    def draw(self, names: list[str]) -> dict[str, str]:
        """Draw figures at both widths: why each that cannot be drawn cannot."""
        found = {}
        for name in names:
            try:
                for narrow in (False, True):
                    self.drawn[name].svg(narrow=narrow)
            except Exception as error:
                found[name] = failure(error, "")
        return found

    def outcomes(self, tables: list[str] | None = None) -> dict[str, Any]:
        """Outcomes of checks, of all or of those that take one of ``tables``; and checks that do not run."""
        from trilateral.ledger import checking

        data, found, failed = checking.Data(), {}, {}
        for name, check in checking.checks().items():
            if tables is not None and not set(tables) & set(needs(check.needs)):
                continue
            try:
                found[name] = asdict(checking.run(check, data))
            except checking.LedgerError as error:
                failed[name] = str(error)
        if tables is None and not failed:
            checking.remember({name: checking.Outcome(**outcome) for name, outcome in found.items()})
        return {"outcomes": found, "failed": failed}


@dataclass(frozen=True)
class Blank:
    """Stands for a drawing whose picture nobody looks at."""

    data: Any

    def svg(self, narrow: bool = False) -> str:
        """An empty picture."""
        return '<svg width="1pt" height="1pt"></svg>'


def _listener(said: dict):
    """Stands for the function that displays: notes the blocks and numbers that the book would lay out."""
    from trilateral.figures.show import FIGURE_MIME, GLUE, TABLE_MIME

    def display(bundle: Any, *rest: Any, metadata: dict | None = None, **options: Any) -> None:
        bundle = bundle if isinstance(bundle, dict) else {}
        if figure := bundle.get(FIGURE_MIME):
            said["figures"][figure["name"]] = {field: figure[field] for field in ("caption", "alt", "credit")}
        elif table := bundle.get(TABLE_MIME):
            said["tables"][table["name"]] = {
                "caption": table["caption"], "credit": table["credit"],
                "columns": [column["title"] for column in table["columns"]], "rows": table["rows"]}
        elif kept := bundle.get(f"{GLUE}text/plain"):
            said["numbers"][metadata["scrapbook"]["name"]] = ast.literal_eval(kept)

    return display


def needs(names: tuple[str, ...]) -> list[str]:
    """Tables and layers behind the names that a check takes."""
    from trilateral.ledger.keeping import MEASURED

    return [table for name in names for table in (
        MEASURED if name == "measurements" else [f"geo/{name[6:]}" if name.startswith("layer_") else name])]


def failure(error: BaseException, file: str) -> str:
    """One line: cell and line of the chapter where it stopped, and what the error says."""
    place = next((f"{frame.filename}, line {frame.lineno}: " for frame in traceback.extract_tb(error.__traceback__)
                  if file and frame.filename.startswith(f"{file}, cell")), "")
    return f"{place}{type(error).__name__}: {' '.join(str(error).split()) or 'no message'}"


def digest(frame: Any) -> str:
    """Digest of a figure's data, shapes included."""
    import pandas as pd

    if "geometry" in frame.columns:
        import shapely

        frame = frame.assign(geometry=[shapely.to_wkb(shape, hex=True) for shape in frame["geometry"]])
    return hashlib.sha256(pd.DataFrame(frame).to_csv(index=False).encode()).hexdigest()


if __name__ == "__main__":
    main()
