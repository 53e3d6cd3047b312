"""What others made and lies in the tree is listed with its licence, and has the bytes that are listed."""
import shutil
import subprocess

import pytest

from trilateral import paths
from trilateral.publishing import materials

ROOT = paths.book_dir()


def tracked():
    done = subprocess.run(["git", "-C", str(ROOT), "ls-files", "-z"], capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip("not a git checkout")
    return [name for name in done.stdout.split("\0") if name and (ROOT / name).is_file()]


def test_every_foreign_file_is_listed():
    assert materials.foreign(tracked(), ROOT) == {one.file for one in materials.listed(ROOT)}


def test_every_listed_file_has_its_bytes_and_its_licence():
    assert materials.faults(ROOT) == []


@pytest.fixture
def copy(tmp_path):
    """The listed files and the list alone."""
    for name in {str(materials.FILE), *(one.file for one in materials.listed(ROOT))}:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def test_changed_and_missing_files_are_named(copy):
    font, terms = (copy / one.file for one in materials.listed(ROOT)[:2])
    with font.open("ab") as file:
        file.write(b"\0")
    terms.unlink()
    said = "\n".join(materials.faults(copy))
    assert f"{font.name}: has the SHA-256" in said and "OFL.txt: is listed and not there" in said
    assert "the text of its licence" in said


@pytest.mark.parametrize(("name", "content", "theirs"), [
    ("a/b.woff2", "x", True), ("a/some.min.js", "x", True), ("a/lib.js", "/*! lib 1.0 */", True),
    ("a/LICENSE.txt", "x", True), ("LICENSE", "x", False), ("a/own.js", "/* Our words. */", False),
    ("a/own.py", "# @license", False),
])
def test_what_counts_as_foreign(tmp_path, name, content, theirs):
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text(content, "utf-8")
    assert materials.foreign([name], tmp_path) == ({name} if theirs else set())
