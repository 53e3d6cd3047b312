"""Outside links of the book, asked one by one with Sphinx's own link checker.

Nothing is built for readers, and the check has page trees of its own, so the site's build stays fresh. A host that
refuses robots says nothing about its page; such links are listed and are no faults.
"""
from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

IGNORED = {
    r"https?://(localhost|127\.0\.0\.1)(:\d+)?(/|$)": "an address of the reader's own machine, in how-tos",
}
"""Addresses that are not asked, as regular expressions, and why."""
SETTINGS = {
    "linkcheck_ignore": list(IGNORED),
    "linkcheck_anchors": False,  # pages that a script lays out have none before it runs
    "linkcheck_timeout": 30,
    "linkcheck_retries": 3,
    "linkcheck_workers": 4,  # few at a time: most links lead to a handful of ministries and archives
    "linkcheck_rate_limit_timeout": 120.0,  # seconds that a host may ask us to wait
    "linkcheck_report_timeouts_as_broken": False,
    "user_agent": "Mozilla/5.0 (compatible; link check of the book Three Partners, weekly)",
}
REFUSED = ("401", "403", "405", "406", "418", "429", "451", "503", "Rate limited")
_CALL = """
import json, sys
from jupyter_book.sphinx import build_sphinx
source, out, doctrees, settings = sys.argv[1:]
sys.exit(build_sphinx(source, out, noconfig=True, path_config=f"{source}/_config.yml", doctreedir=doctrees,
                      builder="linkcheck", confoverrides=json.loads(settings), keep_going=True) not in (0, 1))
"""


@dataclass(frozen=True)
class Link:
    """An address, where it stands, and what asking it gave (Sphinx's words: broken, timeout, redirected, ...)."""

    uri: str
    place: str
    status: str
    info: str

    @property
    def kind(self) -> str:
        """One of gone, refused, slow, moved, or empty where all is well."""
        if self.status == "broken":
            return "refused" if any(word in self.info for word in REFUSED) else "gone"
        return {"timeout": "slow", "rate-limited": "refused", "redirected": "moved"}.get(self.status, "")


TITLES = {
    "gone": "Lead nowhere",
    "moved": "Lead on for good, to be exchanged",
    "slow": "Did not answer in time",
    "refused": "Refuse to be asked by a machine",
}


def check(root: Path, out: Path) -> list[Link]:
    """Ask every outside link of the book; executions are taken from the book's cache below ``out``.

    Raises
    ------
    OSError
        Sphinx could not read the book; its own messages say why.
    """
    folder = out / "linkcheck"
    settings = {"external_toc_path": str(root / "_toc.yml"), "latex_individualpages": False, **SETTINGS}
    call = [sys.executable, "-c", _CALL, str(root), str(folder), str(out / ".doctrees-links"), json.dumps(settings)]
    done = subprocess.run(call, check=False)
    if done.returncode or not (folder / "output.json").is_file():
        raise OSError("the book could not be read; the messages above say where")
    return read(folder / "output.json")


def read(path: Path) -> list[Link]:
    """Links of the checker's ``output.json`` that were asked, each address once, in order."""
    found: dict[str, Link] = {}
    for line in path.read_text("utf-8").splitlines():
        one = json.loads(line)
        if one["status"] in ("ignored", "unchecked", "local"):
            continue
        permanent = one["status"] != "redirected" or one.get("code") in (301, 308)
        status = one["status"] if permanent else "working"
        found.setdefault(one["uri"], Link(one["uri"], f"{one['filename']}:{one['lineno']}", status, one["info"]))
    return [found[uri] for uri in sorted(found)]


def markdown(links: Iterable[Link]) -> str:
    """A report with what needs a person first."""
    links = list(links)
    lines = [f"{len(links)} addresses were asked."]
    for kind, title in TITLES.items():
        if some := [link for link in links if link.kind == kind]:
            lines += ["", f"## {title} ({len(some)})", ""]
            lines += [f"- {link.place}: <{link.uri}>{_said(link)}" for link in some]
    return "\n".join(lines) + "\n"


def _said(link: Link) -> str:
    """The checker's words as code, in one line: whatever a host answered."""
    words = " ".join(link.info.replace("`", "'").split())[:200]
    return f" `{words}`" if words else ""
