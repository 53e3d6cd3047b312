"""The Content-Security-Policy in a browser: it bites, the buttons work under it, and all headers say the same."""
import re

import pytest

from tests.browser.served import read_rules, served
from tests.browser.visits import pages
from trilateral.sphinxext import policy

PAGE = "notebooks/defence-spending"


@pytest.fixture(scope="module")
def address(built):
    with served(built, headers=True) as base:
        yield base


@pytest.fixture(params=["host", "disk"])
def opened(request, browser, built, address):
    page = browser.new_page()
    page.goto(f"{address if request.param == 'host' else built.as_uri()}/{PAGE}.html", wait_until="load")
    yield page
    page.close()


@pytest.mark.browser
@pytest.mark.slow
def test_what_is_not_named_does_not_run(opened):
    """A script put into the page, a handler in an attribute, a style in one, code made of text: none acts."""
    opened.evaluate("""() => {
        const script = document.createElement('script');
        script.textContent = "window.ran = 'script'";
        document.body.append(script);
        const box = document.createElement('div');
        box.innerHTML = '<button id="trap" onclick="window.ran = \\'handler\\'" style="color: rgb(1, 2, 3)">x</button>';
        document.body.append(box);
        document.querySelector('#trap').click();
    }""")
    assert opened.evaluate("window.ran") is None
    assert opened.evaluate("getComputedStyle(document.querySelector('#trap')).color") != "rgb(1, 2, 3)"
    asks = """new Promise(done => { addEventListener('securitypolicyviolation', e => done(e.effectiveDirective));
        document.body.append(Object.assign(new Image(), {src: 'http://127.0.0.1:9/x.png'})); })"""
    assert opened.evaluate(asks) == "img-src"


@pytest.mark.browser
@pytest.mark.slow
def test_the_themes_buttons_work(opened):
    opened.evaluate("window.print = () => { window.printed = true }")
    opened.evaluate("window.toggleFullScreen = () => { window.full = 1 }")
    opened.locator("[data-does=fullscreen]").first.evaluate("button => button.firstElementChild.click()")
    opened.locator("[data-does=print]").first.evaluate("button => button.click()")
    assert opened.evaluate("[window.printed, window.full]") == [True, 1]
    before = opened.evaluate("document.documentElement.dataset.mode")
    opened.locator(".theme-switch-button:visible").first.click()
    assert opened.evaluate("document.documentElement.dataset.mode") != before
    opened.locator("button.dropdown-toggle:visible").first.click()
    opened.locator(".dropdown-menu.show").first.wait_for()


@pytest.mark.slow
def test_every_page_has_its_own_policy_before_all_that_it_rules(built):
    for page in pages(built):
        text = (built / f"{page}.html").read_text("utf-8")
        meta = re.search(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)"', text)
        assert meta and all(
            meta.start() < text.index(tag) for tag in ("<script", "<link", "<style") if tag in text), page
        assert "unsafe" not in meta[1] and "http" not in meta[1] and "*" not in meta[1], page
        assert len(re.findall("sha256-", meta[1])) <= 4, "scripts belong into files"
        assert not re.search(r'<[a-z]+\b[^<>]*\s(?:on[a-z]+|style)="', text), page


@pytest.mark.slow
def test_all_header_files_say_the_same(built):
    rules = dict(read_rules((built / "_headers").read_text("utf-8")))
    said = dict(rules["/*"])
    whole = said["Content-Security-Policy"]
    assert "unsafe" not in whole and "frame-ancestors 'none'" in whole
    apache, nginx = ((built / name).read_text("utf-8") for name in (".htaccess", "headers.nginx.conf"))
    for name, value in said.items():
        assert f'Header always set {name} "{value}"' in apache
        assert f'add_header {name} "{value}" always;' in nginx
    assert set(said) == {"Content-Security-Policy", *policy.HEADERS}
    named = {path.name for path in (built / "_static").glob("book-*")}
    assert named and all(re.fullmatch(r"book-[0-9a-f]{16}\.(css|js)", name) for name in named)


@pytest.mark.slow
def test_files_named_by_content_hold_it(built):
    """A host may tell browsers to keep them for a year."""
    import hashlib

    for path in (built / "_static").glob("book-*"):
        assert path.stem == f"book-{hashlib.sha256(path.read_bytes()).hexdigest()[:16]}"
        assert any(path.name in (built / f"{page}.html").read_text("utf-8") for page in pages(built)), path.name
