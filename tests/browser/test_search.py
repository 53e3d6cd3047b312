"""Search finds places under each of their names, claims, figures and tables; with a server and without one."""
import pytest

from tests.browser.axe import views, violations
from tests.browser.served import served
from tests.browser.visits import FRAMES

pytestmark = [pytest.mark.browser, pytest.mark.slow]
ASKED = {
    "Senkaku": ("first-island-chain", "reach-and-zones"),
    "Diaoyu": ("first-island-chain", "reach-and-zones"),
    "釣魚臺": ("first-island-chain", "reach-and-zones"),
    "尖閣": ("first-island-chain", "reach-and-zones"),
    "한국": ("glossary.html#term-ROK",),
    "South Korea": ("glossary.html#term-ROK",),
    "Dokdo": ("washingtons-attention", "timeline", "glossary.html#term-Dokdo"),
    "Takeshima": ("washingtons-attention", "timeline", "glossary.html#term-Dokdo"),
    "독도": ("washingtons-attention", "timeline", "glossary.html#term-Dokdo"),
    "Northern Territories": ("russian-far-east", "first-island-chain"),
    "Kuril": ("russian-far-east", "first-island-chain"),
    "East Sea": ("north-korea",),
    "Sea of Japan": ("north-korea",),
    "DPRK": ("north-korea",),
    "north korea": ("north-korea",),
    "북한": ("north-korea",),
    "La Perouse": ("first-island-chain",),
    "C018": ("claims-alliance.html#c018",),
    "claim 18": ("claims-alliance.html#c018",),
    "shore to shore": ("first-island-chain.html#chain-map",),
    "people per square kilometre": ("russian-far-east.html#population-density",),
    "widths of straits": ("first-island-chain.html#strait-table",),
    "geo/land": ("data.html#data-geo-land",),
    "military_expenditure": ("data.html#data-military-expenditure",),
}


@pytest.fixture(scope="module")
def server(built):
    with served(built) as address:
        yield address


@pytest.fixture(scope="module")
def page(browser):
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    opened.errors = []
    opened.on("pageerror", lambda error: opened.errors.append(str(error)))
    opened.on("console", lambda message: message.type == "error" and opened.errors.append(message.text))
    yield opened
    context.close()


def found(page, address, query):
    """Results in order: address, title, where it stands, words."""
    from urllib.parse import quote

    page.goto(f"{address}/search.html?q={quote(query)}")
    page.wait_for_selector("p.search-summary[role=status]")
    return page.evaluate("""[...document.querySelectorAll('#search-results li')].map(item =>
        ['a', '.found-where', '.found-words'].map(part => item.querySelector(part)).map((part, i) =>
            i ? part.textContent : part.getAttribute('href')))""")


@pytest.mark.parametrize("query", ASKED)
def test_the_right_page_comes_first_or_second(page, server, query):
    results = found(page, server, query)
    addresses = [address for address, _, _ in results[:2]]
    assert any(wanted in address for wanted in ASKED[query] for address in addresses), addresses
    assert all(where and words for _, where, words in results), "every result says where it stands and what it says"
    assert page.errors == []


def test_results_lead_to_places_that_are_there(page, server):
    for query in ("strait", "한국"):
        for address, _, _ in found(page, server, query)[:8]:
            page.goto(f"{server}/{address}")
            anchor = address.partition("#")[2]
            assert not anchor or page.evaluate("name => !!document.getElementById(name)", anchor), address


def test_nothing_is_made_up_where_nothing_is(page, server):
    assert found(page, server, "xyzzyq") == []
    assert "Nothing found" in page.inner_text("p.search-summary")


def test_signs_in_a_query_are_no_markup(page, server):
    found(page, server, "<img src=x onerror=alert(1)> Kuril")
    assert page.locator("#search-results img").count() == 0 and page.errors == []


def test_search_works_from_a_disk_too(page, built):
    results = found(page, built.as_uri(), "Diaoyu")
    assert results and page.errors == []


def test_a_lost_reader_is_led_back(browser, built):
    """At an address two folders deep, on a host that shows the page for lost addresses there."""
    from playwright.sync_api import Route

    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    lost = (built / "404.html").read_text("utf-8")

    def answer(route: Route):
        path = built / route.request.url.split("/", 3)[3].partition("?")[0]
        inside = path.is_file() and built in path.resolve().parents
        route.fulfill(path=path) if inside else route.fulfill(status=404, body=lost, content_type="text/html")

    context.route("http://book.test/**", answer)
    for address in ("http://book.test/no-such-page.html", "http://book.test/notebooks/no-such-page.html"):
        page.goto(address)
        page.wait_for_function("document.querySelector('form').action === 'http://book.test/search.html'")
        assert page.locator("nav a").first.evaluate("link => link.href") == "http://book.test/book/index.html"
    sound(page)
    page.fill("input[name=q]", "C018")
    page.press("input[name=q]", "Enter")
    page.wait_for_selector("#search-results li")
    sound(page)
    context.close()


def sound(page):
    """In every view axe-core finds nothing on a page as it stands."""
    for scheme, width in views(page):
        page.evaluate(FRAMES)
        assert violations(page) == [], (page.url, scheme, width)
