"""Make a proposal: take each source's files, build beside the book, say where they came from, compare."""
from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from trilateral import paths
from trilateral.sources import shrinking
from trilateral.tables import DataError
from trilateral.update import Proposal, Taken, editions, provenance, staging, summary, transaction

if TYPE_CHECKING:
    from trilateral.fetching import Client, Snapshot
    from trilateral.sources.upstreams import Upstream
    from trilateral.update.staging import Stage

Told = Callable[[str, int, int], None]
"""``told(words, done, total)``: what happens now, how many steps lie behind it and how many there are."""


def prepare(wanted: Sequence[Upstream], client: Client, *, files: Mapping[str, Mapping[str, Path]] | None = None,
            edition: str | None = None, data: Path | None = None, prose: bool = True,
            told: Told | None = None) -> Proposal:
    """Fetch, build into a staged copy of the data folder, verify, compare. ``data/`` is not touched.

    Parameters
    ----------
    files
        Files that a user has, by source and role; a source without is fetched.
    edition
        The one that is wanted instead of the newest; then it may be older than the present one.
    data
        Data folder to update; the book's own by default.
    prose
        Whether the chapters are read under the new data as well, which takes longest.

    Raises
    ------
    DataError
        A source failed: then nothing of the others is proposed either, and the message says which came through.
        One that fails alone has its own message; of several, each has a line.
    """
    data = data or paths.data_dir()
    told = told or (lambda words, done, total: None)
    steps = 2 * len(wanted) + 1
    transaction.recover(data)
    stage = staging.stage(data)
    try:
        taken, failures = [], {}
        for number, one in enumerate(wanted):
            given = (files or {}).get(one.name, {})
            try:
                told(f"{one.name}: {'reading the file' if given else 'fetching'}", 2 * number, steps)
                snapshots = _snapshots(one, client, given, edition)
                told(f"{one.name}: building {', '.join(one.tables)}", 2 * number + 1, steps)
                taken.append(_take(one, snapshots, edition, bool(given), stage))
            except DataError as error:
                failures[one.name] = error
        _stop(failures, [one.upstream.name for one in taken])
        told("comparing", steps - 1, steps)
        prose = prose and any(_moved(name, stage) for one in wanted for name in one.tables)
        return Proposal(tuple(taken), stage, summary.record(taken, data, stage.next, prose=prose), {}, _stale(stage))
    except BaseException:
        drop(stage)
        raise


def prepare_edit(name: str, *, rows: Path | None = None, inputs: Mapping[str, Path] | None = None,
                 data: Path | None = None, prose: bool = True) -> Proposal:
    """The same for a table that was typed by hand: its rows edited, or taken from ``rows``.

    ``inputs`` are files that its builder checks the rows against, by role.
    """
    from trilateral.update import editing

    data = data or paths.data_dir()
    transaction.recover(data)
    stage, also = editing.edit(name, data, rows, inputs=inputs)
    try:
        return Proposal((), stage, summary.record([], data, stage.next, prose=prose), dict(also), _stale(stage))
    except BaseException:
        drop(stage)
        raise


def accept(proposal: Proposal) -> None:
    """Put a proposal in place, whole or not at all."""
    transaction.commit(proposal.stage, proposal.record.text(), proposal.also or None)


def drop(stage: Stage) -> None:
    """Remove the staged copy of a proposal that was not accepted."""
    staging.discard(stage)


def _snapshots(one: Upstream, client: Client, given: Mapping[str, Path], edition: str | None) -> dict[str, Snapshot]:
    if given:
        return {role: client.store.take(path) for role, path in given.items()}
    return one.fetch(client, edition)


def _take(one: Upstream, snapshots: dict[str, Snapshot], wanted: str | None, given: bool, stage: Stage) -> Taken:
    """Build one source's tables in the stage; what comes out the same leaves its manifest as it stands.

    A manifest says when and from where these very bytes came. Files that give the same bytes and the same edition
    again are no news, so a second update changes nothing, not even a date; where an upstream generates its files
    anew for everybody who asks, the same bytes are enough.
    """
    kept = _content(one, stage.next)
    present = {name: provenance.sources(name, stage.next) for name in one.tables}
    before = _edition(one, stage.next)
    with shrinking.allowed() if wanted else contextlib.nullcontext():  # an older edition has less, and was asked for
        one.build({role: found.path for role, found in snapshots.items()}, stage.next, provenance.day(snapshots))
    after = _edition(one, stage.next)
    _check_edition(one, snapshots, before, after, wanted, given)
    if (one.generated or before == after) and _without_manifests(kept) == _without_manifests(_content(one, stage.next)):
        for path, content in kept.items():
            path.write_bytes(content)
    else:
        for name in one.tables:
            provenance.note(name, one, snapshots, stage.next, present[name])
    return Taken(one, snapshots, before, after)


def _check_edition(one: Upstream, snapshots: Mapping[str, Snapshot], before: str, after: str,
                   wanted: str | None, given: bool) -> None:
    files = ", ".join(found.path.name for found in snapshots.values())
    if wanted and given and not editions.is_called(after, wanted):
        raise DataError(f"{files}: edition {after!r} of {one.name}; --to asks for {wanted!r}")
    if not wanted and editions.is_older(after, before):
        raise DataError(f"{files}: edition {after!r} of {one.name}, older than the present {before!r}; "
                        "a newer one is expected (--to with the edition takes an older one all the same)")


def _stale(stage: Stage) -> tuple[str, ...]:
    """What the update leaves behind: computed from another file than the one that would stand beside it."""
    from trilateral.sources.geo import staleness

    before = staleness.stale(stage.data)
    return tuple(str(one) for one in staleness.stale(stage.next) if one not in before)


def _edition(one: Upstream, folder: Path) -> str:
    """What the manifests call the upstream's edition; nothing where there is no table yet."""
    found = (provenance.sources(name, folder).get(id) for name in one.tables for id in one.sources)
    return next((source["edition"] for source in found if source), "")


def _content(one: Upstream, folder: Path) -> dict[Path, bytes]:
    """The files of an upstream's tables, manifests included."""
    found = (folder / f"{name}{ending}" for name in one.tables for ending in (".csv", ".geojson", ".yml"))
    return {path: path.read_bytes() for path in found if path.is_file()}


def _without_manifests(content: dict[Path, bytes]) -> dict[Path, bytes]:
    return {path: held for path, held in content.items() if path.suffix != ".yml"}


def _moved(name: str, stage: Stage) -> bool:
    """Whether the table or its manifest is another one in the stage."""
    return any(_read(stage.data / f"{name}{ending}") != _read(stage.next / f"{name}{ending}")
               for ending in (".csv", ".geojson", ".yml"))


def _read(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""


def _stop(failures: Mapping[str, DataError], through: Sequence[str]) -> None:
    """All or nothing: a book whose sources were updated halfway without anybody's decision would mislead."""
    if not failures:
        return
    if len(failures) == 1 and not through:
        raise next(iter(failures.values()))
    lines = [f"{name}: {error}" for name, error in failures.items()]
    rest = ("without the others: " + " ".join(f"--source {name}" for name in through) if through
            else "no source came through")
    raise DataError("\n".join([*lines, f"nothing is proposed; {rest}"]))
