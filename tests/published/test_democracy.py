"""The democracy table against what V-Dem's own report says of the same countries."""
import pytest

from trilateral import tables


@pytest.fixture(scope="module")
def democracy():
    return tables.load("democracy").set_index(["edition", "index", "iso3", "year"])["value"].sort_index()


def test_order_on_the_liberal_index_in_2024(democracy):
    # Democracy Report 2025 as Aju Press (18 March 2025) and Global Economic Times (18 March 2025) print its ranks on
    # the liberal index for 2024: United States 24th, Japan 27th, China 173rd, North Korea 178th.
    # https://ajupress.com/view/20250318103107554, https://globaleconomictimes.kr/amp/1065546070571384
    liberal = democracy["v15", "liberal"].xs(2024, level="year").sort_values(ascending=False)
    order = [iso3 for iso3 in liberal.index if iso3 in ("USA", "JPN", "CHN", "PRK")]
    assert order == ["USA", "JPN", "CHN", "PRK"]
    assert liberal.index[-1] == "PRK"


def test_the_roks_decline_of_2023_and_2024(democracy):
    # The same report in The Korea Herald (17 March 2025, https://www.koreaherald.com/article/10443555): the ROK fell
    # from liberal to electoral democracy in 2024 and its decline went on in both 2023 and 2024; it and the
    # Philippines are among five East Asian countries with a substantial decline.
    for index in ("electoral", "liberal"):
        korea = democracy["v15", index, "KOR"]
        assert korea[2023] < korea[2022] < korea[2021]
        assert korea[2024] < korea[2021] - 0.1
        assert democracy["v15", index, "PHL", 2024] < democracy["v15", index, "PHL", 2014]


def test_the_two_versions_agree_where_they_overlap(democracy):
    # Version 16 came by another route (the R package isard). V-Dem estimates anew each year, by a little.
    old, new = (democracy[edition, "electoral"] for edition in ("v15", "v16"))
    both = (old - new).dropna()
    assert len(both) == 80
    assert both.abs().max() < 0.04 and both.abs().median() < 0.01
