"""Typed border lengths: the committed table comes from its rows, and a bad row is named."""
import pytest

from trilateral import tables
from trilateral.sources import border_lengths


def test_builds_from_its_own_rows_alone(tmp_path):
    assert border_lengths.build({}, tmp_path) == [tmp_path / "border_lengths.csv"]
    assert (tmp_path / "border_lengths.csv").read_bytes() == tables.manifest("border_lengths").data_path.read_bytes()


def test_a_length_that_cannot_be(tmp_path):
    rows = border_lengths.TYPED.read_text("utf-8").replace(",17.3,", ",-17.3,")
    typed = tmp_path / "typed.csv"
    typed.write_text(rows, "utf-8")
    with pytest.raises(tables.DataError, match=r"border_lengths.csv row 2, column published_km: -17.3 is outside"):
        border_lengths.build({"typed": typed}, tmp_path / "data")
    assert not (tmp_path / "data" / "border_lengths.csv").exists()
