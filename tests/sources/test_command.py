"""``python -m trilateral.sources``: names, roles, what it prints."""
import importlib

import pytest

from trilateral.sources import __main__ as command
from trilateral.sources import describe


@pytest.mark.parametrize("name", sorted(command.BUILDERS))
def test_every_builder_can_be_called(name):
    module, roles = command.BUILDERS[name]
    assert callable(importlib.import_module(module).build)
    assert len(set(roles)) == len(roles)


@pytest.fixture
def fake(monkeypatch, tmp_path):
    """A builder that records what it got."""
    from trilateral.sources import rosstat

    calls = []
    monkeypatch.setattr(rosstat, "build", lambda inputs, **extra: calls.append((inputs, extra)) or [tmp_path / "t.csv"])
    path = tmp_path / "in.csv"
    path.touch()
    return path, calls


def test_prints_what_was_written(fake, capsys):
    path, calls = fake
    assert command.main(["federal_subjects", "--input", f"subjects={path}", "--retrieved", "2027-01-02"]) == 0
    assert capsys.readouterr().out == "wrote t.csv and t.yml\n"
    assert calls == [({"subjects": path}, {"folder": None, "retrieved": "2027-01-02"})]


def test_bad_data_are_one_message_and_status_1(tmp_path, capsys):
    path = tmp_path / "in.csv"
    path.write_text("a,b\n")
    assert command.main(["federal_subjects", "--input", f"subjects={path}", "--folder", str(tmp_path)]) == 1
    assert capsys.readouterr().err.startswith("in.csv line 1: no column")


@pytest.mark.parametrize("arguments", [
    ["federal_subjects"], ["federal_subjects", "--input", "other=x"], ["federal_subjects", "--input", "subjects=/none"],
    ["unknown"],
])
def test_wrong_calls_are_explained(arguments, capsys):
    with pytest.raises(SystemExit) as caught:
        command.main(arguments)
    assert caught.value.code == 2
    assert "usage" in capsys.readouterr().err


def test_facts_keep_their_type():
    text = describe.description("military_expenditure", last_year=2024, edition_year=2025, base_year=2023, cells=35449,
                                zeros="", coverage="", floor=2380)
    assert text["row_floor"] == 2380
    assert text["sources"][0]["licence"]["of"] == 35449
    assert text["columns"]["iso3"]["pattern"] == "[A-Z]{3}"
    assert text["columns"]["measure"]["values"]["constant_usd_m"]["unit"] == "US$ million, constant 2023"
