"""Every page in a real browser: light and dark, wide and narrow."""
import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.book.test_build import PAGES

LONG = re.compile(r"book/(claims-|checks)")
pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(params=["light", "dark"])
def scheme(request):
    return request.param


@pytest.fixture(params=[1280, 390], ids=["wide", "narrow"])
def width(request):
    return request.param


@pytest.fixture
def opened(browser, built, scheme, width):
    """Open a page; gives it with the requests and errors that it made."""
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme,
                                  reduced_motion="reduce")
    page = context.new_page()
    page.asked, page.errors = [], []
    page.on("request", lambda request: page.asked.append(request.url))
    page.on("console", lambda message: message.type == "error" and page.errors.append(message.text))
    page.on("pageerror", lambda error: page.errors.append(str(error)))

    def go(name):
        page.goto((built / f"{name}.html").as_uri())
        page.evaluate("document.querySelectorAll('img[loading=lazy]').forEach(image => image.loading = 'eager')")
        page.wait_for_function("[...document.images].every(i => i.complete || getComputedStyle(i).display === 'none')")
        return page

    yield go
    context.close()


@pytest.mark.parametrize("name", PAGES)
def test_page(opened, name, scheme, width):
    """Whole, quiet and in one width; and no violation of WCAG 2.2 AA that axe-core can see."""
    page = opened(name)
    outside = [url for url in page.asked if not url.startswith(("file:", "data:"))]
    assert outside == []
    assert page.errors == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, "the page scrolls sideways"
    shown = page.evaluate("""
        [...document.querySelectorAll('figure.block:not(:has(.live, .linked-figure))')].map(figure =>
            [...figure.querySelectorAll('img')].filter(i => i.offsetWidth > 0)
            .map(i => [i.currentSrc, i.naturalWidth > 0, i.offsetWidth]))""")
    for pictures in shown:
        assert len(pictures) == 1, "one picture of a figure is seen at a time"
        (source, loaded, across), = pictures
        assert loaded and f"-{scheme}-{'narrow' if width < 600 else 'wide'}.svg" in source
        assert across > 0.8 * min(width, 640)
    if LONG.match(name) and (scheme, width) in (("light", 390), ("dark", 1280)):
        return  # records are alike, and axe takes long over them: light and wide, and dark and narrow, see both
    rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], "preload": False}
    violations = Axe().run(page, options=rules).response["violations"]
    assert [(v["id"], v["nodes"][0]["html"][:120]) for v in violations] == []
