"""Bring in new editions of the data, after showing what they move.

For each source: fetch its newest edition (or take a file that you have), build its tables beside the data folder,
check them, compare tables, prose and verdicts with what is there, show that, ask, and write everything in one step
or nothing at all. One source that fails stops the whole update; naming the others with --source goes on without it.
"""
from __future__ import annotations

import argparse
import contextlib
import importlib.util
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from trilateral import paths

if TYPE_CHECKING:
    from trilateral.sources.upstreams import Upstream
    from trilateral.update import Proposal

NEEDED = ("defusedxml", "filelock", "openpyxl", "platformdirs", "requests", "tqdm")
"""Packages that only an update needs: the extra ``sources``."""

DONE, FAILED, CHANGES = 0, 1, 3
"""Exit statuses. ``CHANGES``: something would change and was not written, so that a scheduler can tell news from
none and from failure. 2, a call that was not understood, is argparse's."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.set_defaults(misunderstood=parser.error)
    parser.epilog = "Exit status: 0 written or nothing changes, 1 failed, 2 call not understood, 3 changes not written."
    which = parser.add_argument_group("what to bring in")
    which.add_argument("--source", action="append", default=[], metavar="NAME", help="only this source (repeatable)")
    which.add_argument("--from", action="append", default=[], metavar="[ROLE=]FILE", dest="files",
                       help="take a file that you have instead of fetching (repeatable)")
    which.add_argument("--to", metavar="EDITION", help="another edition than the newest, of one source")
    how = parser.add_argument_group("whether to write")
    how.add_argument("--dry-run", action="store_true", help="show what would change, write nothing")
    how.add_argument("--yes", action="store_true", help="accept without asking")
    how.add_argument("--accept-broken", action="store_true", help="accept even if a chapter or drawing no longer works")
    show = parser.add_argument_group("what to show")
    show.add_argument("--all", action="store_true", help="every change, not the largest ones")
    show.add_argument("--no-prose", action="store_true", help="leave out what the chapters would say (quicker)")
    show.add_argument("--json", action="store_true", help="machine-readable, on standard output")
    show.add_argument("--summary", type=Path, metavar="FILE",
                      help="put the summary there too, as Markdown, or as JSON if FILE ends in .json")
    others = parser.add_argument_group("instead of bringing in an edition").add_mutually_exclusive_group()
    others.add_argument("--list", action="store_true", help="the sources, their editions and tables")
    others.add_argument("--undo", action="store_true", help="take the last update back, byte for byte")
    others.add_argument("--redo", action="store_true", help="put the update that was taken back in place again")
    others.add_argument("--edit", metavar="TABLE", help="edit the rows of a table that was typed by hand")


def run(options: argparse.Namespace) -> int:
    """Do what was asked for."""
    _understand(options)
    data = paths.data_dir()
    if options.list:
        return _list(data)
    if lacking := [name for name in NEEDED if importlib.util.find_spec(name) is None]:
        raise ValueError(f"{', '.join(lacking)} is not installed; `make update` installs what an update needs, "
                         "as does `pip install --require-hashes -r requirements-update.txt`")
    _require_writable(data)
    from trilateral.update import transaction

    try:
        with transaction.lock(data):
            if options.undo:
                print(f"Taken back:\n{transaction.undo(data)}")
                return DONE
            if options.redo:
                print(f"In place again:\n{transaction.redo(data)}")
                return DONE
            return _propose(options, data)
    except KeyboardInterrupt:
        print("trilateral update: interrupted; the data are whole, as they were or as accepted", file=sys.stderr)
        return FAILED


def _understand(options: argparse.Namespace) -> None:
    """Refuse what contradicts itself, and put the sources and files that are meant into the options."""
    from trilateral.sources.upstreams import UPSTREAMS

    fail = options.misunderstood
    if unknown := [name for name in options.source if name not in UPSTREAMS]:
        fail(f"--source {unknown[0]}: expected one of {', '.join(UPSTREAMS)}")
    if other := next((f"--{word}" for word in ("list", "undo", "redo", "edit") if getattr(options, word)), ""):
        if options.source or options.to or (options.files and not options.edit):
            fail(f"{other} goes without --source, --from and --to")
        if options.dry_run and not options.edit:
            fail(f"{other} goes without --dry-run")
        options.given = dict(map(_parted, options.files))
        if len(options.given) < len(options.files):
            fail("--edit takes the rows from one file, and one file a role")
        return
    if options.yes and options.dry_run:
        fail("--yes and --dry-run contradict each other")
    options.given = _given(options)
    names = options.source or list(options.given) or list(UPSTREAMS)
    options.wanted = [one for one in UPSTREAMS.values() if one.name in names]
    if options.to and len(options.wanted) != 1:
        fail("--to names an edition of one source: add --source NAME")


def _given(options: argparse.Namespace) -> dict[str, dict[str, Path]]:
    """Files of the user by source and role."""
    found: dict[str, dict[str, Path]] = {}
    for text in options.files:
        role, path = _parted(text)
        one, role = _meant(role, path, options)
        if role in found.setdefault(one.name, {}):
            options.misunderstood(f"--from {text}: {one.name} has a file for {role} already")
        found[one.name][role] = path
    if left := set(options.source) - set(found) if found else ():
        options.misunderstood(f"--from: no file for {', '.join(sorted(left))}; name only the sources of the files")
    return found


def _parted(text: str) -> tuple[str, Path]:
    role, sign, path = text.partition("=")
    return (role, Path(path)) if sign and role.isidentifier() else ("", Path(text))


def _meant(role: str, path: Path, options: argparse.Namespace) -> tuple[Upstream, str]:
    """Whose file it is: by the role, by the only source that was named, or by the file's name."""
    from trilateral.sources.upstreams import UPSTREAMS, recognised

    known = {name: UPSTREAMS[name] for name in options.source or UPSTREAMS}
    if not path.is_file():
        options.misunderstood(f"--from {path}: no such file")
    if role:
        owners = [one for one in known.values() if role in one.roles]
        if not owners:
            options.misunderstood(f"--from {role}={path}: expected a role of {', '.join(known)}: "
                                  + ", ".join(role for one in known.values() for role in one.roles))
        return owners[0], role
    if len(known) == 1:
        (one,) = known.values()
        if not (role := one.role(path) or ""):
            options.misunderstood(f"--from {path}: which file of {one.name} is it? Say ROLE=FILE with one of "
                                  + "; ".join(f"{role}: {what}" for role, what in one.roles.items()))
        return one, role
    if not (found := recognised(path, known)):
        options.misunderstood(f"--from {path}: its name tells no source; add --source with one of {', '.join(known)}")
    return found


def _list(data: Path) -> int:
    """Print every source with its present edition."""
    from trilateral.sources.upstreams import UPSTREAMS
    from trilateral.update import provenance

    for one in UPSTREAMS.values():
        print(f"{one.name}: {one.title}")
        for name in one.tables:
            found = [source for id, source in provenance.sources(name, data).items() if id in one.sources]
            print(f"  {name:<28} " + ("; ".join(f"{source['edition']}; retrieved {source['retrieved']}"
                                                for source in found) or "not there yet"))
        for role, what in one.roles.items():
            print(f"  --from {role}=FILE: {what}")
    return DONE


def _require_writable(data: Path) -> None:
    """The staged copy stands beside the data folder, so both folders must be open to writing."""
    for folder in (data, data.parent):
        if not os.access(folder, os.W_OK | os.X_OK):
            raise PermissionError(f"{folder}: cannot be written; copy {data} and name the copy in TRILATERAL_DATA")


def _propose(options: argparse.Namespace, data: Path) -> int:
    """Prepare, show, decide; what is not accepted leaves nothing behind."""
    from trilateral import update

    proposal = _prepared(options, data)
    try:
        status = _decide(options, proposal)
        if status is None:
            update.accept(proposal)
            print("Written. `trilateral update --undo` takes it back.", file=sys.stderr)
    finally:
        update.drop(proposal.stage)
    return DONE if status is None else status


def _prepared(options: argparse.Namespace, data: Path) -> Proposal:
    from trilateral import fetching, update
    from trilateral.cli.progress import Progress

    prose = not options.no_prose
    if options.edit:
        rows = options.given.pop("", None)
        return update.prepare_edit(options.edit, rows=rows, inputs=options.given, data=data, prose=prose)
    with contextlib.closing(Progress()) as progress, fetching.Client(told=progress.bytes) as client:
        return update.prepare(options.wanted, client, files=options.given, edition=options.to, data=data, prose=prose,
                              told=progress.step)


def _decide(options: argparse.Namespace, proposal: Proposal) -> int | None:
    """Show a proposal; None to accept it, else the exit status."""
    record = proposal.record
    print(_json(proposal) if options.json else _text(proposal, options.all))
    if options.summary:
        content = _json(proposal) if options.summary.suffix == ".json" else _markdown(proposal)
        options.summary.write_text(content, "utf-8")
    if proposal.empty:
        return DONE
    if record.failures and not options.accept_broken:
        print("Nothing was written, for these no longer work (--accept-broken accepts it all the same):\n"
              + "\n".join(f"  {line}" for line in record.failures), file=sys.stderr)
        return FAILED
    if options.yes:
        return None
    if options.dry_run or not sys.stdin.isatty():
        why = "a dry run" if options.dry_run else "there is no terminal to ask on; --yes accepts"
        print(f"Nothing was written: {why}.", file=sys.stderr)
        return CHANGES
    return None if _asked() else CHANGES


def _text(proposal: Proposal, everything: bool) -> str:
    left = ["", "Not rebuilt with it:", *(f"  {line}" for line in proposal.stale)] if proposal.stale else []
    return "\n".join([proposal.record.text(everything=everything).rstrip("\n"), *left])


def _markdown(proposal: Proposal) -> str:
    left = ["", "## Not rebuilt with it", "", *(f"- {line}" for line in proposal.stale)] if proposal.stale else []
    return "\n".join([proposal.record.markdown().rstrip("\n"), *left, ""])


def _json(proposal: Proposal) -> str:
    return json.dumps({**json.loads(proposal.record.json()), "stale": proposal.stale}, indent=1, ensure_ascii=False)


def _asked() -> bool:
    print("Write this? [y/N] ", end="", file=sys.stderr, flush=True)
    if sys.stdin.readline().strip().lower() in ("y", "yes"):
        return True
    print("Nothing was written.", file=sys.stderr)
    return False
