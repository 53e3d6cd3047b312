"""SIPRI's trade register: layout, the rule that spreads a deal over its years, the licence limit. Made-up deals."""
import pytest

from trilateral import tables
from trilateral.sources import sipri_register as register
from trilateral.tables import DataError

PREAMBLE = ["Transfers of major conventional arms from All countries  to All countries .",
            "A '?' in a column indicates uncertain data.", "", "Source: SIPRI Arms Transfers Database (c) SIPRI.",
            "Data generated: 23 Oct 2025 5:22:49 PM"]
HEADER = ("Recipient,Supplier,Year of order, ,Number ordered, ,Weapon designation,Weapon description,"
          "Number delivered, ,Year(s) of delivery,status,Comments,SIPRI TIV per unit,SIPRI TIV for total order,"
          "SIPRI TIV of delivered weapons")


def line(recipient="Poland", supplier="South Korea", years="2022; 2023; 2024", tiv="399", doubt="?"):
    return f"{recipient},{supplier},2022,,180,,K2,tank,84,{doubt},{years},New,$3 b deal,4.75,855,{tiv}"


def lines(years=160):
    """Enough recipients for the table's floor, one deal of Japan, and another supplier to make a large register."""
    ours = [line(f"Country {i}", years="2020", tiv="10", doubt="") for i in range(years)]
    other = [line("India", "Russia", "2001", "5")] * 4000
    japan, none = line("Philippines", "Japan", "2023; 2024", "26", ""), line("Egypt", years="", tiv="")
    return [*ours, line(), japan, none, *other]


@pytest.fixture
def write(tmp_path):
    def write(rows, header=HEADER, preamble=PREAMBLE):
        path = tmp_path / "register.csv"
        path.write_text("\n".join([*preamble, header, *rows, ""]), "latin-1")
        return path

    return write


@pytest.mark.parametrize(("years", "tiv", "expected"), [
    ((2024,), 60.0, {2024: 60.0}),
    ((2022, 2023, 2024), 399.0, {2022: 133.0, 2023: 133.0, 2024: 133.0}),
    ((2007, 2009, 2011), 339.4, {2007: 339.4 / 3, 2009: 339.4 / 3, 2011: 339.4 / 3}),
    ((), 0.0, {}),
])
def test_a_deal_is_spread_in_equal_parts(years, tiv, expected):
    deal = register.Deal("Poland", "KOR", years, tiv, False)
    assert register.spread(deal) == expected
    assert sum(register.spread(deal).values()) == pytest.approx(tiv)


def test_deals_add_up_and_old_years_fall_away():
    deals = [register.Deal("Iraq", "KOR", (1989, 1990), 20.0, True), register.Deal("Iraq", "KOR", (1990,), 5.0, False)]
    frame = register.table(deals)
    assert frame.to_dict("records") == [
        {"supplier": "KOR", "recipient": "Iraq", "year": 1990, "tiv_m": 15.0, "uncertain_tiv_m": 10.0}]


def test_build(write, tmp_path):
    register.build({"register": write(lines())}, tmp_path / "out")
    frame = tables.load("arms_transfers", tmp_path / "out").set_index(["supplier", "recipient", "year"])
    assert frame.loc[("KOR", "Poland", 2023)].tolist() == [133.0, 133.0]
    assert frame.loc[("JPN", "Philippines", 2024)].tolist() == [13.0, 0.0]
    assert "Egypt" not in frame.index.get_level_values("recipient")
    source = tables.manifest("arms_transfers", tmp_path / "out").sources[0]
    assert source.licence["of"] == len(lines())
    assert source.credit.endswith("generated 2025-10-23")


def test_the_limit_of_fair_use_is_enforced(write, tmp_path):
    with pytest.raises(DataError, match=r"cells are .* in SIPRI Arms Transfers Database; under 10% is allowed"):
        register.build({"register": write(lines()[:-3000])}, tmp_path / "out")
    assert not (tmp_path / "out" / "arms_transfers.csv").exists()


@pytest.mark.parametrize(("bad", "message"), [
    (line(years="2022 - 2024"), r"register\.csv line 7, column Year\(s\) of delivery: '2022 - 2024'; expected years"),
    (line(tiv="399?"), r"column SIPRI TIV of delivered weapons: '399\?' is not a number"),
    (line(years=""), r"399 million TIV delivered and no year of delivery"),
    (line() + ",more", r"register\.csv line 7: 17 cells; expected 16"),
    (line(doubt="!"), r"column after Number delivered: '!'; expected '\?' or nothing"),
])
def test_faults_are_named(write, tmp_path, bad, message):
    with pytest.raises(DataError, match=message):
        register.build({"register": write([bad, *lines()])}, tmp_path / "out")


def test_layout_faults(write):
    with pytest.raises(DataError, match="no column Number delivered"):
        register.open_register(write(lines(), HEADER.replace("Number delivered", "Delivered")))
    with pytest.raises(DataError, match="no header that begins with Recipient, Supplier"):
        register.open_register(write(lines(), "Country,Supplier"))
    with pytest.raises(DataError, match="no line 'Data generated"):
        register.open_register(write(lines(), preamble=PREAMBLE[:-1]))


def test_a_supplier_without_deliveries_is_an_error(write, tmp_path):
    with pytest.raises(DataError, match="no delivery of JPN since 1990"):
        register.build({"register": write([r for r in lines() if ",Japan," not in r])}, tmp_path / "out")
