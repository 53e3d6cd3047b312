"""Pages without dead weight: after the build, what no page uses is taken out of scripts, styles and fonts.

The theme ships every icon there is, twice, and the styles of every component. Sphinx copies the
originals again at each build, so a page that begins to use something gets it.
"""
from __future__ import annotations

import functools
import hashlib
import re
from pathlib import Path

# A second drawing of the icons, which the fonts already hold.
ICON_SCRIPT = "scripts/fontawesome.js"
# Only the page of search results searches.
SEARCH_SCRIPTS = ("searchtools.js", "language_data.js", "searchindex.js")
TABS_SCRIPT, TABS = "design-tabs.js", "sd-tab-set"
OWN = "trilateral"  # our own sheets hold what is used, and what Vega draws later
_TAG = re.compile(r'\s*<(?:script|link)\b[^>]*(?:src|href)="([^"]*)"[^>]*>(?:</script>)?')
_WORD = re.compile(r"[A-Za-z_][\w-]*")
_CLASS = re.compile(r"\.(-?[A-Za-z_][\w-]*)")
_ICON = re.compile(r"\\(f[0-9a-f]{3})\b|([\ue000-\uf8ff])")
_TTF = re.compile(r',\s*url\([^)]*\.ttf\)\s*format\("truetype"\)')


def finish(app, exception) -> None:
    """Lighten the HTML folder of a build that has come to its end."""
    if exception or app.builder.name != "html":
        return
    out = Path(app.outdir)
    words: set[str] = set()
    for page in _pages(out):
        words |= _page(page)
    for script in (out / "_static").rglob("*.js"):
        if script.name not in ("vega.js", Path(ICON_SCRIPT).name):
            words |= set(_WORD.findall(script.read_text("utf-8", errors="replace")))
    cache = Path(app.doctreedir) / "trilateral_lean"
    cache.mkdir(exist_ok=True)
    sheets = sorted(path for path in (out / "_static").rglob("*.css") if not path.name.startswith(OWN))
    styles = [_style(path, words, cache) for path in sheets]
    _fonts(out / "_static" / "vendor" / "fontawesome" / "webfonts", "".join(styles), cache)
    for pattern in ("**/*.ttf", "**/*.map", f"{ICON_SCRIPT}*"):
        for path in (out / "_static").glob(pattern):
            path.unlink()


def _pages(out: Path) -> list[Path]:
    return sorted(path for path in out.rglob("*.html") if "_static" not in path.relative_to(out).parts)


def _page(path: Path) -> set[str]:
    """Take scripts that do nothing out of a page; give the words that stand in it."""
    text = path.read_text("utf-8")
    dead = [ICON_SCRIPT]
    dead += SEARCH_SCRIPTS if path.name != "search.html" else ()
    dead += [TABS_SCRIPT] if TABS not in text else []

    def keep(tag: re.Match) -> str:
        return "" if any(name in tag[1] for name in dead) else tag[0]

    lean = _TAG.sub(keep, text)
    if lean != text:
        path.write_text(lean, "utf-8")
    return set(_WORD.findall(lean))


def _style(path: Path, words: set[str], cache: Path) -> str:
    """Take rules out of a style sheet whose classes stand in no page and no script; give what is left."""
    text = path.read_text("utf-8")
    classes = sorted(words & set(_CLASS.findall(text)))
    key = hashlib.sha256("\0".join([text, *classes]).encode()).hexdigest()[:24]
    kept = cache / f"{key}.css"
    if not kept.exists():
        kept.write_text(prune(_TTF.sub("", text), set(classes)), "utf-8")
    lean = kept.read_text("utf-8")
    if lean != text:
        path.write_text(lean, "utf-8")
    return lean


def prune(text: str, classes: set[str]) -> str:
    """A style sheet without the selectors that ask for a class that is not among ``classes``."""
    import tinycss2

    sheet = tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)
    return "".join(_rule(rule, classes) for rule in sheet)


def _rule(rule, classes: set[str]) -> str:
    import tinycss2

    if rule.type == "qualified-rule":
        kept = [tinycss2.serialize(s).strip() for s in _selectors(rule.prelude) if _asked(s) <= classes]
        return f"{','.join(kept)}{{{tinycss2.serialize(rule.content).strip()}}}\n" if kept else ""
    if rule.type == "at-rule" and rule.lower_at_keyword in ("media", "supports") and rule.content is not None:
        inside = prune(tinycss2.serialize(rule.content), classes)
        return f"@{rule.at_keyword} {tinycss2.serialize(rule.prelude).strip()}{{{inside}}}\n" if inside else ""
    return f"{rule.serialize()}\n"


def _selectors(prelude: list) -> list[list]:
    """The selectors of a list; commas inside brackets are their selector's own."""
    found: list[list] = [[]]
    for token in prelude:
        if token.type == "literal" and token.value == ",":
            found.append([])
        else:
            found[-1].append(token)
    return found


def _asked(selector: list) -> set[str]:
    """Classes that an element must have; those inside ``:not()`` or ``:is()`` are not such."""
    pairs = zip(selector, selector[1:], strict=False)
    return {name.value for dot, name in pairs if dot.type == "literal" and dot.value == "." and name.type == "ident"}


def _fonts(folder: Path, styles: str, cache: Path) -> None:
    """Cut the icon fonts down to the icons that the styles still name."""
    icons = {int(code, 16) if code else ord(sign) for code, sign in _ICON.findall(styles)}
    for path in sorted(folder.glob("*.woff2")):
        key = hashlib.sha256(path.read_bytes() + repr(sorted(icons)).encode()).hexdigest()[:24]
        kept = cache / f"{key}.woff2"
        if not kept.exists():
            kept.write_bytes(_subset(path, icons))
        path.write_bytes(kept.read_bytes())


@functools.lru_cache(maxsize=8)
def _options():
    from fontTools import subset

    return subset.Options(layout_features=[], hinting=False, notdef_outline=True, flavor="woff2")


def _subset(path: Path, icons: set[int]) -> bytes:
    import io

    from fontTools import subset
    from fontTools.ttLib import TTFont

    font = TTFont(path, recalcTimestamp=False)
    cutter = subset.Subsetter(_options())
    cutter.populate(unicodes=icons)
    cutter.subset(font)
    font.flavor = "woff2"
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def register(app) -> None:
    """Run when everything else is written."""
    app.connect("build-finished", finish, priority=900)
