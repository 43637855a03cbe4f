"""The outline follows its sources: new passages find a home, and nothing a person took out comes back."""

import pytest

from coursegen.author.record import outline_key, passage_records, source_records
from coursegen.author.revise import Limits, revise_outline, settled
from coursegen.author.scope import scope_of
from coursegen.index.index import build_index
from coursegen.ingest.markdown import READER
from coursegen.model.course import Audience, Brief, Objective, Outline
from coursegen.model.lock import Lock, RetiredRecord, UnitRecord
from coursegen.model.source import Source

BEFORE = """\
# Policy

## Passwords

Employees must never share a work password with anyone at all.

## Visitors

Employees must accompany every visitor inside the closed area.
"""
BESIDE = BEFORE.replace(
    "with anyone at all.\n",
    "with anyone at all.\n\nEmployees must change a work password that somebody else knows.\n",
)
APART = BEFORE + "\n## Parking\n\nEmployees must park in the marked bays behind the building.\n"


def scope(text, tmp_path, **others):
    documents = []
    for name, content in {"policy": text, **others}.items():
        path = tmp_path / f"{name}.md"
        path.write_text(content, encoding="utf-8")
        source = Source(path=path.name, kind="markdown", digest="0")
        documents.append(READER.read(path, source))
    return scope_of(build_index(documents), Audience())


def passage(found, words):
    return next(each.id for each in found.index.passages if words in each.text)


def outline(*briefs):
    objective = Objective(id="do-it-00000", text="Do it", bloom="apply")
    return Outline(
        id="c",
        title="C",
        language="en",
        objectives=(objective,),
        modules=tuple(
            Brief(id=key, topic=key, objectives=(objective.id,), passages=passages)
            for key, passages in briefs
        ),
    )


def lock(found, taught=None, **retired):
    taught = found.taught_passages if taught is None else taught
    return Lock(
        course="c",
        inputs="",
        sources=source_records(found.index),
        passages=passage_records(found.index),
        units={"c": UnitRecord(kind="outline", source_key=outline_key(taught), recipe_key="")},
        retired=retired,
    )


@pytest.fixture
def before(tmp_path):
    return scope(BEFORE, tmp_path)


@pytest.fixture
def course(before):
    return outline(
        ("passwords", (passage(before, "share a work password"),)),
        ("visitors", (passage(before, "visitor"),)),
    )


ROOM = Limits(longest=7, minutes={"passwords": 3, "visitors": 4})


def test_a_new_passage_joins_the_module_that_holds_its_section(before, course, tmp_path):
    now = scope(BESIDE, tmp_path)
    revision = revise_outline(course, lock(before), now, ROOM)
    assert revision.fresh == {"passwords"}
    assert passage(now, "somebody else") in revision.outline.modules[0].passages
    assert revision.outline.modules[1] == course.modules[1]


def test_a_module_that_is_long_enough_takes_no_more(before, course, tmp_path):
    now = scope(BESIDE, tmp_path)
    full = Limits(longest=7, minutes={"passwords": 7, "visitors": 7})
    revision = settled(revise_outline(course, lock(before), now, full), now, full, 40)
    assert revision.fresh == frozenset()
    assert revision.homeless == (passage(now, "somebody else"),)


def test_what_no_new_module_comes_of_joins_the_nearest(before, course, tmp_path):
    now = scope(APART, tmp_path)
    revision = revise_outline(course, lock(before), now, ROOM)
    assert revision.homeless == (passage(now, "park"),)
    revision = settled(revision, now, ROOM, 40)
    assert revision.homeless == ()
    assert revision.fresh == {"visitors"}


def test_a_sentence_that_another_document_says_too_makes_no_home_there(tmp_path):
    said = "Employees must accompany every visitor inside the closed area."
    policy = f"{BEFORE}\nEmployees must hand every visitor a badge at the desk.\n"
    guests = f"# Receiving guests\n\n{said}\n\nHosts must meet a guest at the front door.\n"
    earlier = scope(policy, tmp_path, guests=guests)
    visitors = (passage(earlier, "visitor inside"), passage(earlier, "a badge"))
    course = outline(("passwords", (passage(earlier, "password"),)), ("visitors", visitors))
    now = scope(policy, tmp_path, guests=f"{guests}\nHosts must show a guest the way out.\n")
    revision = revise_outline(course, lock(earlier), now, ROOM)
    assert revision.homeless == (passage(now, "way out"),)
    assert revision.left_over == (passage(now, "front door"),)
    assert settled(revision, now, ROOM, 40).outline == course


def test_what_was_left_over_is_considered_again_when_there_is_something_else_to_teach(
    before, course, tmp_path
):
    passwords = course.model_copy(update={"modules": course.modules[:1]})
    now = scope(APART, tmp_path)
    waiting = (passage(now, "visitor"),)
    assert revise_outline(passwords, lock(before), now, ROOM).left_over == waiting
    assert revise_outline(passwords, lock(before), before, ROOM).left_over == ()


def test_with_a_changed_document_what_was_left_over_beside_it_is_considered_again(
    before, course, tmp_path
):
    """Small documents of a folder make a module together: the change may give them the question they lacked."""
    beside = "# Guests\n\n## Doors\n\nHosts must open the front door for a guest.\n"
    passwords = course.model_copy(update={"modules": course.modules[:1]})
    earlier = scope(BEFORE, tmp_path, guests=beside)
    now = scope(APART, tmp_path, guests=beside)
    waiting = revise_outline(passwords, lock(earlier), now, ROOM).left_over
    assert set(waiting) == {passage(now, "visitor"), passage(now, "front door")}
    nothing_waits = revise_outline(course, lock(earlier), now, ROOM)
    assert nothing_waits.left_over == ()


def test_what_a_person_took_out_is_not_brought_back(before, course, tmp_path):
    passwords = course.model_copy(update={"modules": course.modules[:1]})
    now = scope(APART, tmp_path)
    gone = RetiredRecord(passages=(passage(now, "visitor"),))
    assert revise_outline(passwords, lock(before, visitors=gone), now, ROOM).left_over == ()
    records = lock(before)
    units = {
        **records.units,
        "visitors": UnitRecord(
            kind="module", source_key="", recipe_key="", passages=course.modules[1].passages
        ),
    }
    records = records.model_copy(update={"units": units})
    assert revise_outline(passwords, records, now, ROOM).left_over == ()


def test_a_module_whose_passages_are_all_gone_retires_unless_it_is_held(before, course, tmp_path):
    now = scope(BEFORE.partition("## Visitors")[0], tmp_path)
    revision = revise_outline(course, lock(before), now, ROOM)
    assert revision.retired == ("visitors",)
    held = revise_outline(course, lock(before), now, ROOM, held=frozenset({"visitors"}))
    assert held.retired == ()
    assert held.outline.modules == course.modules


def test_a_course_that_takes_its_minutes_already_takes_nothing_from_elsewhere(
    before, course, tmp_path
):
    now = scope(APART, tmp_path)
    revision = settled(revise_outline(course, lock(before), now, ROOM), now, ROOM, 0.1)
    assert revision.fresh == frozenset()
    assert revision.homeless == (passage(now, "park"),)
