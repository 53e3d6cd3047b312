"""Checks on common ground, each by another route and turned round."""
import numpy as np
import pytest

from tests.ledger.trial import outcome


def test_china_is_the_threat_most_widely_shared():
    found = outcome("publics_share_no_first_threat")
    assert found.value == 33 and "China" in found.sentence  # the ROK's second answer, behind the DPRK with 40
    assert found.verdict == "supported" and not found.robust
    agreed = outcome("publics_share_no_first_threat", threats_named=lambda t: t.assign(share=60.0))
    assert agreed.verdict == "contradicted"


def test_defence_engagements_by_hand():
    # Before: chiefs on 30 March and 20 October 2022 and 11 July 2023, a drill on 22 February, talks on 14 April and
    # ministers in June 2023.
    found = outcome("defence_engagements_grew")
    assert found.sentence.startswith("Six in the two years") and found.value == pytest.approx(14 / 6)
    assert found.verdict == "supported" and found.robust
    fewer = outcome("defence_engagements_grew", trilateral_engagements=lambda t: t[t["date"] < "2024-07-01"])
    assert fewer.verdict == "contradicted"


def test_every_statement_names_both():
    # Focus Taiwan, 23 September 2025, and the Yomiuri, 16 February 2025, report the sentence on the Strait too.
    assert outcome("statements_name_peninsula_and_strait").value == 1
    without = outcome("statements_name_peninsula_and_strait",
                      statement_topics=lambda t: t[~(t["topic"].eq("taiwan-strait") & (t["date"] < "2025-09-01"))])
    assert without.value == 0.25 and without.verdict == "contradicted"


def test_dangers_in_every_statement():
    found = outcome("dangers_named_in_every_statement")
    assert found.value == 4 and found.robust
    one = outcome("dangers_named_in_every_statement",
                  statement_topics=lambda t: t[t["topic"].eq("dprk") | t["field"].eq("beyond defence")])
    assert one.value == 1 and one.verdict == "partly"


def test_the_narrowest_statement_lacks_human_rights():
    found = outcome("statements_reach_beyond_defence")
    assert found.value == 3 and found.robust
    defence = outcome("statements_reach_beyond_defence", statement_topics=lambda t: t[t["field"] == "danger"])
    assert defence.verdict == "contradicted"


def test_distances_by_another_route():
    from trilateral import tables

    wide = tables.load("un_ideal_points").pivot(index="iso3", columns="year", values="ideal_point")
    points = wide.dropna(axis=1).iloc[:, -5:]
    usa, jpn, kor, chn, rus = (points.loc[iso3].to_numpy() for iso3 in ("USA", "JPN", "KOR", "CHN", "RUS"))
    among = np.mean([abs(usa - jpn), abs(usa - kor), abs(jpn - kor)])
    across = np.mean([abs(one - other) for one in (usa, jpn, kor) for other in (chn, rus)])
    found = outcome("three_vote_close_together")
    assert found.value == pytest.approx(among / across) and found.verdict == "supported"

    def apart(table):
        return table.assign(ideal_point=table["ideal_point"].where(table["iso3"] != "USA", 9.0))

    assert outcome("three_vote_close_together", un_ideal_points=apart).verdict != "supported"


def test_promises_and_tariffs():
    assert outcome("trade_pulled_both_ways").verdict == "supported"
    free = outcome("trade_pulled_both_ways", tariffs=lambda t: t[t["date"] > "2025-08-12"])
    assert free.verdict == "partly" and "no general tariff" in free.sentence
