"""Links that open a chapter elsewhere, and what Binder would run."""
import re
import subprocess
from contextlib import contextmanager
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import expect

from tests.browser.axe import violations
from tests.browser.served import served
from tests.handouts.conftest import ROOT
from tests.sphinxext import small
from trilateral.sphinxext import lean, look
from trilateral.sphinxext.edition import edition
from trilateral.sphinxext.found.feedback import Repository
from trilateral.sphinxext.teaching import launch
from trilateral.theme import colours

FILE = "notebooks/one.md"


@pytest.mark.parametrize(("repo", "wanted"), [
    (Repository("https://github.com/some/book", "trunk", "in"),
     "https://b.example/v2/gh/some/book/trunk?urlpath=lab%2Ftree%2Fin%2Fnotebooks%2Fone.md"),
    (Repository("https://gitlab.com/a/b/book"), "https://b.example/v2/gl/a%2Fb%2Fbook/main?urlpath="),
    (Repository("https://codeberg.org/a/book", "x/y"), "https://b.example/v2/git/https%3A%2F%2Fcodeberg.org%2Fa%2Fbook/x%2Fy?"),
])
def test_binder(repo, wanted):
    assert launch.binder("https://b.example", repo, FILE).startswith(wanted)


def test_jupyterhub():
    assert launch.way(Repository("https://github.com/some/book", "trunk", "in"), FILE) == (
        "/hub/user-redirect/git-pull?repo=https%3A%2F%2Fgithub.com%2Fsome%2Fbook&branch=trunk"
        "&urlpath=lab%2Ftree%2Fbook%2Fin%2Fnotebooks%2Fone.md")


@pytest.mark.parametrize(("address", "edition", "wanted"), [
    ("https://github.com/some/book", "2025.1",
     "https://colab.research.google.com/github/some/book/blob/a/b/2025.1/notebooks/units/one.ipynb"),
    ("https://github.com/some/book", "", ""),
    ("https://gitlab.com/some/book", "2025.1", ""),
])
def test_colab_opens_what_github_holds_of_an_edition(address, edition, wanted):
    assert launch.colab("a/b", Repository(address), edition, "notebooks/units/one") == wanted


@pytest.mark.parametrize(("text", "wanted"), [
    ("title: x\n", {"binderhub_url": launch.BINDER, "notebooks_branch": launch.BRANCH}),
    ("launch_buttons: {binderhub_url: '', notebooks_branch: ''}\n", {}),
    ("launch_buttons: {binderhub_url: 'https://b.example/', jupyterhub_url: 'https://h.example/'}\n",
     {"binderhub_url": "https://b.example", "notebooks_branch": launch.BRANCH, "jupyterhub_url": "https://h.example"}),
])
def test_settings(tmp_path, text, wanted):
    (tmp_path / "_config.yml").write_text(text)
    assert launch.settings(tmp_path) == wanted


HUB = "launch_buttons: {jupyterhub_url: 'https://h.example'}\n"


@pytest.fixture(scope="module")
def launched(tmp_path_factory):
    """A small book with a page of code; gives a function of what ``_config.yml`` says of the repository."""
    head = "---\nkernelspec: {name: python3, display_name: Python 3, language: python}\n"
    page = small.PAGES["notebooks/one"].replace("---\n", head, 1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(small, "PAGES", {**small.PAGES, "notebooks/one": page})
        patch.setitem(small.SETTINGS, "extensions", [*small.SETTINGS["extensions"], __name__])
        yield lambda repository: small.build(tmp_path_factory.mktemp("book"), repository=repository)


@pytest.fixture(scope="module")
def site(launched):
    """The book with a repository, and a hub that its settings name."""
    return launched(small.REPOSITORY + HUB)


def test_links_stand_on_pages_with_code(site):
    page = (site / "notebooks" / "one.html").read_text("utf-8")
    buttons = re.findall(r'<(?:a href="([^"]*)"|button)[^>]*\bbtn-launch-button\b', page)
    version = edition(ROOT)["name"]
    assert [address.partition("?")[0] for address in buttons] == [
        "https://mybinder.org/v2/gh/some/book/trunk",
        f"https://colab.research.google.com/github/some/book/blob/notebooks/{version}/notebooks/one.ipynb",
        "https://h.example/hub/user-redirect/git-pull", ""]
    assert "urlpath=lab%2Ftree%2Fin%2Fnotebooks%2Fone.md" in buttons[0]
    other = (site / "book" / "index.html").read_text("utf-8")
    assert "btn-launch-button" not in other and launch.WAY not in other


def test_without_a_repository_there_are_none(launched):
    page = (launched("") / "notebooks" / "one.html").read_text("utf-8")
    assert "btn-launch-button" not in page and launch.WAY not in page


TYPED = [("https://hub.example.org", "https://hub.example.org"),
         ("https://hub.example.org/hub/home", "https://hub.example.org"),
         ("http://campus.example:8000/jupyter/user/ann/lab/tree/x", "http://campus.example:8000/jupyter")]


@pytest.mark.parametrize(("typed", "hub"), TYPED)
def test_a_hub_that_the_reader_types_is_opened_and_remembered(site, browser, typed, hub):
    with served(site) as base, opened(browser, f"{base}/notebooks/one.html") as page:
        ask(page)
        page.keyboard.type(typed)
        with page.context.expect_page() as new:
            page.keyboard.press("Enter")
        wanted = hub + launch.way(Repository("https://github.com/some/book", "trunk", "in"), FILE)
        assert page.asked_outside == [wanted] and new.value
        page.reload()
        ask(page)
        assert page.get_by_label("Its address").input_value() == hub


@pytest.mark.parametrize("typed", ["", "hub.example.org", "javascript:alert(1)"])
def test_what_is_no_address_opens_nothing(site, browser, typed):
    with served(site) as base, opened(browser, f"{base}/notebooks/one.html") as page:
        ask(page)
        page.keyboard.type(typed)
        page.keyboard.press("Enter")
        assert page.locator("dialog.own-hub").is_visible()
        page.keyboard.press("Escape")
        assert not page.locator("dialog.own-hub").is_visible()
        # A dialog tells a moment after it has gone that it has closed.
        expect(page.get_by_role("button", name="Run this page elsewhere")).to_be_focused()
        assert page.asked_outside == [] and page.evaluate("localStorage.getItem('jupyterhub')") is None


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_the_question_is_for_everybody(site, browser, scheme, width):
    with served(site) as base, opened(browser, f"{base}/notebooks/one.html", width, scheme) as page:
        ask(page)
        assert violations(page, within=[["dialog.own-hub"]]) == []
        box = page.locator("dialog.own-hub").bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= width


@contextmanager
def opened(browser, address, width=1280, scheme="light"):
    """A page whose requests to other hosts are answered here and noted in ``asked_outside``."""
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    page.asked_outside = []

    def outside(route):
        page.asked_outside.append(route.request.url)
        route.fulfill(body="a hub")

    context.route(lambda url: not url.startswith(address.partition("/notebooks/")[0]), outside)
    page.goto(address, wait_until="networkidle")
    yield page
    context.close()


def ask(page):
    """Open the menu and press the button."""
    page.locator(".dropdown-launch-buttons > button").click()
    page.get_by_role("button", name="Your JupyterHub").click()


def setup(app):
    """The extension of the small book above: launching, and how the book's pages look."""
    app.connect("builder-inited", _colours)
    app.add_css_file("trilateral-colours.css")
    for part in (look, lean, launch):
        part.register(app)


def _colours(app):
    folder = Path(app.doctreedir) / "colours"
    folder.mkdir(parents=True)
    (folder / "trilateral-colours.css").write_text(colours.css(), "utf-8")
    app.config.html_static_path.append(str(folder))


def test_what_binder_would_run():
    """repo2docker reads ``.binder`` and prints its recipe; no container is made."""
    program = ROOT / ".venv" / "classroom" / "bin" / "jupyter-repo2docker"
    assert program.is_file(), "no repo2docker: `make test` installs it into .venv/classroom"
    call = [program, "--no-build", "--debug", "."]
    done = subprocess.run(call, cwd=ROOT, capture_output=True, text=True, check=False)
    recipe = done.stdout + done.stderr
    assert done.returncode == 0, recipe
    copied = recipe.index("COPY --chown=0:0 src/ ${REPO_DIR}/")
    installed = recipe.index('pip install --no-cache-dir -r ".binder/requirements.txt"')
    assert copied < installed < recipe.index("RUN ./.binder/postBuild")
    assert "environment-2epy-2d3-2e12" in recipe, "the version of Python in runtime.txt"
    assert "Dockerfile buildpack" not in recipe, "the book's own Containerfile is for its site"


def test_what_binder_installs_is_what_the_lab_has():
    folder = ROOT / ".binder"
    named = (folder / "requirements.txt").read_text("utf-8").split()
    assert named == ["-r", "../requirements-lab.txt"] and (folder / named[1]).resolve().is_file()
    step = folder / "postBuild"
    assert step.stat().st_mode & 0o111, "repo2docker runs it"
    assert subprocess.run(["bash", "-n", step], check=False).returncode == 0
    jobs = yaml.safe_load((ROOT / ".github" / "workflows" / "publish.yml").read_text("utf-8"))["jobs"]
    version = next(step["with"]["python-version"] for step in jobs["build"]["steps"]
                   if "python-version" in step.get("with", {}))
    assert (folder / "runtime.txt").read_text("utf-8").strip() == f"python-{version}"
