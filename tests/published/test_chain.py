"""The chain against what others print: members of definitions, depths of straits."""
import pytest

from trilateral import tables

DEFINITIONS = tables.load("chain_definitions")
LINES = tables.layer("strait_lines").set_index("id")


def members(definition, how=("named",)):
    rows = DEFINITIONS[(DEFINITIONS["definition"] == definition) & DEFINITIONS["named"].isin(how)]
    return list(dict.fromkeys(rows.sort_values("seq")["member"]))


def test_wikipedia_copied_elsewhere_names_the_same_members():
    """A copy of the article lists the Kurils, the Japanese archipelago, the Ryukyus, Taiwan, the northern Philippines
    and Borneo (https://wiki.studentb.eu/view_html.php?lang=en&q=First_island_chain); so does a Japanese
    translation (https://jmedia.wiki/First%20island%20chain/First_island_chain)."""
    assert members("wikipedia") == ["Kuril Islands", "Japanese main islands", "Ryukyu Islands", "Taiwan", "Philippines",
                                    "Borneo"]


def test_definitions_agree_on_the_middle_and_differ_at_the_ends():
    every = [set(members(d, ("named", "span"))) for d in DEFINITIONS["definition"].unique()]
    assert {"Taiwan", "Philippines"} <= set.intersection(*every)
    ordered = DEFINITIONS.sort_values(["definition", "seq"]).groupby("definition")["vertex"]
    assert ordered.first().nunique() == 4 and ordered.last().nunique() == 3
    assert [d for d in DEFINITIONS["definition"].unique() if "Korean Peninsula" in members(d)] == ["liu"]


def test_points_of_a_member_are_the_same_in_every_definition():
    places = DEFINITIONS.groupby("vertex")[["lon", "lat"]].nunique()
    assert (places == 1).all().all()


def test_points_run_from_north_to_south_but_for_the_detour_to_korea():
    for name, rows in DEFINITIONS.sort_values("seq").groupby("definition"):
        assert list(rows["seq"]) == list(range(1, len(rows) + 1))
        steps = rows.loc[rows["vertex"] != "southern tip of the Korean Peninsula", "lat"].diff().dropna()
        assert (steps > 0).sum() <= 4, name  # the Aleutians bend north again at their western end; Sumatra too


@pytest.mark.parametrize(("strait", "low", "high", "page"), [
    # the eastern channel "about 140 metres" deep
    ("korea-east", 90, 150, "https://graphsearch.epfl.ch/concept/522694"),
])
def test_greatest_depths_against_published_ones(strait, low, high, page):
    assert low <= LINES.loc[strait, "greatest_depth_m"] <= high, page


def test_where_the_grid_cannot_carry_a_depth_none_is_given():
    """Tsugaru's eastern neck is 200 m deep (http://www.reference.com/browse/Tsugaru+Strait), which the grid's four
    cells there miss by more than half; La Perouse varies from 51 to 118 m (https://piguhua.com/strait-perouse-la),
    and the grid's cells under the line reach 49 m."""
    assert LINES.loc[["tsugaru", "soya", "osumi", "nemuro"], "greatest_depth_m"].isna().all()
