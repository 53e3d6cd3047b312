"""The main maps against small pictures that somebody looked at and found good.

A change of pixels is no fault in itself: look at the new map, then set ``REFRESH_PICTURES=1`` and run
this module to take it as the picture to hold to.
"""
import io
import os
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.figures.gathered import shown
from trilateral.sphinxext.render import raster

FOLDER = Path(__file__).parent / "pictures"
MAPS = ["chain-map", "chokepoints", "weapon-reach", "zone-map", "population-change", "borders-crossings"]
ACROSS = 320  # pixels: enough to see a label move, too few to see how a letter is smoothed
MEAN, FAR, SHARE = 0.5, 48, 0.0005  # of 255: mean difference; what counts as far; the share of pixels that may be


def picture(name):
    """The map as it is drawn now, on white, small."""
    figure = next(f for f in shown() if f.name == name)
    image = Image.open(io.BytesIO(raster(figure.drawn.svg()))).convert("RGB")
    return image.resize((ACROSS, round(ACROSS * image.height / image.width)), Image.Resampling.LANCZOS)


def differences(one, other):
    """Mean difference of two pictures' pixels, and the share of pixels that differ much."""
    apart = np.abs(np.asarray(one, dtype=int) - np.asarray(other, dtype=int)).max(axis=2)
    return apart.mean(), (apart > FAR).mean()


@pytest.mark.parametrize("name", MAPS)
def test_the_map_looks_as_it_did(name):
    new, kept = picture(name), FOLDER / f"{name}.png"
    if os.environ.get("REFRESH_PICTURES"):
        FOLDER.mkdir(exist_ok=True)
        new.save(kept, optimize=True)
    old = Image.open(kept).convert("RGB")
    assert new.size == old.size
    mean, far = differences(new, old)
    assert mean < MEAN and far < SHARE, f"{name} looks different: mean {mean:.2f}, {far:.2%} of the pixels far off"


def test_a_name_that_is_gone_is_seen(monkeypatch):
    """The tolerance is not so wide that a map could lose a name."""
    from trilateral.maps import far_east

    monkeypatch.setitem(far_east.SHORT, "RU-SA", "")
    mean, far = differences(picture("population-change"), Image.open(FOLDER / "population-change.png").convert("RGB"))
    assert mean > MEAN or far > SHARE
