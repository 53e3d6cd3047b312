"""Checks on the second factor, capability: whether the junior partners grew, what they did with it, what they pay."""
from __future__ import annotations

import pandas as pd

from trilateral import measures, names
from trilateral.ledger.checking import check
from trilateral.ledger.finding import Finding

JUNIORS = ["KOR", "JPN"]


@check("C032", threshold=25, vary=(10, 50), says="spending per American dollar up by {} % or more in twenty years")
def grown_ally_left(military_expenditure: pd.DataFrame, trilateral_engagements: pd.DataFrame, *,
                    threshold: float) -> Finding:
    """Has a junior partner that grew strong beside its protector turned away?

    Strength is what the theory means by it, means of war against the protector's, so it is measured as spending for
    each American dollar, at constant prices, over the twenty years that a generation of planners remembers. A quarter
    more is growth that a general staff would notice; a tenth might be a price index, a half a new army. A partner
    turns away if the three met less often in the last two full years than in the first two of the table. One case
    cannot prove a tendency; it can show whether the tendency shows here.
    """
    levels = measures.wide(military_expenditure, "constant_usd_m", [*JUNIORS, "USA"])
    last = int(levels.index.max())
    growth = {one: measures.change(levels[one] / levels["USA"], last - 20, last) * 100 for one in JUNIORS}
    held = trilateral_engagements[trilateral_engagements["status"] == "held"]["date"].str[:4].astype(int)
    years = range(held.min(), last + 1)
    before, after = (int(held.isin(pair).sum()) for pair in (years[:2], years[-2:]))
    grew = [one for one in JUNIORS if growth[one] >= threshold]
    verdict = "not testable" if not grew else "supported" if after < before else "contradicted"
    told = " and ".join(f"{names.short(one)} {growth[one]:+.0f} %" for one in JUNIORS)
    return Finding(growth["KOR"], "%", verdict,
                   f"Spending for each American dollar changed from {last - 20} to {last}: {told}; contacts of the "
                   f"three went from {before} in {years[0]} and {years[1]} to {after} in {years[-2]} and {years[-1]}.")


@check("C033", threshold=3, vary=(2, 5), says="the stronger has {} times the capability of the weaker or more")
def partners_are_unequal(national_capability: pd.DataFrame, *, threshold: float) -> Finding:
    """Are the two alliances unequal, as the claim about weaker members needs them to be?

    In the literature an alliance is unequal when one member could not be replaced by the others. Three to one is the
    old rule of thumb for an attacker's superiority and so for a partner who can do without the other; at two to one
    both still count, at five to one the weaker hardly does. The claim holds in part if only one of the two ties is so.
    """
    capability = national_capability.pivot(index="year", columns="iso3", values="cinc")
    year = int(capability.index.max())
    ratios = {one: capability.loc[year, "USA"] / capability.loc[year, one] for one in JUNIORS}
    parts = {one: ratio >= threshold for one, ratio in ratios.items()}
    return Finding.parts(parts, f"In {year} the United States had {ratios['KOR']:.1f} times the capability of the ROK "
                                f"and {ratios['JPN']:.1f} times that of Japan by the composite index.")


@check("C033", threshold=0.75, vary=(0.67, 0.9), says="a share of {} or more of the steps went towards Seoul")
def strength_sought_command(command_transfer: pd.DataFrame, military_expenditure: pd.DataFrame, *,
                            threshold: float) -> Finding:
    """Did Seoul seek more autonomy, wartime command of its own forces, as it grew?

    Spending grew between every two steps, so if strength drives the wish for autonomy, all steps should lead the same
    way. Three quarters is a clear lean, allowing for events; two thirds is the least that one would call one, nine
    tenths next to all. Half or more shows the wish without showing what drives it.
    """
    levels = measures.wide(military_expenditure, "constant_usd_m", ["KOR"])["KOR"]
    known = [int(day[:4]) for day in command_transfer["date"] if int(day[:4]) in levels.index]
    grew = levels[known].is_monotonic_increasing
    towards = command_transfer["direction"] == "towards_seoul"
    fits = (towards == (command_transfer["camp"] == "progressive")).sum()
    share = towards.mean() if grew else 0.0
    return Finding.at_least(share, threshold, "share of steps",
                            f"{towards.sum()} of {len(towards)} steps went towards command by Seoul while spending "
                            f"grew throughout; {fits} of {len(towards)} went as the camp in office would suggest.",
                            partly=0.5)


@check("C135", threshold=1.0, vary=(0.5, 2.0), says="the two's part of the sum up by {} points or more since 2020")
def two_carry_a_greater_share(military_expenditure: pd.DataFrame, *, threshold: float) -> Finding:
    """Had Seoul and Tokyo begun to carry a greater part of the load when the article said that they would have to?

    The load is what the three spend together, at constant prices so that the yen does not decide; 2020 is the last
    year before both governments changed course. The two carry about a tenth, so one point is a tenth of their part:
    more than a rounding, less than a revolution. Half a point might be one ship; two would be a fifth of their part.
    """
    share = measures.group_share(military_expenditure, "constant_usd_m", JUNIORS, list(names.PARTNERS)).dropna() * 100
    last = int(share.index.max())
    gained = share[last] - share[2020]
    return Finding.at_least(gained, threshold, "points",
                            f"The ROK and Japan paid {share[2020]:.1f} % of what the three spent in 2020 and "
                            f"{share[last]:.1f} % in {last}.", partly=threshold / 2)


@check("C135", threshold=1, vary=(3, 5), says="each host pays at least {} % more a year than before")
def hosts_pay_more(cost_sharing: pd.DataFrame, *, threshold: float) -> Finding:
    """Do the two hosts pay more towards American forces than under the agreement before?

    Any rise is more; below one per cent it might be rounding, since the pages print two to four figures. Three and
    five per cent are what prices rise by in a bad year, so they ask whether the rise is one in real terms too.
    """
    paid = cost_sharing.dropna(subset=["per_year_low"]).sort_values("first_year")
    rises = {host: (rows["per_year_high"].iloc[-1] / rows["per_year_high"].iloc[-2] - 1) * 100
             for host, rows in paid.groupby("host")}
    parts = {host: rise >= threshold for host, rise in rises.items()}
    return Finding.parts(parts, f"The latest agreement of the ROK is {rises['KOR']:.1f} % a year above the amount "
                                f"before it, that of Japan {rises['JPN']:.1f} %, in current money.")


@check("C135", threshold=0.5, vary=(0.25, 1.0), says="a share {} points of GDP or more above what is spent is wanted")
def more_is_asked_than_spent(burden_pledges: pd.DataFrame, military_expenditure: pd.DataFrame, *,
                             threshold: float) -> Finding:
    """Is each of the two asked for, or pledged to, more than it spends?

    A share of GDP wanders by a tenth of a point a year without any decision. Half a point is several years' growth of
    a budget and cannot be met by waiting; a quarter might be, and a whole point is a programme. The claim says "have
    to", so what counts is the highest share on the table for each, asked for or pledged.
    """
    shares = measures.wide(military_expenditure, "share_of_gdp", JUNIORS)
    year = int(shares.index.max())
    wanted = burden_pledges.groupby("country")["share"].max()
    gaps = {one: (wanted[one] - shares.loc[year, one]) * 100 for one in JUNIORS}
    parts = {one: gap >= threshold for one, gap in gaps.items()}
    told = " and ".join(f"{names.short(one)} {wanted[one] * 100:.1f} % against {shares.loc[year, one] * 100:.1f} %"
                        for one in JUNIORS)
    return Finding.parts(parts, f"Highest share asked for or pledged against the share spent in {year}: {told}.")
