"""Claims with their checks; the argument without some of them; other editions; what is named and missing."""
import dataclasses
import shutil

import pytest

from trilateral import ledger, paths
from trilateral.ledger import audit
from trilateral.ledger.argument import FALLS, STANDS, UNSUPPORTED, UNTESTED, WEAKENED, _standing, _state
from trilateral.ledger.book import judge
from trilateral.ledger.claims import Evidence
from trilateral.ledger.comparing import differences

ROOT = paths.book_dir()


def test_nothing_that_the_ledger_names_is_missing():
    assert ledger.faults(ROOT) == []


def test_every_accepted_verdict_is_the_computed_one():
    assert ledger.drifted() == []


def test_the_ledgers_own_date_is_the_newest_of_its_histories():
    contents = ledger.contents()
    assert contents.as_of == max(entry["date"] for claim in contents.claims.values() for entry in claim.history)


def test_a_check_decides_whatever_was_typed():
    claim = dataclasses.replace(ledger.contents().claims["C018"], verdict="supported")
    assert judge(claim, ledger.outcomes()).verdict == "partly"


def test_a_claim_that_forgets_its_check():
    claim = dataclasses.replace(ledger.contents().claims["C018"], evidence=(), decided_by="")
    with pytest.raises(ledger.LedgerError, match="C018, field evidence: lacks crisis_lasted_over_six_months"):
        judge(claim, ledger.outcomes())


def test_a_check_that_does_not_exist():
    claim = dataclasses.replace(ledger.contents().claims["C018"], evidence=(Evidence(check="no_such"),), decided_by="")
    with pytest.raises(ledger.LedgerError, match="C018.*no check 'no_such'"):
        judge(claim, ledger.outcomes())


@pytest.mark.parametrize(("piece", "said"), [
    (Evidence(cite="nobody1900", says="It is so."), "'nobody1900' has no record"),
    (Evidence(measure="width-styx", says="It is so."), "no measurement 'width-styx'"),
    (Evidence(table="no_table", says="It is so."), "no such manifest"),
    (Evidence(table="crisis_timeline", where="lane == 'Moon'", says="It is so."), "no row"),
    (Evidence(table="crisis_timeline", where="lane ===", says="It is so."), "lane ==="),
    (Evidence(table="crisis_timeline", columns=("colour",), says="It is so."), "colour"),
])
def test_evidence_that_is_not_there(piece, said):
    (fault,) = audit._evidence(piece, {"somebody2000"})
    assert said in fault


def test_evidence_that_is_there():
    assert audit._evidence(Evidence(table="crisis_timeline", where="lane == 'Seoul'", says="So."), set()) == []
    assert audit._evidence(Evidence(measure="width-taiwan", says="So."), set()) == []


def test_a_check_without_test(tmp_path):
    shutil.copytree(ROOT / "tests" / "ledger", tmp_path / "tests" / "ledger")
    assert audit.untested(tmp_path) == []
    (tmp_path / "tests" / "ledger" / "test_crisis.py").write_text("")
    assert "check visits_were_called_off: no test in tests/ledger names it" in audit.untested(tmp_path)


def test_a_claim_that_no_chapter_tells():
    told = [id for id in ledger.contents().claims if id != "C042"]
    (fault,) = ledger.untold(told)
    assert "C042: no chapter tells it" in fault


@pytest.mark.parametrize(("kept", "lost", "below", "state"), [
    (("C001",), (), (), STANDS),
    (("C001",), ("C002",), (), WEAKENED),
    (("C001",), (), (UNSUPPORTED,), WEAKENED),
    ((), ("C002",), (), UNSUPPORTED),
    ((), (), (UNSUPPORTED, UNTESTED), UNSUPPORTED),
    ((), (), (STANDS, UNSUPPORTED), WEAKENED),
    ((), (), (STANDS,), STANDS),
    ((), (), (), UNTESTED),
    (("C001",), (), (FALLS,), WEAKENED),
    ((), (), (FALLS,), UNSUPPORTED),
])
def test_states_of_a_step(kept, lost, below, state):
    assert _state(kept, lost, below) == state


def test_without_anything_taken_no_step_is_weakened():
    assert {found.state for found in ledger.standings(()).values()} <= {STANDS, UNTESTED}


def test_when_all_that_carries_is_taken_nothing_stands():
    states = {found.state for found in ledger.standings(("supported", "partly", "contradicted", "outdated")).values()}
    assert states <= {UNSUPPORTED, UNTESTED, FALLS}


def test_a_step_falls_with_what_it_comes_to():
    verdicts = ledger.judged()
    node = next(node for node in ledger.contents().argument if node.comes_to and node.rests_on)
    ends = {verdicts[id].verdict for id in node.comes_to} - {"not testable"}
    assert ends and _standing(node, verdicts, ends, ()).state == FALLS
    assert _standing(node, verdicts, set(), ()).state != FALLS


def test_standings_keep_count_of_every_ground():
    for found in ledger.standings().values():
        assert sorted(found.kept + found.lost + found.open) == sorted(found.node.rests_on)


def test_the_outline_holds_every_claim_once():
    outline = ledger.outline(ledger.standings())
    assert sorted(outline.loc[outline["claim"] != "", "claim"]) == list(ledger.contents().claims)
    assert outline["step"].iloc[0] == "T" and outline["depth"].max() == 2


@pytest.fixture
def other(tmp_path):
    """Another edition of one table: the crisis begins four days earlier."""
    for ending in ("csv", "yml"):
        shutil.copy(paths.data_dir() / f"crisis_timeline.{ending}", tmp_path)
    path = tmp_path / "crisis_timeline.csv"
    path.write_text(path.read_text("utf-8").replace("2024-12-03", "2024-11-29"), "utf-8")
    return tmp_path


def test_another_edition_changes_a_verdict(other):
    found, missing = differences({"C018"}, other)
    (entry,) = found
    assert (entry.before, entry.after, entry.decides) == ("partly", "supported", True)
    assert "3 December 2024" in entry.sentence_before and "29 November 2024" in entry.sentence_after
    assert "crisis_timeline" not in missing


def test_another_edition_of_other_claims_changes_none(other):
    assert differences({"C163"}, other)[0] == []


def test_the_frame_has_a_row_a_claim():
    frame = ledger.frame()
    assert len(frame) == len(ledger.contents().claims) and frame["verdict"].isin(list(ledger.VERDICTS)).all()
    assert (frame.loc[frame["computed"], "robust"].isin(["robust", "fragile"])).all()
    assert (frame.loc[~frame["computed"], "robust"] == "").all()
