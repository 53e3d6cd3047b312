"""The directive ``self-test``: questions with one right option, which a small script answers on the spot.

Without the script, and on paper, the answers stand at the end.
"""
from __future__ import annotations

import string
from dataclasses import dataclass
from typing import Any

import yaml
from docutils import nodes
from sphinx.errors import ExtensionError
from sphinx.util.docutils import SphinxDirective

from trilateral.sphinxext.teaching.exercises import fold
from trilateral.sphinxext.teaching.markup import element, tagged

SCRIPT = "trilateral-self-test.js"
QUESTIONS, OPTIONS = range(3, 6), range(3, 5)


@dataclass(frozen=True)
class Option:
    """One answer to choose: ``say`` and ``why`` are MyST Markdown of one line."""

    say: str
    why: str
    right: bool


@dataclass(frozen=True)
class Question:
    """What is asked, and what to choose from."""

    ask: str
    options: tuple[Option, ...]


def questions(text: str) -> list[Question]:
    """The questions of a self-test, from its YAML.

    Raises
    ------
    ValueError
        Question, field, what stands there and what is expected.
    """
    try:
        found = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise ValueError(f"{' '.join(str(error).split())}; YAML is expected") from None
    if not isinstance(found, list) or len(found) not in QUESTIONS:
        raise ValueError(f"{_count(found)} questions; a list of {QUESTIONS.start} to {QUESTIONS.stop - 1} is expected")
    return [_question(number, one) for number, one in enumerate(found, 1)]


def _question(number: int, found: Any) -> Question:
    place = f"question {number}"
    _fields(place, found, {"ask": str, "options": list})
    given = found["options"]
    if len(given) not in OPTIONS:
        raise ValueError(f"{place}, field options: {len(given)}; {OPTIONS.start} or {OPTIONS.stop - 1} are expected")
    for letter, one in zip(string.ascii_uppercase, given, strict=False):
        _fields(f"{place}, option {letter}", one, {"say": str, "why": str}, {"right": bool})
    options = tuple(Option(one["say"], one["why"], one.get("right", False)) for one in given)
    right = sum(option.right for option in options)
    if right != 1:
        raise ValueError(f"{place}, field right: {right} options have it; one is expected")
    if len({option.say for option in options}) < len(options):
        raise ValueError(f"{place}, field say: two options say the same; each is expected to differ")
    return Question(found["ask"], options)


def _fields(place: str, found: Any, needed: dict[str, type], free: dict[str, type] | None = None) -> None:
    known = {**needed, **(free or {})}
    if not isinstance(found, dict):
        raise ValueError(f"{place}: {found!r}; a mapping of {', '.join(known)} is expected")
    for name in found:
        if name not in known:
            raise ValueError(f"{place}, field {name}: unknown; one of {', '.join(known)} is expected")
    for name, kind in known.items():
        if name in found or name in needed:
            value = found.get(name)
            if type(value) is not kind or value == "":
                words = {str: "text", list: "a list", bool: "true or false"}[kind]
                raise ValueError(f"{place}, field {name}: {repr(value) if name in found else 'missing'}; "
                                 f"{words} is expected")


def _count(found: Any) -> str:
    return str(len(found)) if isinstance(found, list) else "no list of"


class SelfTest(SphinxDirective):
    """``self-test``: a list of questions in YAML."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """The questions, and their answers folded."""
        try:
            found = questions("\n".join(self.content))
        except ValueError as error:
            raise ExtensionError(f"{self.env.docname}, line {self.lineno}: self-test, {error}") from None
        asked = [self._asked(number, question) for number, question in enumerate(found, 1)]
        answers = element("ol", *map(self._answered, found), classes="self-test-answers")
        return [element("div", *asked, fold("Answers", "answers", answers), classes="self-test")]

    def _asked(self, number: int, question: Question) -> tagged:
        name = f"self-test-{number}"
        options = element("ol", *(self._option(name, place, option) for place, option in enumerate(question.options)),
                          classes="self-test-options")
        button = element("button", "Check my answer", type="button", hidden=None, classes="screen-only")
        said = element("p", aria_live="polite", classes="self-test-said screen-only")
        legend = element("legend", element("span", f"{number}. "), *self._inline(question.ask))
        return element("fieldset", legend, options, button, said, classes="self-test-question", ids=(name,))

    def _option(self, name: str, place: int, option: Option) -> tagged:
        box = element("input", type="radio", name=name, value=place, classes="screen-only")
        words = element("label", box, element("span", *self._inline(option.say)))
        why = element("span", *self._inline(option.why), hidden=None, classes="self-test-why screen-only")
        return element("li", words, why, **({"data_right": None} if option.right else {}))

    def _answered(self, question: Question) -> tagged:
        place, option = next((place, one) for place, one in enumerate(question.options) if one.right)
        letter = string.ascii_uppercase[place]
        said = element("strong", f"{letter}: ", *self._inline(option.say))
        return element("li", said, ". ", *self._inline(option.why))

    def _inline(self, text: str) -> list[nodes.Node]:
        found, messages = self.state.inline_text(text, self.lineno)
        return [*found, *messages]


def script(app, pagename, templatename, context, doctree) -> None:
    """Only pages with a self-test ask for its script."""
    if app.builder.name != "html" or doctree is None:
        return
    if any("self-test" in node["classes"] for node in doctree.findall(tagged)):
        app.add_js_file(SCRIPT, loading_method="defer")


def register(app) -> None:
    """Make the directive known."""
    app.add_directive("self-test", SelfTest)
    app.connect("html-page-context", script)
