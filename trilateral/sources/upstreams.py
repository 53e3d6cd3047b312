"""The upstreams that ``trilateral update`` knows: what each builds, from which files, and how they are fetched."""
from __future__ import annotations

import fnmatch
import importlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from trilateral.fetching import Client, Snapshot


@dataclass(frozen=True)
class Upstream:
    """One producer's data set.

    Attributes
    ----------
    tables
        Tables and layers (``geo/NAME``) that it builds; a table of two producers stands under both.
    sources
        Ids, in the manifests of these tables, of the sources that it refreshes.
    roles
        Files that its builder takes: role -> what file that is, as the help text says it.
    patterns
        Names that such files have: role -> pattern of the shell, matched without regard to case. They serve to
        recognise a file that a user has; one with another name needs its source and role said.
    builder
        Module with ``build(inputs, folder, retrieved) -> list[Path]``. A builder of a table with two producers
        keeps the other one's rows, and its place in the manifest, as they stand in ``folder``.
    fetcher
        Module with ``fetch(client, edition) -> dict[role, Snapshot]``; ``edition`` is what ``--to`` asked for,
        or None for the newest. Asking for one that the upstream does not have is a ``DataError`` naming those it has.
    generated
        Whether files are generated when asked for, so that an edition is a day and another day alone is no news.
    """

    name: str
    title: str
    tables: tuple[str, ...]
    sources: tuple[str, ...]
    builder: str
    fetcher: str
    roles: Mapping[str, str] = field(default_factory=dict)
    patterns: Mapping[str, str] = field(default_factory=dict)
    generated: bool = False

    def fetch(self, client: Client, edition: str | None = None) -> dict[str, Snapshot]:
        """Snapshots by role, from the upstream."""
        return importlib.import_module(self.fetcher).fetch(client, edition)

    def role(self, path: Path) -> str | None:
        """Role of a file by its name: the only role there is, or the one whose pattern alone fits."""
        if len(self.roles) == 1:
            return next(iter(self.roles))
        return _only([role for role, pattern in self.patterns.items() if _fits(path, pattern)])

    def build(self, inputs: dict[str, Path], folder: Path, retrieved: str) -> list[Path]:
        """Publish its tables into ``folder``."""
        return importlib.import_module(self.builder).build(inputs, folder=folder, retrieved=retrieved)


WDI_CODES = {
    "gdp_current_usd": "NY.GDP.MKTP.CD", "gdp_growth": "NY.GDP.MKTP.KD.ZG", "gdp_deflator_growth": "NY.GDP.DEFL.KD.ZG",
    "population": "SP.POP.TOTL", "exchange_rate": "PA.NUS.FCRF", "ppp_conversion_factor": "PA.NUS.PPP",
}
"""Roles of the World Bank's files, one an indicator; those of ``economy.WDI``, which would import pandas."""

UPSTREAMS: dict[str, Upstream] = {one.name: one for one in (
    Upstream("sipri_milex", "SIPRI Military Expenditure Database",
             ("military_expenditure", "military_expenditure_world"), ("sipri_milex",),
             "trilateral.sources.sipri", "trilateral.sources.sipri_fetch",
             {"workbook": "SIPRI's workbook (.xlsx)"},
             {"workbook": "sipri-milex-data*.xlsx"}),
    Upstream("sipri_register", "SIPRI Arms Transfers Database, trade register",
             ("arms_transfers",), ("sipri_transfers",),
             "trilateral.sources.sipri_register", "trilateral.sources.sipri_register_fetch",
             {"register": "the trade register of all suppliers (.csv)"},
             {"register": "sipri*trade*register*.csv"}, generated=True),
    Upstream("world_bank", "World Bank, World Development Indicators",
             ("economy",), ("world_bank",),
             "trilateral.sources.economy", "trilateral.sources.worldbank_fetch",
             {"wdi": "replies of the API (.json)",
              **{measure: f"instead of these, its indicator {code} alone (.csv or .zip)"
                 for measure, code in WDI_CODES.items()}},
             {"wdi": "wdi_api*.json", **{measure: f"*{code}*" for measure, code in WDI_CODES.items()}}),
    Upstream("imf_weo", "International Monetary Fund, World Economic Outlook",
             ("economy",), ("imf",),
             "trilateral.sources.economy", "trilateral.sources.imf_fetch",
             {"weo": "the whole database, one row a series"},
             {"weo": "*weo*"}),
    Upstream("dprk_launches", "CNS North Korea Missile Test Database, as compiled in nk-missile-tests",
             ("dprk_launches",), ("cns_nti",),
             "trilateral.sources.dprk", "trilateral.sources.dprk_fetch",
             {"launches": "test.en.json of the compilation"},
             {"launches": "*test.en.json"}),
    Upstream("pla_activity", "Ministry of National Defense (Taiwan), daily reports",
             ("pla_activity",), ("mnd",),
             "trilateral.sources.pla", "trilateral.sources.pla_fetch",
             {"daily": "daily figures (.csv)"},
             {"daily": "*japanandbattleship*.csv"}),
    Upstream("natural_earth", "Natural Earth, 1:10 million",
             ("geo/land", "geo/world", "geo/eurasia"), ("natural_earth_admin_0",),
             "trilateral.sources.geo.natural_earth_layers", "trilateral.sources.geo.natural_earth_fetch",
             {"admin0": "ne_10m_admin_0_countries_deu.zip"},
             {"admin0": "ne_10m_admin_0_countries*.zip"}),
)}
"""In the order in which they are updated."""


def recognised(path: Path, known: Mapping[str, Upstream] = UPSTREAMS) -> tuple[Upstream, str] | None:
    """The source and role that a file's name stands for; None where no pattern fits, or several do."""
    return _only([(one, role) for one in known.values() for role, pattern in one.patterns.items()
                  if _fits(path, pattern)])


def _fits(path: Path, pattern: str) -> bool:
    return fnmatch.fnmatchcase(path.name.lower(), pattern.lower())


def _only(found: list):
    return found[0] if len(found) == 1 else None
