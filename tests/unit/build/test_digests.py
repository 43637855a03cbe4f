"""A field's digest changes with the field and with nothing else."""

from __future__ import annotations

from coursegen.build.digests import field_digests, recorded_digests
from coursegen.model.blocks import Citation
from coursegen.model.course import Brief, Module, Objective, Outline
from coursegen.model.items import Numeric, Option, SingleChoice

QUOTE = (Citation(passage="3f9ac1e27b41", quote="Report it"),)


def item(**values: object) -> SingleChoice:
    options = (
        Option(id="now-aaaaa", text="Now", correct=True, feedback="Yes."),
        Option(id="later-bbbbb", text="Later", feedback="No."),
    )
    fields: dict[str, object] = {
        "id": "when-ccccc",
        "type": "single_choice",
        "objective": "report-ddddd",
        "bloom": "apply",
        "stem": "When?",
        "options": options,
        "citations": QUOTE,
    }
    return SingleChoice.model_validate(fields | values)


def test_a_field_is_addressed_by_names_and_ids() -> None:
    found = field_digests(item())
    assert set(found) == {
        "bloom",
        "citations",
        "objective",
        "options",
        "options/later-bbbbb/feedback",
        "options/later-bbbbb/text",
        "options/now-aaaaa/correct",
        "options/now-aaaaa/feedback",
        "options/now-aaaaa/text",
        "stem",
        "type",
    }
    assert list(found) == sorted(found)


def test_a_changed_field_changes_its_digest_alone() -> None:
    first, second = item().options
    changed = item(options=(first, second.model_copy(update={"text": "Tomorrow"})))
    one, two = field_digests(item()), field_digests(changed)
    assert {name for name in one if one[name] != two[name]} == {"options/later-bbbbb/text"}


def test_a_new_order_changes_only_the_digest_of_the_order() -> None:
    one, two = field_digests(item()), field_digests(item(options=tuple(reversed(item().options))))
    assert {name for name in one if one[name] != two[name]} == {"options"}


def test_units_inside_a_unit_only_give_their_order_unless_asked() -> None:
    module = Module(
        id="m-aaaaa", title="T", minutes=5, objectives=("report-ddddd",), items=(item(),)
    )
    assert set(field_digests(module)) == {"items", "minutes", "objectives", "title"}
    assert "items/when-ccccc/options/now-aaaaa/text" in field_digests(module, nested=True)
    assert "items/when-ccccc/stem" in field_digests(module, nested=True)


def test_a_brief_belongs_to_its_outline() -> None:
    outline = Outline(
        id="c-aaaaa",
        title="T",
        language="en",
        objectives=(Objective(id="report-ddddd", text="Report", bloom="apply"),),
        modules=(
            Brief(
                id="m-aaaaa", topic="R", objectives=("report-ddddd",), passages=("3f9ac1e27b41",)
            ),
        ),
    )
    found = field_digests(outline)
    assert {"modules", "modules/m-aaaaa/topic", "modules/m-aaaaa/passages", "objectives"} <= set(
        found
    )
    assert "objectives/report-ddddd/text" not in found


def test_a_default_has_no_digest_and_a_whole_number_is_one_number() -> None:
    base = {
        "id": "n-aaaaa",
        "type": "numeric",
        "origin": "author",
        "objective": "o-aaaaa",
        "bloom": "apply",
    }
    base |= {"stem": "How many?", "feedback_right": "Yes.", "feedback_wrong": "No."}
    whole, same = (
        Numeric.model_validate(base | {"answer": 24}),
        Numeric.model_validate(base | {"answer": 24.0}),
    )
    assert field_digests(whole) == field_digests(same)
    assert "tolerance" not in field_digests(whole)


def test_an_edit_stays_visible_after_a_build_that_left_it() -> None:
    """Also where a person filled what was generated empty, or emptied what was generated."""
    base = field_digests(item(rationale="Because."))
    edited = item(stem="At what time?", rationale="", pool="assessment")
    assert recorded_digests(edited, edited, base) == base


def test_a_new_value_is_recorded_and_a_persons_own_unit_is_not() -> None:
    base = field_digests(item())
    new = item(stem="When exactly?", rationale="Because.")
    assert recorded_digests(new, item(), base) == field_digests(new)
    assert recorded_digests(new, None, None) == field_digests(new)
    assert recorded_digests(new, new, None) == {}
    assert recorded_digests(item(), new, field_digests(new)) == field_digests(item())
