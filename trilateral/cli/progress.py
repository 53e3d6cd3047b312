"""Say on stderr how far a long command is: a bar on a terminal, a plain line a step elsewhere."""
from __future__ import annotations

import sys
from typing import TextIO


class Progress:
    """Steps and bytes of one command; :meth:`close` leaves the terminal as it was."""

    def __init__(self, stream: TextIO | None = None):
        self.stream = stream or sys.stderr
        self.bar = None

    def step(self, words: str, done: int, total: int) -> None:
        """What happens now, after ``done`` of ``total`` steps."""
        if not self.stream.isatty():
            print(f"[{done + 1}/{total}] {words}", file=self.stream, flush=True)
            return
        if self.bar is None:
            from tqdm import tqdm

            self.bar = tqdm(total=total, file=self.stream, leave=False, bar_format="{desc:<60.60} {bar} {n}/{total}")
        self.bar.n = done
        self.bar.set_description_str(words)

    def bytes(self, name: str, done: int, total: int) -> None:
        """Bytes that came of a file; ``total`` is 0 where the server does not say."""
        if self.bar is not None:
            share = f" of {total / 1e6:.1f}" if total else ""
            self.bar.set_description_str(f"{name}: {done / 1e6:.1f}{share} MB")

    def close(self) -> None:
        """Take the bar away."""
        if self.bar is not None:
            self.bar.close()
            self.bar = None
