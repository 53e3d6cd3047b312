"""Country-year files of V-Dem, Correlates of War and the UN voting data: what is read, and what is refused."""
import pytest

from trilateral import tables
from trilateral.sources import country_years, nmc, un_votes, vdem
from trilateral.tables import DataError


@pytest.fixture
def write(tmp_path):
    def write(header, rows, name="in.csv"):
        path = tmp_path / name
        path.write_text("\n".join([header, *rows, ""]), "utf-8")
        return path

    return write


def read(path, **options):
    chosen = {"code": "Code", "countries": {"732": "KOR", "740": "JPN"}, "columns": {"Score": "score"}, "first": 2000}
    return country_years.read(path, **{**chosen, **options})


def test_columns_in_any_case_and_years_as_decimals(write):
    frame = read(write("CODE,Year,score,more", ["740.0,2000.0,0.5,x", "732,2001,,x", "732,2000,1,x", "2,2000,y,z"]))
    assert frame[["iso3", "year"]].values.tolist() == [["KOR", 2000], ["KOR", 2001], ["JPN", 2000]]
    assert frame["score"].isna().tolist() == [False, True, False]


@pytest.mark.parametrize(("rows", "message"), [
    (["732,20,1", "740,2000,1"], "in.csv line 2, column year: '20' is not a year"),
    (["732,2000,much", "740,2000,1"], "in.csv line 2, column Score: 'much' is not a number"),
    (["732,2000,1", "732,2000,1", "740,2000,1"], "in.csv line 3: KOR 2000 stands there already"),
    (["732,2000,1", "740,1999,1"], "in.csv: no row from 2000 on for JPN"),
])
def test_faults_are_named(write, rows, message):
    with pytest.raises(DataError, match=message):
        read(write("Code,Year,Score", rows))


def test_a_missing_column_is_named(write):
    with pytest.raises(DataError, match="in.csv line 1: no column Score"):
        read(write("Code,Year,Points", ["732,2000,1"]))


def test_holes_are_named_but_for_the_known_ones(write):
    frame = read(write("Code,Year,Score", ["732,2000,1", "732,2003,1", "740,2003,1"]))
    with pytest.raises(DataError, match="in.csv: KOR has no row for 2001, 2002"):
        country_years.without_holes(frame, "in.csv")
    country_years.without_holes(frame, "in.csv", frozenset({2001, 2002}))


V15 = "country_text_id,year," + ",".join(f"{i}{e}" for i in vdem.INDICES for e in ("", "_codelow", "_codehigh"))


def v15(changed="0.5,0.4,0.6"):
    return [f"{code},{year},{changed if (code, year) == ('KOR', 1999) else '0.5,0.4,0.6'},0.3,0.2,0.4"
            for code in vdem.COUNTRIES for year in range(1950, 2025)]


def v16(years=range(2014, 2026)):
    return [f"{code},{year},0.7" for code in vdem.COUNTRIES for year in years]


def test_democracy_keeps_the_versions_apart(write, tmp_path):
    older, newer = write(V15, v15(), "v15.csv"), write("iso3,year,v2x_polyarchy", v16(), "v16.csv")
    vdem.build({"v15": older, "v16": newer}, tmp_path / "out")
    frame = tables.load("democracy", tmp_path / "out")
    assert frame.groupby(["edition", "index"]).size().to_dict() == {
        ("v15", "electoral"): 600, ("v15", "liberal"): 600, ("v16", "electoral"): 88}
    assert frame.loc[frame["edition"] == "v16", ["low", "high"]].isna().all(axis=None)
    assert frame.loc[frame["edition"] == "v15", ["low", "high"]].notna().all(axis=None)


@pytest.mark.parametrize(("changed", "message"), [
    ("0.7,0.4,0.6", "v15.csv: KOR 1999 electoral: 0.7 in 0.4 to 0.6; a value within its interval"),
    ("0.5,,0.6", "v15.csv: KOR 1999 electoral: 0.5 in nan to 0.6"),
    ("1.1,0.9,1.2", "v15.csv: KOR 1999 electoral: 1.1 in 0.9 to 1.2"),
])
def test_democracy_refuses_values_outside_their_interval(write, changed, message):
    with pytest.raises(DataError, match=message):
        vdem.read_v15(write(V15, v15(changed), "v15.csv"))


def test_democracy_refuses_a_hole_and_a_wild_value_in_the_newer_version(write):
    with pytest.raises(DataError, match="v16.csv: USA has no row for 2017"):
        vdem.read_v16(write("country_text_id,year,v2x_polyarchy", v16([2015, 2016, 2018]), "v16.csv"))
    with pytest.raises(DataError, match=r"v16.csv: KOR 2025 7; an index between 0 and 1"):
        rows = [row.replace("KOR,2025,0.7", "KOR,2025,7") for row in v16()]
        vdem.read_v16(write("iso3,year,v2x_polyarchy", rows, "v16.csv"))


def capability(score="0.02"):
    return [f"{code},{year},{score if (code, year) == ('732', 1990) else '0.02'}"
            for code in nmc.COUNTRIES for year in range(1945, 2023)]


def test_capability_from_the_year_of_the_treaty(write, tmp_path):
    nmc.build({"nmc": write("ccode,year,cinc", capability(), "NMC.csv")}, tmp_path / "out")
    frame = tables.load("national_capability", tmp_path / "out")
    assert (frame["year"].min(), frame["year"].max(), len(frame)) == (1953, 2022, 490)
    assert "data to 2022" in tables.manifest("national_capability", tmp_path / "out").sources[0].edition


@pytest.mark.parametrize("score", ["-9", "", "1.5"])
def test_capability_refuses_what_is_no_share(write, score):
    with pytest.raises(DataError, match=r"NMC.csv: KOR 1990 (-9|nan|1.5); a share of the world"):
        nmc.build({"nmc": write("ccode,year,cinc", capability(score), "NMC.csv")})


def votes(last="", wild="1.0"):
    """All five states; 1964 without votes, the newest year without an estimate."""
    firsts = {"USA": 1946, "JPN": 1957, "KOR": 1991, "CHN": 1971, "RUS": 1946}
    return [f"{code},{year},{last if year == 2024 else wild if (code, year) == ('KOR', 2000) else '1.0'}"
            for code, first in firsts.items() for year in range(first, 2025) if year != 1964]


def test_votes_leave_out_the_unfinished_year(write, tmp_path):
    un_votes.build({"ideal_points": write("iso3c,year,IdealPointAll", votes(), "ideal.csv")}, tmp_path / "out")
    frame = tables.load("un_ideal_points", tmp_path / "out")
    assert frame["year"].max() == 2023 and 1964 not in set(frame["year"])
    first = frame.groupby("iso3")["year"].min().to_dict()
    assert first == {"CHN": 1971, "JPN": 1957, "KOR": 1991, "RUS": 1957, "USA": 1957}


def test_votes_refuse_a_wild_estimate_and_a_hole(write):
    header = "iso3c,year,idealpointall"
    with pytest.raises(DataError, match="ideal.csv: KOR 2000 9; between -4 and 4"):
        un_votes.build({"ideal_points": write(header, votes(wild="9"), "ideal.csv")})
    with pytest.raises(DataError, match="ideal.csv: KOR has no row for 2000"):
        un_votes.build({"ideal_points": write(header, votes(wild=""), "ideal.csv")})
