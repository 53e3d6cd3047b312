"""A page never shows a result whose inputs have changed since.

A chapter's execution is valid for its code, the files and modules that it was seen to use, the
lock, the Python version and the data folder. Before Sphinx reads anything, chapters whose execution
is no longer valid run again and are put into jupyter-cache, from which myst-nb reads them. Chapters
whose page was last written from another execution are read and written again.
"""
from __future__ import annotations

import hashlib
import json
import os
import sys
from pathlib import Path

from jupyter_cache import get_cache
from jupyter_cache.base import CacheBundleIn
from jupyter_cache.cache.db import NbCacheRecord, session_context
from myst_nb.core.read import create_nb_reader
from myst_nb.ext.glue.utils import PendingGlueReference
from sphinx.errors import ExtensionError
from sphinx.util import logging

from trilateral import observing
from trilateral.sphinxext.execution import Job, execute

log = logging.getLogger(__name__)
LOCK = "requirements.txt"


class Shelf:
    """The executed chapters, in jupyter-cache; each with what it rests on."""

    def __init__(self, folder: str, root: Path):
        self.cache = get_cache(folder)
        self.root = root
        self._digests: dict[tuple[str, str], str] = {}

    def key(self, notebook) -> str:
        """The key under which jupyter-cache keeps a notebook: its code cells and kernel."""
        return self.cache.create_hashed_notebook(notebook)[1]

    def find(self, key: str) -> dict | None:
        """What the execution kept under ``key`` rests on; None where there is none, or no whole one."""
        try:
            record = NbCacheRecord.record_from_hashkey(key, self.cache.db)
        except KeyError:
            return None
        # Only a look: to load the bundle costs as much as to read the page.
        there = self.cache._get_notebook_path_cache(key).is_file()
        return (record.data or {}).get("rests_on") if there else None

    def keep(self, outcome) -> dict:
        """Keep an executed chapter; give what it rests on. That is kept last: a record without it does not count."""
        notebook = outcome.notebook
        key = self.key(notebook)
        try:
            self.cache.remove_cache(NbCacheRecord.record_from_hashkey(key, self.cache.db).pk)
        except KeyError:
            pass
        data = {"execution_seconds": outcome.seconds}
        bundle = CacheBundleIn(notebook, str(outcome.job.path), data=data)
        record = self.cache.cache_notebook_bundle(bundle, check_validity=False, overwrite=True)
        rests_on = {**outcome.rests_on, "settings": self.settings()}
        with session_context(self.cache.db) as session:
            stored = session.get(NbCacheRecord, record.pk)
            stored.data = {**data, "rests_on": rests_on}
            session.commit()
        return rests_on

    def settings(self) -> dict[str, str]:
        """What every chapter rests on."""
        return {
            "lock": self._digest("files", LOCK),
            "python": ".".join(map(str, sys.version_info[:2])),
            "data folder": os.environ.get("TRILATERAL_DATA", ""),
        }

    def changed(self, rests_on: dict) -> list[str]:
        """Names of what is no longer as it was when the chapter ran."""
        now = self.settings()
        old = rests_on.get("settings", {})
        names = [name for name in now if now[name] != old.get(name)]
        for kind in ("files", "folders", "modules"):
            names += [name for name, digest in rests_on[kind].items() if self._digest(kind, name) != digest]
        return names

    def _digest(self, kind: str, name: str) -> str:
        if (kind, name) not in self._digests:
            wanted = {"files": [], "folders": [], "modules": [], kind: [name]}
            found = observing.digests(self.root, wanted["files"], wanted["folders"], wanted["modules"])
            self._digests[kind, name] = found[kind][name]
        return self._digests[kind, name]


def digest(*parts) -> str:
    """One digest of anything that JSON can hold."""
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def outdated(app, env, added, changed, removed) -> list[str]:
    """Sphinx asks which pages are out of date: run what must run, name the pages that show something old."""
    if env.mystnb_config.execution_mode != "cache":
        log.warning("trilateral: execute_notebooks is not 'cache', so changed data do not run chapters again")
        return []
    shelf = Shelf(env.mystnb_config.execution_cache_path, Path(app.srcdir))
    notebooks = _notebooks(app, env, shelf)
    jobs, env.trilateral_rests = [], {}
    for doc, (path, notebook, key) in notebooks.items():
        rests_on = shelf.find(key)
        reason = "not executed yet" if rests_on is None else _because(shelf.changed(rests_on))
        if reason:
            jobs.append(Job(doc, path, notebook, reason))
        else:
            env.trilateral_rests[doc] = rests_on
    _run(jobs, shelf, env)
    env.trilateral_pages = {
        doc: digest(key, env.trilateral_rests[doc]) for doc, (_, _, key) in notebooks.items()
    }
    env.trilateral_status = digest(env.trilateral_rests)
    written = _written(app)
    stale = {doc for doc, now in env.trilateral_pages.items() if written["pages"].get(doc) != now}
    if written["status"] != env.trilateral_status:
        stale |= getattr(env, "trilateral_status_pages", set())
    return sorted(stale & set(env.found_docs))


def _because(names: list[str]) -> str:
    if not names:
        return ""
    return f"{', '.join(names[:3])}{f' and {len(names) - 3} more' if len(names) > 3 else ''} changed"


def _notebooks(app, env, shelf: Shelf) -> dict[str, tuple]:
    """Path, notebook and key of every page that has code."""
    found, keys = {}, {}
    for doc in sorted(env.found_docs):
        path = Path(env.doc2path(doc))
        text = path.read_text("utf-8")
        reader = create_nb_reader(str(path), env.myst_config, env.mystnb_config, text)
        if reader is None:
            continue
        notebook = reader.read(text)
        if not any(cell.cell_type == "code" for cell in notebook.cells):
            continue
        key = shelf.key(notebook)
        if key in keys:
            raise ExtensionError(f"{doc} and {keys[key]} have the same code: jupyter-cache cannot tell them apart")
        keys[key] = doc
        found[doc] = (path, notebook, key)
    return found


def _run(jobs: list[Job], shelf: Shelf, env) -> None:
    """Run the jobs, keep what succeeded; failures end the build, all on one screen."""
    for job in jobs:
        log.info("%s runs: %s", job.doc, job.reason)
    lines, failures = [], []
    for outcome in execute(jobs, shelf.root, env.mystnb_config.execution_timeout):
        lines.append({"chapter": outcome.job.doc, "because": outcome.job.reason, "seconds": round(outcome.seconds, 2),
                      "failed": outcome.failure})
        if outcome.failure:
            failures.append(outcome.failure)
            continue
        env.trilateral_rests[outcome.job.doc] = shelf.keep(outcome)
        log.info("%s executed in %.1f s (%d of %d)", outcome.job.doc, outcome.seconds, len(lines), len(jobs))
    report_path(env.app).write_text(json.dumps(lines, indent=1), "utf-8")
    if failures:
        raise ExtensionError("\n\n".join(["chapters failed:", *failures]))


def note_glue(app, doctree) -> None:
    """Remember which pages a page borrows values from."""
    env = app.env
    lenders = {node.refdoc for node in doctree.findall(PendingGlueReference)}
    borrowed = getattr(env, "trilateral_borrowed", {})
    borrowed[env.docname] = lenders
    env.trilateral_borrowed = borrowed


def borrowers(app, env) -> list[str]:
    """Pages that borrow a value from a page that has just been read again."""
    if not hasattr(env, "trilateral_pages"):
        return []
    written = _written(app)["pages"]
    fresh = {doc for doc, now in env.trilateral_pages.items() if written.get(doc) != now}
    borrowed = getattr(env, "trilateral_borrowed", {})
    return sorted(doc for doc, lenders in borrowed.items() if lenders & fresh and doc in env.found_docs)


def report_path(app) -> Path:
    """Beside the pages: which chapters ran in the last build, why, how long, and what failed."""
    return Path(app.outdir).parent / "execution.json"


def _notes_path(app) -> Path:
    """Beside the pages, not among them: what the pages that stand there were written from."""
    return Path(app.outdir).parent / f".{Path(app.outdir).name}-written.json"


def _written(app) -> dict:
    path = _notes_path(app)
    if path.is_file() and Path(app.outdir).is_dir():
        try:
            return json.loads(path.read_text("utf-8"))
        except ValueError:
            pass  # half written: as if nothing had been
    return {"pages": {}, "status": ""}


def finished(app, exception) -> None:
    """Only a build that came to its end says what its pages were written from."""
    env = app.env
    if exception or env is None or not hasattr(env, "trilateral_pages"):
        return
    notes = {"pages": env.trilateral_pages, "status": env.trilateral_status}
    _notes_path(app).write_text(json.dumps(notes, indent=1, sort_keys=True), "utf-8")


def register(app) -> None:
    """Connect to Sphinx."""
    app.connect("env-get-outdated", outdated)
    app.connect("doctree-read", note_glue)
    app.connect("env-updated", borrowers)
    app.connect("build-finished", finished)
