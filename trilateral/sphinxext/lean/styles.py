"""One style sheet a page: those it asks for, joined, without rules whose classes stand nowhere."""
from __future__ import annotations

import hashlib
import posixpath
import re
from pathlib import Path

from trilateral.sphinxext.lean import properties

OWN = "trilateral"  # our own sheets hold what is used, and what Vega draws later
_LINK = re.compile(r'\s*<link\b(?=[^>]*\brel="stylesheet")[^>]*\bhref="([^"]*)"[^>]*>')
_MEDIA = re.compile(r'\bmedia="([^"]*)"')
_CLASS = re.compile(r"\.(-?[A-Za-z_][\w-]*)")
_TTF = re.compile(r',\s*url\([^)]*\.ttf\)\s*format\("truetype"\)')
_IMPORT = re.compile(r"""@import\s+(?:url\()?["']?([^"')\s;]+)["']?\)?\s*;?""")
_URL = re.compile(r"""url\(\s*["']?(?!data:|#|[a-z]+://|/)([^"')]+)["']?\s*\)""")


class Sheets:
    """The style sheets of a built book; ``classes`` are those that pages and scripts name.

    Parameters
    ----------
    static
        The folder of the built book that holds them.
    cache
        Folder that keeps sheets that were pruned before.
    extra
        Rules that stand in no file, added to each page's own.
    named
        Custom properties that pages and scripts name.
    """

    def __init__(self, static, cache: Path, classes: set[str], extra: str, named: frozenset[str] = frozenset()):
        self.static, self.cache, self.classes, self.extra, self.named = static, cache, classes, extra, named
        self._lean: dict[Path, str] = {}

    def joined(self, text: str) -> str:
        """The page with one sheet where there were several; those for other media than the screen stay apart."""
        groups: dict[str, list[re.Match]] = {}
        for link in _LINK.finditer(text):
            if self.static.file(link[1]):
                media = _MEDIA.search(link[0])
                groups.setdefault(media[1] if media else "all", []).append(link)
        made = {}
        sheets = {media: "".join(self.lean(self.static.file(link[1])) for link in links)
                  for media, links in groups.items()}
        elsewhere = self.named.union(*(properties.asked(sheet) for media, sheet in sheets.items() if media != "all"))
        for media, links in groups.items():
            sheet = sheets[media]
            if media == "all":
                sheet = properties.pruned(sheet.strip() + "\n" + self.extra, elsewhere)
            home = links[0][1].partition("_static/")[0]
            asked = "" if media == "all" else f' media="{media}"'
            name = self.static.make("css", sheet)
            made[links[0].start()] = f'\n    <link rel="stylesheet" href="{home}_static/{name}"{asked} />'
        gone = {link.start() for links in groups.values() for link in links}
        return _LINK.sub(lambda m: made.get(m.start(), "" if m.start() in gone else m[0]), text)

    def lean(self, path: Path) -> str:
        """A sheet with what it imports, pruned, its addresses as seen from ``_static``."""
        if path not in self._lean:
            text = _IMPORT.sub(lambda m: self.static.read((path.parent / m[1]).resolve()), self.static.read(path))
            folder = path.parent.relative_to(self.static.folder).as_posix()
            text = _URL.sub(lambda m: f"url({posixpath.normpath(posixpath.join(folder, m[1]))})", text)
            self._lean[path] = self._pruned(text, path.name.startswith(OWN))
        return self._lean[path]

    def _pruned(self, text: str, own: bool) -> str:
        named = set(_CLASS.findall(text))
        classes = named if own else self.classes & named
        key = hashlib.sha256("\0".join([text, *sorted(classes)]).encode()).hexdigest()[:24]
        kept = self.cache / f"{key}.css"
        if not kept.exists():
            kept.write_text(prune(_TTF.sub("", text), classes), "utf-8")
        return kept.read_text("utf-8")


def prune(text: str, classes: set[str]) -> str:
    """A style sheet without remarks and without selectors that ask for a class that is not among ``classes``."""
    import tinycss2

    sheet = tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)
    return "".join(_rule(rule, classes) for rule in sheet)


def _rule(rule, classes: set[str]) -> str:
    if rule.type == "qualified-rule":
        kept = [_text(s) for s in _selectors(rule.prelude) if _asked(s) <= classes]
        return f"{','.join(kept)}{{{_text(rule.content)}}}\n" if kept else ""
    if rule.type == "at-rule" and rule.lower_at_keyword in ("media", "supports") and rule.content is not None:
        import tinycss2

        inside = prune(tinycss2.serialize(rule.content), classes)
        return f"@{rule.at_keyword} {_text(rule.prelude)}{{{inside}}}\n" if inside else ""
    return f"{rule.serialize()}\n"


def _text(tokens: list) -> str:
    """Tokens as text, without remarks and with one space where there were many."""
    import tinycss2

    return tinycss2.serialize(_tight(tokens)).strip()


def _tight(tokens: list) -> list:
    kept = [token for token in tokens if token.type != "comment"]
    for token in kept:
        if token.type == "whitespace":
            token.value = " "
        for inside in ("content", "arguments"):
            if isinstance(getattr(token, inside, None), list):
                setattr(token, inside, _tight(getattr(token, inside)))
    return kept


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
