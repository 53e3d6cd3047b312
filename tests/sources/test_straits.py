"""Typed straits: the checks, and the committed table."""
import pytest

from trilateral import tables
from trilateral.sources import straits, typed
from trilateral.tables import DataError


@pytest.fixture
def rows():
    return typed.read(straits.TYPED, "straits")


def test_builds_from_its_own_rows_alone(tmp_path):
    assert straits.build({}, tmp_path) == [tmp_path / "straits.csv"]
    assert (tmp_path / "straits.csv").read_bytes() == tables.manifest("straits").data_path.read_bytes()


def test_a_shore_that_the_layer_lacks(rows):
    rows.loc[rows["id"] == "soya", "to_landmass"] = "Saghalien"
    with pytest.raises(DataError, match=r"typed.csv row 3 \(soya\): 'Saghalien' is no landmass of strait_shores"):
        straits.verify(rows, "typed.csv")


def test_a_published_width_needs_its_page(rows):
    rows.loc[rows["id"] == "soya", "published_url"] = None
    with pytest.raises(DataError, match=r"\(soya\): a published width needs published_kind"):
        straits.verify(rows, "typed.csv")


def test_a_published_depth_needs_its_page(rows):
    rows.loc[rows["id"] == "miyako", "published_depth_url"] = None
    with pytest.raises(DataError, match=r"\(miyako\): a published depth needs published_depth_kind"):
        straits.verify(rows, "typed.csv")


def test_a_narrowest_width_needs_a_tolerance(rows):
    rows.loc[rows["id"] == "soya", "tolerance_km"] = float("nan")
    with pytest.raises(DataError, match=r"\(soya\): a published narrowest width needs a tolerance_km"):
        straits.verify(rows, "typed.csv")


def test_the_order_has_no_gap(rows):
    with pytest.raises(DataError, match="seq does not count"):
        straits.verify(rows.iloc[1:].reset_index(drop=True), "typed.csv")


def test_committed_table():
    tables.verify("straits")


def test_the_straits_of_the_chain_are_all_there():
    drawn = tables.load("straits").query("main == 'yes'")
    assert {"soya", "tsugaru", "korea-west", "korea-east", "osumi", "tokara", "miyako", "yonaguni", "taiwan", "bashi",
            "balintang", "luzon", "mindoro", "balabac"} <= set(drawn["id"])


def test_published_widths_are_read_pages():
    table = tables.load("straits")
    assert (table.loc[table["published_width_km"].notna(), "read"] == "excerpt").all()
