"""The ledger's file: its fields, what a schema cannot say, and how faults are named."""
import copy

import pytest
import yaml

from trilateral import ledger, paths
from trilateral.ledger.claims import parse

RAW = yaml.safe_load((paths.data_dir() / ledger.FILE).read_text("utf-8"))


@pytest.fixture
def raw():
    return copy.deepcopy(RAW)


def claim(raw, id):
    return next(entry for entry in raw["claims"] if entry["id"] == id)


def fault(raw):
    with pytest.raises(ledger.LedgerError) as caught:
        parse(raw)
    return str(caught.value)


def test_every_claim_of_the_draft_is_there_in_order():
    assert list(ledger.contents().claims) == [f"C{number:03d}" for number in range(1, 164)]


def test_sections_follow_the_article():
    numbers = [claim.section for claim in ledger.contents().claims.values()]
    assert numbers == sorted(numbers) and set(numbers) == {1, 2, 3, 4, 5, 6}


def test_no_claim_is_unfinished():
    for found in ledger.contents().claims.values():
        texts = [found.note, found.would_change, found.holds, found.fails, *(piece.says for piece in found.evidence)]
        assert not any(word in text for text in texts for word in ("DRAFT", "memory, unverified", "TODO")), found.id


def test_a_wrong_word_is_named_with_claim_field_and_value(raw):
    claim(raw, "C018")["verdict"] = "true"
    said = fault(raw)
    assert "C018" in said and "verdict" in said and "'true'" in said and "contradicted" in said


def test_an_unknown_field_is_named(raw):
    claim(raw, "C018")["certainty"] = "high"
    assert "C018" in fault(raw)


def test_evidence_is_one_of_four_kinds(raw):
    claim(raw, "C018")["evidence"].append({"says": "Somebody told us."})
    assert "C018, field evidence" in fault(raw)


def test_partly_says_which_part(raw):
    del claim(raw, "C018")["fails"]
    assert "C018" in fault(raw) and "'holds' and 'fails'" in fault(raw)


def test_a_deciding_check_is_among_the_evidence(raw):
    claim(raw, "C018")["decided_by"] = "another_check"
    assert "C018, field decided_by: 'another_check'" in fault(raw)


def test_only_what_is_not_testable_goes_without_evidence(raw):
    entry = claim(raw, "C015")
    entry["evidence"] = []
    entry.pop("decided_by", None)
    assert "C015, field evidence: none" in fault(raw)


def test_verdict_and_date_agree(raw):
    found = claim(raw, "C010")
    found["when"]["published"] = "holds"
    assert "C010, field when" in fault(raw)


def test_history_ends_with_the_verdict(raw):
    claim(raw, "C018")["history"][-1]["verdict"] = "supported"
    assert "C018, field history: ends with 'supported'" in fault(raw)


def test_two_claims_of_one_id(raw):
    raw["claims"].append(copy.deepcopy(claim(raw, "C018")))
    assert "C018: two claims" in fault(raw)


def test_every_claim_stands_in_one_step_of_the_argument(raw):
    raw["argument"][0]["comes_to"].remove("C134")
    assert "C134 stands in no step" in fault(raw)
    raw["argument"][0]["comes_to"] += ["C134", "C001"]
    assert "C001 stands in 2 steps" in fault(raw)


def test_a_step_has_a_parent_that_exists(raw):
    raw["argument"][1]["parent"] = "Z"
    assert "there is no step Z" in fault(raw)


def test_not_yaml_is_one_clear_error(tmp_path):
    (tmp_path / ledger.FILE).write_text("claims: [", "utf-8")
    with pytest.raises(ledger.LedgerError, match="not YAML"):
        ledger.contents(tmp_path)
