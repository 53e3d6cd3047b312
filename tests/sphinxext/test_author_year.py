"""Letters behind the years of works that would be cited alike, and pages that follow a record's change."""
import re
import unicodedata

import pytest
from bs4 import BeautifulSoup
from pybtex.database import parse_string
from sphinx.application import Sphinx

from trilateral import paths
from trilateral.sphinxext import author_year

RECORDS = """
@misc{b, author={{The Press}}, title={Bees}, year={2025}}
@misc{a, author={{The Press}}, title={Ants}, year={2025}}
@misc{c, author={{The Press}}, title={Cats}, year={2024}}
@misc{d, author={{A Wiki}}, title={Dogs}}
@misc{e, author={{A Wiki}}, title={Eels}, year={n.d.}}
@misc{f, author={Roe, Ann and Doe, Bo and Poe, Cy}, title={Foxes}, year={2020}}
@misc{g, author={Roe, Ann and Moe, Di and Poe, Cy}, title={Gulls}, year={2020}}
@misc{h, author={Roe, Ann and Moe, Di}, title={Hares}, year={2020}}
"""
YEARS = {"a": "2025a", "b": "2025b", "c": "2024", "d": "n.d.-a", "e": "n.d.-b", "f": "2020a", "g": "2020b", "h": "2020"}


@pytest.fixture
def entries():
    return parse_string(RECORDS, "bibtex").entries


def shown(entries):
    return {key: entry.fields.get("year") for key, entry in entries.items()}


def test_alike_are_told_apart_in_the_bibliographys_order(entries):
    author_year.letter(entries.values())
    assert shown(entries) == YEARS


def test_the_same_again_and_without_what_is_no_longer_alike(entries):
    author_year.letter(entries.values())
    author_year.bare(entries.values())
    author_year.letter(entries.values())
    assert shown(entries) == YEARS
    author_year.bare(entries.values())
    kept = {key: entry for key, entry in entries.items() if key not in ("a", "d")}
    author_year.letter(kept.values())
    assert shown(kept) == {**{key: YEARS[key] for key in kept}, "b": "2025", "e": "n.d."}


def test_quotation_marks_are_curled_and_accents_kept():
    record = """@misc{a, author={{A}}, title={{The {ROK}'s `No' to ``All''}}, note={Seen in {\\'E}vian}}"""
    found = parse_string(record, "bibtex")
    author_year.quote(found.entries.values())
    fields = found.entries["a"].fields
    assert fields["title"] == "{The {ROK}’s ‘No’ to “All”}" and fields["note"] == "Seen in {\\'E}vian"


def test_more_than_the_alphabet():
    many = "".join(f"@misc{{k{n}, author={{{{The Press}}}}, title={{T{n}}}, year={{2025}}}}\n" for n in range(27))
    with pytest.raises(ValueError, match="27 records by The Press of 2025: expected at most 26"):
        author_year.letter(parse_string(many, "bibtex").entries.values())


@pytest.fixture
def small(tmp_path):
    """A book of two pages and a bibliography; called, it is built, and gives each page's words and what was written."""
    source = tmp_path / "source"
    source.mkdir()
    pages = {"index": "# Book\n\n```{toctree}\none\ntwo\nthree\nall\n```\n", "one": "# One\n\nBees {cite}`b`.\n",
             "two": "# Two\n\nCats {cite}`c`.\n", "three": "# Three\n\nAnts {cite}`a`.\n",
             "all": "# All\n\n```{bibliography}\n:all:\n```\n"}
    for name, text in pages.items():
        (source / f"{name}.md").write_text(text, "utf-8")

    def build(records):
        (source / "some.bib").write_text(records, "utf-8")
        written = set()
        settings = {"extensions": ["myst_nb", "sphinxcontrib.bibtex"], "nb_execution_mode": "off",
                    "bibtex_bibfiles": ["some.bib"], "bibtex_reference_style": "author_year",
                    "bibtex_default_style": "author-year"}
        app = Sphinx(source, None, tmp_path / "html", tmp_path / "trees", "html", settings, status=None, warning=None,
                     freshenv=False)
        author_year.register(app)
        app.connect("html-page-context", lambda app, page, *_: written.add(page))
        app.build()
        return {page: BeautifulSoup((tmp_path / "html" / f"{page}.html").read_text("utf-8"), "html.parser")
                .select_one("[role=main]").get_text(" ") for page in pages}, written

    return build


def test_a_page_follows_the_letter_of_what_it_cites(small):
    one = "@misc{b, author={{The Press}}, title={Bees}, year={2025}}\n@misc{c, author={{C}}, title={Cats}}\n"
    pages, written = small(one)
    assert "The Press, 2025" in pages["one"] and {"one", "two", "all"} <= written
    assert "The Press" in pages["all"] and "2025." in pages["all"]
    pages, written = small(one + "@misc{a, author={{The Press}}, title={Ants}, year={2025}}\n")
    assert "The Press, 2025b" in pages["one"] and "one" in written and "two" not in written
    assert re.search(r"Ants\..*2025a", pages["all"], re.S) and re.search(r"Bees\..*2025b", pages["all"], re.S)
    assert not small(one + "@misc{a, author={{The Press}}, title={Ants}, year={2025}}\n")[1] & {"one", "two"}


def words(link):
    """Author and year; of "Johnson [2025]" the link has only the year."""
    said = link.get_text()
    return said if "," in said else link.find_parent(class_="bibtex-citation").get_text()


@pytest.mark.slow
def test_no_two_records_of_the_book_are_cited_alike(built):
    soup = BeautifulSoup((built / "book" / "bibliography.html").read_text("utf-8"), "html.parser")
    shown = [entry.get_text(" ", strip=True).partition("] ")[2] for entry in soup.select("div.citation")]
    first = [unicodedata.normalize("NFKD", name.lstrip("["))[0].upper() for name in shown]
    assert len(shown) > 400 and first == sorted(first)
    assert any(name.startswith("Johnson, Reuben") for name in shown)
    cited = {}
    for page in sorted((built / "notebooks").glob("*.html")):
        found = BeautifulSoup(page.read_text("utf-8"), "html.parser").select('a.reference[href*="bibliography.html#"]')
        for link in found:
            cited.setdefault(words(link), set()).add(link["href"].partition("#")[2])
    assert len(cited) > 100 and not {said: ids for said, ids in cited.items() if len(ids) > 1}
    assert (paths.book_dir() / "book" / "references.bib").read_text("utf-8") == (
        built / "_cite" / "references.bib").read_text("utf-8")
