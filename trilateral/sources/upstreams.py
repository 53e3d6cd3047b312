"""The upstreams that ``trilateral update`` knows: what each builds, from which files, and how they are fetched."""
from __future__ import annotations

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
    builder
        Module with ``build(inputs, folder, retrieved) -> list[Path]``. A builder of a table with two producers
        keeps the other one's rows, and its place in the manifest, as they stand in ``folder``.
    fetcher
        Module with ``fetch(client, edition) -> dict[role, Snapshot]``; ``edition`` is what ``--to`` asked for,
        or None for the newest. Asking for one that the upstream does not have is a ``DataError`` naming those it has.
    """

    name: str
    title: str
    tables: tuple[str, ...]
    sources: tuple[str, ...]
    builder: str
    fetcher: str
    roles: Mapping[str, str] = field(default_factory=dict)

    def fetch(self, client: Client, edition: str | None = None) -> dict[str, Snapshot]:
        """Snapshots by role, from the upstream."""
        return importlib.import_module(self.fetcher).fetch(client, edition)

    def build(self, inputs: dict[str, Path], folder: Path, retrieved: str) -> list[Path]:
        """Publish its tables into ``folder``."""
        return importlib.import_module(self.builder).build(inputs, folder=folder, retrieved=retrieved)


UPSTREAMS: dict[str, Upstream] = {one.name: one for one in (
    Upstream("sipri_milex", "SIPRI Military Expenditure Database",
             ("military_expenditure", "military_expenditure_world"), ("sipri_milex",),
             "trilateral.sources.sipri", "trilateral.sources.sipri_fetch",
             {"workbook": "SIPRI's workbook (.xlsx)"}),
    Upstream("sipri_register", "SIPRI Arms Transfers Database, trade register",
             ("arms_transfers",), ("sipri_transfers",),
             "trilateral.sources.sipri_register", "trilateral.sources.sipri_register_fetch",
             {"register": "the trade register of all suppliers (.csv)"}),
    Upstream("world_bank", "World Bank, World Development Indicators",
             ("economy",), ("world_bank",),
             "trilateral.sources.economy", "trilateral.sources.worldbank_fetch",
             {"wdi": "replies of the API (.json)"}),
    Upstream("imf_weo", "International Monetary Fund, World Economic Outlook",
             ("economy",), ("imf",),
             "trilateral.sources.economy", "trilateral.sources.imf_fetch",
             {"weo": "the whole database, one row a series"}),
    Upstream("dprk_launches", "CNS North Korea Missile Test Database, as compiled in nk-missile-tests",
             ("dprk_launches",), ("cns_nti",),
             "trilateral.sources.dprk", "trilateral.sources.dprk_fetch",
             {"launches": "test.en.json of the compilation"}),
    Upstream("pla_activity", "Ministry of National Defense (Taiwan), daily reports",
             ("pla_activity",), ("mnd",),
             "trilateral.sources.pla", "trilateral.sources.pla_fetch",
             {"daily": "daily figures (.csv)"}),
    Upstream("natural_earth", "Natural Earth, 1:10 million",
             ("geo/land", "geo/world", "geo/eurasia"), ("natural_earth_admin_0",),
             "trilateral.sources.geo.natural_earth_layers", "trilateral.sources.geo.natural_earth_fetch",
             {"admin0": "ne_10m_admin_0_countries.zip"}),
)}
"""In the order in which they are updated."""
