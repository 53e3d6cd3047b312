"""Every page with code as a notebook: plain Markdown, the page's code, the same bytes again."""
import json
import re

import nbformat
import pytest
from myst_nb.core.read import read_myst_markdown_notebook

from tests.handouts.conftest import ROOT
from trilateral.handouts import exercises, notebooks, pages

pytestmark = pytest.mark.slow
# What only MyST understands: a directive, a role, a label before a heading, a comment, a break between cells.
MYST = re.compile(r"^\s*(?:`{3,}|:{3,}|~{3,})\s*\{|\{[a-z][\w:-]*\}`|^\([\w-]+\)=\s*$|^% |^\+\+\+|\{[a-z]+\}`", re.M)
LEFT = re.compile(r"@@|headerlink|class=\"|¶|</?(?:span|div|section|svg|a)\b")
SOURCES = sorted(path.relative_to(ROOT).with_suffix("").as_posix() for path in (ROOT / "notebooks").rglob("*.md"))


@pytest.fixture(scope="module")
def made(built):
    """Page -> its notebook on the site."""
    folder = built / "_notebooks"
    return {path.relative_to(folder).with_suffix("").as_posix(): nbformat.read(path, as_version=4)
            for path in sorted(folder.rglob("*.ipynb"))}


def test_every_page_with_code_has_one(made):
    assert sorted(made) == SOURCES


@pytest.mark.parametrize("page", SOURCES)
def test_nothing_is_left_of_the_page(made, page):
    for cell in made[page].cells:
        if cell.cell_type == "markdown":
            assert not (found := MYST.search(cell.source)), (page, found[0], cell.source[:200])
            assert not (found := LEFT.search(cell.source)), (page, found[0], cell.source[:200])


def test_the_search_would_notice():
    for text in ("```{note}\nx", "a {cite}`b`", "{glue:text}`year`", "(name)=", ":::{tip}"):
        assert MYST.search(text), text


def test_a_dollar_begins_no_formula(made):
    texts = [cell.source for notebook in made.values() for cell in notebook.cells if cell.cell_type == "markdown"]
    assert sum(text.count(r"\$") for text in texts) > 10
    assert not [text for text in texts if re.search(r"(?<!\\)\$", re.sub(r"`[^`]*`", "", text))]


@pytest.mark.parametrize("page", [page for page in SOURCES if "/units/" not in page])
def test_the_code_is_the_pages(made, page):
    source = read_myst_markdown_notebook((ROOT / f"{page}.md").read_text("utf-8"))
    code = [cell.source for cell in made[page].cells if cell.cell_type == "code"]
    assert code[1:] == [cell.source for cell in source.cells if cell.cell_type == "code"]
    assert "trilateral-*.whl" in code[0]


def test_headings_are_the_pages(made):
    source = (ROOT / "notebooks" / "north-korea.md").read_text("utf-8")
    wanted = re.findall(r"^#+ .*", re.sub(r"```.*?```", "", source, flags=re.S), re.M)
    found = re.findall(r"^#+ .*", "\n".join(cell.source for cell in made["notebooks/north-korea"].cells
                                            if cell.cell_type == "markdown"), re.M)
    plain = [line.replace("'", "’") for line in wanted]
    assert [line for line in found if line != "## References"] == plain


def test_figures_keep_number_caption_and_source(made):
    texts = "\n".join(cell.source for cell in made["notebooks/defence-spending"].cells if cell.cell_type == "markdown")
    assert re.search(r"\*\*Figure \d+\.\*\* Military expenditure in constant prices", texts)
    assert re.search(r"^\*Source: SIPRI Military Expenditure Database", texts, re.M)


def test_outputs_are_those_that_any_program_shows(made):
    pictures = 0
    for page, notebook in made.items():
        for cell in notebook.cells:
            for output in cell.get("outputs", []):
                assert set(output.get("data", {})) <= set(notebooks.SHOWN), page
                pictures += "image/svg+xml" in output.get("data", {})
    assert pictures > 40


def test_they_are_valid_and_say_nothing_of_the_machine(made, built):
    for page, notebook in made.items():
        nbformat.validate(notebook)
        assert [cell.id for cell in notebook.cells] == [f"cell-{number}" for number in range(len(notebook.cells))]
        assert "version" not in notebook.metadata.language_info, page
        assert str(ROOT) not in json.dumps(notebook), page


def test_the_same_bytes_again(built):
    page = "notebooks/north-korea"
    again = notebooks.text(notebooks.chapter(ROOT, built, page))
    assert again == (built / "_notebooks" / f"{page}.ipynb").read_text("utf-8")


def test_a_page_links_to_its_notebook_and_to_no_outside_host(built):
    page = (built / "notebooks" / "north-korea.html").read_text("utf-8")
    assert 'href="../_notebooks/notebooks/north-korea.ipynb"' in page
    assert "launch-button" not in page, "no repository is configured, so there is nothing to open"
    assert 'href="../_notebooks/' not in (built / "book" / "glossary.html").read_text("utf-8")


def test_without_outputs_nothing_has_run(built):
    made = notebooks.chapter(ROOT, built, "notebooks/north-korea", outputs=False)
    assert not [cell for cell in made.cells if cell.get("outputs") or cell.get("execution_count")]


def test_a_page_that_was_not_executed_as_it_is(built, tmp_path):
    (tmp_path / "notebooks").mkdir()
    text = (ROOT / "notebooks" / "north-korea.md").read_text("utf-8")
    (tmp_path / "notebooks" / "north-korea.md").write_text(text.replace("import pandas", "import pandas  # new", 1))
    with pytest.raises(ValueError, match="notebooks/north-korea.md: has not been executed as it is now"):
        pages.executed(tmp_path, built, "notebooks/north-korea")


def test_students_get_none_of_what_is_for_teachers(read, opened):
    given = notebooks.text(notebooks.whole(read, opened, exercises.students(read)))
    kept = notebooks.text(notebooks.whole(read, opened, exercises.teachers(read), notebooks.TEACHERS))
    secret = exercises.secrets(read)
    assert len(secret) > 20
    assert not [line for line in secret if notebooks.quoted(line) in given]
    assert not [line for line in secret if notebooks.quoted(line) not in kept]
    assert notebooks.STUB in given and "check.mistake" not in given and "sealed=" in given


def test_the_guard_finds_a_planted_line(read):
    line = sorted(exercises.secrets(read))[-1]
    files = {"students/units/x.ipynb": notebooks.quoted(f"so {line}").encode()}
    with pytest.raises(ValueError, match="students/units/x.ipynb: holds .* for teachers alone"):
        exercises.guard(read, files, "")
    exercises.guard(read, files, line)  # a chapter says it too
