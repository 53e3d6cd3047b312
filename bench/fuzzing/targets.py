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
from trilateral.sources.economy import WDI
from trilateral.tables import DataError


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


def _series(name: str, kind: str, file: str, shape: Callable[[str], bytes]) -> Target:
    """The first of the World Bank's six series in one of its forms, the others and the IMF's database beside it."""
    first, *others = WDI
    return Target(name, kind, file, lambda: shape(first), _builder("economy", first, *others, "weo"), lambda: {
        "weo.csv": documents.weo_portal(), **{f"{m}.csv": documents.world_bank_bulk(m) for m in others}})


def _weo(name: str, kind: str, file: str, shape: Callable[[], bytes]) -> Target:
    """The IMF's database in one of its forms, the World Bank's replies beside it, which are read only if need be."""
    def parse(path: Path, folder: Path):
        from trilateral.sources import economy
        economy.from_imf({"weo": path})
        _builder("economy", "weo", "wdi")(path, folder)

    return Target(name, kind, file, shape, parse, lambda: {"wdi.csv": documents.world_bank_api()})


def _long(path: Path, folder: Path):
    """A public copy: none but those known by their bytes makes a table, as none says of which update it is."""
    from trilateral.sources import worldbank
    if worldbank.read(path, WDI["gdp_growth"].indicator).empty:
        raise DataError(f"{path.name}: no figure")


def _countries(path: Path, folder: Path):
    """Natural Earth's countries; the layers made of them take a second and read nothing more."""
    from trilateral.sources.geo import natural_earth
    natural_earth.countries(path)


TARGETS: dict[str, Target] = {target.name: target for target in (
    Target("sipri", "workbook", "SIPRI-Milex-data-1949-2024.xlsx", documents.sipri_workbook,
           _builder("sipri", "workbook"), weight=5),
    Target("sipri_register", "csv", "register.csv", documents.sipri_register, _builder("sipri_register", "register"),
           weight=2),
    Target("world_bank_api", "json", "wdi.json", documents.world_bank_api, _builder("economy", "wdi", "weo"),
           lambda: {"weo.csv": documents.weo_portal()}, weight=3),
    _series("world_bank_bulk", "csv", "gdp_current_usd.csv", documents.world_bank_bulk),
    _series("world_bank_zip", "zip", "gdp_current_usd.zip", documents.world_bank_zip),
    Target("world_bank_long", "csv", "gdp_growth.csv", lambda: documents.world_bank_long("gdp_growth"), _long),
    _weo("weo_legacy", "csv", "WEOApr2025all.xls", documents.weo_legacy),
    _weo("weo_portal", "csv", "WEOOct2025all.csv", documents.weo_portal),
    _weo("weo_workbook", "workbook", "WEOOct2025all.xlsx", documents.weo_workbook),
    Target("dprk_launches", "json", "test.en.json", documents.launches, _builder("dprk", "launches"), weight=3),
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
    Target("natural_earth", "zip", "ne_10m_admin_0_countries_deu.zip", documents.earth, _countries, weight=2),
)}
