"""Aircraft around Taiwan, scrambles and fleets against figures that others print. Each test names its source."""
import pytest

from trilateral import tables


@pytest.fixture(scope="module")
def activity():
    return tables.load("pla_activity").set_index(["month", "definition"])


def test_february_of_two_years(activity):
    # Taiwan News, 2 March 2023, after the ministry: 40 aircraft in the zone in February 2021, 70 in February 2022.
    assert activity.loc[("2021-02", "adiz"), "aircraft"] == 40
    assert activity.loc[("2022-02", "adiz"), "aircraft"] == pytest.approx(70, abs=1)


@pytest.mark.parametrize(("year", "definition", "quoted", "short"), [
    (2021, "adiz", 960, 0.03), (2023, "all", 4734, 0.04), (2024, "all", 5107, 0.06), (2025, "all", 5709, 0.06)])
def test_years_fall_a_little_short_of_the_totals_quoted(activity, year, definition, quoted, short):
    # C4Defence and Global Times, 1 February 2026, quoting a party report after the ministry's figures.
    rows = activity[activity.index.get_level_values("month").str.startswith(str(year))]
    assert set(rows.index.get_level_values("definition")) == {definition}
    assert 0 < 1 - rows["aircraft"].sum() / quoted < short


def test_the_total_quoted_for_2022_counts_entries_alone(activity):
    # The same report: 1,738 in 2022. Ours is nearly twice that, as 2022 is of two kinds; neither may stand beside 2023.
    rows = activity.loc[activity.index.get_level_values("month").str.startswith("2022"), "aircraft"]
    assert rows.xs("adiz", level="definition").sum() < 1738 < rows.xs("all", level="definition").sum()


def test_days_of_the_break():
    # Reuters, 5 August 2022: 68 aircraft and 13 ships that day; the collection has 49 aircraft, and no ships.
    frame = tables.load("pla_activity")
    august = frame[frame["month"] == "2022-08"].set_index("definition")
    assert august.loc["adiz", ["first_day", "last_day"]].tolist() == ["2022-08-01", "2022-08-05"]
    assert august.loc["all", ["first_day", "last_day"]].tolist() == ["2022-08-06", "2022-08-31"]
    assert (frame["ship_days"].notna() == (frame["definition"] == "all")).all()


def test_scrambles_add_up():
    frame = tables.load("scrambles").set_index("fiscal_year")
    whole = frame.dropna(subset=["total", "china", "russia"])
    assert (whole["china"] + whole["russia"] + whole["other"] == whole["total"]).all()
    assert len(whole) == 14


@pytest.mark.parametrize(("later", "column", "rise"), [
    (2011, "russia", -17),  # The Japan Times, 27 April 2012
    (2012, "russia", 1),  # Kyodo, 18 April 2013
    (2013, "total", 243),  # Joint Staff Office, 9 April 2014, quoted on the page cited
    (2014, "total", 133),  # Nikkei, 15 April 2015
    (2015, "total", -70),  # Nippon TV, April 2016
    (2016, "china", 280),  # Reuters, 13 April 2017
    (2017, "china", -351),  # NHK, April 2018
    (2018, "china", 138),  # Asahi, 12 April 2019
    (2019, "total", -52),  # Jiji Press, 9 April 2020
    (2019, "russia", -75), (2019, "china", 37),
    (2020, "total", -222), (2020, "china", -217), (2020, "russia", -10),  # Jiji Press, 9 April 2021
    (2023, "china", -96), (2023, "russia", 24),  # press of April 2024 on fiscal year 2023
])
def test_changes_over_the_year_before(later, column, rise):
    frame = tables.load("scrambles").set_index("fiscal_year")[column]
    assert frame[later] - frame[later - 1] == rise


def test_what_was_not_found_is_missing():
    frame = tables.load("scrambles").set_index("fiscal_year")
    assert frame.index[frame["total"].isna()].tolist() == [2010]
    assert frame.index[frame["china"].isna()].tolist() == [2013, 2025]
    assert frame.index[frame["period"] != "year"].tolist() == [2025]


def test_fleets_as_another_copy_prints_them():
    # 19FortyFive, May 2025, after the same report of the Congressional Research Service: over 370, 395, 435; 296, 294.
    frame = tables.load("fleet")
    force = frame[(frame["counts"] == "battle_force") & (frame["made_in"] == 2024)]
    force = force.set_index(["iso3", "year"])["count_low"]
    assert force.to_dict() == {("CHN", 2024): 370, ("CHN", 2025): 395, ("CHN", 2030): 435, ("USA", 2024): 296,
                               ("USA", 2030): 294}
