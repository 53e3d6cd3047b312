"""The made-up sources that an update works on."""
import pytest

from tests.update import made_up


@pytest.fixture
def world(tmp_path, monkeypatch):
    with made_up.world(tmp_path, monkeypatch) as made:
        yield made
