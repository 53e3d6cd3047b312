"""A server that stands for every upstream, and a client that does not wait between its tries."""
import pytest

from tests.upstreams.server import serving
from trilateral.fetching import Client, Store


@pytest.fixture
def server(monkeypatch):
    with serving() as running:
        monkeypatch.setenv("TRILATERAL_MIRROR", running.address)
        yield running


@pytest.fixture
def client(tmp_path):
    return Client(Store(tmp_path / "cache"), backoff=0)
