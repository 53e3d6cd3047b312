"""What a reply is by its looks: a page of HTML under another name, and its words for a message."""
from __future__ import annotations

import html
import re

HTML = re.compile(rb"<(!doctype\s+html|html|head|body|title|meta|script)[\s>]", re.IGNORECASE)
SILENT = re.compile(r"<(script|style|svg)\b.*?(</\1\s*>|\Z)|<!--.*?(-->|\Z)|<[^>]*(>|\Z)", re.IGNORECASE | re.DOTALL)


def is_html(content: bytes) -> bool:
    """Whether it begins as a page of HTML, whatever it was declared to be."""
    head = content[:2048].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")  # UTF-16 has a zero a letter
    return head.startswith(b"<") and HTML.search(head) is not None


def extract(content: bytes, most: int = 100) -> str:
    """The first words of a page or a text: one line, printable, at most ``most`` characters; of bytes, nothing."""
    text = content[:4096].decode("utf-8", errors="replace").lstrip("\ufeff")
    if "\0" in text or text.count("\ufffd") > 10:
        return ""
    return plain(html.unescape(SILENT.sub(" ", text)), most)


def plain(text: str, most: int = 200) -> str:
    """What somebody else's text says, safe in a terminal: one line, printable, at most ``most`` characters."""
    line = "".join(letter for letter in " ".join(text.split()) if letter.isprintable())
    return line if len(line) <= most else line[:most - 1].rstrip() + "…"
