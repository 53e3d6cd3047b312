"""Terms of the glossary in a real browser: their line shows by keyboard, stays on the page, and can be put away."""
import pytest

from tests.book.contents import EXECUTED

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(params=[1280, 390], ids=["wide", "narrow"])
def page(request, browser, built):
    context = browser.new_context(viewport={"width": request.param, "height": 900})
    opened = context.new_page()
    opened.goto((built / f"{EXECUTED[0]}.html").as_uri())
    yield opened
    context.close()


def test_a_line_shows_on_focus_within_the_page_and_goes_on_escape(page):
    beside = page.viewport_size["width"] > 1260  # where some lines always stand in the margin
    terms = page.locator(".term:not(.term-noted)" if beside else ".term")
    assert terms.count() >= 3
    for number in range(terms.count()):
        term = terms.nth(number)
        line = term.locator("[role=tooltip]")
        assert not line.is_visible()
        term.locator("a").focus()
        assert line.is_visible()
        box = line.bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= page.viewport_size["width"]
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.keyboard.press("Escape")
        assert not line.is_visible()


def test_the_line_is_the_links_description(page):
    link = page.locator(".term a").first
    assert page.locator(f"#{link.get_attribute('aria-describedby')}").text_content().strip().endswith(".")


def test_it_shows_under_the_pointer(page):
    term = page.locator(".term").first
    term.locator("a").hover()
    assert term.locator("[role=tooltip]").is_visible()
