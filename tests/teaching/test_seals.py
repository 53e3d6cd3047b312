"""Seals: what is equal within the tolerance opens them, what is not does not, and nobody reads the answer in them."""
import base64
import json
import math
import re
import zlib

import pandas as pd
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from tests.teaching.notes import said, sealed
from trilateral import teaching
from trilateral.teaching import sealing

REAL = st.floats(1e-9, 1e12) | st.floats(-1e12, -1e-9)
TOLERANCE = st.sampled_from([0.0005, 0.001, 0.005, 0.02, 0.05])
quick = settings(max_examples=60, deadline=None)


@pytest.fixture(autouse=True)
def hasty(monkeypatch):
    """A digest that is not slow: what is tested here is where answers lie."""
    monkeypatch.setattr(sealing, "ROUNDS", 2)
    sealing.key.cache_clear()
    yield
    sealing.key.cache_clear()


def opens(kind, right, other, tolerance):
    seal = json.loads(json.dumps(sealing.sealed("unit/a", kind, right, tolerance)))
    return sealing.opened("unit/a", kind, other, tolerance, seal) is not None


@quick
@given(REAL, TOLERANCE, st.floats(-0.98, 0.98))
@example(0.005, 0.005, 0.0)
def test_within_the_tolerance_it_opens(answer, tolerance, part):
    assert opens("number", answer, answer * (1 + tolerance) ** part, tolerance)


@quick
@given(REAL, TOLERANCE, st.floats(1.02, 200), st.booleans())
def test_outside_it_does_not(answer, tolerance, steps, below):
    assert not opens("number", answer, answer * (1 + tolerance) ** (-steps if below else steps), tolerance)


@quick
@given(REAL, TOLERANCE, st.integers(-3, 3))
def test_noise_of_floating_point_never_decides(answer, tolerance, steps):
    other = answer
    for _ in range(abs(steps)):
        other = math.nextafter(other, math.inf if steps > 0 else -math.inf)
    assert opens("number", answer, other, tolerance)


@quick
@given(REAL, TOLERANCE)
def test_sign_and_zero_are_not_close(answer, tolerance):
    assert not opens("number", answer, -answer, tolerance)
    assert not opens("number", answer, 0.0, tolerance)
    assert opens("number", 0.0, 1e-17, tolerance) and not opens("number", 0.0, answer, tolerance)


@quick
@given(st.integers(-3000, 10**9), st.integers(0, 5), st.integers(-20, 20))
def test_whole_numbers_agree_up_to_their_tolerance(answer, tolerance, off):
    assert opens("count", answer, answer + off, tolerance) == (abs(off) <= tolerance)


@quick
@given(st.lists(REAL, min_size=1, max_size=8), st.data())
def test_a_series_agrees_where_every_value_does(values, data):
    right = tuple((str(2000 + place), value) for place, value in enumerate(values))
    spot = data.draw(st.integers(0, len(values) - 1))
    near = tuple((label, value * 1.004) for label, value in right)
    far = tuple((label, value * (1.02 if place == spot else 1)) for place, (label, value) in enumerate(right))
    assert opens("series", right, near, 0.005) and not opens("series", right, far, 0.005)
    assert not opens("series", right, tuple((f"{label}x", value) for label, value in right), 0.005)


@quick
@given(st.sets(st.text("abcdef", min_size=1, max_size=3), min_size=1, max_size=6), st.text("abcdef", min_size=1))
def test_names_agree_as_a_set(names, other):
    assume(other not in names)
    assert opens("names", tuple(sorted(names)), tuple(sorted(names)), 0)
    assert not opens("names", tuple(sorted(names)), tuple(sorted({*names, other})), 0)


@quick
@given(st.text(min_size=1, max_size=80), st.binary(min_size=1))
def test_a_message_comes_back_with_its_key_only(words, key):
    hidden = sealing.hidden(key, words)
    assert sealing.shown(key, hidden) == words and sealing.hidden(key + b"x", words) != hidden


def make(check):
    check.mistake("share", 0.412, "Seven countries are the group, not eight.")
    check("share", 0.8731, kind="share")
    check("names", ["Quelpart", "Dagelet"], kind="names")
    check("text", "Liancourt", kind="text")
    check("year", 2014, kind="year")
    check("series", pd.Series({2001: 416.25, 2002: 902.5}), kind="series")


def test_nothing_of_an_answer_or_a_message_stands_in_the_seals():
    packed = teaching.packed(sealed(make))
    assert re.fullmatch(r"[\w=-]+", packed)
    text = zlib.decompress(base64.urlsafe_b64decode(packed)).decode()
    for word in ("8731", "412", "quelpart", "dagelet", "liancourt", "2014", "416", "902", "seven", "countries"):
        assert word not in text.casefold(), word


def test_salts_differ_by_unit_and_name_and_two_runs_are_alike():
    first, second = sealed(make), sealed(make)
    assert teaching.packed(first) == teaching.packed(second)
    for salt in ("unit/b", "other/a"):
        assert sealing.sealed(salt, "year", 2014, 0)["lock"] != sealing.sealed("unit/a", "year", 2014, 0)["lock"]


def test_a_line_that_wraps_is_read_and_one_that_is_cut_is_told():
    packed = teaching.packed(sealed(make))
    wrapped = "\n".join(re.findall(".{1,40}", packed))
    teaching.checks("unit", sealed=wrapped)("year", 2014, kind="year")
    with pytest.raises(ValueError, match="not whole"):
        teaching.checks("unit", sealed=packed[:-20])


def test_a_name_without_a_seal_and_a_notebook_without_checks_are_told():
    with pytest.raises(ValueError, match="no such answer; expected one of names, series, share, text, year"):
        said(sealed(make), "moment", 1, kind="number")
    with pytest.raises(ValueError, match="was it executed"):
        teaching.seals({"cells": [{"outputs": []}, {}]})


def test_the_digest_is_slow(monkeypatch):
    monkeypatch.undo()
    assert sealing.ROUNDS >= 10_000
    calls = []
    kept = sealing.hashlib.blake2b
    monkeypatch.setattr(sealing.hashlib, "blake2b", lambda *a, **k: calls.append(1) or kept(*a, **k))
    sealing.key.cache_clear()
    sealing.key("unit/slow", "words")
    assert len(calls) == sealing.ROUNDS
