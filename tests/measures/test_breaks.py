"""Where series may not be joined, and how far apart countries stand."""
import pandas as pd
import pytest

from trilateral import measures

FRAME = pd.DataFrame({"iso3": ["RUS", "RUS", "KOR", "KOR"], "year": [1991, 1992, 1991, 1992],
                      "x": [1.0, 2.0, -1.0, 4.0]})


def test_segments_break_where_told():
    assert measures.segments(FRAME, measures.SOVIET_UNION)["segment"].tolist() == ["a", "b", "a", "a"]
    assert measures.segments(FRAME, {"KOR": [1991]}, [1992])["segment"].tolist() == ["a", "b", "b", "c"]


def test_distance_leaves_out_years_that_one_lacks():
    found = measures.distance_from(FRAME.drop(index=0), "x", "KOR", ["RUS"])
    assert found.to_dict("records") == [{"iso3": "RUS", "year": 1992, "distance": 2.0}]


def test_distance_needs_every_country():
    with pytest.raises(ValueError, match="column 'x': no value for PRK"):
        measures.distance_from(FRAME, "x", "KOR", ["PRK"])
