"""Which verdicts flip, between any two data folders."""
import dataclasses
import shutil

import pandas as pd
import pytest

from tests.update import editions
from trilateral import ledger, paths
from trilateral.ledger import checking, claims, comparing
from trilateral.update import verdicts


@pytest.fixture
def folder(tmp_path):
    """A copy of the data with one table changed."""

    def make(change):
        found = editions.copied(tmp_path / "data")
        table = pd.read_csv(found / "crisis_timeline.csv", dtype="string")
        editions.change(found, "crisis_timeline", change(table))
        return found

    return make


def longer(table):
    """The crisis begins a week earlier, so that it lasts more than six months."""
    return table.assign(date=table["date"].replace("2024-12-03", "2024-11-26"))


def test_a_flip_with_both_sentences_either_way(folder):
    there = verdicts.differences(paths.data_dir(), other := folder(longer))
    back = verdicts.differences(other, paths.data_dir())
    flip = next(one for one in there.comparison.flips if one.claim == "C018")
    assert (flip.before, flip.after, flip.decides) == ("partly", "supported", True)
    assert flip.check == "crisis_lasted_over_six_months" and flip.sentence_before != flip.sentence_after
    mirrored = {(one.claim, one.after, one.before, one.sentence_after) for one in back.comparison.flips}
    assert mirrored == {(one.claim, one.before, one.after, one.sentence_before) for one in there.comparison.flips}
    assert 0 < there.comparison.ran < len(ledger.outcomes()), "only checks that take the table were run"


def test_a_check_that_does_not_run_is_named(folder):
    found = verdicts.differences(paths.data_dir(), folder(lambda table: table.head(1)))
    assert not found.failed_before
    assert found.failed["lee_followed_yoon"] == "check lee_followed_yoon (C045): KeyError: 'President Yoon impeached'"


def test_the_same_data_flip_nothing():
    found = verdicts.differences(paths.data_dir(), paths.data_dir())
    assert found == verdicts.Verdicts(comparing.Comparison((), (), (), 0), {}, {})


def test_a_folder_that_changes_is_judged_anew(folder):
    """What one process remembers of a folder is not what another finds in it later."""
    found = folder(longer)
    first = verdicts.differences(paths.data_dir(), found)
    for ending in ("csv", "yml"):
        shutil.copy(paths.data_dir() / f"crisis_timeline.{ending}", found)
    second = verdicts.differences(paths.data_dir(), found)
    assert first.comparison.flips and not second.comparison.flips


OUTCOME = checking.Outcome("lasts", ("C018",), 1.0, "days", "", "partly", "It lasts.", (("more", "partly"),), True, ())


@pytest.mark.parametrize(("changed", "flips", "steadiness", "reworded"), [
    ({}, 0, 0, 0),
    ({"verdict": "supported", "sentence": "Long."}, 1, 0, 0),
    ({"robust": False, "sensitivity": (("more", "supported"),), "sentence": "Long."}, 0, 1, 0),
    ({"sentence": "It lasts longer."}, 0, 0, 1),
    ({"value": 2.0}, 0, 0, 0),
])
def test_each_change_is_counted_once(changed, flips, steadiness, reworded):
    claim = claims.contents().claims["C018"]
    claim = dataclasses.replace(claim, decided_by="lasts", evidence=(claims.Evidence(check="lasts"),))
    found = comparing.compared({"lasts": OUTCOME}, {"lasts": dataclasses.replace(OUTCOME, **changed)}, [claim])
    assert (len(found.flips), len(found.steadiness), len(found.reworded)) == (flips, steadiness, reworded)
    assert found.ran == 1 and all(one.decides for one in found.flips)


def test_a_check_of_one_edition_only_is_not_compared():
    found = comparing.compared({"lasts": OUTCOME}, {}, claims.contents().claims.values())
    assert found.ran == 0 and not found.flips
