"""Dates fall into the era that has begun last."""
import pytest

from trilateral import measures

STARTS = {"old": "1900-01-01", "new": "2000-01-01"}


def test_first_and_last_days():
    assert list(measures.eras(["1900-01-01", "1999-12-31", "2000-01-01"], STARTS)) == ["old", "old", "new"]


def test_faults_are_named():
    with pytest.raises(ValueError, match="1899-12-31 is before the first era"):
        measures.eras(["1899-12-31"], STARTS)
    with pytest.raises(ValueError, match="not in order"):
        measures.eras(["1999-01-01"], dict(reversed(STARTS.items())))
