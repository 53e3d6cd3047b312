"""Data folders that are not the book's: an edition before, and a made-up edition after, of the spending tables.

Both are whole folders whose pairs of table and manifest pass ``trilateral check``. The later one has made-up figures:
the last year's, a little changed, for a year that is still to come.
"""
from __future__ import annotations

import re
import shutil
from pathlib import Path

import pandas as pd
import yaml

from trilateral import paths
from trilateral.tables import manifests

TABLE, WORLD = "military_expenditure", "military_expenditure_world"
GROWTH = {"share_of_gdp": 1.01, "share_of_government": 1.01}
"""Factor from the last year to the made-up one; of other measures 1.05."""
REBASED = 1.02
"""Factor of constant prices when their year moves on."""


def copied(folder: Path) -> Path:
    """A copy of the book's own data."""
    shutil.copytree(paths.data_dir(), folder)
    return folder


def earlier(folder: Path) -> Path:
    """The edition of a year before: the last year is not there, prices are of the year before."""
    copied(folder)
    frame, world = _read(folder, TABLE), _read(folder, WORLD)
    last = int(frame["year"].max())
    world.loc[world["year"] == last - 1, "current_usd_bn"] = world["current_usd_bn"].max() * 0.95
    _move(folder, TABLE, frame[frame["year"] < last], -1)
    _move(folder, WORLD, world[world["year"] < last], -1)
    return folder


def later(folder: Path) -> Path:
    """The edition of a year later: one more year, constant prices re-based, one figure of history revised."""
    copied(folder)
    frame, world = _read(folder, TABLE), _read(folder, WORLD)
    last = int(frame["year"].max())
    more = frame[frame["year"] == last].assign(year=last + 1)
    more["value"] *= more["measure"].map(GROWTH).fillna(1.05)
    frame = pd.concat([frame, more], ignore_index=True)
    frame.loc[frame["measure"] == "constant_usd_m", "value"] *= REBASED
    frame.loc[frame.eval(f"iso3 == 'KOR' and year == {last - 1} and measure == 'current_usd_m'"), "value"] *= 1.1
    frame["place"] = frame.groupby(["iso3", "measure"], sort=False).ngroup()
    frame = frame.sort_values(["place", "year"]).drop(columns="place")
    newest = world[world["year"] == last].assign(year=last + 1) * [1, 1.05, 1.05]
    world = pd.concat([world.assign(current_usd_bn=float("nan")), newest.astype({"year": int})], ignore_index=True)
    world["constant_usd_bn"] *= REBASED
    _move(folder, TABLE, frame, 1)
    _move(folder, WORLD, world, 1)
    return folder


def busier(folder: Path) -> Path:
    """Newer data of the other tables that are updated: a year of economies and arms, a month of flights, a launch."""
    copied(folder)
    economy = _read(folder, "economy")
    levels = ~economy["measure"].isin(["gdp_growth", "gdp_deflator_growth"])
    economy.loc[levels & (economy["year"] > 2019), "value"] *= 1.001  # revisions reach back a few years
    change(folder, "economy", _next_year(economy, levels), lambda text: text.replace(
        "update of 2026-07-01 (data to 2025)", "update of 2027-07-01 (data to 2026)").replace(
        "April 2025 (actual data to 2024)", "April 2026 (actual data to 2025)"))
    arms = _next_year(_read(folder, "arms_transfers"))
    change(folder, "arms_transfers", arms.sort_values(["supplier", "recipient", "year"]), lambda text: text.replace(
        "generated 2025-10-23", "generated 2026-10-23"))
    launches = _read(folder, "dprk_launches")
    newest = launches.tail(1).assign(launch=launches["launch"].max() + 1, month="2026-09", date="2026-09-02")
    change(folder, "dprk_launches", pd.concat([launches, newest]), lambda text: text.replace(
        "launches to 2026-04", "launches to 2026-09"))
    flights = _read(folder, "pla_activity")
    whole = {"last_day": "2026-08-31", "days": 31, "days_reported": 31}
    flights.loc[flights["month"] == "2026-08", list(whole)] = list(whole.values())
    month = flights.tail(1).assign(month="2026-09", first_day="2026-09-01", last_day="2026-09-30", days=30,
                                   days_reported=30)
    change(folder, "pla_activity", pd.concat([flights, month]), lambda text: text.replace(
        "to 22 August 2026", "to 30 September 2026"))
    return folder


def _next_year(frame: pd.DataFrame, levels=True) -> pd.DataFrame:
    """The last year once more, a year later; levels are 3 % higher."""
    last = frame["year"].max()
    more = frame[frame["year"] == last].assign(year=last + 1)
    if "value" in frame:
        more["value"] = more["value"].where(~(levels & (frame["year"] == last))[more.index], more["value"] * 1.03)
    order = [column for column in frame.columns if column in ("iso3", "measure")]
    frame = pd.concat([frame, more], ignore_index=True)
    return frame.assign(place=frame.groupby(order, sort=False).ngroup() if order else 0).sort_values(
        ["place", "year"]).drop(columns="place")


def change(folder: Path, name: str, frame: pd.DataFrame, words=lambda text: text) -> None:
    """Write ``frame`` as the table ``name``; its manifest's text goes through ``words`` and stays true."""
    path = folder / f"{name}.csv"
    path.write_text(frame.to_csv(index=False, lineterminator="\n"), "utf-8")
    manifest = path.with_suffix(".yml")
    said = yaml.safe_load(words(manifest.read_text("utf-8")))
    said |= {"rows": len(frame), "row_floor": min(said["row_floor"], len(frame)), "sha256": manifests.digest(path)}
    manifest.write_text(yaml.safe_dump(said, sort_keys=False, allow_unicode=True, width=100), "utf-8")


def _read(folder: Path, name: str) -> pd.DataFrame:
    return pd.read_csv(folder / f"{name}.csv", float_precision="round_trip")


def _move(folder: Path, name: str, frame: pd.DataFrame, years: int) -> None:
    """Write a table whose edition, last year and year of constant prices are ``years`` later."""

    def moved(match: re.Match) -> str:
        return f"{match[1]}{int(match[2]) + years}"

    change(folder, name, frame, lambda text: re.sub(
        r"(April |data to |constant |rates of |1990\s+to\s+)(\d{4})", moved, text))
