"""How pages are set: the measure of a line, figures wider than the text, notes in the margin, the text's own face."""
import re
import statistics

import pytest
from bs4 import BeautifulSoup

from tests.book.contents import ARGUMENT, PAGES
from tests.browser import faces
from trilateral import ledger
from trilateral.ledger import words
from trilateral.measures import catalogue
from trilateral.sources import text_face
from trilateral.theme import formats

pytestmark = [pytest.mark.browser, pytest.mark.slow]
FRONT = PAGES[0]
# Letters of every line but the last of each paragraph without badges: a word belongs to the line on which it ends.
LINES = """() => [...document.querySelectorAll('.bd-article section > p:not([hidden])')].flatMap(paragraph => {
    const counts = new Map();
    const walk = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT, node =>
        node.parentElement.closest('[role=tooltip], .claim') ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
    while (walk.nextNode()) {
        for (const word of walk.currentNode.data.matchAll(/\\S+\\s*/g)) {
            const range = document.createRange();
            range.setStart(walk.currentNode, word.index);
            range.setEnd(walk.currentNode, word.index + word[0].trimEnd().length);
            const line = Math.round(range.getBoundingClientRect().bottom / 12);
            counts.set(line, (counts.get(line) ?? 0) + word[0].replace(/\\s+/g, ' ').length);
        }
    }
    return paragraph.querySelector('.claim') ? [] : [...counts.values()].slice(0, -1);
})"""
# Every box that may leave the text's column: what it is, its sides, top and bottom.
BOXES = """() => [...document.querySelectorAll(
    'figure.block picture, .live, .linked-figure, .pst-scrollable-table-container, p.credit, ' +
    '.term-noted > .term-preview, .verdict-bar')]
    .filter(e => e.checkVisibility() && e.offsetWidth).map(e => {
        const r = e.getBoundingClientRect();
        const kind = e.matches('p.credit, .term-preview') ? 'note' : 'wide';
        return {kind, left: r.left, right: r.right, top: r.top, bottom: r.bottom, words: e.textContent.slice(0, 40)};
    })"""


@pytest.fixture
def page(browser):
    opened = browser.new_page(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    yield opened
    opened.close()


def ready(page, built, name):
    page.goto((built / f"{name}.html").as_uri())
    page.evaluate("document.fonts.ready.then(() => true)")


def test_a_line_has_60_to_75_letters(page, built):
    ready(page, built, ARGUMENT[3])
    for width in (1280, 1440, 1600, 1920):
        page.set_viewport_size({"width": width, "height": 900})
        lines = page.evaluate(LINES)
        assert len(lines) > 20, "too few lines to judge by"
        assert 60 <= statistics.median(lines) <= 75, width
        assert statistics.quantiles(lines, n=20)[-1] <= 78, width


def apart(one, other):
    """Two boxes do not cover one another; a pixel is no overlap."""
    return (one["right"] <= other["left"] + 1 or other["right"] <= one["left"] + 1
            or one["bottom"] <= other["top"] + 1 or other["bottom"] <= one["top"] + 1)


@pytest.mark.parametrize("name", [FRONT, *ARGUMENT])
def test_what_is_wide_stays_on_the_page_and_clear_of_the_notes(page, built, name):
    ready(page, built, name)
    for width in (1260, 1600, 1920, 390):
        page.set_viewport_size({"width": width, "height": 900})
        contents = page.evaluate("document.querySelector('.bd-sidebar-secondary')?.getBoundingClientRect().left ?? 0")
        edge = contents if contents and width > 1200 else width
        boxes = page.evaluate(BOXES)
        for box in boxes:
            assert box["left"] >= 0 and box["right"] <= edge + 1, (width, box)
        notes = [box for box in boxes if box["kind"] == "note"]
        for place, note in enumerate(notes):
            for other in (*notes[place + 1:], *(box for box in boxes if box["kind"] == "wide")):
                assert apart(note, other), (width, note, other)


def test_figures_are_wider_than_the_text_where_there_is_room(page, built):
    ready(page, built, "notebooks/first-island-chain")
    measure = """() => [document.querySelector('#chain-map picture:not(.only-dark)').getBoundingClientRect().width,
        document.querySelector('.bd-article section > p:not([hidden])').getBoundingClientRect().width,
        document.querySelector('#chain-map p.credit').getBoundingClientRect().left -
        document.querySelector('.bd-article section > p:not([hidden])').getBoundingClientRect().right]"""
    figure, text, aside = page.evaluate(measure)
    assert figure > 1.3 * text and aside > 0, "the map breaks out, its source stands in the margin"
    page.set_viewport_size({"width": 390, "height": 900})
    figure, text, aside = page.evaluate(measure)
    assert abs(figure - text) < 2 and aside < 0


def test_while_the_face_has_not_come_nothing_stands_elsewhere(browser, built):
    """The stand-in is as wide and as high: the same text takes the same room within a few lines in a hundred."""
    heights = []
    for blocked in (False, True):
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        if blocked:
            page.route(re.compile(r"text-\w+\.woff2"), lambda route: route.abort())
        ready(page, built, ARGUMENT[0])
        loaded = page.evaluate("[...document.fonts].filter(f => f.status == 'loaded').map(f => f.family)")
        assert any(text_face.FAMILY == family.strip('"') for family in loaded) != blocked
        if blocked:
            faces.needed(page)
        heights.append(page.evaluate("""() => [...document.querySelectorAll('.bd-article section > :is(p, h2, h3)')]
            .reduce((sum, e) => sum + e.getBoundingClientRect().height, 0)"""))
        page.close()
    own, stand_in = heights
    assert stand_in == pytest.approx(own, rel=0.04)


def test_the_front_page_without_scripts_says_what_the_ledger_says(browser, built):
    """The bar is as long in its parts as there are claims; the three numbers are those of the chapters."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, java_script_enabled=False)
    page = context.new_page()
    page.goto((built / f"{FRONT}.html").as_uri())
    frame = ledger.frame()
    counts = {verdict: int((frame["verdict"] == verdict).sum()) for verdict in words.VERDICTS}
    bar = page.locator(".verdict-bar")
    parts = [(float(r.get_attribute("x")), float(r.get_attribute("width"))) for r in bar.locator("rect").all()]
    assert [width for _, width in parts] == list(counts.values())
    assert [x for x, _ in parts] == [sum(list(counts.values())[:k]) for k in range(len(counts))]
    drawn = [r.bounding_box()["width"] for r in bar.locator("rect").all()]
    whole = bar.locator("svg").bounding_box()["width"]
    assert [width / whole for width in drawn] == pytest.approx([n / len(frame) for n in counts.values()], abs=0.02)
    said = [" ".join(item.inner_text().split()) for item in bar.locator("li").all()]
    assert said == [f"{count} {words.ICONS[verdict]} {verdict} "
                    f"{(frame[frame['verdict'] == verdict]['computed']).sum()} computed"
                    for verdict, count in counts.items()]
    numbers = [number.inner_text() for number in page.locator(".front-number > p:first-child").all()]
    assert len(numbers) == 3 and numbers[1] == formats.km(catalogue.by_id()["distance-kadena-taipei"].value)
    assert page.locator("#opening-map picture:visible").count() == 1
    context.close()


def test_every_chapter_of_the_argument_is_an_entry_of_the_front_page(built):
    soup = BeautifulSoup((built / f"{FRONT}.html").read_text("utf-8"), "html.parser")
    listed = [link["href"].removeprefix("../").removesuffix(".html") for link in soup.select(".front-chapters dt a")]
    assert listed == ARGUMENT
    assert len(soup.select(".front-way")) == 3 and not soup.select(".sd-card")
