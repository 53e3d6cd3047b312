"""Rows that have a number by their place: what is taken out, put in or corrected is that and no more."""
import string

from hypothesis import given, settings
from hypothesis import strategies as st

from trilateral.update import numbering


def rows(text):
    return {(number,): {"launch": number, "missile": letter} for number, letter in enumerate(text, 1)}


def moved(before, after):
    """Gone, new and revised keys."""
    old, new = numbering.renumbered(rows(before), rows(after), ("missile",)), rows(after)
    return ([key for key in old if key not in new], [key for key in new if key not in old],
            [key for key in new if key in old and old[key]["missile"] != new[key]["missile"]])


def test_a_row_taken_out_is_one_gone():
    assert moved("abcdef", "abdef") == ([("3 (old number)",)], [], [])


def test_a_row_put_in_is_one_new():
    assert moved("abcdef", "abxcdef") == ([], [(3,)], [])


def test_a_row_corrected_is_one_revised():
    assert moved("abcdef", "abxdef") == ([], [], [(3,)])


def test_one_of_several_alike_is_one_gone():
    assert [len(part) for part in moved("aabbbb", "aabbb")] == [1, 0, 0]


def test_other_keys_stay():
    old = {("KOR", 2023): {"value": 1}, ("JPN", 2023): {"value": 2}}
    assert numbering.renumbered(old, rows("ab"), ("value",)) == old
    assert numbering.renumbered(rows("ab"), {(1,): {}, (3,): {}}, ("missile",)) == rows("ab")


@settings(max_examples=60, deadline=None, derandomize=True)
@given(*[st.text(string.ascii_lowercase[:4], max_size=12)] * 2)
def test_every_row_is_kept_once_and_equal_lists_do_not_move(before, after):
    old = numbering.renumbered(rows(before), rows(after), ("missile",))
    assert [row["missile"] for row in old.values()] == list(before)
    assert moved(before, before) == ([], [], [])
    if before and after:
        gone, new, _ = moved(before, after)
        assert len(before) - len(gone) == len(after) - len(new)
