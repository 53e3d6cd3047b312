"""The font for local names: every name of the tables can be drawn, on any machine."""
import hashlib
import os
import re
from pathlib import Path

import pytest
import yaml
from matplotlib.figure import Figure

from trilateral import tables
from trilateral.sources import fonts
from trilateral.theme.style import FONTS, style

NAMES = sorted({name for table, column in (("straits", "local_names"), ("places", "name_local"))
                for name in tables.load(table)[column].dropna()})
CREDIT = yaml.safe_load((FONTS / "noto-sans-cjk-names.yml").read_text("utf-8"))


@pytest.mark.parametrize("weight", ["normal", "bold"])
def test_every_local_name_is_drawn_without_a_missing_letter(weight):
    """matplotlib warns of every glyph that no font has, and the suite makes warnings errors."""
    with style():
        figure = Figure()
        for place, name in enumerate(NAMES):
            figure.text(0.1, place / len(NAMES), name, fontweight=weight)
        figure.draw_without_rendering()
    assert len(NAMES) > 80


def test_a_letter_that_no_font_has_would_be_noticed():
    with style(), pytest.warns(UserWarning, match="missing from font"):
        figure = Figure()
        figure.text(0.1, 0.1, "\U00020000")
        figure.draw_without_rendering()


def test_the_second_font_is_the_book_s_own():
    from matplotlib import font_manager

    with style():
        found = font_manager.findfont(fonts.FAMILY, fallback_to_default=False)
    assert Path(found).parent == FONTS


def test_the_subset_holds_what_the_tables_hold():
    assert set(fonts.characters()) <= set(CREDIT["characters"]), "build the font again: see CONTRIBUTING"


def test_committed_file_is_the_one_its_credit_describes():
    content = (FONTS / CREDIT["file"]).read_bytes()
    assert hashlib.sha256(content).hexdigest() == CREDIT["sha256"] and len(content) < 100_000
    licence = (FONTS / "OFL.txt").read_text("utf-8")
    assert "SIL OPEN FONT LICENSE" in licence and "Adobe" in licence


def test_only_letters_of_east_asian_scripts_are_taken():
    assert re.fullmatch(f"{fonts.CJK.pattern}+", CREDIT["characters"])
    assert not fonts.CJK.search("Кунаширский пролив, Hà Nội (1984)")


@pytest.mark.skipif(not os.environ.get("TRILATERAL_NOTO"), reason="TRILATERAL_NOTO names no wheel of mpl-font")
def test_the_same_wheel_gives_the_same_bytes(tmp_path):
    written, = fonts.build({"noto": Path(os.environ["TRILATERAL_NOTO"])}, tmp_path)
    assert written.read_bytes() == (FONTS / CREDIT["file"]).read_bytes()
