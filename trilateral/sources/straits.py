"""The straits of the First Island Chain: which two shores each is measured between, typed and checked.

A strait's width is a definition: rows name both shores, as the layer ``strait_shores`` does, and the
published width, where one was found, with the tolerance within which the measured one must agree.
"""
from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from trilateral.sources import typed
from trilateral.sources.geo.strait_shores import EURASIA, INSIDE
from trilateral.tables import DataError

if TYPE_CHECKING:
    import pandas as pd

TYPED = Path(__file__).with_name("straits_typed.csv")
PUBLISHED = ["published_width_km", "published_kind", "published_source", "published_url", "tolerance_reason", "read"]

DEPTH = ["published_depth_m", "published_depth_kind", "published_depth_source", "published_depth_url",
         "published_depth_read"]


def build(inputs: dict[str, Path], folder: Path | None = None, retrieved: str | None = None) -> list[Path]:
    """Check the typed straits and write ``straits``.

    Parameters
    ----------
    inputs
        ``typed`` (optional): other typed rows than the book's own; there is no upstream file.

    Raises
    ------
    DataError
        A shore is not in the layer, a published width lacks its source, or a narrowest width its tolerance.
    """
    return typed.build("straits", inputs.get("typed", TYPED), verify, folder, retrieved)


def verify(rows: pd.DataFrame, file: str) -> None:
    """Shores are known, order runs on, and what is published says where and how well."""
    shores = {*INSIDE, *EURASIA.values()}
    faults = [] if list(rows["seq"]) == list(range(1, len(rows) + 1)) else [f"{file}: seq does not count 1, 2, 3 on"]
    for row in rows.itertuples():
        place = f"{file} row {row.Index + 2} ({row.id}):"
        faults += [f"{place} {shore!r} is no landmass of strait_shores"
                   for shore in (row.from_landmass, row.to_landmass) if shore not in shores]
        given = rows.loc[row.Index, PUBLISHED].notna()
        if given.any() and not given.all():
            faults.append(f"{place} a published width needs {', '.join(PUBLISHED[1:])}")
        if rows.loc[row.Index, DEPTH].notna().nunique() > 1:
            faults.append(f"{place} a published depth needs {', '.join(DEPTH[1:])}")
        narrowest = bool((rows.loc[[row.Index], "published_kind"] == "narrowest").fillna(False).iloc[0])
        if narrowest and not row.tolerance_km > 0:
            faults.append(f"{place} a published narrowest width needs a tolerance_km above 0")
    if faults:
        raise DataError("\n".join(faults))
