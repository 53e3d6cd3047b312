"""Hatched areas become lines, and look as they did."""
import io

import pytest
import vl_convert
from PIL import Image

from trilateral.publishing import hatching

PATTERN = ('<pattern id="h1" patternUnits="userSpaceOnUse" x="0" y="0" width="72" height="72">'
           '<rect x="0" y="0" width="73" height="73" fill="#eeddcc"/>'
           '<path d="M -36 36 L 36 -36 M 0 72 L 72 0 M 36 108 L 108 36"'
           ' style="stroke: #8a5a24; stroke-width: 6"/></pattern>')
AREA = '<path d="M20 20L180 20L180 90L20 90z" style="fill: url(#h1); stroke: #112233; stroke-width: 2"/>'

LEAN = '<path d="m20 20 160 0 0 70-160 0z" fill="url(#h1)" stroke="#112233" stroke-width="2"/>'  # as pages have it


def drawing(*shapes):
    return (f'<svg xmlns="http://www.w3.org/2000/svg" width="200" height="110"><defs>{PATTERN}</defs>'
            f'{"".join(shapes)}</svg>')


def test_each_area_is_drawn_by_tiles_within_its_outline():
    found = hatching.lines(drawing(AREA))
    assert "fill: url(" not in found
    assert found.count('<use href="#h1-tile"') == 3 * 2
    assert 'fill="none" stroke="#112233" stroke-width="2"' in found


@pytest.mark.parametrize("shape", [AREA, AREA.replace("<path ", '<path transform="translate(5 -10)" '),
                                   AREA.replace("M20 20L180 20L180 90L20 90z", "M-30 40L90 -15L140 100z"),
                                   LEAN, LEAN.replace("z", "zm10 10 9 0 0 9z")])
def test_it_looks_as_before(shape):
    def pixels(svg):
        return Image.open(io.BytesIO(vl_convert.svg_to_png(svg))).convert("L").tobytes()

    before, after = pixels(drawing(shape)), pixels(hatching.lines(drawing(shape)))
    far = sum(abs(a - b) > 60 for a, b in zip(before, after, strict=True))
    assert len(set(before)) > 3, "nothing was drawn"
    assert far < 0.01 * len(before)


@pytest.mark.parametrize("svg", [drawing('<path d="M0 0L9 9" style="fill: #fff"/>'),
                                 drawing(AREA.replace("#h1", "#gradient")), "<p>no drawing</p>"])
def test_what_has_no_hatching_stays(svg):
    assert hatching.lines(svg) == svg


def test_an_outline_that_cannot_be_followed_is_named():
    with pytest.raises(ValueError, match="command 'A'.*M0 0A"):
        hatching.lines(drawing(AREA.replace("M20 20L", "M0 0A")))
