"""Checks on Camp David, held against calendars and against texts read whole."""
from datetime import date

from tests.ledger.trial import outcome


def edited(id, **values):
    """A change of ``commitments``: the row ``id`` gets other values."""
    def change(table):
        table.loc[table["id"].str.startswith(id), list(values)] = list(values.values())
        return table
    return change


def test_the_summit_and_the_term():
    found = outcome("summit_fell_in_yoons_term")
    assert found.verdict == "supported" and "18 August 2023" in found.sentence
    early = outcome("summit_fell_in_yoons_term", rok_handovers=lambda t: t.replace("2022-05-10", "2024-05-10"))
    assert early.verdict == "partly"


def test_no_meeting_before_and_one_after():
    # The three met in Madrid on 29 June 2022, beside a summit of NATO.
    found = outcome("leaders_met_once_yoon_came")
    assert found.verdict == "supported" and found.robust
    assert f"{(date(2022, 6, 29) - date(2022, 5, 10)).days} days" in found.sentence
    later = outcome("leaders_met_once_yoon_came", trilateral_engagements=lambda t: t[t["date"] > "2023-01-01"])
    assert later.verdict == "partly"
    both = outcome("leaders_met_once_yoon_came", rok_handovers=lambda t: t.replace("2022-05-10", "2022-07-10"))
    assert both.verdict == "contradicted"


def test_no_alliance():
    assert outcome("summit_made_no_alliance").verdict == "supported"
    treaty = edited("camp-david", kind="treaty", promises_action="yes", force="Binding in law")
    assert outcome("summit_made_no_alliance", commitments=treaty).verdict == "contradicted"


def test_it_resembles_article_four():
    found = outcome("consult_resembles_article_five")
    assert found.verdict == "contradicted" and found.robust
    assert found.sentence == "Of four features it shares none with Article 5 and three with Article 4."
    strong = dict(consults="no", promises_action="yes", attack_on_all="yes", force="Binding in law")
    stronger = edited("camp-david-2023", **strong)
    assert outcome("consult_resembles_article_five", commitments=stronger).verdict == "supported"
    weak = edited("camp-david-2023", attack_on_all="yes")  # one feature of Article 5, but still nearer to Article 4
    assert outcome("consult_resembles_article_five", commitments=weak).verdict == "contradicted"


def test_the_formula_is_in_none_of_the_texts():
    found = outcome("formula_stands_in_the_texts")
    assert found.value == 0 and found.verdict == "contradicted" and "three texts" in found.sentence
    for column in ("attack_on_all", "threat_on_all"):
        there = outcome("formula_stands_in_the_texts", commitments=edited("camp-david-spirit", **{column: "yes"}))
        assert there.value == 1 and there.verdict == "supported"


def test_two_paragraphs():
    assert outcome("commitment_has_two_paragraphs").verdict == "supported"
    longer = outcome("commitment_has_two_paragraphs", commitments=edited("camp-david-2023", paragraphs=5))
    assert longer.verdict == "partly"
