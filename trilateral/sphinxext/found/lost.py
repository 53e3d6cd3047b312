"""``404.html``: what a host shows for an address that leads nowhere.

It is shown at the lost address itself, however deep that is, so no relative address can be relied on and everything
but the links is inside the page. Where the site's address is configured, links begin with its path. Where it is not,
they are relative to the site's root; for a lost page in one of the book's folders the page asks for its one script
both here and one folder up. Whichever answers knows by its own address where the root is, and mends the links.
sphinx-notfound-page needs a prefix that is known beforehand, and gives the page the whole weight of the theme.
"""
from __future__ import annotations

import html
from pathlib import Path
from string import Template
from urllib.parse import urlsplit

from trilateral.sphinxext.found import site
from trilateral.theme.colours import DARK, LIGHT

FILE = "404.html"
SCRIPT = "_static/trilateral-lost.js"
PAGE = Template(Path(__file__).with_name("lost.html").read_text("utf-8"))


def page(app) -> str:
    """The page."""
    base = f"{urlsplit(site.address(app)).path}/" if site.address(app) else ""
    scripts = "" if base else "".join(f'<script src="{up}{SCRIPT}" async="async"></script>' for up in ("", "../"))
    shades = {f"{shade}_{name}": colours[name] for shade, colours in (("light", LIGHT), ("dark", DARK))
              for name in ("ink", "paper", "quiet", "accent", "rule")}
    return PAGE.substitute(shades, title=html.escape(app.config.html_title), language=app.config.language, base=base,
                           home=f"{base}{app.config.root_doc}.html", scripts=scripts, contents=_contents(app, base))


def _contents(app, base: str) -> str:
    lists = []
    for part in site.parts(Path(app.srcdir)):
        items = "".join(f'<li><a href="{base}{doc}.html">{html.escape(site.title(app, doc))}</a></li>'
                        for doc in part.pages if doc in app.env.titles)
        lists.append(f"<section><h2>{html.escape(part.caption or 'Front page')}</h2><ul>{items}</ul></section>")
    return "\n".join(lists)


def write(app, error) -> None:
    """Write the page."""
    if not error and app.builder.name == "html":
        (Path(app.outdir) / FILE).write_text(page(app), "utf-8")


def register(app) -> None:
    """Write when pages are written, and before anything looks at all of them."""
    app.connect("build-finished", write)
