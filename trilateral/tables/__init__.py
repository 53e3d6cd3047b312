"""Load the book's tables and layers by name, typed, with their units and editions."""
from trilateral.tables.errors import DataError
from trilateral.tables.manifests import Manifest, Source, names, strays
from trilateral.tables.reading import credit, layer, load, manifest, upstreams, verify

__all__ = ["DataError", "Manifest", "Source", "credit", "layer", "load", "manifest", "names", "strays", "upstreams",
           "verify"]
