"""An executable edition of one policy article: its data, measures, charts and maps.

Import the room you need: ``from trilateral import tables, measures, charts, maps, figures``.
Nothing is loaded before it is used, here and in the rooms: imports stay quick, and a chapter rests
only on the modules that it reaches.
"""
import lazy_loader

__version__ = "0.1.0"

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__, submodules=["charts", "figures", "maps", "measures", "names", "paths", "tables", "theme"]
)
