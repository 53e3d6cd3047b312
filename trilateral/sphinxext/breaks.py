"""Where a line may not break: inside a date, between a figure's name and its number, behind the dashes of an option.

Browsers break at hyphens, and a reader who sees ``--`` at the end of a line may copy a command that is none.
"""
from __future__ import annotations

import re

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

WHOLE, WHOLE_WORDS = "whole", "whole-words"  # classes; trilateral-type.css says what they do
_DATE = re.compile(r"(\b\d{4}-\d\d(?:-\d\d)?\b)")
_NUMBERED = re.compile(r"(?:Figure|Table|Unit|Exercise|Section) [\d.]+")
_OPTION = re.compile(r"(?:^|\s)--?\w")
LONGEST = 24  # letters of an option that a phone's line can hold


class Breaks(SphinxPostTransform):
    """Mark what must stay together."""

    default_priority = 300  # after references have their words
    formats = ("html",)

    def run(self, **kwargs) -> None:
        """Change the page's nodes in place."""
        for literal in self.document.findall(nodes.literal):
            words = literal.astext().split()
            if _OPTION.search(literal.astext()) and max(map(len, words)) <= LONGEST:
                literal["classes"].append(WHOLE_WORDS)
        for link in self.document.findall(nodes.reference):
            if _NUMBERED.fullmatch(link.astext()):
                link["classes"].append(WHOLE)
        for text in list(self.document.findall(nodes.Text)):
            if _DATE.search(text) and isinstance(text.parent, nodes.paragraph | nodes.inline | nodes.emphasis):
                text.parent.replace(text, _parted(text))


def _parted(text: str) -> list[nodes.Node]:
    """The text with an element around each date."""
    parts = _DATE.split(text)
    return [nodes.inline("", part, classes=[WHOLE]) if turn % 2 else nodes.Text(part)
            for turn, part in enumerate(parts) if part]


def register(app) -> None:
    """Mend every page."""
    app.add_post_transform(Breaks)
