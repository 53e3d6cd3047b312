"""Capability scores against figures printed elsewhere."""
from trilateral import tables


def test_china_in_2012():
    # "How Not To Measure a Country's Power" (30 July 2021), on the score of 2012 in an earlier version: 0.22, about
    # 22 percent of the world. https://tragedyandfarce.blog/2021/07/30/how-not-to-measure-a-countrys-power/
    scores = tables.load("national_capability").set_index(["iso3", "year"])["cinc"]
    assert f"{scores['CHN', 2012]:.2f}" == "0.22"


def test_scores_are_shares_of_one_world():
    # By construction: the mean of six shares of the world total, so no group of states can reach 1.
    total = tables.load("national_capability").groupby("year")["cinc"].sum()
    assert (total < 0.8).all() and (total > 0.3).all()


def test_the_soviet_unions_end_shows():
    # Fifteen states came out of one: Russia's score in 1992 is far below that of the Soviet Union in 1990.
    scores = tables.load("national_capability").set_index(["iso3", "year"])["cinc"]
    assert scores["RUS", 1992] < 0.75 * scores["RUS", 1990]
