"""Checks on alliances: Foch's command, what binds the three, what studies say of democracies, what became of it."""
from __future__ import annotations

import pandas as pd

from trilateral.ledger.checking import check
from trilateral.ledger.finding import Finding

PUBLISHED = "2025-08-12"
FIELDS = ("trade", "economy", "technology", "navigation")  # as the article lists them, beside security
THREE = ("United States", "Japan", "ROK")


@check("C001", threshold=50, vary=(33, 67), says="{} per cent of the war's last year")
def foch_led_in_the_last_year(foch_dates: pd.DataFrame, *, threshold: float) -> Finding:
    """Did Foch command the Allies in the last year of the First World War?

    The year is the 365 days before the armistice, and the strictest beginning is the day on which he got the title, not
    that on which he was told to coordinate. "In the final year" is fair if he held it for most of that year, so a half;
    a third and two thirds are a lenient and a severe reader's thresholds, and half the threshold counts in part.
    """
    days = pd.to_datetime(foch_dates.set_index("id")["date"])
    share = round(100 * (days["armistice"] - days["title"]).days / 365, 1)
    return Finding.at_least(share, threshold, "per cent of the last year", partly=threshold / 2, sentence=(
        f"Foch was to coordinate the Allied armies from {days['doullens']:%-d %B %Y} and had the title of commander in "
        f"chief from {days['title']:%-d %B %Y}, {share:.0f} per cent of the year before the armistice."))


@check("C004", fixed="where somebody lies, and since when, is a matter of record")
def foch_lies_beside_napoleon(foch_dates: pd.DataFrame) -> Finding:
    """Was Foch, on his death, buried at the Invalides and next to Napoleon?

    Three parts: within a year of his death he lay at the Invalides; his first resting place there was the lasting one;
    and he lies where Napoleon lies, which in a church of a crypt and several chapels means the same one of them.
    """
    rows = foch_dates.set_index("id")
    first, last, emperor = rows.loc["vault"], rows.loc["tomb"], rows.loc["napoleon-tomb"]
    year = (pd.Timestamp(first["date"]) - pd.Timestamp(rows.loc["death", "date"])).days <= 365
    parts = {"there": year and "Les Invalides" in first["place"], "at once": first["place"] == last["place"],
             "beside": last["place"] == emperor["place"]}
    return Finding.parts(parts, f"Foch was laid into the {first['place']}, in {first['date'][:4]} and into the "
                                f"{last['place']}, in {last['date'][:4]}; Napoleon lies in the {emperor['place']}.")


@check("C009", fixed="there is a treaty of defence with a partner or there is none")
def treaties_with_both_partners(commitments: pd.DataFrame) -> Finding:
    """Is the ROK bound by treaty to both of the partners that the article calls its main ones?

    "Major partner" can be measured in many ways; the article uses it as a step towards an alliance, and what makes an
    ally is a treaty of defence. One part a partner.
    """
    bound = {partner: not _treaties(commitments, "ROK", partner).empty for partner in THREE if partner != "ROK"}
    words = [f"{'a' if has else 'no'} treaty of defence with {partner.replace('United', 'the United')}"
             for partner, has in bound.items()]
    return Finding.parts(bound, f"The ROK has {' and '.join(words)}.")


@check("C010", fixed="there is a treaty of all three or there is none")
def treaty_of_all_three(commitments: pd.DataFrame) -> Finding:
    """Do the United States, Japan and the ROK form an alliance of three?

    An alliance in the sense of the research that the article uses is a treaty of mutual obligation. One signed by all
    three would settle it; without one, a text of all three that promises action would carry the claim in part.
    """
    count = len(_treaties(commitments, *THREE))
    texts = _signed(commitments, *THREE)
    action = int((texts["promises_action"] == "yes").sum())
    verdict = "supported" if count else "partly" if action else "contradicted"
    bilateral = [len(_treaties(commitments, "United States", partner)) for partner in ("ROK", "Japan")]
    return Finding(count, "treaties", verdict,
                   f"All three have signed {len(texts)} texts, of which {count} are treaties and {action} promise "
                   f"action; treaties of the United States with the ROK: {bilateral[0]}, with Japan: {bilateral[1]}.")


def _treaties(commitments: pd.DataFrame, *names: str) -> pd.DataFrame:
    """Treaties that all of ``names`` have signed."""
    return _signed(commitments[commitments["kind"] == "treaty"], *names)


def _signed(texts: pd.DataFrame, *names: str) -> pd.DataFrame:
    return texts[[all(name in parties for name in names) for parties in texts["parties"]]]


@check("C011", threshold=50, vary=(25, 75), says="{} per cent of the joint texts name the field")
def fields_named_together(joint_texts: pd.DataFrame, *, threshold: float) -> Finding:
    """Do the three name as common what the article lists: trade, the economy, technology, navigation, beside security?

    Each field is a part, and holds if enough of their joint texts name it. Texts were read in part, so that half is
    asked for; a quarter and three quarters are tried too.
    """
    shares = (joint_texts[["security", *FIELDS]] == "named").mean()
    counted = ", ".join(f"{field} in {round(share * len(joint_texts))}" for field, share in shares.items())
    return Finding.parts((100 * shares >= threshold).to_dict(), (
        f"Of {len(joint_texts)} joint texts, as far as they were read, the fields are named as follows: {counted}."))


@check("C013", threshold=3, vary=(1, 6), says="{} or more")
def difficulties_went_on(trilateral_engagements: pd.DataFrame, tariffs: pd.DataFrame, *, threshold: int) -> Finding:
    """Did the partnership go on meeting difficulties after the article foresaw them?

    Counted are days after publication on which one of the three declined an exercise or Washington announced or changed
    a tariff on a partner. The forecast is easily met, so a single case would prove little; three in fifteen months are
    a pattern, one and six the other readings.
    """
    declined = trilateral_engagements[(trilateral_engagements["status"] == "declined")]["date"]
    steps = tariffs[tariffs["status"].isin(["announced", "in_force"])]["date"]
    days = {date for date in [*declined, *steps] if date > PUBLISHED}
    return Finding.at_least(len(days), threshold, "days", partly=threshold / 2, sentence=(
        f"Since {_day(PUBLISHED)} an exercise was declined or a tariff on a partner announced or changed on "
        f"{len(days)} days, the last of them {_day(max(days, default=PUBLISHED))}."))


@check("C027", fixed="a meeting was held or it was not")
def members_did_all_they_could(trilateral_engagements: pd.DataFrame) -> Finding:
    """Have the three taken every measure to hold together since the article said that they would?

    Keeping together has four visible parts: ministers meet, forces exercise, leaders meet, and none declines what
    another proposes. "All measures possible" asks for each of them after publication.
    """
    since = trilateral_engagements[trilateral_engagements["date"] > PUBLISHED]
    held = since[since["status"] == "held"]["level"].value_counts()
    counts = {level: int(held.get(level, 0)) for level in ("ministers", "exercise", "leaders")}
    declined = int((since["status"] == "declined").sum())
    return Finding.parts({**{level: count > 0 for level, count in counts.items()}, "none declined": declined == 0},
                         f"Since {_day(PUBLISHED)} ministers of all three met {counts['ministers']} times, their "
                         f"forces held {counts['exercise']} exercises, their leaders met {counts['leaders']} times and "
                         f"{declined} exercise was declined.")


@check("C077", fixed="a meeting was held or it was not")
def camp_david_formats_kept(trilateral_engagements: pd.DataFrame, rok_handovers: pd.DataFrame) -> Finding:
    """Has Mr Lee's government kept to what was agreed at Camp David?

    What can be seen of that agreement is its calendar: leaders, foreign ministers and defence ministers each meet, and
    forces exercise, every year. A format counts as kept if it was held at all since he took office.
    """
    took = rok_handovers.loc[rok_handovers["president"] == "Lee Jae-myung", "took_office"].iloc[0]
    rows = trilateral_engagements.query("status == 'held' and date >= @took")
    ministers = rows[rows["level"] == "ministers"]["portfolio"]
    counts = {"leaders": (rows["level"] == "leaders").sum(), "foreign ministers": (ministers == "foreign").sum(),
              "defence ministers": (ministers == "defence").sum(), "forces": (rows["level"] == "exercise").sum()}
    words = ", ".join(f"{who} {count}" for who, count in counts.items())
    return Finding.parts({who: count > 0 for who, count in counts.items()},
                         f"Meetings and exercises of all three since {_day(took)}: {words}.")


@check("C079", threshold=2, vary=(1, 3), says="{} reports or more print each element")
def ishiba_was_reported_so(ishiba_statement: pd.DataFrame, *, threshold: int) -> Finding:
    """Did Mr Ishiba name the sixtieth year of restored relations and call cooperation a foremost task?

    The article's quotation has three elements: the anniversary, "restoration" as the word for 1965, and the priority.
    An element holds if enough reports of the day print it. Two that do not copy each other are the rule of the trade;
    one and three are tried too.
    """
    counts = {"the sixtieth anniversary": (ishiba_statement["anniversary"] == 60).sum(),
              "restoration": (ishiba_statement["word"] == "restoration").sum(),
              "a foremost task": (ishiba_statement["priority"] == "yes").sum()}
    words = ", ".join(f"{element} in {count}" for element, count in counts.items())
    return Finding.parts({element: count >= threshold for element, count in counts.items()},
                         f"Of {len(ishiba_statement)} reports of the day: {words}.")


WEIGHT = {"yes": 100, "mixed": 50, "no": 0}
STUDIES = {"threshold": 70, "vary": (60, 80), "says": "studies that agree weigh {} per cent or more"}
"""Shared by the four checks below, so that no question is asked more strictly than another."""


@check("C026", **STUDIES)
def studies_of_pairs(democratic_peace: pd.DataFrame, *, threshold: float) -> Finding:
    """Do studies find that two democracies fight each other less than other pairs of states?

    Counting studies is a weak method, as it weighs a thesis like a classic; it can still tell agreement from quarrel.
    A study that agrees counts one, one that agrees with conditions a half. Seven tenths leave room for conditions but
    for little dissent; three tenths or less would be agreement on the contrary. Varied by a tenth either way.
    """
    return _weigh(democratic_peace, "pairs", threshold, "two democracies fight less than other pairs of states")


@check("C025", **STUDIES)
def studies_of_who_starts(democratic_peace: pd.DataFrame, *, threshold: float) -> Finding:
    """Do studies find that dictatorships as a class begin more conflicts than democracies?

    Weighed like the studies of pairs: one, a half, nothing; seven tenths for, three tenths against.
    """
    return _weigh(democratic_peace, "starts", threshold, "dictatorships begin more conflicts than democracies")


@check("C024", **STUDIES)
def studies_of_what_lasts(democratic_peace: pd.DataFrame, *, threshold: float) -> Finding:
    """Do studies find that democracies last longer than dictatorships?

    Weighed like the studies of pairs: one, a half, nothing; seven tenths for, three tenths against.
    """
    return _weigh(democratic_peace, "lasts", threshold, "democracies last longer than dictatorships")


@check("C008", **STUDIES)
def studies_of_allies(democratic_peace: pd.DataFrame, *, threshold: float) -> Finding:
    """Do studies find alliances of democracies harder to keep than others?

    The claim compares a coalition with a dictator's single command; what can be studied is whether democracy makes a
    coalition harder to hold. Weighed like the studies of pairs: one, a half, nothing; seven tenths for, three against.
    """
    return _weigh(democratic_peace, "harder", threshold, "alliances of democracies are harder to keep than others")


def _weigh(studies: pd.DataFrame, question: str, threshold: float, whether: str) -> Finding:
    answers = studies.loc[studies["question"] == question, "answer"]
    weight = answers.map(WEIGHT).mean()
    verdict = "supported" if weight >= threshold else "contradicted" if weight <= 100 - threshold else "partly"
    counts = answers.value_counts()
    return Finding(weight, "per cent agreement", verdict,
                   f"Asked whether {whether}, {counts.get('yes', 0)} of {len(answers)} studies read in part say yes, "
                   f"{counts.get('mixed', 0)} that it depends and {counts.get('no', 0)} no.")


def _day(date: str) -> str:
    return f"{pd.Timestamp(date):%-d %B %Y}"
