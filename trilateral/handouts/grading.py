"""A course for nbgrader, ready to use: its settings and, for each unit, the source that it makes the rest from."""
from __future__ import annotations

from collections.abc import Iterable

from trilateral.handouts import exercises, notebooks, opening
from trilateral.handouts.pages import Page

CONFIG = "nbgrader_config.py"
SETTINGS = f'''\
"""Settings of the course; nbgrader reads them in the folder where it is called."""
c = get_config()
c.CourseDirectory.course_id = "three-partners"
c.ClearSolutions.code_stub = {{"python": "{notebooks.STUB}"}}
c.ClearSolutions.text_stub = "{exercises.ANSWER}"
c.ExecutePreprocessor.timeout = 300
'''


def course(units: Iterable[Page], first: opening.Opening) -> dict[str, bytes]:
    """Files of the course folder by name: ``source/UNIT/UNIT.ipynb`` and the settings."""
    found = {CONFIG: SETTINGS.encode()}
    for page in units:
        name = page.name.rpartition("/")[2]
        notebook = notebooks.whole(page, first, exercises.source(page))
        found[f"source/{name}/{name}.ipynb"] = notebooks.text(notebook).encode()
    return found
