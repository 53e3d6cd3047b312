"""nbgrader makes the students' version and grades submissions: full, part and no marks."""
import csv
import json
import os
import subprocess
import sys
from types import SimpleNamespace

import nbformat
import pytest

from tests.handouts.conftest import ROOT
from trilateral.handouts import exercises, grading, notebooks

pytestmark = pytest.mark.slow
PROGRAMS = ROOT / ".venv" / "classroom" / "bin"


@pytest.fixture(scope="module")
def course(read, opened, tmp_path_factory):
    """A course with the first unit, released, and a way to call nbgrader in it; kernels run in this Python."""
    assert (PROGRAMS / "nbgrader").is_file(), "no nbgrader: `make test` installs it into .venv/classroom"
    folder, jupyter = tmp_path_factory.mktemp("course"), tmp_path_factory.mktemp("jupyter")
    for name, content in grading.course([read], opened).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    kernel = jupyter / "kernels" / "python3" / "kernel.json"
    kernel.parent.mkdir(parents=True)
    kernel.write_text(json.dumps({"argv": [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"],
                                  "display_name": "Python 3", "language": "python"}))
    environment = {**os.environ, "PATH": f"{PROGRAMS}{os.pathsep}{os.environ['PATH']}", "JUPYTER_PATH": str(jupyter),
                   "PYTHONPATH": str(ROOT)}

    def call(*words):
        done = subprocess.run([PROGRAMS / "nbgrader", *words], cwd=folder, env=environment, capture_output=True,
                              text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done

    unit = read.name.rpartition("/")[2]
    call("generate_assignment", unit, "--create")
    released = folder / "release" / unit / f"{unit}.ipynb"
    return SimpleNamespace(folder=folder, unit=unit, call=call, released=released)


def same(cell):
    """A cell as it is compared; the checksum is nbgrader's own."""
    marks = {key: value for key, value in cell.metadata.get("nbgrader", {}).items() if key != "checksum"}
    return cell.id, cell.source, marks, cell.metadata.get("editable"), cell.metadata.get("deletable")


def test_ours_is_the_version_that_nbgrader_makes(course, read, opened):
    """Students get ours, of the site and of the archive; graded is against nbgrader's."""
    theirs = nbformat.read(course.released, as_version=4)
    ours = notebooks.whole(read, opened, exercises.students(read))
    assert [same(cell) for cell in ours.cells] == [same(cell) for cell in theirs.cells]
    assert "HIDDEN" not in course.released.read_text("utf-8")


def solutions(read):
    """Code of the solution, by the cell that it belongs into."""
    return {f"{exercise}-answer": code for exercise, code in exercises._solutions(read).items()}


def submitted(course, read, change):
    """The students' notebook after ``change(cell, solution)`` of every cell that is answered."""
    notebook = nbformat.read(course.released, as_version=4)
    for cell in notebook.cells:
        marks = cell.metadata.get("nbgrader", {})
        if marks.get("solution") and cell.cell_type == "code":
            cell.source = change(marks["grade_id"], cell.source, solutions(read)[marks["grade_id"]])
        elif marks.get("grade") and cell.cell_type == "code" and change is cheated:
            cell.source = "pass"
    return notebook


def right(name, given, solution):
    return solution


def half(name, given, solution):
    return solution if name.endswith("-1-answer") else given


def wrong(name, given, solution):
    return "\n".join(f"{line.partition('=')[0]}= 12345" if line.endswith("= ...") else line
                     for line in given.splitlines())


def nothing(name, given, solution):
    return given


def cheated(name, given, solution):
    """Every check says yes."""
    return given + "\ncheck = lambda *given, **more: print('right')\nfrom trilateral import teaching\n" \
        "teaching.checks = lambda *given, **more: check\nteaching.checking.Checks.__call__ = check"


@pytest.fixture(scope="module")
def grades(course, read):
    """Marks by student, after everybody was graded in one call."""
    hands_in = {"right": right, "half": half, "wrong": wrong, "cheated": cheated, "nothing": nothing}
    for student, change in hands_in.items():
        path = course.folder / "submitted" / student / course.unit / f"{course.unit}.ipynb"
        path.parent.mkdir(parents=True)
        nbformat.write(submitted(course, read, change), path)
    course.call("autograde", course.unit, "--create")
    course.call("export", "--to=grades.csv")
    with (course.folder / "grades.csv").open() as file:
        return {row["student_id"]: row for row in csv.DictReader(file)}


@pytest.mark.parametrize(("student", "parts"), [
    ("right", ("1", "2")), ("half", ("1",)), ("wrong", ()), ("cheated", ()), ("nothing", ())])
def test_marks(grades, read, student, parts):
    """Of the answers that a program can grade; those on sources wait for the teacher."""
    worth = {piece.exercise[-1]: 0 for piece in read.pieces if piece.exercise}
    for piece in read.pieces:
        if "check" in exercises._tags(piece):
            worth[piece.exercise[-1]] += exercises._checked(piece, read)[1]
    assert worth["1"] >= 2 and worth["2"] >= 2
    assert float(grades[student]["score"]) == sum(worth[part] for part in parts)
    assert float(grades[student]["max_score"]) == sum(exercises.points(read).values())
