"""The directive ``rests-on``: what each chapter's execution rests on, with digests.

No date and no duration, so that two builds of the same tree write the same page.
"""
from __future__ import annotations

from pathlib import Path

from docutils import nodes
from docutils.statemachine import StringList
from sphinx.util.docutils import SphinxDirective

from trilateral import ledger, tables

SHORT = 12  # characters of a digest that a reader can compare


class RestsOn(SphinxDirective):
    """One foldable table a chapter: data with editions, modules, lock."""

    def run(self) -> list[nodes.Node]:
        """Nodes of the tables."""
        pages = getattr(self.env, "trilateral_status_pages", set())
        self.env.trilateral_status_pages = pages | {self.env.docname}
        rests = getattr(self.env, "trilateral_rests", {})
        holder = nodes.container(classes=["rests-on"])
        lines = [line for doc in sorted(rests) for line in _chapter(doc, rests[doc])]
        self.state.nested_parse(StringList(lines, source=self.env.docname), self.content_offset, holder)
        return [holder]


def _chapter(doc: str, rests_on: dict) -> list[str]:
    """MyST Markdown of one chapter's table."""
    rows = [*_data(rests_on["files"]), *(("module", name, "", digest) for name, digest in rests_on["modules"].items())]
    rows += [("folder", name, "", digest) for name, digest in rests_on["folders"].items()]
    rows.append(("lock", "requirements.txt", "", rests_on["settings"]["lock"]))
    return [
        f":::{{dropdown}} `{doc}`: {len(rows)} inputs",
        "```{list-table}",
        ":header-rows: 1",
        "",
        "* - Kind", "  - Name", "  - Edition", "  - Digest",
        *(cell for kind, name, edition, digest in rows
          for cell in (f"* - {kind}", f"  - `{name}`", f"  - {edition}", f"  - `{digest[:SHORT] or 'gone'}`")),
        "```",
        ":::",
        "",
    ]


def _data(files: dict[str, str]) -> list[tuple[str, str, str, str]]:
    rows = []
    for name, digest in files.items():
        kind = {".csv": "table", ".geojson": "layer", ".yml": "manifest"}.get(Path(name).suffix, "file")
        rows.append((kind, name, _edition(name), digest))
    return rows


def _edition(name: str) -> str:
    """Editions of the sources of a table, for its manifest's row."""
    path = Path(name)
    if path.parts[:1] != ("data",) or path.suffix != ".yml":
        return ""
    if path.name == ledger.FILE:
        return f"as of {ledger.contents().as_of}"
    found = tables.manifest(path.relative_to("data").with_suffix("").as_posix())
    return "; ".join(dict.fromkeys(source.edition for source in found.sources))


def register(app) -> None:
    """Make the directive known."""
    app.add_directive("rests-on", RestsOn)
