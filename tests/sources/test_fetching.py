"""Fetchers ask for what the upstream has, where it has it, and the file comes through whole. A server of our own."""
import hashlib

import pytest

from tests.upstreams import dprk, natural_earth, pla
from tests.upstreams.server import Reply
from trilateral.sources.upstreams import UPSTREAMS
from trilateral.tables import DataError

COMMIT = "79f5e0b41d8c" + "0" * 28


@pytest.mark.parametrize(("name", "role", "world", "newest", "other", "kind"), [
    ("dprk_launches", "launches", dprk, "master", COMMIT, "text/plain; charset=utf-8"),
    ("pla_activity", "daily", pla, "main", COMMIT, "text/plain; charset=utf-8"),
    ("natural_earth", "admin0", natural_earth, "5.1.2", "5.1.1", "application/zip"),
])
def test_fetched_and_built(server, client, tmp_path, name, role, world, newest, other, kind):
    content = world.archive() if name == "natural_earth" else world.document()
    for edition in (newest, other):
        server.reply(world.HOST, world.PATH.format(edition), Reply(content, kind))
    for edition in (None, other):
        [found] = UPSTREAMS[name].fetch(client, edition).items()
        assert found[0] == role and found[1].sha256 == hashlib.sha256(content).hexdigest()
        assert found[1].path.name == world.PATH.rpartition("/")[2] and found[1].path.read_bytes() == content
    written = UPSTREAMS[name].build({role: found[1].path}, tmp_path / "data", "2026-11-23")
    assert [f"geo/{p.stem}" if p.suffix == ".geojson" else p.stem for p in written] == list(UPSTREAMS[name].tables)


@pytest.mark.parametrize("name", ["dprk_launches", "pla_activity", "natural_earth"])
def test_what_is_not_there_is_an_error_with_its_address(server, client, name):
    with pytest.raises(DataError, match=r"^https://[\w./-]+: .*404"):
        UPSTREAMS[name].fetch(client)
