"""What stands beside the editions: a way to the latest, a page for what is not there, and files for hosts.

None of it needs a script. What needs an absolute address (links of the page for what is not there, which a host
shows at any depth; the site map's place) is left out where the address is not known.
"""
from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape
from pathlib import Path
from urllib.parse import urlsplit

PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; base-uri 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
{head}</head>
<body>
<main>
<h1>{title}</h1>
{body}
</main>
</body>
</html>
"""


def files(tree: Path, title: str, editions: Sequence[tuple[str, str]], address: str = "") -> dict[str, str]:
    """Name to text of the files at the root of a tree.

    Parameters
    ----------
    tree
        Folder with the editions and ``latest``.
    editions
        Name and ISO day, oldest first.
    address
        Where the tree will stand; empty if that is not known.
    """
    base = f"{address.rstrip('/')}/" if address else ""
    found = {"index.html": _index(title, editions, base), "editions.html": _list(title, editions),
             "404.html": _missing(tree, title, base), "robots.txt": _robots(tree, base),
             ".nojekyll": ""}  # some hosts leave out folders that begin with an underscore unless this file is there
    headers = [_below(name, path.read_text("utf-8")) for name in [*(name for name, _ in editions), "latest"]
               if (path := tree / name / "_headers").is_file()]
    return found | ({"_headers": "\n".join(headers)} if headers else {})


def _index(title: str, editions: Sequence[tuple[str, str]], base: str) -> str:
    head = '<meta http-equiv="refresh" content="0; url=latest/index.html">\n'
    head += f'<link rel="canonical" href="{escape(base)}latest/">\n' if base else ""
    body = f'<p><a href="latest/index.html">The latest edition, {_words(*editions[-1])}</a>.</p>\n'
    return _page(title, head, body + '<p><a href="editions.html">All editions</a>.</p>')


def _list(title: str, editions: Sequence[tuple[str, str]]) -> str:
    items = [f'<li><a href="{name}/index.html">{_words(name, day)}</a></li>' for name, day in reversed(editions)]
    body = ('<p>Every edition stays as it was published. '
            '<a href="latest/index.html">The latest</a> has an address that does not change.</p>\n<ul>\n')
    return _page(f"{title}: all editions", "", body + "\n".join(items) + "\n</ul>")


def _missing(tree: Path, title: str, base: str) -> str:
    """Shown at any depth, so relative links would go astray; the site's own page if its links are not such."""
    own = tree / "latest" / "404.html"
    if base and own.is_file() and f'href="{urlsplit(base).path}latest/' in (text := own.read_text("utf-8")):
        return text
    body = "<p>There is no page at this address.</p>\n"
    if base:
        where = escape(base)
        body += (f'<p>Try the <a href="{where}latest/index.html">latest edition</a>, or '
                 f'<a href="{where}editions.html">all editions</a>.</p>')
    else:
        body += "<p>Its beginning, up to the name of an edition, may lead to one.</p>"
    return _page(f"{title}: not found", '<meta name="robots" content="noindex">\n', body)


def _robots(tree: Path, base: str) -> str:
    """All may be read: that old pages are old says their canonical address, which a robot kept out would not see."""
    there = base and (tree / "latest" / "sitemap.xml").is_file()
    return "User-agent: *\nAllow: /\n" + (f"Sitemap: {base}latest/sitemap.xml\n" if there else "")


def _below(name: str, headers: str) -> str:
    """The rules of one edition's ``_headers``, for its folder alone: a later edition's policy is not an older one's."""
    return "".join(f"/{name}{line}" if line.startswith("/") else line for line in headers.splitlines(keepends=True))


def _page(title: str, head: str, body: str) -> str:
    return PAGE.format(title=escape(title), head=head, body=body)


def _words(name: str, day: str) -> str:
    when = date.fromisoformat(day)
    return f"{escape(name)} of {when.day} {when:%B %Y}"
