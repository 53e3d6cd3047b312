"""What the page on class sizes rests on: the table of kernels, held against a kernel that runs now, and the sums."""
import math

import pytest

from bench import kernels
from tests.book.contents import ARGUMENT, EXECUTED, ROOT
from trilateral.sphinxext.teaching import class_sizes, sizing

FOUND = sizing.read(ROOT / sizing.FILE)
LIVE = "notebooks/units/defence-spending"
GOOD = [",".join(f'"{column}"' for column in sizing.COLUMNS), "empty kernel,50,1.00,0.40,1.00,0.4",
        "JupyterLab's server,130,2.60,2.80,7.00,2.8", "notebooks/a,100,2.00,0.80,2.00,3.0",
        "median of 3 rounds; 2 cores,,,,,"]


def test_every_page_with_code_was_measured():
    """One that was not: python bench/kernels.py."""
    assert set(ARGUMENT) <= set(FOUND.pages) and set(EXECUTED) <= set(FOUND.pages)


def test_the_numbers_agree_with_each_other():
    for each in [*FOUND.pages.values(), FOUND.server]:
        assert each.times == pytest.approx(each.mb / FOUND.empty.mb, abs=0.03), each
        assert each.mb > FOUND.empty.mb and each.seconds >= each.start >= 0.8 * FOUND.empty.start, each
    assert FOUND.empty.times == FOUND.empty.start_times == 1
    assert "rounds" in FOUND.made and "cores" in FOUND.made


@pytest.fixture(scope="module")
def live():
    """An empty kernel and one page, measured now."""
    return kernels.run(["pass"]), kernels.run(kernels.cells(LIVE), (ROOT / LIVE).parent)


@pytest.mark.slow
def test_a_kernel_that_runs_now_takes_as_many_times_an_empty_one(live):
    empty, page = live
    assert page.mb / empty.mb == pytest.approx(FOUND.pages[LIVE].times, rel=0.35)
    assert page.seconds > page.start > 0 and page.seconds > empty.seconds


@pytest.mark.slow
def test_a_cell_that_fails_is_an_error():
    with pytest.raises(RuntimeError, match="ZeroDivisionError: division by zero\n1 / 0"):
        kernels.run(["pass", "1 / 0"])


def test_a_class_is_sized_by_the_formulae(tmp_path):
    file = tmp_path / "kernels.csv"
    file.write_text("\n".join(GOOD) + "\n", "utf-8")
    found = sizing.read(file)
    assert found.student == 230 and found.limit == 384  # 322 in steps of 128
    assert found.size(30, 1.0) == sizing.Size(30, 30, 30 * 384 + 128, 1)
    assert found.size(300, 0.6) == sizing.Size(300, 180, 180 * 384 + 128, 2)  # 180 × 3 s in 300 s
    assert found.size(10_000, 0.05).at_once == 500
    assert found.size(1, 0.01).at_once == 1


def test_more_students_never_need_less():
    for share in (0.05, 0.6, 1.0):
        sizes = [FOUND.size(students, share) for students in (1, 30, 300, 10_000)]
        assert sizes == sorted(sizes, key=lambda size: (size.at_once, size.mb, size.processors))
    assert FOUND.limit >= FOUND.largest.mb + FOUND.server.mb and FOUND.limit % sizing.STEP == 0


@pytest.mark.parametrize(("number", "line", "said"), [
    (0, "What,Memory", "columns What, Memory; expected What, Peak memory"),
    (1, "another kernel,50,1.00,0.40,1.00,0.4", "no row 'empty kernel'; python bench/kernels.py writes it"),
    (3, "notebooks/a,many,2.00,0.80,2.00,3.0", "row 'notebooks/a', column 'Peak memory (MB)': 'many'; a number"),
    (3, "notebooks/a,100,2.00,-1,2.00,3.0", "row 'notebooks/a', column 'Start (s)': '-1'; a number above 0"),
    (4, "notebooks/b,100,2.00,0.80,2.00,3.0", "a last one that says how they were measured"),
])
def test_a_broken_table_is_named(tmp_path, number, line, said):
    file = tmp_path / "kernels.csv"
    file.write_text("\n".join([*GOOD[:number], line, *GOOD[number + 1:]]) + "\n", "utf-8")
    with pytest.raises(sizing.SizingError) as error:
        sizing.read(file)
    assert said in str(error.value) and str(error.value).startswith("kernels.csv")


@pytest.mark.parametrize(("row", "said"), [
    ({"students": 30, "share": 1.0}, "a mapping of students, share, why is expected"),
    ({"students": "30", "share": 1.0, "why": "x"}, "field students: '30'; int is expected"),
    ({"students": 30, "share": 1.5, "why": "x"}, "a share above 0 and up to 1.0"),
    ({"students": 30, "share": 1.0, "why": "x", "hand-in": None}, "a mapping of students, share, why is expected"),
])
def test_a_broken_row_of_the_page_is_named(row, said):
    with pytest.raises(ValueError, match="expected") as error:
        class_sizes.room(row)
    assert said in str(error.value)


def test_facts_are_words_for_a_sentence():
    facts = class_sizes.facts(FOUND)
    assert facts["limit"] == f"{FOUND.limit}\u00a0MB" and facts["bare limit"] == str(FOUND.limit)
    assert class_sizes.megabytes(1200) == f"{math.ceil(1.2)}\u00a0GB"


@pytest.mark.slow
def test_the_page_shows_every_measured_page_and_the_three_sizes(built):
    import lxml.html

    page = lxml.html.parse(str(built / "book" / "class-sizes.html")).getroot()
    shown = {table.xpath("string(./caption)").strip(): table for table in page.iter("table")}
    memory = shown["Memory and time of kernels, page by page"]
    assert len(memory.xpath(".//tbody/tr")) == len(FOUND.pages) + 2
    sizes = shown["Memory and processors by size of class"].xpath(".//tbody/tr")
    students = [row.xpath("string(./*[1])").strip() for row in sizes]
    assert {"30", "300", "10,000"} <= set(students)
    text = page.text_content()
    assert f"limit: {FOUND.limit}M" in text and "{bare" not in text
