"""A new ledger's folder builds as a book of its own, and its pages follow its table; the book's page runs it too."""
import re
import subprocess
import tempfile
from concurrent.futures import ThreadPoolExecutor

import pytest
from bs4 import BeautifulSoup

from trilateral import ledger, scaffold, tables
from trilateral.cli import build
from trilateral.tables import accepting

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def books(tmp_path_factory):
    """Two books, side by side: the folder as it is written, and one in whose table every source is filled in."""
    folders = {name: tmp_path_factory.mktemp("own") / name for name in ("new", "changed")}
    for folder in folders.values():
        scaffold.create(folder)
    data = folders["changed"] / "data"
    named = tables.load("letter_figures", data)
    named.assign(source_named="World Bank").to_csv(data / "letter_figures.csv", index=False)
    accepting.accept("letter_figures", data)
    with ThreadPoolExecutor() as pool:
        calls = [build.command(folder, folder, every=False) for folder in folders.values()]
        for done in pool.map(lambda call: subprocess.run(call, capture_output=True, text=True, check=False), calls):
            assert done.returncode == 0, f"the folder does not build:\n{(done.stdout + done.stderr)[-4000:]}"
    return folders


def page(folder, name="ledger"):
    return BeautifulSoup((folder / "_build" / "html" / f"{name}.html").read_text("utf-8"), "html.parser")


def rows(soup, name):
    """Cells of a table's rows by the first one."""
    found = [[cell.get_text(" ", strip=True) for cell in row.select("th, td")]
             for row in soup.select(f"table#{name} tbody tr")]
    return {row[0]: row[1:] for row in found}


def test_the_chapter_is_whole(books):
    soup = page(books["new"])
    assert len(soup.select("figure.block")) == 3 and len(soup.select(".block-table table")) == 4
    assert all(credit.text.startswith("Source: ") for credit in soup.select(".credit"))
    assert all(image["alt"] for image in soup.select("article img"))
    assert [heading.find(string=True) for heading in soup.select("article h2")] == [
        "The claims", "The argument", "The evidence", "How it was computed",
        "How sure we are, and what would change our mind", "Sources"]
    assert not soup.select(".output.stderr") and "World Bank. World Development Indicators" in soup.text


def test_its_table_is_its_ledger(books):
    judged = ledger.judged(books["new"] / "data")
    shown = rows(page(books["new"]), "claims")
    assert shown == {one.id: [one.verdict, one.claim.claim, one.reason] for one in judged.values()}
    unsure = rows(page(books["new"]), "confidence")
    assert {id: cells[-1] for id, cells in unsure.items()} == {
        one.id: one.claim.would_change for one in judged.values()}


def test_a_changed_table_flips_a_verdict(books):
    before, after = (rows(page(books[name]), "claims") for name in ("new", "changed"))
    assert before["C006"][0] == "contradicted" and after["C006"][0] == "supported"
    assert {id: cells for id, cells in before.items() if id != "C006"} == {
        id: cells for id, cells in after.items() if id != "C006"}
    assert ledger.drifted(books["new"] / "data") == [] and len(ledger.drifted(books["changed"] / "data")) == 1


def test_the_text_marks_every_record(books):
    marked = re.findall(r"C\d{3}", page(books["new"], "text").select_one("article").text)
    assert set(ledger.contents(books["new"] / "data").claims) < set(marked)


def test_its_pages_ask_no_other_host(books):
    for name in ("ledger", "text"):
        asked = [tag.get("src") or tag.get("href") for tag in page(books["new"], name).select(
            "script[src], img[src], iframe[src], link[rel=stylesheet], link[rel=preload]")]
        assert [address for address in asked if re.match(r"(https?:)?//", address)] == []


def test_a_build_leaves_the_folder_as_it_was(books):
    kept = {path.relative_to(books["new"]).as_posix() for path in books["new"].rglob("*")
            if path.is_file() and "_build" not in path.parts}
    assert kept == {path.relative_to(scaffold.TEMPLATE).as_posix() for path in scaffold.TEMPLATE.rglob("*")
                    if path.is_file() and "__pycache__" not in path.parts}


def test_the_books_page_runs_the_same_folder(built):
    soup = BeautifulSoup((built / "notebooks" / "write-your-own.html").read_text("utf-8"), "html.parser")
    assert set(rows(soup, "letter-claims")) == {"C003", "C006", "C007"}
    assert len(rows(soup, "slips")) == 5 and all(len(cells[0]) > 20 for cells in rows(soup, "slips").values())
    text = soup.select_one("article").text
    assert "before: contradicted." in text and "after:  supported." in text
    assert tempfile.gettempdir() + "/" not in str(soup)
