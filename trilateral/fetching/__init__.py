"""Get files from upstreams, or take those that a user has: HTTP, snapshots, safe archives."""
from trilateral.fetching.client import Client
from trilateral.fetching.snapshots import Snapshot, Store

__all__ = ["Client", "Snapshot", "Store"]
