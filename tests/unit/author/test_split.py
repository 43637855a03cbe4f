"""Where a programme is divided: few courses, of about equal length, between documents rather than inside one."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from coursegen.author.split import split


def modules(*minutes: float, places: str = "") -> list[tuple[str, float, tuple[str, ...]]]:
    return [(str(at), each, (places[at],) if places else ("a",)) for at, each in enumerate(minutes)]


def test_nothing_gives_nothing():
    assert split([], 10) == []


def test_as_few_courses_as_the_minutes_allow_of_equal_length():
    assert split(modules(4, 4, 4, 4, 4, 4), 20) == [["0", "1", "2"], ["3", "4", "5"]]


def test_a_break_falls_between_documents_where_that_costs_little():
    assert split(modules(4, 4, 4, 4, 4, 4, places="aabbbb"), 20) == [
        ["0", "1"],
        ["2", "3", "4", "5"],
    ]


def test_a_module_that_is_too_long_stands_alone():
    assert split(modules(3, 12, 3), 10) == [["0"], ["1"], ["2"]]


@settings(deadline=None)  # a busy machine is no fault of the division
@given(
    st.lists(st.floats(min_value=0.5, max_value=9), min_size=1, max_size=30),
    st.floats(min_value=9.5, max_value=40),
)
def test_every_module_is_in_one_course_in_order_and_none_is_too_long(minutes, longest):
    runs = split(modules(*minutes), longest)
    assert [key for run in runs for key in run] == [str(at) for at in range(len(minutes))]
    assert all(sum(minutes[int(key)] for key in run) < longest or len(run) == 1 for run in runs)
