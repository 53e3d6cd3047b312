"""Every page in a real browser: light and dark, wide and narrow."""
import pytest

from tests.book.contents import MADE, PAGES
from tests.browser.axe import views, violations

# Two views see a page whole, each theme and each width once; the others see what looks different in them.
WHOLE = {("light", 1280), ("dark", 390)}
COLOURS = ["color-contrast", "link-in-text-block"]
# Whatever a contrast hangs on, for every element with words of its own that is seen: colours of letters and of all
# that lies behind them, size, weight and decoration.
LOOKS = """() => {
    const behind = new Map();
    const ground = e => {
        if (!e) return '';
        if (!behind.has(e)) {
            const s = getComputedStyle(e);
            const own = [s.backgroundColor, s.backgroundImage, s.opacity, s.filter, s.mixBlendMode].join(' ');
            behind.set(e, own + '|' + ground(e.parentElement));
        }
        return behind.get(e);
    };
    const look = e => {
        const s = getComputedStyle(e);
        return [s.color, s.fontSize, s.fontWeight, s.textDecorationLine, s.textShadow, ground(e)].join(' ');
    };
    const words = e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()) || e.matches('input, select');
    return [...document.body.querySelectorAll('*')].map(e =>
        words(e) && e.checkVisibility({visibilityProperty: true}) ? look(e) : '');
}"""
# The theme gives what has come to scroll its place among the stops of the Tab key a moment after a window's change;
# what is folded away gets it when it is opened.
SETTLED = """scheme => document.documentElement.dataset.theme === scheme
    && [...document.images].every(i => i.complete || getComputedStyle(i).display === 'none')
    && [...document.querySelectorAll('.pst-scrollable-table-container')].every(
        e => !e.checkVisibility() || e.scrollWidth <= e.clientWidth || e.tabIndex >= 0)"""
# Of one look, several: the first may lie below something else.
EACH = 5
pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def sound():
    """Looks in which axe-core found nothing wrong on some page: they are not asked for again."""
    return set()


@pytest.fixture
def opened(browser, built):
    """Open a page; gives it with the requests and errors that it made."""
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.asked, page.errors = [], []
    page.on("request", lambda request: page.asked.append(request.url))
    page.on("console", lambda message: message.type == "error" and page.errors.append(message.text))
    page.on("pageerror", lambda error: page.errors.append(str(error)))

    def go(name):
        page.goto((built / f"{name}.html").as_uri())
        page.evaluate("document.querySelectorAll('img[loading=lazy]').forEach(image => image.loading = 'eager')")
        return page

    yield go
    context.close()


@pytest.mark.parametrize("name", [*PAGES, *MADE])
def test_page(opened, sound, name):
    """Whole, quiet and in one width; and no violation of WCAG 2.2 AA that axe-core can see.

    The page for lost addresses needs a host: ``test_search.py``.
    """
    page = opened(name)
    for scheme, width in views(page):
        page.wait_for_function(SETTLED, arg=scheme)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, "the page scrolls sideways"
        pictures_fit(page, scheme, width)
        if (scheme, width) in WHOLE:
            assert violations(page, without=COLOURS) == [], (scheme, width)
        new = fresh(page, sound)
        if new:
            assert violations(page, COLOURS, [["[data-odd]"]]) == [], (scheme, width)
            sound.update(new)
    outside = [url for url in page.asked if not url.startswith(("file:", "data:"))]
    assert outside == []
    assert page.errors == []


def pictures_fit(page, scheme, width):
    """One picture of each figure is seen, the one for theme and width."""
    shown = page.evaluate("""
        [...document.querySelectorAll('figure.block:not(:has(.live, .linked-figure))')].map(figure =>
            [...figure.querySelectorAll('img')].filter(i => i.offsetWidth > 0)
            .map(i => [i.currentSrc, i.naturalWidth > 0, i.offsetWidth]))""")
    for pictures in shown:
        assert len(pictures) == 1, "one picture of a figure is seen at a time"
        (source, loaded, across), = pictures
        assert loaded and f"-{scheme}-{'narrow' if width < 600 else 'wide'}.svg" in source
        assert across > 0.8 * min(width, 640)


def fresh(page, sound):
    """Mark an element of each look that is not known to be sound yet; the looks.

    Contrast hangs on nothing else, so of a thousand cells of a table one is asked.
    """
    found = {}
    for i, look in enumerate(page.evaluate(LOOKS)):
        if look and look not in sound:
            found.setdefault(look, []).append(i)
    page.evaluate("""numbers => {
        const all = [...document.body.querySelectorAll('*')];
        document.querySelectorAll('[data-odd]').forEach(e => delete e.dataset.odd);
        numbers.forEach(i => all[i].dataset.odd = '');
    }""", [i for numbers in found.values() for i in numbers[:EACH]])
    return set(found)


@pytest.mark.parametrize("style", ["color: #bbb", "background: #777; color: #666", "visibility: visible; color: #ccc"])
def test_what_one_view_alone_shows_badly_is_found(browser, style):
    """Letters or their ground, or that they are seen at all, hang on the width; the other view is sound."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.set_content(f"""<html lang=en><title>t</title><style>
        p {{ color: #000 }} p.some {{ visibility: {'hidden' if 'visible' in style else 'visible'} }}
        @media (max-width: 600px) {{ p.some {{ {style} }} }}
        </style><main><h1>Head</h1><p>Sound words.</p><p class=some>Words.</p></main></html>""")
    sound = fresh(page, set())
    assert violations(page, COLOURS, [["[data-odd]"]]) == []
    page.set_viewport_size({"width": 390, "height": 900})
    assert len(fresh(page, sound)) == 1
    assert violations(page, COLOURS, [["[data-odd]"]]) == [("color-contrast", '<p class="some" data-odd="">Words.</p>')]
    page.close()
