"""An executable edition of one policy article: its data, measures, charts and maps.

Import the room you need: ``from trilateral import tables, measures, charts, maps, figures``.
Nothing heavy is loaded before it is used.
"""
from __future__ import annotations

import importlib

__version__ = "0.1.0"

_ROOMS = ("charts", "figures", "maps", "measures", "paths", "tables", "theme")
__all__ = list(_ROOMS)


def __getattr__(name: str):
    if name in _ROOMS:
        return importlib.import_module(f"{__name__}.{name}")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *_ROOMS])
