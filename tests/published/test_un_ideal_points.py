"""Ideal points against what others read out of the same votes."""
import pytest

from trilateral import tables


@pytest.fixture(scope="module")
def points():
    return tables.load("un_ideal_points").pivot(index="year", columns="iso3", values="ideal_point")


def test_members_vote_from_the_year_they_joined(points):
    # Both Koreas were admitted on 17 September 1991 (Kim, North Korea and the United Nations, Int. J. of Korean
    # Studies, January 1997, abstract at ciaonet.org); the PRC took China's seat in 1971.
    assert points["KOR"].first_valid_index() == 1991
    assert points["CHN"].first_valid_index() == 1971


def test_russia_in_1992_between_new_zealand_and_japan(points):
    # Game Theory 101, "Ideology in the United Nations General Assembly", https://gametheory101.com/courses/
    # international-relations-101/ideology-in-the-united-nations-general-assembly/: in 1992 Russia voted like a moderate
    # and lay between New Zealand and Japan; New Zealand lies nearer to the United States.
    year = points.loc[1992]
    assert year["USA"] > year["RUS"] > year["JPN"]


def test_china_is_the_farthest_in_recent_years(points):
    # The same page: of the states that matter, China is the one most opposed to the United States.
    distance = points.rsub(points["USA"], axis=0).loc[1993:2020]
    assert (distance.drop(columns="USA").idxmax(axis=1) == "CHN").all()


def test_the_united_states_and_the_soviet_union_were_poles(points):
    # The same page, on the Cold War.
    cold = points.loc[1971:1985]
    assert (cold["RUS"] < cold["JPN"]).all() and (cold["JPN"] < cold["USA"]).all()
