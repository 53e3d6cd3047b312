"""What the tests of the client ask for, and how a refusal is looked at."""
import pytest

from trilateral.tables import DataError

HOST, PATH = "upstream.example", "/v1/figures.json"
URL = f"https://{HOST}{PATH}"
JSON = ("application/json",)
TEXT = "text/plain"
BODY = b'[{"iso3": "KOR", "value": 1}]' * 50


def refused(client, **wanted) -> str:
    """The one error that a request ends with; the store is as if nothing had been asked."""
    before = {path: path.read_bytes() for path in client.store.folder.rglob("*") if path.is_file()}
    with pytest.raises(DataError) as caught:
        client.get(URL, **{"kinds": JSON, **wanted})
    assert {path: path.read_bytes() for path in client.store.folder.rglob("*") if path.is_file()} == before
    assert "\n" not in str(caught.value)
    return str(caught.value)
