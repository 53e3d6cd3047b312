"""Checks on the Russian Far East: its borders, its crowds, its growth, Moscow's hold on it."""
from __future__ import annotations

import pandas as pd

from trilateral.ledger.checking import check
from trilateral.ledger.finding import Finding

PUBLISHED = pd.Timestamp("2025-08-12")
CROWD = 1000  # people; fewer say little of a region of eight million


@check("C088", threshold=3, vary=(2, 4), says="{} of four signs got worse")
def signs_of_instability_got_worse(
    khabarovsk_protests: pd.DataFrame, federal_subjects: pd.DataFrame, far_east_economy: pd.DataFrame, *,
    threshold: int,
) -> Finding:
    """Did the region become less stable in the few years before the article, by what can be measured?

    Four signs, each against its own past: crowds in the last four years larger than before; people lost faster
    between the last two censuses than between the two before; more people moved away in the last four years than in
    the four before; output grew more slowly than the nation's. A region that is coming apart should show most of
    them, so three; a single one would make the claim hold in part. Varied by one sign either way.
    """
    crowds, turn = _crowds(khabarovsk_protests), PUBLISHED - pd.DateOffset(years=4)
    early, late = (crowds[found]["size"].max() for found in (crowds["day"] <= turn, crowds["day"] > turn))
    people = federal_subjects.filter(like="population_").sum()
    before = (people["population_2010"] / people["population_2002"]) ** (1 / 8)
    after = (people["population_2021"] / people["population_2010"]) ** (1 / 11)
    moved = far_east_economy.query("indicator == 'net_migration' and last_year > first_year")["value"]
    signs = {"crowds": late > early, "people": after < before, "migration": moved.iloc[-1] < moved.iloc[-2],
             "output": _yearly(far_east_economy, "RU-FE") < _yearly(far_east_economy, "RU")}
    worse = sum(map(bool, signs.values()))
    told = (f"Of four signs ({', '.join(signs)}) {worse or 'none'} got worse: the largest crowd went from "
            f"{early:,.0f} to {late:,.0f}, the yearly loss of people from {1 - before:.2%} to {1 - after:.2%}, net "
            f"migration over four years from {-moved.iloc[-2]:,.0f} to {-moved.iloc[-1]:,.0f} thousand away.")
    return Finding.at_least(worse, threshold, "signs", told, partly=1)


def _crowds(protests: pd.DataFrame) -> pd.DataFrame:
    """Crowds before the article by day and place, each by its highest count but for that of the protesters' own."""
    counts = protests[protests["side"] != "supporters"]
    size = counts[["low", "high"]].max(axis=1).astype("float64")
    counts = counts.assign(day=pd.to_datetime(counts["date"]), size=size)
    found = counts[counts["day"] <= PUBLISHED].groupby(["day", "place"], as_index=False)["size"].max()
    return found.dropna().sort_values("day", ignore_index=True)


def _yearly(economy: pd.DataFrame, code: str) -> float:
    """Yearly growth of output over the ten years that the planners give, as a fraction."""
    row = economy.query("indicator == 'real_growth' and code == @code and last_year > first_year").iloc[-1]
    return (1 + row["value"]) ** (1 / (row["last_year"] - row["first_year"] + 1)) - 1


@check("C089", threshold=5, vary=(1, 10), says="the shorter border is {} km or longer")
def far_east_touches_both_neighbours(measurements: dict, *, threshold: float) -> Finding:
    """Does the region border on the DPRK as well as on China?

    Both lines are measured where they bound the Far East: the Tumen, and the eastern section with China. Five
    kilometres are long enough for a crossing and several times what the line of a map of medium scale can be wrong by
    on so short a stretch. Varied from a mere touch to ten kilometres.
    """
    dprk, china = (measurements[f"border-rus-{state}"] for state in ("prk", "chn"))
    told = f"The border with the DPRK measures {dprk.value:,.0f} km and that with China {china.value:,.0f} km."
    return Finding.at_least(min(dprk.value, china.value), threshold, "km", told)


@check("C090", threshold=3, vary=(1, 5), says="newest case on each border, years before the article at most: {}")
def both_borders_have_illicit_trade(illicit_trade: pd.DataFrame, *, threshold: float) -> Finding:
    """Is forbidden trade over each of the two borders on record, and lately?

    One case is enough to show that there is some; the claim says no more than that. "Takes place" is the present
    tense, so the case should be of the last three years. Varied to one year and to five.
    """
    newest = pd.to_datetime(illicit_trade["date"]).groupby(illicit_trade["border"]).agg(
        lambda days: days[days <= PUBLISHED].max()).dropna()
    recent = newest > PUBLISHED - pd.DateOffset(years=threshold)
    names = {"RUS-PRK": "the DPRK", "RUS-CHN": "China"}
    told = "; ".join(f"{names[border]}, {day:%B %Y}" for border, day in newest.items()) or "none"
    return Finding.parts({border: bool(recent.get(border, False)) for border in names},
                         f"The newest case on record on the border with each: {told}.")


@check("C091", threshold=2, vary=(1, 3, 5), says="age in years, at most: {}")
def large_demonstrations_were_recent(khabarovsk_protests: pd.DataFrame, *, threshold: float) -> Finding:
    """Had a large demonstration taken place in the region not long before the article?

    Large is a thousand people by anybody's count, the highest count of the day, which favours the claim. "More
    recently" promises news: a reader would take one or two years for that, and not the time of another parliament.
    Varied to one, three and five years, the last for whoever hears in it no more than "not long ago". An older one
    makes the claim outdated, not untrue.
    """
    crowds = _crowds(khabarovsk_protests)
    large, last = crowds[crowds["size"] >= CROWD]["day"].max(), crowds.iloc[-1]
    years = (PUBLISHED - large).days / 365.25
    told = (f"The last crowd of {CROWD:,} or more on record before the article is of {large:%-d %B %Y}, {years:.1f} "
            f"years earlier; the last with a count is of {last['day']:%-d %B %Y}, up to {last['size']:,.0f} in "
            f"{last['place']}.")
    return Finding(years, "years", "supported" if years <= threshold else "outdated", told)


@check("C092", threshold=0.5, vary=(0.25, 1), says="{} per cent a year or less")
def regional_growth_was_almost_nil(far_east_economy: pd.DataFrame, *, threshold: float) -> Finding:
    """Did the region's output hardly grow?

    "Almost non-existent" is half a per cent a year at most: below what statisticians revise away. Varied to a quarter
    and to one per cent. The only growth of the whole district that was found is the state planning body's, which has
    an interest; it would have to be wrong by a factor of five to change the verdict.
    """
    region, nation = (_yearly(far_east_economy, code) * 100 for code in ("RU-FE", "RU"))
    told = (f"By the planners' account the district grew by {region:.1f} per cent a year over ten years, the nation "
            f"by {nation:.1f}.")
    return Finding.at_most(region, threshold, "per cent a year", told)


@check("C093", threshold=5, vary=(0, 10), says="a fall of {} points of the vote or more")
def vote_for_moscows_candidate_fell(khabarovsk_elections: pd.DataFrame, *, threshold: float) -> Finding:
    """Did Moscow's candidate lose ground in the region's most restive subject?

    The votes are not free, and for this question that does no harm: a centre that loses its hold on a region can no
    longer bring home the result that it wants, as in 2018. Five points are more than the chance of who stands. Varied
    to any fall at all and to ten points. The last two elections before the article are compared.
    """
    last, before = (khabarovsk_elections.sort_values("year").iloc[place] for place in (-1, -2))
    change = (last["share"] - before["share"]) * 100
    lost = khabarovsk_elections[khabarovsk_elections["won"] == "no"]["year"].max()
    told = (f"Moscow's candidate for governor of Khabarovsk Krai, beaten in {lost}, had {before['share']:.0%} of the "
            f"vote in {before['year']} and {last['share']:.0%} in {last['year']}.")
    return Finding.at_most(change, -threshold, "points", told)
