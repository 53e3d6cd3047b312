"""Manifests say where their table came from: on which day, by which way, from which file.

A builder writes what its template says of the upstream; which file it was on which day only an update knows.
"""
from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from trilateral import tables
from trilateral.update import durable

if TYPE_CHECKING:
    from trilateral.fetching import Snapshot
    from trilateral.sources.upstreams import Upstream

KEPT = ("retrieved", "route")  # of a source that was not asked


def note(name: str, upstream: Upstream, snapshots: Mapping[str, Snapshot], folder: Path,
         present: Mapping[str, Mapping[str, Any]]) -> None:
    """Write day and route into the manifest of ``name`` in ``folder``, which was built from ``snapshots``.

    The other producers of the table keep the day and the route that they have in ``present``, the sources (by id)
    of the manifest that was there before.

    Raises
    ------
    DataError
        The table and its manifest are not what they have to be; the manifest is as it was.
    """
    path = folder / f"{name}.yml"
    text = yaml.safe_load(path.read_text("utf-8"))
    text["sources"] = [_noted(source, upstream, snapshots, present) for source in text["sources"]]
    old = path.read_bytes()
    durable.write(path, yaml.safe_dump(text, sort_keys=False, allow_unicode=True, width=100).encode())
    try:
        tables.verify(name, folder)
    except tables.DataError:
        durable.write(path, old)
        raise


def route(snapshots: Mapping[str, Snapshot]) -> str:
    """How the files came, in a sentence or two for a manifest."""
    fetched = list(dict.fromkeys(one.url for one in snapshots.values() if one.url))
    had = [one.path.name for one in snapshots.values() if not one.url]
    parts = [f"Downloaded from {_listed(fetched)}."] if fetched else []
    parts += [f"Read from {'a file' if len(had) == 1 else 'files'} that the user had: {_listed(had)}."] if had else []
    return " ".join(parts)


def day(snapshots: Mapping[str, Snapshot]) -> str:
    """Day (YYYY-MM-DD) on which the last of the files was obtained."""
    return max(one.retrieved for one in snapshots.values())


def sources(name: str, folder: Path) -> dict[str, dict[str, Any]]:
    """Sources of a manifest by id; none where there is no manifest yet."""
    path = folder / f"{name}.yml"
    if not path.is_file():
        return {}
    return {source["id"]: source for source in yaml.safe_load(path.read_text("utf-8"))["sources"]}


def _noted(source: dict[str, Any], upstream: Upstream, snapshots: Mapping[str, Snapshot],
           present: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    if source["id"] in upstream.sources:
        return {**source, "retrieved": day(snapshots), "route": route(snapshots)}
    return {**source, **{field: present[source["id"]][field] for field in KEPT if source["id"] in present}}


def _listed(words: list[str]) -> str:
    return ", ".join(words[:-1]) + " and " + words[-1] if len(words) > 1 else words[0]
