"""Every figure of the book: its download, read back, is what is drawn; its words are there; it is named once.

That every colour has a dark partner the build asks of each drawing: it stops at one without.
"""
import io
import json
from collections import Counter

import numpy as np
import pandas as pd
import pytest

from tests.figures.gathered import shown
from trilateral import figures
from trilateral.figures.download import download

FIGURES = shown()
DRAWN = [f for f in FIGURES if isinstance(f.drawn, figures.Drawing)]
LIVE = [f for f in FIGURES if isinstance(f.drawn, figures.Live)]


def file_of(figure):
    texts = figure.texts
    return download(figure.drawn.data, figure.name, texts["caption"], texts["sources"], texts.get("units", ""),
                    texts.get("note", ""))


def all_axes(figure):
    return [*figure.axes, *(inset for axes in figure.axes for inset in axes.child_axes)]


def coordinates(figure):
    """Every number that a drawn artist stands at or is as long as, and every text."""
    numbers, words = [], []
    for axes in all_axes(figure):
        for line in axes.lines:
            numbers += [np.asarray(part, dtype=float) for part in line.get_data(orig=False)]
        for patch in axes.patches:
            box = patch.get_path().get_extents(patch.get_patch_transform())
            numbers.append(np.array([box.x0, box.x1, box.y0, box.y1, box.width, box.height]))
        for collection in axes.collections:
            numbers.append(np.ma.filled(np.ma.asarray(collection.get_offsets(), dtype=float), np.nan).ravel())
            numbers += [path.vertices.ravel() for path in collection.get_paths()]
        said = (*axes.texts, *axes.get_xticklabels(), *axes.get_yticklabels())
        words += [axes.get_title("left"), *(text.get_text() for text in said)]
        places = [part for text in axes.texts for part in getattr(text, "xy", ())]
        numbers.append(np.array([float(part) for part in places if isinstance(part, (int, float))]))
    words += [text.get_text() for text in figure.texts]
    found = np.concatenate([np.asarray(part, dtype=float).ravel() for part in numbers])
    return np.sort(found[np.isfinite(found)]), " ".join(words).replace("\N{MINUS SIGN}", "-")


def stands_in(values, found):
    """Which values are among the numbers found, to the last bits of a sum."""
    values = np.asarray(values, dtype=float)
    place = np.searchsorted(found, values).clip(1, len(found) - 1)
    nearest = np.minimum(abs(found[place] - values), abs(found[place - 1] - values))
    return nearest <= 1e-9 * np.maximum(1, abs(values))


def printed(value, words):
    """Whether a value can be read in the figure's words, rounded as the book rounds."""
    forms = {f"{value * scale:,.{digits}f}" for scale in (1, 100, 1e-3, 1e-6) for digits in (0, 1, 2)}
    return any(form.lstrip("-") in words for form in forms)


@pytest.mark.parametrize("narrow", [False, True], ids=["wide", "narrow"])
@pytest.mark.parametrize("figure", [f for f in DRAWN if file_of(f).ending == "csv"], ids=str)
def test_the_csv_read_back_is_what_is_drawn(figure, narrow):
    back = pd.read_csv(io.StringIO(file_of(figure).text), comment="#", float_precision="round_trip")
    assert len(back) == len(figure.drawn.data)
    found, words = coordinates(figure.drawn.figure(narrow))
    for column in back.select_dtypes("number"):
        values = back[column].dropna()
        missing = [v for v, there in zip(values, stands_in(values, found), strict=True)
                   if not there and not printed(v, words)]
        assert missing == [], f"{figure.name}.csv, column {column}: not drawn"


@pytest.mark.parametrize("figure", [f for f in DRAWN if file_of(f).ending == "geojson"], ids=str)
def test_the_geojson_read_back_is_what_is_drawn(figure):
    """Points and ends of lines are drawn where the map's projection puts them; numbers are printed or coloured."""
    from trilateral import maps

    windows = {"first_island_chain": maps.CHAIN, "reach_to": maps.REACH, "borders_and_crossings": maps.AMUR,
               "population_change": maps.DISTRICT, "hub_and_spokes": maps.ALLIANCE, "weapon_reach": maps.STRAIT,
               "base_field": maps.FIELD, "zones": maps.ZONES, "population_density": maps.DISTRICT,
               "where_people_live": maps.DISTRICT, "rings_round": maps.NEAR, "opening": maps.OPENING,
               "strait_panels": None}  # a window a panel, and no points: tests/maps/test_chain.py
    window = windows[figure.drawn.family]
    features = json.loads(file_of(figure).text)["features"]
    assert len(features) == len(figure.drawn.data)
    found, words = coordinates(figure.drawn.figure())
    for feature in features:
        shape = feature["geometry"]
        if shape["type"] == "Point":
            assert stands_in(window.xy(*shape["coordinates"]), found).all(), feature["properties"]
        for field in ("km", "change"):
            value = feature["properties"].get(field)
            if value is not None and shape["type"] != "Polygon" and figure.name != "borders-crossings":
                assert printed(value, words), (field, feature["properties"])


def read_back(figure):
    """The download as a table, whichever kind of file it is."""
    made = file_of(figure)
    if made.ending == "csv":
        return pd.read_csv(io.StringIO(made.text), comment="#", float_precision="round_trip")
    return pd.DataFrame([feature["properties"] for feature in json.loads(made.text)["features"]])


def numbers_in(spec):
    """Every number in the rows that a compiled chart holds, whether they are CSV or features."""
    for entry in spec["data"]:
        values = entry.get("values")
        if isinstance(values, str):
            yield from pd.read_csv(io.StringIO(values), float_precision="round_trip").select_dtypes("number").stack()
        for row in values if isinstance(values, list) else []:
            yield from (v for v in row.get("properties", {}).values() if isinstance(v, (int, float)))


@pytest.mark.parametrize("figure", LIVE, ids=str)
@pytest.mark.parametrize("narrow", [False, True], ids=["wide", "narrow"])
def test_the_download_of_a_live_figure_is_what_its_chart_starts_from(figure, narrow):
    back = read_back(figure)
    assert len(back) == len(figure.drawn.data)
    # The compiler's reader of JSON may round the sixteenth digit of a number inside features.
    held = {f"{number:.14g}" for number in numbers_in(figure.drawn.vega(narrow))}
    for column in back.select_dtypes("number").columns.drop("year", errors="ignore"):
        assert {f"{number:.14g}" for number in back[column].dropna()} <= held, column


@pytest.mark.parametrize("figure", FIGURES, ids=str)
def test_words(figure):
    """A caption, an alternative text that says what is found and not what kind of chart it is, a source."""
    alt, caption = figure.texts["alt"], figure.texts["caption"]
    assert len(alt) > 80 and any(sign.isdigit() for sign in alt), "a finding has a number"
    assert not alt.lower().startswith(("chart", "a chart", "figure", "image", "picture", "graph"))
    assert alt != caption and 25 < len(caption) < 200
    assert figure.texts["sources"]


def test_names_are_given_once():
    assert [name for name, count in Counter(f.name for f in FIGURES).items() if count > 1] == []
    assert len(FIGURES) >= 37


@pytest.mark.parametrize("narrow", [False, True], ids=["wide", "narrow"])
@pytest.mark.parametrize("figure", DRAWN, ids=str)
def test_no_text_is_too_small_or_cut(figure, narrow):
    """Letters of a map's narrow version may be 5 points, a chart's 6; all stand inside the picture."""
    drawn = figure.drawn.figure(narrow)
    drawn.draw_without_rendering()
    least = 5 if file_of(figure).ending == "geojson" else 6
    for axes in all_axes(drawn):
        for text in (t for t in axes.texts if t.get_text().strip() and t.get_visible()):
            assert text.get_fontsize() >= least, text.get_text()
            box, whole = text.get_window_extent(), drawn.bbox
            assert box.x0 >= whole.x0 - 1.5 and box.x1 <= whole.x1 + 1.5, text.get_text()
            assert box.y0 >= whole.y0 - 1.5 and box.y1 <= whole.y1 + 1.5, text.get_text()
