"""Checks on the country below its weight: its rank, its arms firms, the plan of Korea Aerospace Industries."""
from __future__ import annotations

import pandas as pd

from trilateral.ledger.checking import check
from trilateral.ledger.finding import Finding

PUBLISHED = pd.Timestamp("2025-08-12")
TWO_YEARS_AGO = pd.Timestamp("2023-08-12")
SEVENTH = 7


@check("C049", threshold=0.25, vary=(0.1, 0.5), says="within the first {} of the countries in the list")
def rok_ranks_high(rok_rankings: pd.DataFrame, *, threshold: float) -> Finding:
    """Does the ROK stand with the first in technology, and in productivity?

    "One of the most" asks for a place near the top of the list that the country is compared in. The first quarter is
    generous to a list of rich countries and strict in one of the whole world; a tenth is what a boast would mean, a
    half the least that "among the most" could. Lists of years after the article, or without a length, do not count.
    """
    ranked = rok_rankings.dropna(subset=["ranked"]).query("last_year <= 2024")
    place = (ranked["rank"] / ranked["ranked"]).groupby(ranked["domain"]).max()
    parts = {domain: place[domain] <= threshold for domain in ("technology", "productivity")}
    told = "; ".join(f"{row.indicator} {row.rank} of {row.ranked}" for row in ranked.itertuples()
                     if row.domain in parts)
    return Finding.parts(parts, f"{told}.")


@check("C051", threshold=10, vary=(5, 15), says="diplomacy stands {} places or more below arms exports")
def arms_drive_outruns_diplomacy(rok_rankings: pd.DataFrame, arms_transfers: pd.DataFrame, *,
                                 threshold: int) -> Finding:
    """Is there a contrast between the ROK's drive in arms exports and its diplomacy?

    Two things must be so. The drive: deliveries of the last five years are at least twice those of the five years
    that ended a decade ago. The lag: the country's network of embassies, the one count of diplomatic effort that is
    published for all, ranks well below its exports. Ten places of the 66 networks counted are a different class; five
    are neighbours, fifteen a gulf. A network is not initiative, so this tests what can be counted and no more.
    """
    made = arms_transfers[arms_transfers["supplier"] == "KOR"].groupby("year")["tiv_m"].sum()
    last = int(made.index.max())
    times = made.loc[last - 4:last].sum() / made.loc[last - 14:last - 10].sum()
    known = rok_rankings.query("last_year <= 2024").sort_values("last_year").groupby("domain")["rank"].last()
    gap = int(known["diplomacy"] - known["arms_exports"])
    return Finding.parts({"drive": times >= 2, "lag": gap >= threshold},
                         f"Deliveries of {last - 4} to {last} were {times:.1f} times those of {last - 14} to "
                         f"{last - 10}; the ROK ranks {known['arms_exports']} in exports of arms and "
                         f"{known['diplomacy']} in embassies.")


@check("C052", threshold=5, vary=(0, 10), says="growing {} points or more faster than the hundred largest firms")
def korean_arms_firms_set_the_pace(arms_firms: pd.DataFrame, *, threshold: float) -> Finding:
    """Did the two firms named grow faster than their kind in the last year on record?

    Aggression in selling cannot be counted; pace can, and who sets it grows faster than the field. A firm's year
    swings by some points with the day on which a ship is handed over, so five points above the hundred largest are
    asked; none would let a tie pass, ten would call only a boom pace-setting.
    """
    change = arms_firms.dropna(subset=["change"]).set_index("firm")["change"] * 100
    ahead = {firm: change[firm] - change["All hundred"] for firm in ("Hanwha", "KAI")}
    parts = {firm: points >= threshold for firm, points in ahead.items()}
    ranks = arms_firms.dropna(subset=["rank"]).groupby("firm")["rank"].agg(["first", "last"])
    moved = ", ".join(f"{firm} from place {ranks['first'][firm]} to {ranks['last'][firm]}" for firm in parts)
    return Finding.parts(parts, f"Revenue of the hundred largest rose by {change['All hundred']:.1f} %; Hanwha's "
                                f"changed by {change['Hanwha']:+.0f} % and KAI's by {change['KAI']:+.1f} %; {moved}.")


@check("C053", threshold=12, vary=(6, 18), says="no more than {} months before the day two years ago")
def kai_spoke_of_its_plan_two_years_ago(industry_plans: pd.DataFrame, *, threshold: float) -> Finding:
    """Was KAI already speaking of its plan two years before publication?

    "Already" puts the plan before 12 August 2023; "two years ago" says not long before. Somebody who counts in whole
    years says two for anything from two up to three, so a year is allowed; half a year is what a careful writer would
    allow, a year and a half what a careless one might.
    """
    plan = industry_plans[industry_plans["plan"] == "Global KAI 2050"]
    first = pd.to_datetime(plan["date"]).min()
    months = (TWO_YEARS_AGO - first).days / 30.44
    verdict = "supported" if 0 <= months <= threshold else "contradicted"
    return Finding((PUBLISHED - first).days / 365.25, "years", verdict,
                   f"The plan was declared on {first:%-d %B %Y}, {(PUBLISHED - first).days / 365.25:.1f} years before "
                   f"{PUBLISHED:%-d %B %Y}.")


@check("C054", fixed="the goal is a number that every report prints or does not")
def kai_plan_aims_at_seventh(industry_plans: pd.DataFrame) -> Finding:
    """Do all reports of the plan that print a goal print the place that the article gives?

    The article says seventh. A goal is what its owner declared, so one report would do; that several say the same
    guards against a slip. If some printed another place the claim would hold in part.
    """
    plan = industry_plans[industry_plans["plan"] == "Global KAI 2050"].dropna(subset=["goal_rank"])
    parts = {row.url: row.goal_rank == SEVENTH for row in plan.itertuples()}
    horizon = "/".join(map(str, sorted(set(plan["horizon"]))))
    return Finding.parts(parts, f"{sum(parts.values())} of {len(parts)} reports that print a goal say place {SEVENTH}, "
                                f"to be reached by {horizon}.")


@check("C055", fixed="whether a text names an aim is yes or no")
def kai_plan_counts_on_exports(industry_plans: pd.DataFrame) -> Finding:
    """Does the plan name exports, and less dependence on the home market, among its aims?

    Two parts: that wider exports belong to the plan, and that it sets a share of sales that should come from them,
    which is what would free the firm from its government's orders. The second could be shown by a single report.
    """
    plan = industry_plans[industry_plans["plan"] == "Global KAI 2050"]
    older = industry_plans[industry_plans["plan"] != "Global KAI 2050"].dropna(subset=["export_share"])
    parts = {"exports": plan["exports"].isin(["strategy", "share"]).any(), "share": (plan["exports"] == "share").any()}
    earlier = "".join(f"; the plan for {row.horizon} set {row.export_share:.0%}" for row in older.itertuples())
    reports = int(plan["exports"].isin(["strategy", "share"]).sum())
    target = "one sets" if parts["share"] else "none prints"
    return Finding.parts(parts, f"{reports} of {len(plan)} pages on the plan name wider exports as a part of it, and "
                                f"{target} a share of sales for them{earlier}.")
