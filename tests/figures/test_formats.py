"""Numbers read the way the field prints them."""
import pytest

from trilateral.theme import formats


@pytest.mark.parametrize(("value", "style", "options", "shown"), [
    (0.0256, "percent", {}, "2.6%"),
    (0.371, "percent", {"digits": 0}, "37%"),
    (-0.71, "change", {"digits": 0}, "−71%"),
    (0.41, "change", {"digits": 0}, "+41%"),
    (-0.0001, "change", {"digits": 0}, "0%"),
    (47571.2, "usd_m", {}, "$47.6\u00a0billion"),
    (640.2, "usd_m", {}, "$640\u00a0million"),
    (1299.4, "km", {}, "1,299\u00a0km"),
    (6952600, "km2", {}, "6.95\u00a0million\u00a0km²"),
    (36300, "km2", {}, "36,300\u00a0km²"),
    (7975762, "people", {}, "7.98\u00a0million"),
    (150453, "people", {}, "150,453"),
    (2024, "year", {}, "2024"),
    (0, "words", {}, "none"),
    (12, "words", {}, "twelve"),
    (1300, "words", {}, "1,300"),
    (-1.4, "number", {"digits": 1}, "−1.4"),
    (float("nan"), "percent", {}, "no data"),
    (None, "km", {}, "no data"),
])
def test_formats(value, style, options, shown):
    assert formats.formatted(value, style, **options) == shown


def test_unknown_style():
    with pytest.raises(ValueError, match="'euros': expected one of number, percent"):
        formats.formatted(1, "euros")
