"""Checks on the tariffs that the new president in Seoul had to cope with."""
from __future__ import annotations

import pandas as pd

from trilateral.ledger.checking import check
from trilateral.ledger.checks.offices import PUBLISHED, came_in, days_between, in_words
from trilateral.ledger.finding import Finding


def _general(tariffs: pd.DataFrame, status: str | None = None) -> pd.DataFrame:
    rows = tariffs[(tariffs["country"] == "KOR") & (tariffs["scope"] == "general")]
    return rows if status is None else rows[rows["status"] == status]


@check("C048", threshold=5, vary=(2.5, 10), says="a general rate of {} per cent or more")
def tariff_pressed_on_seoul(tariffs: pd.DataFrame, *, threshold: float) -> Finding:
    """Was a general tariff in force against the ROK, large enough to be something to cope with?

    Under the free-trade agreement of the two countries nearly all goods had entered free, so any general rate is new.
    Exporters of manufactures earn margins of some five per cent; a rate of that size takes the margin. Varied by half
    and double.
    """
    rows = _general(tariffs, "in_force")
    row = rows[(rows["date"] <= PUBLISHED) & (rows["until"].isna() | (rows["until"] > PUBLISHED))].iloc[0]
    rate = row["rate"] * 100
    return Finding.at_least(rate, threshold, "per cent", f"On {in_words(PUBLISHED)} {rate:g} per cent was in force, "
                            f"since {in_words(row['date'])}.", partly=threshold / 2)


@check("C047", threshold=1, vary=(2, 3), says="at least {} general tariff steps before he took office")
def washington_moved_before_lee(tariffs: pd.DataFrame, offices: pd.DataFrame, *, threshold: int) -> Finding:
    """Had Washington changed things for Seoul before the new president came, so that he had to answer?

    A cause comes before its effect. Steps are announcements and entries into force of the general tariff on the ROK
    between the two presidents' first days; sector tariffs on steel and cars are left out, which is hard on the claim.
    One is enough to make a change; two and three are the stricter readings.
    """
    first, last = came_in(offices, "Donald Trump"), came_in(offices, "Lee Jae-myung")
    rows = _general(tariffs)
    steps = len(rows[rows["date"].between(first, last)])
    later = len(rows[(rows["date"] > last) & (rows["date"] <= PUBLISHED)])
    return Finding.at_least(steps, threshold, "steps", f"Between {in_words(first)} and {in_words(last)} there were "
                            f"{steps}, and {later} more up to {in_words(PUBLISHED)}.")


@check("C117", threshold=365, vary=(183, 730), says="reopened within {} days")
def deal_was_reopened(tariffs: pd.DataFrame, *, threshold: int) -> Finding:
    """Did Washington itself reopen its tariff deal with Seoul soon, as one who values the short run would?

    Who values a tie in the long run lets a bargain stand for a few years at least. A year is less than any trade
    agreement has ever been given; half a year and two years are tried as well. Counted to the first announcement of a
    higher general rate; what courts did does not count.
    """
    said = _general(tariffs, "announced").sort_values("date")
    deal = said[said["instrument"] == "Framework agreement"].iloc[0]
    higher = said[(said["date"] > deal["date"]) & (said["rate"] > deal["rate"])]
    if higher.empty:
        return Finding(None, "days", "contradicted", "No higher rate has been announced since the deal.")
    days = days_between(deal["date"], higher["date"].iloc[0])
    return Finding.at_most(days, threshold, "days", f"The deal of {in_words(deal['date'])} on {deal['rate']:.0%} was "
                           f"followed after {days} days by the announcement of "
                           f"{higher['rate'].iloc[0]:.0%}.")


@check("C116", threshold=2, vary=(1.5, 5), says="within {} percentage points of half the deficit's share")
def rates_followed_the_deficit(reciprocal_rates: pd.DataFrame, *, threshold: float) -> Finding:
    """Were the rates of April 2025 set by the trade account, for allies as for others?

    A transactional view would price a partner by the balance of trade and give an ally nothing off. The office of the
    Trade Representative printed the formula: half of the deficit's share of imports. Shares and rates are rounded to
    whole points, so two points is as near as can be asked; at one and a half rounding alone could fail, and five would
    leave room for an ally's discount. All partners of the table must lie within it.
    """
    gap = (reciprocal_rates["rate"] - reciprocal_rates["deficit_share"] / 2) * 100
    allies = gap[reciprocal_rates["ally"] == "yes"]
    return Finding.at_most(round(gap.abs().max(), 2), threshold, "percentage points",
                           f"The rates of {len(gap)} partners lie at most {gap.abs().max():.1f} points from half the "
                           f"deficit's share; allies paid {allies.mean():+.1f} points more than the formula.")
