"""SIPRI's trade register: layout, the rule that spreads a deal over its years, the licence limit. Made-up deals."""
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.upstreams.sipri_register import FIRST_LINE, HEADER, PREAMBLE, deals, line, register
from trilateral import tables
from trilateral.sources import sipri_register
from trilateral.sources import sipri_register_file as layout
from trilateral.tables import DataError

FEW = deals(others=0)


@pytest.fixture
def write(tmp_path):
    def write(content):
        path = tmp_path / "register.csv"
        path.write_bytes(content)
        return path

    return write


@pytest.mark.parametrize(("years", "tiv", "expected"), [
    ((2024,), 60.0, {2024: 60.0}),
    ((2022, 2023, 2024), 399.0, {2022: 133.0, 2023: 133.0, 2024: 133.0}),
    ((2007, 2009, 2011), 339.4, {2007: 339.4 / 3, 2009: 339.4 / 3, 2011: 339.4 / 3}),
    ((), 0.0, {}),
])
def test_a_deal_is_spread_in_equal_parts(years, tiv, expected):
    deal = sipri_register.Deal("Poland", "KOR", years, tiv, False)
    assert sipri_register.spread(deal) == expected
    assert sum(sipri_register.spread(deal).values()) == pytest.approx(tiv)


def test_deals_add_up_and_old_years_fall_away():
    deals = [sipri_register.Deal("Iraq", "KOR", (1989, 1990), 20.0, True),
             sipri_register.Deal("Iraq", "KOR", (1990,), 5.0, False)]
    assert sipri_register.table(deals).to_dict("records") == [
        {"supplier": "KOR", "recipient": "Iraq", "year": 1990, "tiv_m": 15.0, "uncertain_tiv_m": 10.0}]


def test_build(write, tmp_path):
    sipri_register.build({"register": write(register())}, tmp_path / "out", "2025-10-24")
    frame = tables.load("arms_transfers", tmp_path / "out").set_index(["supplier", "recipient", "year"])
    assert frame.loc[("KOR", "Poland", 2023)].tolist() == [133.0, 133.0]
    assert frame.loc[("JPN", "Philippines", 2024)].tolist() == [13.0, 0.0]
    assert "Egypt" not in frame.index.get_level_values("recipient")
    source = tables.manifest("arms_transfers", tmp_path / "out").sources[0]
    assert source.licence["of"] == len(deals())
    assert source.credit.endswith("generated 2025-10-23")


def test_a_comment_with_a_line_break_is_put_together_again(small):
    broken = line("Peru", "Japan", "2020", "7", comment="two\r\nlines")
    found = layout.read(register([*FEW, broken, line("Chile", "Japan", "2021", "8")]), "register.csv")
    assert [row.cells["Recipient"] for row in found.rows[-2:]] == ["Peru", "Chile"]
    assert found.rows[-2].cells["Comments"] == "two lines"
    assert sipri_register.deal(found.rows[-2], found.generated).tiv == 7
    assert len(found.rows) == len(FEW) + 2


def test_accents_quotes_and_odd_letters_in_comments_change_nothing(small):
    odd = line("Côte d'Ivoire", "Japan", "2020", "7", comment='"12-m\x85 boat; \x1cö')
    found = layout.read(register([odd]), "register.csv")
    assert found.rows[0].cells["Recipient"] == "Côte d'Ivoire"
    assert found.rows[0].place == f"register.csv line {FIRST_LINE}"


@pytest.mark.parametrize("day", ["23 Sep 2025", "23 Sept 2025", "3 Jan 2026"])
def test_the_day_on_which_it_was_generated(small, day):
    found = layout.read(register([line()], day=day), "register.csv").generated
    assert found in (date(2025, 9, 23), date(2026, 1, 3))


def refused(path, folder, retrieved="2025-10-23"):
    """The message with which a register is refused; the folder stays as it was."""
    folder.mkdir(exist_ok=True)
    (folder / "arms_transfers.csv").write_text("as it was")
    with pytest.raises(DataError) as caught:
        sipri_register.build({"register": path}, folder, retrieved=retrieved)
    assert [(file.name, file.read_text()) for file in folder.iterdir()] == [("arms_transfers.csv", "as it was")]
    assert "\n" not in str(caught.value) and len(str(caught.value)) < 400
    return str(caught.value)


@pytest.fixture
def small(monkeypatch):
    """Registers of few deals pass for whole ones."""
    monkeypatch.setattr(layout, "FEWEST_DEALS", 1)


HERE = f"register.csv line {FIRST_LINE}"


@pytest.mark.parametrize(("bad", "message"), [
    (line(years="2022 - 2024"), f"{HERE}, column Year(s) of delivery: '2022 - 2024'; expected years parted by '; '"),
    (line(years="2022; 2022"), f"{HERE}, column Year(s) of delivery: '2022; 2022'; expected every year once, in order"),
    (line(years="1922; 2022"), f"{HERE}, column Year(s) of delivery: '1922; 2022'; expected years of 1950 to 2025"),
    (line(years="2024; 2026"), f"{HERE}, column Year(s) of delivery: '2024; 2026'; expected years of 1950 to 2025"),
    (line(years=""), f"{HERE}: 399 million TIV delivered and no year of delivery"),
    (line(order="0000"), f"{HERE}, column Year of order: '0000'; expected 1940 to 2025"),
    (line(order="soon"), f"{HERE}, column Year of order: 'soon'; expected 1940 to 2025"),
    (line(tiv="399?"), f"{HERE}, column SIPRI TIV of delivered weapons: '399?'; expected a number of 0 to 5,000"),
    (line(tiv="-3"), f"{HERE}, column SIPRI TIV of delivered weapons: '-3'; expected a number of 0 to 5,000 or"),
    (line(tiv="1e3"), f"{HERE}, column SIPRI TIV of delivered weapons: '1e3'; expected a number of 0 to 5,000"),
    (line(tiv="1 399"), f"{HERE}, column SIPRI TIV of delivered weapons: '1 399'; expected a number of 0 to 5,000"),
    (line(tiv="399000"), f"{HERE}, column SIPRI TIV of delivered weapons: '399000'; expected a number of 0 to 5,000"),
    (line(tiv="٣"), "register.csv: is in UTF-8; CSV in Latin-1 is expected"),
    (line(doubt="!"), f"{HERE}, column after Number delivered: '!'; expected '?' or nothing"),
    (line(recipient=" "), f"{HERE}, column Recipient: nothing; expected a name"),
    (line() + ",more", f"{HERE}: 17 cells; expected 16"),
    (line(tiv="1,399"), f"{HERE}: 17 cells; expected 16"),
    (line()[:30], f"{HERE}: 7 cells, or 22 with the line after it; expected 16"),
])
def test_faults_in_a_deal(small, write, tmp_path, bad, message):
    content = register([]) + "\n".join([bad, *FEW, ""]).encode("utf-8")
    assert message in refused(write(content), tmp_path / "data")


@pytest.mark.parametrize(("content", "message"), [
    (b"<!DOCTYPE html><html>Sign in</html>", "register.csv: is an HTML or XML page; the register as CSV is expected"),
    (b"", "register.csv: no header that begins with Recipient, Supplier"),
    (b"\xef\xbb\xbf" + register(FEW), "register.csv: begins with a byte order mark or holds null bytes; CSV in"),
    (register(FEW).decode().encode("utf-16"), "register.csv: begins with a byte order mark or holds null bytes"),
    (register([line("Côte d'Ivoire")]).decode("latin-1").encode(), "register.csv: is in UTF-8; CSV in Latin-1"),
    (register(FEW, header="Country,Supplier,A,B,C,D,E"), "no header that begins with Recipient, Supplier; found Co"),
    (register(FEW, header=HEADER.replace("Number delivered", "Delivered")), "line 7: no column Number delivered"),
    (register(FEW, preamble=PREAMBLE[:-30]), "no line 'Data generated: DD Mon YYYY' above the header"),
    (register(FEW, day="31 Feb 2025"), "register.csv: generated on '31 Feb 2025'; a date is expected"),
    (register(FEW, day="23 Okt 2025"), "no line 'Data generated: DD Mon YYYY' above the header"),
    (register(FEW, preamble=PREAMBLE.replace("from All countries", "from Japan")), "the register of all suppliers is"),
    (register(FEW, preamble=PREAMBLE.replace("1950", "2000")), "deliveries of 2000 to 2025; expected 1950 to 2024"),
    (register(FEW, last=2023), "deliveries of 1950 to 2023; expected 1950 to 2024 or later"),
    (register(FEW), "register.csv: 163 deals; at least 25,000 are expected of the whole register"),
    (register()[:-3], "does not end with a line break; the whole register is expected, and this one is cut"),
    (register()[:-30] + b"\n", "register.csv line 25170: 11 cells, or 11 with the line after it; expected 16"),
    (register(["x" * 140_000]), "line 8: 1 cells, or 1 with the line after it; expected 16"),
    (register([row.replace(",Japan,", ",Nippon,") for row in deals()]), "no delivery of JPN since 1990; "
     "suppliers named like 'Japan': none"),
    (register([row.replace("South Korea", "South Koreas") for row in deals()]), "no delivery of KOR since 1990; "
     "suppliers named like 'South Korea': 'South Koreas'"),
    (register(deals(recipients=100)), "rows; at least 150 are expected"),
    (register(deals(recipients=1500)), "in SIPRI Arms Transfers Database; under 10% is allowed"),
    (register(day="25 Oct 2025"), "generated on 2025-10-25; expected 2025-10-23, the day it was obtained, or before"),
])
def test_faults_in_a_register(write, tmp_path, content, message):
    assert message in refused(write(content), tmp_path / "data")


def test_no_such_file(tmp_path):
    assert refused(tmp_path / "no.csv", tmp_path / "data") == "no.csv: cannot be read: No such file or directory"


def read_small(content):
    """Read a register of few deals."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(layout, "FEWEST_DEALS", 1)
        return layout.read(content, "register.csv")


@settings(max_examples=60, deadline=None, derandomize=True)
@given(recipient=st.sampled_from(["Peru", " Peru ", "Côte d'Ivoire"]), doubt=st.sampled_from(["", "?"]),
       years=st.sets(st.integers(1950, 2025), min_size=1, max_size=5), tiv=st.integers(0, 500_000),
       comment=st.text(st.characters(codec="latin-1", exclude_characters=",\n"), max_size=20),
       end=st.sampled_from(["\n", "\r\n"]))
def test_any_deal_in_the_layout_is_read(recipient, doubt, years, tiv, comment, end):
    row = line(recipient, "Japan", "; ".join(map(str, sorted(years))), str(tiv / 100), doubt, "1949", comment)
    content = register([row, line("Chilé")]).replace(b"\n", end.encode())
    try:
        found = read_small(content)
    except DataError as error:
        assert "UTF-8" in str(error) or "null bytes" in str(error)  # letters that together are of another encoding
        return
    assert sipri_register.deal(found.rows[0], found.generated) == sipri_register.Deal(
        recipient.strip(), "JPN", tuple(sorted(years)), tiv / 100, doubt == "?")


@settings(max_examples=100, deadline=None, derandomize=True)
@given(start=st.integers(0, 2000), length=st.integers(0, 60), what=st.binary(max_size=12))
def test_any_spoiled_stretch_gives_one_error_or_a_table(start, length, what):
    content = register([line(), line("Chilé", "Japan", "2021", "8")] * 4)
    content = content[:start] + what + content[start + length:]
    try:
        found = read_small(content)
        ours = [sipri_register.deal(row, found.generated) for row in found.rows
                if row.cells["Supplier"] in sipri_register.SUPPLIERS]
        sipri_register.table(ours)
    except DataError as error:
        assert "\n" not in str(error) and str(error).startswith("register.csv") and len(str(error)) < 400
