"""One document for paper out of the pages of a finished build.

Sphinx' own ``singlehtml`` drops the page from every cross reference, so that the many anchors that each page
has (``sources``, ``try-it``, ``id1``) lead to the first of their name. Here every anchor begins with its page, and
the pages are those that readers see: nothing is run, read or numbered again.
"""
from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from pathlib import Path

from bs4 import BeautifulSoup, Tag

from trilateral.publishing import hatching
from trilateral.publishing.contents import slug

# What only a screen can use, or what is said elsewhere on paper.
SCREEN_ONLY = (
    "script, .headerlink, .claim-preview, .term-preview, .figure-tools, .live-controls, .live-readout, .live-host, "
    ".live-narrow, .ledger-controls, .ledger-count, picture.only-dark, picture source, .claim-permalink, "
    ".toctree-wrapper, .sd-summary-state-marker, .code-below, .screen-only, button"
)
REFERENCES = ("aria-describedby", "aria-labelledby", "for", "headers")
HEADING = re.compile("^h[1-5]$")


@dataclass(frozen=True)
class Places:
    """Where links may lead: the book's pages, and the address of the site, empty where none is configured."""

    pages: frozenset[str]
    site: str = ""


def chapter(html: Path, page: str, places: Places, pictures: Path) -> Tag:
    """The article of one page, ready to stand among the others.

    Parameters
    ----------
    html : folder of the built pages
    page : name of the page without ending
    pictures : folder for the drawings, beside which the document will lie
    """
    soup = BeautifulSoup(hatching.lines((html / f"{page}.html").read_text("utf-8")), "html.parser")
    article = soup.select_one("article.bd-article")
    if article is None:
        raise ValueError(f"{page}.html: there is no article on the page")
    for node in article.select(SCREEN_ONLY):
        node.decompose()
    _unfold(soup, article)
    _lead(article, page, places)
    _anchor(article, slug(page))
    _pictures(article, html / f"{page}.html", pictures)
    _lower(article)
    article["id"] = slug(page)
    return article


def _unfold(soup: BeautifulSoup, article: Tag) -> None:
    """Nothing is folded on paper, but the digests that only a program compares."""
    for details in article.select(".rests-on details"):
        words = soup.new_tag("p")
        words.extend(list(details.select_one(".sd-summary-text").contents))
        details.replace_with(words)
    for details in article.select("details"):
        details.name = "div"
        details["class"] = [*details.get("class", []), "unfolded"]
        summary = details.find("summary", recursive=False)
        summary.name = "p"
        summary.attrs = {"class": "unfolded-title"}
        if "hide" in details["class"]:  # a solution with its code
            summary.string = "A solution"


def _lead(article: Tag, page: str, places: Places) -> None:
    """Links to pages of the book lead to their place in the document, others to the site, if there is one."""
    for link in article.select("a[href]"):
        if link.decomposed:
            continue  # gone with the row that it stood in
        address = link["href"]
        if address.startswith("#"):
            link["href"] = f"#{slug(page)}--{address[1:]}"
            continue
        if re.match(r"[a-z]+:", address):
            if link.get_text(strip=True) != address:
                link["class"] = [*link.get("class", []), "named-address"]
            continue
        path, _, anchor = address.partition("#")
        target = posixpath.normpath(posixpath.join(posixpath.dirname(page), path))
        name = target.removesuffix(".html")
        if name in places.pages:
            link["href"] = f"#{slug(name)}--{anchor}" if anchor else f"#{slug(name)}"
        elif places.site:
            link["href"] = f"{places.site}/{target}" + (f"#{anchor}" if anchor else "")
        else:
            _drop(link)


def _drop(link: Tag) -> None:
    """A link to a file that paper does not have: its words stay, a row of nothing else goes."""
    row = link.find_parent(["p", "li"])
    alone = link.has_attr("download") and row is not None and all(a.has_attr("download") for a in row.select("a"))
    if not alone:
        link.unwrap()
        return
    item = row.find_parent("li") or row
    holder = item.parent
    item.decompose()
    if holder.name == "ul" and not holder.find("li"):
        holder.decompose()


def _anchor(article: Tag, name: str) -> None:
    """Every anchor begins with its page; those inside drawings have their figure's name already."""
    for node in article.find_all(True):
        if node.find_parent("svg") is not None:
            continue
        if node.has_attr("id"):
            node["id"] = f"{name}--{node['id']}"
        for attribute in REFERENCES:
            if node.has_attr(attribute):
                node[attribute] = " ".join(f"{name}--{each}" for each in str(node[attribute]).split())


def _pictures(article: Tag, page: Path, folder: Path) -> None:
    """Drawings as paper needs them, found from where the document lies, and there before it is printed."""
    for image in article.select("img"):
        image.attrs.pop("loading", None)
        image.attrs.pop("srcset", None)
        if not image["src"].startswith("data:"):
            image["src"] = picture(page.parent / image["src"], folder)


def picture(source: Path, folder: Path) -> str:
    """Copy one picture into the folder; its address as seen from beside that."""
    target = folder / source.name
    if source.suffix == ".svg":
        target.write_text(hatching.lines(source.read_text("utf-8")), "utf-8")
    else:
        target.write_bytes(source.read_bytes())
    return f"{folder.name}/{target.name}"


def _lower(article: Tag) -> None:
    """Headings one level down, below those of the parts; ``level-N`` says how they look."""
    for heading in article.find_all(HEADING):
        level = int(heading.name[1])
        heading["class"] = [*heading.get("class", []), f"level-{level}"]
        heading.name = f"h{level + 1}"
