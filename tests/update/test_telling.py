"""What chapters say, told by small ones; the book's own are told in test_rehearsal."""
import contextlib
import os

import pytest

from trilateral import paths
from trilateral.tables import DataError
from trilateral.update import retelling, telling
from trilateral.update.rehearsing import Stage
from trilateral.update.telling import Chapter

HEAD = "---\njupytext:\n  text_representation: {extension: .md, format_name: myst}\n" \
       "kernelspec: {name: python3, display_name: Python 3}\n---\n\n# Title\n\n"


@pytest.fixture
def chapters(tmp_path, monkeypatch):
    """A book of small chapters, told in this process."""
    (tmp_path / "notebooks").mkdir()
    monkeypatch.setattr(paths, "book_dir", lambda: tmp_path)

    def tell(**cells):
        for name, code in cells.items():
            text = HEAD + "".join(f"```{{code-cell}} ipython3\n{cell}\n```\n\n" for cell in code)
            (tmp_path / "notebooks" / f"{name}.md").write_text(f"{text}There are {{glue:text}}`count`.\n", "utf-8")
        stage = Stage()
        return stage, telling.read(stage.chapters())

    return tell


NUMBER = "from trilateral import figures\nfigures.number('count', {}, 'number')"


@pytest.mark.parametrize(("code", "words"), [
    ("x = 1\nx.y", "one.md, cell 2, line 2: AttributeError: 'int' object has no attribute 'y'"),
    ("raise KeyError()", "one.md, cell 2, line 1: KeyError: no message"),
    ("assert 1 > 2, 'too\\nfew'", "one.md, cell 2, line 1: AssertionError: too few"),
    ("def (", "SyntaxError: invalid syntax (one.md, cell 2, line 1)"),
    ("import sys; sys.exit('enough')", "one.md, cell 2, line 1: SystemExit: enough"),
    ("from trilateral import tables\ntables.load('nothing')", "one.md, cell 2, line 2: DataError: data/nothing.yml: "),
    ("figures.number('n', 1, 'furlongs')", "one.md, cell 2, line 1: ValueError: number style 'furlongs': expected"),
    ("import pandas as pd\nfigures.table('t', pd.DataFrame(), caption='', sources=['places'])",
     "one.md, cell 2, line 2: ValueError: figure 't': caption is empty"),
])
def test_a_chapter_that_fails_is_named_and_the_others_go_on(chapters, code, words):
    _, found = chapters(one=[NUMBER.format(1), code, NUMBER.format(3)], two=[NUMBER.format(2)])
    assert found["one"].failure.startswith(words) and "\n" not in found["one"].failure
    assert found["one"].numbers == {"count": "1"} and found["two"].numbers == {"count": "2"}
    assert not found["two"].failure


def test_after_a_failure_the_library_is_as_before(chapters):
    from trilateral import figures

    real = figures.show, figures.number, figures.table
    chapters(one=["figures = 1 / 0"])
    assert (figures.show, figures.number, figures.table) == real


FIGURE = """import pandas as pd
from trilateral import figures
@figures.drawing
def bars(canvas, frame):
    canvas.figure.subplots().bar(frame['x'], frame['y'])
    {}
drawn = bars(pd.DataFrame(dict(x=[1, 2], y=[3.0, 4.0])))
figures.show('bars', drawn, caption='Bars.', alt='Two.', sources=['places'])"""


def test_a_drawing_that_breaks_is_found_when_drawn(chapters):
    stage, found = chapters(one=[FIGURE.format("raise ValueError('no room')")], two=[FIGURE.format("").replace(
        "'bars', drawn", "'good', drawn")])
    assert not found["one"].failure and found["one"].figures["bars"]["data"] == found["two"].figures["good"]["data"]
    broken = telling.with_broken(found, stage.draw(["bars", "good"]))
    assert broken["one"].broken == {"bars": "ValueError: no room"} and not broken["two"].broken
    failure, = retelling.compared(found, broken).failures
    assert str(failure) == "chapter one figure bars cannot be drawn: ValueError: no room"


def test_an_installed_wheel_has_no_chapters(monkeypatch):
    def none():
        raise FileNotFoundError

    monkeypatch.setattr(paths, "book_dir", none)
    assert Stage().chapters() == {}
    retelling.borrowing.cache_clear()
    with contextlib.ExitStack() as stack:
        stack.callback(retelling.borrowing.cache_clear)
        assert retelling.borrowing() == ()


def test_a_process_that_dies_is_one_error(tmp_path):
    with telling.teller(paths.data_dir()) as one:
        one.ask("nonsense")
        with pytest.raises(DataError, match="chapters and checks could not be run: AttributeError: .*nonsense"):
            one.answer()


def test_a_process_that_hangs_is_ended(monkeypatch):
    monkeypatch.setattr(telling, "PATIENCE", 0.05)
    with telling.teller(paths.data_dir()) as one, pytest.raises(DataError, match="ended with status -9"):
        one.answer()  # to no question at all


def test_the_process_reads_the_folder_that_it_is_given(tmp_path, monkeypatch):
    monkeypatch.setenv("TRILATERAL_DATA", os.fspath(tmp_path))  # another one is in use here
    with telling.teller(paths.PACKAGE.parent / "data") as one:
        one.ask("outcomes", tables=["military_expenditure_world"])
        assert one.answer() == {"outcomes": {}, "failed": {}}, "no check takes this table"
        one.ask("outcomes", tables=["offices"])
        assert one.answer()["outcomes"]


def chapter(numbers=None, failure="", **more):
    return Chapter(numbers=numbers or {}, failure=failure, **more)


@pytest.mark.parametrize(("before", "after", "changed", "failures", "mended"), [
    (chapter({"a": "1"}), chapter({"a": "2"}), [("a", "1", "2")], 0, ()),
    (chapter({"a": "1"}), chapter({"a": "1", "b": "2"}), [("b", "", "2")], 0, ()),
    (chapter({"a": "1", "b": "2"}), chapter({"a": "1"}), [("b", "2", "")], 0, ()),
    (chapter({"a": "1", "b": "2"}), chapter({"a": "3"}, "it stops"), [("a", "1", "3")], 1, ()),
    (chapter({"a": "1"}, "it stops"), chapter({"a": "1", "b": "2"}), [], 0, ("one",)),
])
def test_two_tellings(before, after, changed, failures, mended):
    found = retelling.compared({"one": before}, {"one": after})
    assert [(one.name, one.before, one.after) for one in found.numbers] == changed
    assert len(found.failures) == failures and found.mended == mended


def test_still_failing_is_no_new_failure():
    found = retelling.compared({"one": chapter(failure="x")}, {"one": chapter(failure="x")})
    assert not found.failures and found.failing == ("one",)


@pytest.mark.parametrize(("line", "read"), [
    ("Of {glue:text}`a` {claim}`C001` men {cite}`key2020`.", "Of [1 -> 2] men."),
    ("- See {numref}`bars`, ({glue:text}`b`, {glue:text}`a`).", "See figure bars, (same, [1 -> 2])."),
    ("::::{grid-item-card} {glue:text}`../notebooks/one.md::a:s` to one: [](../notebooks/one.md).",
     "[1 -> 2] to one: ../notebooks/one.md."),
    ("{glue:text}`a` more: [](../notebooks/defence-spending.md).", "[1 -> 2] more: Defence spending."),
    ("As {cite:t}`liang2025` says, {glue:text}`a:.2f` of [these](x.md)", "As liang2025 says, [1 -> 2] of these"),
    ("{glue:text}`a` and {glue:text}`unknown`", "[1 -> 2] and (nothing)"),
])
def test_a_line_as_a_reader_has_it(line, read):
    prose = ("{glue:text}`b` stays.", line)
    found = retelling.compared({"one": chapter({"a": "1", "b": "same"}, prose=prose)},
                               {"one": chapter({"a": "2", "b": "same"}, prose=prose)})
    assert [one.both for one in found.sentences if one.page == "one"] == [read]


def test_rows_of_a_page_are_matched_by_name_or_place():
    def shown(*rows):
        table = {"caption": "c", "credit": "s", "columns": ["Name", "Count"], "rows": [list(row) for row in rows]}
        return {"one": chapter(tables={"list": table})}

    (named,) = retelling.compared(shown(("a", "1"), ("b", "2")), shown(("b", "2"), ("a", "3"))).figures
    assert named.cells == (("a", "Count", "1", "3"),)
    (placed,) = retelling.compared(shown(("a", "1"), ("a", "2")), shown(("a", "1"), ("a", "3"))).figures
    assert placed.cells == (("row 2", "Count", "2", "3"),)
