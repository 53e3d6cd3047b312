"""``trilateral ledger``: all, a part, as JSON, the checks, and against other data."""
import json
import shutil

from trilateral import ledger, paths
from trilateral.cli import main


def test_all(capsys):
    assert main(["ledger"]) == 0
    lines = capsys.readouterr().out.splitlines()
    counts = ledger.frame()["verdict"].value_counts()
    assert len(lines) == 164 and lines[0].startswith("C001")
    assert lines[-1].startswith("163 claims: ") and f"{counts['supported']} supported" in lines[-1]


def test_a_section_and_a_verdict(capsys):
    assert main(["ledger", "--section", "1", "--verdict", "partly"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert all(" partly " in line for line in lines[:-1])
    frame = ledger.frame()
    assert len(lines) - 1 == ((frame["section"] == 1) & (frame["verdict"] == "partly")).sum()


def test_as_json_with_everything(capsys):
    assert main(["ledger", "--json"]) == 0
    records = {record["id"]: record for record in json.loads(capsys.readouterr().out)}
    found = records["C018"]
    assert found["verdict"] == "partly" and found["computed"] and found["checks"][0]["sensitivity"]
    assert {"evidence", "history", "when", "would_change"} <= found.keys() and "draft" not in found


def test_the_checks(capsys):
    assert main(["ledger", "--checks", "--section", "1"]) == 0
    shown = capsys.readouterr().out
    assert "crisis_lasted_over_six_months  [C018]" in shown and "182 days" in shown


def test_the_same_data_differ_in_nothing(capsys):
    assert main(["ledger", "--against", str(paths.data_dir())]) == 0
    assert capsys.readouterr().out == "no verdict differs\n"


def test_other_data_print_what_differs(tmp_path, capsys):
    for ending in ("csv", "yml"):
        shutil.copy(paths.data_dir() / f"crisis_timeline.{ending}", tmp_path)
    path = tmp_path / "crisis_timeline.csv"
    path.write_text(path.read_text("utf-8").replace("2024-12-03", "2024-11-29"), "utf-8")
    assert main(["ledger", "--against", str(tmp_path), "--section", "1"]) == 0
    shown = capsys.readouterr().out
    assert "C018  partly -> supported" in shown and "taken from the book's own data" in shown


def test_no_such_folder(capsys):
    assert main(["ledger", "--against", "nowhere"]) == 1
    assert "--against nowhere: is not a folder" in capsys.readouterr().err
