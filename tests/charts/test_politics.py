"""Charts of the first two chapters: they draw what they are given, and nothing hides anything."""
import numpy as np
import pandas as pd
import pytest

from trilateral import charts, measures, names, tables
from trilateral.theme import colours

NAMES = ("lanes", "outcomes", "intervals", "distance", "factors")


@pytest.fixture(scope="module")
def drawings():
    crisis = tables.load("crisis_timeline")
    democracy = tables.load("democracy").query("index == 'electoral'")
    votes = measures.distance_from(tables.load("un_ideal_points"), "ideal_point", "USA", ["JPN", "KOR", "RUS"])
    capability = tables.load("national_capability").query("iso3 in ('USA', 'KOR', 'CHN') and year >= 1992")
    capability = capability.rename(columns={"cinc": "value"}).assign(factor="capability", quality="reported")
    partners = democracy[democracy["iso3"].isin(names.PARTNERS) & (democracy["edition"] == "v15")]
    politics = partners[partners["year"] >= 1992].assign(factor="politics", quality="reported")
    return {
        "lanes": charts.event_lanes(crisis.assign(number=range(1, len(crisis) + 1))[
            ["number", "date", "lane", "contact", "event"]]),
        "outcomes": charts.outcome_dots(tables.load("rok_handovers").assign(term="2003–2008")[
            ["president", "term", "domain", "policy", "outcome"]]),
        "intervals": charts.interval_panels(measures.segments(democracy, measures.SOVIET_UNION), main="v15",
                                            beside="v16", words={"v15": "one", "v16": "other"}),
        "distance": charts.distance_lines(measures.segments(votes, measures.SOVIET_UNION), unit="distance",
                                          notes={"joins": ("KOR", 1991, 1980, 2.0)}),
        "factors": charts.factor_panels(
            pd.concat([measures.segments(capability, {}, [2017]), measures.segments(politics, {})], ignore_index=True),
            titles={"capability": ("Capability", "share"), "politics": ("Politics", "index")},
            percent=("capability",), breaks={"capability": (2016.5, "recounted")}),
    }


@pytest.fixture(scope="module", params=["wide", "narrow"])
def figures(request, drawings):
    return {name: drawn.figure(narrow=request.param == "narrow") for name, drawn in drawings.items()}


def coordinates(figure):
    """Every coordinate of lines and filled bands, rounded."""
    found = set()
    for axes in figure.axes:
        arrays = [np.ravel(line.get_data()) for line in axes.lines]
        arrays += [path.vertices.ravel() for artist in axes.collections for path in artist.get_paths()]
        found |= {round(float(value), 9) for array in arrays for value in array if np.isfinite(value)}
    return found


@pytest.mark.parametrize("name", ["intervals", "distance", "factors"])
def test_every_number_is_drawn(drawings, figures, name):
    frame = drawings[name].data
    wanted = {round(float(v), 9) for c in frame.select_dtypes("number") for v in frame[c].dropna()}
    assert wanted <= coordinates(figures[name])


@pytest.mark.parametrize("name", ["intervals", "distance", "factors"])
def test_lines_stop_at_a_break(drawings, figures, name):
    """No drawn line has points of two segments of one country."""
    frame = drawings[name].data.rename(columns={"distance": "value"})
    if "edition" in frame and name == "intervals":
        frame = frame[frame["edition"] == "v15"]
    lines = [line for axes in figures[name].axes for line in axes.lines]
    drawn = [{(x, round(float(y), 9)) for x, y in zip(*line.get_data(), strict=True) if np.isfinite(y)}
             for line in lines]
    for key, rows in frame.groupby(["iso3", "factor"] if "factor" in frame else ["iso3"]):
        pieces = [{(r.year, round(float(r.value), 9)) for r in piece.itertuples()}
                  for _, piece in rows.groupby("segment")]
        assert all(any(piece <= points for points in drawn) for piece in pieces), key
        assert all(sum(bool(points & piece) for piece in pieces) <= 1 for points in drawn), key


def test_lanes_print_every_event_and_shape_the_three_way_ones(drawings, figures):
    frame, axes = drawings["lanes"].data, figures["lanes"].axes[0]
    words = [text.get_text() for text in axes.texts]
    assert set(frame["event"]) <= set(words)
    assert {str(number) for number in frame["number"]} <= set(words)
    diamonds = [line for line in axes.lines if line.get_marker() == "D" and line.get_markersize() > 7]
    each = 1 if figures["lanes"].get_size_inches()[0] < 5 else 2  # on the page in the lane and in the list
    assert len(diamonds) == each * (frame["lane"] == "Trilateral").sum()
    hollow = [line for line in axes.lines if line.get_markersize() > 7
              and line.get_markerfacecolor() == colours.LIGHT["paper"]]
    assert len(hollow) == each * (frame["contact"] == "put off").sum()


def test_lanes_are_true_to_the_calendar(drawings):
    """On the page, the distance between two marks is proportional to the days between them."""
    axes, frame = drawings["lanes"].figure().axes[0], drawings["lanes"].data
    marks = [line.get_xdata()[0] for line in axes.lines if line.get_marker() == "D" and line.get_markersize() > 9]
    days = pd.to_datetime(frame.loc[frame["lane"] == "Trilateral", "date"]).diff().dropna().dt.days
    steps = np.diff(marks[:len(days) + 1])
    assert steps / days.to_numpy() == pytest.approx([steps[0] / days.iloc[0]] * len(days))


def test_outcomes_stand_in_their_columns(drawings, figures):
    frame, axes = drawings["outcomes"].data, figures["outcomes"].axes[0]
    heads = {text.get_text(): text.get_position()[0] for text in axes.texts}
    for outcome, (_, shape) in charts.outcomes.OUTCOMES.items():
        drawn = [line for line in axes.lines if line.get_marker() == shape]
        assert len(drawn) == (frame["outcome"] == outcome).sum()
        assert all(line.get_xdata()[0] == heads[outcome] for line in drawn)
    assert set(frame["policy"]) <= set(heads)


@pytest.mark.parametrize("name", NAMES)
def test_words_are_whole_large_enough_and_apart(figures, name):
    figure = figures[name]
    figure.draw_without_rendering()
    boxes = []
    for axes in (axes for axes in figure.axes if axes.get_visible()):
        words = [*axes.texts, axes.title, axes._left_title]
        boxes += [(t.get_text(), t.get_window_extent()) for t in words if t.get_text().strip()]
        assert all(t.get_fontsize() >= 6.3 for t in words if t.get_text().strip())
    for text, box in boxes:
        assert figure.bbox.x0 - 1 <= box.x0 and box.x1 <= figure.bbox.x1 + 1, f"{text!r} is cut"
        assert figure.bbox.y0 - 1 <= box.y0 and box.y1 <= figure.bbox.y1 + 1, f"{text!r} is cut"
    for i, (one, a) in enumerate(boxes):
        for other, b in boxes[i + 1:]:
            across, down = min(a.x1, b.x1) - max(a.x0, b.x0), min(a.y1, b.y1) - max(a.y0, b.y0)
            assert across <= 1.5 or down <= 2.5, f"{one!r} lies on {other!r}"


@pytest.mark.parametrize("name", NAMES)
def test_every_colour_has_a_dark_partner(drawings, name):
    colours.darken(drawings[name].svg())
    colours.darken(drawings[name].svg(narrow=True))
