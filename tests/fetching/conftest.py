"""A server that stands for every upstream, and a client that asks it."""
import pytest

from tests.upstreams.server import serving
from trilateral.fetching import Client, Store


@pytest.fixture(scope="module")
def running():
    with serving() as server:
        yield server


@pytest.fixture
def server(running, monkeypatch):
    """The server without routes, and the environment set so that it stands for every upstream."""
    running.routes.clear()
    running.asked.clear()
    monkeypatch.setenv("TRILATERAL_MIRROR", running.address)
    return running


@pytest.fixture
def client(tmp_path):
    """A client that does not wait between its tries."""
    with Client(Store(tmp_path / "cache"), timeout=(5, 5), deadline=20, backoff=0, ceiling=0.05) as made:
        yield made
