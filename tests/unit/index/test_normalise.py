"""The one form in which texts are compared."""

from hypothesis import given
from hypothesis import strategies as st

from coursegen.index.normalise import normalise


def test_white_space_of_all_kinds_is_one_space():
    assert normalise("  a\t b\u00a0c\n\nd\u2009e ") == "a b c d e"


def test_composed_and_decomposed_letters_are_the_same():
    assert normalise("cafe\u0301") == "caf\u00e9"


def test_invisible_characters_go():
    assert normalise("be\u00advei\u200bliging\ufeff") == "beveiliging"


@given(st.text())
def test_to_normalise_twice_changes_nothing(text):
    assert normalise(normalise(text)) == normalise(text)
