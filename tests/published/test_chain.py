"""The chain against what others print: members of definitions, depths of straits."""
from trilateral import tables

DEFINITIONS = tables.load("chain_definitions")
LINES = tables.layer("strait_lines").set_index("id")
STRAITS = tables.load("straits").set_index("id")


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


def test_no_line_is_shallower_than_the_published_sill():
    """A sill is the deepest way through at its shallowest, so every line from shore to shore has as much under it.

    Kerama Gap 1,050 m, East Taiwan Channel 775 m, Tokara Strait 690 m (Wimbush and Park 2010 after Choi and others
    2002, https://www.semanticscholar.org/paper/74314396fbe4d30defe9555ecdf61dcbeb5e73bd).
    """
    sills = STRAITS[STRAITS["published_depth_kind"] == "sill"]["published_depth_m"]
    assert dict(sills) == {"tokara-amami": 690, "miyako": 1050, "yonaguni": 775}
    assert (LINES.loc[sills.index, "greatest_depth_m"] >= sills).all()


def test_no_line_is_deeper_than_the_published_greatest_depth_and_most_come_near():
    greatest = STRAITS[STRAITS["published_depth_kind"] == "greatest"]["published_depth_m"]
    share = (LINES.loc[greatest.index, "greatest_depth_m"].astype(float) / greatest.astype(float)).dropna()
    assert set(share.index) == {"korea-west", "luzon"} and share.between(0.75, 1).all()


def test_shallow_straits_are_as_shallow_as_published():
    """"Most of it less than 80 m, 60 m on average" of the Taiwan Strait (https://juduo.cc/club/3974550.html)."""
    assert LINES.loc["taiwan", "greatest_depth_m"] <= 80
    assert 0.7 < LINES.loc["korea-east", "greatest_depth_m"] / STRAITS.loc["korea-east", "published_depth_m"] < 1.3


def test_where_the_grid_cannot_carry_a_depth_none_is_given():
    """Tsugaru's eastern neck is 200 m deep (http://www.reference.com/browse/Tsugaru+Strait), which the grid's four
    cells there miss by more than half; La Perouse varies from 51 to 118 m (https://piguhua.com/strait-perouse-la),
    and the grid's cells under the line reach 49 m."""
    assert LINES.loc[["tsugaru", "soya", "osumi", "nemuro"], "greatest_depth_m"].isna().all()
