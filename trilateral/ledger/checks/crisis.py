"""Checks on the crisis of December 2024 to June 2025: how long it lasted, and what went on meanwhile."""
from __future__ import annotations

import pandas as pd

from trilateral.ledger.checking import check
from trilateral.ledger.finding import Finding

MARTIAL_LAW = pd.Timestamp("2024-12-03")  # both days as the article names them
ELECTION = pd.Timestamp("2025-06-03")


@check("C018", threshold=6, vary=(5, 5.9, 6.1), says="more than {} calendar months")
def crisis_lasted_over_six_months(crisis_timeline: pd.DataFrame, *, threshold: float) -> Finding:
    """Had the crisis lasted more than six months by election day?

    The article gives the threshold itself: "more than" six. A calendar month counts as one wherever it is as long as
    the calendar says, so 3 December to 3 June is six; a day either side is a thirtieth of a month. Exactly six is not
    more than six, and is so near that the claim holds in part. Varied by a month and by three days.
    """
    start = pd.to_datetime(crisis_timeline["date"]).min()
    months = (ELECTION.year - start.year) * 12 + ELECTION.month - start.month + (ELECTION.day - start.day) / 30
    days = (ELECTION - start).days
    verdict = "supported" if months > threshold else "partly" if months >= threshold - 0.1 else "contradicted"
    return Finding(months, "months", verdict,
                   f"From {start:%-d %B %Y} to {ELECTION:%-d %B %Y} are {days} days, {months:.3g} calendar months.")


@check("C015", threshold=5, vary=(3, 8), says="a rise by {} points or more within two weeks")
def uncertainty_jumped_at_martial_law(political_uncertainty: pd.DataFrame, *, threshold: float) -> Finding:
    """Was it martial law that began the crisis?

    If the crisis had been under way, the press would have been full of it before. So the last reading of the Bank of
    Korea's index before 3 December is held against the highest in the two weeks after. An impeachment by itself has
    lifted the index by some six points (2016), so a beginning worth the name should lift it by five; three and eight
    are a lenient and a severe reader's thresholds. Half of it would be a worsening rather than a beginning.
    """
    readings = _readings(political_uncertainty)
    before, after = readings[:MARTIAL_LAW].iloc[-1], readings[MARTIAL_LAW:MARTIAL_LAW + pd.Timedelta(days=14)].max()
    return Finding.at_least(after - before, threshold, "index points", partly=threshold / 2, sentence=(
        f"The index of political uncertainty rose from {before:g} just before martial law to {after:g} within two "
        "weeks."))


@check("C016", threshold=7, vary=(3, 14), says="both capitals put contacts off within {} days")
def visits_were_called_off(crisis_timeline: pd.DataFrame, *, threshold: int) -> Finding:
    """Did the crisis alarm Tokyo and others?

    Words of concern are cheap; a visit called off has a cost. The claim speaks of Japan and of the world, so both
    partners must have put off contacts with Seoul that were planned. A week is the time in which alarm shows; three
    days and two weeks are tried too.
    """
    rows = crisis_timeline[crisis_timeline["contact"] == "put off"]
    early = rows[(pd.to_datetime(rows["date"]) - MARTIAL_LAW).dt.days <= threshold]
    off = {capital: int((early["lane"] == capital).sum()) for capital in ("Tokyo", "Washington")}
    return Finding.parts({capital: count > 0 for capital, count in off.items()},
                         f"Within {threshold} days of martial law Tokyo put off {off['Tokyo']} contacts with Seoul and "
                         f"Washington {off['Washington']}.")


@check("C019", fixed="two dates lie inside the gap or they do not")
def tariffs_fell_into_the_gap(crisis_timeline: pd.DataFrame, tariffs: pd.DataFrame) -> Finding:
    """Did Washington's change of course meet a Seoul without a president?

    The gap runs from the impeachment to the election. Both things that the quotation names, the new administration and
    the tariffs on the ROK, must have begun inside it. This tests what was said, not whether it was said.
    """
    days = _days(crisis_timeline)
    first, last, office = days["President Yoon impeached"], days["Lee Jae-myung wins the election"], \
        days["President Trump takes office"]
    duty = tariffs.loc[tariffs["country"] == "KOR", "date"].min()
    return Finding.parts({"office": first <= office <= last, "tariffs": first <= duty <= last},
                         f"Seoul had no president in charge from {_day(first)} to {_day(last)}; Mr Trump took office "
                         f"on {_day(office)} and announced his first tariff on the ROK on {_day(duty)}.")


@check("C020", threshold=1.2, vary=(1.1, 1.5), says="{} times the mean of the same months in the two years before")
def contacts_outgrew_the_years_before(
    crisis_timeline: pd.DataFrame, trilateral_engagements: pd.DataFrame, *, threshold: float,
) -> Finding:
    """Did the three meet more than usual while Seoul was in crisis?

    "Even strengthens" asks for more than going on. Meetings and exercises of all three in the half-year are held
    against the mean of the same days in the two years before, so that seasons do not matter. A fifth more is the least
    that one would call stronger; down to three quarters of the usual is going on, which is the other half of the claim.
    """
    start = pd.to_datetime(crisis_timeline["date"]).min()
    now, one, two = (held_between(trilateral_engagements, start - years, ELECTION - years)
                     for years in (pd.DateOffset(years=n) for n in range(3)))
    return Finding.at_least(round(2 * now / (one + two), 2), threshold, "times the usual", partly=0.75, sentence=(
        f"All three met or exercised {now} times in the half-year, against {one} and {two} times in the same months "
        "one and two years before."))


@check("C021", threshold=14, vary=(7, 30), says="within {} days")
def tokyo_was_soon_in_touch(crisis_timeline: pd.DataFrame, *, threshold: int) -> Finding:
    """Did Tokyo soon speak to Seoul again?

    Watching can be done in silence; working for a return to normal cannot. The day of Tokyo's first contact with
    Seoul that was held is the test. Two weeks leave time for a government to see who is in charge; a week is brisk, a
    month slow. Twice as long still counts in part.
    """
    held = crisis_timeline[(crisis_timeline["lane"] == "Tokyo") & (crisis_timeline["contact"] == "held")].iloc[0]
    days = (pd.Timestamp(held["date"]) - MARTIAL_LAW).days
    return Finding.at_most(days, threshold, "days", partly=2 * threshold, sentence=(
        f"Tokyo's first contact with Seoul was held {days} days after martial law, on {_day(held['date'])} "
        f"({held['event']})."))


@check("C022", threshold=5, vary=(4, 6), says="in {} of six spans of thirty days")
def tokyo_kept_in_touch(crisis_timeline: pd.DataFrame, *, threshold: int) -> Finding:
    """Did Tokyo keep in close touch with whoever governed in Seoul?

    The half-year has six spans of thirty days. Close coordination should leave a contact, Tokyo's own or of all
    three, in nearly each, so five; four is a lenient reader's threshold and all six a severe one's. Half of them would
    be touch, but not close.
    """
    ours = crisis_timeline["lane"].isin(["Tokyo", "Trilateral"]) & (crisis_timeline["contact"] == "held")
    dates = pd.to_datetime(crisis_timeline.loc[ours, "date"])
    spans = set((dates - MARTIAL_LAW).dt.days // 30) & set(range(6))
    return Finding.at_least(len(spans), threshold, "of six spans", partly=3, sentence=(
        f"{len(dates)} contacts of Tokyo with Seoul, its own or of all three, fall into {len(spans)} of the six spans "
        "of thirty days."))


@check("C023", threshold=3, vary=(2, 5), says="{} or more")
def three_met_without_a_president(crisis_timeline: pd.DataFrame, *, threshold: int) -> Finding:
    """Did the three go on showing themselves together while Seoul had no president in charge?

    Advocacy shows where governments appear together. Contacts of all three between the impeachment and the election
    are counted. One in two months is going on, so three; two is thin, five would be brisk. Half counts in part.
    """
    days = _days(crisis_timeline)
    three = crisis_timeline[(crisis_timeline["lane"] == "Trilateral") & (crisis_timeline["contact"] == "held")]
    count = int(three["date"].between(days["President Yoon impeached"], days["Lee Jae-myung wins the election"]).sum())
    return Finding.at_least(count, threshold, "contacts", partly=threshold / 2, sentence=(
        f"All three met or exercised {count} times between the impeachment and the election."))


@check("C041", threshold=90, vary=(60, 120), says="{} days of 2025 or more")
def crisis_reached_far_into_2025(crisis_timeline: pd.DataFrame, *, threshold: int) -> Finding:
    """Did the ROK have a long time of unrest in 2025?

    The crisis began in 2024, so the claim holds only if much of it lies in 2025. Counted are the days from New Year to
    the removal of the president, as what follows is a campaign. A quarter of a year is prolonged by any measure; two
    and four months are tried too, and half the threshold counts in part.
    """
    removed = _days(crisis_timeline)["Constitutional Court removes Yoon"]
    rows = crisis_timeline[(crisis_timeline["lane"] == "Seoul") & (crisis_timeline["date"] <= removed)]
    days = (pd.Timestamp(removed) - pd.Timestamp("2025-01-01")).days + 1
    return Finding.at_least(days, threshold, "days", partly=threshold / 2, sentence=(
        f"From New Year to the removal of President Yoon on {_day(removed)} are {days} days of 2025; "
        f"{(rows['date'] >= '2025').sum()} of Seoul's {len(rows)} events until then fall into them."))


@check("C042", threshold=75, vary=(50, 90), says="{} per cent of the rise undone")
def uncertainty_fell_back(political_uncertainty: pd.DataFrame, *, threshold: float) -> Finding:
    """Had politics in Seoul calmed down once the election was over?

    The Bank of Korea's index rose with the crisis; it should have given most of that rise back by the first reading
    after the election. Three quarters is most; a half is a beginning, nine tenths nearly all. Half of the threshold
    counts in part.
    """
    readings = _readings(political_uncertainty)
    before, peak, after = readings[:MARTIAL_LAW].iloc[-1], readings[MARTIAL_LAW:].max(), readings[ELECTION:].iloc[0]
    undone = round(100 * (peak - after) / (peak - before), 1)
    return Finding.at_least(undone, threshold, "per cent of the rise", partly=threshold / 2, sentence=(
        f"The index of political uncertainty stood at {before:g} before martial law, at {peak:g} at its peak and at "
        f"{after:g} just after the election."))


@check("C045", fixed="who followed whom is a matter of record")
def lee_followed_yoon(rok_handovers: pd.DataFrame, crisis_timeline: pd.DataFrame) -> Finding:
    """Did Lee Jae-myung, of the Democratic Party's camp, follow a president who had been impeached?

    Three facts: the next president after Mr Yoon in the table of handovers is Mr Lee, his camp is the liberal one, and
    the impeachment stands in the timeline before his first day. Acting presidents are no presidents.
    """
    order = rok_handovers.drop_duplicates("president").sort_values("took_office").set_index("president")
    next_one = order.index[list(order.index).index("Yoon Suk Yeol") + 1]
    camp, took = order.loc[next_one, "camp"], order.loc[next_one, "took_office"]
    impeached = _days(crisis_timeline)["President Yoon impeached"]
    return Finding.parts(
        {"follows": next_one == "Lee Jae-myung", "camp": camp == "liberal", "impeached": impeached < took},
        f"{next_one}, of the {camp} camp, took office on {_day(took)}; Mr Yoon had been impeached on {_day(impeached)} "
        f"and removed on {_day(order.loc['Yoon Suk Yeol', 'left_office'])}.")


@check("C014", threshold=50, vary=(33, 75), says="the pace changes by {} per cent or more")
def election_changed_the_pace(trilateral_engagements: pd.DataFrame, *, threshold: float) -> Finding:
    """Did the election mark a turn in what the three do together?

    An event that defines a partnership should show in its calendar, up or down. Meetings and exercises in the six
    months after the election are held against those in the six months before. A change by half is a turn that nobody
    would overlook; a third and three quarters are tried too, and half the threshold counts in part.
    """
    half = pd.DateOffset(months=6)
    before = held_between(trilateral_engagements, ELECTION - half, ELECTION)
    after = held_between(trilateral_engagements, ELECTION, ELECTION + half)
    change = round(100 * abs(after / before - 1), 1)
    return Finding.at_least(change, threshold, "per cent change", partly=threshold / 2, sentence=(
        f"All three met or exercised {before} times in the six months before the election and {after} times in the six "
        "months after it."))


def held_between(events: pd.DataFrame, first: pd.Timestamp, last: pd.Timestamp) -> int:
    """Engagements that were held, by their first day: ``first`` counts, ``last`` does not."""
    days = pd.to_datetime(events.loc[events["status"] == "held", "date"])
    return int(((days >= first) & (days < last)).sum())


def _readings(table: pd.DataFrame) -> pd.Series:
    return table.set_index(pd.to_datetime(table["date"]))["value"]


def _days(timeline: pd.DataFrame) -> pd.Series:
    return timeline.set_index("event")["date"]


def _day(date: str) -> str:
    return f"{pd.Timestamp(date):%-d %B %Y}"
