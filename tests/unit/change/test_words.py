"""Two long texts cut short to where they differ."""

from __future__ import annotations

import pytest

from coursegen.change.words import shortened_pair

LONG = "information that the company has marked confidential, or that a reasonable person would {} to be so"


@pytest.mark.parametrize("longest", [30, 50, 80])
def test_two_long_texts_are_cut_so_that_the_difference_is_seen(longest):
    old, new = shortened_pair(LONG.format("understand"), LONG.format("take"), longest)
    assert "understand" in old
    assert "take" in new
    assert len(old) <= longest + 2
    assert len(new) <= longest + 2


def test_short_texts_stay_and_one_alone_is_cut_at_its_end():
    assert shortened_pair("within 24 hours", "within 4 hours", 50) == (
        "within 24 hours",
        "within 4 hours",
    )
    assert shortened_pair("", LONG.format("take"), 30) == ("", "information that the company…")
