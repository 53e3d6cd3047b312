"""Tests marked with an edition run under the data that they were written for, and wait under others."""
import ast
import subprocess
import sys

import pytest

from trilateral import paths, tables

HELD = {
    "arms_transfers": "6d3fa7f056fc1dfb0450c0b4b6e189fb1ca00a7e4f6f315a782a3f00931d283a",
    "economy": "e07ceef3cdfc6729a38f0444c69496cd20961789e4c04ecb2f42e6d03437fc2f",
    "military_expenditure": "d3b4b2ab3320df7ff366d4de3d392783757d152b9408847ab8652c0a0c9a0aa5",
    "military_expenditure_world": "3408955cf746cbd4e21323e56ad4872d4971149c045046b444862600b9c6866a",
    "pla_activity": "45fd06df15e7dd96bdfc3dc40d85700ee89987fdaff707333bee22497034b9ea",
}
"""Tables with published figures in tests -> SHA-256 of the data that hold them. Renewed together with the marks."""


def marks():
    """Every use of the mark: file and line, table, edition."""
    for path in sorted((paths.book_dir() / "tests").rglob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "edition":
                for keyword in node.keywords:
                    if isinstance(keyword.value, ast.Constant):
                        yield f"{path.name}:{node.lineno}", keyword.arg, keyword.value.value


def test_every_table_that_is_held_is_listed():
    assert {table for _, table, _ in marks()} == set(HELD)


@pytest.mark.parametrize("name", HELD)
def test_nothing_waits_under_the_data_that_tests_hold(name):
    found = tables.manifest(name)
    if found.sha256 != HELD[name]:
        pytest.skip(f"{name} has newer data than the figures that tests hold: renew them")
    there = {source.edition for source in found.sources}
    for place, table, edition in marks():
        assert table != name or edition in there, f"{place}: {edition!r} is none of {', '.join(there)}"


MARKED = '''
import pytest

@pytest.mark.edition(straits="{}")
def test_one():
    assert True
'''


@pytest.mark.parametrize(("edition", "outcome"), [(None, {"passed": 1}), ("of another year", {"skipped": 1})])
def test_the_mark(edition, outcome, tmp_path):
    """A marked test runs under its edition and is skipped under another; the message names both."""
    there = tables.manifest("straits").sources[0].edition
    path = paths.book_dir() / "tests" / "conftest.py"
    (tmp_path / "conftest.py").write_text(path.read_text("utf-8"), "utf-8")
    settings = f'[pytest]\nmarkers = edition: of one edition\npythonpath = "{paths.book_dir()}"\n'  # for its imports
    (tmp_path / "pytest.ini").write_text(settings, "utf-8")
    (tmp_path / "test_marked.py").write_text(MARKED.format(edition or there), "utf-8")
    call = [sys.executable, "-m", "pytest", "-q", "-rs", "-p", "no:cacheprovider", "-c", "pytest.ini", "."]
    done = subprocess.run(call, cwd=tmp_path, capture_output=True, text=True, check=False)
    (word, count), = outcome.items()
    assert f"{count} {word}" in done.stdout, done.stdout
    if edition:
        assert f"holds figures of straits, {edition}; the data are of {there}" in done.stdout.replace("\n", " ")
