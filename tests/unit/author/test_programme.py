"""How far a course that stands may grow beyond its minutes, and what is told then."""

from math import inf

import pytest

from coursegen.author.programme import Frame, beyond, fitted, lightest
from coursegen.author.requests import Scope
from coursegen.model.base import programme_from
from coursegen.model.course import Brief, Course, Module, Objective, Outline

EMPTY = Scope.empty()


def course(*minutes):
    names = [f"m{at}" for at, _ in enumerate(minutes)]
    outline = Outline(
        id="c",
        title="C",
        language="en",
        objectives=(Objective(id="do-it", text="Do it", bloom="apply"),),
        modules=tuple(
            Brief(id=each, topic=each, objectives=("do-it",), passages=("a" * 12,))
            for each in names
        ),
    )
    modules = tuple(
        Module(id=name, title=name, minutes=each, objectives=("do-it",), blocks=())
        for name, each in zip(names, minutes, strict=True)
    )
    return Course(outline=outline, modules=modules)


@pytest.mark.parametrize(
    ("new", "beside", "spent", "room"),
    [
        (0, 9, 45, 0),  # nothing is new
        (0.2, 0.4, 45, 0),  # too little for a module, with its neighbours too
        (0.2, 4, 45, 3),  # a new rule makes a module with what was left out beside it
        (5, 0, 45, 5),
        (20, 0, 45, 9),  # a fifth of 45 at most
        (20, 0, 60, 0),
    ],
)
def test_what_is_new_may_take_a_full_course_a_fifth_beyond_its_minutes(new, beside, spent, room):
    assert beyond(new, beside, spent, 45) == pytest.approx(room)


@pytest.mark.parametrize(
    ("programme", "planned", "written"), [("never", inf, inf), ("auto", 60, 50), ("always", 0, 0)]
)
def test_a_course_is_several_from_half_as_much_again_on_and_a_quarter_of_what_is_written(
    programme, planned, written
):
    assert programme_from(programme, 40) == planned
    assert programme_from(programme, 40, written=True) == written


@pytest.mark.parametrize(
    ("found", "left"), [(("m0", "m1"), 3), ((), 2)], ids=["stands", "first build"]
)
def test_what_came_into_the_sources_stays_in_a_full_course_and_a_first_one_keeps_its_minutes(
    found, left
):
    frame = Frame(minutes=10, programme="never", scope=EMPTY, found=frozenset(found))
    assert len(fitted(course(5, 5, 2), frame).course.modules) == left


def test_the_modules_that_bring_a_course_back_to_its_minutes_are_named():
    assert lightest(course(5, 5, 4), 10, EMPTY) == ("m0",)
    assert lightest(course(5, 5), 10, EMPTY) == ()
    assert lightest(course(12), 10, EMPTY) == ()  # a course of nothing is no advice
