"""Mutations of zip archives and workbooks that leave the zip whole, so that what is inside gets read."""
from __future__ import annotations

import contextlib
import io
import random
import re
import stat
import warnings
import zipfile
from collections.abc import Iterator

from bench.fuzzing import nasty, plain

TRAPS = ("../../outside.txt", "/etc/outside.txt", "a\\..\\..\\outside.txt", "C:/outside.txt", "x" * 300,
         "xl/worksheets/sheet1.xml")
BOMB = 40_000_000  # bytes unpacked
REFS = ("A0", "A1", "XFD1048576", "A1048576", "XFE1", "ZZZZ9", "B", "7", "$A$1", "A1:B2", "C7", "a1")
XML = (
    '<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>',
    '<mergeCells><mergeCell ref="B9:D9"/></mergeCells>', '<sheet name="Share of GDP" sheetId="1" r:id="rId1"/>',
    '<c r="C9"><f>1+1</f><v>2</v></c>', '<c r="C9" t="inlineStr"><is><t>7</t></is></c>',
    '<c r="XFD1048576"><v>1</v></c>',
    '<row r="1048576"/>', '<row r="99999999999"/>', "<c/>", "<v>1</v>", "<x>", "</sheetData>",
    "<!-- -->", "<![CDATA[ ]]>", "&x;",
    '<f t="shared" si="0"/>', '<f t="array" ref="A1:B2">1</f>', '<dimension ref="A1:XFD1048576"/>', '<sz val="x"/>',
    '<color theme="9"/>', '<color indexed="99"/>', '<color rgb="red"/>',
)
ENTITY = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
TYPES = ("s", "str", "b", "e", "d", "n", "inlineStr", "x", "")


def members(data: bytes) -> list[tuple[str, bytes]]:
    """Names and contents in their order; nothing of a zip that is not whole."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return [(entry.filename, archive.read(entry)) for entry in archive.infolist()]
    except Exception:  # the document was spoilt by a mutation before this one: any error means that it is no zip
        return []


def zipped(parts: list[tuple[str, bytes]], how: int = zipfile.ZIP_STORED) -> bytes:
    """An archive of them; names may stand there twice."""
    out = io.BytesIO()
    with _quiet(), zipfile.ZipFile(out, "w", how, strict_timestamps=False) as archive:
        for name, content in parts:
            archive.writestr(zipfile.ZipInfo(name), content, how)
    return out.getvalue()


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """The module of zips warns of names that stand there twice; here that is what is wanted."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def archive(rng: random.Random, data: bytes) -> bytes:
    """Members are lost, doubled, exchanged, renamed, spoilt, or others put beside them."""
    parts = members(data)
    if not parts:
        return plain.bytewise(rng, data)
    rng.choice(ARCHIVE)(rng, parts)
    return zipped(parts)


def _lose(rng, parts):
    del parts[rng.randrange(len(parts))]


def _double(rng, parts):
    parts.append(rng.choice(parts))


def _exchange(rng, parts):
    a, b = rng.randrange(len(parts)), rng.randrange(len(parts))
    parts[a], parts[b] = (parts[a][0], parts[b][1]), (parts[b][0], parts[a][1])


def _rename(rng, parts):
    at = rng.randrange(len(parts))
    name = parts[at][0]
    parts[at] = (rng.choice((name.upper(), name + "x", "deep/" + name, name.rpartition("/")[2], *TRAPS)), parts[at][1])


def _spoil(rng, parts):
    at = rng.randrange(len(parts))
    parts[at] = (parts[at][0], plain.bytewise(rng, parts[at][1]))


def _trap(rng, parts):
    parts.insert(rng.randrange(len(parts) + 1), (rng.choice(TRAPS), b"x"))


def _crowd(rng, parts):
    parts.extend((f"extra/{i}.txt", b"") for i in range(rng.choice((3, 3000))))


ARCHIVE = (_lose, _double, _exchange, _rename, _spoil, _spoil, _spoil, _spoil, _trap, _crowd)


def headers(rng: random.Random, data: bytes) -> bytes:
    """Entries say something else than what they hold: a link, an encrypted file, a bomb."""
    parts = members(data)
    if not parts:
        return plain.bytewise(rng, data)
    out, chosen, how = io.BytesIO(), rng.randrange(len(parts)), rng.randrange(4)
    with _quiet(), zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as made:
        for at, (name, content) in enumerate(parts):
            entry = zipfile.ZipInfo(name)
            if at == chosen and how == 0:
                entry.external_attr = (stat.S_IFLNK | 0o777) << 16
            if at == chosen and how == 1:
                content = b"\0" * BOMB if rng.random() < 0.1 else b" " * 2_000_000
            made.writestr(entry, content, zipfile.ZIP_DEFLATED)
    whole = bytearray(out.getvalue())
    if how > 1:  # a field of one record of the central directory: flags, method, sum, sizes, lengths, place
        record = rng.choice([m.start() for m in re.finditer(b"PK\x01\x02", whole)])
        whole[record + rng.randrange(6, 46)] ^= 1 << rng.randrange(8)
    return bytes(whole)


def workbook(rng: random.Random, data: bytes) -> bytes:
    """The XML of a sheet, of the shared strings, the styles or the workbook is changed, and zipped again."""
    parts = members(data)
    if not parts:
        return plain.bytewise(rng, data)
    heavy = [i for i, (name, _) in enumerate(parts) if "sheet" in name or "shared" in name.lower() or "styles" in name]
    at = rng.choice(heavy) if heavy and rng.random() < 0.8 else rng.randrange(len(parts))
    name, content = parts[at]
    text = content.decode("utf-8", "replace")
    for _ in range(rng.randint(1, 3)):
        text = rng.choice(EDITS)(rng, text)
    parts[at] = (name, text.encode("utf-8", "replace"))
    return zipped(parts)


def _edited(rng: random.Random, text: str, pattern: str, new) -> str:
    """One occurrence of ``pattern`` replaced by ``new(match)``."""
    found = list(re.finditer(pattern, text))
    if not found:
        return text
    match = rng.choice(found)
    return text[:match.start()] + new(match) + text[match.end():]


def _escaped(word: str) -> str:
    return word.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


def _text(rng, text):
    return _edited(rng, text, r">([^<>]+)<", lambda m: f">{_escaped(nasty.word(rng))}<")


def _attribute(rng, text):
    new = rng.choice((_escaped(nasty.word(rng)), rng.choice(REFS), str(rng.randint(-3, 70000))))
    return _edited(rng, text, r'\b(\w+)="[^"]*"', lambda m: f'{m[1]}="{new}"')


def _type(rng, text):
    return _edited(rng, text, r'<c r="(\w+)"( s="\d+")?( t="\w+")?', lambda m: f'<c r="{m[1]}" t="{rng.choice(TYPES)}"')


def _reference(rng, text):
    return _edited(rng, text, r' r="(\w+)"', lambda m: f' r="{rng.choice(REFS)}"')


def _formula(rng, text):
    formulas = ("<f>SUM(A1:A9)</f><v>", "<f/><v>", '<f t="shared" si="4"/><v>')
    return _edited(rng, text, r"<v>", lambda m: rng.choice(formulas))


def _tag(rng, text):
    return _edited(rng, text, r"<[^>]*>", lambda m: rng.choice(("", m[0] + m[0], f"<{nasty.word(rng)[:20]}>")))


def _element(rng, text):
    return _edited(rng, text, r"<(c|row|font|xf|si|sheet|Relationship|Override)\b.*?(/>|</\1>)",
                   lambda m: rng.choice(("", m[0] * 2)))


def _foreign(rng, text):
    return _edited(rng, text, r">", lambda m: ">" + rng.choice(XML))


def _entities(rng, text):
    return re.sub(r"(<\?xml[^>]*\?>)?", lambda m: m[0] + ENTITY, text, count=1).replace("<v>", "<v>&b;", 1)


def _characters(rng, text):
    return plain.bytewise(rng, text.encode("utf-8", "replace")).decode("utf-8", "replace")


EDITS = (_text, _text, _text, _attribute, _attribute, _type, _reference, _formula, _tag, _element, _foreign, _entities,
         _characters)
