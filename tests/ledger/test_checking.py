"""How checks are registered, run, varied and held to their promises."""
import pytest

from trilateral import ledger
from trilateral.ledger import checking
from trilateral.ledger.finding import Finding

CHECKS = checking.checks()


def made(function, **options):
    options = {"threshold": 5, "vary": (4, 6), "says": "at least {}"} | options
    return checking.Check("made", ("C001",), function, options["threshold"], options["vary"], options["says"], "")


@pytest.mark.parametrize("name", CHECKS)
def test_a_check_argues_its_threshold(name):
    """The question first, then why this threshold: at least two sentences beyond the question."""
    found = CHECKS[name]
    assert found.question.endswith("?") and found.argument.endswith((".", "?")), f"{name}: {found.why}"
    assert len(found.why.split()) >= (25 if found.threshold is not None else 12), f"{name}: {found.why}"


@pytest.mark.parametrize("name", CHECKS)
def test_a_check_names_claims_that_rest_on_it(name):
    claims = ledger.contents().claims
    for id in CHECKS[name].claims:
        assert name in [piece.check for piece in claims[id].evidence], f"{id} does not rest on {name}"


def test_there_are_enough():
    assert len(CHECKS) >= 50


def test_every_outcome_has_a_sentence_with_its_facts():
    for name, outcome in ledger.outcomes().items():
        assert 20 < len(outcome.sentence) < 420, f"{name}: {outcome.sentence}"
        assert "nan" not in outcome.sentence.lower().split(), name


def test_verdicts_of_a_comparison():
    assert Finding.at_least(6, 5, "x", "Six.").verdict == "supported"
    assert Finding.at_least(4, 5, "x", "Four.", partly=3).verdict == "partly"
    assert Finding.at_least(2, 5, "x", "Two.", partly=3).verdict == "contradicted"
    assert Finding.at_most(4, 5, "x", "Four.").verdict == "supported"
    assert Finding.parts({"a": True, "b": False}, "One of two.").verdict == "partly"
    assert Finding.parts({"a": False, "b": False}, "None.").verdict == "contradicted"


@pytest.mark.parametrize("sentence", ["no capital.", "No full stop"])
def test_a_finding_is_a_sentence(sentence):
    with pytest.raises(ValueError, match="full stop"):
        Finding(1, "x", "supported", sentence)


def test_a_finding_has_a_verdict_of_the_book():
    with pytest.raises(ValueError, match="'true'"):
        Finding(1, "x", "true", "It is so.")


def test_sensitivity_runs_the_check_at_every_threshold():
    found = checking.run(made(lambda *, threshold: Finding.at_least(5, threshold, "x", "Five.")), checking.Data())
    assert found.verdict == "supported" and not found.robust
    assert found.sensitivity == (("at least 4", "supported"), ("at least 6", "contradicted"))


def test_a_check_that_raises_is_named():
    def broken(*, threshold):
        raise KeyError("no such column")

    with pytest.raises(ledger.LedgerError, match=r"check made \(C001\): KeyError"):
        checking.run(made(broken), checking.Data())


def test_a_check_returns_a_finding():
    with pytest.raises(ledger.LedgerError, match="a Finding is expected"):
        checking.run(made(lambda *, threshold: True), checking.Data())


def test_a_check_cannot_spoil_the_next_ones_table():
    data = checking.Data()

    def spoil(crisis_timeline, *, threshold):
        crisis_timeline.drop(crisis_timeline.index, inplace=True)
        return Finding.at_least(1, threshold, "x", "Spoilt.")

    checking.run(made(spoil), data)
    assert len(data["crisis_timeline"]) > 30


@pytest.mark.parametrize("options", [{}, {"threshold": 1, "fixed": "why"}, {"threshold": 1, "vary": (2,), "says": "{}"},
                                     {"threshold": 1, "vary": (0, 2), "says": "no place"}])
def test_registration_wants_a_threshold_with_variations_or_a_reason(options):
    with pytest.raises(ValueError, match="check of C001"):
        checking.check("C001", **options)


def test_another_edition_takes_what_it_lacks_from_the_book(tmp_path):
    data = checking.Data(tmp_path)
    assert len(data["crisis_timeline"]) > 30
    assert data.missing == {"crisis_timeline"}
