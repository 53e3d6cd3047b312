"""Links to edit a page, to report a mistake and to see its source, where a repository is configured, and only there.

The theme's own buttons know three hosts by their names, and their report names neither the page's title nor the
version that was read.
"""
from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

from trilateral import settings
from trilateral.sphinxext import citing

SETTINGS = "_config.yml"
ASKED = "What should be otherwise, and why?"


@dataclass(frozen=True)
class Host:
    """How a kind of host writes its addresses: of a file to edit, of a file to see, of a new report."""

    edit: str
    see: str
    report: str
    title: str
    body: str


GITEA = Host("_edit/{branch}/{file}", "src/branch/{branch}/{file}", "issues/new", "title", "body")
HOSTS = {
    "github": Host("edit/{branch}/{file}", "blob/{branch}/{file}?plain=1", "issues/new", "title", "body"),
    "gitlab": Host("-/edit/{branch}/{file}", "-/blob/{branch}/{file}?plain=1", "-/issues/new", "issue[title]",
                   "issue[description]"),
    "codeberg": GITEA, "gitea": GITEA, "forgejo": GITEA,
}
"""Word in a host's name -> how it writes addresses."""


@dataclass(frozen=True)
class Repository:
    """Where the book's source is kept: address, branch, and the book's folder in it."""

    address: str
    branch: str = "main"
    folder: str = ""

    @property
    def host(self) -> Host | None:
        """How its host writes addresses; None for one that is not known."""
        name = urlsplit(self.address).hostname or ""
        return next((host for word, host in HOSTS.items() if word in name), None)


def repository(srcdir: Path) -> Repository | None:
    """The repository that the settings name, or None.

    The theme's options are no help: where the settings name none, Jupyter Book puts its own repository there.
    """
    path = srcdir / SETTINGS
    found = settings.read(path).get("repository") or {} if path.is_file() else {}
    if not found.get("url"):
        return None
    return Repository(found["url"].rstrip("/").removesuffix(".git"), found.get("branch") or "main",
                      (found.get("path_to_book") or "").strip("/"))


def links(repo: Repository, file: str, title: str, version: str) -> list[tuple[str, str, str]]:
    """Label, words and address of each link for the page whose source is ``file``, below the book's folder."""
    host = repo.host
    if host is None:
        return [("source-repository-button", "Repository", repo.address)]
    whole = quote(f"{repo.folder}/{file}".lstrip("/"))
    about = f"Page: {title} ({file})\n" + (f"Version: {version}\n" if version else "") + f"\n{ASKED}\n"
    asked = urlencode({host.title: f"{title}: ", host.body: about}, quote_via=quote)
    return [
        ("source-edit-button", "Suggest an edit", f"{repo.address}/{_filled(host.edit, repo, whole)}"),
        ("source-issues-button", "Report a mistake", f"{repo.address}/{host.report}?{asked}"),
        ("source-file-button", "See the source", f"{repo.address}/{_filled(host.see, repo, whole)}"),
        ("source-repository-button", "Repository", repo.address),
    ]


def _filled(pattern: str, repo: Repository, file: str) -> str:
    return pattern.format(branch=quote(repo.branch), file=file)


ICONS = {"source-edit-button": "fas fa-pencil-alt", "source-issues-button": "fas fa-lightbulb",
         "source-file-button": "fas fa-code", "source-repository-button": "fas fa-folder-open"}


def menu(app, pagename, templatename, context, doctree) -> None:
    """Put the links into a menu of the page's head."""
    repo = repository(Path(app.srcdir))
    if app.builder.name != "html" or doctree is None or repo is None or "header_buttons" not in context:
        return
    work = citing.works(app).get("book")
    title = app.env.titles[pagename].astext()
    file = str(app.env.doc2path(pagename, base=False)).replace("\\", "/")
    buttons = [{"type": "link", "url": url, "text": words, "tooltip": words, "icon": ICONS[label], "label": label}
               for label, words, url in links(repo, file, title, work.version if work else "")]
    context["header_buttons"].append({"type": "group", "tooltip": "Help with this page", "icon": "fas fa-pencil-alt",
                                      "buttons": buttons, "label": "source-buttons"})


def register(app) -> None:
    """Connect to Sphinx."""
    app.connect("html-page-context", menu, priority=900)  # after the theme has made its menus
