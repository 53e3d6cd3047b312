"""The command line: help, exit codes, one clear message."""
import json
import subprocess
import sys

import pytest

from trilateral import tables
from trilateral.cli import main


def test_help_names_every_command(capsys):
    with pytest.raises(SystemExit) as done:
        main(["--help"])
    assert done.value.code == 0
    shown = capsys.readouterr().out
    for command in ("build", "check", "measure"):
        assert command in shown
    assert "Exit status" in shown


@pytest.mark.parametrize("call", [[], ["fly"], ["check", "--fast"]])
def test_a_call_that_is_not_understood(call, capsys):
    with pytest.raises(SystemExit) as done:
        main(call)
    assert done.value.code == 2


def test_check_all(capsys):
    assert main(["check"]) == 0
    shown = capsys.readouterr().out
    count = len(tables.names())
    assert shown.count("\nok ") + shown.startswith("ok ") == count
    assert f"{count} of {count} as their manifests say" in shown


def test_check_says_what_is_wrong(capsys):
    assert main(["check", "places", "plaices"]) == 1
    shown = capsys.readouterr()
    assert "data/plaices.yml: no such manifest" in shown.err
    assert "1 of 2" in shown.out


def test_check_another_data_folder(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("TRILATERAL_DATA", str(tmp_path / "nowhere"))
    assert main(["check"]) == 1
    assert "TRILATERAL_DATA" in capsys.readouterr().err


def test_measure_as_json(capsys):
    assert main(["measure", "--json"]) == 0
    records = json.loads(capsys.readouterr().out)
    assert len(records) > 40 and len({r["id"] for r in records}) == len(records)
    for record in records:
        assert {"id", "name", "value", "unit", "method", "uncertainty"} <= set(record)
        assert record["value"] > 0 and record["uncertainty"] > 0


def test_measure_one_kind(capsys):
    assert main(["measure", "--kind", "width"]) == 0
    assert "width-taiwan " in capsys.readouterr().out
    assert main(["measure", "--kind", "weight"]) == 1
    assert "expected one of area, distance, length, width" in capsys.readouterr().err


def test_the_package_is_light():
    """Importing the package loads nothing heavy: it costs no more than the interpreter's own start."""
    code = "import sys, trilateral; print(sorted({'pandas', 'numpy', 'matplotlib', 'geopandas'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_loading_a_table_draws_nothing():
    code = ("import sys; from trilateral import tables; tables.load('military_expenditure'); "
            "print(sorted({'matplotlib', 'IPython', 'sphinx'} & set(sys.modules)))")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
