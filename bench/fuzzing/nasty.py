"""Values that break parsers: each has broken one somewhere."""
from __future__ import annotations

import random
from typing import Any

WORDS = (
    "", " ", "nan", "NaN", "inf", "-inf", "Infinity", "1e999", "-1e999", "1e-400", "-0", "-1", "0", "0.5",
    "1e5", "12", "1,234", "1.234,5", "1 234", "1\u00a0234", "1_000", "0x10", "+7", "--", "...", "…", "..",
    "xxx", "n/a", "NA", "null", "None", "True", "=1+1", "#REF!", "#DIV/0!", '"', "'", '""', ",", ";", "\t",
    "\n", "\r", "\r\n", "\x00", "\x0b", "\x1b[2J", "a\u2028b", "\ufeff", "\u202e", "²", "½", "٣", "１９９９",
    "二〇二四", "𝟙", "🚀", "é", "\ud800", "{x}", "{}", "%s", "\\", "../../x", "<b>", "&amp;", "&#0;", "1999", "1990",
    "2024", "2024.0", "2024.5", "9999", "0001", "10000", "-2024", "2024-02-30", "2024/13/01", "0000/00/00",
    "1e400", "9" * 25, "9" * 400, "9" * 5000, "KOR", "JPN", "TWN", "Korea, South",
)
LONG = "x" * 140_000  # longer than the csv module's own limit of a field
NUMBERS: tuple[Any, ...] = (0, -1, 1, 0.5, 1e308, -1e308, 5e-324, 10**30, -(10**30), 10**400, float("nan"),
                            float("inf"), 2024, 2024.5)


def word(rng: random.Random) -> str:
    """A text; one in a hundred is very long."""
    return LONG if rng.random() < 0.01 else rng.choice(WORDS)


def value(rng: random.Random) -> Any:
    """Anything that JSON can hold."""
    return rng.choice((None, True, False, [], {}, [[]], {"a": 1}, [None] * 3, rng.choice(NUMBERS), word(rng),
                       word(rng)))
