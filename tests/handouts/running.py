"""Run notebooks where they lie, in the Python that calls this: ``python running.py NOTEBOOK ...``.

As with *Run all* in a notebook program, an error ends it, unless the cell is tagged as one that may fail.
It prints JSON: for each notebook its texts, cell by cell, and its errors as pairs of a cell's source and a message.
"""
import json
import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient


def run(path: Path) -> dict:
    """Texts and errors of one notebook, run in its own folder."""
    notebook = nbformat.read(path, as_version=4)
    at = {"metadata": {"path": str(path.parent)}}
    NotebookClient(notebook, timeout=300, kernel_name="python3", resources=at).execute()
    texts, errors = [], []
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if output.output_type == "error":
                errors.append([cell.source, f"{output.ename}: {output.evalue}", output.traceback])
            else:
                texts.append(output.text if "text" in output else output.data.get("text/plain", ""))
    return {"texts": texts, "errors": errors}


if __name__ == "__main__":
    print(json.dumps({name: run(Path(name)) for name in sys.argv[1:]}))
