"""Checks on Taiwan: who plans for a war over it, from where, and whether the three act together (C108 to C111)."""
from __future__ import annotations

import pandas as pd

from trilateral.ledger.checking import check
from trilateral.ledger.finding import Finding
from trilateral.theme import formats

PUBLISHED = pd.Timestamp("2025-08-12")
STATES = {"JPN": "Japan", "KOR": "the ROK", "USA": "the United States"}
BEARINGS = ["leaves_open", "names", "prepares", "commits"]
FLYING = "US Air Force|US Marine Corps"  # words in the table of places for who uses a base


def _at_least(posture: pd.DataFrame, bearing: str) -> pd.DataFrame:
    """Rows whose bearing is ``bearing`` or goes farther, with real dates."""
    far = posture[posture["bearing"].map(BEARINGS.index) >= BEARINGS.index(bearing)]
    return far.assign(date=pd.to_datetime(far["date"]))


@check("C108", threshold="prepares", vary=("names", "commits"), says="each has a text or act that {} at least")
def posture_of_all_three_plans_for_taiwan(taiwan_posture: pd.DataFrame, *, threshold: str) -> Finding:
    """Had all three states shaped their defence by a possible war over Taiwan when the article appeared?

    Posture is what is made ready: plans, headquarters, forces. To name the strait in a statement is less, to commit
    oneself to fight is more than posture. So each state is asked for a text or act of its own, or a joint one, that
    prepares. All three: supported; one or two: in part. Varied to naming, which costs nothing, and to committing.
    """
    known = _at_least(taiwan_posture, threshold)
    known = known[known["date"] <= PUBLISHED]
    has = {state: known["states"].str.contains(state).any() for state in STATES}
    which = " and ".join(STATES[state] for state, found in has.items() if found) or "none of the three"
    said = f"A text or act that goes at least as far as '{threshold}' is found before 12 August 2025 for {which}."
    return Finding.parts(has, said)


@check("C108", threshold=1000, vary=(750, 1300, 1500), says="an American airfield within {} km of Taipei")
def both_hosts_have_airfields_near_taiwan(measurements: dict, places: pd.DataFrame, *, threshold: float) -> Finding:
    """Could American fighters fly to Taiwan and back from both Asian partners' land without a tanker?

    A fighter's combat radius without refuelling is somewhere between 550 and 1,100 kilometres, by type, load and
    height; a thousand is the kind reading. Both hosts within it: supported; one: in part. Varied to 750, to 1,300
    and to 1,500, the reach of the best with drop tanks. Only bases that the American air force or marines use count.
    """
    flown_from = places["used_for"].fillna("").str.contains(FLYING)
    used = places[flown_from & places["iso3"].isin(["JPN", "KOR"])]
    km = {base: measurements[id].value for base in used["id"] if (id := f"distance-{base}-taipei") in measurements}
    nearest = {iso3: min((km[b], b) for b in rows["id"] if b in km) for iso3, rows in used.groupby("iso3")}
    names = used.set_index("id")["name_en"]
    words = " and ".join(
        f"{names[base]} in {STATES[iso3]}, {formats.number(far)} km" for iso3, (far, base) in nearest.items())
    return Finding.parts({iso3: nearest[iso3][0] <= threshold for iso3 in nearest},
                         f"Nearest to Taipei of the airfields that American forces use lie {words}.")


@check("C108", threshold=1.0, vary=(0.9, 1.1), says="at most {} times as far as the PRC")
def japan_lies_as_near_as_the_prc(measurements: dict, *, threshold: float) -> Finding:
    """Does Japanese land lie as near to Taiwan as land that the PRC holds?

    Geography shapes posture before anybody writes a strategy: a war over an island touches whoever lives as near to
    it as its attacker. Shore to shore, Yonaguni is compared with the nearest island of the PRC in the strait; the
    same distance or less supports, up to half as far again in part. Varied by a tenth either way.
    """
    gap, strait = measurements["width-yonaguni"].value, measurements["width-taiwan"].value
    said = (
        f"From Taiwan to Yonaguni is {formats.number(gap)} km, to the nearest island that the PRC holds in "
        f"the strait {formats.number(strait)} km.")
    return Finding.at_most(gap / strait, threshold, "times", said, partly=1.5)


@check("C109", threshold=12, vary=(6, 18), says="within {} months before and after")
def allies_texts_follow_washingtons(taiwan_posture: pd.DataFrame, *, threshold: int) -> Finding:
    """Did Seoul's and Tokyo's texts on the matter move after Washington set down its plans, more than before?

    If what the allies plan depends on Washington's long-term plan, they should move after it is written. The plan
    is dated by the first American strategy of 2025 on; texts and acts of Japan or the ROK that name, prepare or
    commit are counted in equal spans on either side. More after: supported; as many: in part. A year lets a
    government answer; varied to half a year and a year and a half. Order is not cause, so this cannot decide.
    """
    moved = _at_least(taiwan_posture, "names")
    plan = moved.query("states == 'USA' and kind == 'strategy' and date >= '2025-01-20'")["date"].min()
    allied = moved.loc[moved["states"].str.contains("JPN|KOR"), "date"]
    span = pd.DateOffset(months=threshold)
    before, after = allied.between(plan - span, plan, inclusive="left").sum(), allied.between(plan, plan + span).sum()
    said = (
        f"In the {threshold} months before Washington's guidance of {plan:%B %Y} the allies had {before} "
        f"texts or acts on the matter, in those after it {after}.")
    return Finding.at_least(int(after - before), 1, "more after", said, partly=0)


@check("C110", threshold=1.0, vary=(0.75, 1.25), says="at least {} times as many")
def three_way_exercises_kept_up(trilateral_engagements: pd.DataFrame, *, threshold: float) -> Finding:
    """Did the three exercise together as often in the year after the article as in the year before?

    The article asks for one coordinated approach; exercises of all three are where agreed means show. As many as
    before: supported; half as many: in part. Varied by a quarter either way. What was held counts, not what was
    announced; the numbers are small, and the record thins out in the second year, so this cannot decide.
    """
    held = trilateral_engagements.query("level == 'exercise' and status == 'held'")
    dates, year = pd.to_datetime(held["date"]), pd.DateOffset(years=1)
    before, after = dates.between(PUBLISHED - year, PUBLISHED).sum(), dates.between(PUBLISHED, PUBLISHED + year).sum()
    said = f"Exercises of all three: {before} in the year before 12 August 2025, {after} in the year after it."
    return Finding.at_least(after / max(before, 1), threshold, "times", said, partly=0.5)


@check("C111", threshold=2, vary=(1, 3), says="at least {} joint steps in the two years before")
def us_and_japan_had_begun_to_plan_together(taiwan_posture: pd.DataFrame, *, threshold: int) -> Finding:
    """Had Washington and Tokyo begun to widen their joint planning when the article asked them to?

    Advice that asks for what is under way is practicable, and less new. Joint steps of the two that prepare for a
    war over Taiwan, a plan or a headquarters, are counted in the two years before the article; two make a course
    where one may be chance, and one carries it in part. Varied to one and three. Steps with the ROK do not count.
    """
    steps = _at_least(taiwan_posture, "prepares")
    joint = steps[(steps["states"] == "JPN USA") & steps["date"].between(PUBLISHED - pd.DateOffset(years=2), PUBLISHED)]
    kinds = ", ".join(f"{row.kind} ({row.date:%B %Y})" for row in joint.itertuples()) or "none"
    said = f"Joint steps of the two in those two years: {kinds}."
    return Finding.at_least(len(joint), threshold, "steps", said, partly=1)
