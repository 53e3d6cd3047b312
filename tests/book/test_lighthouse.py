"""What bench/lighthouse.py writes: a table of four pages, before and after, and how it was made."""
import csv
import re

from bench.lighthouse import COLUMNS, OURS, PAGES, STOCK
from tests.book.contents import PAGES as BOOK
from tests.book.contents import ROOT

with (ROOT / "book" / "lighthouse.csv").open(encoding="utf-8", newline="") as file:
    HEAD, *ROWS = csv.reader(file)


def test_every_page_stands_twice_with_all_its_numbers():
    assert tuple(HEAD) == COLUMNS and set(PAGES) <= set(BOOK)
    assert [(row[0], row[1]) for row in ROWS] == [(page, build) for page in PAGES for build in (STOCK, OURS)]
    for row in ROWS:
        numbers = [int(cell) for cell in row[2:]]
        assert all(0 < score <= 100 for score in numbers[:4]) and numbers[4] > 30 and numbers[5] > 3, row


def test_this_book_is_lighter_and_no_worse_in_anything():
    for before, after in zip(ROWS[::2], ROWS[1::2], strict=True):
        assert all(int(now) >= int(then) for then, now in zip(before[2:6], after[2:6], strict=True)), after
        assert int(after[6]) < int(before[6]) / 3 and int(after[7]) < int(before[7]), after


def test_it_says_how_it_was_made():
    how = (ROOT / "book" / "lighthouse.txt").read_text("utf-8")
    assert re.fullmatch(r"Lighthouse [\d.]+, mobile profile, gzip; the median of \d+ runs a page\.\n", how)
