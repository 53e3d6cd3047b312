"""``feed.xml``: an Atom feed of data editions and of releases; without a configured address it is not made.

One entry a source in the edition that the book has now. An update that brings another edition, or takes it from
its producer on another day, makes an entry with an id of its own, and that is what readers are told. feedgen would
write the present time into it, and one build would not be like the other.
"""
from __future__ import annotations

import posixpath
import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from trilateral import tables
from trilateral.sphinxext import citing
from trilateral.sphinxext.found import catalogue, site

FILE = "feed.xml"
SPACE = "http://www.w3.org/2005/Atom"
SINCE = "2026"
"""The year that ids of entries name: it stays, or readers would take every entry for a new one."""
RELEASE = re.compile(r"^## \[?(\d+\.\d+\.\d+[\w.-]*)\]?\s*(?:[-–—]\s*|\()(\d{4}-\d{2}-\d{2})\)?\s*$", re.M)
"""A heading of the changelog: version and day."""


@dataclass(frozen=True)
class Entry:
    """One entry: what comes behind the feed's id, a title, a day (ISO), words, where to read it."""

    name: str
    title: str
    day: str
    words: str
    address: str


def title(app) -> str:
    """What the feed is called."""
    return f"{app.config.html_title}: data and releases"


def editions(found: list[tables.Manifest], page: str) -> list[Entry]:
    """An entry for each source in its edition; ``page`` is the catalogue's address.

    Tables that rest on the same edition, taken on the same day, share an entry. What was typed from pages has no
    producer who publishes editions, but each of its tables has: it is one entry a table.
    """
    groups: dict[tuple, list[tables.Manifest]] = {}
    for manifest in found:
        for source in manifest.sources:
            groups.setdefault((source.producer, source.title, source.edition, source.retrieved), []).append(manifest)
    entries = [_edition(key, resting, page) for key, resting in groups.items()]
    return sorted(entries, key=lambda entry: (entry.day, entry.name), reverse=True)


def _edition(key: tuple, resting: list[tables.Manifest], page: str) -> Entry:
    producer, name, edition, day = key
    words = f"Taken from its producer on {day}. In the book: {'; '.join(each.title for each in resting)}."
    return Entry("data/" + nodes.make_id("-".join(key)), f"{producer}, {name}: {edition}", day, words,
                 f"{page}#{catalogue.anchor(resting[0])}")


def releases(changelog: str, page: str) -> list[Entry]:
    """An entry for each release that a changelog names with its day."""
    return [Entry(f"release/{version}", f"Version {version}", day, "A release of the book; its changelog says what is "
                  "new.", page) for version, day in RELEASE.findall(changelog)]


def feed(name: str, authors: list[str], address: str, entries: list[Entry]) -> bytes:
    """The feed as RFC 4287 has it; ids are tags (RFC 4151) of the site's host as of a year that stays."""
    parts = urlsplit(address)
    base = f"tag:{parts.hostname},{SINCE}:{parts.path.strip('/') or 'book'}"
    root = ET.Element("feed", {"xmlns": SPACE, "xml:lang": "en"})
    _text(root, "id", base)
    _text(root, "title", name)
    _text(root, "updated", _moment(max(entry.day for entry in entries)))
    for author in authors:
        _text(ET.SubElement(root, "author"), "name", author)
    ET.SubElement(root, "link", rel="self", type="application/atom+xml", href=f"{address}/{FILE}")
    ET.SubElement(root, "link", rel="alternate", type="text/html", href=f"{address}/")
    for entry in entries:
        one = ET.SubElement(root, "entry")
        _text(one, "id", f"{base}/{entry.name}")
        _text(one, "title", entry.title)
        _text(one, "updated", _moment(entry.day))
        ET.SubElement(one, "link", rel="alternate", type="text/html", href=entry.address)
        _text(one, "summary", entry.words)
    ET.indent(root)
    return ET.tostring(root, "utf-8", xml_declaration=True) + b"\n"


def _text(parent: ET.Element, name: str, words: str) -> None:
    ET.SubElement(parent, name).text = words


def _moment(day: str) -> str:
    """Atom wants a moment; a day's record begins with the day."""
    return f"{day}T00:00:00Z"


class feed_words(nodes.General, nodes.Element):
    """Stands for a paragraph that leads to the feed; written where there is one."""


class DataFeed(SphinxDirective):
    """``data-feed``: says where new editions are announced."""

    def run(self) -> list[nodes.Node]:
        """A place that is filled when pages are written."""
        return [feed_words()]


def resolve(app, doctree, docname) -> None:
    """Without an address there is no feed, and no word of it."""
    for place in list(doctree.findall(feed_words)):
        here = posixpath.relpath(FILE, posixpath.dirname(docname) or ".")
        link = nodes.reference("", "Atom feed", refuri=here, internal=True)
        words = nodes.paragraph("", "", nodes.Text("New editions of the data are announced in an "), link,
                                nodes.Text(", which any feed reader follows."))
        place.replace_self(words if site.address(app) and app.builder.name == "html" else [])


def write(app, error) -> None:
    """Write the feed, or take away what an earlier build with an address has left."""
    if error or app.builder.name != "html":
        return
    target, address, work = Path(app.outdir) / FILE, site.address(app), citing.works(app).get("book")
    page = next(iter(sorted(getattr(app.env, "trilateral_catalogues", ()))), app.config.root_doc)
    if not address or work is None or not tables.names():
        target.unlink(missing_ok=True)
        return
    changelog = Path(app.srcdir) / "CHANGELOG.md"
    entries = editions(catalogue.manifests(), site.page_address(app, page))
    if changelog.is_file():
        entries += releases(changelog.read_text("utf-8"), site.page_address(app, app.config.root_doc))
    entries.sort(key=lambda entry: (entry.day, entry.name), reverse=True)
    target.write_bytes(feed(title(app), list(work.authors), address, entries))


def register(app) -> None:
    """Make the directive known and connect to Sphinx."""
    app.add_directive("data-feed", DataFeed)
    app.connect("doctree-resolved", resolve)
    app.connect("build-finished", write)
