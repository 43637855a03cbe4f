"""Sections of which too little can be asked: gathered into modules, under titles that cover them."""

from dataclasses import replace

import pytest

from coursegen.generate.embedded.material import Material
from coursegen.generate.embedded.outline.gather import Gathering, gathered
from coursegen.generate.embedded.outline.names import (
    document_name,
    folder_name,
    named_together,
    parts_name,
    rest_name,
)
from coursegen.generate.embedded.outline.plan import Plan
from coursegen.generate.embedded.outline.sections import sections_of
from coursegen.model.drafts import DraftBrief

_TASKS = ("report {} to the desk", "lock {} in the safe", "sign {} before use")


@pytest.fixture
def rules_of(make_statement):
    """Three obligations under ``headings`` of a document, about a thing."""

    def _rules(document, headings, thing, at=0):
        return [
            make_statement(
                f"Employees must {task.format(thing)}.", place=at + number, heading=headings
            ).model_copy(update={"document": document})
            for number, task in enumerate(_TASKS)
        ]

    return _rules


@pytest.fixture
def material_of(make_request):
    return lambda statements: Material(make_request("outline", statements, minutes=45))


def _plan_of(section):
    """One minute and one item for every two rules."""
    brief = DraftBrief(topic=section.title, objectives=[], passages=[])
    return Plan(brief, len(section.rules) // 2, len(section.rules) / 2)


def _gathered(material, sections, *, spare=45.0, kept=()):
    how = Gathering(material, _plan_of, 6.8, spare)
    return gathered(how, kept, sections, spoken=False)


def _titles(modules):
    return [section.title for section, _ in modules]


def test_small_documents_are_one_module_that_names_them(material_of, rules_of):
    material = material_of(
        [
            *rules_of("docs/keys.md", ("Keys",), "a key"),
            *rules_of("docs/visitors.md", ("Visitors",), "a badge", 20),
        ]
    )
    ((section, plan),) = _gathered(material, sections_of(material))
    assert section.title == "Keys and visitors"
    assert len(section.rules) == 6
    assert plan.items >= 2


def test_many_small_documents_of_a_folder_bear_its_name_in_words(material_of, rules_of):
    names = ("Keys", "Visitors", "Parking", "Lockers")
    rules = [
        each
        for at, name in enumerate(names)
        for each in rules_of(f"office-rules/{name}.md", (name,), f"a {name}", 10 * at)
    ]
    material = material_of(rules)
    (one,) = _gathered(
        material, [replace(each, rules=each.rules[:2]) for each in sections_of(material)]
    )
    assert one[0].title == "Office rules"
    assert folder_name("sources/office-rules/Keys.md") == "Office rules"


@pytest.mark.parametrize("path", ["docs/a.md", "sources/pages/a.md", "a.md", "x/2024-01/a.md"])
def test_the_name_of_any_folder_is_no_title(path):
    assert folder_name(path) == ""


def test_what_binds_the_learner_most_gets_the_minutes_that_are_left(
    material_of, make_statement, rules_of
):
    facts = [
        make_statement(
            f"The archive of {thing} is in the north wing.",
            "fact",
            actor="",
            place=40 + at,
            heading=("Archive",),
        ).model_copy(update={"document": "docs/archive.md"})
        for at, thing in enumerate(("maps", "letters", "books", "plans", "films", "tapes"))
    ]
    binding = rules_of("docs/keys.md", ("Keys",), "a key")
    binding += rules_of("docs/keys.md", ("Keys",), "a pass", 9)
    material = material_of([*facts, *binding])
    modules = _gathered(material, sections_of(material), spare=3.5)
    assert _titles(modules) == ["Keys"]


def test_without_minutes_nothing_is_gathered(material_of, rules_of):
    rules = rules_of("docs/keys.md", ("Keys",), "a key")
    rules += rules_of("docs/keys.md", ("Keys",), "a pass", 9)
    material = material_of(rules)
    assert _gathered(material, sections_of(material), spare=2.0) == []


def test_a_title_names_two_parts_where_none_outweighs_the_others(material_of, rules_of):
    leave = ("Leave", "Types of leave")
    rules = [
        *rules_of("leave.md", (*leave, "Military leave"), "a form"),
        *rules_of("leave.md", (*leave, "Voting"), "a card", 9),
        *rules_of("leave.md", (*leave, "Unpaid leave"), "a note", 19),
    ]
    material = material_of(rules)
    title = parts_name(material, "Types of leave", material.rules, 2)
    assert title == "Types of leave: military leave and voting"
    alone = [each for each in material.rules if "Military leave" in each.statement.heading]
    assert parts_name(material, "Types of leave", alone, 2) == ""


def test_what_is_left_of_a_document_bears_its_title_only_where_no_other_module_does(
    material_of, rules_of
):
    rules = [
        *rules_of("leave.md", ("Leave", "Military leave"), "a form"),
        *rules_of("leave.md", ("Leave", "Voting"), "a card", 9),
    ]
    material = material_of(rules)
    assert rest_name(material, material.rules, whole=True, taken=[]) == "Leave"
    assert rest_name(material, material.rules, whole=False, taken=["Leave"]) == (
        "Military leave and voting"
    )


def test_a_document_without_one_heading_is_named_by_its_file(material_of, rules_of):
    rules = [
        *rules_of("docs/keys-and-badges-at-work.md", ("Keys",), "a key"),
        *rules_of("docs/keys-and-badges-at-work.md", ("Badges",), "a badge", 9),
        *rules_of("docs/faq.md", ("Keys",), "a lock"),
        *rules_of("docs/faq.md", ("Badges",), "a strap", 9),
    ]
    material = material_of(rules)
    assert document_name(material, "docs/keys-and-badges-at-work.md") == "Keys and badges at work"
    assert document_name(material, "docs/faq.md") == ""


@pytest.mark.parametrize(
    ("names", "title"),
    [
        (["Sick leave", "Family Leave Act (FLA)"], "Sick leave and Family Leave Act"),
        (["Moving and packing", "Overtime"], "Overtime, moving and packing"),
        (["Moving and packing", "Food and drink"], ""),
        (["Keys", "How do I park?"], ""),
        (["Keys", "Keys"], ""),
        (["Keys", "Badges", "Doors", "Lamps"], ""),
    ],
)
def test_names_are_joined_where_the_row_reads_as_a_title(names, title, material_of, rules_of):
    material = material_of(rules_of("a.md", ("Keys",), "a key"))
    assert named_together(material, names) == title
