"""The language of foreign words, so that they are pronounced and hyphenated as such (WCAG 3.1.2).

Words in Hangul, kana, Chinese characters and Cyrillic are marked by themselves; others with the role ``lang``, as in
``{lang}`szlachta <pl>` ``. The title of a reference that has a ``langid`` is marked in the bibliography.
A mark is docutils' own class ``language-xx``, which its HTML writers turn into the attribute ``lang``.
"""
from __future__ import annotations

import functools
import html
import re

from docutils import nodes
from docutils.utils.smartquotes import smartyPants
from sphinx.errors import ExtensionError
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxRole

MARK = "language-"
_EAST = "\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_KANA = "\u3040-\u30ff\u31f0-\u31ff\uff66-\uff9f"
_HANGUL = "\u1100-\u11ff\u3130-\u318f\uac00-\ud7af"
_CYRILLIC = "\u0400-\u052f"
_FOREIGN = re.compile("|".join(f"[{signs}](?:[{signs}\\s·-]*[{signs}])?"
                               for signs in (_HANGUL, _EAST + _KANA, _CYRILLIC)))
_ROLE = re.compile(r"(.+) <([a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-[A-Z]{2})?)>", re.S)
STATES = {"CHN": "zh-Hans", "TWN": "zh-Hant", "JPN": "ja", "KOR": "ko", "PRK": "ko"}
BABEL = {"chinese": "zh", "filipino": "fil", "french": "fr", "german": "de", "japanese": "ja", "korean": "ko",
         "polish": "pl", "portuguese": "pt", "russian": "ru", "serbian": "sr", "ukrainian": "uk", "vietnamese": "vi"}
"""Names of languages as BibTeX's field ``langid`` has them -> tags of BCP 47."""


class Lang(SphinxRole):
    """``{lang}`szlachta <pl>` `` marks words of a language that is written in Latin letters."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """The words in a span."""
        given = _ROLE.fullmatch(self.text)
        if given is None:
            raise ExtensionError(f"{self.env.docname}, line {self.lineno}: lang {self.text!r}: expected 'words <tag>'")
        return [nodes.inline("", given[1], classes=[MARK + given[2]])], []


def runs(text: str, near: str = "") -> list[tuple[str, str]]:
    """A text in pieces, each with its language; empty for those in the page's own.

    Chinese characters alone do not tell: kana beside them make them Japanese, else it is the language ``near`` them,
    else that of the place with this name in the table ``places``, else Chinese.
    """
    found, end = [], 0
    for match in _FOREIGN.finditer(text):
        if match.start() > end:
            found.append((text[end:match.start()], ""))
        found.append((match[0], _language(match[0], near)))
        end = match.end()
    return found + ([(text[end:], "")] if end < len(text) else [])


def _language(words: str, near: str) -> str:
    if re.search(f"[{_HANGUL}]", words):
        return "ko"
    if re.search(f"[{_CYRILLIC}]", words):
        return near if near in ("sr", "uk") else "ru"
    if re.search(f"[{_KANA}]", words):
        return "ja"
    return near if near[:2] in ("zh", "ja", "ko") else _places().get(words, "zh")


@functools.lru_cache(maxsize=1)
def _places() -> dict[str, str]:
    """Names of places in their own script -> language of the state that they are in."""
    from trilateral import tables

    places = tables.load("places")[["name_local", "iso3"]].dropna()
    return {name.strip(): STATES[state] for names, state in places.itertuples(index=False) if state in STATES
            for name in re.split("[;/]", names)}


def curled(text: str) -> str:
    """The text with curled quotation marks and apostrophes, as Sphinx curls those of prose."""
    return smartyPants(text, "q")


def escaped(text: str) -> str:
    """HTML of a text that no writer of docutils sees, curled, with its foreign words marked."""
    return "".join(f'<span lang="{tag}">{html.escape(words)}</span>' if tag else html.escape(words)
                   for words, tag in runs(curled(text)))


class ForeignWords(SphinxPostTransform):
    """Mark words in other scripts wherever they stand on a page, and titles of references in other languages."""

    default_priority = 260  # after the bibliography has been laid out

    def run(self, **kwargs) -> None:
        """Change the page."""
        for citation in self.document.findall(nodes.citation):
            _title(citation, *_record(self.env, citation))
        for text in list(self.document.findall(nodes.Text)):
            if not isinstance(text.parent, (nodes.literal, nodes.literal_block, nodes.raw)):
                _mark(text)


def _record(env, citation: nodes.citation) -> tuple[str, str]:
    """Title and language of the reference that a bibliography's entry shows."""
    domain = env.domains.get("cite")
    for one in domain.citations if domain else ():
        if one.citation_id in citation["ids"]:
            fields = domain.bibdata.data.entries[one.key].fields
            from trilateral.sphinxext import citations

            return citations.plain(fields.get("title", "")), BABEL.get(fields.get("langid", ""), "")
    return "", ""


def _title(citation: nodes.citation, title: str, tag: str) -> None:
    """Put the title, where it stands in one text, into a span of its language."""
    for text in list(citation.findall(nodes.Text)) if tag else ():
        before, found, after = text.astext().partition(title)
        if found:
            parts = [nodes.Text(before), nodes.inline("", found, classes=[MARK + tag]), nodes.Text(after)]
            text.parent.replace(text, [part for part in parts if part.astext()])


def _mark(text: nodes.Text) -> None:
    above, near = text.parent, ""
    while above is not None and not near:
        near = next((name.removeprefix(MARK) for name in above.get("classes", []) if name.startswith(MARK)), "")
        above = above.parent
    pieces = runs(text.astext(), near)
    if all(tag in ("", near) for _, tag in pieces):
        return
    text.parent.replace(text, [nodes.inline("", words, classes=[MARK + tag]) if tag else nodes.Text(words)
                               for words, tag in pieces])


def register(app) -> None:
    """Make the role known and connect to Sphinx."""
    app.add_role("lang", Lang())
    app.add_post_transform(ForeignWords)
