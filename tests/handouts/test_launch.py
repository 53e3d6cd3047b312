"""Links that open a chapter elsewhere, and what Binder would run."""
import subprocess

import pytest
import yaml

from tests.handouts.conftest import ROOT
from tests.sphinxext import small
from trilateral.sphinxext.found.feedback import Repository
from trilateral.sphinxext.teaching import launch

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
    repo = Repository("https://github.com/some/book", "trunk", "in")
    assert launch.jupyterhub("https://h.example", repo, FILE) == (
        "https://h.example/hub/user-redirect/git-pull?repo=https%3A%2F%2Fgithub.com%2Fsome%2Fbook&branch=trunk"
        "&urlpath=lab%2Ftree%2Fbook%2Fin%2Fnotebooks%2Fone.md")


@pytest.mark.parametrize(("text", "wanted"), [
    ("title: x\n", {"binderhub_url": launch.BINDER}),
    ("launch_buttons: {binderhub_url: ''}\n", {}),
    ("launch_buttons: {binderhub_url: 'https://b.example/', jupyterhub_url: 'https://h.example/'}\n",
     {"binderhub_url": "https://b.example", "jupyterhub_url": "https://h.example"}),
])
def test_hubs(tmp_path, text, wanted):
    (tmp_path / "_config.yml").write_text(text)
    assert launch.hubs(tmp_path) == wanted


@pytest.mark.parametrize("repository", ["", small.REPOSITORY + "launch_buttons: {jupyterhub_url: 'https://h.example'}\n"])
def test_links_stand_on_pages_with_code_where_a_repository_is_configured(tmp_path, repository, monkeypatch):
    head = "---\nkernelspec: {name: python3, display_name: Python 3, language: python}\n"
    page = small.PAGES["notebooks/one"].replace("---\n", head, 1)
    monkeypatch.setattr(small, "PAGES", {**small.PAGES, "notebooks/one": page})
    monkeypatch.setitem(small.SETTINGS, "extensions", [*small.SETTINGS["extensions"], __name__])
    html = small.build(tmp_path, repository=repository)
    page = (html / "notebooks" / "one.html").read_text("utf-8")
    assert page.count('btn-launch-button') == (2 if repository else 0)
    if repository:
        assert "https://mybinder.org/v2/gh/some/book/trunk?urlpath=lab%2Ftree%2Fin%2Fnotebooks%2Fone.md" in page
        assert "https://h.example/hub/user-redirect/git-pull?" in page
    assert "btn-launch-button" not in (html / "book" / "index.html").read_text("utf-8")


def setup(app):
    """The extension of the small book above."""
    launch.register(app)


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
