"""Badges, tables and records on pages; a build that names what is missing."""
import shutil

import pytest
import yaml
from bs4 import BeautifulSoup

from tests.sphinxext.test_freshness import ROOT, Book
from trilateral import ledger
from trilateral.sphinxext import language

pytestmark = pytest.mark.slow
ALL = " ".join(f"{{claim}}`{id}`" for id in ledger.contents().claims)
CHAPTER = f"# Chapter\n\nThe crisis was long {{claim}}`C018`, once more {{claim}}`C018`, and all the rest {ALL}.\n\n" \
          "```{claims-told}\n```\n"
RECORDS = [section.page for section in ledger.contents().sections]


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    made = Book(tmp_path_factory.mktemp("claims"))
    shutil.copytree(ROOT / "tests" / "ledger", made.folder / "tests" / "ledger")
    # The figures that records point to stand on pages that are not here.
    raw = yaml.safe_load((made.folder / "data" / ledger.FILE).read_text("utf-8"))
    for claim in raw["claims"]:
        claim.pop("figures", None)
    made.write(f"data/{ledger.FILE}", yaml.safe_dump(raw, allow_unicode=True, sort_keys=False, width=1000))
    made.write("notebooks/chapter.md", CHAPTER)
    made.write("front.md", "# Front\n\nWords.\n")
    pages = ["notebooks/chapter", *dict.fromkeys(RECORDS), "book/bibliography"]
    made.write("_toc.yml", "format: jb-book\nroot: front\nchapters:\n" + "".join(f"- file: {page}\n" for page in pages))
    made.build()
    assert made.status == 0, made.said[-4000:]
    return made


def soup(book, page):
    return BeautifulSoup(book.page(page), "html.parser")


def test_a_badge_says_its_verdict_in_words_and_leads_to_its_record(book):
    first = soup(book, "notebooks/chapter").select_one(".claim")
    link = first.select_one("a.claim-link")
    page, _, anchor = link["href"].partition("#")
    assert link.get_text(" ", strip=True).split() == ["C018", "◐", "partly"]
    assert link.select_one(".claim-icon")["aria-hidden"] == "true"
    assert soup(book, page.removeprefix("../").removesuffix(".html")).find(id=anchor)["class"][0] == "claim-record"


def test_a_badge_is_described_by_its_claim(book):
    page = soup(book, "notebooks/chapter")
    badges = page.select("article .claim:has(.claim-preview)")
    ids = [badge.a["aria-describedby"] for badge in badges]
    assert len(ids) == len(set(ids)) == len(ledger.contents().claims) + 2
    for badge in badges:
        preview = page.find(id=badge.a["aria-describedby"])
        assert preview["role"] == "tooltip" and (
            language.curled(ledger.contents().claims[badge.a.span.text].claim) in preview.text)


def test_the_table_holds_each_told_claim_once(book):
    rows = soup(book, "notebooks/chapter").select("table.claims-told tbody tr")
    assert [row.select_one(".claim-id").text for row in rows] == list(ledger.contents().claims)


def test_a_record_has_evidence_check_dates_history_and_where_it_is_told(book):
    record = soup(book, "book/claims-alliance").find(id="c018")
    text = record.get_text(" ", strip=True)
    for part in ("crisis_lasted_over_six_months", "decides", "fragile", "What holds.", "What does not.",
                 "Over time.",
                 "History.", "Told in:", "In the argument."):
        assert part in text, part
    assert "Martial law declared" in record.table.get_text()
    assert record.select_one(".claim-places a")["href"] == "../notebooks/chapter.html#c018-1-badge"


def test_the_whole_ledger_is_there_to_take_along(book):
    import io

    import pandas as pd

    text = (book.folder / "_build" / "html" / "_figures" / "ledger.csv").read_text("utf-8")
    frame = pd.read_csv(io.StringIO(text), comment="#", keep_default_na=False)
    assert list(frame["id"]) == list(ledger.contents().claims)
    assert list(frame["verdict"]) == list(ledger.frame()["verdict"])


def test_a_changed_claim_is_written_again(book):
    book.edit("data/claims.yml", "By election day the crisis had lasted more than six months.",
              "By election day the crisis had lasted longer than half a year.")
    assert book.build() == []
    assert "longer than half a year" in book.page("notebooks/chapter")
    assert "longer than half a year" in book.page("book/claims-alliance")
    book.edit("data/claims.yml", "By election day the crisis had lasted longer than half a year.",
              "By election day the crisis had lasted more than six months.")


def test_what_is_missing_ends_the_build_and_is_named(book):
    book.write("notebooks/chapter.md", CHAPTER.replace("{claim}`C042`", ""))
    book.edit("data/claims.yml", "  - check: crisis_lasted_over_six_months\n",
              "  - check: crisis_lasted_over_six_months\n  - {cite: nobody1900, says: Nobody wrote this.}\n")
    (book.folder / "tests" / "ledger" / "test_crisis.py").write_text("")
    book.build()
    assert book.status != 0
    assert "C042: no chapter tells it" in book.said
    assert "C018, evidence 2: 'nobody1900' has no record" in book.said
    assert "check visits_were_called_off: no test" in book.said


def test_an_unknown_claim_ends_the_build_and_is_named(book):
    book.write("notebooks/chapter.md", CHAPTER + "\nAnd {claim}`C999`.\n")
    book.build()
    assert book.status != 0 and "there is no claim 'C999' in data/claims.yml" in book.said
