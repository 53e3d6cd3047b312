"""Read a text file of an upstream: UTF-8, with or without its mark; anything else is one clear error."""
from __future__ import annotations

import codecs
import re
from pathlib import Path

from trilateral.tables import DataError

MARKS = {codecs.BOM_UTF16_LE: "UTF-16", codecs.BOM_UTF16_BE: "UTF-16"}
PAGE = re.compile(r"\s*<(?:!doctype|html|head|\?xml)\b", re.IGNORECASE)


def read(path: Path, what: str) -> str:
    """The text of the file at ``path``, without a byte order mark; ``what`` says what it should hold.

    Raises
    ------
    DataError
        The file is empty, in another encoding, binary, or a page of HTML, as servers send with an error.
    """
    content = path.read_bytes()
    if encoding := MARKS.get(content[:2]):
        raise DataError(f"{path.name}: begins with the byte order mark of {encoding}; {what} in UTF-8 is expected")
    if (nul := content.find(b"\0")) >= 0:
        raise DataError(f"{path.name}, byte {nul + 1:,}: is NUL; {what} in UTF-8 is expected")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DataError(f"{path.name}, byte {error.start + 1:,}: 0x{content[error.start]:02X} is not UTF-8; "
                        f"{what} in UTF-8 is expected") from None
    if not text.strip():
        raise DataError(f"{path.name}: is empty; {what} is expected")
    if PAGE.match(text):
        raise DataError(f"{path.name}: is a page of HTML or XML; {what} is expected")
    return text
