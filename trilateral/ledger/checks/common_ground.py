"""Checks on common ground: dangers named together, votes, agendas, meetings in defence."""
from __future__ import annotations

import itertools

import pandas as pd

from trilateral.ledger.checking import check
from trilateral.ledger.finding import Finding
from trilateral.names import PARTNERS, short
from trilateral.theme.formats import percent, words

PUBLISHED = pd.Timestamp("2025-08-12")
DANGERS = {"dprk": "the DPRK's arms", "taiwan-strait": "the Taiwan Strait", "south-china-sea": "the South China Sea",
           "russia": "Russia's war or its ties with the DPRK"}
FIELDS = ["supply-chains", "technology", "energy", "human-rights"]


@check("C031", threshold=50, vary=(30, 40), says="no country that {} per cent of each public name")
def publics_share_no_first_threat(threats_named: pd.DataFrame, *, threshold: float) -> Finding:
    """Do the three publics see the greatest threat in different countries?

    Divergence is what the first factor is about. The publics are at one if a majority of each names the same country,
    so the claim that they may diverge is borne out if no country has that. The question takes one answer only, which
    makes a majority a high bar: two fifths and three tenths are the lower ones. A country that is not among a public's
    two first answers counts as not named.
    """
    shares = threats_named.pivot(index="threat", columns="asked", values="share").fillna(0)
    common = shares.min(axis=1)
    first = threats_named.query("rank == 1").itertuples()
    listed = "; ".join(f"{short(row.asked)}: {short(row.threat)}, {row.share:.0f}%" for row in first)
    verdict = "contradicted" if common.max() >= threshold else "supported"
    return Finding(common.max(), "per cent at least", verdict,
                   f"Named first: {listed}. The country most widely shared, {short(common.idxmax())}, is named by "
                   f"{common.max():.0f}% at least.")


@check("C036", threshold=1.5, vary=(1.25, 2), says="{} times as many in the two years after the summit as before")
def defence_engagements_grew(trilateral_engagements: pd.DataFrame, *, threshold: float) -> Finding:
    """Did the three meet and train together more often in defence after Camp David than before?

    Drills, defence ministers, chiefs of defence and defence officials, from two years before the summit to
    publication two years after. Half as many again is an increase that meetings put off or moved up could not make;
    a quarter and twice are the other readings. The table knows later years better than earlier ones, so a narrow
    margin would say nothing.
    """
    held = trilateral_engagements.query("status == 'held'")
    defence = held[held["level"].isin(["exercise", "chiefs_of_defence"]) | held["portfolio"].eq("defence")]
    dates = pd.to_datetime(defence["date"])
    summit = pd.to_datetime(held.loc[held["place"].eq("Camp David"), "date"]).iloc[0]
    before = int(dates.between(summit - pd.DateOffset(years=2), summit, inclusive="left").sum())
    after = int(dates.between(summit, PUBLISHED).sum())
    return Finding.at_least(after / before, threshold, "times as many",
                            f"{words(before).capitalize()} in the two years before the summit, "
                            f"{after} between it and 12 August 2025.", partly=1)


@check("C037", threshold=1, vary=(0.5, 0.75), says="a share of {} of the joint statements or more")
def statements_name_peninsula_and_strait(statement_topics: pd.DataFrame, *, threshold: float) -> Finding:
    """Do the three, when they speak together, name both the peninsula and the Taiwan Strait?

    An interest that is shared shows in every text that all three sign, whoever governs; one that is named in three of
    four or in half is a passing one. Naming costs little: the check says what they declare, not what they would do.
    """
    named = _named(statement_topics, ["dprk", "taiwan-strait"]).eq(2)
    return Finding.at_least(named.mean(), threshold, "share",
                            f"{words(int(named.sum())).capitalize()} of {words(len(named))} joint statements "
                            f"from {named.index.min()[:4]} to {named.index.max()[:4]} name both.", partly=threshold / 2)


@check("C038", threshold=3, vary=(2, 4), says="{} dangers or more that stand in every joint statement")
def dangers_named_in_every_statement(statement_topics: pd.DataFrame, *, threshold: int) -> Finding:
    """How many dangers do the three name together, each time?

    "In numerous instances" asks for more than a pair, so three that stand in every statement; two is the least that is
    a plural and four is all that the table looks for.
    """
    dangers = statement_topics.query("field == 'danger'")
    counts = dangers["topic"].value_counts()
    always = [name for topic, name in DANGERS.items() if counts.get(topic, 0) == statement_topics["date"].nunique()]
    return Finding.at_least(len(always), threshold, "dangers",
                            f"{words(len(always)).capitalize()} dangers stand in each of "
                            f"{words(statement_topics['date'].nunique())} joint statements: {', '.join(always)}.",
                            partly=1)


@check("C039", threshold=2, vary=(1, 3), says="{} or more of four fields beyond defence in every joint statement")
def statements_reach_beyond_defence(statement_topics: pd.DataFrame, *, threshold: int) -> Finding:
    """Is the common agenda broader than defence?

    Looked for are supply chains, technology, energy and human rights. Two of them in every statement cannot be chance
    or courtesy; one is the least and three a wide agenda. A missing topic may only mean that an account left it out.
    """
    fields = _named(statement_topics, FIELDS)
    return Finding.at_least(int(fields.min()), threshold, "fields",
                            f"The narrowest of {words(len(fields))} joint statements names "
                            f"{words(int(fields.min()))} of four fields beyond defence, the widest "
                            f"{words(int(fields.max()))}.", partly=1)


@check("C039", threshold=0.5, vary=(0.4, 0.67), says="at most {} of the distance to China and Russia")
def three_vote_close_together(un_ideal_points: pd.DataFrame, *, threshold: float) -> Finding:
    """In the United Nations, are the three nearer to each other than to the rivals they worry about?

    Mean distance of ideal points among the three pairs of partners, against the mean from each partner to China and to
    Russia, over the last five sessions in the table. Half is near; two fifths and two thirds are the neighbours. Votes
    in the Assembly are about the world's business, so they test agreement outside the alliance's own field.
    """
    wide = un_ideal_points.pivot(index="year", columns="iso3", values="ideal_point").dropna().tail(5)
    among = _distance(wide, itertools.combinations(PARTNERS, 2))
    across = _distance(wide, itertools.product(PARTNERS, ["CHN", "RUS"]))
    return Finding.at_most(among / across, threshold, "ratio",
                           f"From {wide.index.min()} to {wide.index.max()} the three were on average {among:.2f} apart "
                           f"and {across:.2f} from China and Russia.", partly=1)


@check("C040", fixed="both halves of the picture are matters of record on the day of publication")
def trade_pulled_both_ways(statement_topics: pd.DataFrame, tariffs: pd.DataFrame) -> Finding:
    """Outside defence, was the picture really mixed on 12 August 2025?

    It was if the last joint statement before that day promised work on supply chains and energy, and an American tariff
    on goods in general nevertheless lay on both Asian partners that day.
    """
    day = f"{PUBLISHED:%Y-%m-%d}"
    last = statement_topics[statement_topics["date"] <= day]["date"].max()
    promised = set(statement_topics.loc[statement_topics["date"] == last, "topic"])
    laid = tariffs.query("scope == 'general' and status == 'in_force' and date <= @day and until > @day and rate > 0")
    rates = laid.set_index("country")["rate"]
    listed = " and ".join(f"{percent(rate, 0)} on {short(iso3)}" for iso3, rate in rates.items()) or "no general tariff"
    both = {"promised": {"supply-chains", "energy"} <= promised, "tariffs": {"JPN", "KOR"} <= set(rates.index)}
    return Finding.parts(both, f"The statement of {pd.Timestamp(last):%-d %B %Y} promised common work on the economy; "
                               f"on {PUBLISHED:%-d %B %Y} American tariffs stood at {listed}.")


def _named(topics: pd.DataFrame, wanted: list[str]) -> pd.Series:
    """How many of the ``wanted`` topics each statement names, by date."""
    return topics["topic"].isin(wanted).groupby(topics["date"]).sum()


def _distance(wide: pd.DataFrame, pairs) -> float:
    return float(pd.concat([(wide[one] - wide[other]).abs() for one, other in pairs], axis=1).mean(axis=None))
