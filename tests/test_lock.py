"""The locks hold exactly what ``pyproject.toml`` asks for, each file pinned by hash."""
import re
import tomllib
from importlib import metadata

import pytest
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from trilateral import paths

ROOT = paths.book_dir()
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
PROJECT, GROUPS = SETTINGS["project"], SETTINGS["dependency-groups"]
EXTRAS = PROJECT["optional-dependencies"]
LOCKS = {
    "requirements.txt": [*PROJECT["dependencies"], *EXTRAS["book"]],
    "requirements-test.txt": [*PROJECT["dependencies"], *EXTRAS["book"], *EXTRAS["sources"], *EXTRAS["paper"],
                              *EXTRAS["test"]],
    "requirements-update.txt": [*PROJECT["dependencies"], *EXTRAS["book"], *EXTRAS["sources"]],
    "requirements-lab.txt": [*PROJECT["dependencies"], *EXTRAS["book"], *EXTRAS["lab"]],
    "requirements-paper.txt": [*PROJECT["dependencies"], *EXTRAS["book"], *EXTRAS["paper"]],
    "requirements-audit.txt": GROUPS["audit"],
    "requirements-classroom.txt": GROUPS["classroom"],
    "requirements-lite.txt": GROUPS["lite"],
}
PIN = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)(?:\[[^]]*])?==(?P<version>[^\s;]+)(?:\s*;\s*(?P<marker>[^\\]+?))?\s*\\$")


def pins(lock):
    """Name to version of what the lock installs here, and every pinned version by name."""
    here, all_of = {}, {}
    for line in (ROOT / lock).read_text("utf-8").splitlines():
        if match := PIN.match(line):
            name = canonicalize_name(match["name"])
            all_of.setdefault(name, set()).add(match["version"])
            if not match["marker"] or Marker(match["marker"]).evaluate():
                here[name] = match["version"]
    return here, all_of


@pytest.mark.parametrize("lock", LOCKS)
def test_every_range_has_its_pin(lock):
    here, _ = pins(lock)
    for line in LOCKS[lock]:
        wanted = Requirement(line)
        pinned = here.get(canonicalize_name(wanted.name))
        assert pinned, f"{lock}: no pin for {wanted.name}, which pyproject.toml asks for; run `make lock`"
        assert wanted.specifier.contains(pinned, prereleases=True), (
            f"{lock}: {wanted.name}=={pinned} is not in {wanted.specifier} of pyproject.toml; run `make lock`"
        )


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-update.txt", "requirements-paper.txt",
                                  "requirements-test.txt"])
def test_no_pin_without_a_reason(lock):
    """Every pin is reached from a range of pyproject.toml through what packages require; no JupyterLab is here."""
    here, _ = pins(lock)
    reached, waiting = set(), [Requirement(line) for line in LOCKS[lock]]
    while waiting:
        wanted = waiting.pop()
        name = canonicalize_name(wanted.name)
        key = (name, frozenset(wanted.extras))
        if key in reached or name not in here:
            continue
        reached.add(key)
        for line in metadata.requires(name) or []:
            needed = Requirement(line)
            extras = [{"extra": e} for e in wanted.extras or [""]]
            if needed.marker is None or any(needed.marker.evaluate(e) for e in extras):
                waiting.append(needed)
    stray = set(here) - {name for name, _ in reached}
    assert not stray, f"{lock}: nothing asks for {', '.join(sorted(stray))}; run `make lock`"


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_has_hashes_and_no_address(lock):
    blocks = re.split(r"\n(?=[A-Za-z0-9])", (ROOT / lock).read_text("utf-8"))
    bare = [block.splitlines()[0] for block in blocks if "==" in block and "--hash=sha256:" not in block]
    assert bare == []
    assert not re.search(r"https?://|file:|--index|--find-links", "\n".join(blocks))


@pytest.mark.parametrize("lock", ["requirements-test.txt", "requirements-lab.txt", "requirements-paper.txt"])
def test_the_locks_agree_with_each_other(lock):
    one, other = pins("requirements.txt")[1], pins(lock)[1]
    assert {name: other.get(name) for name in one} == one


def test_what_is_installed_is_what_is_locked():
    here, _ = pins("requirements-test.txt")
    wrong = {name: metadata.version(name) for name, version in here.items()
             if Version(metadata.version(name)) != Version(version)}
    assert wrong == {}


def test_jupyter_book_1():
    assert Version(metadata.version("jupyter-book")) < Version("2")
