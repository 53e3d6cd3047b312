"""Checks on Washington's attention: meetings, arms for Ukraine, talks with the DPRK, theatres compared."""
from __future__ import annotations

import math

import pandas as pd

from trilateral.ledger.checking import check
from trilateral.ledger.checks.offices import PUBLISHED, came_in, days_between, in_words
from trilateral.ledger.finding import Finding

CAMP_DAVID = "2023-08-18"
TALKS = ("leaders", "ministers", "vice_ministers", "chiefs_of_defence", "secretariat", "other")


def _held(engagements: pd.DataFrame, first: str, last: str) -> pd.DataFrame:
    """What was held from ``first`` to the day before ``last``."""
    rows = engagements[engagements["status"] == "held"]
    return rows[(rows["date"] >= first) & (rows["date"] < last)]


@check("C112", threshold=0.9, vary=(0.75, 1), says="talks in at least {} of the quarters")
def three_confer_every_quarter(trilateral_engagements: pd.DataFrame, *, threshold: float) -> Finding:
    """Does the arrangement let the three confer, and do they?

    An arrangement that serves for conferring is used at least once a quarter, at whatever rank; one quarter in ten may
    be missed for an election. Exercises do not count. From the quarter of Camp David to that of publication. Varied to
    three in four and to all.
    """
    quarters = pd.period_range(CAMP_DAVID, PUBLISHED, freq="Q")
    rows = _held(trilateral_engagements, CAMP_DAVID, PUBLISHED)
    met = pd.PeriodIndex(rows.loc[rows["level"].isin(TALKS), "date"], freq="Q").unique()
    share = len(met) / len(quarters)
    return Finding.at_least(share, threshold, "share", f"The three conferred in {len(met)} of the {len(quarters)} "
                            "quarters from Camp David to publication.", partly=0.5)


@check("C118", threshold=0.75, vary=(0.5, 0.9), says="a rate of at most {} of the earlier one")
def engagement_slackened(trilateral_engagements: pd.DataFrame, offices: pd.DataFrame, *, threshold: float) -> Finding:
    """Had the frequency of three-way engagement fallen by the day of publication?

    The yardstick is the rate that built the partnership, from Camp David to the change of government. A fall by a
    quarter would be felt; less could be the calendar. Leaders and those below them are judged apart, because the
    claim does not say whom it means. Varied to a fall by half and by a tenth.
    """
    change = came_in(offices, "Donald Trump")
    rates = []
    for span in ((CAMP_DAVID, change), (change, PUBLISHED)):
        top = _held(trilateral_engagements, *span)["level"] == "leaders"
        rates.append([count / days_between(*span) * 365.25 for count in (top.sum(), (~top).sum())])
    (top, rest), (top_now, rest_now) = rates
    return Finding.parts({"leaders": top_now <= threshold * top, "others": rest_now <= threshold * rest},
                         f"A year's rate went from {top:.1f} to {top_now:.1f} for leaders and from {rest:.1f} to "
                         f"{rest_now:.1f} for all others.")


@check("C118", threshold=0.05, vary=(0.1, 0.33), says="a chance of at most {}")
def silence_of_leaders_was_no_chance(trilateral_engagements: pd.DataFrame, offices: pd.DataFrame, *,
                                     threshold: float) -> Finding:
    """Was the lack of leaders' meetings by 12 August 2025 more than chance?

    If leaders went on meeting at the rate of President Biden's term, and as independently as Poisson's law has it, how
    likely was none in the time since? One in twenty is the usual bar; one in ten and one in three are tried. Above the
    bar the silence shows nothing yet, so the verdict is then that it cannot be told.
    """
    began, change = came_in(offices, "Joe Biden"), came_in(offices, "Donald Trump")
    rows = trilateral_engagements[trilateral_engagements["level"] == "leaders"]
    rate = len(_held(rows, began, change)) / days_between(began, change)
    last = trilateral_engagements.loc[trilateral_engagements["status"] == "held", "date_end"].max()
    chance = {day: math.exp(-rate * days_between(change, day)) for day in (PUBLISHED, last)}
    if len(_held(rows, change, PUBLISHED)):
        return Finding(chance[PUBLISHED], "chance", "contradicted", "The leaders had met since January 2025.")
    verdict = "supported" if chance[PUBLISHED] <= threshold else "not testable"
    return Finding(chance[PUBLISHED], "chance", verdict,
                   f"By publication the chance of no meeting was {chance[PUBLISHED]:.2f}; by "
                   f"{pd.Timestamp(last):%B %Y}, where the table ends, it was {chance[last]:.2f}.")


@check("C119", threshold=0.95, vary=(0.9, 0.99), says="deliveries on at least {} of the days")
def arms_kept_flowing(ukraine_arms: pd.DataFrame, offices: pd.DataFrame, *, threshold: float) -> Finding:
    """Did United States arms keep flowing to Ukraine, as the claim takes for granted?

    Counted are the days from the inauguration to publication on which no pause was in force, whole or partial. Five
    per cent is what strikes, weather and holidays might cost an honest supplier; below nine days in ten nobody would
    speak of continuing. Varied to one in ten and one in a hundred.
    """
    first = came_in(offices, "Donald Trump")
    pauses = ukraine_arms[(ukraine_arms["kind"] == "pause") & ukraine_arms["date"].between(first, PUBLISHED)]
    ends = pauses["until"].fillna(PUBLISHED)
    lost = sum(days_between(start, end) for start, end in zip(pauses["date"], ends, strict=True))
    whole = days_between(first, PUBLISHED)
    given = ukraine_arms[(ukraine_arms["kind"] == "allocation") & (ukraine_arms["date"] > first)]
    return Finding.at_least(1 - lost / whole, threshold, "share of days", f"{len(pauses)} pauses took {lost} of "
                            f"{whole} days, and {len(given) or 'no'} new package of gifts was found.", partly=0.8)


@check("C121", threshold=30, vary=(14, 60), says="no pause for at least {} days")
def summit_kept_arms_flowing(ukraine_arms: pd.DataFrame, *, threshold: int) -> Finding:
    """Did the allies' promise at The Hague, with the Secretary General's praise, keep deliveries going?

    If skill and promises keep Washington on course, the month after their greatest success is the time to see it. A
    fortnight would be the least, two months a fair success. Counted from the promise to the next pause.
    """
    pledge = ukraine_arms.loc[ukraine_arms["kind"] == "pledge", "date"].max()
    later = ukraine_arms[(ukraine_arms["kind"] == "pause") & (ukraine_arms["date"] >= pledge)]
    end = later["date"].min() if len(later) else PUBLISHED
    return Finding.at_least(days_between(pledge, end), threshold, "days",
                            f"From the promise of {in_words(pledge)} it was {days_between(pledge, end)} days to "
                            f"{'the next pause' if len(later) else 'publication, without a pause'}.")


@check("C122", fixed="a matter of dates and names")
def scheme_was_his_making(ukraine_arms: pd.DataFrame) -> Finding:
    """Was the scheme as the article has it: after the promise, paid by Europeans, and the Secretary General's making?

    Its first announcement tells whose it was; who had paid by the day of publication tells whether it was European.
    """
    before = ukraine_arms[ukraine_arms["date"] <= PUBLISHED]
    first = before[before["kind"] == "scheme"].iloc[0]
    paid = ", ".join(before.loc[before["kind"] == "purchase", "party"])
    pledge = before.loc[before["kind"] == "pledge", "date"].min()
    return Finding.parts(
        {"after the promise": pledge < first["date"], "paid for": bool(paid),
         "by Europeans": bool(paid) and "Canada" not in paid, "his making": "Rutte" in first["party"]},
        f"It was first announced on {in_words(first['date'])} ({first['party']}), after the promise of "
        f"{in_words(pledge)}; {paid or 'nobody'} had paid by the day of publication.")


@check("C128", threshold=1, vary=(0.9, 1.25), says="at least {} times the earlier stock")
def talks_did_not_disarm(warheads: pd.DataFrame, *, threshold: float) -> Finding:
    """Did the talks of 2018 and 2019 fail to bring the DPRK to give up its weapons?

    They failed if SIPRI's estimate was no lower two years after the first meeting's year than in it: January 2018 and
    January 2021, upper ends, both of the same kind of estimate. A stock a quarter smaller would have been a success in
    part. Varied by a tenth down and a quarter up.
    """
    rows = warheads[(warheads["iso3"] == "PRK") & (warheads["estimate_by"] == "SIPRI")]
    stock = rows.set_index("january_of")["high"].loc[[2018, 2021]].tolist()
    return Finding.at_least(stock[-1] / stock[0], threshold, "times", "SIPRI's upper estimate went from "
                            f"{stock[0]:.0f} to {stock[-1]:.0f} warheads.", partly=0.75)


@check("C129", threshold=1, vary=(0, 3), says="at most {} statements of readiness")
def washington_lost_interest_in_kim(us_diplomacy: pd.DataFrame, offices: pd.DataFrame, *, threshold: int) -> Finding:
    """Had the failure of the first term dampened the wish to talk to Kim Jong Un again?

    A government without the wish says nothing, or says once that its door is open, as governments do. More than that
    in seven months is a wish. None, and three, are tried. The table is a choice, so the count is a lower bound.
    """
    rows = us_diplomacy[(us_diplomacy["region"] == "DPRK") & (us_diplomacy["kind"] == "statement")]
    rows = rows[rows["date"].between(came_in(offices, "Donald Trump"), PUBLISHED)]
    last = f"the last {days_between(rows['date'].max(), PUBLISHED)} days before it" if len(rows) else "none"
    return Finding.at_most(len(rows), threshold, "statements", "From the inauguration to publication the president or "
                           f"the White House spoke of talks with Mr Kim {len(rows)} times, {last}.")


@check("C130", threshold=45, vary=(40, 50), says="Asia's share is at most {} per cent")
def europe_had_more_troops(us_troops: pd.DataFrame, *, threshold: float) -> Finding:
    """Do forces show a smaller commitment to Asia than to Europe?

    Soldiers stationed abroad are the costliest promise. If Asia's hosts had less than 45 in 100 of those in the seven
    hosts of the table, the difference would be plain; between that and half it would be partly so. Varied by five
    points. Poland and forces on rotation are not in the table, which favours Asia.
    """
    year = us_troops["year"].max()
    sums = us_troops[us_troops["year"] == year].groupby("theatre")["personnel"].sum()
    share = sums["Asia"] / sums.sum() * 100
    return Finding.at_most(share, threshold, "per cent", f"In {year} {share:.0f} per cent of {sums.sum():,} persons in "
                           "seven hosts were in Asia and the Pacific.", partly=50)


@check("C131", threshold=0.5, vary=(0.25, 0.75), says="Europe first in at least {} of the rankings")
def europe_ranked_first(us_diplomacy: pd.DataFrame, *, threshold: float) -> Finding:
    """Does Washington's declared policy put the European theatre before the Asian while the war goes on?

    If Europe had the higher priority, most documents and speeches that rank the two would say so. A quarter and three
    quarters are tried. What a government declares is not all that it does.
    """
    rows = us_diplomacy[us_diplomacy["kind"] == "ranking"]
    share = (rows["ahead"] == "Europe").mean()
    early = (rows["date"] <= PUBLISHED).sum()
    return Finding.at_least(share, threshold, "share", f"Of {len(rows)} rankings, {early} of them before publication, "
                            f"{(rows['ahead'] == 'Europe').sum() or 'none'} puts Europe before the Indo-Pacific.",
                            partly=0.25)


@check("C131", threshold=30, vary=(7, 90), says="at most {} days of fighting")
def asia_had_no_such_war(us_diplomacy: pd.DataFrame, *, threshold: int) -> Finding:
    """Was there no fighting between states in Asia in 2025 to be compared with the war in Ukraine?

    That war had lasted for years. A clash of a month or more between two Asian states would begin to be comparable; a
    week and three months are tried. The longest that had begun and ended before publication counts.
    """
    rows = us_diplomacy[(us_diplomacy["kind"] == "fighting") & (us_diplomacy["date"] <= PUBLISHED)].copy()
    ends = rows["until"].fillna(PUBLISHED)
    rows["days"] = [days_between(start, end) + 1 for start, end in zip(rows["date"], ends, strict=True)]
    asia = rows[rows["region"] != "Europe"]
    europe = rows.loc[rows["region"] == "Europe", "days"].max()
    return Finding.at_most(asia["days"].max(), threshold, "days", f"{len(asia)} Asian clashes lasted at most "
                           f"{asia['days'].max()} days; the war in Ukraine was in its day {europe:,}.")


@check("C132", threshold=1, vary=(0, 4), says="at most {} acts in sixty days")
def southeast_asia_was_ignored(us_diplomacy: pd.DataFrame, *, threshold: int) -> Finding:
    """Did the president show little or no interest in Southeast Asia in the two months before publication?

    Little or no interest would show in one act at the most: a visit, a call or a deal of his own. Four, one a
    fortnight, would be the attention of a busy capital. The sentence says how many were about tariffs, for interest in
    a region is more than a rate.
    """
    first = str((pd.Timestamp(PUBLISHED) - pd.Timedelta(days=60)).date())
    rows = us_diplomacy[(us_diplomacy["region"] == "Southeast Asia") & us_diplomacy["date"].between(first, PUBLISHED)]
    acts = rows[rows["kind"].isin(["visit", "call", "trade", "meeting"])]
    deals = (acts["kind"] == "trade").sum()
    return Finding.at_most(len(acts), threshold, "acts", f"{len(acts)} acts of the president concerned Southeast Asia "
                           f"in the sixty days before publication, {deals} of them tariff deals alone.",
                           partly=threshold + 1)
