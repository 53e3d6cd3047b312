"""Articles of pages as chapters of one document."""
from __future__ import annotations

import re
from pathlib import Path

from bs4 import Tag

from trilateral.publishing import articles, hatching
from trilateral.publishing.contents import slug

HEADING = re.compile("^h[1-5]$")
# Elements that say nothing: each would be one more in the tree of tags, which is a good part of the file.
MUTE = ("pre", "fn-bracket", "pasted-text", "ledger-fact", "claim-id", "std")


def address(page: str, anchor: str) -> str:
    """Where a page, or an anchor on it, stands in the document: every anchor begins with its page."""
    return f"#{slug(page)}--{anchor}" if anchor else f"#{slug(page)}"


def chapter(html: Path, page: str, places: articles.Places, pictures: Path) -> Tag:
    """The article of one page, ready to stand among the others.

    Parameters
    ----------
    html : folder of the built pages
    page : name of the page without ending
    pictures : folder for the drawings, beside which the document will lie
    """
    article = articles.read(html, page)
    articles.lead(article, page, places)
    _anchor(article, slug(page))
    _still(article)
    _pictures(article, html / f"{page}.html", pictures)
    _lower(article)
    _thin(article)
    article["id"] = slug(page)
    return article


def _anchor(article: Tag, name: str) -> None:
    """Those inside drawings have their figure's name already."""
    drawn = {id(node) for svg in article.find_all("svg") for node in svg.find_all(True)}
    for node in article.find_all(True):
        if id(node) in drawn:
            continue
        if node.has_attr("id"):
            node["id"] = f"{name}--{node['id']}"
        for attribute in articles.REFERENCES:
            if node.has_attr(attribute):
                node[attribute] = " ".join(f"{name}--{each}" for each in str(node[attribute]).split())


def _still(article: Tag) -> None:
    """A live figure's picture as a file: what stands inline has no words in the tree of tags."""
    for live in article.find_all(class_="live"):
        words = live.find(attrs={"aria-label": True})["aria-label"]
        live.name, live.attrs = "img", {"src": live["data-script"].replace(".live.js", ".svg"), "alt": words}
        live.clear()


def _pictures(article: Tag, page: Path, folder: Path) -> None:
    """Drawings as paper needs them, found from where the document lies, and there before it is printed."""
    for image in article.find_all("img"):
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


def _thin(article: Tag) -> None:
    """Without elements that no style needs and no screen reader names."""
    for node in article.find_all("span", class_=MUTE):
        node.unwrap()
    for cell in article.find_all(["td", "th"]):
        inside = [child for child in cell.contents if getattr(child, "name", None) or str(child).strip()]
        if len(inside) == 1 and getattr(inside[0], "name", None) == "p":
            inside[0].unwrap()
