"""Exercises of sphinx-exercise in the book's own dress.

It numbers exercises and runs their solutions; folding it leaves to a script that the book does without. Here hints
and solutions become ``<details>``, an exercise a section whose level is said in words, and cells with checks go:
they are for the notebook.
"""
from __future__ import annotations

from docutils import nodes
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx_exercise.directive import SolutionStartDirective
from sphinx_exercise.nodes import exercise_enumerable_node, solution_node

from trilateral.sphinxext.teaching.markup import element, tagged

LEVELS = {"level-1": "with data, easier", "level-2": "with data, harder", "source-criticism": "source criticism"}
"""Class of an exercise -> the words that say so on the page."""
SHEET = "exercise.css"  # sphinx-exercise's own, on every page


class DropChecks(SphinxTransform):
    """Cells that check answers are not for the page: there the answers are the right ones."""

    default_priority = 5  # before sphinx-exercise gathers what a solution holds

    def apply(self) -> None:
        """Take them out of the tree."""
        for cell in [*self.document.findall(nodes.container)]:
            if "tag_check" in cell["classes"]:
                cell.parent.remove(cell)


class NamedSolution(SolutionStartDirective):
    """A solution is named after its exercise, so that its address stays; sphinx-exercise would count."""

    def run(self) -> list[nodes.Node]:
        """The solution's beginning."""
        self.options.setdefault("label", f"{self.arguments[0]}-solution")
        return super().run()


class Dress(SphinxPostTransform):
    """Exchange the nodes of sphinx-exercise, and folded notes, for elements of our own."""

    default_priority = 30  # its own transforms, which give titles, run until 22

    def run(self, **kwargs) -> None:
        """Solutions ask for the number of their exercise, which is theirs until it is exchanged."""
        for node in [*self.document.findall(solution_node)]:
            number = self._number(node["target_label"])
            words = f"Solution to exercise {number}" if number else "Solution"
            self._replace(node, fold(words, "solution", *_inside(node), ids=(node["label"],)))
        for node in [*self.document.findall(nodes.admonition)]:
            if "dropdown" in node["classes"]:
                self._replace(node, fold(node[0].astext(), "hint", *node.children[1:]))
        for node in [*self.document.findall(exercise_enumerable_node)]:
            self._replace(node, self._exercise(node))

    def _replace(self, node: nodes.Element, made: tagged) -> None:
        if self.app.builder.format != "html":  # no folding there, so the title is a line of its own
            for summary in made.findall(lambda one: isinstance(one, tagged) and one["tag"] in ("summary", "h3")):
                words = nodes.paragraph("", "", nodes.strong("", " ".join(part.astext() for part in summary.children)))
                summary.replace_self(words)
        node.replace_self(made)

    def _number(self, label: str) -> str:
        document = self.env.sphinx_exercise_registry.get(label, {}).get("docname", "")
        found = self.env.toc_fignumbers.get(document, {}).get("exercise", {}).get(label, ())
        return ".".join(map(str, found))

    def _exercise(self, node: nodes.Element) -> tagged:
        label = node["label"]
        level = next((name for name in LEVELS if name in node["classes"]), "")
        titled = node[0].children[1:-1]  # sphinx-exercise puts the title into brackets
        parts = [element("span", f"Exercise {self._number(label)}", classes="exercise-number"), " "]
        parts.append(element("span", *titled, classes="exercise-name"))
        if level:
            parts += [" ", element("span", LEVELS[level], classes="exercise-level")]
        head = element("h3", *parts, ids=(f"{label}-title",), classes="exercise-title")
        return element("section", head, *_inside(node), classes=f"exercise {level}".strip(), ids=(label,),
                       aria_labelledby=f"{label}-title")


def fold(words: str, kind: str, *held: nodes.Node, ids: tuple[str, ...] = ()) -> tagged:
    """Something to unfold: works without a script, and with the keyboard."""
    body = element("div", *held, classes="fold-body")
    return element("details", element("summary", words), body, classes=f"fold {kind}", ids=ids)


def _inside(node: nodes.Element) -> list[nodes.Node]:
    """What an exercise or a solution holds; the section around it would repeat its id on the page."""
    return [child for held in node.children[1:]
            for child in (held.children if isinstance(held, nodes.section) else [held])]


def own_sheet(app, pagename, templatename, context, doctree) -> None:
    """The style sheet of sphinx-exercise has nothing to do here."""
    context["css_files"] = [sheet for sheet in context.get("css_files", ())
                            if not str(getattr(sheet, "filename", sheet)).endswith(SHEET)]


def register(app) -> None:
    """Connect to Sphinx; sphinx-exercise has to be there before."""
    app.add_transform(DropChecks)
    app.add_post_transform(Dress)
    app.add_directive("solution-start", NamedSolution, override=True)
    app.connect("html-page-context", own_sheet)
