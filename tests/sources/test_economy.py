"""The economy table: one producer a series, one edition a producer, constant prices by chaining, nothing filled.

The figures are made up; the files are as the producers' own.
"""
import json
import shutil

import pandas as pd
import pytest
import yaml

from tests.upstreams import imf as weo
from tests.upstreams import worldbank as wdi
from trilateral import tables
from trilateral.sources import __main__ as command
from trilateral.sources import economy
from trilateral.tables import DataError


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """The same figures in every layout of the World Bank's, and the IMF's database of three editions."""
    folder = tmp_path_factory.mktemp("files")
    paths = {"wdi": folder / "wdi_api.json", "weo": folder / "WEOApr2026all.xlsx", "older": folder / "weooct2025.csv"}
    paths["wdi"].write_text(json.dumps(wdi.Api().document()))
    paths["weo"].write_bytes(weo.portal_xlsx(weo.portal("April 2026")))
    paths["older"].write_bytes(weo.portal_csv(weo.portal("October 2025")))
    for number, (measure, series) in enumerate(economy.WDI.items()):
        paths[measure] = folder / f"{measure}.{'zip' if number % 2 else 'csv'}"
        paths[measure].write_bytes(wdi.bulk_zip(series.indicator) if number % 2
                                   else wdi.bulk_csv(series.indicator).encode())
    return paths


@pytest.fixture(scope="module")
def built(files, tmp_path_factory):
    """A data folder with the table of both producers."""
    folder = tmp_path_factory.mktemp("built")
    economy.build(take(files, "wdi", "weo"), folder, "2026-11-01")
    return folder


@pytest.fixture
def data(built, tmp_path):
    """A copy of it to change."""
    return shutil.copytree(built, tmp_path / "data")


def take(files, *roles):
    return {role: files[role] for role in roles}


def rows(folder):
    return pd.read_csv(folder / "economy.csv", dtype=str).set_index(["iso3", "year", "measure"])


def value(table, *key) -> float:
    return float(table.at[key, "value"])


def sources(folder):
    return {source["id"]: source for source in yaml.safe_load((folder / "economy.yml").read_text())["sources"]}


def spoiled(files, tmp_path, change):
    """Replies of the API after ``change`` to their figures."""
    figures = wdi.figures()
    change(figures)
    path = tmp_path / "wdi.json"
    path.write_text(json.dumps(wdi.Api(figures).document()))
    return {"wdi": path}


def test_build_publishes_a_valid_table(built):
    manifest = tables.verify("economy", built)
    assert [source.edition for source in manifest.sources] == [
        "update of 2026-07-01 (data to 2025)", "April 2026 (actual data to 2025)"]
    assert [(entry["file"], entry["from"]) for entry in manifest.inputs] == [
        ("wdi_api.json", "world_bank"), ("WEOApr2026all.xlsx", "imf")]
    assert {source.retrieved for source in manifest.sources} == {"2026-11-01"}
    assert manifest.sources[1].url == "https://data.imf.org/en/datasets/IMF.RES:WEO"


def test_one_producer_a_series_and_nothing_filled(built):
    frame = tables.load("economy", built)
    assert (frame.groupby(["iso3", "measure"])["producer"].nunique() == 1).all()
    assert set(frame.loc[frame["producer"] == "imf", "iso3"]) == {"TWN"}
    assert frame["year"].min() == 1990
    assert set(frame.loc[frame["iso3"] == "PRK", "measure"]) == {"population"}
    taiwan = {"gdp_current_usd", "gdp_constant_2015_usd", "gdp_growth", "population"}
    assert set(frame.loc[frame["iso3"] == "TWN", "measure"]) == taiwan


def test_percentages_are_fractions(built):
    frame = tables.load("economy", built).set_index(["iso3", "year", "measure"])["value"]
    assert frame["KOR", 2000, "gdp_growth"] == 0.02
    assert frame["TWN", 2000, "gdp_growth"] == 0.032
    assert frame["TWN", 2000, "population"] == pytest.approx(20.2e6)


def test_files_of_the_bulk_download_give_the_same_as_the_api(files, built, tmp_path):
    economy.build(take(files, *economy.WDI, "weo"), tmp_path / "out", "2026-11-01")
    assert (tmp_path / "out" / "economy.csv").read_bytes() == (built / "economy.csv").read_bytes()
    assert "Read from its files, one a series" in sources(tmp_path / "out")["world_bank"]["route"]


def test_the_imf_alone_leaves_the_world_banks_part_as_it_is(files, data):
    before, place = rows(data), sources(data)["world_bank"]
    economy.build({"weo": files["older"]}, data, "2026-11-20")
    after = rows(data)
    mine = after["producer"] == "world_bank"
    assert after[mine].equals(before[before["producer"] == "world_bank"])
    assert sources(data)["world_bank"] == place
    assert sources(data)["imf"]["edition"] == "October 2025 (actual data to 2024)"
    assert sources(data)["imf"]["short"] == "IMF, World Economic Outlook, October 2025"
    assert sources(data)["imf"]["retrieved"] == "2026-11-20"
    assert ("TWN", "2025", "gdp_growth") not in after.index


def test_the_world_bank_alone_leaves_the_imfs_part_as_it_is(files, data, tmp_path):
    before, place = rows(data), sources(data)["imf"]
    inputs = spoiled(files, tmp_path, lambda figures: figures.update({("NY.GDP.MKTP.CD", "KOR", 2015): 9.3e11}))
    economy.build(inputs, data, "2026-11-20")
    after = rows(data)
    assert after[after["producer"] == "imf"].equals(before[before["producer"] == "imf"])
    assert sources(data)["imf"] == place and sources(data)["world_bank"]["retrieved"] == "2026-11-20"
    factor = 9.3e11 / value(before, "KOR", "2015", "gdp_current_usd")
    for year in ("1990", "2015", "2025"):  # the whole chain moves with its base
        constant = [value(table, "KOR", year, "gdp_constant_2015_usd") for table in (before, after)]
        assert constant[1] / constant[0] == pytest.approx(factor)
    files_read = [entry["file"] for entry in tables.manifest("economy", data).inputs]
    assert files_read == ["wdi.json", "WEOApr2026all.xlsx"]


def test_renewing_one_producer_from_the_same_file_changes_nothing(files, data):
    before = {path.name: path.read_bytes() for path in data.iterdir()}
    for role in ("wdi", "weo"):
        economy.build(take(files, role), data, "2026-11-01")
        assert {path.name: path.read_bytes() for path in data.iterdir()} == before


def test_there_must_be_something_to_keep(files, data, tmp_path):
    with pytest.raises(DataError, match=r"data/economy\.yml: no such manifest, so that nothing can be kept of imf"):
        economy.build(take(files, "wdi"), tmp_path / "empty")
    text = (data / "economy.yml").read_text()
    (data / "economy.yml").write_text(text.replace("  from: imf\n", ""))
    with pytest.raises(DataError, match=r"data/economy\.yml, field inputs: nothing of imf, whose rows should be kept"):
        economy.build(take(files, "wdi"), data)


@pytest.mark.parametrize(("roles", "message"), [
    (["population", "exchange_rate"], r"population\.zip: no file for gdp_current_usd, gdp_growth, .*; expected the "
                                      r"World Bank's six series together"),
    (["wdi", "population"], r"wdi_api\.json: has all series already; expected no other file for population"),
    ([], r"economy: no file of a producer; expected wdi, or gdp_current_usd"),
])
def test_some_of_a_producers_series_are_refused(files, data, roles, message):
    with pytest.raises(DataError, match=message):
        economy.build(take(files, *roles), data)


def test_files_of_two_updates_are_refused(files, data, tmp_path):
    other = tmp_path / "newer.csv"
    other.write_text(wdi.bulk_csv("SP.POP.TOTL", updated="2026-09-30"))
    with pytest.raises(DataError, match=r"newer\.csv: of the update of 2026-09-30, but gdp_current_usd\.csv of 2026-0"):
        economy.build({**take(files, *economy.WDI), "population": other}, data)


def without(iso3, indicator, years=range(1900, 2100)):
    def change(figures):
        for key in [k for k in figures if k[:2] == (indicator, iso3) and k[2] in years]:
            del figures[key]
    return change


def put(iso3, indicator, year, value):
    return lambda figures: figures.update({(indicator, iso3, year): value})


@pytest.mark.parametrize(("change", "message"), [
    (without("POL", "NY.GDP.MKTP.KD.ZG"), r"nothing from 1990 on for POL \(NY\.GDP\.MKTP\.KD\.ZG\)"),
    (put("PRK", "NY.GDP.MKTP.CD", 2020, 2e10), r"figures for PRK \(NY\.GDP\.MKTP\.CD\); expected population only"),
    (put("KOR", "SP.POP.TOTL", 2000, -5e7), r"population of ROK .* \(KOR\), 2000: -5e\+07; expected 1e\+06 to 2e\+09"),
    (put("JPN", "NY.GDP.MKTP.CD", 2015, None), r"gdp_current_usd of JPN: nothing for 2015, the year that constant"),
    (without("FRA", "SP.POP.TOTL", {2001}), r"population of France \(FRA\): nothing for 2001; expected a figure for "),
    (without("RUS", "PA.NUS.FCRF", range(1990, 1993)), r"exchange_rate of Russia \(RUS\): 1993 to 2025; data/economy"),
    (without("GBR", "PA.NUS.PPP", {2024, 2025}), r"ppp_conversion_factor of United Kingdom \(GBR\): 1990 to 2023; data"
                                                 r"/economy\.csv has it from 1990 to 2025, and at most 1 may be lost"),
    (put("KOR", "SP.POP.TOTL", 2026, 3.0e7), r"figures for 2026 in the update of 2026-07-01; expected only years that"),
])
def test_faults_name_the_file_and_leave_the_table(files, data, tmp_path, change, message):
    before = {path.name: path.read_bytes() for path in data.iterdir()}
    with pytest.raises(DataError, match=rf"^wdi\.json: .*{message}|^wdi\.json: {message}") as caught:
        economy.build(spoiled(files, tmp_path, change), data)
    assert "\n" not in str(caught.value)
    assert {path.name: path.read_bytes() for path in data.iterdir()} == before


def test_a_last_year_may_be_taken_back(files, data, tmp_path):
    economy.build(spoiled(files, tmp_path, without("VNM", "PA.NUS.FCRF", {2025})), data)
    assert ("VNM", "2025", "exchange_rate") not in rows(data).index
    assert "exchange rate: Viet Nam 2025." in tables.manifest("economy", data).missing


def test_an_older_edition_may_end_earlier_when_somebody_goes_back_to_it(data, tmp_path):
    path = tmp_path / "weooct2022all.xls"
    path.write_bytes(weo.legacy_bytes(weo.legacy("October 2022")))
    economy.build({"weo": path}, data)
    assert sources(data)["imf"]["edition"] == "October 2022 (actual data to 2021)"
    assert sources(data)["imf"]["url"].endswith("/weo-database/2022/October")


def test_swapped_files_are_noticed(files, data):
    with pytest.raises(DataError, match=r"column Indicator Code: 'NY\.GDP\.MKTP\.CD'; expected PA\.NUS\.FCRF"):
        economy.build({**take(files, *economy.WDI), "exchange_rate": files["gdp_current_usd"]}, data)


@pytest.mark.parametrize(("edition", "change", "message"), [
    ("April 2026", lambda rows: [row for row in rows if row[1] != "TWN.LP.A"], r"no actual figures of LP for TWN"),
    ("April 2026", lambda rows: [[*row[:10], "2028", *row[11:]] if row is not rows[0] else row for row in rows],
     r"figures for 2028 as actual in the edition of April 2026; expected only years that were over"),
    ("April 2026", lambda rows: [[*row[:10], "2022", *row[11:]] if row is not rows[0] else row for row in rows],
     r"gdp_current_usd of Taiwan .*: 1990 to 2022; data/economy\.csv has it from 1990 to 2025, and at most 1 may be"),
])
def test_faults_of_the_imf_name_the_file(data, tmp_path, edition, change, message):
    path = tmp_path / "weo.csv"
    path.write_bytes(weo.portal_csv(change(weo.portal(edition))))
    with pytest.raises(DataError, match=rf"^weo\.csv: .*{message}|^weo\.csv: {message}"):
        economy.build({"weo": path}, data)


def test_chain_runs_both_ways_from_the_base_year():
    current = pd.Series({2014: 80.0, 2015: 100.0, 2016: 300.0})
    growth = pd.Series({2014: 0.0, 2015: 0.25, 2016: 0.1, 2017: -0.5})
    chained = economy.chain(current, growth, 2015)
    assert chained.to_dict() == pytest.approx({2013: 80.0, 2014: 80.0, 2015: 100.0, 2016: 110.0, 2017: 55.0})


def test_chain_stops_at_a_gap():
    growth = pd.Series({2012: 0.1, 2015: 0.25, 2016: 0.1, 2018: 0.1})
    chained = economy.chain(pd.Series({2015: 100.0}), growth, 2015)
    assert list(chained.index) == [2014, 2015, 2016]


def test_the_command_takes_one_producers_files(files, data, capsys):
    assert command.main(["economy", "--input", f"weo={files['older']}", "--folder", str(data)]) == 0
    assert capsys.readouterr().out == "wrote economy.csv and economy.yml\n"
    with pytest.raises(SystemExit):
        command.main(["economy", "--folder", str(data)])
    assert "expected one --input some of gdp_current_usd" in capsys.readouterr().err
