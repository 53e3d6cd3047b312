"""The picture that stands for a page where somebody links to it: its title beside its main figure.

A page's main figure is the first on it, or the one that its front matter names as ``main_figure``. The front page
and pages without a figure share one card. Elsewhere only an absolute address is understood, so without a configured
one there are none.
"""
from __future__ import annotations

import functools
import hashlib
import io
import re
import textwrap
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from docutils import nodes

from trilateral.sphinxext.found import site
from trilateral.sphinxext.picture import picture
from trilateral.sphinxext.tools import FOLDER as FIGURES
from trilateral.sphinxext.tools import figure_tools
from trilateral.theme import style
from trilateral.theme.colours import LIGHT

FOLDER = "_cards"
ACROSS, DOWN = 1200, 630  # pixels, as Open Graph's readers want it
MARGIN, COLUMN = 60, 400  # pixels; the words' column
COMMON = "book"  # name of the card that pages share
LETTERS = 15  # a line of a title has this many at most, or one word
TALLEST = 1.4  # a figure that is taller for its width is cut below, or nothing of it could be read
LARGEST = 46  # pixels a line of it is high


@dataclass(frozen=True)
class Shown:
    """A card as a page's head names it."""

    address: str
    alt: str


@dataclass(frozen=True)
class Main:
    """A page's main figure: its name, its SVG and what it shows in words."""

    name: str
    file: Path
    alt: str


def main_figure(app, docname: str, doctree) -> Main | None:
    """The figure that stands for a page, or None where it has none.

    Raises
    ------
    ValueError
        The front matter names a figure that is not on the page.
    """
    found = [main for figure in doctree.findall(nodes.figure) if (main := _main(app, figure))]
    wanted = app.env.metadata[docname].get("main_figure")
    if not wanted:
        return found[0] if found else None
    for main in found:
        if main.name == wanted:
            return main
    raise ValueError(f"{docname}: main_figure {wanted!r} is not on the page; there are "
                     f"{', '.join(main.name for main in found) or 'none'}")


def _main(app, figure: nodes.figure) -> Main | None:
    tools, drawn = next(figure.findall(figure_tools), None), next(figure.findall(picture), None)
    if tools is None or drawn is None:
        return None
    path = next(path for path, label, _ in tools["files"] if label == "SVG")
    name = PurePosixPath(path).name.removesuffix("-light-wide.svg")
    return Main(name, Path(app.srcdir) / path.lstrip("/"), drawn["alt"])


def of(app, docname: str, doctree) -> Shown | None:
    """The card of a page; one of its own is drawn now."""
    if not site.address(app):
        return None
    main = main_figure(app, docname, doctree) if docname != app.config.root_doc else None
    name = PurePosixPath(docname).name if main else COMMON
    if main:
        _write(app, name, site.title(app, docname), main.file.read_text("utf-8"))
    alt = main.alt if main else f"The words “{app.config.html_title}” beside a map of the book."
    return Shown(f"{site.address(app)}/{FOLDER}/{name}.png", alt)


def common(app, error) -> None:
    """Draw the card that the front page shares with pages that have no figure."""
    if error or app.builder.name != "html" or not site.address(app):
        return
    svg = Path(app.outdir) / FIGURES / f"{app.config.trilateral_card}.svg"
    words = " ".join(str(site.citation_file(app).get("title", "")).partition(": ")[2].split())
    _write(app, COMMON, app.config.html_title, svg.read_text("utf-8") if svg.is_file() else "", words)


def _write(app, name: str, title: str, svg: str, words: str = "") -> None:
    """Write a card, drawn once for the same content."""
    key = hashlib.sha256("\0".join([_code(), title, words, app.config.html_title, svg]).encode()).hexdigest()[:24]
    kept = Path(app.doctreedir) / "trilateral_cards" / f"{key}.png"
    if not kept.exists():
        kept.parent.mkdir(exist_ok=True)
        kept.write_bytes(draw(title, words or app.config.html_title, svg))
    target = Path(app.outdir) / FOLDER / f"{name}.png"
    target.parent.mkdir(exist_ok=True)
    target.write_bytes(kept.read_bytes())


@functools.cache
def _code() -> str:
    return Path(__file__).read_text("utf-8")


def draw(title: str, words: str, svg: str = "") -> bytes:
    """PNG of 1200 by 630 pixels: a title with words below it at the left, the figure at the right."""
    from matplotlib.figure import Figure

    with style():
        card = Figure(figsize=(ACROSS / 100, DOWN / 100), dpi=100, facecolor=LIGHT["paper"])
        lines = textwrap.wrap(title, LETTERS, break_long_words=False)
        high = min(LARGEST, int(LARGEST * LETTERS / max(map(len, lines))), int(0.55 * DOWN / len(lines) / 1.3))
        top = 1 - (MARGIN + 20) / DOWN
        card.add_artist(_rule(card))
        card.text(MARGIN / ACROSS, top, "\n".join(lines), size=high * 0.72, weight="bold", va="top", linespacing=1.25,
                  color=LIGHT["ink"])
        below = top - (len(lines) * high * 1.3 + 30) / DOWN
        card.text(MARGIN / ACROSS, below, textwrap.fill(words, 26), size=15, va="top", linespacing=1.4,
                  color=LIGHT["quiet"])
        if svg:
            image, left, low = _placed(svg)
            card.figimage(image, xo=left, yo=low)
        return _png(card)


def _rule(card):
    """The book's colour, down the left edge."""
    from matplotlib.patches import Rectangle

    return Rectangle((0, 0), 14 / ACROSS, 1, transform=card.transFigure, color=LIGHT["accent"], linewidth=0)


def _placed(svg: str):
    """The figure as pixels, as large as its place allows, and the place of its lower left corner."""
    import numpy as np
    import vl_convert
    from PIL import Image

    left = MARGIN + COLUMN + MARGIN // 2
    across, down = ACROSS - left - MARGIN // 2, DOWN - MARGIN
    wide, tall = (float(each) for each in re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg).groups())
    head = svg.index(">") + 1
    paper = f'<rect width="100%" height="100%" fill="{LIGHT["paper"]}"/>'
    large = Image.open(io.BytesIO(vl_convert.svg_to_png(svg[:head] + paper + svg[head:], scale=2))).convert("RGB")
    scale = min(across / wide, down / min(tall, TALLEST * wide))
    image = large.resize((round(wide * scale), round(tall * scale)), Image.Resampling.LANCZOS)
    image = image.crop((0, 0, image.width, min(image.height, down)))
    return np.asarray(image), left + (across - image.width) // 2, (DOWN - image.height) // 2


def _png(card) -> bytes:
    """Few colours are enough for a drawing, and halve its weight."""
    from PIL import Image

    drawn, out = io.BytesIO(), io.BytesIO()
    card.savefig(drawn, format="png", dpi=100, facecolor=LIGHT["paper"])
    Image.open(drawn).convert("RGB").quantize(128, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def register(app) -> None:
    """Connect to Sphinx."""
    app.add_config_value("trilateral_card", "chain-map", "html")  # figure of the front page's card
    app.connect("build-finished", common)
