"""The note on an older edition, in a real browser under the strictest policy; and that nothing is asked elsewhere."""
import contextlib
import functools
import http.server
import threading

import pytest

from tests.publishing.sites import site
from trilateral.publishing.editions import place

pytestmark = pytest.mark.browser


class Strict(http.server.SimpleHTTPRequestHandler):
    """Files with a policy that allows what the site itself sends, and nothing inline."""

    def do_GET(self):
        """A browser asks for an icon by itself."""
        if self.path == "/favicon.ico":
            self.send_response(204)
            self.end_headers()
        else:
            super().do_GET()

    def end_headers(self):
        self.send_header("Content-Security-Policy", "default-src 'self'")
        super().end_headers()

    def log_message(self, *args):
        """Keep quiet."""


@contextlib.contextmanager
def served(folder):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Strict, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def tree(tmp_path_factory):
    folder = tmp_path_factory.mktemp("editions")
    place(site(folder / "one", "2025.1", "2025-11-22", ("index", "notebooks/one", "notebooks/gone")), folder / "tree")
    place(site(folder / "two", "2026.1", "2026-05-05"), folder / "tree")
    return folder / "tree"


@pytest.fixture
def page(browser):
    context = browser.new_context(viewport={"width": 390, "height": 600})
    opened = context.new_page()
    opened.errors, opened.asked = [], []
    opened.on("console", lambda message: opened.errors.append(message.text))
    opened.on("pageerror", lambda error: opened.errors.append(str(error)))
    opened.on("request", lambda request: opened.asked.append(request.url))
    yield opened
    context.close()


def test_an_older_page_leads_to_itself_in_the_latest(tree, page):
    with served(tree) as address:
        page.goto(f"{address}/2025.1/notebooks/one.html#part")
        note = page.locator(".edition-note")
        note.get_by_role("link").wait_for()
        assert note.text_content() == ("An older edition, 2025.1 of 22 November 2025. "
                                       "The latest is 2026.1 of 5 May 2026: this page there.")
        assert note.get_attribute("role") == "status" and page.errors == []
        assert [url for url in page.asked if "editions.json" in url] == [f"{address}/editions.json"]
        box = note.bounding_box()
        assert box["y"] + box["height"] <= 600.5 and box["width"] <= 390, "in view, and no wider than it"
        note.get_by_role("link").click()
        page.wait_for_url(f"{address}/latest/notebooks/one.html#part")
        page.goto(f"{address}/2025.1/notebooks/gone.html")
        note.get_by_role("link", name="its front page").click()
        page.wait_for_url(f"{address}/latest/index.html")


def test_elsewhere_nothing_is_asked_or_shown(tree, page):
    """In the latest edition, where the site stands alone, and from a file."""
    with served(tree) as address, served(tree / "2025.1") as alone:
        for url in (f"{address}/latest/notebooks/one.html", f"{alone}/notebooks/one.html",
                    (tree / "2025.1" / "index.html").as_uri()):
            page.goto(url, wait_until="networkidle")
            assert page.locator(".edition-note").count() == 0
        assert not any("editions.json" in url for url in page.asked)
        page.goto(f"{address}/2026.1/index.html", wait_until="networkidle")
        assert page.locator(".edition-note").count() == 0 and f"{address}/editions.json" in page.asked
        page.goto(f"{address}/", wait_until="networkidle")
        assert page.url == f"{address}/latest/index.html"
    assert page.errors == []
