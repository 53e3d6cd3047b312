"""Figures and tables of a chapter on slides: which drawing, how laid out, and what to say about it."""
from __future__ import annotations

import copy
import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bs4 import Tag

from trilateral.figures.svg import size
from trilateral.handouts.slide_words import plain

FOLDER = "pictures"
# CSS pixels that a drawing has on a slide, below its headline and beside it; then on a screen of four by three.
BELOW, BESIDE = (1200, 450), (870, 640)
BELOW_TALL, BESIDE_TALL = (904, 440), (590, 600)
GAIN = 1.1  # so much larger its letters must be for the phone's drawing, or for a place beside the headline
LETTERS = (420, 800)  # of a table, from which on it is set smaller, and smaller still
MOST = 6  # paragraphs of notes
APART = {"block-table", "cell_output"}  # classes of what is no text of the chapter
_ENDED = re.compile(r"\.\s")
# A producer's name, pages or texts that a table cites, or a package, which is one word; all else is a unit or a remark.
_NAMED = re.compile(r"(?!US\$)[A-Z].*|.*\b(?:pages|texts) cited\b.*|[a-z]{4,}")


@dataclass(frozen=True)
class Figure:
    """A figure or a table of a page.

    ``pictures`` are files of the built book: the page's drawing and, if there is one, the phone's; none for a table.
    """

    name: str
    kind: str
    block: Tag
    caption: str
    alt: str
    credit: str
    pictures: tuple[Path, ...]

    @property
    def credits(self) -> list[str]:
        """Producers with title and edition."""
        said = _ENDED.split(self.credit.removeprefix("Source: "))[0].rstrip(".")
        named = [part for part in said.split("; ") if _NAMED.fullmatch(part)]
        return [part[0].upper() + part[1:] if " " in part else part for part in named]

    def body(self) -> str:
        """HTML of the slide below its headline."""
        credit = f'<p class="credit">{html.escape(self.credit)}</p>'
        caption = f'<p class="caption">{html.escape(self.caption)}</p>'
        if not self.pictures:
            table = _table(self.block)
            many = sum(len(self.block.get_text()) > letters for letters in LETTERS)
            return f'<div class="table many-{many}">{table}</div>{caption}{credit}'
        wide, tall = self.layouts()
        chosen = [f"{FOLDER}/{picture.name}" for picture, _ in (wide, tall)]
        source = f'<source media="(max-aspect-ratio: 3/2)" srcset="{chosen[1]}"/>' if chosen[1] != chosen[0] else ""
        image = f'<img src="{chosen[0]}" alt="{html.escape(self.alt)}"/>'
        return f'<picture class="drawing {wide[1]} tall-{tall[1]}">{source}{image}</picture>{caption}{credit}'

    def layouts(self) -> tuple[tuple[Path, str], tuple[Path, str]]:
        """Drawing and place for a wide screen and for one of four by three, so that letters are as large as can be."""
        sizes = {path: size(path.read_text("utf-8")) for path in self.pictures}
        return tuple(_best([(scale(sizes[path], room), path, place) for place, room in rooms.items()
                            for path in self.pictures])
                     for rooms in ({"below": BELOW, "beside": BESIDE}, {"below": BELOW_TALL, "beside": BESIDE_TALL}))


def scale(drawing: tuple[int, int], room: tuple[int, int]) -> float:
    """How many times larger than on the page a drawing is shown; both sizes in CSS pixels."""
    return min(room[0] / drawing[0], room[1] / drawing[1])


def _best(choices: list[tuple[float, Path, str]]) -> tuple[Path, str]:
    """The first, unless another is larger by so much that it is worth the change."""
    best = choices[0]
    for one in choices[1:]:
        if one[0] > best[0] * (GAIN if best is choices[0] else 1):
            best = one
    return best[1], best[2]


def find(article: Tag, built: Path, page: str, name: str) -> Figure:
    """A figure or a table by its name.

    Raises
    ------
    ValueError
        It is not on the page, or its drawing is not among the built files.
    """
    found = article.find(id=name)
    if found is None:
        raise ValueError(f"{page}.html: there is no figure or table {name!r}, which a slide asks for")
    if found.name == "table":
        block = found.find_parent(class_="block-table")
        return Figure(name, "table", block, _caption(found), "", _credit(block), ())
    whole = built / "_figures" / f"{name}.svg"
    narrow = built / "_images" / f"{name}-light-narrow.svg"
    if not whole.is_file():
        raise ValueError(f"{page}.html: the figure {name!r} has no drawing {whole.relative_to(built)}")
    described = found.find(attrs={"aria-label": True}) if found.find("img") is None else found.find("img")
    alt = described.get("alt") or described.get("aria-label")
    return Figure(name, "figure", found, _caption(found), alt, _credit(found),
                  (whole, *([narrow] if narrow.is_file() else [])))


def _caption(block: Tag) -> str:
    return plain(block.find(class_="caption-text"))


def _credit(block: Tag) -> str:
    found = block.find(class_="credit")
    return plain(found) if found else ""


def _table(block: Tag) -> str:
    """The table without ids, links and the page's classes."""
    table = copy.copy(block.find("table"))
    for caption in table.find_all("caption"):
        caption.decompose()
    for cell in table.find_all(["td", "th"]):
        number = "number" in cell.get("class", ())
        cell.attrs = {key: value for key, value in cell.attrs.items() if key in ("scope", "colspan", "rowspan")}
        cell.attrs |= {"class": "number"} if number else {}
        cell.string = plain(cell)
    for row in [table, *table.find_all(["tr", "thead", "tbody"])]:
        row.attrs = {}
    return str(table)


def notes(article: Tag, figure: Figure) -> tuple[str, ...]:
    """What a lecturer says: what one sees, and the chapter's text about the figure, that before it first."""
    order = list(_flow(article))
    here = next(index for index, block in enumerate(order) if block is figure.block)
    near: dict[int, Tag] = {}
    for step in (range(here - 1, -1, -1), range(here + 1, len(order))):
        for index in step:
            if order[index].name not in ("p", "ul", "ol"):
                break
            near[index] = order[index]
    named = {index: block for index, block in enumerate(order) if block.find("a", href=f"#{figure.name}")}
    found = [block for _, block in sorted((named | near).items()) if block.name in ("p", "ul", "ol")][:MOST]
    seen = (f"To be seen: {figure.alt}",) if figure.alt else ()
    return (*seen, *(plain(block, claims=True) for block in found), figure.credit)


def _flow(article: Tag) -> Iterator[Tag]:
    """Blocks of the text in order: headings, paragraphs, lists, figures, tables, what stands inside them left out."""
    for node in article.find_all(["h2", "h3", "p", "ul", "ol", "figure", "div"]):
        shown = node.name == "figure" or "block-table" in node.get("class", ())
        if shown or (node.name != "div" and node.get_text(strip=True) and not node.find_parent(_holder)):
            yield node


def _holder(node: Tag) -> bool:
    return node.name in ("figure", "li", "table", "aside") or not APART.isdisjoint(node.get("class", ()))
