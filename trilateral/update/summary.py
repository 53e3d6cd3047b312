"""A proposal in plain words: for the terminal, as Markdown for a pull request, as JSON for machines."""
from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from trilateral.tables import Manifest, manifests, reading
from trilateral.update import changes, retelling, telling, verdicts
from trilateral.update.record import Came, Note, Record, Share, Units

if TYPE_CHECKING:
    from trilateral.update import Taken


def record(taken: Sequence[Taken], before: Path, after: Path, *, prose: bool = True) -> Record:
    """Compare two data folders in every respect that a reader would notice.

    Parameters
    ----------
    taken
        What came from which upstream; nothing where tables were edited by hand.
    prose
        Run the chapters under both folders and draw the figures that change (about fifteen seconds on two cores);
        else only data and verdicts are compared.

    Raises
    ------
    DataError
        A table cannot be read, or the process that runs chapters died.
    """
    names = changes.tables_that_differ(before, after)
    if not names:
        return Record(_came(taken), (), (), {}, (), ())
    with telling.teller(before) as old, telling.teller(after) as new:
        for one in (old, new):  # asked first: the processes work while this one compares tables
            one.ask("outcomes", tables=None if prose else names)
            if prose:
                one.ask("chapters")
        moved = tuple(changes.between(name, before, after) for name in names)
        judged = verdicts.between(old.answer(), new.answer(), after)
        retold = _retold(old, new) if prose else None
    there = [name for name in names if (after / f"{name}.yml").is_file()]
    return Record(
        _came(taken), changes.editions(before, after), moved,
        {name: _units(manifests.read(name, after if name in there else before)) for name in names},
        shares(after, there), _notes(after, there), retold, judged,
    )


def _retold(old: telling.Teller, new: telling.Teller) -> retelling.Retelling:
    mine, theirs = telling.read(old.answer()), telling.read(new.answer())
    new.ask("draw", names=retelling.to_draw(mine, theirs))
    return retelling.compared(mine, telling.with_broken(theirs, new.answer()))


def _came(taken: Sequence[Taken]) -> tuple[Came, ...]:
    return tuple(
        Came(one.upstream.name, one.upstream.title, one.before, one.after, role, snapshot.path.name, snapshot.sha256,
             snapshot.retrieved, snapshot.url)
        for one in taken for role, snapshot in one.snapshots.items()
    )


def _units(manifest: Manifest) -> Units:
    units = {column: spec.get("unit", "") for column, spec in manifest.columns.items()}
    measured = changes.measured(manifest)
    values = manifest.columns[measured]["values"] if measured else {}
    units |= {value: rule.get("unit", "") for value, rule in values.items()}
    sizes = {"area_km2": "km²", "length_km": "km"}
    return Units(manifest.key, measured if "value" in manifest.columns else "", {**sizes, **units})


def shares(folder: Path, names: Sequence[str]) -> tuple[Share, ...]:
    """For every source of ``names`` whose licence has a limit: its numeric cells, in whatever table of the folder."""
    limited = {source.id: source for name in names for source in manifests.read(name, folder).sources
               if source.licence.get("limit") and source.licence.get("of")}
    cells = dict.fromkeys(limited, 0)
    for name in manifests.names(folder) if limited else []:
        found = manifests.read(name, folder)
        for source in found.sources:
            if source.id in cells and found.kind == "table":
                cells[source.id] += _numbers(found)
    return tuple(Share(id, source.title, cells[id], source.licence["of"], source.licence["limit"])
                 for id, source in limited.items())


def _numbers(manifest: Manifest) -> int:
    numeric = [column for column, spec in manifest.columns.items() if spec["type"] == "number"]
    return int(reading.read_csv(manifest)[numeric].notna().sum().sum())


def _notes(folder: Path, names: Sequence[str]) -> tuple[Note, ...]:
    found = [manifests.read(name, folder) for name in names]
    return tuple(Note(name, field, text) for name, manifest in zip(names, found, strict=True)
                 for field in ("missing", "notes") if (text := getattr(manifest, field)))
