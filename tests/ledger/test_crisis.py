"""Checks on the crisis of 2024 and 2025."""
from datetime import date

import pytest

from tests.ledger.trial import outcome


def test_six_months_to_the_day_are_not_more():
    found = outcome("crisis_lasted_over_six_months")
    assert found.verdict == "partly" and not found.robust
    assert f"{(date(2025, 6, 3) - date(2024, 12, 3)).days} days" in found.sentence


def test_a_crisis_that_began_earlier_lasted_longer():
    earlier = outcome("crisis_lasted_over_six_months", crisis_timeline=lambda t: t.replace("2024-12-03", "2024-11-29"))
    assert earlier.verdict == "supported"
    later = outcome("crisis_lasted_over_six_months", crisis_timeline=lambda t: t[t["date"] > "2025-01-01"])
    assert later.verdict == "contradicted"


def test_uncertainty_jumped_at_martial_law():
    # Korea JoongAng Daily, 6 June 2025: 0.5 before, 12.8 on 14 December; the impeachment of 2016 had brought 6.2.
    found = outcome("uncertainty_jumped_at_martial_law")
    assert found.value == pytest.approx(12.8 - 0.5) and found.verdict == "supported" and found.robust
    calm = outcome("uncertainty_jumped_at_martial_law",
                   political_uncertainty=lambda t: t.replace({"value": {12.8: 2.4}}))
    assert calm.verdict == "contradicted"
    long_under_way = outcome("uncertainty_jumped_at_martial_law",
                             political_uncertainty=lambda t: t.replace({"value": {0.5: 9.5}}))
    assert long_under_way.verdict == "partly"


def test_both_capitals_called_visits_off():
    # By hand: Mr Nakatani's and Mr Ishiba's trips; the nuclear group with its exercise, and Mr Austin's trip.
    found = outcome("visits_were_called_off")
    assert found.verdict == "supported" and found.robust
    assert "Tokyo put off 2" in found.sentence and "Washington 2" in found.sentence
    calm = outcome("visits_were_called_off", crisis_timeline=lambda t: t.replace({"contact": {"put off": "held"}}))
    assert calm.verdict == "contradicted"
    one = outcome("visits_were_called_off",
                  crisis_timeline=lambda t: t[(t["contact"] != "put off") | (t["lane"] == "Tokyo")])
    assert one.verdict == "partly"


def test_tariffs_fell_into_the_gap():
    assert outcome("tariffs_fell_into_the_gap").verdict == "supported"
    later = outcome("tariffs_fell_into_the_gap", tariffs=lambda t: t[t["date"] > "2025-07-01"])
    assert later.verdict == "partly" and "7 July 2025" in later.sentence


def test_contacts_kept_pace_and_did_not_outgrow():
    # By hand, from the table's pages: seven in the half-year; 8 and 19 December to 2 June 2024 seven; 13 February to
    # June 2023 six.
    found = outcome("contacts_outgrew_the_years_before")
    assert "7 times in the half-year, against 7 and 6" in found.sentence
    assert found.value == pytest.approx(7 / 6.5, abs=0.01) and found.verdict == "partly" and found.robust

    def without(first, last):
        return lambda t: t[~t["date"].between(first, last)]

    fewer_before = outcome("contacts_outgrew_the_years_before",
                           trilateral_engagements=without("2023-12-01", "2024-05-30"))
    assert fewer_before.verdict == "supported"
    broken_off = outcome("contacts_outgrew_the_years_before",
                         trilateral_engagements=without("2024-12-10", "2025-04-10"))
    assert broken_off.verdict == "contradicted"


def test_tokyo_was_in_touch_after_eight_days():
    # Ministry of Foreign Affairs of Japan: telephone talks on 11 December 2024; Yomiuri: the first since martial law.
    found = outcome("tokyo_was_soon_in_touch")
    assert found.value == (date(2024, 12, 11) - date(2024, 12, 3)).days == 8 and found.verdict == "supported"
    visits = outcome("tokyo_was_soon_in_touch", crisis_timeline=lambda t: t[~t["event"].str.contains("speak")])
    assert visits.value == 41 and visits.verdict == "contradicted"


def test_tokyo_kept_in_touch():
    found = outcome("tokyo_kept_in_touch")
    assert found.value == 6 and found.verdict == "supported" and found.robust
    alone = outcome("tokyo_kept_in_touch", crisis_timeline=lambda t: t[t["lane"] != "Trilateral"])
    assert alone.verdict == "partly"  # December, January and March
    silent = outcome("tokyo_kept_in_touch", crisis_timeline=lambda t: t[~t["lane"].isin(["Trilateral", "Tokyo"])])
    assert silent.verdict == "contradicted"


def test_three_met_without_a_president():
    # The flight of January, the ministers of February and April, the exercise of April, the board of May.
    found = outcome("three_met_without_a_president")
    assert found.value == 5 and found.verdict == "supported" and found.robust
    rare = outcome("three_met_without_a_president",
                   crisis_timeline=lambda t: t[(t["lane"] != "Trilateral") | (t["date"] > "2025-04-10")])
    assert rare.value == 2 and rare.verdict == "partly"
    none = outcome("three_met_without_a_president", crisis_timeline=lambda t: t[t["lane"] != "Trilateral"])
    assert none.verdict == "contradicted"


def test_most_of_the_crisis_lay_in_2025():
    found = outcome("crisis_reached_far_into_2025")
    assert found.value == 31 + 28 + 31 + 4 and found.verdict == "supported" and not found.robust
    short = outcome("crisis_reached_far_into_2025", crisis_timeline=lambda t: t.replace("2025-04-04", "2025-01-30"))
    assert short.verdict == "contradicted"


def test_uncertainty_fell_back():
    # Korea JoongAng Daily, 6 June 2025: 1.5 after the election, called the level from before martial law.
    found = outcome("uncertainty_fell_back")
    assert found.value == pytest.approx(100 * (12.8 - 1.5) / (12.8 - 0.5), abs=0.1)
    assert found.verdict == "supported" and found.robust
    restless = outcome("uncertainty_fell_back", political_uncertainty=lambda t: t.replace({"value": {1.5: 9.0}}))
    assert restless.verdict == "contradicted"


def test_lee_followed_yoon():
    # National Election Commission, as KBS World prints it on 4 June 2025: Mr Lee of the Democratic Party wins.
    found = outcome("lee_followed_yoon")
    assert found.verdict == "supported" and "4 April 2025" in found.sentence
    other = outcome("lee_followed_yoon", rok_handovers=lambda t: t.replace("Lee Jae-myung", "Kim Moon-soo").assign(
        camp=t["camp"].where(t["president"] != "Lee Jae-myung", "conservative")))
    assert other.verdict == "partly"


def test_the_election_hardly_changed_the_pace():
    # By hand: seven from 11 December to 19 May, nine from 18 June to 29 October.
    found = outcome("election_changed_the_pace")
    assert found.value == pytest.approx(100 * 2 / 7, abs=0.1) and found.verdict == "partly" and not found.robust
    stopped = outcome("election_changed_the_pace", trilateral_engagements=lambda t: t[t["date"] < "2025-07-01"])
    assert stopped.verdict == "supported"
    steady = outcome("election_changed_the_pace",
                     trilateral_engagements=lambda t: t[~t["date"].between("2025-09-20", "2025-12-31")])
    assert steady.verdict == "contradicted"
