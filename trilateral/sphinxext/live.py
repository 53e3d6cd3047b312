"""Live figures on a page: the picture inline, its controls, and the script that wakes it.

Nothing of Vega is asked for until a reader comes near a live figure. Until then, without
JavaScript and on paper, the figure is an SVG whose colours are the page's, light or dark.
"""
from __future__ import annotations

import copy
import html
import json
import re
from pathlib import Path
from typing import Any

from docutils import nodes

from trilateral.sphinxext.picture import PHONE, shape
from trilateral.sphinxext.tools import published
from trilateral.theme import colours

SCRIPT = "trilateral-live.js"
FEW = 5  # rows that are not worth keeping apart
_NAMES = re.compile(r' (?:role|aria-[a-z]+|pointer-events|font-family|class)="[^"]*"')
_UNSEEN = re.compile(
    r'<(?:path|text)[^>]*(?:class="(?:background|foreground)"| opacity="0"|display="none")[^>]*(?:/>|></text>)')
_LONG = re.compile(r"-?\d+\.\d{2,}")


class live_figure(nodes.General, nodes.Element):
    """Holds the pictures for writers that have no scripts.

    Attributes: ``name``, ``alt``, ``svgs`` (wide and narrow), ``controls`` (HTML), ``selection``
    (whether the reader's choice can be taken along) and ``script``, a path below the source folder.
    """


def payload(name: str, block: dict[str, Any]) -> bytes:
    """The script that hands the page the figure's charts: data once, a chart for each width."""
    charts = copy.deepcopy(block["live"])
    data = {d["name"]: d["values"] for d in charts["wide"]["data"] if len(d.get("values", ())) > FEW}
    for chart in charts.values():
        for entry in chart["data"]:
            if entry["name"] in data and entry.get("values") == data[entry["name"]]:
                del entry["values"]
    head = [line for line in block["data"]["text"].splitlines() if line.startswith("# ")]
    whole = {"data": data, "head": head, "charts": charts}
    text = colours.themed(json.dumps(whole, ensure_ascii=False, separators=(",", ":"), sort_keys=True))
    return f"(window.trilateralLive ??= {{}})[{json.dumps(name)}] = {text};\n".encode()


def inline(svg: str, name: str) -> str:
    """An SVG for the page itself: the page's colours, no names for marks that one picture's name covers."""
    lean = _UNSEEN.sub("", svg)
    lean = _NAMES.sub("", lean)
    lean = _LONG.sub(lambda number: f"{float(number[0]):.1f}".removesuffix(".0"), lean)
    lean = re.sub(r'((?:id="|url\(#|href="#))', rf"\1{name}-", lean)
    return colours.themed(lean.replace("<svg ", '<svg aria-hidden="true" focusable="false" ', 1))


def controls(chart: dict[str, Any]) -> str:
    """HTML of a chart's controls: every signal that Vega would bind to an input."""
    bound = [signal for signal in chart["signals"] if "bind" in signal]
    boxes = [signal for signal in bound if signal["bind"]["input"] == "checkbox"]
    rest = "".join(_control(signal) for signal in bound if signal not in boxes)
    ticks = "".join(
        f'<label><input type="checkbox" name="{s["name"]}"{" checked" if s["value"] else ""}/> '
        f'{html.escape(s["bind"]["name"])}</label>' for s in boxes
    )
    group = f"<fieldset><legend>Countries</legend>{ticks}</fieldset>" if boxes else ""
    return f'<form class="live-controls"><div class="live-inputs">{rest}</div>{group}</form>'


def _control(signal: dict[str, Any]) -> str:
    bind, name = signal["bind"], signal["name"]
    label = f"<span>{html.escape(bind['name'])}</span>"
    if bind["input"] == "select":
        options = "".join(
            f'<option value="{html.escape(str(value))}"{" selected" if value == signal["value"] else ""}>'
            f"{html.escape(words)}</option>"
            for value, words in zip(bind["options"], bind["labels"], strict=True)
        )
        return f'<label>{label}<select name="{name}">{options}</select></label>'
    limits = " ".join(f'{side}="{bind[side]:g}"' for side in ("min", "max", "step"))
    return (f'<label>{label}<span class="live-range"><input type="range" name="{name}" {limits} '
            f'value="{signal["value"]:g}"/><output>{signal["value"]:g}</output></span></label>')


def visit_html(translator, node: live_figure) -> None:
    """Both widths inline, one of them hidden; the controls wait for the script. E-books get the pictures."""
    if translator.builder.name == "epub":
        return
    statics = "".join(f'<div class="live-static live-{width}" style="{shape(svg)}">{svg}</div>'
                      for width, svg in node["svgs"].items())
    script = published(translator.builder, node["script"])
    translator.body.append(
        f'<div class="live" data-live="{node["name"]}" data-script="{script}" data-phone="{html.escape(PHONE)}">'
        f'{node["controls"]}<div class="live-chart">'
        f'<div class="live-picture" role="img" aria-label="{html.escape(node["alt"])}">{statics}</div>'
        '<div class="live-host" hidden></div></div><ul class="live-readout" aria-live="polite"></ul></div>'
    )
    raise nodes.SkipNode


def depart(translator, node: live_figure) -> None:
    """Nothing to close."""


def _script(app, pagename, templatename, context, doctree) -> None:
    """Pages with a live figure, and no others, ask for the script."""
    if app.builder.name == "html" and doctree is not None and next(doctree.findall(live_figure), None) is not None:
        app.add_js_file(SCRIPT, loading_method="defer")


def generate(folder: Path) -> None:
    """Write what pages need and no file holds: Vega as one script, and the colours as CSS variables."""
    import vl_convert

    folder.mkdir(parents=True, exist_ok=True)
    version = folder.with_suffix(".version")  # beside the folder: what is in it becomes a page's
    if not version.exists() or version.read_text() != vl_convert.__version__:
        # Its names are the page's names unless a function holds them.
        bundle = vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;")
        (folder / "vega.js").write_text(f"(() => {{{bundle}\n}})();\n", "utf-8")
        version.write_text(vl_convert.__version__)
    (folder / "trilateral-colours.css").write_text(colours.css(), "utf-8")


def register(app) -> None:
    """Tell builders how to write live figures, and pages what to load."""
    other = (lambda translator, node: None, depart)
    app.add_node(live_figure, html=(visit_html, depart), latex=other, text=other, man=other, texinfo=other)
    app.add_css_file("trilateral-colours.css")
    app.connect("html-page-context", _script)
