"""Checks on Russia at war: forecasts and growth, the front, trade with China and others, what comes after Mr Putin."""
from __future__ import annotations

import pandas as pd

from trilateral import measures
from trilateral.ledger.checking import check
from trilateral.ledger.finding import Finding

PUBLISHED = pd.Timestamp("2025-08-12")
CLAIMED_YEARS = 3.5  # length of the war as the article gives it


def _day(milestones: pd.DataFrame, id: str) -> pd.Timestamp:
    return pd.Timestamp(milestones.set_index("id").loc[id, "date"])


def _signed(value: float) -> str:
    """A change with its sign, a minus and no hyphen."""
    return f"{value:+.1f}".replace("-", "−")


def _bank(forecasts: pd.DataFrame, period: str = "2025") -> pd.DataFrame:
    """The central bank's ranges for a year, by date of publication, with their middle in per cent."""
    rows = forecasts.query("forecaster == 'bank_of_russia' and kind == 'forecast' and period == @period")
    return rows.assign(day=pd.to_datetime(rows["date"]), middle=(rows["low"] + rows["high"]) * 50).sort_values("day")


def _outcome(forecasts: pd.DataFrame, period: str, until: pd.Timestamp | None = None) -> float:
    """Growth in per cent as last reported, or as last reported up to a day."""
    rows = forecasts.query("kind == 'outcome' and period == @period").sort_values("date")
    return rows[pd.to_datetime(rows["date"]) <= until if until is not None else slice(None)]["high"].iloc[-1] * 100


@check("C094", threshold=0.5, vary=(0.33, 0.67), says="at most {} of the growth of the year before")
def newest_forecast_was_sobering(growth_forecasts: pd.DataFrame, *, threshold: float) -> Finding:
    """Was the central bank's forecast in force on the day of the article a sober one?

    Sober, for those who have just seen a boom, is a year that brings half as much growth as the last. The middle of
    the bank's range is held against the growth of 2024 as it was known on that day. Varied to a third and two thirds.
    """
    bank = _bank(growth_forecasts)
    now = bank[bank["day"] <= PUBLISHED].iloc[-1]
    known = _outcome(growth_forecasts, "2024", PUBLISHED)
    told = (f"The range in force, of {now['day']:%-d %B %Y}, has its middle at {now['middle']:.1f} per cent for 2025, "
            f"after {known:.1f} per cent in 2024 as then known.")
    return Finding.at_most(now["middle"] / known, threshold, "of last year's growth", told)


@check("C094", threshold=0, vary=(1, 2), says="newer forecasts, at most: {}")
def cited_forecast_was_the_newest(
    growth_forecasts: pd.DataFrame, russia_milestones: pd.DataFrame, *, threshold: int,
) -> Finding:
    """Was the column on which the article rests a report of the recent forecast?

    The bank forecasts four times a year, so recent is the forecast that no other has replaced. Varied to one newer
    forecast and to two, which is half a year of lag. An overtaken one is outdated rather than wrong.
    """
    column, bank = _day(russia_milestones, "shelin_column"), _bank(growth_forecasts)
    newer = int(((bank["day"] > column) & (bank["day"] <= PUBLISHED)).sum())
    told = (f"The column is of {column:%-d %B %Y}, {(PUBLISHED - column).days} days before the article; at least "
            f"{newer} newer forecasts for 2025 had come out meanwhile.")
    return Finding(newer, "newer forecasts", "supported" if newer <= threshold else "outdated", told)


@check("C094", threshold=0.5, vary=(0.25, 1), says="off by at most {} points")
def cited_forecast_came_true(
    growth_forecasts: pd.DataFrame, russia_milestones: pd.DataFrame, *, threshold: float,
) -> Finding:
    """Did the forecast behind the column turn out right, whatever its age?

    Half a point is half the width of the bank's own range, so a result within it lies inside the range. Varied to
    half of that and to twice.
    """
    bank, column = _bank(growth_forecasts), _day(russia_milestones, "shelin_column")
    old, new = (bank[bank["day"] <= day].iloc[-1]["middle"] for day in (column, PUBLISHED))
    came = _outcome(growth_forecasts, "2025")
    told = (f"The range behind the column had its middle at {old:.1f} per cent, the range in force at publication at "
            f"{new:.1f}; {came:.1f} per cent came.")
    return Finding.at_most(abs(came - old), threshold, "points", told)


@check("C095", threshold=0.5, vary=(0, 1), says="{} points slower or more")
def growth_fell_in_the_war_years(economy: pd.DataFrame, *, threshold: float) -> Finding:
    """Did Russia grow more slowly in the war than in the ten years before it?

    If cracks and war explain weak growth, the years of war should be the weaker ones. The means of 2022 to 2024, what
    was known at publication, and of 2012 to 2021 are compared. Half a point is a fifth to a third of Russia's usual
    growth, enough to be felt. Varied to any slowing and to a full point.
    """
    growth = measures.wide(economy, "gdp_growth", ["RUS"])["RUS"] * 100
    before, during = growth.loc[2012:2021].mean(), growth.loc[2022:2024].mean()
    told = (f"Growth averaged {during:.1f} per cent a year from 2022 to 2024, against {before:.1f} in the ten years "
            f"before; in {growth.index[-1]} it was {growth.iloc[-1]:.1f}.")
    return Finding.at_most(during - before, -threshold, "points", told)


@check("C096", threshold=20, vary=(10, 50), says="{} years or more to take the rest")
def front_stood_still(front_line: pd.DataFrame, *, threshold: float) -> Finding:
    """Had the Russian army been fought to a standstill?

    The word has two meanings, and both are tried. In the large: at the pace of the six months before the article,
    would the rest of Ukraine take longer than any war can last? Twenty years; varied to ten and fifty. In the small:
    did the line move no faster than in the year to March 2024, when Ukraine's own commander spoke of a stalemate?
    """
    gains = front_line[front_line["measure"] == "net_gain"]
    months = gains[(gains["first_month"] == gains["last_month"]) & (gains["last_month"] < f"{PUBLISHED:%Y-%m}")].tail(6)
    size = front_line.set_index("measure")["value"]
    years = size["country_area"] * (1 - size["held_share"]) / (months["value"].sum() * 2)
    still = abs(gains.set_index("last_month")["value"].loc["2024-03"]) / 12
    first, last = (pd.Timestamp(months["last_month"].iloc[place]) for place in (0, -1))
    told = (f"From {first:%B %Y} to {last:%B %Y} Russia took {months['value'].mean():,.0f} km² a month, "
            f"{months['value'].iloc[-1]:,.0f} in the last; at that pace the rest of Ukraine would take {years:.0f} "
            f"years. In the year of stalemate the line moved by {still:.0f} km² a month.")
    return Finding.parts({"in the large": years >= threshold, "in the small": months["value"].mean() <= still}, told)


@check("C097", threshold=0.1, vary=(0.05, 0.25), says="within {} of a year")
def war_had_lasted_as_long_as_said(russia_milestones: pd.DataFrame, *, threshold: float) -> Finding:
    """Had the war lasted three and a half years?

    Who gives a length in half-years rounds to the nearest, so a quarter of a year would do; a tenth, five weeks, is
    what a careful writer keeps to. Varied to half of that and to the full quarter.
    """
    start = _day(russia_milestones, "invasion")
    years = (PUBLISHED - start).days / 365.25
    told = f"From {start:%-d %B %Y} to {PUBLISHED:%-d %B %Y} are {years:.2f} years."
    return Finding.at_most(abs(years - CLAIMED_YEARS), threshold, "years off", told)


@check("C098", threshold=3, vary=(2, 5), says="a fall of {} per cent or more in a year")
def economy_came_near_catastrophe(economy: pd.DataFrame, *, threshold: float) -> Finding:
    """Did Russia's output come near a catastrophe in a year of the war?

    What that would look like Russia has seen: output fell by five per cent in 1998 and by nearly eight in 2009. Near
    it would be a fall of three, more than in the recessions of 2015 and 2020, which nobody called so. Varied to two
    and to five. Output is not all of an economy, but no catastrophe leaves it whole.
    """
    growth = measures.wide(economy, "gdp_growth", ["RUS"])["RUS"].loc[2022:] * 100
    told = (f"The worst year of the war to {growth.index[-1]} was {growth.idxmin()}, with {_signed(growth.min())} per "
            f"cent; {growth.idxmax()} brought {_signed(growth.max())}.")
    return Finding.at_most(growth.min(), -threshold, "per cent", told)


@check("C099", threshold=5, vary=(2, 10), says="a fall of {} per cent or more")
def trade_with_china_fell(russia_trade: pd.DataFrame, *, threshold: float) -> Finding:
    """Was something amiss in Russia's dealings with China when the article appeared?

    Trade is what can be counted of a relation. Two states whose exchange doubles in peace may see it waver by a few
    per cent with prices; five per cent within a year is trouble that both must notice. Varied to two and ten. The
    figures known at publication are those of the first half of 2025. A fall says nothing of its cause.
    """
    china = russia_trade.query("partner == 'China'").set_index(["first_period", "last_period"])["change"] * 100
    before, change = china["2023", "2024"], china["2024H1", "2025H1"]
    told = (f"Trade of Russia and China changed by {_signed(before)} per cent in 2024 and by {_signed(change)} in the "
            f"first half of 2025.")
    return Finding.at_most(change, -threshold, "per cent", told)


@check("C100", threshold=0.5, vary=(0.33, 0.75), says="a share of {} or more")
def chinas_share_of_war_goods_grew(russia_dependence: pd.DataFrame, *, threshold: float) -> Finding:
    """Does Russia get more and more of what it builds weapons with from China?

    Machine tools are the one group with figures before and after the invasion. "Increasingly" asks that the share
    rises with each year, "dependent" that China sells more than all others together, so half. Varied to a third and
    to three quarters.
    """
    share = russia_dependence.query("goods == 'machine_tools'").sort_values("year").set_index("year")["share"]
    rises = bool(share.is_monotonic_increasing and share.iloc[-1] > share.iloc[0])
    told = ", ".join(f"{value:.0%} in {year}" for year, value in share.items())
    return Finding.parts({"rises": rises, "large": share.iloc[-1] >= threshold},
                         f"China's share of the machine tools that Russia imports: {told} (the first an upper bound).")


@check("C101", threshold=0.33, vary=(0.25, 0.5), says="a share of {} or more of the partners without sanctions")
def states_without_sanctions_turned_away(russia_trade: pd.DataFrame, *, threshold: float) -> Finding:
    """Do sanctions deter trade, and does ostracism deter it beyond them?

    Two parts: every partner on record that imposes sanctions trades less with Russia than in 2021, and so do "many"
    of those that impose none. Many is a third of them; varied to a quarter and to half. Partners are those large ones
    whose figures were found, at prices of the time, so only the sign of a change counts.
    """
    rows = russia_trade[russia_trade["first_period"].str.startswith("2021")]
    imposes, free = (rows[rows["sanctions"] == kind] for kind in ("imposes", "none"))
    deterred, turned = imposes["change"] < 0, free["change"] < 0
    least = free.loc[free["change"].idxmin()]
    told = (f"Since 2021 {deterred.sum()} of {len(imposes)} partners with sanctions trade less with Russia, and "
            f"{turned.sum() or 'none'} of {len(free)} without; of these {least['partner']} grew least, by "
            f"{least['change']:.0%}.")
    parts = {"sanctions deter": bool(deterred.all()), "others turn away": turned.mean() >= threshold}
    return Finding.parts(parts, told)


@check("C102", threshold=2, vary=(1, 3), says="so many forecasts of it outside the article's own source: {}")
def experts_foresee_dissolution(russia_forecasts: pd.DataFrame, *, threshold: int) -> Finding:
    """Do seasoned analysts foresee the end of the Russian state, and does the source that the article lists?

    The plural "analysts" asks for two; varied to one and three. The listed essay counts for itself, because a reader
    who follows the reference should find there what it is cited for. General Budanov is the article's counter-view and
    no part of the claim.
    """
    ends = russia_forecasts["foresees"] == "dissolution"
    listed = (russia_forecasts["in_article"] == "yes") & (russia_forecasts["form"] == "essay")
    others = russia_forecasts[ends & (russia_forecasts["in_article"] == "no")]
    essay = russia_forecasts[listed].iloc[0]
    told = (f"The essay of {pd.Timestamp(essay['date']):%-d %B %Y} foresees {essay['foresees']}, as far as it could "
            f"be read; {len(others)} forecasts that the article does not name foresee dissolution.")
    return Finding.parts({"the listed essay": bool(ends[listed].all()), "others": len(others) >= threshold}, told)


@check("C102", threshold=1, vary=(0.5, 2), says="after the invasion, and age in years at most: {}")
def listed_forecast_knows_the_war(russia_milestones: pd.DataFrame, *, threshold: float) -> Finding:
    """Was the forecast that the article lists made in knowledge of the war that is to bring it about?

    The article derives the end of the system from the cost of the war. A forecast for that should be younger than the
    invasion, and, as the war changes, not much older than a year. Varied to half a year and two years.
    """
    essay, invasion = _day(russia_milestones, "motyl_essay"), _day(russia_milestones, "invasion")
    years = (PUBLISHED - essay).days / 365.25
    fresh = essay >= invasion and years <= threshold
    told = (f"The essay is of {essay:%-d %B %Y}, {(invasion - essay).days} days before the invasion and {years:.1f} "
            f"years before the article.")
    return Finding(years, "years", "supported" if fresh else "outdated", told)


@check("C104", threshold=30, vary=(14, 60), says="at most {} days old")
def budanov_had_just_spoken(russia_milestones: pd.DataFrame, *, threshold: int) -> Finding:
    """Was what General Budanov said very recent, as the article has it?

    "Very recently" in an article that takes weeks to write is a month. Varied to two weeks and to two months.
    """
    said = _day(russia_milestones, "budanov_interview_reported")
    days = (PUBLISHED - said).days
    told = f"The interview was reported on {said:%-d %B %Y}, {days} days before the article."
    return Finding.at_most(days, threshold, "days", told)
