"""The book's visual language: colours, type, number formats."""
from trilateral.theme import formats
from trilateral.theme.colours import DARK, LIGHT, country, darken
from trilateral.theme.style import style

__all__ = ["DARK", "LIGHT", "country", "darken", "formats", "style"]
