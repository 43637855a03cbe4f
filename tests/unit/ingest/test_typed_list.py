"""Lists that were typed by hand."""

from coursegen.ingest.typed_list import TypedItem, TypedLists


def _items(*paragraphs):
    lists = TypedLists()
    return [lists.item(each) for each in paragraphs]


def test_letters_after_a_colon_are_a_counted_list():
    _, first, second = _items("Staff must:", "a) report it;", "(b) keep the proof.")
    assert first == TypedItem("report it;", 1, 1)
    assert second == TypedItem("keep the proof.", 1, 2)


def test_roman_numbers_inside_letters_are_one_deeper():
    found = _items("Staff must:", "a. keep:", "i. the name;", "ii. the date;", "b. report.")
    assert [(each.depth, each.number) for each in found[1:] if each] == [
        (1, 1),
        (2, 1),
        (2, 2),
        (1, 2),
    ]


def test_the_letter_i_after_h_is_a_letter():
    found = _items("All:", *(f"{letter}) thing" for letter in "abcdefghij"))
    assert [each.number for each in found[1:] if each] == list(range(1, 11))


def test_typed_bullets_are_items():
    assert _items("• lock the screen") == [TypedItem("lock the screen", 1, None)]


def test_a_letter_without_a_list_before_it_is_text():
    assert _items("The rules follow.", "a) first of them.") == [None, None]


def test_a_number_that_does_not_follow_is_text():
    assert _items("Steps:", "1) Lock it.", "7) Leave.")[2] is None


def test_a_paragraph_in_between_ends_the_list():
    assert _items("Staff must:", "a) report it.", "That is all.", "b) and more")[3] is None
