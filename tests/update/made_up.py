"""A data folder of two tables and three made-up upstreams, on a server of this machine, for tests of updating.

``lakes`` and ``rivers`` share the table ``waters``; ``hills`` has ``heights`` for itself. A file of theirs is JSON,
``{"edition": "April 2025", "figures": {"2023": 1.5}}``.
"""
import contextlib
import functools
import json
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.upstreams import server as upstream_server
from trilateral import fetching
from trilateral.cli import main
from trilateral.fetching import Client, Store
from trilateral.sources import publish, upstreams
from trilateral.sources.upstreams import Upstream
from trilateral.tables import DataError, load, manifest

FIRST = {"2022": 1.0, "2023": 2.0}
NEXT = {"2022": 1.0, "2023": 2.5, "2024": 3.0}
PRESENT, NEWER, OLDER = "April 2025 (data to 2023)", "April 2026 (data to 2024)", "April 2024 (data to 2022)"


@dataclass(frozen=True)
class MadeUp(Upstream):
    """An upstream whose fetcher and builder are here."""

    def fetch(self, client, edition=None):
        """One file from the server."""
        url = f"https://{self.name}.example.org/{edition or 'newest'}.json"
        return {"figures": client.get(url, kinds=("application/json",), name=f"{self.name}.json")}

    def build(self, inputs, folder, retrieved):
        """Its rows anew, those of another producer as they stand."""
        path = inputs["figures"]
        try:
            content = json.loads(path.read_text("utf-8"))
            rows = [(self.name, int(year), float(value)) for year, value in content["figures"].items()]
        except (ValueError, KeyError, TypeError) as error:
            raise DataError(f"{path.name}: {error!r}; JSON with figures is expected") from None
        (table,) = self.tables
        return [write(table, rows, {self.name: content["edition"]}, folder, path, retrieved)]


def source(id, edition, retrieved):
    """A source as a manifest has it."""
    return {"id": id, "producer": f"Office of {id}", "title": f"Book of {id}", "edition": edition,
            "url": "https://example.org", "licence": {"name": "CC BY 4.0", "url": "https://example.org/licence"},
            "retrieved": retrieved, "route": "Read from a public copy."}


def write(table, rows, editions, folder, path, retrieved):
    """Publish a table; producers that ``editions`` does not name keep their rows and their place."""
    import pandas as pd

    kept, sources = [], [source(id, edition, retrieved) for id, edition in editions.items()]
    if (folder / f"{table}.csv").is_file():
        kept = [row for row in load(table, folder).itertuples(index=False, name=None) if row[0] not in editions]
        sources += [source(one.id, one.edition, retrieved)  # the day is wrong on purpose: an update puts it right
                    for one in manifest(table, folder).sources if one.id not in editions]
    columns = {"producer": {"type": "string", "description": "Who says so."},
               "year": {"type": "integer", "description": "Calendar year."},
               "value": {"type": "number", "description": "Height of it.", "min": 0, "max": 100}}
    frame = pd.DataFrame(sorted(kept + rows), columns=list(columns)).astype({"year": "Int64"})
    text = {"name": table, "title": f"Table of {table}", "description": "Made up for tests of updating.",
            "sources": sorted(sources, key=lambda one: one["id"]), "builder": "trilateral.sources.made_up",
            "key": ["producer", "year"], "columns": columns, "row_floor": 1}
    return publish.table(frame, text, [path], folder)


LAKES, RIVERS, HILLS = (
    MadeUp(name, f"Office of {name}", (table,), (name,), "none", "none", {"figures": "its file (.json)"},
           {"figures": f"{name}*.json"})
    for name, table in (("lakes", "waters"), ("rivers", "waters"), ("hills", "heights")))
ALL = {one.name: one for one in (LAKES, RIVERS, HILLS)}


class World:
    """A data folder, a cache and a server that has what the folder was built from."""

    def __init__(self, folder: Path, server: upstream_server.Server):
        self.server, self.folder, self.data = server, folder, folder / "data"
        self.data.mkdir()
        for name, table in (("lakes", "waters"), ("rivers", "waters"), ("hills", "heights")):
            path = self.file(f"{name}-first.json", PRESENT, FIRST)
            rows = [(name, int(year), value) for year, value in FIRST.items()]
            write(table, rows, {name: PRESENT}, self.data, path, "2025-05-01")
            self.has(name, PRESENT, FIRST)
        self.client = Client(Store(folder / "cache"), backoff=0.001)

    def file(self, name, edition, figures) -> Path:
        """A file that a user has."""
        path = self.folder / name
        path.write_text(content(edition, figures), "utf-8")
        return path

    def has(self, name, edition, figures, at="newest"):
        """What the server answers for an upstream from now on."""
        self.answers(name, upstream_server.Reply(content(edition, figures).encode()), at)

    def answers(self, name, reply, at="newest"):
        """The same for any reply."""
        self.server.reply(f"{name}.example.org", f"/{at}.json", reply)

    def bytes(self) -> dict[str, bytes]:
        """Every file of the data folder."""
        return {p.relative_to(self.data).as_posix(): p.read_bytes() for p in self.data.rglob("*") if p.is_file()}


def content(edition, figures) -> str:
    """An upstream's file."""
    return json.dumps({"edition": edition, "figures": figures})


@dataclass
class Record:
    """A summary that compares bytes: what moves is other tests' matter."""

    names: list
    failures: list

    @property
    def empty(self):
        return not self.names

    def text(self, everything=False):
        return f"changes: {', '.join(self.names)}" + (" (all)" if everything else "") if self.names else "Nothing."

    def markdown(self):
        return f"# {self.text()}\n"

    def json(self):
        return json.dumps({"changes": self.names})


def record(taken, before, after, *, prose=True):
    """In place of ``summary.record``."""
    held = [{p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}
            for folder in (before, after)]
    names = sorted({name.rpartition(".")[0] for name in held[0] | held[1] if held[0].get(name) != held[1].get(name)})
    broken = prose and "broken edition" in str(held[1])
    return Record(names, ["chapter hills, cell 2: no value in 2023"] if broken else [])


@contextlib.contextmanager
def world(folder, monkeypatch):
    """A :class:`World` that the command line works on."""
    with upstream_server.serving() as server:
        made = World(folder, server)
        monkeypatch.setenv("TRILATERAL_MIRROR", server.address)
        monkeypatch.setenv("TRILATERAL_CACHE", str(folder / "cache"))
        monkeypatch.setenv("TRILATERAL_DATA", str(made.data))
        monkeypatch.setattr(upstreams, "UPSTREAMS", ALL)
        monkeypatch.setattr("trilateral.update.summary.record", record)
        monkeypatch.setattr(fetching, "Client", functools.partial(Client, backoff=0.001))
        yield made


if __name__ == "__main__":  # a whole update in a process of its own, which a test can kill
    from trilateral.update import summary

    upstreams.UPSTREAMS, summary.record = ALL, record
    sys.exit(main(["update", *sys.argv[1:]]))
