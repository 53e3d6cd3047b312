"""Pictures of the e-book: the PNG that each figure has for readers to take along, in few colours.

Not the SVG: its ground is the page's, which is black where a reader reads at night, and a good part of the devices
and of the shops' converters draw neither its hatching nor its letters as meant.
"""
from __future__ import annotations

import html as entities
import io
import posixpath
import re
from pathlib import Path

from bs4 import BeautifulSoup, Tag
from PIL import Image

from trilateral.publishing.imprint import Imprint
from trilateral.sphinxext.tools import FOLDER
from trilateral.theme.colours import LIGHT

COLOURS = 256
COVER = (1200, 1800)  # pixels, as shops ask for
PICTURE = "_images/chain-map-light-wide.svg"


class Pictures:
    """Finds pictures, and remembers those that were ``used``, by name."""

    def __init__(self, html: Path):
        self.html = html
        self.used: dict[str, bytes] = {}

    def put(self, article: Tag, folder: str) -> None:
        """Exchange the pictures of an article for those of the book; ``folder`` is the page's."""
        for figure in article.select("figure.block"):
            name, alt = _name(figure), _alt(figure)
            if f"{name}.png" not in self.used:
                self.used[f"{name}.png"] = few_colours((self.html / FOLDER / f"{name}.png").read_bytes())
            image = BeautifulSoup("", "html.parser").new_tag("img", src=f"images/{name}.png", alt=alt)
            (figure.select_one(".live, .linked-figure") or figure.select_one("picture")).replace_with(image)
        for image in article.select("img"):
            if not image["src"].startswith("images/"):
                source = self.html / posixpath.normpath(posixpath.join(folder, image["src"]))
                self.used[source.name] = source.read_bytes()
                image.attrs = {"src": f"images/{source.name}", "alt": image.get("alt", "")}


def _name(figure: Tag) -> str:
    """Name of a figure's files."""
    if live := figure.select_one(".live"):
        return posixpath.basename(live["data-script"]).removesuffix(".live.js")
    if image := figure.select_one("picture img"):
        return re.sub(r"-light-wide\.\w+$", "", posixpath.basename(image["src"]))
    return figure["id"]


def _alt(figure: Tag) -> str:
    if image := figure.select_one("picture img"):
        return image["alt"]
    return figure.select_one("[aria-label]")["aria-label"]


def few_colours(png: bytes) -> bytes:
    """The picture in as many colours as an e-book needs: a fifth of the bytes."""
    out = io.BytesIO()
    Image.open(io.BytesIO(png)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(out, "PNG",
                                                                                                optimize=True)
    return out.getvalue()


def cover(html: Path, imprint: Imprint) -> bytes:
    """The map of the chain below the title."""
    import vl_convert

    across, down = COVER
    drawing = (html / PICTURE).read_text("utf-8")
    drawing = drawing[drawing.index("<svg"):]
    wide, high = (float(number) for number in re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', drawing).groups())
    width = across - 160
    height = min(width * high / wide, down - 560)
    width = height * wide / high
    head = (r'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" \1 '
            f'x="{(across - width) / 2:.1f}" y="400" width="{width:.1f}" height="{height:.1f}">')
    placed = re.sub(r'<svg [^>]*?(viewBox="[^"]*")[^>]*>', head, drawing, count=1)
    lines = "".join(f'<tspan x="80" dy="58">{entities.escape(line)}</tspan>' for line in _lines(imprint.subtitle, 40))
    svg = (f'<svg xmlns="http://www.w3.org/2000/svg" width="{across}" height="{down}">'
           f'<rect width="100%" height="100%" fill="{LIGHT["paper"]}"/>'
           f'<g font-family="DejaVu Sans, Liberation Sans, sans-serif" fill="{LIGHT["ink"]}">'
           f'<text x="80" y="190" font-size="104" font-weight="bold">{entities.escape(imprint.name)}</text>'
           f'<text y="220" font-size="40">{lines}</text>'
           f'<text x="80" y="{down - 70}" font-size="34">{entities.escape(imprint.edition)}</text></g>{placed}</svg>')
    return few_colours(vl_convert.svg_to_png(svg))


def _lines(text: str, most: int) -> list[str]:
    """Words in lines of at most so many letters."""
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) >= most:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines
