"""The face of the pages' text: Source Serif 4, cut down to the letters that pages use.

Three files, roman, italic and semibold, go to ``trilateral/sphinxext/static/fonts`` beside their
credit and their licence, and the style sheet that names them to ``static/trilateral-faces.css``.
Until a file has come, a browser shows a face that every system has; that one is scaled to the same
widths and line heights, so that nothing moves when the text's own face takes its place.
"""
from __future__ import annotations

import functools
import hashlib
import io
from dataclasses import dataclass
from pathlib import Path

import yaml

from trilateral import paths
from trilateral.sources.geo import archives

FAMILY = "Three Partners Serif"
STATIC = paths.PACKAGE / "sphinxext" / "static"
SHEET = "trilateral-faces.css"
CREDIT = "text-face.yml"
LICENCE = "OFL.txt"
MEMBER = "files/source-serif-4-latin-{}.woff2"
# File, the package's name of it, CSS weight and style.
FACES = (("text-roman.woff2", "400-normal", "400", "normal"), ("text-italic.woff2", "400-italic", "400", "italic"),
         ("text-semibold.woff2", "600-normal", "600", "normal"))
SIGNS = "\u00a0×–—‘’“”…−"
# Besides ASCII, what a face is set with. Other letters come from the reader's system; titles and headings need few.
ALSO = {
    "text-roman.woff2": SIGNS + "§©°±²³·½ÄÅÇÉÖØÜßàáâãäåæçèéêëíîïñóôõöøúûüý",
    "text-italic.woff2": SIGNS,
    "text-semibold.woff2": SIGNS + "±²åéöü",
}
# Proportional numerals are for running text; every page loads these files, and a table of kerning is a third of one.
FEATURES = {"text-roman.woff2": ["kern", "liga", "pnum"], "text-italic.woff2": ["kern"],
            "text-semibold.woff2": ["kern"]}


@dataclass(frozen=True)
class Metrics:
    """What a face measures, in parts of its size: mean width of a letter in English, and its line."""

    across: float
    ascent: float
    descent: float
    gap: float


# Mean widths as the package @capsizecss/metrics, version 4.3.0, counts them, and for DejaVu, as @capsizecss/unpack,
# version 4.0.1, counts them in version 2.37 of the font; Liberation Serif is as wide as Times. Windows and macOS have
# Georgia, Android Noto Serif, and a Linux system with few fonts DejaVu.
TEXT = Metrics(479 / 1000, 1036 / 1000, 335 / 1000, 0)
STAND_INS = {("Georgia",): Metrics(913 / 2048, 1878 / 2048, 449 / 2048, 0),
             ("Times New Roman", "Liberation Serif", "Tinos"): Metrics(832 / 2048, 1825 / 2048, 443 / 2048, 87 / 2048),
             ("Noto Serif",): Metrics(481 / 1000, 1069 / 1000, 293 / 1000, 0),
             ("DejaVu Serif",): Metrics(1058 / 2048, 1901 / 2048, 483 / 2048, 0)}


def build(inputs: dict[str, Path], folder: Path | None = None, retrieved: str | None = None) -> list[Path]:
    """Write the three files, their credit and licence, and the style sheet.

    Parameters
    ----------
    inputs
        ``face``: the tarball of the npm package @fontsource/source-serif-4.
    folder
        Where to write; the extension's own static folder by default.
    """
    target = folder or STATIC
    (target / "fonts").mkdir(exist_ok=True)
    written = []
    for name, member, _, _ in FACES:
        path = target / "fonts" / name
        path.write_bytes(_cut(archives.member(inputs["face"], MEMBER.format(member)), name))
        written.append(path)
    (target / "fonts" / LICENCE).write_bytes(archives.member(inputs["face"], "package/LICENSE"))
    (target / "fonts" / CREDIT).write_text(_credit(written, inputs["face"], retrieved), "utf-8")
    (target / SHEET).write_text(sheet(), "utf-8")
    return [target / "fonts" / CREDIT]


@functools.lru_cache(maxsize=len(FACES))
def characters(name: str) -> str:
    """Every character that a file holds, in code order."""
    return "".join(sorted({*map(chr, range(0x20, 0x7F)), *ALSO[name]}))


def _cut(content: bytes, name: str) -> bytes:
    """The letters of :func:`characters`, with a family name of their own."""
    from fontTools import subset
    from fontTools.ttLib import TTFont

    font = TTFont(io.BytesIO(content), recalcTimestamp=False)
    options = subset.Options(hinting=False, layout_features=FEATURES[name], name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14])
    cutter = subset.Subsetter(options)
    cutter.populate(text=characters(name))
    cutter.subset(font)
    for record in font["name"].names:
        text = {1: FAMILY, 3: f"{FAMILY} subset", 4: FAMILY, 6: FAMILY.replace(" ", ""), 16: FAMILY}
        if record.nameID in text:  # "Source" is a reserved name: a changed font may not have it
            record.string = text[record.nameID]
    font.flavor = "woff2"
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def sheet() -> str:
    """The rules ``@font-face`` of the face and of what stands in for it."""
    rules = [f'@font-face {{ font-family: "{FAMILY}"; src: url("fonts/{name}") format("woff2"); '
             f"font-weight: {weight}; font-style: {style}; font-display: swap; }}" for name, _, weight, style in FACES]
    for fonts, measured in STAND_INS.items():
        scale = TEXT.across / measured.across
        sources = ", ".join(f'local("{font}")' for font in fonts)
        rules.append(f'@font-face {{ font-family: "{FAMILY} as {fonts[0]}"; src: {sources}; '
                     f"size-adjust: {scale:.2%}; ascent-override: {TEXT.ascent / scale:.2%}; "
                     f"descent-override: {TEXT.descent / scale:.2%}; line-gap-override: {TEXT.gap / scale:.2%}; }}")
    families = ", ".join(f'"{name}"' for name in (FAMILY, *(f"{FAMILY} as {fonts[0]}" for fonts in STAND_INS)))
    head = "/* Written by python -m trilateral.sources text_face. */\n"
    return head + "\n".join(rules) + f"\n:root {{ --tri-serif: {families}, Georgia, serif; }}\n"


def _credit(files: list[Path], package: Path, retrieved: str | None) -> str:
    credit = {
        "title": f"{FAMILY}, a subset of Source Serif 4",
        "producer": "Adobe",
        "licence": f"SIL Open Font License 1.1, see {LICENCE}",
        "retrieved": retrieved or "2026-11-23",
        "route": "taken from the public registry package @fontsource/source-serif-4, version 5.3.1",
        "builder": "trilateral.sources.text_face",
        "inputs": [{"file": package.name, "sha256": hashlib.sha256(package.read_bytes()).hexdigest()}],
        "files": {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files},
        "characters": {path.name: characters(path.name) for path in files},
    }
    return yaml.safe_dump(credit, sort_keys=False, allow_unicode=True, width=100)
