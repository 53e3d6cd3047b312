"""Terms of the glossary: found, linked once a page where they are first used, nothing defined in vain."""
import re

import pytest
from bs4 import BeautifulSoup
from docutils import nodes
from docutils.utils import new_document

from tests.book import contents, text
from trilateral import tables
from trilateral.sphinxext import glossary
from trilateral.sphinxext.glossary import Term

TERMS = (
    Term(("geodesic",), "The shortest line on the Earth's surface.", "term-geodesic"),
    Term(("Taiwan Strait",), "The sea between Taiwan and the mainland.", "term-Taiwan-Strait"),
    Term(("Taiwan",), "The island.", "term-Taiwan"),
    Term(("ROK", "Republic of Korea"), "The state in the south of Korea.", "term-ROK"),
)


def page(*paragraphs):
    found = new_document("page")
    found += [nodes.paragraph("", "", *(each if isinstance(each, list) else [nodes.Text(each)])) for each in paragraphs]
    return found


def linked(doctree):
    glossary.link(doctree, TERMS)
    return [node.astext() for node in doctree.findall(glossary.term_link)]


@pytest.mark.parametrize(("words", "found"), [
    ("It sees the Taiwan Strait, and Taiwan.", ["Taiwan Strait", "Taiwan"]),  # the longest name first
    ("Geodesics are short, and a geodesic is one.", ["Geodesics"]),  # capital, many, once
    ("Roks and taiwan and geodesical lines.", []),  # names keep their letters, words are whole
    ("The Republic of Korea (ROK) is one entry.", ["Republic of Korea"]),
    ("The Republic\nof Korea, over two lines.", ["Republic\nof Korea"]),
    ("A Taiwan-based firm and Taiwan's own.", ["Taiwan"]),
])
def test_what_is_found(words, found):
    doctree = page(words)
    assert linked(doctree) == found
    assert doctree.astext() == words  # not a letter is lost or added


def test_only_body_prose_is_linked():
    strong = nodes.strong("", "Taiwan")
    doctree = page([nodes.reference("", "ROK", refuri="#"), nodes.literal("", "geodesic"), nodes.Text(" and "), strong])
    doctree += nodes.section("", nodes.title("", "ROK"))
    doctree += nodes.figure("", nodes.caption("", "ROK"))
    doctree += nodes.container("", nodes.paragraph("", "ROK"), classes=["block-table"])
    assert linked(doctree) == ["Taiwan"]


def test_technical_terms_come_before_names_when_there_are_too_many():
    uses = glossary.choose(["The ROK by Taiwan along a geodesic."], TERMS, most=2)
    assert [use[3].names[0] for use in uses] == ["Taiwan", "geodesic"]  # the two that stand first, in order of place


def test_the_choice_does_not_depend_on_chance():
    words = ["Taiwan, the Taiwan Strait, the ROK, geodesics."]
    assert glossary.choose(words, TERMS) == glossary.choose(words, TERMS)


# The book's own glossary


@pytest.fixture(scope="module")
def entries():
    """Names and line of each entry, as typed."""
    source = contents.source(glossary.PAGE).read_text("utf-8")
    found = []
    for block in re.findall(r"^:::\{glossary\}\n(.*?)^:::$", source, re.S | re.M):
        for entry in re.split(r"\n\s*\n", block.strip()):
            *names, line = entry.split("\n")
            found.append((names, line))
    return found


def test_every_term_has_one_line(entries):
    assert len(entries) > 90
    for names, line in entries:
        assert line.startswith("  ") and line.strip().endswith(".") and 15 < len(line) < 190, names
        assert not any(name.startswith(" ") for name in names), f"{names}: the definition takes more than one line"
        assert line.strip()[0].isupper(), names


def test_no_name_is_defined_twice(entries):
    names = [name for found, _ in entries for name in found]
    assert sorted({name for name in names if names.count(name) > 1}) == []


def words_of_the_book():
    """Prose, texts of figures, the ledger, and the events of the timeline."""
    pages = [contents.source(page) for page in contents.PAGES if page != glossary.PAGE]
    return "\n".join(piece.text for page in pages for piece in text.paragraphs(page)) + "\n" + "\n".join(
        piece.text for piece in text.claims()) + "\n".join(tables.load("timeline")["event"])


def test_no_definition_is_never_used(entries):
    words = " ".join(words_of_the_book().split())
    unused = [names for names, _ in entries
              if not any(re.search(rf"(?<!\w){glossary._spelling(name.partition(' (')[0])}(?!\w)", words)
                         for name in names)]
    assert unused == []


KNOWN = {
    **dict.fromkeys(("II", "III", "IV"), "numerals"),
    **dict.fromkeys(("CSV", "SVG", "PNG", "JSON", "PDF", "CSL", "EPUB", "ZIP"), "formats of files"),
    **dict.fromkeys(("MIT", "CC", "BY"), "licences"),
    "GSHHG": "a data set, cited where it is named",
}


@pytest.mark.parametrize("page", [page for page in contents.PAGES if page != glossary.PAGE])
def test_every_abbreviation_is_defined(entries, page):
    """In the prose of pages; the names of data sets in captions and credits are cited where they stand."""
    defined = {name for names, _ in entries for name in names}
    words = text.plain(contents.source(page).read_text("utf-8"))
    found = set(re.findall(r"(?<![\w/.-])[A-Z]{2,}(?![\w/.-]|'s? [A-Z])", words))
    assert sorted(found - defined - set(KNOWN)) == []


@pytest.mark.slow
def test_terms_on_the_built_pages(built):
    """Each link has its line as description, leads to an entry, and stands once on its page."""
    there = BeautifulSoup((built / f"{glossary.PAGE}.html").read_text("utf-8"), "html.parser")
    count = 0
    for page in contents.PAGES:
        soup = BeautifulSoup((built / f"{page}.html").read_text("utf-8"), "html.parser")
        links = soup.select("a.term-link")
        assert len(links) <= glossary.MOST, page
        anchors = [link["href"].partition("#")[2] for link in links]
        assert len(set(anchors)) == len(anchors), page
        for link, anchor in zip(links, anchors, strict=True):
            note = soup.find(id=link["aria-describedby"])
            line = there.find(id=anchor).find_next("dd").get_text()
            assert note["role"] == "tooltip" and note.get_text().split() == line.split()
            assert not link.find_parent(["h1", "h2", "h3", "figure", "table", "code", "pre"]), page
        count += len(links)
    assert count > 50
    assert not there.select("a.term-link")
