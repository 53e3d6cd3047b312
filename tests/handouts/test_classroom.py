"""The archive for a class: what is in it, the same bytes again, whole or not at all, safe to hand on."""
import io
import re
import shutil
import zipfile
from types import SimpleNamespace

import pytest

from tests.handouts.conftest import ROOT, for_teachers, stand_in
from trilateral.cli import main
from trilateral.handouts import classroom, leaflets, notebooks, opening, wheel
from trilateral.publishing import packing
from trilateral.sphinxext.teaching import downloads
from trilateral.teaching import units

EVERY = [one.name for one in units.every(ROOT)]


@pytest.mark.slow
def test_what_is_in_it(packed):
    name, chapter = packed.choice.names[0], packed.choice.chapters[0].rpartition("/")[2]
    files = packed.files
    assert {path for path in files if path.startswith("students/")} == {f"students/{one}" for one in (
        f"units/{name}.ipynb", f"chapters/{chapter}.ipynb", f"package/{opening.wheel_name()}", "requirements.txt",
        "constraints.txt", "README.txt")}
    assert {path for path in files if path.startswith("teachers/")} == {f"teachers/{one}" for one in (
        f"units/{name}.ipynb", f"chapters/{chapter}.ipynb", "nbgrader/nbgrader_config.py",
        f"nbgrader/source/{name}/{name}.ipynb", "requirements.txt", "checklist.html")}
    assert {"README.html", "slides/index.html", f"sheets/{name}.pdf", "site/index.html",
            f"site/_notebooks/notebooks/{chapter}.ipynb"} <= set(files)
    assert dict(classroom.sizes(files))["site"] > 10e6


@pytest.mark.slow
def test_links_of_its_pages_lead_somewhere(packed):
    for page, folder in (("README.html", ""), ("teachers/checklist.html", "teachers/")):
        for address in re.findall(r'href="([^":]+)"', packed.files[page].decode()):
            assert folder + address in packed.files, address


@pytest.mark.slow
def test_no_byte_for_students_tells_what_is_for_teachers(packed):
    """Neither in a notebook nor in a file of the wheel, unpacked."""
    secret = for_teachers(packed.choice.units[0])
    assert len(secret) > 30
    public = "\n".join(path.read_text("utf-8") for path in (ROOT / "notebooks").glob("*.md"))
    secret = {line for line in secret if line not in public}
    given = {name: content for name, content in packed.files.items() if name.startswith("students/")}
    for name in [name for name in given if name.endswith(".whl")]:
        with zipfile.ZipFile(io.BytesIO(given.pop(name))) as archive:
            given |= {f"{name}/{one}": archive.read(one) for one in archive.namelist()}
    found = [(name, line) for name, content in given.items() for line in secret
             if line.encode() in content or notebooks.quoted(line).encode() in content]
    assert not found
    kept = packed.files[f"teachers/units/{packed.choice.names[0]}.ipynb"].decode()
    code = [line for line in secret if "check.mistake(" in line]
    assert code and all(notebooks.quoted(line) in kept for line in code)


@pytest.mark.slow
def test_the_same_bytes_again_and_whole_or_not_at_all(packed, built, tmp_path, monkeypatch):
    monkeypatch.setattr(classroom, "_drawn", stand_in)
    monkeypatch.setattr(classroom, "site", lambda html: {"index.html": b"pages"})  # test_same_bytes holds the pages
    out = tmp_path / "new" / "class.zip"
    classroom.make(ROOT, built, out, packed.choice)
    first = out.read_bytes()
    classroom.make(ROOT, built, out, packed.choice)
    assert out.read_bytes() == first
    with zipfile.ZipFile(out) as archive:
        assert {name.partition("/")[0] for name in archive.namelist()} == {classroom.FOLDER}
        for name, content in packed.files.items():
            if not name.startswith("site/"):
                assert archive.read(f"{classroom.FOLDER}/{name}") == content, name

    def fall(*given):
        raise OSError("no space left")

    monkeypatch.setattr(packing, "zipped", fall)
    with pytest.raises(OSError, match="no space"):
        classroom.make(ROOT, built, out, packed.choice)
    assert [path.name for path in out.parent.iterdir()] == ["class.zip"] and out.read_bytes() == first


def test_a_unit_that_is_not_there(capsys):
    assert main(["classroom", "--unit", "maths"]) == 1
    said = capsys.readouterr().err
    assert f"--unit maths: there is no such unit; expected one of {', '.join(EVERY)}" in said and said.count("\n") == 1


def test_all_units_come_with_all_chapters():
    every = classroom.choose(ROOT)
    assert list(every.names) == EVERY and len(every.chapters) == 10
    assert classroom.choose(ROOT, [EVERY[0], EVERY[0]]).chapters == (f"notebooks/{EVERY[0]}",)


def test_a_book_without_units(tmp_path):
    (tmp_path / "_toc.yml").write_text("format: jb-book\nroot: book/index\nparts: []\n")
    with pytest.raises(ValueError, match="_toc.yml: has no unit"):
        classroom.choose(tmp_path)


def test_versions_without_hashes():
    lock = ROOT / "requirements-lab.txt"
    lines = wheel.constraints(lock).splitlines()
    assert len(lines) == len(re.findall(r"^[\w.-]+(?:\[[\w,-]+\])?==", lock.read_text("utf-8"), re.M))
    assert not [line for line in lines if not re.fullmatch(r"[\w.-]+==[\w.!+-]+(?: *; .+)?", line)]
    assert wheel.pinned(ROOT / "requirements-classroom.txt", "nbgrader").startswith("nbgrader==0.")
    with pytest.raises(ValueError, match="requirements-lab.txt: does not pin otter"):
        wheel.pinned(lock, "otter")


def test_the_wheel_has_the_name_that_notebooks_look_for():
    name, content = wheel.make(ROOT)
    assert name == opening.wheel_name() and wheel.make(ROOT)[1] == content


def test_a_tree_that_makes_no_wheel(tmp_path):
    for name in ("CITATION.cff", "_config.yml"):
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    (tmp_path / "pyproject.toml").write_text("[build-system]\nrequires = []\n")
    with pytest.raises(ValueError, match="pyproject.toml: no wheel could be built from it"):
        wheel.make(tmp_path)


@pytest.mark.parametrize(("site", "package", "wanted"), [
    ("", "", "wanted = str(wheels[0]) if wheels else ''"),
    ("", "git+https://example.org/b@main", "else 'git+https://example.org/b@main'"),
])
def test_where_the_first_cell_looks_for_the_package(site, package, wanted):
    first = opening.Opening("Book", "Version 1", "A. Author", site, package)
    assert wanted in first.install
    compile(first.install, "cell", "exec", flags=0x2000)  # await is allowed at the top of a cell
    assert "https" not in first.head("A page", "notebooks/a")


def test_the_head_leads_to_the_page_where_there_is_a_site():
    head = opening.Opening("Book", "Version 1", "A. Author", "https://example.org/b", "").head("T", "notebooks/a")
    assert head.startswith("# T\n\nFrom [*Book*](https://example.org/b/notebooks/a.html) (A. Author, version 1).")


def test_with_a_site_the_package_lies_where_notebooks_ask_for_it(tmp_path):
    """The handler that a build ends with, on a book of no page."""
    for name in ("CITATION.cff", "pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, tmp_path)
    settings = (ROOT / "_config.yml").read_text("utf-8").replace('baseurl: ""', 'baseurl: "https://example.org/b/"')
    (tmp_path / "_config.yml").write_text(settings)
    for folder in ("trilateral", "data"):
        (tmp_path / folder).symlink_to(ROOT / folder)
    html, notes = tmp_path / "html", tmp_path / "doctrees"
    (html / downloads.FOLDER).mkdir(parents=True)
    notes.mkdir()
    app = SimpleNamespace(builder=SimpleNamespace(name="html"), srcdir=tmp_path, outdir=html, doctreedir=notes,
                          config=SimpleNamespace(trilateral_watch=True),
                          env=SimpleNamespace(found_docs=(), metadata={}))
    downloads.write(app, None)
    asked = opening.read(tmp_path).package
    assert asked == f"https://example.org/b/{downloads.FOLDER}/{opening.wheel_name()}"
    assert [path.name for path in (html / downloads.FOLDER).iterdir()] == [opening.wheel_name()]


def test_the_note_for_students_has_every_step():
    assert "requirements.txt" in leaflets.STUDENTS and notebooks.STUB in leaflets.STUDENTS
