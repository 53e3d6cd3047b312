"""Distance to lines: on the equator, where a degree is known."""
import geopandas
import numpy as np
import pytest
import shapely

from trilateral.measures import nearness


def test_distance_to_the_nearest_of_two_lines():
    lines = geopandas.GeoSeries([shapely.LineString([(0, 0), (2, 0)]), shapely.LineString([(0, 10), (2, 10)])])
    found = nearness.km_to_lines(np.array([1.0, 1.0, 4.0]), np.array([0.0, 1.0, 0.0]), lines)
    assert found == pytest.approx([0, 110.57, 222.64], abs=0.05)
