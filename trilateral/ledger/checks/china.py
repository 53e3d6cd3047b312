"""Checks on the People's Republic of China: what it spends, sends and builds, and what it took (C080, C081, C087)."""
from __future__ import annotations

import pandas as pd

from trilateral.ledger.checking import check
from trilateral.ledger.finding import Finding
from trilateral.measures import breaks, groups, series
from trilateral.theme import formats

PUBLISHED = pd.Timestamp("2025-08-12")
LAST_WHOLE_YEAR = PUBLISHED.year - 1
NEIGHBOURS = ["CHN", "JPN", "KOR", "TWN", "PHL"]  # the shores of the chain with an unbroken series
YEAR_BEFORE = ("2024-08", "2025-07")  # the twelve whole months before the article
FIRST_YEAR = ("2022-09", "2023-08")  # the first twelve whole months of the new definition
YEAR_AFTER = ("2025-08", "2026-07")


@check("C080", threshold=3, vary=(1, 5), says="real growth of at least {} per cent a year over ten years")
def china_spends_more_in_real_terms(military_expenditure: pd.DataFrame, *, threshold: float) -> Finding:
    """Has the PRC's military expenditure kept growing in constant prices over the ten years before the article?

    A force that grows must be paid for. Three per cent a year is a third more in ten years: faster than costs of pay
    and equipment tend to outrun prices, so that more than the same force is bought. Any growth at all carries the
    claim in part. Varied from one per cent, which might only keep a force as it is, to five, a build-up.
    """
    spending = series.wide(military_expenditure, "constant_usd_m", ["CHN"])["CHN"]
    last, _ = series.latest(spending.loc[:LAST_WHOLE_YEAR])
    rate = 100 * ((1 + series.change(spending, last - 10, last)) ** 0.1 - 1)
    said = (
        "In constant prices the PRC's military expenditure, as SIPRI estimates it, grew by "
        f"{formats.number(rate, 1)} per cent a year from {last - 10} to {last}.")
    return Finding.at_least(rate, threshold, "per cent a year", said, partly=0)


@check("C080", threshold=5, vary=(2, 8), says="its share up by at least {} points in ten years")
def china_outgrows_its_neighbours(military_expenditure: pd.DataFrame, *, threshold: float) -> Finding:
    """Does the PRC's share of what is spent along the First Island Chain grow?

    Presence is felt against that of others, so growth that neighbours match changes little. Five points of share in
    ten years are half a point a year, more than one year's revision of an estimate; less than that but more than
    nothing carries the claim in part. Varied to two points and eight. Viet Nam has no figures after 2018 and is out.
    """
    share = 100 * groups.group_share(military_expenditure, "constant_usd_m", ["CHN"], NEIGHBOURS)
    last, now = series.latest(share.loc[:LAST_WHOLE_YEAR])
    points = now - share[last - 10]
    said = (
        "Of the military expenditure of the PRC, Japan, the ROK, Taiwan and the Philippines in constant "
        f"prices the PRC had {formats.number(now, 1)} per cent in {last}, {formats.number(points, 1)} points "
        f"more than in {last - 10}.")
    return Finding.at_least(points, threshold, "points of share", said, partly=0)


def _a_day(activity: pd.DataFrame, column: str, months: tuple[str, str]) -> float:
    """Mean a reported day over the months, both included, within the definition that counts everything seen."""
    rows = activity[(activity["definition"] == "all") & activity["month"].between(*months)]
    return rows[column].sum() / rows["days_reported"].sum()


def _month(month: str) -> str:
    return f"{pd.Timestamp(month):%B %Y}"  # a period has a format only from pandas 3.1 on


def _change(activity: pd.DataFrame, column: str, first: tuple[str, str], last: tuple[str, str]) -> tuple[float, str]:
    """Change in per cent from one span of months to another, and both means as words."""
    before, after = _a_day(activity, column, first), _a_day(activity, column, last)
    words = (
        f"{formats.number(before, 1)} a day from {_month(first[0])} to {_month(first[1])} and "
        f"{formats.number(after, 1)} from {_month(last[0])} to {_month(last[1])}")
    return 100 * (after / before - 1), words


@check("C080", threshold=20, vary=(10, 30), says="at least {} per cent more")
def aircraft_round_taiwan_grew(pla_activity: pd.DataFrame, *, threshold: float) -> Finding:
    """Were more Chinese military aircraft seen round Taiwan in the year before the article than two years earlier?

    Only months counted in the same way are compared, those since August 2022, and days without a report are left
    out. Counts swing by a third from month to month with weather and exercises; over twelve months most of that
    evens out, and a fifth more is more than chance. Any rise carries the claim in part. Varied to a tenth and to
    three tenths.
    """
    change, words = _change(pla_activity, "aircraft", FIRST_YEAR, YEAR_BEFORE)
    said = f"Aircraft seen round Taiwan were {words}."
    return Finding.at_least(change, threshold, "per cent", said, partly=0.1)


@check("C080", threshold=0, vary=(-10, 10), says="a change of at least {} per cent")
def aircraft_round_taiwan_still_grow(pla_activity: pd.DataFrame, *, threshold: float) -> Finding:
    """Did the number of aircraft round Taiwan keep growing in the twelve months from the article on?

    The article speaks of a presence that is ever larger; that is a statement about what goes on, and a year later it
    can be looked up. No fall is enough. Varied by ten per cent either way, about what a year's exercises can add.
    """
    change, words = _change(pla_activity, "aircraft", YEAR_BEFORE, YEAR_AFTER)
    said = f"Aircraft seen round Taiwan were {words}."
    return Finding.at_least(change, threshold, "per cent", said)


@check("C080", threshold=20, vary=(10, 30), says="at least {} per cent more")
def ships_round_taiwan_grew(pla_activity: pd.DataFrame, *, threshold: float) -> Finding:
    """Were more Chinese naval ships round Taiwan in the year before the article than two years earlier?

    The same question, spans and threshold as for the aircraft. Ships are the steadier sign of presence, as a ship
    stays and an aircraft goes home.
    """
    change, words = _change(pla_activity, "ship_days", FIRST_YEAR, YEAR_BEFORE)
    said = f"Naval ships seen round Taiwan were {words}."
    return Finding.at_least(change, threshold, "per cent", said, partly=0.1)


@check("C080", threshold=10, vary=(0, 20), says="at least {} per cent more")
def japan_meets_more_chinese_aircraft(scrambles: pd.DataFrame, *, threshold: float) -> Finding:
    """Did Japan's fighters take off more often against Chinese aircraft in three recent years than in the three before?

    If presence grows all over the region, Japan should meet more of it. Three fiscal years even out single crises;
    a tenth more is a rise, the same number is not. Varied from any rise to a fifth. What Japan chooses to meet
    enters too, so a fall would not prove that fewer came.
    """
    known = scrambles[scrambles["period"] == "year"].set_index("fiscal_year")["china"]
    before, after = (known.loc[last - 2:last].astype(float).mean() for last in (LAST_WHOLE_YEAR - 3, LAST_WHOLE_YEAR))
    change = 100 * (after / before - 1)
    said = (
        f"Against Chinese aircraft Japan scrambled {formats.number(before)} times a year in fiscal "
        f"{LAST_WHOLE_YEAR - 5} to {LAST_WHOLE_YEAR - 3} and {formats.number(after)} times in "
        f"{LAST_WHOLE_YEAR - 2} to {LAST_WHOLE_YEAR}.")
    return Finding.at_least(change, threshold, "per cent", said)


@check("C080", threshold=3, vary=(1, 5), says="at least {} per cent more ships a year")
def chinese_fleet_grew(fleet: pd.DataFrame, *, threshold: float) -> Finding:
    """Does the PRC's battle force grow, by one rule of counting?

    Only estimates by the same American rule are compared, no projection. A ship serves some thirty years, so three
    per cent a year is what a yard must build to replace; growth by as much again means yards that do twice that.
    Varied to one and five per cent; any growth carries the claim in part.
    """
    rows = fleet.query("iso3 == 'CHN' and counts == 'battle_force' and kind != 'projection'").sort_values("year")
    first, last = rows.iloc[0], rows.iloc[-1]
    rate = 100 * ((last["count_low"] / first["count_low"]) ** (1 / (last["year"] - first["year"])) - 1)
    said = (
        f"By the American count the PRC's battle force had {first['count_low']} ships in {first['year']} and "
        f"{last['count_low']} or more in {last['year']}, {formats.number(rate, 1)} per cent more a year.")
    return Finding.at_least(rate, threshold, "per cent a year", said, partly=0.1)


@check("C080", threshold=10, vary=(5, 20), says="at least {} per cent more days")
def coast_guard_days_off_senkaku_grew(senkaku_presence: pd.DataFrame, *, threshold: float) -> Finding:
    """Were Chinese government ships off the Senkaku / Diaoyu islets on more days in 2024 than five years before?

    Days have a ceiling, so that growth has to slow as it is reached; a tenth more is five weeks a year. Varied to a
    twentieth and a fifth; any rise carries the claim in part.
    """
    days = senkaku_presence.set_index("year")["days"]
    first, last = days[LAST_WHOLE_YEAR - 5], days[LAST_WHOLE_YEAR]
    change = 100 * (last / first - 1)
    said = (
        f"Chinese government ships were in the contiguous zone on {first} days of {LAST_WHOLE_YEAR - 5} and "
        f"{last} days of {LAST_WHOLE_YEAR}.")
    return Finding.at_least(change, threshold, "per cent", said, partly=0.1)


@check("C081", threshold=10, vary=(5, 15, 40), says="one feature or more taken from another state within {} years")
def china_took_a_feature_lately(china_maritime_steps: pd.DataFrame, *, threshold: int) -> Finding:
    """Did the PRC, in the years before the article, take an island, reef or shoal that another state held or used?

    The article speaks of what Beijing does as of late and of expropriation: a change of holder, not a claim, a
    landing or a line. Ten years are a generous reading of late. Varied to five years, to fifteen and to forty.
    """
    taken = china_maritime_steps[china_maritime_steps["change"] == "taken"].assign(
        date=lambda rows: pd.to_datetime(rows["date"]))
    span = taken[taken["date"].between(PUBLISHED - pd.DateOffset(years=threshold), PUBLISHED)]
    latest = taken[taken["date"] <= PUBLISHED].sort_values("date").iloc[-1]
    said = (
        f"In the {threshold} years before the article {len(span)} features changed hands to the PRC; the "
        f"latest before it was {latest['feature']}, in {latest['date'].year}.")
    return Finding.at_least(len(span), 1, "features", said)


@check("C081", fixed="a point is inside a declared zone or is not")
def china_zone_takes_in_what_others_hold(layer_adiz, layer_disputed_points) -> Finding:
    """Does the PRC's declared air zone take in land that another state administers and the PRC claims?

    The plainest case of a Chinese line drawn over what others hold. The declared outer edge is closed along the
    coast; one islet inside is enough for yes. A zone takes no land, so this tests the will and not the taking.
    """
    import shapely

    edge = layer_adiz.set_index("declared_by").loc["CHN", "geometry"]
    points = layer_disputed_points
    claimed = points[points["claimed_by"].str.contains("CHN") & (points["administered_by"] != "CHN")]
    inside = claimed[claimed.within(shapely.Polygon(edge.coords))]
    names = ", ".join(inside["name"]) or "none"
    said = (
        f"Of {len(claimed)} disputed places that the PRC claims and others hold, {len(inside)} in the zone of "
        f"2013: {names}.")
    return Finding.at_least(len(inside), 1, "places", said)


@check("C081", threshold=5, vary=(3, 10), says="farther apart than in any earlier span of {} years")
def china_votes_farther_from_its_neighbours(un_ideal_points: pd.DataFrame, *, threshold: int) -> Finding:
    """Does the PRC vote farther from Japan and the ROK in the General Assembly than ever before?

    "More than ever" can be tested only on a long record of choices about the order of states, and votes are the
    longest there is; they show positions, not will, so this bears on the claim and does not decide it. Spans of
    five years even out the agenda of a single session; all since the ROK joined in 1991 are compared. Varied to
    spans of three years and ten.
    """
    votes = un_ideal_points[un_ideal_points["year"] >= 1991]
    from_two = breaks.distance_from(votes, "ideal_point", "CHN", ["JPN", "KOR"])
    spans = from_two.groupby("year")["distance"].mean().rolling(threshold).mean().dropna()
    now, before = spans.iloc[-1], spans.iloc[:-1]
    said = (
        f"Over the {threshold} years to {spans.index[-1]} the PRC's votes lay {formats.number(now, 2)} points "
        "from those of Japan and the ROK on average; the most in an earlier span was "
        f"{formats.number(before.max(), 2)}, to {before.idxmax()}.")
    return Finding.at_least(now - before.max(), 0, "points", said)


@check("C087", threshold=0.9, vary=(0.8, 1.0), says="growth of nothing to 15 per cent in at least {} of the years")
def china_spending_grew_gradually(military_expenditure: pd.DataFrame, *, threshold: float) -> Finding:
    """Did the PRC's military expenditure rise year by year, without falls or leaps, over three decades?

    Gradual growth is a rise in nearly every year and a leap in hardly any. Fifteen per cent in real terms is a leap:
    at that rate a budget doubles in five years. Nine years of ten are nearly every year; six of ten carry the claim
    in part. Varied to eight and to every year.
    """
    spending = series.wide(military_expenditure, "constant_usd_m", ["CHN"])["CHN"]
    growth = spending.loc[LAST_WHOLE_YEAR - 30:LAST_WHOLE_YEAR].pct_change(fill_method=None).dropna()
    share = growth.between(0, 0.15).mean()
    said = (
        f"In {growth.between(0, 0.15).sum()} of {len(growth)} years to {growth.index[-1]} the PRC's military "
        f"expenditure grew by up to 15 per cent in constant prices; it fell in {(growth < 0).sum()} and leapt "
        f"in {(growth > 0.15).sum()}.")
    return Finding.at_least(share, threshold, "share of years", said, partly=0.6)
