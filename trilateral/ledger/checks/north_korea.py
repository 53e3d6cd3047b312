"""Checks on the DPRK: warheads, launches, and the age of its aircraft (C082 to C087)."""
from __future__ import annotations

import math

import pandas as pd

from trilateral.ledger.checking import check
from trilateral.ledger.finding import Finding
from trilateral.theme import formats

PUBLISHED = 2025
LAST_WHOLE_YEAR = PUBLISHED - 1


def _assembled(warheads: pd.DataFrame) -> pd.Series:
    """SIPRI's estimates of assembled warheads as first printed, by year: the series after the break of 2022."""
    rows = warheads.query("iso3 == 'PRK' and counts == 'assembled' and restated == 'no'")
    return rows.set_index("january_of")["low"].astype(float).sort_index()


@check("C082", "C083", threshold=50, vary=(25, 100), says="at least {} per cent more")
def dprk_warheads_grew(warheads: pd.DataFrame, *, threshold: float) -> Finding:
    """Had the estimate of the DPRK's warheads grown by the time of the article, within one meaning of the word?

    From 2022 on SIPRI estimates warheads that were assembled; before, how many the material would have made. Only
    the later series is compared, as first printed. Outsiders know the number to a quarter at best, so that half as
    many again is growth and not revision; any rise carries the claim in part. Varied to a quarter and to double.
    """
    known = _assembled(warheads).loc[:PUBLISHED]
    change = 100 * (known.iloc[-1] / known.iloc[0] - 1)
    said = (
        f"SIPRI put the DPRK's assembled warheads at {formats.number(known.iloc[0])} in January "
        f"{known.index[0]} and {formats.number(known.iloc[-1])} in January {known.index[-1]}.")
    return Finding.at_least(change, threshold, "per cent", said, partly=0.1)


@check("C083", fixed="an estimate that falls from one year to the next is a fall, whatever its size")
def dprk_arsenal_never_shrank(warheads: pd.DataFrame) -> Finding:
    """Is there a year in which the estimate of assembled warheads fell?

    A state that would bargain its weapons away would at some point have fewer. All years of the series since 2022
    are looked at, those after the article too; one fall contradicts.
    """
    steps = _assembled(warheads).diff().dropna()
    falls = int((steps < 0).sum())
    said = (
        f"In {len(steps)} steps from {steps.index[0] - 1} to {steps.index[-1]} the estimate rose in "
        f"{int((steps > 0).sum())}, stood still in {int((steps == 0).sum())} and fell in {falls}.")
    return Finding.at_most(falls, 0, "falls", said)


@check("C082", threshold=1.25, vary=(1.0, 1.5), says="at least {} times as many")
def dprk_launches_rose(dprk_launches: pd.DataFrame, *, threshold: float) -> Finding:
    """Did the DPRK launch more missiles in the five whole years before the article than in the five before those?

    A danger that becomes more worrisome should show in what is fired. Five years hold both a lull and a burst, so
    that one year does not decide; a quarter more is a rise. The same number carries the claim in part. Varied to
    any rise and to half as many again.
    """
    first, last = (dprk_launches["year"].between(end - 4, end).sum() for end in (LAST_WHOLE_YEAR - 5, LAST_WHOLE_YEAR))
    said = (
        f"There were {first} launches in {LAST_WHOLE_YEAR - 9} to {LAST_WHOLE_YEAR - 5} and {last} in "
        f"{LAST_WHOLE_YEAR - 4} to {LAST_WHOLE_YEAR}.")
    return Finding.at_least(last / first, threshold, "times", said, partly=0.9)


@check("C082", threshold=2, vary=(1.5, 3), says="at least {} times as many new missiles")
def dprk_fields_more_new_missiles(dprk_launches: pd.DataFrame, *, threshold: float) -> Finding:
    """Did more kinds of missile fly for the first time in the ten years to 2024 than in the ten before?

    New kinds count for more than launches: they reach farther, or are harder to stop. Twice as many is a change of
    pace; more than as many carries the claim in part. Varied to half as many again and to three times. A missile is
    new in the year of its first launch in the compilation; unnamed ones are left out.
    """
    born = dprk_launches[dprk_launches["missile"] != "unknown"].groupby("missile")["year"].min()
    first, last = (born.between(end - 9, end).sum() for end in (LAST_WHOLE_YEAR - 10, LAST_WHOLE_YEAR))
    said = (
        f"{last} kinds of missile flew for the first time in {LAST_WHOLE_YEAR - 9} to {LAST_WHOLE_YEAR}, "
        f"{first} in the ten years before.")
    return Finding.at_least(last / max(first, 1), threshold, "times", said, partly=1.01)


@check("C087", threshold=0.4, vary=(0.3, 0.5), says="at most {} of all launches in the busiest tenth of years")
def dprk_launches_grew_gradually(dprk_launches: pd.DataFrame, *, threshold: float) -> Finding:
    """Did the DPRK's launches rise step by step, or come in bursts?

    If launches rose evenly from nothing, the busiest tenth of the years would hold a fifth of them; if they rose by
    a tenth every year for forty years, about a third. Two fifths allow for both and for some unevenness; up to a
    half the claim holds in part. Varied to three tenths and a half. Years without a launch count as years.
    """
    years = range(int(dprk_launches["year"].min()), LAST_WHOLE_YEAR + 1)
    counts = dprk_launches.groupby("year").size().reindex(years, fill_value=0).sort_values(ascending=False)
    busiest = counts.head(math.ceil(len(counts) / 10))
    share = busiest.sum() / counts.sum()
    said = (
        f"The {len(busiest)} busiest of {len(counts)} years to {LAST_WHOLE_YEAR} "
        f"({', '.join(str(year) for year in sorted(busiest.index))}) hold {formats.percent(share, 0)} of the "
        f"launches; {int((counts == 0).sum())} years had none.")
    return Finding.at_most(share, threshold, "share of launches", said, partly=0.5)


@check("C084", threshold=0.5, vary=(0.4, 0.67), says="at least {} of the aircraft of designs sixty years old")
def dprk_aircraft_are_of_old_designs(dprk_aircraft: pd.DataFrame, *, threshold: float) -> Finding:
    """Are most of the DPRK's combat aircraft of designs that flew sixty years before the article or earlier?

    Sixty years are two generations of fighters, and a design of that age is out of service in most air forces:
    nearly obsolete by any reckoning. Half is most; a quarter carries the claim in part. Varied to two fifths and
    two thirds. The least number of each type is taken; types without a number are not counted, and those are old.
    """
    types = dprk_aircraft[dprk_aircraft["kind"] == "type"]
    old = types.loc[types["first_flight"] <= PUBLISHED - 60, "count_low"].sum()
    share = old / types["count_low"].sum()
    said = (
        f"Of {types['count_low'].sum()} combat aircraft that are given by type, {old} "
        f"({formats.percent(share, 0)}) are of designs that first flew in {PUBLISHED - 60} or before.")
    return Finding.at_least(share, threshold, "share of aircraft", said, partly=0.25)


@check("C084", threshold=0.33, vary=(0.25, 0.5), says="at most {} of the short-range launches with new missiles")
def dprk_short_range_missiles_are_old(dprk_launches: pd.DataFrame, *, threshold: float) -> Finding:
    """Are the short-range missiles that the DPRK fires old ones, like its aircraft?

    Short-range missiles can carry ordinary explosives and belong to the army as much as guns do, so a country of
    obsolete forces should fire old ones. Launches of the ten years to 2024 whose missile is known are counted; a
    missile is new if it first flew in those ten years. Up to a third new would fit the claim, up to two thirds in
    part. Varied to a quarter and a half.
    """
    named = dprk_launches[dprk_launches["missile"] != "unknown"]
    born = named["missile"].map(named.groupby("missile")["year"].min())
    short = (named["missile_class"] == "short") & named["year"].between(LAST_WHOLE_YEAR - 9, LAST_WHOLE_YEAR)
    new = born[short] >= LAST_WHOLE_YEAR - 9
    said = (
        f"Of {len(new)} launches of known short-range missiles in {LAST_WHOLE_YEAR - 9} to {LAST_WHOLE_YEAR}, "
        f"{new.sum()} ({formats.percent(new.mean(), 0)}) were of missiles that first flew in those years.")
    return Finding.at_most(new.mean(), threshold, "share of launches", said, partly=0.67)


@check("C085", fixed="a type first flew before another or did not")
def mig29_is_the_newest_type(dprk_aircraft: pd.DataFrame) -> Finding:
    """Is the MiG-29 the most modern combat aircraft that the DPRK has?

    Modern is taken as the date of the design: the year of the first flight of each type in the country. If any
    type that the DPRK has flew later than the MiG-29, the claim fails.
    """
    types = dprk_aircraft[dprk_aircraft["kind"] == "type"].sort_values("first_flight", ascending=False)
    newest, second = types.iloc[0], types.iloc[1]
    is_newest = newest["type"] == "MiG-29" and newest["first_flight"] > second["first_flight"]
    verdict = "supported" if is_newest else "contradicted"
    said = (
        f"The latest design in the country is the {newest['type']}, first flown in {newest['first_flight']}; "
        f"the next is the {second['type']}, of {second['first_flight']}.")
    return Finding(int(newest["first_flight"]), "year", verdict, said)


@check("C085", threshold=0.5, vary=(0.33, 0.75), says="at least {} of the other dated variants younger")
def mig29_variant_is_an_early_one(mig29_variants: pd.DataFrame, *, threshold: float) -> Finding:
    """Is the variant of the MiG-29 that was delivered to the DPRK one of the oldest?

    The imported variant is set among the others by year of first flight. It is one of the oldest if at least half
    of the others are younger; a quarter carries the claim in part. Varied to a third and three quarters. A variant
    without a date cannot be placed and is not counted, whoever flies it.
    """
    dated = mig29_variants.dropna(subset=["first_flight"])
    ours = dated[dated["in_dprk"] != "no"].sort_values("first_flight").iloc[-1]
    others = dated[dated["variant"] != ours["variant"]]
    younger = (others["first_flight"] > ours["first_flight"]).mean()
    undated = ", ".join(mig29_variants.loc[mig29_variants["first_flight"].isna(), "variant"]) or "none"
    said = (
        f"The {ours['variant']} first flew in {ours['first_flight']}; of {len(others)} other dated variants "
        f"{int(younger * len(others))} flew later (without a date: {undated}).")
    return Finding.at_least(younger, threshold, "share of variants", said, partly=0.25)
