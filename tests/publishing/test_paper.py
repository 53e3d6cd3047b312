"""The book as PDF, looked at as a reader and as a printer would."""
import io
import re
from types import SimpleNamespace

import pikepdf
import pytest
from bs4 import BeautifulSoup
from pypdf import PdfReader

from tests.publishing.conftest import apart
from trilateral import paths
from trilateral.publishing import chromium as press
from trilateral.publishing import contents, imprint, names, paper_finish, paper_front
from trilateral.theme.colours import LIGHT

ROOT = paths.book_dir()
MILLIMETRE = 72 / 25.4
SIZES = {"a4": (210, 297), "letter": (215.9, 279.4)}
pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def a4(site):
    return PdfReader(site.downloads / names.pdf("a4"))


@pytest.fixture(scope="module")
def document(site):
    return BeautifulSoup(site.document.read_text("utf-8"), "html.parser")


@pytest.fixture(scope="module")
def parts():
    return contents.parts(ROOT / "_toc.yml")


def squeezed(text):
    """Words without the gaps that lines, ligatures and soft hyphens make."""
    return re.sub(r"[\s\u00ad]+", "", text.replace("ﬁ", "fi").replace("ﬂ", "fl").replace("ﬀ", "ff").replace("ﬃ", "ffi"))


@pytest.mark.parametrize("size", SIZES)
def test_every_page_is_as_large_as_its_paper(site, size):
    reader = PdfReader(site.downloads / names.pdf(size))
    assert len(reader.pages) > 50
    for page in reader.pages:
        box = page.mediabox
        assert (box.width / MILLIMETRE, box.height / MILLIMETRE) == pytest.approx(SIZES[size], abs=0.3)


def test_it_says_what_it_is(a4):
    facts = imprint.read(ROOT)
    assert a4.metadata.title == facts.work.title
    assert a4.metadata.author == facts.authors
    assert a4.metadata.creation_date.timestamp() == facts.moment == a4.metadata.modification_date.timestamp()
    root = a4.trailer["/Root"]
    assert root["/Lang"] == "en"
    assert root["/MarkInfo"]["/Marked"] and "/StructTreeRoot" in root
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert facts.edition in a4.pages[0].extract_text()


def test_bookmarks_are_parts_with_their_chapters(a4, parts, document):
    titles = {contents.slug(page): document.find("article", id=contents.slug(page)).find("h2").get_text()
              for part in parts for page in part.pages}
    tree = {}
    for item, below in zip(a4.outline, [*a4.outline[1:], None], strict=True):
        if not isinstance(item, list):
            tree[item.title] = [each.title for each in below if not isinstance(each, list)] if isinstance(
                below, list) else []
    for part in parts:
        if part.caption:
            assert tree[part.caption] == [titles[contents.slug(page)] for page in part.pages]


def test_contents_give_the_pages_on_which_chapters_begin(a4, parts, document):
    begin = paper_finish.beginnings(a4.stream, [contents.slug(page) for part in parts for page in part.pages])
    listed = {link["href"][1:]: int(link.find(class_="page-number").get_text())
              for link in document.select(".paper-contents a")}
    assert listed == begin
    assert sorted(begin.values()) == list(begin.values()) and len(set(begin.values())) == len(begin)


def test_links_stay_in_the_book_or_lead_out_by_address(a4, document):
    inside = outside = 0
    known = {name.lstrip("/") for name in a4.named_destinations}
    for page in a4.pages:
        for note in page.get("/Annots", []):
            note = note.get_object()
            if note["/Subtype"] != "/Link":
                continue
            action = note.get("/A", {})
            if "/URI" in action:
                assert action["/URI"].startswith(("http://", "https://")), action["/URI"]
                outside += 1
            else:
                assert str(note.get("/Dest", action.get("/D"))).lstrip("/") in known
                inside += 1
    assert inside > 1000 and outside > 300
    anchors = {node["id"] for node in document.find_all(id=True)}
    assert not [link["href"] for link in document.select('a[href^="#"]') if link["href"][1:] not in anchors]


def test_ids_are_met_once(document):
    ids = [node["id"] for node in document.find_all(id=True)]
    assert len(ids) == len(set(ids))


def test_fonts_are_in_it_and_hatching_is_lines(a4):
    fonts, bitmaps = {}, 0
    for page in a4.pages:
        resources = page["/Resources"]
        fonts |= {font.idnum: font.get_object() for font in map(resources.get("/Font", {}).raw_get,
                                                                resources.get("/Font", {}))}
        bitmaps += sum(each.get_object()["/Subtype"] == "/Image" for each in resources.get("/XObject", {}).values())
        bitmaps += len(resources.get("/Pattern", {}))
    assert fonts and bitmaps == 0
    for name, font in fonts.items():
        held = font.get("/DescendantFonts", [font])[0].get_object()
        described = held.get("/FontDescriptor", {})
        assert font["/Subtype"] == "/Type3" or {"/FontFile", "/FontFile2", "/FontFile3"} & set(described), name


def test_words_of_every_chapter_and_captions(a4, parts, document):
    """Only pages that have what is looked for are read, a figure a chapter: all of them would take a minute."""
    begin = paper_finish.beginnings(a4.stream, [contents.slug(page) for part in parts for page in part.pages])
    numbers = {page.indirect_reference.idnum: number for number, page in enumerate(a4.pages)}
    places = {name.lstrip("/"): numbers[place.page.idnum] for name, place in a4.named_destinations.items()}
    captions = 0
    for name, number in begin.items():
        article = document.find("article", id=name)
        first = next(p for p in article.find_all("p") if len(p.get_text()) > 60 and not p.find_parent("table"))
        found = squeezed(a4.pages[number - 1].extract_text())
        assert squeezed(article.find("h2").get_text()) in found
        assert squeezed(first.get_text())[:40] in found, name
        figure = next((each for each in article.select("figure.block") if each["id"] in places), None)
        if figure:
            words = squeezed(figure.select_one("figcaption > p").get_text())
            assert words in squeezed(a4.pages[places[figure["id"]]].extract_text()), words
            captions += 1
    assert captions > 10


def test_every_figure_has_words_for_those_who_do_not_see_it(a4, document):
    """In the tree of tags, where a screen reader finds them."""
    said, rest = set(), [a4.trailer["/Root"]["/StructTreeRoot"]]
    while rest:
        node = rest.pop().get_object()
        if "/Alt" in node:
            said.add(squeezed(node["/Alt"]))
        below = node.get("/K", [])
        below = below if isinstance(below, list) else [below]
        rest += [each for each in below if hasattr(each.get_object(), "get") and "/MCID" not in each.get_object()]
    shown = [image["alt"] for image in document.select("figure.block img")]
    assert len(shown) > 50
    linked = document.select("figure.block .linked-figure")  # the names of its links say more than one for all
    assert len(shown) + len(linked) == len(document.select("figure.block"))
    assert [words[:80] for words in shown if squeezed(words) not in said] == []


def test_solutions_are_printed_and_code_of_figures_is_not(document):
    assert len(document.select("article .unfolded pre")) > 10
    assert not document.select("details, .code-below, form, button, .figure-tools, .only-dark")
    assert len(document.select(".ledger-table tbody tr")) == len(document.select(".claim-record"))


@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_wider_than_the_paper(browser, site, size):
    """No box that scrolls, none cut off, nothing that reaches into the margin."""
    across = (SIZES[size][0] - 2 * float(paper_front.MARGINS.split("mm")[1])) / 25.4 * 96
    tab = browser.new_page(viewport={"width": int(across), "height": 900})
    tab.emulate_media(media="print")
    tab.goto(site.document.as_uri())
    wide = tab.evaluate("""() => [...document.body.querySelectorAll('*')].filter(e => {
        if (e.closest('svg, .heard') || !e.checkVisibility()) return false;
        const box = e.getBoundingClientRect();
        const cut = getComputedStyle(e).overflowX !== 'visible' && e.scrollWidth > e.clientWidth + 1;
        return cut || box.right > innerWidth + 1 || box.left < -1;
    }).slice(0, 5).map(e => `${e.closest('article')?.id} ${e.outerHTML.slice(0, 150)}`)""")
    assert wide == []
    tab.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_one_page_prints_in_black_on_white(browser, built, scheme):
    tab = browser.new_page(viewport={"width": 660, "height": 900}, color_scheme=scheme)
    tab.goto((built / "notebooks" / "first-island-chain.html").as_uri())
    assert tab.evaluate("document.documentElement.dataset.theme") == scheme
    tab.emulate_media(media="print", color_scheme=scheme)
    found = SimpleNamespace(**tab.evaluate("""() => {
        const seen = selector => [...document.querySelectorAll(selector)].filter(e => e.checkVisibility()).length;
        const style = getComputedStyle(document.querySelector('.bd-article section p:not(.screen-only)'));
        return {
            letters: style.color, ground: getComputedStyle(document.body).backgroundColor,
            light: seen('.only-light img'), dark: seen('.only-dark img'), figures: seen('figure.block picture'),
            screen: seen('.bd-sidebar-primary, .bd-header, .prev-next-footer, ' +
                         '.figure-tools, .headerlink, .code-below'),
            ink: getComputedStyle(document.documentElement).getPropertyValue('--c-ink'),
            wide: document.documentElement.scrollWidth > innerWidth,
        };
    }"""))
    assert found.letters == "rgb(17, 17, 17)" and found.ground == "rgb(255, 255, 255)"
    assert found.light == found.figures > 3 and found.dark == 0
    assert found.screen == 0 and not found.wide
    assert found.ink.strip() == LIGHT["ink"]
    tab.close()


def test_a_missing_picture_stops_the_press(chromium, tmp_path):
    page = tmp_path / "page.html"
    page.write_text('<!DOCTYPE html><title>t</title><img src="gone.svg" alt="">')
    with pytest.raises(ValueError, match="gone.svg"):
        apart(press.print_page, page, tmp_path / "out.pdf")


def test_twice_the_same_bytes(chromium, tmp_path):
    page = tmp_path / "page.html"
    page.write_text('<!DOCTYPE html><html lang="en"><title>t</title><h1 id="a">A<br>b</h1>'
                    '<p><a href="#a">words</a></p><table><tr><th>head</th></tr><tr><td>cell</td></tr></table>')
    facts = imprint.read(ROOT)
    made = []
    for name in ("first.pdf", "second.pdf"):
        apart(press.print_page, page, tmp_path / name)
        paper_finish.finish(tmp_path / name, facts, "a4", ["A b"])
        made.append((tmp_path / name).read_bytes())
    assert made[0] == made[1]
    plain = io.BytesIO()
    with pikepdf.open(tmp_path / name) as packed:
        packed.save(plain, object_stream_mode=pikepdf.ObjectStreamMode.disable, compress_streams=False)
    assert b"/ID (node00000001)" in plain.getvalue() and b"/Headers [ (node00000001) ]" in plain.getvalue()
    assert [mark.title for mark in PdfReader(tmp_path / name).outline] == ["A b"]
    with pytest.raises(ValueError, match="bookmark 'A b' stands where the heading 'Another' does"):
        paper_finish.finish(tmp_path / name, facts, "a4", ["Another"])


def test_without_chromium_it_is_said_at_once(monkeypatch, tmp_path, capsys):
    from trilateral.cli import main

    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert main(["pdf"]) == 1
    assert "install the package chromium" in capsys.readouterr().err
    with pytest.raises(FileNotFoundError):
        press.find()
