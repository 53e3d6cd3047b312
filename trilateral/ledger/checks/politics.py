"""Checks on politics at home: what Seoul did at changes of government, and what the ties have outlived."""
from __future__ import annotations

import itertools

import pandas as pd

from trilateral.ledger.checking import check
from trilateral.ledger.finding import Finding
from trilateral.names import PARTNERS
from trilateral.theme.formats import percent, words

PUBLISHED = pd.Timestamp("2025-08-12")
LEE = "Lee Jae-myung"
COMPARABLE = 2016
"""Last year of the capability index before cities were counted anew."""
WEIGHT = {"kept": 0.0, "mixed": 0.5, "reversed": 1.0}
"""How much of a reversal an outcome is; what was kept in part counts half."""


@check("C028", fixed="the article gives the number, and an alliance’s birthday is the day of its signature")
def treaty_was_over_seventy(commitments: pd.DataFrame) -> Finding:
    """Had the treaty of Washington and Seoul stood for more than seventy years in early 2024?

    Early 2024 begins on its first day, the strictest reading. Counted from signature, as the two governments do when
    they mark anniversaries; it entered into force a year later, which the claim's record says.
    """
    signed = pd.Timestamp(commitments.set_index("id").loc["us-rok-1953", "signed"])
    years = _years(signed, pd.Timestamp("2024-01-01"))
    return Finding.at_least(years, 70, "years",
                            f"Signed on {signed:%-d %B %Y}, it was {years:.1f} years old on 1 January 2024.")


@check("C034", threshold=0.5, vary=(0.33, 0.67), says="a share of {} of them loosened")
def new_camps_loosen(rok_handovers: pd.DataFrame, *, threshold: float) -> Finding:
    """When the other camp came to office in Seoul, did it loosen what tied the ROK to Washington and Tokyo?

    The third factor says that new leaders may care less for a tie. That is tested on the policies toward the two
    partners that a president took over from the other camp, and by whether they were reversed; what was kept in part
    counts half. A half makes it a rule, a third of them a tendency, and two thirds a strong rule. Mending what a
    predecessor broke is a reversal too, so conservative presidents, who tightened, do not count as loosening.
    """
    met = _after_other_camp(rok_handovers).query("domain != 'DPRK' and camp == 'liberal'")
    share = met["outcome"].map(WEIGHT).mean()
    return Finding.at_least(share, threshold, "share",
                            f"Of {len(met)} policies toward the two partners that liberal presidents took over from "
                            f"conservative ones, {percent(share, 0)} were loosened, counting halves.",
                            partly=threshold / 2)


@check("C035", threshold=2, vary=(1.5, 3), says="capability against Washington's changed by a factor of {}")
def treaties_outlived_shifts_of_power(commitments: pd.DataFrame, national_capability: pd.DataFrame, *,
                                      threshold: float) -> Finding:
    """Have the two treaties outlived marked shifts of power between their members?

    Standing still proves nothing; a sturdy tie is one that stood while the second factor moved. A member's weight that
    doubles against the senior ally's is a shift that nobody would call small; half as much again is the least that
    counts, and threefold the most that one can ask. Highest over lowest year since signature, whichever came first.
    """
    wide = national_capability.pivot(index="year", columns="iso3", values="cinc")
    signed = commitments.set_index("id")["signed"].str[:4].astype(int)
    swing = {}
    for iso3, treaty in (("KOR", "us-rok-1953"), ("JPN", "us-japan-1960")):
        ratio = (wide[iso3] / wide["USA"]).loc[signed[treaty]:COMPARABLE].dropna()
        swing[iso3] = ratio.max() / ratio.min()
    return Finding.parts({iso3: value >= threshold for iso3, value in swing.items()},
                         f"Against the United States the ROK's capability has swung by a factor of {swing['KOR']:.1f} "
                         f"since 1953 and Japan's by {swing['JPN']:.1f} since 1960; both treaties stand.")


@check("C035", threshold=50, vary=(25, 60), says="a treaty of {} years or more")
def every_side_rests_on_an_old_treaty(commitments: pd.DataFrame, *, threshold: float) -> Finding:
    """Does each of the three sides of the triangle rest on a treaty that has stood the test of time?

    A triangle is as sturdy as its weakest side. Fifty years is two generations of leaders; one generation is the least
    that tests a tie, and sixty years reaches back to the Cold War's first half.
    """
    names = {"USA": "United States", "JPN": "Japan", "KOR": "ROK"}
    old = {}
    for pair in itertools.combinations(PARTNERS, 2):
        members = {names[iso3] for iso3 in pair}
        parties = commitments["parties"].str.split(", ").map(set)
        treaties = commitments[commitments["kind"].eq("treaty") & parties.map(members.__eq__)]
        ages = [_years(pd.Timestamp(day), PUBLISHED) for day in treaties["signed"]]
        old[" and ".join(sorted(members))] = max(ages, default=0.0)
    listed = "; ".join(f"{pair}, {f'{age:.0f} years old' if age else 'none'}" for pair, age in old.items())
    return Finding.parts({pair: age >= threshold for pair, age in old.items()},
                         f"Treaties of defence on {PUBLISHED:%-d %B %Y}: {listed}.")


@check("C043", "C059", threshold=0.5, vary=(0.33, 0.67), says="a share of {} turned back")
def lee_turned_back_the_partnership(rok_handovers: pd.DataFrame, *, threshold: float) -> Finding:
    """Has the government elected in June 2025 undone what it inherited toward Tokyo, Washington and the three?

    The forecast is of retrenchment. Policies toward the DPRK do not count, because the forecast is about the partners.
    Reversed counts whole and mixed half; a half of them would be retrenchment, a quarter the beginning of one. Coded
    to September 2026, so a later turn would not show.
    """
    inherited = rok_handovers.query("president == @LEE and domain != 'DPRK'")
    share = inherited["outcome"].map(WEIGHT).mean()
    counts = inherited["outcome"].value_counts().reindex(list(WEIGHT), fill_value=0)
    listed = ", ".join(f"{words(int(count))} {outcome}" for outcome, count in counts.items())
    return Finding.at_least(share, threshold, "share",
                            f"Of {words(len(inherited))} policies toward the partners: {listed}.", partly=threshold / 2)


@check("C044", threshold=3.5, vary=(3, 4), says="{} years or more")
def upturn_was_four_years_old(rok_handovers: pd.DataFrame, *, threshold: float) -> Finding:
    """Was the upturn that the section describes four years old on 12 August 2025?

    It cannot be older than the president whom the section credits with it, so his first day in office is the earliest
    start. Anything that rounds to four years, three and a half, would do; a generous reader accepts three and a strict
    one asks for the four that are written.
    """
    start = pd.Timestamp(rok_handovers.set_index("id").loc["yoon-japan", "took_office"])
    years = _years(start, PUBLISHED)
    return Finding.at_least(years, threshold, "years",
                            f"From {start:%-d %B %Y}, when Mr Yoon took office, to publication are {years:.1f} years.")


@check("C046", threshold=0.75, vary=(0.5, 1), says="a share of {} of the fields recast")
def lee_recast_foreign_policy(rok_handovers: pd.DataFrame, *, threshold: float) -> Finding:
    """In how many fields did the new government recast what it found?

    A recast foreign policy is new in most of its fields: three of the four that the table has. Half and all are the
    neighbours. A single field recast is a part, whatever the threshold. A field is recast if a policy in it was
    reversed.
    """
    inherited = rok_handovers.query("president == @LEE")
    recast = inherited.groupby("domain")["outcome"].agg(lambda outcomes: outcomes.eq("reversed").any())
    return Finding.at_least(recast.mean(), threshold, "share of fields",
                            f"A policy was reversed in {words(int(recast.sum()))} of {words(len(recast))} "
                            f"fields: {', '.join(recast[recast].index) or 'none'}.", partly=1e-9)


@check("C057", threshold=0.5, vary=(0.33, 0.75), says="a gap of {} of all years or more")
def camp_decides_a_yearly_vote(dprk_rights_resolutions: pd.DataFrame, *, threshold: float) -> Finding:
    """Does the camp in power decide what Seoul does with a question that comes back every year?

    The UN's resolution on human rights in the DPRK asks the ROK the same thing each autumn, so it is nearly an
    experiment. If politics at home weigh heavily, the share of years in which Seoul sponsors it differs between the
    camps by half of all years; a third is a leaning, three quarters a law.
    """
    share = dprk_rights_resolutions["position"].eq("co-sponsored").groupby(dprk_rights_resolutions["camp"]).mean()
    gap = share["conservative"] - share["liberal"]
    return Finding.at_least(gap, threshold, "share of years",
                            f"Seoul sponsored the resolution in {percent(share['conservative'], 0)} of the years under "
                            f"conservatives and {percent(share['liberal'], 0)} under liberals.", partly=threshold / 2)


@check("C058", threshold=0.5, vary=(0.4, 0.67), says="a share of {} reversed or more")
def presidents_often_reverse(rok_handovers: pd.DataFrame, *, threshold: float) -> Finding:
    """Before June 2025, did new presidents often reverse what they took over?

    "Often" is as often as not, a half; two fifths and two thirds are the neighbours, and half of the threshold is
    sometimes. Turns are written about more than continuity, so the table leans upwards and a narrow pass is weak.
    """
    before = rok_handovers.query("president != @LEE")
    reversed_ = before["outcome"].eq("reversed")
    everything = rok_handovers["outcome"].eq("reversed").mean()
    return Finding.at_least(reversed_.mean(), threshold, "share",
                            f"{words(int(reversed_.sum())).capitalize()} of {words(len(before))} before June "
                            f"2025; {percent(everything, 0)} with the record since.", partly=threshold / 2)


@check("C072", threshold=4, vary=(3, 2), says="more often than {} of four predecessors")
def yoon_outspoke_his_predecessors(dprk_rights_resolutions: pd.DataFrame, *, threshold: int) -> Finding:
    """Did Mr Yoon's government put its name to the UN's resolution more often than its predecessors'?

    The claim says predecessors, without exception: all four of the table. Three of them, or the two liberal ones,
    would be the looser readings. As often is not more often. The resolution is one voice among several; what was said
    of China's returns is in the record.
    """
    share = dprk_rights_resolutions["position"].eq("co-sponsored").groupby(dprk_rights_resolutions["president"]).mean()
    earlier = dprk_rights_resolutions.query("year < 2022")["president"].unique()
    surpassed = [name for name in earlier if share["Yoon Suk Yeol"] > share[name]]
    listed = ", ".join(f"{name} {percent(share[name], 0)}" for name in earlier)
    return Finding.at_least(len(surpassed), threshold, "predecessors surpassed",
                            f"Share of years in which the ROK sponsored the resolution: Yoon Suk Yeol "
                            f"{percent(share['Yoon Suk Yeol'], 0)}; {listed}.", partly=1)


def _years(start: pd.Timestamp, end: pd.Timestamp) -> float:
    return (end - start).days / 365.25


def _after_other_camp(handovers: pd.DataFrame) -> pd.DataFrame:
    """Policies of presidents who followed one of the other camp."""
    camps = handovers.drop_duplicates("president").set_index("president")["camp"]
    turned = camps.ne(camps.shift()) & camps.shift().notna()
    return handovers[handovers["president"].map(turned)]
