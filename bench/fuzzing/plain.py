"""Mutations of bytes, of CSV and of JSON: each takes a generator of chance and a document, and gives another."""
from __future__ import annotations

import csv
import io
import json
import random
from collections.abc import Callable
from typing import Any

from bench.fuzzing import nasty

Mutation = Callable[[random.Random, bytes], bytes]
HTML = b"<!DOCTYPE html><html><head><title>Service unavailable</title></head><body><h1>503</h1></body></html>"
DEEP = "@deep@"


def span(rng: random.Random, length: int) -> tuple[int, int]:
    """Start and end of a stretch, most often a short one."""
    start = rng.randrange(length + 1)
    return start, min(length, start + int(rng.paretovariate(0.7)))


def flip(rng: random.Random, data: bytes) -> bytes:
    """Single bytes become others."""
    out = bytearray(data)
    for _ in range(min(len(out), rng.randint(1, 8))):
        out[rng.randrange(len(out))] = rng.randrange(256)
    return bytes(out)


def delete(rng: random.Random, data: bytes) -> bytes:
    """A stretch is gone."""
    start, end = span(rng, len(data))
    return data[:start] + data[end:]


def insert(rng: random.Random, data: bytes) -> bytes:
    """Foreign bytes stand in between."""
    at = rng.randrange(len(data) + 1)
    extra = rng.choice((rng.randbytes(rng.randint(1, 16)), nasty.word(rng).encode("utf-8", "surrogatepass")))
    return data[:at] + extra + data[at:]


def repeat(rng: random.Random, data: bytes) -> bytes:
    """A stretch stands there again, perhaps elsewhere."""
    start, end = span(rng, len(data))
    at = rng.choice((end, rng.randrange(len(data) + 1)))
    return data[:at] + data[start:end] * rng.randint(1, 3) + data[at:]


def cut(rng: random.Random, data: bytes) -> bytes:
    """The download ended early."""
    return data[:rng.randrange(len(data) + 1)]


def splice(rng: random.Random, data: bytes) -> bytes:
    """Head of one copy, tail of another."""
    return data[:rng.randrange(len(data) + 1)] + data[rng.randrange(len(data) + 1):]


def replace(rng: random.Random, data: bytes) -> bytes:
    """Something else altogether came."""
    return rng.choice((b"", HTML, b"\xef\xbb\xbf", b"\x00" * 64, b"PK\x03\x04", b"{}", b"[]", b"null", b"\n\n\n",
                       data.decode("latin-1").encode("utf-16"), b"\xef\xbb\xbf" + data, data.replace(b"\n", b"\r"),
                       data.replace(b"\n", b"\r\n"), data + data))


BYTES: tuple[Mutation, ...] = (flip, delete, insert, repeat, cut, splice, replace)


def bytewise(rng: random.Random, data: bytes) -> bytes:
    """One of :data:`BYTES`."""
    return rng.choice(BYTES)(rng, data)


def rows(rng: random.Random, data: bytes) -> bytes:
    """A CSV whose cells, rows or columns were moved, changed, repeated or lost; still a CSV for the most part."""
    encoding = _encoding(data)
    try:
        text = data.decode(encoding)
        comma = "\t" if "\t" in text[:500] else ","
        table = list(csv.reader(io.StringIO(text, newline=""), delimiter=comma))
    except (csv.Error, UnicodeDecodeError):  # what a mutation before this one has done
        table = []
    if not table:
        return bytewise(rng, data)
    rng.choice(ROWS)(rng, table)
    out = io.StringIO(newline="")
    quoting = rng.choice((csv.QUOTE_MINIMAL, csv.QUOTE_MINIMAL, csv.QUOTE_ALL))
    parted = comma if rng.random() < 0.8 else rng.choice(",;\t|")
    csv.writer(out, delimiter=parted, lineterminator="\n", quoting=quoting, escapechar="\\").writerows(table)
    return out.getvalue().encode(encoding, "xmlcharrefreplace" if encoding == "latin-1" else "surrogatepass")


def _encoding(data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    try:
        data.decode()
    except UnicodeDecodeError:
        return "latin-1"
    return "utf-8"


Rows = list[list[str]]


def _place(rng: random.Random, table: Rows) -> tuple[int, int]:
    row = rng.randrange(len(table)) if rng.random() < 0.8 else 0
    return row, rng.randrange(max(1, len(table[row])))


def _cell(rng: random.Random, table: Rows) -> None:
    for _ in range(rng.randint(1, 3)):
        row, column = _place(rng, table)
        if table[row]:
            table[row][column] = nasty.word(rng)


def _swap_cells(rng: random.Random, table: Rows) -> None:
    (r, c), (s, d) = _place(rng, table), _place(rng, table)
    if table[r] and table[s]:
        table[r][c], table[s][d] = table[s][d], table[r][c]


def _swap_rows(rng: random.Random, table: Rows) -> None:
    (r, _), (s, _) = _place(rng, table), _place(rng, table)
    table[r], table[s] = table[s], table[r]


def _again(rng: random.Random, table: Rows) -> None:
    (r, _), (s, _) = _place(rng, table), _place(rng, table)
    table.insert(s, list(table[r]))


def _lose_rows(rng: random.Random, table: Rows) -> None:
    start, end = span(rng, len(table))
    del table[start:end]


def _column(rng: random.Random, table: Rows) -> None:
    """A column is lost, doubled, moved or filled with one value."""
    width = max(map(len, table), default=0)
    a, b, how, fill = rng.randrange(width or 1), rng.randrange(width or 1), rng.randrange(4), nasty.word(rng)[:50]
    for row in table[rng.choice((0, 0, 0, 1)):]:
        if a < len(row) and b < len(row):
            if how == 0:
                del row[a]
            elif how == 1:
                row.insert(b, row[a])
            elif how == 2:
                row[a], row[b] = row[b], row[a]
            else:
                row[a] = fill


def _ragged(rng: random.Random, table: Rows) -> None:
    row, _ = _place(rng, table)
    table[row] = rng.choice((table[row] + [nasty.word(rng)] * rng.randint(1, 4), table[row][:rng.randint(0, 2)], []))


ROWS = (_cell, _cell, _cell, _swap_cells, _swap_rows, _again, _lose_rows, _column, _ragged)


def values(rng: random.Random, data: bytes) -> bytes:
    """A JSON with another value, key or order somewhere; ``DEEP`` stands for brackets beyond what parsers nest."""
    try:
        document = json.loads(data)
    except (ValueError, RecursionError):
        return bytewise(rng, data)
    nodes = list(_nodes(document))
    if not nodes:
        return bytewise(rng, data)
    for _ in range(rng.randint(1, 3)):
        _change(rng, *rng.choice(nodes))
    text = json.dumps(document, ensure_ascii=rng.random() < 0.5)
    depth = rng.choice((500, 100_000))
    return text.replace(f'"{DEEP}"', "[" * depth + "]" * depth).encode("utf-8", "surrogatepass")


def _nodes(part: Any):
    """Every place that holds a value: its container and its key."""
    for key in part if isinstance(part, dict) else range(len(part)) if isinstance(part, list) else ():
        yield part, key
        yield from _nodes(part[key])


def _change(rng: random.Random, part: Any, key: Any) -> None:
    if key not in (part if isinstance(part, dict) else range(len(part))):
        return
    how = rng.randrange(8)
    if how < 4:
        part[key] = nasty.value(rng)
    elif how == 4:
        part[key] = rng.choice((DEEP, [part[key]], {"value": part[key]}, str(part[key])))
    elif how == 5:
        del part[key]
    elif isinstance(part, list):
        part.insert(rng.randrange(len(part) + 1), part[key])
    else:
        part[rng.choice((nasty.word(rng), str(key).upper()))] = part.pop(key)
