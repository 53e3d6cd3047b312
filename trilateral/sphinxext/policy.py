"""A Content-Security-Policy for every page: nothing from elsewhere, no script but files and those whose hash is named.

The policy is a meta element on each page, which also holds from a disk, and a header in the files that
static hosts read. Styles need no ``'unsafe-inline'`` either: :mod:`.lean.markup` turns what stands in
attributes into classes, :mod:`.vector` the styles of drawings into attributes of their own kind, and
Vega is asked for no style sheet of its own. It gets rows instead of CSV, whose reader it would compile.
Only the theme's rule for readers without scripts stands in the page, and its hash is named.
"""
from __future__ import annotations

import base64
import hashlib
import html
import re
from collections.abc import Iterable
from pathlib import Path

from sphinx.errors import ExtensionError

# In a meta element; ``{scripts}`` and ``{styles}`` stand for hashes.
RULES = (
    "default-src 'self'", "script-src 'self'{scripts}", "style-src 'self'{styles}", "img-src 'self' data:",
    "font-src 'self'", "connect-src 'self'", "frame-src 'none'", "worker-src 'none'", "object-src 'none'",
    "base-uri 'none'", "form-action 'self'",
)
# Browsers heed it in a header alone.
HEADER_RULES = ("frame-ancestors 'none'",)
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
KEPT = "public, max-age=31536000, immutable"  # files named by their content
LISTED, APACHE, NGINX = "_headers", ".htaccess", "headers.nginx.conf"
ASKED = "no-cache"  # a browser asks whether its copy is still good
_SCRIPT = re.compile(r"<script(?![^>]*\ssrc=)([^>]*)>(.*?)</script>", re.S)
_STYLE = re.compile(r"<style[^>]*>(.*?)</style>", re.S)
_DATA = re.compile(r'\btype="(?!text/javascript"|module")[^"]*"')  # no script: JSON and the like
_ACTS = re.compile(r'<[a-z][^<>]*?\s(on[a-z]+)="')
_META = re.compile(r'\s*<meta http-equiv="Content-Security-Policy"[^>]*>')
_HEADER = re.compile(r"^  Content-Security-Policy: (.*)$", re.M)
_CHARSET = re.compile(r'<meta charset="[^"]*"\s*/?>')


def _hashes(blocks: Iterable[str]) -> set[str]:
    return {f"'sha256-{base64.b64encode(hashlib.sha256(block.encode()).digest()).decode()}'" for block in blocks}


def scripts(text: str) -> set[str]:
    """Hashes of the scripts that stand in a page."""
    return _hashes(block for kind, block in _SCRIPT.findall(text) if not _DATA.search(kind))


def styles(text: str) -> set[str]:
    """Hashes of the style sheets that stand in a page."""
    return _hashes(_STYLE.findall(text))


def policy(texts: Iterable[str]) -> str:
    """The policy that lets these pages do what they do, and nothing else."""
    pages = list(texts)
    found = {name: "".join(f" {one}" for one in sorted(set().union(*map(of, pages))))
             for name, of in (("scripts", scripts), ("styles", styles))}
    return "; ".join(RULES).format(**found)


def stamped(text: str, name: str) -> str:
    """The page with its policy, before anything that it rules; a page without a head stays as it is.

    Raises
    ------
    ExtensionError
        An attribute such as ``onclick`` would be silenced by the policy: its page and name.
    """
    text = _META.sub("", text)
    charset = _CHARSET.search(text)
    if not charset:
        return text
    if acts := _ACTS.search(text):
        raise ExtensionError(f"{name}: the policy forbids {acts[1]} in an attribute: {acts[0][:80]}")
    meta = f'<meta http-equiv="Content-Security-Policy" content="{html.escape(policy([text]), quote=True)}" />'
    return text[: charset.end()] + f"\n    {meta}" + text[charset.end():]


def write_headers(out: Path, texts: Iterable[str]) -> None:
    """Files that tell static hosts what to send with each page: one policy that holds for all of them."""
    _write(out, "; ".join([policy(texts), *HEADER_RULES]), {})


def set_apart(out: Path, folders: dict[str, str]) -> None:
    """Have hosts send another policy with what lies in some folders of a site, and with nothing else.

    Parameters
    ----------
    out : folder of the site, whose header files are there
    folders : name of a folder -> its policy
    """
    _write(out, _HEADER.search((out / LISTED).read_text("utf-8"))[1], folders)
    for name, own in folders.items():
        (out / name / APACHE).write_text(_apache_apart(own), "utf-8")


def _write(out: Path, whole: str, apart: dict[str, str]) -> None:
    headers = {"Content-Security-Policy": whole, **HEADERS}
    (out / LISTED).write_text(_listed(headers, apart, out), "utf-8")
    (out / APACHE).write_text(_apache(headers), "utf-8")
    (out / NGINX).write_text(_nginx(headers, apart), "utf-8")


def _listed(headers: dict[str, str], apart: dict[str, str], out: Path) -> str:
    """The format that Netlify and Cloudflare Pages read; both let browsers ask again by default.

    They send the headers of every rule that fits, and a browser obeys every policy that it gets: where folders are
    set apart the rule for all has what they share, and each other folder a rule of its own.
    """
    name, whole = "Content-Security-Policy", headers["Content-Security-Policy"]
    common = {**headers, name: "; ".join(HEADER_RULES)} if apart else headers
    rules = {"/*": common}
    if apart:
        inner = sorted(path.name for path in out.iterdir() if path.is_dir() and path.name not in apart)
        pages = sorted(path.name for path in out.glob("*.html"))
        rules |= {f"/{place}": {name: whole} for place in ("", *pages, *(f"{folder}/*" for folder in inner))}
        rules |= {f"/{folder}/*": {name: own} for folder, own in apart.items()}
    text = "".join(f"{place}\n" + "".join(f"  {key}: {value}\n" for key, value in said.items())
                   for place, said in rules.items())
    return f"{text}\n/_static/book-*\n  Cache-Control: {KEPT}\n"


def _apache(headers: dict[str, str]) -> str:
    lines = "".join(f'  Header always set {name} "{value}"\n' for name, value in headers.items())
    return (f'<IfModule mod_headers.c>\n{lines}  Header set Cache-Control "{ASKED}"\n'
            f'  <FilesMatch "^book-[0-9a-f]+\\.(css|js)$">\n    Header set Cache-Control "{KEPT}"\n  </FilesMatch>\n'
            "</IfModule>\n<IfModule mod_deflate.c>\n  AddOutputFilterByType DEFLATE text/html text/css text/csv "
            "text/javascript application/javascript application/json application/geo+json image/svg+xml\n"
            "</IfModule>\nErrorDocument 404 /404.html\n")


def _apache_apart(own: str) -> str:
    """For the folder itself, whose word counts for more; and two types of files that older lists do not know."""
    return (f'<IfModule mod_headers.c>\n  Header always set Content-Security-Policy "{own}"\n</IfModule>\n'
            "<IfModule mod_mime.c>\n  AddType text/javascript .mjs\n  AddType application/wasm .wasm\n</IfModule>\n")


def _nginx(headers: dict[str, str], apart: dict[str, str]) -> str:
    """For ``include`` inside a ``server`` block."""
    lines = "".join(f'add_header {name} "{value}" always;\n' for name, value in headers.items())
    if apart:
        name, whole = "Content-Security-Policy", headers["Content-Security-Policy"]
        chosen = f'set $policy "{whole}";\n' + "".join(
            f'if ($uri ~ "/{folder}/") {{ set $policy "{own}"; }}\n' for folder, own in apart.items())
        lines = lines.replace(f'add_header {name} "{whole}" always;\n',
                              f"{chosen}add_header {name} $policy always;\n")
    return (f"# include this file inside the server block\n{lines}"
            f"# set here, not in a location: a location with headers of its own would lose those above\n"
            f'set $kept "{ASKED}";\nif ($uri ~ "/_static/book-[0-9a-f]+\\.(css|js)$") {{ set $kept "{KEPT}"; }}\n'
            "add_header Cache-Control $kept;\n")
