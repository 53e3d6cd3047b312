"""Outcomes are kept as long as data and code are as they were, and no longer."""
import json
import shutil

import pytest

from trilateral import ledger, paths
from trilateral.ledger import checking, keeping


@pytest.fixture
def ran(monkeypatch):
    """Names of the checks that run."""
    names = []
    run = checking.run
    monkeypatch.setattr(checking, "run", lambda found, data: names.append(found.name) or run(found, data))
    return names


@pytest.fixture
def elsewhere(tmp_path, monkeypatch):
    """A copy of the data, which a test may change."""
    copy = tmp_path / "data"
    shutil.copytree(paths.data_dir(), copy)
    monkeypatch.setenv("TRILATERAL_DATA", str(copy))
    return copy


def test_all_run_once_and_come_back_the_same(tmp_path, elsewhere, ran):
    keeping.kept(tmp_path / "kept.json")
    first = ledger.outcomes()
    assert sorted(ran) == sorted(checking.checks())
    ran.clear()
    keeping.kept(tmp_path / "kept.json")
    assert ran == [] and ledger.outcomes() == first and list(ledger.outcomes()) == list(first)


def test_a_changed_table_runs_its_checks_alone(tmp_path, elsewhere, ran):
    keeping.kept(tmp_path / "kept.json")
    ran.clear()
    table = elsewhere / "crisis_timeline.csv"
    table.write_text(table.read_text("utf-8").replace("2024-12-03", "2024-11-29"), "utf-8")
    keeping.kept(tmp_path / "kept.json")
    assert sorted(ran) == sorted(name for name, check in checking.checks().items() if "crisis_timeline" in check.needs)
    assert ledger.outcomes()["crisis_lasted_over_six_months"].verdict == "supported"


@pytest.mark.parametrize("text", ["", "{", '{"code": "of yesterday", "entries": []}', "[]"])
def test_a_file_of_another_state_counts_for_nothing(tmp_path, elsewhere, ran, text):
    (tmp_path / "kept.json").write_text(text, "utf-8")
    keeping.kept(tmp_path / "kept.json")
    assert len(ran) == len(checking.checks())
    assert len(json.loads((tmp_path / "kept.json").read_text("utf-8"))["entries"]) == len(ran)
