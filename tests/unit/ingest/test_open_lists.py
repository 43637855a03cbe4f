"""Markers and left edges in; depth and counted number out."""

from coursegen.ingest.open_lists import OpenLists


def places(*items, **options):
    lists = OpenLists(**{"same": 1, **options})
    found = [lists.place(marker, left) for marker, left in items]
    return [(each.depth, each.number) for each in found]


def test_numbers_are_counted():
    assert places(("1", 0), ("2", 0), ("3", 0)) == [(1, 1), (1, 2), (1, 3)]


def test_what_is_set_in_is_deeper_and_the_outer_list_goes_on():
    assert places(("1", 0), ("•", 10), ("•", 10), ("2", 0)) == [
        (1, 1),
        (2, None),
        (2, None),
        (1, 2),
    ]


def test_bullets_right_under_a_number_belong_to_it():
    assert places(("1", 0), ("•", 0), ("2", 0)) == [(1, 1), (2, None), (1, 2)]


def test_letters_and_roman_numbers_are_told_by_what_went_before():
    assert places(("h", 0), ("i", 0)) == [(1, 8), (1, 9)]
    assert places(("a", 0), ("i", 10), ("ii", 10), ("b", 0)) == [(1, 1), (2, 1), (2, 2), (1, 2)]


def test_a_list_that_text_interrupted_goes_on_counting():
    assert places(("4", 0), ("5", 0)) == [(1, 4), (1, 5)]


def test_a_list_goes_on_in_the_next_column():
    assert places(("•", 0), ("•", 200), elsewhere=72) == [(1, None), (1, None)]
    assert places(("•", 0), ("•", 20), elsewhere=72) == [(1, None), (2, None)]
