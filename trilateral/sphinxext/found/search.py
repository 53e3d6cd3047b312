"""What the search page finds beside words: claims, figures, tables, terms, and places under all of their names.

Sphinx' index holds the words of pages, stemmed as English; it knows no other name of a place, no anchor of a figure
and no number of a claim. ``_static/trilateral-found.js`` holds those, for ``trilateral-search.js`` to look up first.
It is made from what was written, so that what is found is what is read.
"""
from __future__ import annotations

import functools
import hashlib
import html
import json
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from trilateral import ledger
from trilateral.sphinxext.found import catalogue, names, site

FILE = "_static/trilateral-found.js"
SCRIPT, SHEET = "_static/trilateral-search.js", "trilateral-search.css"
MOST_PAGES = 3  # a place is shown on the pages that name it most
LISTS = ("book/bibliography", "book/status", "book/data", "book/glossary")
"""Pages that name everything; terms are found by themselves."""
ARGUED = 5  # a mention in a chapter weighs as much as so many on a page without code
NAMED = 50  # and one in a page's title as much as so many
AFTER = ("Try it", "Sources", "The claims of this chapter")  # sections that list what others tell
_DEAD = re.compile(r"<(script|style|svg|nav|pre|select)\b.*?</\1>"
                   r'|<span[^>]* role="tooltip"[^>]*>.*?</span>|<a class="headerlink.*?</a>', re.S)
_MARK = re.compile(r"<[^>]+>")
_SECTION = re.compile(r'<(?:section|div class="claim-record[^"]*") id="([^"]+)">')
_HEADING = re.compile(r"<h[1-6][^>]*>(.*?)(?:<a class=\"headerlink|</h)", re.S)
_DESCRIPTION = re.compile(r'<meta content="([^"]*)" name="description"')


@dataclass(frozen=True)
class Section:
    """A stretch of a page below one heading: anchor, heading, words."""

    anchor: str
    heading: str
    words: str


def sections(page: str) -> list[Section]:
    """The sections of a written page and the records of claims, in order; without code and pictures."""
    article = page.partition("<article")[2].partition("</article>")[0]
    pieces = _SECTION.split(_DEAD.sub(" ", article))
    return [Section(anchor, _plain(heading[1]) if (heading := _HEADING.search(text)) else anchor.upper(), _plain(text))
            for anchor, text in zip(pieces[1::2], pieces[2::2], strict=True)]


def _plain(text: str) -> str:
    return " ".join(html.unescape(_MARK.sub(" ", text)).split())


def index(app) -> dict:
    """Everything that the script looks up: pages, names that mean the same, entries."""
    docs = [doc for part in site.parts(Path(app.srcdir)) for doc in part.pages if doc in app.env.all_docs]
    written = {doc: (Path(app.outdir) / f"{doc}.html").read_text("utf-8") for doc in docs}
    places = names.places()
    return {
        "pages": {doc: [site.title(app, doc), site.part_of(app, doc), _about(written[doc])] for doc in docs},
        "same": [place.names for place in places if len(place.names) > 1],
        "entries": [*_claims(app), *_blocks(app), *_data(app), *_terms(app), *_places(places, written)],
    }


def _about(page: str) -> str:
    found = _DESCRIPTION.search(page)
    return html.unescape(found[1]) if found else ""


def _entry(kind: str, title: str, doc: str, anchor: str, also: tuple[str, ...] | list[str] = (),
           words: str = "") -> dict:
    """Kind, title, page, anchor; other names that lead straight to it; words that are shown below."""
    found = {"k": kind, "t": title, "p": doc, "a": anchor, "n": list(also), "w": words}
    return {key: value for key, value in found.items() if value not in ("", [])}


def _claims(app) -> list[dict]:
    if not getattr(app.env, "trilateral_records", None):
        return []  # a book without the ledger's records
    found = []
    for one in ledger.judged().values():
        number = str(int(one.id[1:]))
        also = [one.id, f"claim {one.id}", f"claim {number}"]
        page = ledger.contents().section(one.claim.section).page
        found.append(_entry("claim", f"{one.id}: {one.claim.claim}", page, one.id.lower(), also,
                            f"Verdict: {one.verdict}; confidence: {one.claim.confidence}."))
    return found


def _blocks(app) -> list[dict]:
    """Figures and tables with their captions and numbers, as Sphinx numbers them."""
    labels = app.env.get_domain("std").labels
    captions = {(doc, anchor): caption for doc, anchor, caption in labels.values()}
    found = []
    for doc, kinds in sorted(app.env.toc_fignumbers.items()):
        for kind in ("figure", "table"):
            for anchor, number in kinds.get(kind, {}).items():
                if (doc, anchor) in captions:
                    name = f"{kind} {'.'.join(map(str, number))}"
                    found.append(_entry(kind, captions[doc, anchor], doc, anchor, [name, anchor], name.capitalize()))
    return found


def _data(app) -> list[dict]:
    pages = sorted(getattr(app.env, "trilateral_catalogues", ()))
    return [_entry("data", each.title, pages[0], catalogue.anchor(each), [catalogue.full_name(each)],
                   each.description) for each in catalogue.manifests() if pages]


def _terms(app) -> list[dict]:
    """Terms of the glossary with their lines."""
    lines = {term.anchor: (term.line, term.names) for term in getattr(app.env, "trilateral_terms", ())}
    from trilateral.sphinxext.glossary import PAGE

    return [_entry("term", " / ".join(spelt), PAGE, anchor, spelt, line) for anchor, (line, spelt) in lines.items()]


def _places(places: tuple[names.Place, ...], written: dict[str, str]) -> list[dict]:
    """Each place on the pages that name it most, at the section that does."""
    ranked: dict[names.Place, list[tuple[int, str, Section]]] = {}
    for doc, page in written.items():
        for place, (weight, section) in _named(sections(page), places).items() if doc not in LISTS else ():
            times = weight * (ARGUED if doc.startswith("notebooks/") else 1)
            ranked.setdefault(place, []).append((times, doc, section))
    found = []
    for place in places:
        best = sorted(ranked.get(place, ()), key=lambda each: (-each[0], each[1]))[:MOST_PAGES]
        found += [_entry("place", place.shown, doc, section.anchor, place.names, _around(section, place))
                  for _, doc, section in best]
    return found


def _named(found: list[Section], places: tuple[names.Place, ...]) -> dict[names.Place, tuple[int, Section]]:
    """How much a page is about each place that it names, and the section that names it most."""
    owner = {name: place for place in places for name in place.names}
    seek = _pattern(tuple(owner))
    found = [section for section in found if section.heading not in AFTER] or found
    tallies = [(section, Counter(owner[name] for name in seek.findall(section.words))) for section in found]
    whole: Counter = sum((tally for _, tally in tallies), Counter())
    title = {owner[name] for name in seek.findall(found[0].heading)} if found else set()
    return {place: (times + NAMED * (place in title), max(tallies, key=lambda each: each[1][place])[0])
            for place, times in whole.items()}


@functools.lru_cache(maxsize=1024)
def _pattern(every: tuple[str, ...]) -> re.Pattern[str]:
    """Finds any of the names, the longest first."""
    longest = sorted(every, key=lambda name: (-len(name), name))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)")


def _around(section: Section, place: names.Place, reach: int = 90) -> str:
    """The section's heading, and the words around the first mention in it."""
    body = section.words.removeprefix(section.heading).strip()
    hit = _pattern(place.names).search(body)
    if hit is None:
        return section.heading
    start, end = max(0, hit.start() - reach), min(len(body), hit.end() + reach)
    words = body[start:end]
    words = words.partition(" ")[2] if start else words
    words = words.rpartition(" ")[0] if end < len(body) else words
    return f"{section.heading}: {'… ' if start else ''}{words}{' …' if end < len(body) else ''}"


def sheet(app, pagename, templatename, context, doctree) -> None:
    """The search page has a style sheet more."""
    if app.builder.name == "html" and pagename == "search":
        app.add_css_file(SHEET)


def write(app, error) -> None:
    """Write the index from the pages as they are now, and let the search page ask for it.

    Both scripts stand behind all others: what they look up first must be there, and what they replace.
    """
    page = Path(app.outdir) / "search.html"
    if error or app.builder.name != "html" or not page.is_file():
        return
    text = json.dumps(index(app), ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    (Path(app.outdir) / FILE).write_text(f"window.trilateralFound = {text};\n", "utf-8")
    lines = "".join(f'<script defer="defer" src="{name}?v={_digest(Path(app.outdir) / name)}"></script>\n'
                    for name in (FILE, SCRIPT))
    before = re.sub(rf'<script[^>]* src="(?:{FILE}|{SCRIPT})[^>]*></script>\n', "", page.read_text("utf-8"))
    page.write_text(before.replace("</body>", f"{lines}</body>", 1), "utf-8")


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:8]


def register(app) -> None:
    """Connect to Sphinx."""
    app.connect("html-page-context", sheet)
    app.connect("build-finished", write)
