"""Zoom and spacing: 320 pixels, which is 400 % of 1280, 640, which is 200 %, and the spacing of WCAG 1.4.12."""
import pytest

from tests.book.contents import PAGES

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SPACING = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
    p { margin-bottom: 2em !important }"""
# Only what loses its meaning when it is folded may scroll sideways: tables and code, each in a frame of its own.
LOST = """() => {
    const found = [];
    if (document.documentElement.scrollWidth > innerWidth) found.push('the page scrolls sideways');
    for (const e of document.body.querySelectorAll('*')) {
        const over = [e.scrollWidth > e.clientWidth + 1, e.scrollHeight > e.clientHeight + 1];
        if (!over[0] && !over[1] || e.closest('svg, .heard, .visually-hidden')) continue;
        if (!e.checkVisibility({visibilityProperty: true})) continue;
        const s = getComputedStyle(e);
        const said = `${e.tagName}.${e.className}: ${e.textContent.trim().slice(0, 60)}`;
        if (e.textContent.trim() && ['hidden', 'clip'].some(how =>
            s.overflowX === how && over[0] || s.overflowY === how && over[1])) found.push(`cut off: ${said}`);
        if (over[0] && /auto|scroll/.test(s.overflowX) && !e.matches('pre, :has(> table), :has(> pre)'))
            found.push(`scrolls sideways: ${said}`);
    }
    return found;
}"""


@pytest.fixture(scope="module")
def page(browser):
    # A reader's own style sheet is not the page's; the policy, which forbids the page others, does not rule it.
    context = browser.new_context(viewport={"width": 320, "height": 640}, reduced_motion="reduce", bypass_csp=True)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("name", [*PAGES, "search"])
def test_nothing_is_lost_by_zoom_or_spacing(page, built, name):
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto((built / f"{name}.html").as_uri())
    assert page.evaluate(LOST) == []
    page.add_style_tag(content=SPACING)
    for width in (320, 640):
        page.set_viewport_size({"width": width, "height": 640})
        assert page.evaluate(LOST) == [], f"{width} pixels, spaced"


@pytest.mark.parametrize("style", ["width: 400px", "height: 1em; overflow: hidden", "width: 90px; overflow-x: auto"])
def test_what_is_lost_is_found(page, style):
    page.set_viewport_size({"width": 320, "height": 640})
    page.set_content("<main><p>Words that are in their place.</p></main>")
    assert page.evaluate(LOST) == []
    page.set_content(f"<main><p style='white-space: nowrap; {style}'>Words that are not<br>quite in their place.</p>")
    assert len(page.evaluate(LOST)) == 1
