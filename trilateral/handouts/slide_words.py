"""Words of a finished page as a slide, or the notes below it, needs them."""
from __future__ import annotations

import copy
import html
import re
from collections.abc import Iterable

from bs4 import BeautifulSoup, NavigableString, Tag

_BEFORE_STOP = re.compile(r"\s+([.,;:?!)])")
_SENTENCE = re.compile(r"(?<=[.?!;])\s+(?=[\"“‘(]*\w)")
_FULL = re.compile(r"(?<=[.?!])\s+")
_OPENING = re.compile(r"^At its strongest[^:.]*[:.]\s*")
_POINTER = re.compile(r"^This chapter ")
_ABBREVIATED = re.compile(r"\b(?:Mr|Ms|Mrs|Dr|St|No)\.$")
_HEADING = re.compile(r"^What(?: \w+){1,3}\.?$")  # announces a paragraph and finds nothing
FEW = 3  # words: what is shorter says nothing by itself


def plain(node: Tag, claims: bool = False) -> str:
    """Text of an element without citations; claims go too, or stand in brackets with their verdict.

    Examples
    --------
    >>> plain(BeautifulSoup('<p>It is so <span class="bibtex-citation">[A]</span>.</p>', "html.parser").p)
    'It is so.'
    """
    node = copy.copy(node)
    for badge in node.find_all(class_="claim"):
        label = " ".join(badge.get_text(" ").split())
        badge.replace_with(f"[{label}]" if claims else "")
    for citation in node.find_all(class_="bibtex-citation"):
        # One that is part of the sentence has the author's name before its bracket.
        said = citation.get_text()
        citation.replace_with("" if said.startswith("[") else said.partition(" [")[0])
    for link in node.find_all(class_="headerlink"):
        link.decompose()
    return _BEFORE_STOP.sub(r"\1", " ".join(node.get_text().split()))


def linked(node: Tag, slides: dict[str, str]) -> str:
    """HTML of an element's words, in which a figure that has a slide leads to it; everything else is plain.

    Parameters
    ----------
    slides : name of a figure -> id of its slide
    """
    node, soup, kept = copy.copy(node), BeautifulSoup("", "html.parser"), []
    for link in node.find_all("a", href=True):
        target = slides.get(link["href"].partition("#")[2])
        if target:
            kept.append((link.get_text(" ", strip=True), target))
            link.replace_with(NavigableString(f"\x01{len(kept) - 1}\x02"))
    text = html.escape(plain(node), quote=False)

    def back(found: re.Match) -> str:
        words, target = kept[int(found[1])]
        tag = soup.new_tag("a", href=f"#/{target}")
        tag.string = words
        return str(tag)

    return re.sub("\x01(\\d+)\x02", back, text)


def sentences(text: str) -> list[str]:
    """Sentences, and clauses between semicolons, each as one that begins with a capital."""
    found: list[str] = []
    for part in _SENTENCE.split(text):
        if found and _ABBREVIATED.search(found[-1]):
            found[-1] += f" {part}"
        else:
            found.append(part)
    return [_capital(part.removesuffix(";")) for part in found if part]


def argument(blocks: Iterable[Tag]) -> list[str]:
    """The lines of an argument: its sentences, without the words that announce it and those that point elsewhere."""
    text = " ".join(plain(block) for block in blocks)
    kept = [whole for whole in _FULL.split(_OPENING.sub("", text)) if not _POINTER.match(whole)]
    return [_stopped(line) for line in sentences(" ".join(kept))]


def leads(paragraphs: Iterable[Tag]) -> list[str]:
    """What stands in bold at the beginning of paragraphs; a lead of a word or two takes the next clause along."""
    found = []
    for paragraph in paragraphs:
        first = next(iter(paragraph.find_all(recursive=False)), None)
        if first is None or first.name != "strong" or plain(paragraph).find(plain(first)) != 0:
            continue
        lead = plain(first)
        if _HEADING.match(lead):
            continue
        if len(lead.split()) <= FEW:
            rest = plain(paragraph)[len(lead):].strip()
            lead = f"{lead.rstrip('.')}: {re.split(r'(?<!Mr)[(;.]', rest)[0].strip()}"
        found.append(_stopped(lead.rstrip(":")))
    return found


def _capital(text: str) -> str:
    text = text.strip()
    return re.sub(r"^(?:and|but) ", "", text)[:1].upper() + re.sub(r"^(?:and|but) ", "", text)[1:]


def _stopped(text: str) -> str:
    return text if text[-1:] in ".?!" else f"{text}."
