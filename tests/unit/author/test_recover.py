"""The locks of two branches that were merged are one: nothing that either gave to learners is given anew."""

from coursegen.author.recover import united
from coursegen.author.slots import Slots
from coursegen.model.course import Brief, Course, Objective, Outline, Part
from coursegen.model.lock import Lock, PartRecord, RetiredRecord, UnitRecord


def lock(modules, slots, **retired):
    """The lock of a programme of one part with ``modules`` (id and slot), which gave out ``slots``."""
    return Lock(
        course="keys",
        inputs="",
        parts={"part": PartRecord(modules=tuple(modules), slots=slots)},
        units={
            key: UnitRecord(kind="module", source_key="", recipe_key="", slot=slot)
            for key, slot in modules.items()
        },
        retired={key: RetiredRecord(slot=slot) for key, slot in retired.items()},
    )


def outline(*modules):
    return Outline(
        id="keys",
        title="Keys",
        language="en",
        objectives=(Objective(id="know", text="Know", bloom="apply"),),
        modules=tuple(
            Brief(id=each, topic=each, objectives=("know",), passages=("0" * 12,))
            for each in modules
        ),
        parts=(Part(id="part", title="Part", modules=modules),),
    )


def slots_after(ours, theirs, *modules):
    found = outline(*modules)
    slots = Slots(united(ours, theirs, Course(outline=found, modules=())), found)
    return [slots.of(each, each) for each in modules]


def test_a_slot_that_one_branch_gave_and_took_back_is_not_given_again():
    ours, theirs = lock({"one": 0}, 1), lock({"one": 0}, 2, gone=1)
    assert slots_after(ours, theirs, "one", "new") == [0, 2]


def test_a_module_that_one_branch_added_to_a_part_keeps_its_slot_there():
    ours, theirs = lock({"one": 0, "two": 1}, 2), lock({"one": 0, "three": 4}, 5)
    for sides in ((ours, theirs), (theirs, ours)):
        assert slots_after(*sides, "one", "two", "three", "new") == [0, 1, 4, 5]


def test_what_a_person_took_out_on_one_branch_stays_out_where_the_other_lost_it_with_its_source():
    rested = ("1" * 12,)
    plain, out = (
        lock({"one": 0}, 1).model_copy(
            update={"retired": {"gone": RetiredRecord(slot=1, passages=each)}}
        )
        for each in ((), rested)
    )
    course = Course(outline=outline("one"), modules=())
    for sides in ((plain, out), (out, plain)):
        assert united(*sides, course).retired["gone"].passages == rested
