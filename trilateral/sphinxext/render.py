"""Lay out the blocks that :mod:`trilateral.figures` shows, as a myst-nb MIME renderer."""
from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import Any

from docutils import nodes

from trilateral.figures.live import VEGA_MIME
from trilateral.figures.show import FIGURE_MIME, TABLE_MIME
from trilateral.sphinxext import linked, live, vector
from trilateral.sphinxext.picture import picture
from trilateral.sphinxext.tools import figure_tools
from trilateral.teaching.sealing import SEAL_MIME
from trilateral.theme.colours import LIGHT, darken

FEW = 3  # columns that a phone can hold side by side
LABELS = {"csv": "Data (CSV)", "geojson": "Data (GeoJSON)"}


class BlockRenderer:
    """Plug-in of the entry point ``myst_nb.mime_renderers``."""

    mime_priority_overrides = [("*", mime, 1) for mime in (FIGURE_MIME, TABLE_MIME, SEAL_MIME)]

    @staticmethod
    def handle_mime(renderer, data, inline: bool) -> list[nodes.Element] | None:
        """Nodes of a block, or None for everything that is not one."""
        if data.mime_type == VEGA_MIME:
            return []  # the live figure's block holds it; this one is for JupyterLab
        if data.mime_type == SEAL_MIME:
            return []  # of checks: for the student's notebook
        if inline or data.mime_type not in (FIGURE_MIME, TABLE_MIME):
            return None
        block = data.content if isinstance(data.content, dict) else json.loads(data.content)
        build = _table
        if data.mime_type == FIGURE_MIME:
            build = _figure
            block = {**block, "pictures": {width: {**drawn, "svg": vector.lean(drawn["svg"])}
                                           for width, drawn in block["pictures"].items()}}
        return [build(renderer, block, data.line or 0)]


def _figure(renderer, block: dict[str, Any], line: int) -> nodes.Element:
    figure = nodes.figure(classes=["block"])
    # One node before the caption: writers take the second child of a figure for its caption.
    pictures = nodes.container("", *(_picture(renderer, block, shade) for shade in ("light", "dark")))
    if "live" in block:
        figure += _live(renderer, block, pictures)
    else:
        figure += linked.figure(block, pictures) if linked.has_links(block) else pictures
    figure += nodes.caption("", "", *_inline(renderer, block["caption"], line))
    figure += nodes.legend("", _credit(renderer, block, line), _tools(renderer, block))
    return _named(renderer, figure, block["name"], line)


def _picture(renderer, block: dict[str, Any], shade: str) -> picture:
    both = picture(alt=block["alt"], classes=[f"only-{shade}"])
    for width in ("wide", "narrow"):
        drawn = block["pictures"][width]
        svg = darken(drawn["svg"]) if shade == "dark" else drawn["svg"]
        name = f"{block['name']}-{shade}-{width}.svg"
        uri = renderer.write_file([name], svg.encode(), overwrite=True)
        both += nodes.image(uri=uri, alt=block["alt"], across=drawn["width"], down=drawn["height"])
    return both


def _live(renderer, block: dict[str, Any], pictures: nodes.container) -> live.live_figure:
    """The live version around the pictures, which stay for paper and e-books."""
    name = nodes.make_id(block["name"])
    script = renderer.write_file([f"{block['name']}.live.js"], live.payload(name, block), overwrite=True)
    svgs = {width: live.inline(drawn["svg"], f"{name}-{width}") for width, drawn in block["pictures"].items()}
    return live.live_figure("", pictures, name=name, alt=block["alt"], svgs=svgs, script=script,
                            controls=live.controls(block["live"]["wide"]))


def _tools(renderer, block: dict[str, Any]) -> figure_tools:
    """The figure's data and its picture, as files beside the page's images, and the links to them."""
    name, data, wide = block["name"], block["data"], block["pictures"]["wide"]["svg"]
    files = [
        (f"{name}.{data['ending']}", data["text"].encode(), LABELS[data["ending"]], "what is drawn in"),
        (f"{name}-light-wide.svg", wide.encode(), "SVG", "picture of"),
        (f"{name}.png", kept_raster(renderer, wide), "PNG", "picture of"),
    ]
    written = [
        (renderer.write_file([file], content, overwrite=True), label, shown)
        for file, content, label, shown in files
    ]
    chosen = block.get("live", {}).get("wide", {}).get("usermeta", {}).get("selection")
    return figure_tools(name=nodes.make_id(name), files=written, selection=bool(chosen))


def kept_raster(renderer, svg: str) -> bytes:
    """The PNG of a picture, drawn once: all of them take a quarter of a minute, and few change."""
    import vl_convert

    folder = Path(renderer.renderer.sphinx_env.doctreedir) / "trilateral_raster"
    digest = hashlib.sha256(f"{vl_convert.__version__}\0{LIGHT['paper']}\0{svg}".encode()).hexdigest()
    kept = folder / f"{digest[:32]}.png"
    if not kept.exists():
        folder.mkdir(parents=True, exist_ok=True)
        fresh = kept.with_suffix(f".{os.getpid()}")  # two readers may draw the same one
        fresh.write_bytes(raster(svg))
        fresh.replace(kept)
    return kept.read_bytes()


def raster(svg: str) -> bytes:
    """PNG of a picture on white, at twice the size that it has on a page."""
    import vl_convert

    head = svg.index(">") + 1
    paper = f'<rect width="100%" height="100%" fill="{LIGHT["paper"]}"/>'
    return vl_convert.svg_to_png(svg[:head] + paper + svg[head:], scale=2)


def _table(renderer, block: dict[str, Any], line: int) -> nodes.Element:
    few = ["few-columns"] if len(block["columns"]) <= FEW else []
    table = nodes.table(classes=["block", "colwidths-auto", *few])
    table += nodes.title("", "", *_inline(renderer, block["caption"], line))
    group = nodes.tgroup(cols=len(block["columns"]))
    group += [nodes.colspec(colwidth=1) for _ in block["columns"]]
    numeric = [column["number"] for column in block["columns"]]
    group += nodes.thead("", _row([column["title"] for column in block["columns"]], numeric))
    group += nodes.tbody("", *(_row(row, numeric) for row in block["rows"]))
    table += group
    _named(renderer, table, block["name"], line)
    return nodes.container("", table, _credit(renderer, block, line), classes=["block-table"])


def _row(cells: list[str], numeric: list[bool]) -> nodes.row:
    row = nodes.row()
    for cell, right in zip(cells, numeric, strict=True):
        row += nodes.entry("", nodes.paragraph("", cell), classes=["number"] if right else [])
    return row


def _credit(renderer, block: dict[str, Any], line: int) -> nodes.paragraph:
    return nodes.paragraph("", "", *_inline(renderer, f"Source: {block['credit']}", line), classes=["credit"])


def _inline(renderer, text: str, line: int) -> list[nodes.Node]:
    """Inline nodes of one paragraph of MyST Markdown."""
    holder = nodes.Element()
    with renderer.renderer.current_node_context(holder):
        renderer.renderer.nested_render_text(text, line)
    if len(holder.children) != 1 or not isinstance(holder[0], nodes.paragraph):
        raise ValueError(f"a caption is one paragraph, found: {text!r}")
    return holder[0].children


def _named(renderer, node: nodes.Element, name: str, line: int) -> nodes.Element:
    """Make the block a target for {numref} and give it a stable anchor.

    Raises
    ------
    ValueError
        Something else on the page, a heading perhaps, has the name already: the anchor would be another's.
    """
    if nodes.make_id(name) in renderer.renderer.document.ids:
        raise ValueError(f"figure {name!r}: a heading or figure before it has this name already; choose another")
    node.line = line
    node["names"].append(nodes.fully_normalize_name(name))
    renderer.renderer.document.note_explicit_target(node, node)
    return node
