"""Run a notebook's code cells with nothing but IPython, in whatever environment this is called; print what they glue.

Called by ``test_pyodide.py`` with the Python of another environment: it imports nothing of the book's own.
"""
import json
import sys

from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output

GLUE = "application/papermill.record/text/plain"


def run(sources):
    """The glued values by name, and how often each kind of output was shown."""
    shell = InteractiveShell.instance()
    glued, kinds = {}, {}
    for source in sources:
        with capture_output() as shown:
            done = shell.run_cell(source)
        if not done.success:
            fault = done.error_in_exec or done.error_before_exec
            sys.exit(f"{type(fault).__name__}: {fault}\nin the cell:\n{source}")
        for output in shown.outputs:
            for kind in output.data:
                kinds[kind] = kinds.get(kind, 0) + 1
            if name := output.metadata.get("scrapbook", {}).get("name"):
                glued[name] = output.data[GLUE]
    return {"glued": glued, "kinds": kinds}


if __name__ == "__main__":
    print(json.dumps(run(json.load(sys.stdin))), file=sys.__stdout__)
