"""The article of a finished page, without what only a screen can use.

Paper and e-book are made from the pages that readers see. Sphinx' own ``singlehtml`` drops the page from every cross
reference, so that the many anchors that each page has (``sources``, ``try-it``, ``id1``) lead to the first of their
name; its ``epub`` reads the whole book a second time, and writes what is not XHTML. Here nothing is run, read or
numbered again.
"""
from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bs4 import BeautifulSoup, Tag

from trilateral.publishing import hatching

# What only a screen can use, or what is said elsewhere off it: classes and elements.
SCREEN_ONLY = {
    "headerlink", "claim-preview", "term-preview", "figure-tools", "live-controls", "live-readout", "live-host",
    "live-narrow", "ledger-controls", "ledger-count", "only-dark", "claim-permalink", "toctree-wrapper",
    "sd-summary-state-marker", "screen-only",
}
INTERACTIVE = {"script", "source", "button", "template"}
_ARTICLE = re.compile(r'<article class="bd-article.*?</article>', re.S)
# Half of what there is to parse: the code that draws a figure.
_CODE = re.compile(r'<details class="[^"]*\bcode-below\b[^"]*">.*?</details>', re.S)
REFERENCES = ("aria-describedby", "aria-labelledby", "for", "headers")


@dataclass(frozen=True)
class Places:
    """Where links may lead.

    ``pages`` are the book's; ``address`` gives the address of a page and an anchor on it, which may be empty, as seen
    from the page that is being made; ``site`` is the address of the site, empty where none is configured.
    """

    pages: frozenset[str]
    address: Callable[[str, str], str]
    site: str = ""


def read(html: Path, page: str, in_place: bool = False, keep: frozenset[str] = frozenset()) -> Tag:
    """The article of one page below ``html``, unfolded; solutions at its end, or where they stand (``in_place``).

    What has a class of ``keep`` stays, even if only a screen uses it.

    Raises
    ------
    ValueError
        There is no article on the page.
    """
    found = _ARTICLE.search((html / f"{page}.html").read_text("utf-8"))
    if found is None:
        raise ValueError(f"{page}.html: there is no article on the page")
    soup = BeautifulSoup(hatching.lines(_CODE.sub("", found[0])), "html.parser")
    article = soup.article
    for node in article.find_all(lambda node: _screen_only(node) and keep.isdisjoint(node.get("class", ()))):
        node.extract()
    _unfold(soup, article)
    if not in_place:
        _solutions_last(soup, article)
    _forget(article)
    return article


def _screen_only(node: Tag) -> bool:
    return node.name in INTERACTIVE or not SCREEN_ONLY.isdisjoint(node.get("class", ()))


def title(article: Tag, heading: str = "h1") -> str:
    """Title of a page, which its first heading holds."""
    return article.find(heading).get_text(" ", strip=True)


def _unfold(soup: BeautifulSoup, article: Tag) -> None:
    """Nothing is folded, but the digests that only a program compares."""
    held = article.find(class_="rests-on")
    for details in held.find_all("details") if held else []:
        words = soup.new_tag("p")
        words.extend(list(details.find(class_="sd-summary-text").contents))
        details.replace_with(words)
    for details in article.find_all("details"):
        details.name = "div"
        details["class"] = [*details.get("class", []), "unfolded"]
        details.attrs.pop("open", None)
        summary = details.find("summary", recursive=False)
        summary.name = "p"
        summary.attrs = {"class": "unfolded-title"}
        if "hide" in details["class"]:  # an answer with its code
            summary.string = "A solution"
        for paragraph in summary.find_all("p"):
            paragraph.unwrap()


def _solutions_last(soup: BeautifulSoup, article: Tag) -> None:
    """Solutions, folded on a screen, stand behind all else: below its exercise one is read before it is tried."""
    found = article.select("div.fold.solution")
    if not found:
        return
    section, heading = soup.new_tag("section", attrs={"class": "solutions", "id": "solutions"}), soup.new_tag("h2")
    heading.string = "Solutions"
    section.extend([heading, *(solution.extract() for solution in found)])
    (article.find("section") or article).append(section)


def _forget(article: Tag) -> None:
    """References to what has gone go too."""
    there = {node["id"] for node in article.find_all(id=True)}
    for node in article.find_all(lambda node: any(attribute in node.attrs for attribute in REFERENCES)):
        for attribute in REFERENCES:
            if not set(str(node.get(attribute, "")).split()) <= there:
                del node[attribute]


def lead(article: Tag, page: str, places: Places) -> None:
    """Links to the book's pages lead to their places, others to the site, or nowhere if there is none."""
    for link in article.find_all("a", href=True):
        if link.decomposed:
            continue  # gone with the row that it stood in
        address = link["href"]
        if re.match(r"[a-z]+:", address):
            if link.get_text(strip=True) != address:
                link["class"] = [*link.get("class", []), "named-address"]
            continue
        path, _, anchor = address.partition("#")
        target = posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) if path else f"{page}.html"
        name = target.removesuffix(".html")
        if name in places.pages:
            link["href"] = places.address(name, anchor)
        elif places.site:
            link["href"] = f"{places.site}/{target}" + (f"#{anchor}" if anchor else "")
        else:
            _drop(link)


def _drop(link: Tag) -> None:
    """A link to a file that is only on the site: its words stay, a row of nothing else goes."""
    row = link.find_parent(["p", "li"])
    alone = link.has_attr("download") and row is not None and all(a.has_attr("download") for a in row.find_all("a"))
    if not alone:
        link.unwrap()
        return
    item = row.find_parent("li") or row
    holder = item.parent
    item.decompose()
    if holder.name == "ul" and not holder.find("li"):
        holder.decompose()
