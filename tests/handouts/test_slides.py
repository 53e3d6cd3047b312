"""Slides of the units: what is on them, that nothing is cut or asked for, keys, notes, PDF."""
import re
import shutil

import pytest
from bs4 import BeautifulSoup
from pypdf import PdfReader

from tests.book import numbers, test_language
from tests.publishing.conftest import apart
from trilateral import ledger, paths
from trilateral.handouts import slide_figures, slide_parts, slide_words, slides
from trilateral.publishing import archive, slide_links
from trilateral.sphinxext import downloads
from trilateral.sphinxext.teaching import slide as directive
from trilateral.teaching import units

ROOT = paths.book_dir()
UNITS = units.every(ROOT)
MARK = re.compile(r"^:::\{slide\} (.+)\n(?::figure: (\S+)\n)?", re.M)
NAMED = re.compile(r"\b[A-Z][A-Za-z]*-\d+\b")  # an aircraft: F-16
BEFORE = ["title", "warm-up", "question", "argument"]
AFTER = ["what-follows", "claims", "discussion", "sources"]
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def made(built, tmp_path_factory):
    """The folder with all decks."""
    folder = tmp_path_factory.mktemp("slides") / "slides"
    assert [path.stem for path in slides.decks(ROOT, built, folder)] == [unit.name for unit in UNITS]
    return folder


@pytest.fixture(scope="module")
def pages(made):
    return {unit.name: BeautifulSoup((made / f"{unit.name}.html").read_text("utf-8"), "html.parser") for unit in UNITS}


@pytest.fixture(scope="module")
def printed(chromium, made, tmp_path_factory):
    """One deck as PDF, printed twice."""
    found = [tmp_path_factory.mktemp("printed") / f"{turn}.pdf" for turn in (1, 2)]
    for path in found:
        apart(slides.pdf, made / f"{UNITS[0].name}.html", path)
    return found


def test_a_deck_has_its_parts_in_order(pages):
    for name, page in pages.items():
        ids = [section["id"] for section in page.select(".slides > section")]
        assert ids[:4] == BEFORE and ids[-4:] == AFTER, name
        assert 10 <= len(ids) <= 14 and len(set(ids)) == len(ids), name
        assert all(one.startswith(("slide-", "words-")) for one in ids[4:-4])
        assert page.select_one("section#question h2").get_text().endswith("?")
        assert 1 <= len(page.select("section#argument li")) <= 5, name


def test_what_a_chapter_marks_is_shown(pages, made):
    for unit in UNITS:
        marked = [name for _, name in MARK.findall((ROOT / f"{unit.chapter}.md").read_text("utf-8")) if name]
        shown = [one["id"].removeprefix("slide-") for one in pages[unit.name].select('section[id^="slide-"]')]
        assert shown == marked and len(marked) >= 3
        for section in pages[unit.name].select('section[id^="slide-"]'):
            picture = section.select_one(".drawing")
            drawn = picture.find_all(["img", "source"]) if picture else []
            files = [each.get("src") or each.get("srcset") for each in drawn]
            assert section.find("table") or files
            assert all((made / file).stat().st_size > 1000 for file in files)
            assert section.select_one(".caption").get_text() and "Source" in section.select_one(".credit").get_text()


def test_every_slide_has_something_to_say(pages):
    for name, page in pages.items():
        for section in page.select(".slides > section"):
            said = " ".join(note.get_text() for note in section.select("aside.notes > p"))
            least = 120 if section["id"].startswith("slide-") else 10
            assert len(said) > least, (name, section["id"])


def test_verdicts_are_the_ledgers(pages, built):
    judged = ledger.judged()
    for unit in UNITS:
        table = (built / f"{unit.chapter}.html").read_text("utf-8").rpartition('class="claims-told')[2]
        told = re.findall('class="claim-id">(C[0-9]+)<', table.partition("</table>")[0])
        verdicts = [judged[id].verdict for id in told]
        chips = {chip.contents[-1].strip(): int(chip.find("b").get_text())
                 for chip in pages[unit.name].select(".chips li")}
        assert chips == {name: verdicts.count(name) for name in set(verdicts)}


def test_headlines_keep_the_rules_of_prose():
    for unit in UNITS:
        for headline, _ in MARK.findall((ROOT / f"{unit.chapter}.md").read_text("utf-8")):
            words = NAMED.sub("", numbers.QUIET.sub("", headline))
            assert not numbers.typed_numbers(words), headline
            assert not test_language.americanisms(words), headline
            assert len(headline.split()) <= 20 and not headline.endswith("."), headline


def test_nothing_is_asked_of_another_host(made):
    for path in made.rglob("*"):
        if path.suffix in {".html", ".css"}:
            found = re.findall(r"""(?:src|srcset|href|url)(?:="|\(["']?)([^"')]+)""", path.read_text("utf-8"))
            assert not [one for one in found if re.match(r"[a-z]+:|//", one) and not one.startswith("data:")], path.name


MEASURE = """async () => {
    const found = [];
    for (let number = 0; number < Reveal.getTotalSlides(); number++) {
        Reveal.slide(number);
        const section = Reveal.getCurrentSlide(), slide = section.querySelector('.slide');
        await Promise.all([...slide.querySelectorAll('img')].map(image => image.decode()));
        const box = slide.getBoundingClientRect(), foot = slide.querySelector('.foot')?.getBoundingClientRect().top;
        for (const element of slide.querySelectorAll('*')) {
            if (!element.checkVisibility()) continue;
            const one = element.getBoundingClientRect();
            const cut = getComputedStyle(element).overflowY !== 'visible'
                && element.scrollHeight > element.clientHeight + 2;
            const below = !element.matches('.foot') && foot && one.bottom > foot + 1;
            if (cut || below || one.left < box.left - 1 || one.right > box.right + 1 || one.top < box.top - 1)
                found.push(`${section.id}: ${element.tagName} ${element.className}`);
        }
        const image = slide.querySelector('.drawing img');
        if (image && image.getBoundingClientRect().height < 0.4 * box.height) found.push(`${section.id}: small`);
    }
    return found;
}"""


@pytest.mark.browser
@pytest.mark.parametrize("size", [(1280, 720), (1024, 768)])
def test_nothing_is_cut_and_nothing_asked_for(browser, made, size):
    tab = browser.new_page(viewport={"width": size[0], "height": size[1]})
    asked, faults = [], []
    tab.on("request", lambda request: asked.append(request.url))
    tab.on("console", lambda message: message.type in ("error", "warning") and faults.append(message.text))
    tab.on("pageerror", lambda error: faults.append(str(error)))
    for unit in UNITS:
        tab.goto((made / f"{unit.name}.html").as_uri())
        tab.wait_for_selector("html.started", state="attached")
        assert tab.evaluate(MEASURE) == [], unit.name
    tab.close()
    assert faults == []
    assert [one for one in asked if not one.startswith((made.as_uri(), "data:"))] == []


@pytest.mark.browser
def test_keys_move_on_and_the_notes_follow_in_their_window(browser, made):
    context = browser.new_context()
    tab = context.new_page()
    tab.goto((made / f"{UNITS[0].name}.html").as_uri())
    tab.wait_for_selector("html.started", state="attached")
    tab.keyboard.press("ArrowRight")
    assert tab.evaluate("Reveal.getCurrentSlide().id") == "warm-up"
    with context.expect_page() as opened:
        tab.keyboard.press("s")
    notes = opened.value
    notes.wait_for_selector("text=Slide 2 of")
    assert notes.text_content("#headline") == "Warm-up" and notes.text_content("#notes").strip()
    notes.keyboard.press("ArrowRight")
    notes.wait_for_selector("text=Slide 3 of")
    assert tab.evaluate("Reveal.getCurrentSlide().id") == "question"
    tab.keyboard.press("End")
    notes.wait_for_selector("text=the end")
    context.close()


@pytest.mark.browser
def test_a_page_does_not_show_its_marks(browser, built):
    unit = UNITS[0]
    tab = browser.new_page()
    tab.goto((built / f"{unit.chapter}.html").as_uri())
    marks = tab.evaluate("""() => [...document.querySelectorAll('template.slide-mark')]
        .map(mark => [mark.content.textContent.trim(), mark.childNodes.length, mark.checkVisibility()])""")
    tab.close()
    assert len(marks) > 5
    assert all(words and not children and not shown for words, children, shown in marks)


@pytest.mark.browser
def test_printed_a_slide_is_a_page(printed, made):
    found = PdfReader(printed[0])
    page = BeautifulSoup((made / f"{UNITS[0].name}.html").read_text("utf-8"), "html.parser")
    headlines = [" ".join(one.get_text().split()) for one in page.select(".slide > :is(h1, h2)")]
    assert len(found.pages) == len(page.select(".slides > section")) == len(headlines)
    assert {(float(one.mediabox.width), float(one.mediabox.height)) for one in found.pages} == {(960.0, 540.0)}
    marks = [mark.title for mark in found.outline if not isinstance(mark, list)]
    below = [mark.title for part in found.outline if isinstance(part, list) for mark in part]
    assert marks + below == headlines
    assert found.trailer["/Root"]["/MarkInfo"]["/Marked"] and found.trailer["/Root"]["/Lang"] == "en"
    fonts = [font.get_object() for one in found.pages for font in one["/Resources"].get("/Font", {}).values()]
    assert fonts
    for font in fonts:
        held = font.get("/DescendantFonts", [font])[0].get_object()
        assert font["/Subtype"] == "/Type3" or {"/FontFile2", "/FontFile3"} & set(held["/FontDescriptor"])


@pytest.mark.browser
def test_twice_the_same_bytes(printed, made, built, tmp_path):
    assert printed[0].read_bytes() == printed[1].read_bytes()
    again = tmp_path / "slides"
    slides.decks(ROOT, built, again, [UNITS[0].name])
    for name in (f"{UNITS[0].name}.html", "speaker.html"):
        assert (again / name).read_bytes() == (made / name).read_bytes()


def test_a_unit_that_is_not_there_is_named(built, tmp_path):
    with pytest.raises(ValueError, match="--unit elsewhere: there is no such unit"):
        slides.decks(ROOT, built, tmp_path / "slides", ["elsewhere"])
    assert list(tmp_path.iterdir()) == []


def test_a_figure_that_is_not_there_is_named(built, tmp_path):
    unit, folder = UNITS[0], tmp_path / "html"
    for page in (unit.chapter, unit.page):
        (folder / page).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(built / f"{page}.html", folder / f"{page}.html")
    whole = (folder / f"{unit.chapter}.html").read_text("utf-8")
    (folder / f"{unit.chapter}.html").write_text(re.sub('data-figure="[^"]+"', 'data-figure="nowhere"', whole, count=1))
    with pytest.raises(ValueError, match=f"{unit.chapter}.html: there is no figure or table 'nowhere'"):
        slide_parts.deck(ROOT, folder, unit)
    (folder / f"{unit.chapter}.html").write_text(re.sub("<template.*?</template>", "", whole, flags=re.S))
    with pytest.raises(ValueError, match="no slide is marked"):
        slide_parts.deck(ROOT, folder, unit)


def test_the_site_has_links_that_pages_alone_have_not(tmp_path):
    html = tmp_path / "html"
    page = html / UNITS[0].page
    page.parent.mkdir(parents=True)
    (html / archive.PAGE).parent.mkdir()
    (html / archive.PAGE).write_text(f"<p>{downloads.BEGIN}{downloads.END}</p>")
    page.with_suffix(".html").write_text(f"<dl>{directive.PLACE}</dl>")

    def fill(folder):
        folder.mkdir()
        (folder / f"{page.name}.html").write_text("deck")

    archive.site(ROOT, html, tmp_path / "plain", {})
    archive.site(ROOT, html, tmp_path / "site", {}, {slide_links.FOLDER: fill})
    assert "href" not in (tmp_path / "plain" / f"{UNITS[0].page}.html").read_text()
    linked = (tmp_path / "site" / f"{UNITS[0].page}.html").read_text()
    target = (tmp_path / "site" / UNITS[0].page).parent / re.search('href="([^"]+)"', linked)[1]
    assert target.resolve() == tmp_path / "site/slides" / f"{page.name}.html"


def test_drawings_are_chosen_for_the_size_of_their_letters():
    wide, phone = (691, 346), (350, 346)
    assert slide_figures.scale(wide, slide_figures.BESIDE) < slide_figures.scale(phone, slide_figures.BESIDE)
    assert slide_figures._best([(1.0, wide, "below"), (1.05, phone, "below")]) == (wide, "below")
    far = [(1.0, wide, "below"), (1.2, phone, "below"), (1.8, phone, "beside")]
    assert slide_figures._best(far) == (phone, "beside")


def test_credits_are_producers_and_what_was_typed_and_no_units():
    figure = slide_figures.Figure("a", "figure", None, "", "", "Source: GeoNames; airportsdata; US$ billion, current; "
                                  "km²; counts typed by the authors from the pages cited in each row; declared lines "
                                  "from the texts cited in their rows. Natural Earth is not meant.", ())
    assert figure.credits == ["GeoNames", "airportsdata",
                              "Counts typed by the authors from the pages cited in each row",
                              "Declared lines from the texts cited in their rows"]


@pytest.mark.parametrize(("text", "lines"), [
    ("<p>At its strongest the argument runs like this. One pays; two gain.</p>", ["One pays.", "Two gain."]),
    ('<p>At its strongest: it holds <span class="bibtex-citation">[A, 2025]</span>.</p>', ["It holds."]),
    ("<p>Mr Lee won. This chapter measures it; the next does too.</p>", ["Mr Lee won."]),
])
def test_an_argument_is_its_sentences(text, lines):
    assert slide_words.argument([BeautifulSoup(text, "html.parser").p]) == lines


def test_leads_of_a_word_take_the_next_clause_along():
    paragraphs = ("<b>Falls.</b> The first rule (high). More.", "<b>It holds all the same.</b> Yes.", "Then <b>no</b>.",
                  "<b>What was true when.</b> A.")
    found = [BeautifulSoup(f"<p>{each}</p>".replace("b>", "strong>"), "html.parser").p for each in paragraphs]
    assert slide_words.leads(found) == ["Falls: The first rule.", "It holds all the same."]
