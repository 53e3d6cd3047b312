"""What stands below every figure: its data, its picture to take along, and the link to it."""
from __future__ import annotations

import html
import posixpath
import shutil
from pathlib import Path

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

FOLDER = "_figures"  # below the HTML root: names that stay, for people who link to a figure's data


class figure_tools(nodes.General, nodes.Element):
    """Attributes: ``name`` of the figure; ``files``, pairs of a path below the source folder and its label."""


def visit_html(translator, node: figure_tools) -> None:
    """Copy the files to ``_figures/`` and write a row of links; the figure's own link comes last."""
    if translator.builder.name == "epub":
        raise nodes.SkipNode
    links, figure = [], known_as(translator.builder, node["name"])
    for path, label, shown in node["files"]:
        address = published(translator.builder, path)
        name = posixpath.basename(address)
        links.append(f'<a href="{address}" download="{name}" aria-label="{html.escape(f"{label}: {shown} {figure}")}">'
                     f"{label}</a>")
    links.append(f'<a href="#{node["name"]}" aria-label="Link to {figure}">Link</a>')
    if node["selection"]:
        links.insert(1, '<button type="button" class="live-selection" hidden>Selection (CSV)</button>')
    translator.body.append(f'<div class="figure-tools">{"".join(links)}</div>')
    raise nodes.SkipNode


def known_as(builder, name: str) -> str:
    """A figure's number as its caption has it: links of the same words on one page must differ in what is heard."""
    numbers = builder.env.toc_fignumbers.get(builder.current_docname, {}).get("figure", {})
    if name not in numbers:
        return "this figure"
    return builder.config.numfig_format["figure"] % ".".join(map(str, numbers[name]))


def published(builder, path: str) -> str:
    """Copy a file of the figure to ``_figures/`` and give its address as seen from the page."""
    source = Path(builder.srcdir) / path.lstrip("/")
    target = Path(builder.outdir) / FOLDER / source.name.replace("-light-wide.", ".")
    target.parent.mkdir(exist_ok=True)
    shutil.copyfile(source, target)
    return posixpath.relpath(f"{FOLDER}/{target.name}", posixpath.dirname(builder.current_docname) or ".")


def skip(translator, node: figure_tools) -> None:
    """Paper and e-books have no buttons."""
    raise nodes.SkipNode


class CodeBelow(SphinxPostTransform):
    """Put the folded code of a figure or a table below it: readers come for the picture."""

    default_priority = 300  # after myst-nb has folded the cells

    def run(self, **kwargs) -> None:
        """Move the input of every cell that shows a block behind its output."""
        for cell in self.document.findall(nodes.container):
            if "cell" not in cell["classes"] or not list(cell.findall(_is_block)):
                continue
            hidden = [child for child in cell.children if isinstance(child, nodes.Element)
                      and "above-input" in child.get("classes", [])]
            for child in hidden:
                cell.remove(child)
                child["classes"].append("code-below")
                cell.append(child)


def _is_block(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Element) and bool({"block", "block-table"} & set(node.get("classes", [])))


def register(app) -> None:
    """Tell every builder how to write the tools."""
    other = (skip, None)
    app.add_node(figure_tools, html=(visit_html, None), latex=other, text=other, man=other, texinfo=other)
    app.add_post_transform(CodeBelow)
