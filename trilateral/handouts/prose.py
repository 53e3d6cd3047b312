"""Markdown that any notebook program shows, from the HTML of a finished page.

On the page every value, number of a figure, claim and citation has been put in its place; from a page's source they
would have to be looked up a second time, and what MyST alone understands would be left over.
"""
from __future__ import annotations

import re
import string

from bs4 import NavigableString, Tag
from markdownify import MarkdownConverter

from trilateral.ledger.words import VERDICTS

# A dollar sign would begin a formula, a tilde strike words out, a lesser-than sign begin a tag.
_SPECIAL = {"\\": r"\\", "$": r"\$", "~": r"\~", "<": "&lt;", "`": r"\`"}
_LANGUAGE = re.compile(r"highlight-([\w-]+)")
_TALL = re.compile(r"\n{3,}")
CHECKED = "The page of this unit in the book tells you whether you are right."


class _Converter(MarkdownConverter):
    """Markdown of the few blocks that the book's pages have beyond plain HTML."""

    def __init__(self):
        super().__init__(heading_style="atx", bullets="-", code_language_callback=_language, table_infer_header=True)

    def escape(self, text, parent_tags):
        """Letters that Markdown, or a formula in it, would take for its own."""
        text = "".join(_SPECIAL.get(letter, letter) for letter in text)
        if {"td", "th"} & set(parent_tags):
            text = text.replace("|", r"\|")
        return re.sub(r"(?<!\w)([*_])|([*_])(?!\w)", r"\\\1\2", text)

    def convert_div(self, node, text, parent_tags):
        """Admonitions as quotations, the folded ones as folds."""
        classes = node.get("class", ())
        if "fold" in classes and text.strip():
            title, _, rest = text.strip().partition("\n\n")
            return f"\n\n<details><summary>{title.strip('*')}</summary>\n\n{rest}\n\n</details>\n\n"
        if "admonition" not in classes or not text.strip():
            return super().convert_div(node, text, parent_tags)
        return "\n\n" + "\n".join(f"> {line}".rstrip() for line in text.strip().splitlines()) + "\n\n"

    def convert_p(self, node, text, parent_tags):
        """Titles of blocks in bold; the class of one that was folded is no list."""
        if {"admonition-title", "unfolded-title"} & set(node.get_attribute_list("class")) and text.strip():
            text = f"**{text.strip()}**"
        return super().convert_p(node, text, parent_tags)

    def convert_legend(self, node, text, parent_tags):
        """What a question of the self-test asks."""
        return f"\n\n**{text.strip()}**\n\n"

    def convert_dt(self, node, text, parent_tags):
        """A term; plain Markdown has no lists of definitions."""
        return f"\n\n**{text.strip()}**\n\n" if text.strip() else ""

    def convert_dd(self, node, text, parent_tags):
        """What it means."""
        return f"\n\n{text.strip()}\n\n" if text.strip() else ""


def _language(node: Tag) -> str:
    holder = node.find_parent("div", class_=_LANGUAGE)
    found = _LANGUAGE.search(" ".join(holder["class"])) if holder else None
    names = {"ipython3": "python", "default": "", "none": "", "text": "", "myst-ansi": ""}
    return names.get(found[1], found[1]) if found else ""


def markdown(node: Tag) -> str:
    """Markdown of a part of an article; the part itself is changed."""
    _plain(node)
    return _TALL.sub("\n\n", _Converter().convert_soup(node)).strip()


def _plain(node: Tag) -> None:
    """Claims with their verdicts in words, no pictures, no rooms that hold other rooms."""
    for claim in node.select("span.claim"):
        _say(claim)
    for gone in node.find_all(["svg", "picture", "img", "input"]):
        gone.decompose()
    for heard in node.select("caption.heard"):
        heard.decompose()
    for caption in node.find_all("caption"):
        caption.name = "p"
        caption.find_parent("table").insert_before(caption.extract())
    for card in node.select("dl.unit-card"):
        _list(card)
    for title in node.select(".exercise-title"):
        for part, mark in ((".exercise-number", "{}."), (".exercise-level", "({})")):
            for words in title.select(part):
                words.string = mark.format(words.get_text(" ", strip=True))
    for options in node.select("ol.self-test-options"):
        options.name = "ul"
        for letter, option in zip(string.ascii_uppercase, options.find_all("li", recursive=False), strict=False):
            option.insert(0, f"{letter}: ")
    for questions in node.select(".self-test"):
        hint = Tag(name="p")
        hint.string = CHECKED
        questions.insert(0, hint)
    for one in node.select("td > p, th > p, li > p:only-child"):
        one.unwrap()


def _list(card: Tag) -> None:
    """The card of a unit as a list; plain Markdown has none of terms and what they mean."""
    card.name = "ul"
    for row in card.find_all("div", recursive=False):
        row.name, term, said = "li", row.find("dt"), row.find("dd")
        term.name = "strong"
        term.append(":")
        term.insert_after(" ")
        said.unwrap()


def _say(claim: Tag) -> None:
    """``C032 (partly)``: the mark beside it is one for the eye."""
    number = claim.find(class_="claim-id").get_text(strip=True)
    verdict = next((word for word in VERDICTS if f"claim-{word.replace(' ', '-')}" in claim["class"]), "")
    words = f"{number} ({verdict})" if verdict else number
    link = claim.find("a", href=True)
    if link is None:
        claim.replace_with(NavigableString(f"[{words}]"))
        return
    link.clear()
    link.append(words)
    link.attrs = {"href": link["href"]}
    claim.replace_with(link)


def captions(cell: Tag) -> str:
    """Number, caption and credit of each figure and table that a cell puts on its page, as Markdown."""
    said = []
    for number in cell.select(".caption-number"):
        block = number.find_parent(class_=("block", "block-table")) or number.find_parent("figure")
        holder = block.find_parent(class_="block-table") or block
        words = number.find_next_sibling(class_="caption-text")
        credit = holder.find(class_="credit")
        text = f"**{markdown(number)}.** {markdown(words)}"
        said.append(text + (f"  \n*{markdown(credit).replace('*', '')}*" if credit else ""))
    return "\n\n".join(said)


def plain(words: str) -> str:
    """Words without markup, as Markdown."""
    return _Converter().escape(words, set())
