"""Drawings: the same bytes every time, every colour named, light and dark."""
import re

import matplotlib
import pandas as pd
import pytest

from trilateral import figures
from trilateral.figures.svg import size
from trilateral.live import regions
from trilateral.theme import colours


@figures.drawing
def dots(canvas, frame, colour="#0c5079"):
    canvas.height(2.0, 3.0)
    canvas.figure.add_subplot().plot(frame["x"], frame["y"], color=colour, marker="o")


@pytest.fixture
def frame():
    return pd.DataFrame({"x": [1, 2, 3], "y": [1.0, 3.0, 2.0]})


def test_it_waits_until_it_is_drawn(frame):
    drawn = dots(frame)
    assert drawn.family == "dots" and drawn.data is frame
    assert drawn.figure().get_size_inches().tolist() == [7.2, 2.0]
    assert drawn.figure(narrow=True).get_size_inches().tolist() == [3.65, 3.0]


def test_the_same_bytes_and_no_date(frame):
    svg = dots(frame).svg()
    assert svg == dots(frame).svg()
    assert svg.startswith("<svg") and "<metadata" not in svg and "Matplotlib" not in svg


def test_size_in_css_pixels(frame):
    assert size(dots(frame).svg()) == (691, 192)
    with pytest.raises(ValueError, match="without a size"):
        size("<svg>")


def test_dark_exchanges_every_colour(frame):
    light = dots(frame).svg()
    dark = colours.darken(light)
    assert colours.LIGHT["USA"] in light and colours.DARK["USA"] in dark
    left = {c.lower() for c in colours.HEX.findall(dark)} & set(colours.LIGHT.values())
    assert left <= set(colours.DARK.values())
    assert colours.HEX.sub("", light) == colours.HEX.sub("", dark)


def test_a_colour_without_a_name_fails(frame):
    with pytest.raises(ValueError, match="without a name.*#ff00ff"):
        colours.darken(dots(frame, colour="#ff00ff").svg())


def test_every_light_colour_has_one_name():
    assert len(set(colours.LIGHT.values())) == len(colours.LIGHT)
    assert all(re.fullmatch(r"#[0-9a-f]{6}", c) for pair in colours.NAMES.values() for c in pair)


def luminance(colour):
    channels = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in matplotlib.colors.to_rgb(colour)]
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), channels, strict=True))


def contrast(one, other):
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("iso3", ["USA", "JPN", "KOR", "CHN", "RUS", "TWN", "PRK", "PHL"])
def test_country_colours_stand_out(iso3):
    """WCAG 2.2, 1.4.3: they are also the colour of names, and text needs 4.5:1."""
    assert contrast(colours.LIGHT[iso3], colours.LIGHT["paper"]) >= 4.5
    assert contrast(colours.DARK[iso3], colours.DARK["paper"]) >= 4.5


@pytest.mark.parametrize("name", ["AUS", "DEU", "FRA", "GBR", "IND", "POL", "UKR", "VNM", "good", "mixed", "bad",
                                  "step_3", "step_4"])
def test_marks_stand_out(name):
    """WCAG 2.2, 1.4.11: graphical objects need 3:1."""
    assert contrast(colours.LIGHT[name], colours.LIGHT["paper"]) >= 3
    assert contrast(colours.DARK[name], colours.DARK["paper"]) >= 3


@pytest.mark.parametrize("name", ["ink", "quiet", "accent", "disputed"])
@pytest.mark.parametrize("ground", ["paper", "sea"])
def test_words_can_be_read(name, ground):
    """WCAG 2.2, 1.4.3: text needs 4.5:1."""
    assert contrast(colours.LIGHT[name], colours.LIGHT[ground]) >= 4.5
    assert contrast(colours.DARK[name], colours.DARK[ground]) >= 4.5


@pytest.mark.parametrize("fill", regions.CLASSES)
def test_letters_of_the_region_explorer_follow_their_ground(fill):
    """Ink has a halo of paper, paper one of the fill: 3:1 to the fill all the same, on light pages and on dark ones."""
    letter = "ink" if fill in regions.INK_ON else "paper"
    assert contrast(colours.LIGHT[letter], colours.LIGHT[fill]) >= 3
    assert contrast(colours.DARK[letter], colours.DARK[fill]) >= 3


def test_empty_texts_are_refused(frame):
    with pytest.raises(ValueError, match="figure 'x': alt is empty"):
        figures.show("x", dots(frame), caption="A caption", alt=" ", sources=["places"])


@pytest.mark.parametrize("sources", [[], "places"])
def test_a_figure_names_its_sources(frame, sources):
    with pytest.raises(ValueError, match="figure 'x': sources is"):
        figures.show("x", dots(frame), caption="A caption", alt="Dots", sources=sources)
