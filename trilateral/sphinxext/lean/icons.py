"""Icon fonts with the icons that are shown, and no others."""
from __future__ import annotations

import functools
import hashlib
import io
import re
from pathlib import Path

_ICON = re.compile(r"\\(f[0-9a-f]{3})\b|([\ue000-\uf8ff])")


def cut(folder: Path, styles: str, cache: Path) -> None:
    """Cut the fonts of a folder down to the icons that the styles still name."""
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
