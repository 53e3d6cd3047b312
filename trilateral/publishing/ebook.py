"""The whole book as an EPUB 3, from its finished pages."""
from __future__ import annotations

import html as entities
import posixpath
import re
from pathlib import Path

from bs4 import Tag

from trilateral.publishing import articles, contents, ebook_package, ebook_pictures, imprint, names, packing

STYLE = Path(__file__).with_suffix(".css")
PAGE = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="{language}" xml:lang="{language}">
<head><meta charset="utf-8"/><title>{title}</title><link rel="stylesheet" type="text/css" href="book.css"/></head>
<body{attributes}>{body}</body>
</html>
"""  # noqa: E501
# What says how something looks on the site, and is no concern of a reader's own style.
LOOKS = ("style", "data-live", "data-script", "data-phone", "decoding", "loading", "srcset", "focusable")
# Letters that XML cannot hold.
UNWRITTEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def epub(root: Path, html: Path, out: Path) -> int:
    """Write the e-book to ``out``; give its size in bytes.

    Parameters
    ----------
    root : the checkout
    html : folder of a finished build

    Raises
    ------
    ValueError
        A page is not as the book needs it, or its picture is missing.
    """
    facts = imprint.read(root)
    parts = contents.parts(root / "_toc.yml")
    pages = [page for part in parts for page in part.pages]
    places = articles.Places(frozenset(pages), _address, facts.work.address)
    pictures = ebook_pictures.Pictures(html)
    chapters = {page: _chapter(html, page, places, pictures) for page in pages}
    titles = {page: articles.title(chapter) for page, chapter in chapters.items()}
    files = {
        "cover.xhtml": _page(facts, facts.name, '<p class="cover"><img src="images/cover.png" alt="'
                             f'{entities.escape(facts.work.title)}"/></p>', ' epub:type="cover"'),
        "imprint.xhtml": _page(facts, "About this copy", _about(facts), ' epub:type="frontmatter"'),
        **{f"{contents.slug(page)}.xhtml": _page(facts, titles[page], str(chapter), ' epub:type="bodymatter"')
           for page, chapter in chapters.items()},
        "nav.xhtml": _page(facts, "Contents", ebook_package.navigation(parts, titles)),
        "book.css": STYLE.read_text("utf-8"),
        "toc.ncx": ebook_package.ncx(facts, parts, titles),
    }
    whole = {name: text.encode() for name, text in files.items()}
    whole["images/cover.png"] = ebook_pictures.cover(html, facts)
    whole |= {f"images/{name}": content for name, content in sorted(pictures.used.items())}
    package = ebook_package.package(facts, list(whole), ["cover", "imprint", "nav", *map(contents.slug, pages)])
    packed = packing.zipped([
        ("mimetype", b"application/epub+zip"),
        ("META-INF/container.xml", ebook_package.CONTAINER.encode()),
        ("book/package.opf", package.encode()),
        *((f"book/{name}", content) for name, content in whole.items()),
    ], facts.moment, plain="mimetype")
    return packing.write(out, packed)


def _address(page: str, anchor: str) -> str:
    return f"{contents.slug(page)}.xhtml" + (f"#{anchor}" if anchor else "")


def _chapter(html: Path, page: str, places: articles.Places, pictures: ebook_pictures.Pictures) -> Tag:
    article = articles.read(html, page)
    articles.lead(article, page, places)
    pictures.put(article, posixpath.dirname(page))
    for node in article.find_all(True):
        for name in LOOKS:
            node.attrs.pop(name, None)
    for bar in article.select('svg[aria-hidden="true"]'):
        bar.decompose()  # drawn for the eye beside a list that says the same, in colours that night would hide
    for node in article.select('[role="list"], [role="listitem"]'):
        del node["role"]  # what role a definition has differs between sites and books
    article.name = "section"
    return article


def _page(facts: imprint.Imprint, title: str, body: str, attributes: str = "") -> str:
    return PAGE.format(language=facts.language, title=entities.escape(title), body=UNWRITTEN.sub("", body),
                       attributes=attributes)


def _about(facts: imprint.Imprint) -> str:
    """What a printed book says on the back of its title page."""
    return (f"<h1>{entities.escape(facts.name)}</h1><p>{entities.escape(facts.subtitle)}</p>"
            f"<p>{entities.escape(facts.authors)}</p>{facts.paragraphs()}"
            "<p>Figures that change under a reader’s hand on the screen are still here, and solutions are shown. "
            f"Data, code and the newest edition stand with the pages from which {names.EBOOK} was made.</p>")
