"""Load the book's tables and layers by name, typed, with their units and editions."""
from trilateral.tables.errors import DataError
from trilateral.tables.manifests import Manifest, Source, names
from trilateral.tables.reading import layer, load, manifest, verify

__all__ = ["DataError", "Manifest", "Source", "layer", "load", "manifest", "names", "verify"]
