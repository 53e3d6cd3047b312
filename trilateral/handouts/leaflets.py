"""The archive's pages of words: what is what, a checklist, a note for students."""
from __future__ import annotations

import html
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from trilateral.handouts import exercises
from trilateral.handouts.pages import Page
from trilateral.publishing.imprint import Imprint

if TYPE_CHECKING:
    from trilateral.handouts.classroom import Choice

PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"/><meta name="viewport" content="width=device-width"/>
<meta name="color-scheme" content="light dark"/><title>{title}</title>
<style>body {{ max-width: 42rem; margin: 2rem auto; padding: 0 1rem; font: 1.05rem/1.5 Georgia, serif }}
table {{ border-collapse: collapse; width: 100% }} th, td {{ text-align: left; padding: .3rem .6rem .3rem 0;
border-bottom: 1px solid; vertical-align: top }} td.number, th.number {{ text-align: right }}
pre {{ overflow-x: auto; padding: .6rem; border: 1px solid }} li {{ margin: .3rem 0 }}</style></head>
<body><main><h1>{title}</h1>
{body}
</main></body></html>
"""
STUDENTS = """\
Notebooks of the book, and what they need.

1. Unpack this folder and keep it together: the notebooks look for the folder "package" near them.
2. Open a notebook of "units" or "chapters" in JupyterLab, VS Code or Colab, and run its first cell.
   It installs the book's package with its data; that takes a minute or two, once.
   In Colab, upload the file of "package" beside the notebook, into a folder of that name, first.
3. Without Python: install it (3.11 or later), then call in this folder

       python -m venv .venv
       .venv/bin/python -m pip install -r requirements.txt
       .venv/bin/jupyter lab

   On Windows the two commands begin with .venv\\Scripts\\ instead of .venv/bin/.

Units ask for answers. Put your code where it says "# Your code here" and run the checks below it: each says what is
wrong, or that the answer is right. Chapters have no tasks; run them from the top and change what you like.
"""


@dataclass(frozen=True)
class Facts:
    """What the pages speak of."""

    imprint: Imprint
    choice: Choice
    units: Mapping[str, Page]


def _page(title: str, *body: str) -> str:
    return PAGE.format(title=html.escape(title), body="\n".join(body))


def _table(heads: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """Heads and rows; whole numbers stand to the right."""
    def cell(tag: str, value: object, more: str = "") -> str:
        kind = ' class="number"' if isinstance(value, int) else ""
        return f"<{tag}{more}{kind}>{value}</{tag}>"

    head = "".join(f'<th scope="col">{one}</th>' for one in heads)
    body = "".join("<tr>" + "".join(cell("td", value) for value in row) + "</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _listed(*items: str, tag: str = "ol") -> str:
    return f"<{tag}>" + "".join(f"<li>{item}</li>" for item in items) + f"</{tag}>"


def readme(facts: Facts) -> str:
    """What is what, and first steps for a lecturer in international relations and for one in data science."""
    rows = [
        ('<a href="students/README.txt">students</a>', "to hand on as it is: units and chapters as notebooks, without "
         "solutions and outputs; package and data; versions"),
        ('<a href="teachers/checklist.html">teachers</a>', "for you alone: the same units with solutions, model "
         "answers, rubrics and notes; a course for nbgrader; a checklist"),
        ('<a href="site/index.html">site</a>', "the whole book, to be read without a network; its pages of units have "
         "solutions in folds"),
        ('<a href="slides/index.html">slides</a>', "a deck a unit, for any browser"),
        ("sheets", "a handout a unit on paper, without solutions: "
         + ", ".join(f'<a href="sheets/{name}.pdf">{name}</a>' for name in facts.choice.names)),
    ]
    units = [(html.escape(page.title), _minutes(page), page.notebook.metadata["unit"]["level"],
              sum(exercises.points(page).values())) for page in facts.units.values()]
    return _page(
        f"{facts.imprint.name}: for the classroom", facts.imprint.paragraphs(),
        "<h2>What is what</h2>", _table(("Folder", "What is in it"), rows),
        "<h2>Units</h2>", _table(("Unit", "Minutes", "Level", "Points"), units),
        "<h2>If you teach international relations</h2>",
        _listed("Open the site and read one unit; its card says how long it takes.",
                "Project the unit’s slides, and print its sheet: warm-up, discussion and the exercise on sources need "
                "no computer.",
                "For the exercises with data hand on the folder students, or let one person with Python drive."),
        "<h2>If you teach data science or statistics</h2>",
        _listed("Call <code>pip install -r requirements.txt</code> in the folder students, open a unit, run it from "
                "the top: each check says what is missing.",
                "Read the chapter of the unit first, since it holds the argument that the numbers are about.",
                "To grade a class follow the checklist in the folder teachers."),
    )


def _minutes(page: Page) -> int:
    return sum(page.notebook.metadata["unit"]["minutes"].values())


def checklist(facts: Facts) -> str:
    """Before, in and after the lesson, and how to grade."""
    rows = [(html.escape(page.title), _code(name), worth)
            for page in facts.units.values() for name, worth in exercises.points(page).items()]
    one = facts.choice.names[0]
    return _page(
        "Checklist for teachers",
        "<h2>The week before</h2>",
        _listed("Run one unit of the folder students from its first cell on the machines of the room. With no solution "
                "in it, every check says <em>Not yet</em> and nothing else fails.",
                "Where the room has no network, install beforehand: "
                "<code>pip install -r requirements.txt</code> in the folder students.",
                "Read the unit’s notes for the teacher, at the end of its notebook in the folder teachers.",
                "Print the sheet for those without a computer.", tag="ul"),
        "<h2>In the lesson</h2>",
        _listed("Warm-up before anybody opens a notebook.", "Exercises in pairs; the easier one first.",
                "Keep a quarter of an hour for the discussion.", tag="ul"),
        "<h2>To grade a class with nbgrader</h2>",
        "<p>It needs neither a server nor a container. In the folder teachers:</p>",
        "<pre>python -m venv grading\ngrading/bin/python -m pip install -r requirements.txt\n"
        "source grading/bin/activate\ncd nbgrader</pre>",
        _listed(f"<code>nbgrader generate_assignment {one}</code> makes the students’ version in <code>release</code>: "
                "the same as in the folder students.",
                f"Put what comes back into <code>submitted/NAME/{one}/{one}.ipynb</code>, a folder a student.",
                f"<code>nbgrader autograde {one}</code> runs every notebook. Locked cells are put back first, and a "
                "hidden test makes the checks anew, so that a changed check earns nothing.",
                "<code>nbgrader formgrader</code>, or the files in <code>autograded</code>: read the answers on "
                "sources and give points by the rubric.",
                f"<code>nbgrader generate_feedback {one}</code> and <code>nbgrader export</code> give feedback and a "
                "table of grades."),
        "<p>Run what students hand in on a machine without anything of value: it is code of others. A student who "
        "rewrites Python itself could deceive any grader that works in the notebook’s own process; look at unlikely "
        "full marks.</p>",
        "<h2>Points</h2>", _table(("Unit", "Answer", "Points"), rows),
        "<p>The answers on sources are graded by hand, all others by nbgrader.</p>",
    )


def _code(name: str) -> str:
    return "on sources" if name == "source-criticism" else f"<code>{html.escape(name)}</code>"
