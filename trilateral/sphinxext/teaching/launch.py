"""Links that open a chapter where it runs: on Binder, Colab or a JupyterHub; only where a repository is configured.

The theme's own buttons would hand out Jupyter's record of the execution, which holds MyST, and know GitHub alone.
Colab opens notebooks that a repository on GitHub holds, and the book's branch holds their source; so the workflow that
publishes an edition puts its notebooks on a branch of their own. A JupyterHub that no setting names is asked for when
its button is pressed, by ``static/trilateral-hub.js``, which finds the rest of the address in the page's head.
"""
from __future__ import annotations

from html import escape
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

from trilateral.settings import read as read_settings
from trilateral.sphinxext.edition import edition
from trilateral.sphinxext.found import feedback
from trilateral.sphinxext.teaching import downloads

SETTINGS = "launch_buttons"
BINDER = "https://mybinder.org"
COLAB = "https://colab.research.google.com"
BRANCH = "notebooks"  # where .github/notebooks.sh puts them
KNOWN = {"binderhub_url": BINDER, "notebooks_branch": BRANCH, "jupyterhub_url": ""}
SCRIPT = "trilateral-hub.js"
WAY = "hub-way"  # name of the meta element that the script reads


def settings(srcdir: Path) -> dict[str, str]:
    """What ``_config.yml`` says of ``binderhub_url``, ``notebooks_branch`` and ``jupyterhub_url``, or the defaults.

    Defaults are Binder's public hub, the branch ``notebooks``, which Colab reads, and no JupyterHub. What is set to
    nothing is left out.
    """
    path = srcdir / feedback.SETTINGS
    own = read_settings(path).get(SETTINGS) or {} if path.is_file() else {}
    found = {**KNOWN, **{key: own[key] or "" for key in KNOWN if key in own}}
    return {key: value.rstrip("/") for key, value in found.items() if value}


def binder(hub: str, repo: feedback.Repository, file: str) -> str:
    """Where Binder makes the book's environment and opens a file in JupyterLab."""
    parts = urlsplit(repo.address)
    name = parts.path.strip("/")
    if parts.hostname == "github.com":
        place = f"gh/{quote(name)}"
    elif parts.hostname == "gitlab.com":
        place = f"gl/{quote(name, safe='')}"
    else:
        place = f"git/{quote(repo.address, safe='')}"
    return f"{hub}/v2/{place}/{quote(repo.branch, safe='')}?{urlencode({'urlpath': f'lab/tree/{_below(repo, file)}'})}"


def colab(branch: str, repo: feedback.Repository, edition: str, page: str) -> str:
    """Where Colab opens the page's notebook, as the edition has it; empty unless GitHub holds the repository."""
    parts = urlsplit(repo.address)
    if parts.hostname != "github.com" or not edition:
        return ""
    return f"{COLAB}/github{parts.path}/blob/{quote(branch)}/{quote(f'{edition}/{page}.ipynb')}"


def way(repo: feedback.Repository, file: str) -> str:
    """Path on any JupyterHub at which nbgitpuller fetches the repository and opens a file in JupyterLab."""
    folder = repo.address.rpartition("/")[2]
    asked = {"repo": repo.address, "branch": repo.branch, "urlpath": f"lab/tree/{folder}/{_below(repo, file)}"}
    return f"/hub/user-redirect/git-pull?{urlencode(asked)}"


def _below(repo: feedback.Repository, file: str) -> str:
    return f"{repo.folder}/{file}".lstrip("/")


def links(own: dict[str, str], repo: feedback.Repository, edition: str, page: str, file: str) -> list[tuple[str, str]]:
    """Name and address of each place that the settings know."""
    found = []
    if hub := own.get("binderhub_url"):
        found.append(("Binder", binder(hub, repo, file)))
    if branch := own.get("notebooks_branch"):
        found.append(("Colab", colab(branch, repo, edition, page)))
    if hub := own.get("jupyterhub_url"):
        found.append(("JupyterHub", hub + way(repo, file)))
    return [(name, address) for name, address in found if address]


def menu(app, pagename, templatename, context, doctree) -> None:
    """Put the links, and the button that asks for a hub, into a menu of the page's head."""
    root = Path(app.srcdir)
    repo = feedback.repository(root)
    if repo is None or app.builder.name != "html" or "header_buttons" not in context \
            or pagename not in downloads.pages(app):
        return
    file = str(app.env.doc2path(pagename, base=False)).replace("\\", "/")
    buttons = [{"type": "link", "url": address, "text": name, "icon": "fas fa-rocket", "label": "launch-button",
                "tooltip": f"Open and run this page on {name}: an outside host"}
               for name, address in links(settings(root), repo, edition(root).get("name", ""), pagename, file)]
    buttons.append({"type": "javascript", "javascript": "askForHub()", "text": "Your JupyterHub",
                    "icon": "fas fa-rocket", "label": "launch-button",
                    "tooltip": "Open and run this page on a JupyterHub whose address you type"})
    app.add_js_file(SCRIPT, loading_method="defer")
    tag = f'<meta name="{WAY}" content="{escape(way(repo, file))}" />'
    context["metatags"] = f'{context.get("metatags") or ""}\n    {tag}'
    context["header_buttons"].append({"type": "group", "tooltip": "Run this page elsewhere", "icon": "fas fa-rocket",
                                      "buttons": buttons, "label": "launch-buttons"})


def quiet(app, config) -> None:
    """The theme gets none of the settings, so that it puts up no buttons of its own."""
    config.html_theme_options["launch_buttons"] = {}


def register(app) -> None:
    """Connect to Sphinx."""
    app.connect("config-inited", quiet)
    app.connect("html-page-context", menu, priority=901)
