"""A finished page taken apart: its prose as Markdown, and its code cells as they ran, in their order."""
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bs4 import Comment, Tag
from jupyter_cache import get_cache
from myst_nb.core.read import read_myst_markdown_notebook
from nbformat import NotebookNode

from trilateral.handouts import prose
from trilateral.publishing import articles, imprint

_MARK = re.compile(r"\s*cell (\d+)\s*")
_TOKEN = re.compile(r"^[> ]*@@([a-z]+):([^@]*)@@\s*$", re.M)
CRITICISM = "source-criticism"


@dataclass(frozen=True)
class Piece:
    """Prose, or a code cell, with where it stands.

    ``cell`` is None for prose, else the executed cell. ``exercise`` is the label of the exercise whose question or
    solution it belongs to, ``criticism`` says that it is one without code; ``place`` is ``page``, ``solution``,
    ``answers`` (of the self-test) or ``teacher``. ``caption`` is what stands below a cell's figures.
    """

    place: str
    exercise: str = ""
    criticism: bool = False
    text: str = ""
    cell: NotebookNode | None = None
    caption: str = ""


@dataclass(frozen=True)
class Page:
    """A page: its title, its pieces after the title, the works that it cites, and its executed notebook."""

    name: str
    title: str
    pieces: tuple[Piece, ...]
    works: tuple[str, ...]
    notebook: NotebookNode


def read(root: Path, html: Path, page: str) -> Page:
    """Take one page apart.

    Parameters
    ----------
    root : the checkout
    html : folder of a finished build; the executions are kept beside it
    page : its path without ending, such as ``notebooks/defence-spending``

    Raises
    ------
    ValueError
        The page is not there, was not executed, or its cells are not those of its source.
    """
    notebook = executed(root, html, page)
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    try:
        article = articles.read(html, page, in_place=True)
    except FileNotFoundError:
        raise ValueError(f"{page}.html: is not in {html.name}; build the book first") from None
    places = articles.Places(frozenset(), lambda page, anchor: "", imprint.read(root).work.address)
    title, works = articles.title(article), _works(article)
    articles.lead(article, page, places)
    article.find("h1").decompose()
    for link in article.find_all("a", id=True, href=False):
        link.unwrap()
    captions = _marked(article)
    walked = list(_walk(prose.markdown(article)))
    found = [int(content) for kind, content, *_ in walked if kind == "cell"]
    if found != list(range(len(cells))):
        raise ValueError(f"{page}.html: its code cells are {found}; expected 0 to {len(cells) - 1} in order, as in "
                         f"{page}.md; build the book again")
    pieces = [Piece(*where, cell=cells[int(content)], caption=captions.get(int(content), "")) if kind == "cell"
              else Piece(*where, text=content) for kind, content, *where in walked]
    return Page(page, title, tuple(pieces), works, notebook)


def executed(root: Path, html: Path, page: str) -> NotebookNode:
    """The notebook of a page as it was last executed, from the cache beside its build.

    Raises
    ------
    ValueError
        It was not executed since its code was changed.
    """
    text = (root / f"{page}.md").read_text("utf-8")
    cache = get_cache(html.parent / ".jupyter_cache")
    try:
        record = cache.match_cache_notebook(read_myst_markdown_notebook(text))
    except KeyError:
        raise ValueError(f"{page}.md: has not been executed as it is now; build the book first") from None
    return cache.get_cache_bundle(record.pk).nb


def _works(article: Tag) -> tuple[str, ...]:
    """Full references of what the page cites, in the order of the alphabet; on the page they are hints of the links."""
    links = article.select(".bibtex-citation a[title]")
    return tuple(sorted(dict.fromkeys(link["title"] for link in links), key=str.casefold))


def _marked(article: Tag) -> dict[int, str]:
    """Put tokens into the article that Markdown leaves alone; give the captions of each cell's figures."""
    captions = {}
    for comment in list(article.find_all(string=lambda text: isinstance(text, Comment))):
        if not (found := _MARK.fullmatch(comment)):
            continue
        number = int(found[1])
        cell = comment.find_next_sibling()
        if cell is not None and "cell" in cell.get("class", ()):
            captions[number] = prose.captions(cell)
            cell.decompose()
        comment.replace_with(_token(f"cell:{number}"))
    for block in article.select(".exercise"):
        _around(block, f"exercise:{block.get('id', '')}{' ' + CRITICISM if CRITICISM in block['class'] else ''}")
    for block in article.select(".solution"):
        _around(block, f"solution:{block.get('id', '')}")
    for block in article.select(".self-test .answers"):
        _around(block, "answers:")
    for section in article.select("section#for-the-teacher"):
        section.insert_before(_token("teacher:"))
    return captions


def _token(words: str) -> Tag:
    node = Tag(name="p")
    node.string = f"@@{words}@@"
    return node


def _around(block: Tag, words: str) -> None:
    """A block that is neither quoted nor folded in a notebook, between two tokens."""
    block["class"] = [name for name in block["class"] if name not in ("fold", "unfolded")]
    block.insert_before(_token(words))
    block.insert_after(_token("end:"))


def _walk(text: str) -> Iterator[tuple[str, str, str, str, bool]]:
    """Kind (``prose``, ``cell``), content, place, exercise and whether it is one without code, in order."""
    place, exercise, criticism = "page", "", False
    pieces = _TOKEN.split(text)
    for start in range(0, len(pieces), 3):
        if words := pieces[start].strip():
            yield "prose", words, place, exercise, criticism
        if start + 2 >= len(pieces):
            return
        kind, content = pieces[start + 1], pieces[start + 2]
        if kind == "cell":
            yield "cell", content, place, exercise, criticism
        elif kind == "exercise":
            exercise, _, rest = content.partition(" ")
            criticism = rest == CRITICISM
        elif kind == "teacher":
            place, exercise, criticism = "teacher", "", False
        elif kind == "answers":
            place, exercise, criticism = kind, "", False
        elif place != "teacher":
            place = "solution" if kind == "solution" else "page"
