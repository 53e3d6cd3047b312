"""``sitemap.xml`` and ``robots.txt``; without a configured address of the site neither is made.

No page has a ``lastmod``: a build knows what a page rests on, not when its words last changed. sphinx-sitemap would
list the pages of search and index too, and warns where there is no address, which ends our builds.
"""
from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

from trilateral.sphinxext.found import site

FILE = "sitemap.xml"
SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def sitemap(addresses: list[str]) -> bytes:
    """A sitemap of pages, as https://www.sitemaps.org/protocol.html has it."""
    root = ET.Element("urlset", xmlns=SPACE)
    for address in addresses:
        ET.SubElement(ET.SubElement(root, "url"), "loc").text = address
    ET.indent(root)
    return ET.tostring(root, "utf-8", xml_declaration=True) + b"\n"


def robots(address: str) -> str:
    """Everybody may read everything. Hosts are asked for this file at their root alone, so a site below it has no use
    of its own for it but to tell people where the sitemap is."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {address}/{FILE}\n"


def write(app, error) -> None:
    """Write both files, or take away what an earlier build with an address has left."""
    if error or app.builder.name != "html":
        return
    out, address = Path(app.outdir), site.address(app)
    if not address:
        for name in (FILE, "robots.txt"):
            (out / name).unlink(missing_ok=True)
        return
    pages = [page for part in site.parts(Path(app.srcdir)) for page in part.pages if page in app.env.all_docs]
    (out / FILE).write_bytes(sitemap([site.page_address(app, page) for page in pages]))
    (out / "robots.txt").write_text(robots(address), "utf-8")


def register(app) -> None:
    """Write when everything else is written."""
    app.connect("build-finished", write)
