"""Checks on Camp David: who was in office, what the three texts say, and what binds."""
from __future__ import annotations

import pandas as pd

from trilateral.ledger.checking import check
from trilateral.ledger.finding import Finding
from trilateral.theme.formats import words

CONSULT = "camp-david-2023"
FEATURES = ["consults", "promises_action", "attack_on_all", "binding"]


@check("C063", fixed="a date and a term of office; nothing can be varied")
def summit_fell_in_yoons_term(trilateral_engagements: pd.DataFrame, rok_handovers: pd.DataFrame) -> Finding:
    """Was the summit in August 2023, and was Mr Yoon in office?

    The least that the credit needs. That he moved others to it is a judgement, which the record's sources carry.
    """
    summit = pd.Timestamp(trilateral_engagements.query("place == 'Camp David' and level == 'leaders'")["date"].iloc[0])
    took, left = _term(rok_handovers)
    return Finding.parts({"August 2023": (summit.year, summit.month) == (2023, 8), "in office": took <= summit <= left},
                         f"The three leaders met at Camp David on {summit:%-d %B %Y}; Mr Yoon held office from "
                         f"{took:%-d %B %Y} to {left:%-d %B %Y}.")


@check("C064", threshold=100, vary=(60, 180), says="a meeting of the leaders within {} days")
def leaders_met_once_yoon_came(trilateral_engagements: pd.DataFrame, rok_handovers: pd.DataFrame, *,
                               threshold: int) -> Finding:
    """Did the three leaders begin to meet when Mr Yoon came, and not before?

    Mr Biden had then been in office since January 2021 and Mr Kishida since October, so the change that came last was
    Seoul's. If it was the one that mattered, there is no meeting in the table before it and one soon after: within a
    hundred days, with two months and half a year as the neighbours. What follows is not always caused; the check
    can refute, not prove. The table begins in April 2021.
    """
    met = trilateral_engagements.query("level == 'leaders' and status == 'held'")
    dates = pd.to_datetime(met["date"])
    took, _ = _term(rok_handovers)
    before, first = int((dates < took).sum()), dates[dates >= took].min()
    return Finding.parts({"none before": before == 0, "one soon after": (first - took).days <= threshold},
                         f"Meetings of the three leaders in the table before {took:%-d %B %Y}: {words(before)}; the "
                         f"first after it came {(first - took).days} days later, on {first:%-d %B %Y}.")


@check("C065", fixed="what a text is in law cannot be varied")
def summit_made_no_alliance(commitments: pd.DataFrame) -> Finding:
    """Did the summit leave the three without a formal military alliance?

    It did if none of the texts of the summit is a treaty, none of them promises action, and none binds.
    """
    texts = _texts(commitments)
    treaties, action = texts["kind"].eq("treaty"), texts["promises_action"].eq("yes")
    parts = {"no treaty": not treaties.any(), "no action": not action.any(), "free": not texts["binding"].any()}
    return Finding.parts(parts, f"Of {words(len(texts))} texts {words(treaties.sum())} count as treaties, "
                                f"{words(action.sum())} promise action and "
                                f"{words(texts['binding'].sum())} bind in law.")


@check("C066", threshold=2, vary=(1, 3), says="{} of four features shared with Article 5")
def consult_resembles_article_five(commitments: pd.DataFrame, *, threshold: int) -> Finding:
    """Which article of the North Atlantic Treaty does the Commitment to Consult resemble?

    Four features make such a clause what it is: whether it asks for consultation, whether it promises action, whether
    it makes an attack on one an attack on all, whether it binds. Half of them shared is a resemblance, one a trace,
    three a likeness. A text that has more in common with Article 4 does not resemble Article 5, however much it shares.
    """
    table = _with_binding(commitments).set_index("id")[FEATURES]
    shared = {article: int((table.loc[CONSULT] == table.loc[article]).sum()) for article in ("nato-4", "nato-5")}
    near = shared["nato-5"] >= shared["nato-4"]
    return Finding.at_least(shared["nato-5"] if near else 0, threshold, "features shared",
                            f"Of four features it shares {words(shared['nato-5'])} with Article 5 and "
                            f"{words(shared['nato-4'])} with Article 4.")


@check("C067", fixed="a formula is in a text or it is not")
def formula_stands_in_the_texts(commitments: pd.DataFrame) -> Finding:
    """Do the texts of the summit say that an attack, or a threat, to one is one to all?

    The claim needs one sentence in one of them, with either word. All three were read whole.
    """
    texts = _texts(commitments)
    found = texts[texts["attack_on_all"].eq("yes") | texts["threat_on_all"].eq("yes")]
    return Finding.at_least(len(found), 1, "texts with the formula",
                            f"With either word it stands in {words(len(found))} of the {words(len(texts))} texts of "
                            f"the summit; {words(texts['read'].eq('full').sum())} of them were read whole.")


@check("C074", fixed="paragraphs are counted, and the text is its own document or it is not")
def commitment_has_two_paragraphs(commitments: pd.DataFrame) -> Finding:
    """Has the commitment two paragraphs, and do the summit's texts hold it?

    It may stand by itself, in the joint statement, or in both; the claim needs it to be among what was agreed.
    """
    texts = _texts(commitments).set_index("id")
    holding = texts.index[texts["consults"].eq("yes")]
    paragraphs = int(texts.loc[CONSULT, "paragraphs"])
    return Finding.parts({"two paragraphs": paragraphs == 2, "agreed": CONSULT in holding},
                         f"The commitment has {words(paragraphs)} paragraphs; {words(len(holding))} of the "
                         f"{words(len(texts))} texts of the summit hold it, itself among them.")


def _term(handovers: pd.DataFrame) -> tuple[pd.Timestamp, pd.Timestamp]:
    """Mr Yoon's first and last day in office."""
    row = handovers.query("president == 'Yoon Suk Yeol'").iloc[0]
    return pd.Timestamp(row["took_office"]), pd.Timestamp(row["left_office"])


def _with_binding(commitments: pd.DataFrame) -> pd.DataFrame:
    return commitments.assign(binding=commitments["force"].str.startswith("Binding"))


def _texts(commitments: pd.DataFrame) -> pd.DataFrame:
    """The texts that the summit of 18 August 2023 issued."""
    return _with_binding(commitments)[commitments["id"].str.startswith("camp-david")]
