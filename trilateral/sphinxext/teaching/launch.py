"""Links that open a chapter where it runs: on Binder, or on a JupyterHub; only where a repository is configured.

The theme's own buttons would hand out Jupyter's record of the execution, which holds MyST, and know GitHub alone.
There is none for Colab: it opens notebooks that a repository on GitHub holds, and the book's repository holds their
source. A reader downloads the notebook and opens it there.
"""
from __future__ import annotations

from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

import yaml

from trilateral.sphinxext.found import feedback
from trilateral.sphinxext.teaching import downloads

SETTINGS = "launch_buttons"
BINDER = "https://mybinder.org"
KNOWN = ("binderhub_url", "jupyterhub_url")


def hubs(srcdir: Path) -> dict[str, str]:
    """Addresses of the hubs that ``_config.yml`` names: ``binderhub_url`` and ``jupyterhub_url``.

    Without either, Binder's public one. An empty ``binderhub_url`` takes it away.
    """
    path = srcdir / feedback.SETTINGS
    settings = (yaml.safe_load(path.read_text("utf-8")) or {}).get(SETTINGS) or {} if path.is_file() else {}
    found = {"binderhub_url": BINDER, **{key: settings.get(key) or "" for key in KNOWN if key in settings}}
    return {key: address.rstrip("/") for key, address in found.items() if address}


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


def jupyterhub(hub: str, repo: feedback.Repository, file: str) -> str:
    """Where nbgitpuller on a JupyterHub fetches the repository and opens a file in JupyterLab."""
    folder = repo.address.rpartition("/")[2]
    asked = {"repo": repo.address, "branch": repo.branch, "urlpath": f"lab/tree/{folder}/{_below(repo, file)}"}
    return f"{hub}/hub/user-redirect/git-pull?{urlencode(asked)}"


def _below(repo: feedback.Repository, file: str) -> str:
    return f"{repo.folder}/{file}".lstrip("/")


def menu(app, pagename, templatename, context, doctree) -> None:
    """Put the links into a menu of the page's head."""
    repo = feedback.repository(Path(app.srcdir))
    if repo is None or app.builder.name != "html" or "header_buttons" not in context \
            or pagename not in downloads.pages(app):
        return
    file = str(app.env.doc2path(pagename, base=False)).replace("\\", "/")
    makers = {"binderhub_url": ("Binder", binder), "jupyterhub_url": ("JupyterHub", jupyterhub)}
    buttons = [{"type": "link", "url": make(hub, repo, file), "text": name, "icon": "fas fa-rocket",
                "tooltip": f"Open and run this page on {name}: an outside host", "label": "launch-button"}
               for key, hub in hubs(Path(app.srcdir)).items() for name, make in [makers[key]]]
    if buttons:
        context["header_buttons"].append({"type": "group", "tooltip": "Run this page elsewhere",
                                          "icon": "fas fa-rocket", "buttons": buttons, "label": "launch-buttons"})


def quiet(app, config) -> None:
    """The theme gets none of the settings, so that it puts up no buttons of its own."""
    config.html_theme_options["launch_buttons"] = {}


def register(app) -> None:
    """Connect to Sphinx."""
    app.connect("config-inited", quiet)
    app.connect("html-page-context", menu, priority=901)
