"""A deck as one page of HTML for reveal.js, and the list of all decks.

Scripts, styles and faces are files; the policy in each page lets nothing else act and nothing be asked of another host.
Two style sheets are let in by their hash: reveal.js makes them when a deck is printed.
"""
from __future__ import annotations

import base64
import hashlib
import html
import re

from trilateral.handouts.slide_parts import Deck, Slide
from trilateral.publishing.imprint import Imprint

WIDTH, TALL_WIDTH, HEIGHT = 1280, 960, 720  # CSS pixels of a slide on a wide screen, and on one of four by three
ASSETS = "assets"
DRAWING = re.compile(r'class="drawing ([^"]*)"')


def policy() -> str:
    """The Content-Security-Policy of every page among the slides."""
    rules = [sheet for width in (WIDTH, TALL_WIDTH) for sheet in _print_sheets(width)]
    hashes = " ".join(f"'sha256-{base64.b64encode(hashlib.sha256(rule.encode()).digest()).decode()}'" for rule in rules)
    return ("default-src 'none'; script-src 'self'; img-src 'self' data:; font-src 'self'; "
            f"style-src 'self' {hashes}; base-uri 'none'; form-action 'none'")


def _print_sheets(width: int) -> list[str]:
    """What reveal.js 5 writes into style elements when a deck is printed."""
    return [f"@page{{size:{width}px {HEIGHT}px; margin: 0px;}}",
            ".reveal section>img, .reveal section>video, .reveal section>iframe"
            f"{{max-width: {width}px; max-height:{HEIGHT}px}}"]


def deck(one: Deck, facts: Imprint) -> str:
    """The page of a deck."""
    sections = "\n".join(section(slide, one) for slide in one.slides)
    files = _files("reset.css", "reveal.css", "faces.css", "colours.css", "slides.css",
                   "reveal.js", "zoom.js", "slides.js")
    return (f'{_head(f"{one.title} – {facts.name}, slides", facts)}{files}</head>\n<body>\n'
            f'<div class="reveal"><div class="slides">\n{sections}\n</div></div>\n'
            "<noscript><p>The slides need JavaScript. Figures and words stand in the book’s pages too.</p></noscript>\n"
            "</body>\n</html>\n")


def _files(*names: str) -> str:
    return "".join(f'<script defer src="{ASSETS}/{name}"></script>\n' if name.endswith(".js") else
                   f'<link rel="stylesheet" href="{ASSETS}/{name}"/>\n' for name in names)


def _head(title: str, facts: Imprint) -> str:
    return (f'<!DOCTYPE html>\n<html lang="{facts.language}">\n<head>\n<meta charset="utf-8"/>\n'
            f'<meta http-equiv="Content-Security-Policy" content="{html.escape(policy())}"/>\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1"/>\n'
            f"<title>{html.escape(title)}</title>\n")


def section(slide: Slide, one: Deck) -> str:
    """One slide with its notes."""
    level = "h1" if slide.kind == "title" else "h2"
    notes = "".join(f"<p>{html.escape(note, quote=False)}</p>" for note in slide.notes)
    foot = "" if slide.kind == "title" else f'<p class="foot">{html.escape(one.title)}</p>'
    drawing = DRAWING.search(slide.body)
    beside = "".join(f" {place}" for place in drawing[1].split() if place.endswith("beside")) if drawing else ""
    return (f'<section id="{slide.id}"><div class="slide {slide.kind}{beside}"><{level}>{slide.headline}</{level}>'
            f'{slide.body}{foot}</div><aside class="notes">{notes}</aside></section>')


def index(decks: list[Deck], facts: Imprint, units: dict[str, str]) -> str:
    """The list of decks; ``units`` gives the address of a unit's page, where the slides lie beside the book."""
    items = []
    for one in decks:
        unit = f' · <a href="{html.escape(units[one.name])}">the unit</a>' if one.name in units else ""
        items.append(f'<li><a class="deck" href="{one.name}.html">{html.escape(one.title)}</a>'
                     f"<span>{len(one.slides)} slides · {html.escape(one.subtitle)}{unit}</span></li>")
    return (f'{_head(f"Slides – {facts.name}", facts)}{_files("faces.css", "colours.css", "list.css")}</head>\n'
            "<body>\n<main><h1>Slides</h1>"
            f"<p>One deck a unit of {html.escape(facts.name)}, {html.escape(facts.edition)}. "
            "In a deck the arrow keys go on and back, S opens notes for the speaker in a window of their own, "
            "O shows all slides, F fills the screen, and Alt with a click enlarges a part of a figure. "
            "For a PDF put <code>?print-pdf</code> behind the address and print.</p>"
            f'<ol>{"".join(items)}</ol></main>\n</body>\n</html>\n')


def speaker(facts: Imprint) -> str:
    """The window with the speaker's notes: a page of its own, since the policy lets no page write another."""
    return (f'{_head(f"Notes – {facts.name}", facts)}'
            f'{_files("faces.css", "colours.css", "notes.css", "notes.js")}</head>\n'
            '<body>\n<header><p id="place"></p><p id="time" role="timer" aria-live="off">0:00</p></header>\n'
            '<main><h1 id="headline">Open this window with the key S in a deck</h1><div id="notes"></div></main>\n'
            '<footer><button type="button" id="back">Back</button><button type="button" id="on">On</button>'
            '<p>Next: <span id="next">–</span></p></footer>\n</body>\n</html>\n')
