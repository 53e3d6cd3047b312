"""What makes a folder of XHTML an EPUB 3: package document, navigation, and the older table of contents."""
from __future__ import annotations

import html
from collections.abc import Mapping
from datetime import UTC, datetime

from trilateral.publishing.contents import Part, slug
from trilateral.publishing.imprint import Imprint

CONTAINER = """<?xml version="1.0" encoding="utf-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="book/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""
MEDIA = {"xhtml": "application/xhtml+xml", "css": "text/css", "png": "image/png", "ncx": "application/x-dtbncx+xml",
         "svg": "image/svg+xml", "jpg": "image/jpeg", "webp": "image/webp"}
PROPERTIES = {"nav.xhtml": ' properties="nav"', "images/cover.png": ' properties="cover-image"'}
ACCESS = {
    "accessMode": ("textual", "visual"),
    "accessModeSufficient": ("textual",),
    "accessibilityFeature": ("alternativeText", "readingOrder", "structuralNavigation", "tableOfContents"),
    "accessibilityHazard": ("none",),
    "accessibilitySummary": ("Every figure has a description in words and most have a table; tables have heads; "
                             "headings are in order.",),
}


def package(imprint: Imprint, files: list[str], order: list[str]) -> str:
    """The package document: metadata, all ``files``, and the pages in reading ``order``."""
    work = imprint.work
    said = [
        f'<dc:identifier id="identifier">urn:uuid:{imprint.identifier}</dc:identifier>',
        f"<dc:title>{html.escape(work.title)}</dc:title>",
        *(f"<dc:creator>{html.escape(author.replace(chr(39), '’'))}</dc:creator>" for author in work.authors),
        f"<dc:language>{imprint.language}</dc:language>",
        f"<dc:date>{work.released.isoformat()}</dc:date>",
        f"<dc:description>{html.escape(imprint.abstract)}</dc:description>",
        *(f"<dc:subject>{html.escape(word)}</dc:subject>" for word in imprint.keywords),
        "<dc:rights>Text and figures under CC BY 4.0, https://creativecommons.org/licenses/by/4.0/; "
        "data under the terms of their producers.</dc:rights>",
        f'<meta property="dcterms:modified">{datetime.fromtimestamp(imprint.moment, UTC):%Y-%m-%dT%H:%M:%SZ}</meta>',
        '<meta name="cover" content="f-images-cover-png"/>',
        *(f'<meta property="schema:{name}">{value}</meta>' for name, values in ACCESS.items() for value in values),
    ]
    items = [f'<item id="{_id(name)}" href="{name}" media-type="{MEDIA[name.rpartition(".")[2]]}"'
             f"{PROPERTIES.get(name, '')}/>" for name in files]
    spine = [f'<itemref idref="{_id(f"{name}.xhtml")}"/>' for name in order]
    return (f'<?xml version="1.0" encoding="utf-8"?>\n<package xmlns="http://www.idpf.org/2007/opf" version="3.0" '
            f'unique-identifier="identifier" xml:lang="{imprint.language}">\n'
            f'<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">\n{_rows(said)}</metadata>\n'
            f"<manifest>\n{_rows(items)}</manifest>\n"
            f'<spine toc="{_id("toc.ncx")}">\n{_rows(spine)}</spine>\n</package>\n')


def navigation(parts: list[Part], titles: Mapping[str, str]) -> str:
    """Parts and their chapters, as readers show them beside the text."""
    rows = [f'<li><a href="{slug(page)}.xhtml">{html.escape(titles[page])}</a></li>'
            for part in parts if not part.caption for page in part.pages]
    for part in parts:
        if part.caption:
            inside = "".join(f'<li><a href="{slug(page)}.xhtml">{html.escape(titles[page])}</a></li>'
                             for page in part.pages)
            rows.append(f"<li><span>{html.escape(part.caption)}</span><ol>{inside}</ol></li>")
    first = slug(next(part for part in parts if part.caption).pages[0])
    return (f'<nav epub:type="toc" id="toc" role="doc-toc"><h1>Contents</h1><ol>{"".join(rows)}</ol></nav>'
            '<nav epub:type="landmarks" hidden="hidden"><ol><li><a epub:type="cover" href="cover.xhtml">Cover</a></li>'
            f'<li><a epub:type="bodymatter" href="{first}.xhtml">Begin reading</a></li></ol></nav>')


def ncx(imprint: Imprint, parts: list[Part], titles: Mapping[str, str]) -> str:
    """The contents as readers of EPUB 2 expect them, where parts need an address too: their first chapter's."""
    turn, rows = 0, []
    for part in parts:
        points = []
        for page in part.pages:
            turn += 1
            points.append((turn, titles[page], slug(page)))
        inside = "".join(_point(f"p{number}", title, name) for number, title, name in points)
        rows.append(inside if not part.caption else _point(f"part{points[0][0]}", part.caption, points[0][2], inside))
    return ('<?xml version="1.0" encoding="utf-8"?>\n<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" '
            f'version="2005-1"><head><meta name="dtb:uid" content="urn:uuid:{imprint.identifier}"/></head>'
            f"<docTitle><text>{html.escape(imprint.name)}</text></docTitle><navMap>{''.join(rows)}</navMap></ncx>\n")


def _point(id: str, title: str, name: str, inside: str = "") -> str:
    return (f'<navPoint id="{id}"><navLabel><text>{html.escape(title)}</text></navLabel>'
            f'<content src="{name}.xhtml"/>{inside}</navPoint>')


def _id(name: str) -> str:
    return "f-" + "".join(letter if letter.isalnum() else "-" for letter in name)


def _rows(lines: list[str]) -> str:
    return "".join(f"{line}\n" for line in lines)
