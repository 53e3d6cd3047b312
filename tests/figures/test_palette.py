"""The palette for all eyes: actors' colours stay apart under simulated colour-vision deficiencies.

Simulation: Machado, Oliveira and Fernandes (2009), severity 1, matrices as published; difference: CIEDE2000 would
be finer, the Euclidean distance in Oklab (Ottosson, 2020) suffices to tell near from far.
"""
import itertools

import matplotlib.colors
import numpy as np
import pytest

from trilateral.charts.parts import MARKERS
from trilateral.theme.colours import DARK, LIGHT

ACTORS = ["USA", "JPN", "KOR", "CHN", "RUS", "TWN", "PRK", "PHL"]
SIMULATIONS = {
    "normal": np.eye(3),
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}
APART, FAR = 0.055, 0.08  # in Oklab, where 0.02 is about what is just seen between patches side by side
FIVE = {"USA", "JPN", "KOR", "CHN", "RUS"}


def linear(colour):
    channels = np.array(matplotlib.colors.to_rgb(colour))
    return np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)


def oklab(rgb):
    """Oklab of linear RGB."""
    lms = np.cbrt(np.array([[0.4122214708, 0.5363325363, 0.0514459929], [0.2119034982, 0.6806995451, 0.1073969566],
                            [0.0883024619, 0.2817188376, 0.6299787005]]) @ rgb)
    return np.array([[0.2104542553, 0.7936177850, -0.0040720468], [1.9779984951, -2.4285922050, 0.4505937099],
                     [0.0259040371, 0.7827717662, -0.8086757660]]) @ lms


def seen(colour, simulation):
    return oklab(np.clip(np.array(SIMULATIONS[simulation]) @ linear(colour), 0, 1))


def distance(one, other, simulation):
    return float(np.linalg.norm(seen(one, simulation) - seen(other, simulation)))


def test_the_distance_knows_black_from_white():
    assert distance("#000000", "#ffffff", "normal") == pytest.approx(1, abs=1e-3)
    assert distance("#ff0000", "#808000", "deuteranopia") < distance("#ff0000", "#808000", "normal") / 2


@pytest.mark.parametrize("simulation", SIMULATIONS)
@pytest.mark.parametrize("shades", [LIGHT, DARK], ids=["light", "dark"])
def test_actors_stay_apart_by_colour_alone(simulation, shades):
    """All pairs of the eight; those of the five that stand in most charts are farther apart."""
    for one, other in itertools.combinations(ACTORS, 2):
        least = FAR if {one, other} <= FIVE else APART
        assert distance(shades[one], shades[other], simulation) >= least, (one, other)


@pytest.mark.parametrize("simulation", SIMULATIONS)
@pytest.mark.parametrize("shades", [LIGHT, DARK], ids=["light", "dark"])
def test_outcomes_stay_apart(simulation, shades):
    for one, other in itertools.combinations(["good", "bad", "unknown"], 2):
        assert distance(shades[one], shades[other], simulation) >= APART, (one, other)


def test_markers_are_all_different():
    assert len(set(MARKERS.values())) == len(MARKERS) and set(ACTORS) <= set(MARKERS)
