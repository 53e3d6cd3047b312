"""Pages as Sphinx wrote them, kept aside: a build that writes one page anew must make all of them lean again."""
from __future__ import annotations

import hashlib
import json
from pathlib import Path


class Originals:
    """The pages of an HTML folder; ``cache`` keeps what Sphinx wrote and the digests of what we made of it."""

    def __init__(self, out: Path, cache: Path):
        self.out, self.folder, self.notes = out, cache / "pages", cache / "pages.json"

    def read(self) -> dict[Path, str]:
        """The text of every page as Sphinx wrote it, by the page's path."""
        noted = json.loads(self.notes.read_text("utf-8")) if self.notes.exists() else {}
        return {path: self._original(path, noted) for path in sorted(self.out.rglob("*.html"))
                if "_static" not in path.relative_to(self.out).parts}

    def _original(self, path: Path, noted: dict[str, str]) -> str:
        name = path.relative_to(self.out)
        kept, text = self.folder / name, path.read_text("utf-8")
        if noted.get(name.as_posix()) == _digest(text) and kept.exists():
            return kept.read_text("utf-8")
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(text, "utf-8")
        return text

    def write(self, texts: dict[Path, str]) -> None:
        """Write the pages that changed, and note all."""
        for path, text in texts.items():
            if path.read_text("utf-8") != text:
                path.write_text(text, "utf-8")
        noted = {path.relative_to(self.out).as_posix(): _digest(text) for path, text in texts.items()}
        self.notes.write_text(json.dumps(noted, indent=0, sort_keys=True), "utf-8")


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
