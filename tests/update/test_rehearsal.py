"""A whole update rehearsed on the book's own chapters, from a made-up edition before to a made-up one after."""
import json
from pathlib import Path

import pytest

from tests.update import editions
from trilateral.fetching import Snapshot
from trilateral.ledger import claims
from trilateral.sources.upstreams import UPSTREAMS
from trilateral.update import Taken, plain, summary


@pytest.fixture(scope="module")
def record(tmp_path_factory):
    """All chapters told under both editions, at the same time, and the figures that change drawn under the later."""
    folder = tmp_path_factory.mktemp("editions")
    snapshot = Snapshot(Path("/elsewhere/made-up.xlsx"), "https://example.org/made-up.xlsx", "2031-04-28", "ab" * 32)
    taken = Taken(UPSTREAMS["sipri_milex"], {"workbook": snapshot}, "April 2030", "April 2031")
    return summary.record([taken], editions.earlier(folder / "before"), editions.later(folder / "after"))


@pytest.fixture(scope="module")
def prose(record):
    return record.prose


def test_every_chapter_runs_and_every_changed_figure_is_drawn_under_both_editions(prose):
    assert (prose.failures, prose.failing, prose.mended) == ((), (), ())


def test_numbers_change_with_the_edition(prose):
    found = {(one.chapter, one.name): (one.before, one.after) for one in prose.numbers}
    before, after = found["defence-spending", "year"]
    assert int(after) == int(before) + 2
    assert found["defence-spending", "edition"][1].endswith(f"(data to {after})")
    assert {chapter for chapter, _ in found} == {"defence-spending", "first-island-chain", "six-recommendations",
                                                 "three-factors"}
    assert not [one for one in prose.numbers if {"nan", "no data"} & {one.before, one.after}]


def test_sentences_say_both(prose):
    found = next(one for one in prose.sentences if one.before.startswith("The figures of spending end in"))
    old, new = (text.removesuffix(".").split()[-1] for text in (found.before, found.after))
    assert found.both == f"The figures of spending end in [{old} -> {new}]."
    assert found.numbers == ("defence-spending.year",)
    assert not [one for one in prose.sentences if "{" in one.both or "](" in one.both]
    assert "index" in {one.page for one in prose.sentences}, "the front page borrows numbers"


def test_figures_name_another_edition(prose):
    found = {one.name: one for one in prose.figures}
    old, new = found["spending-burden"].texts["credit"]
    assert "edition" in old and old != new and found["spending-burden"].data
    cells = found["spending-table"].cells
    assert found["spending-table"].kind == "table" and len({row for row, *_ in cells}) == 6


def test_the_ledger_is_judged_under_both(record):
    found = record.verdicts
    assert not found.failed and not found.failed_before and not record.failures
    assert found.comparison.ran > 100 and found.comparison.reworded
    known = claims.contents().claims
    assert all(one.claim in known and one.before != one.after for one in found.comparison.flips)


def test_it_fits_on_a_screen(record):
    lines = record.text().splitlines()
    assert len(lines) <= plain.SCREEN and max(map(len, lines)) <= 100
    everything = record.text(everything=True)
    assert len(everything.splitlines()) > 2 * len(lines)
    for one in record.prose.numbers:
        assert one.name in everything, "nothing is left out"


def test_every_part_has_its_place(record):
    text = record.text()
    for words in ("What came\n", "made-up.xlsx, sha256 abababababab, 2031-04-28", "\nData\n", "\nProse: ",
                  "\nVerdicts: ", "\nFigures and tables on pages: ", "\nTyped texts of manifests", "\nLicence: "):
        assert text.count(words) == 1, words


def test_the_page_for_a_pull_request_holds_all(record):
    page = record.markdown()
    heads = [line for line in page.splitlines() if line.startswith("## ")]
    assert heads == ["## What came", "## Data", "## Prose", "## Verdicts", "## Figures and tables on pages"]
    assert page.count("<details>") == page.count("</details>") >= 5 and len(page) < 65_000


def test_the_record_as_json(record):
    found = json.loads(record.json())
    assert found["version"] == 1 and not found["empty"] and found["failures"] == []
    assert len(found["tables"][0]["revised"]) == len(record.tables[0].revised)
    assert found["tables"][0]["revised"][0]["relative"] == record.tables[0].revised[0].relative
