"""Records for citing: true to the citation file, readable by libraries that others use, without an invented address."""
import json
import warnings

import pytest
import yaml
from bs4 import BeautifulSoup
from pybtex.database import parse_string

from tests.book import contents
from trilateral.sphinxext import citations, citing

CFF = contents.ROOT / "CITATION.cff"
BIB = contents.ROOT / "book" / "references.bib"
FACTS = yaml.load(CFF.read_text("utf-8"), Loader=yaml.BaseLoader)


@pytest.fixture(scope="module")
def whole():
    return citations.book(CFF)


def rendered(text):
    """What a CSL processor makes of records: a bibliography line a record, by its id."""
    from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
    from citeproc.source.json import CiteProcJSON

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the style's own remarks
        items = json.loads(text)
        style = CitationStylesStyle("harvard-cite-them-right", validate=False)
        found = CitationStylesBibliography(style, CiteProcJSON(items), formatter.plain)
        for item in items:
            found.register(Citation([CitationItem(item["id"])]))
        return dict(zip((str(key) for key in found.keys), map(str, found.bibliography()), strict=True))


def test_the_book_is_as_its_citation_file_says(whole):
    entry = parse_string(citations.bibtex([whole]), "bibtex").entries[whole.key]
    assert entry.type == "book" and entry.fields["title"].strip("{}") == FACTS["title"]
    assert f"{entry.fields['year']}" == FACTS["date-released"][:4] and FACTS["version"] in entry.fields["edition"]
    assert str(entry.persons["author"][0]).strip("{}") == FACTS["authors"][0]["name"]
    line = rendered(citations.csl([whole]))[whole.key]
    assert FACTS["title"] in line and FACTS["authors"][0]["name"].replace("'", "’") in line.replace("'", "’")


def test_no_address_is_invented(whole):
    one = citations.chapter(whole, "notebooks/alliance-of-three", "Alliance of three")
    assert "url" not in citations.bibtex([whole, one]).lower() and "URL" not in citations.csl([whole, one])
    there = citations.book(CFF, "https://example.org/book")
    one = citations.chapter(there, "notebooks/alliance-of-three", "Alliance of three")
    fields = parse_string(citations.bibtex([one]), "bibtex").entries[one.key].fields
    assert fields["url"] == "https://example.org/book/notebooks/alliance-of-three.html"


def test_a_chapter_stands_in_the_book(whole):
    one = citations.chapter(whole, "notebooks/alliance-of-three", "Alliance of three")
    entry = parse_string(citations.bibtex([one]), "bibtex").entries[one.key]
    assert entry.type == "incollection" and entry.fields["booktitle"].strip("{}") == FACTS["title"]
    line = rendered(citations.csl([one]))[one.key]
    assert "Alliance of three" in line and FACTS["title"] in line


def test_titles_and_names_in_other_letters_survive():
    work = citations.Work("k", "Straße & Café: 50 %", ("Ōta",), "1", citations.date(2026, 1, 2))
    entry = parse_string(citations.bibtex([work]), "bibtex").entries["k"]
    assert citations.plain(entry.fields["title"]) == "Straße & Café: 50 %"
    assert json.loads(citations.csl([work]))[0]["title"] == "Straße & Café: 50 %"


@pytest.fixture(scope="module")
def items():
    return {item["id"]: item for item in json.loads(citations.references(BIB))}


def test_every_reference_has_its_record(items):
    entries = parse_string(BIB.read_text("utf-8"), "bibtex").entries
    assert list(items) == list(entries)
    for key, item in items.items():
        assert item["title"] and item["author"] and item["URL"] == entries[key].fields["url"]
        words = " ".join([item["title"], *(name for person in item["author"] for name in person.values())])
        assert not set("{}\\") & set(words), key


def test_the_article(items):
    article = items["johnson2025trilateral"]
    assert article["author"] == [{"family": "Johnson", "given": "Reuben F."}]
    assert article["title"] == FACTS["references"][0]["title"]
    assert article["issued"]["date-parts"][0][:2] == [2025, 8]


def test_a_processor_reads_all_references(items):
    lines = rendered(citations.references(BIB))
    assert len(lines) == len(items) and all(len(line) > 20 for line in lines.values())


@pytest.mark.slow
def test_downloads_of_the_built_book(built):
    """Every link of the page leads to a file that a library reads; chapters have theirs in their menu."""
    soup = BeautifulSoup((built / "book/citing.html").read_text("utf-8"), "html.parser")
    links = [link["href"] for link in soup.select("article a[download]")]
    assert len(links) == 2 * (len(contents.EXECUTED) + 3)
    for link in links:
        text = (built / "book" / link).read_text("utf-8")
        count = len(parse_string(text, "bibtex").entries) if link.endswith(".bib") else len(json.loads(text))
        assert count >= 1
    article, said, claim = (each.get_text() for each in soup.select(".cite-as"))
    assert FACTS["references"][0]["title"] in article and FACTS["references"][0]["url"] in article
    assert FACTS["title"] in said and FACTS["version"] in said and "http" not in said + claim
    for page in contents.EXECUTED:
        menu = BeautifulSoup((built / f"{page}.html").read_text("utf-8"), "html.parser").select("a.btn-cite-button")
        assert [(built / page).parent.joinpath(link["href"]).is_file() for link in menu] == [True, True]


@pytest.mark.slow
def test_the_claim_can_be_found(built):
    soup = BeautifulSoup((built / "book/citing.html").read_text("utf-8"), "html.parser")
    address, _, anchor = soup.select(".cite-as")[2].a["href"].partition("#")
    there = BeautifulSoup((built / "book" / address).read_text("utf-8"), "html.parser")
    assert there.find(id=anchor)


def test_chapters_stand_in_the_order_of_the_contents():
    assert citing.chapters(contents.ROOT) == contents.EXECUTED
