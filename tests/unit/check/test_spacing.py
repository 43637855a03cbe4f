"""A course in which no later module asks again about an earlier one is noted."""

from __future__ import annotations

from coursegen.check.run import run_checks
from coursegen.model.course import Brief, Course, Module, Objective, Outline
from coursegen.model.items import Option, SingleChoice
from coursegen.model.passage import Index

EMPTY = Index(documents=(), passages=(), occurrences=(), statements=())


def item(name: str, objective: str) -> SingleChoice:
    """A question with two options."""
    return SingleChoice.model_validate(
        {
            "id": name,
            "type": "single_choice",
            "objective": objective,
            "bloom": "apply",
            "origin": "author",
            "stem": f"What do you do about {name}?",
            "options": [
                Option(id=f"{name}-a", text="Report it", correct=True, feedback="Yes, report it."),
                Option(id=f"{name}-b", text="Wait", feedback="No, report it."),
            ],
        }
    )


def notes(asked: list[list[str]]) -> list[str]:
    """The notes on a course whose modules ask the objectives in ``asked``, its own ``o-0``, ``o-1``, ... each."""
    names = [f"m{number}" for number in range(len(asked))]
    course = Course(
        outline=Outline(
            id="c",
            title="C",
            language="en",
            objectives=tuple(
                Objective(id=f"o-{n}", text=f"Report {n}", bloom="apply") for n in range(len(asked))
            ),
            modules=tuple(
                Brief(id=name, topic=name, objectives=(f"o-{n}",), passages=("0" * 12,))
                for n, name in enumerate(names)
            ),
        ),
        modules=tuple(
            Module(
                id=name,
                title=name,
                minutes=4,
                objectives=(f"o-{n}",),
                items=tuple(item(f"{name}-{k}", each) for k, each in enumerate(asked[n])),
            )
            for n, name in enumerate(names)
        ),
    )
    return [each.message for each in run_checks(course, EMPTY) if each.rule == "asked-again"]


def test_a_course_that_never_asks_again_is_noted() -> None:
    (message,) = notes([["o-0"], ["o-1"], ["o-2"]])
    assert message == "no module of 'C' asks again about an earlier one"


def test_one_item_of_an_earlier_objective_is_enough_and_an_early_one_does_not_count() -> None:
    assert notes([["o-0"], ["o-1"], ["o-2", "o-0"]]) == []
    assert len(notes([["o-0", "o-2"], ["o-1"], ["o-2"]])) == 1


def test_a_course_of_two_modules_has_no_room_for_it() -> None:
    assert notes([["o-0"], ["o-1"]]) == []
