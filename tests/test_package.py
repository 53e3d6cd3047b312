"""The wheel carries its data; the citation file is valid; nothing of this workplace is in the tree."""
import json
import os
import re
import subprocess
import sys
import zipfile

import pytest
import yaml

from tests import lacking
from trilateral import paths, tables

ROOT = paths.book_dir()


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory):
    """The wheel of this tree, unpacked as an installer would."""
    folder = tmp_path_factory.mktemp("wheel")
    call = [sys.executable, "-m", "pip", "wheel", "--quiet", "--disable-pip-version-check", "--no-deps",
            "--no-build-isolation", "--wheel-dir", str(folder), str(ROOT)]
    subprocess.run(call, check=True, capture_output=True, text=True)
    (wheel,) = folder.glob("trilateral-*.whl")
    zipfile.ZipFile(wheel).extractall(folder / "site")
    return folder / "site"


@pytest.mark.slow
def test_the_wheel_works_anywhere(unpacked, tmp_path):
    code = ("from trilateral import ledger, paths, tables; print(paths.data_dir()); "
            "print(len(tables.load('military_expenditure')), len(tables.layer('land')), len(tables.names()), "
            "len(ledger.judged()))")
    environment = {**os.environ, "PYTHONPATH": str(unpacked)}
    environment.pop("TRILATERAL_DATA", None)
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    folder, counts = done.stdout.strip().splitlines()
    assert folder == str(unpacked / "trilateral" / "_data")
    rows, shapes, names, claims = (int(n) for n in counts.split())
    assert rows == tables.manifest("military_expenditure").rows and shapes > 10 and names == len(tables.names())
    assert claims == 163


def test_citation_file_follows_the_schema():
    """Against the CFF 1.2.0 schema, as the package cffconvert carries it."""
    import jsonschema

    schema = ROOT / ".venv" / "cff" / "cffconvert" / "schemas" / "1.2.0" / "schema.json"
    if not schema.is_file():
        lacking.skip("no CFF schema here: `make test` installs it into .venv/cff")
    content = yaml.load((ROOT / "CITATION.cff").read_text("utf-8"), Loader=yaml.BaseLoader)
    rules = json.loads(schema.read_text("utf-8"))
    validator = jsonschema.Draft7Validator(rules, format_checker=jsonschema.FormatChecker())
    assert [f"{'.'.join(map(str, e.path))}: {e.message}" for e in validator.iter_errors(content)] == []


def tracked():
    listed = subprocess.run(["git", "-C", str(ROOT), "ls-files", "-z"], capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout")
    return [ROOT / name for name in listed.stdout.split("\0") if name]


def test_nothing_is_tracked_that_a_build_makes():
    wrong = [p for p in tracked() if {"_build", ".venv", "__pycache__", ".ipynb_checkpoints"} & set(p.parts)]
    assert wrong == []
    assert [p for p in tracked() if p.suffix in (".xlsx", ".zip", ".whl", ".tgz", ".ipynb")] == []


def test_data_stay_small():
    sizes = {p: p.stat().st_size for p in tracked() if p.is_relative_to(ROOT / "data")}
    assert sum(size for p, size in sizes.items() if "geo" in p.parts) < 6_000_000
    assert max(sizes.values()) < 1_500_000


def test_no_path_of_a_machine_is_in_the_tree():
    pattern = re.compile(r"(?<![\w.])/(?:home|root|Users|work|tmp)/[a-z]+[\w/.-]*")  # not inside an address
    for path in tracked():
        if path.suffix in (".png", ".svg", ".geojson") or path.name == "test_package.py" or not path.is_file():
            continue
        found = pattern.search(path.read_text("utf-8", errors="replace"))
        assert not found, f"{path.relative_to(ROOT)}: {found[0]}"
