"""Items about others and about things: the source's own words, in the third person."""

import pytest

from coursegen.generate.embedded.generator import EmbeddedGenerator
from coursegen.generate.embedded.items.third import third_items
from coursegen.generate.embedded.material import Material
from coursegen.model.drafts import ItemsDraft


@pytest.fixture
def items(make_request):
    """The items that statements give, without an audience unless one is named."""

    def _items(statements, **more):
        more.setdefault("aliases", ("nobody",))
        request = make_request("items", statements, objectives=("Explain the rules",), **more)
        (reply,) = EmbeddedGenerator().generate([request])
        return ItemsDraft.model_validate(reply.draft).items

    return _items


def fact(make_statement, text, actor, action, place, **more):
    """A declarative rule with its verb phrase in the infinitive."""
    return make_statement(text, "fact", actor=actor, action=action, place=place, **more)


@pytest.fixture
def asked(make_request):
    """What is asked of roles, before the best items are chosen."""

    def _asked(statements, **more):
        more.setdefault("aliases", ("nobody",))
        material = Material(make_request("items", statements, **more))
        return [each.item for rule in material.rules for each in third_items(material, rule)]

    return _asked


@pytest.fixture
def roles(make_statement):
    """Three roles, each with a task of its own."""
    told = [
        ("The Security Officer approves or rejects the request.", "Security Officer"),
        ("The Privacy Officer answers letters of customers.", "Privacy Officer"),
        ("The Operations Team restores the backup of a system.", "Operations Team"),
    ]
    actions = [
        "approve or reject the request",
        "answer letters of customers",
        "restore the backup of a system",
    ]
    return [
        fact(make_statement, text, actor, action, place)
        for place, ((text, actor), action) in enumerate(zip(told, actions, strict=True))
    ]


def test_a_task_is_asked_among_the_tasks_of_other_roles(asked, roles):
    own = {
        "the Security Officer": "Approve or reject the request",
        "the Privacy Officer": "Answer letters of customers",
        "the Operations Team": "Restore the backup of a system",
    }
    tasks = [each for each in asked(roles) if not each.stem.startswith("Who ")]
    assert tasks
    for each in tasks:
        role = next(name for name in own if name in each.stem)
        assert [one.text for one in each.options if one.correct] == [own[role]]
        assert {one.text for one in each.options} <= set(own.values())


def test_who_keeps_the_finite_verb_of_the_source(asked, roles):
    stems = {each.stem for each in asked(roles)}
    assert any(stem.startswith("Who ") and stem.endswith("?") for stem in stems)


def test_a_rule_of_somebody_else_is_never_said_to_the_learner(items, roles):
    for each in items(roles):
        assert " you must" not in each.stem.lower()
        assert all("you must" not in option.feedback.lower() for option in each.options)


def test_capitals_of_a_standard_are_normal_modals(read, make_statement):
    rule = read(make_statement("The codebase MUST be versioned.", actor="", marker="MUST"))
    assert (rule.finite, rule.subject, rule.whole) == ("must", "the codebase", "be versioned")


def test_strengths_are_sorted_with_the_modal_left_out(items, make_statement):
    texts = [
        ("The codebase MUST be versioned.", "obligation", "MUST"),
        ("The codebase SHOULD hold a log of changes.", "recommendation", "SHOULD"),
        ("All functionality MUST be tested in clear steps.", "obligation", "MUST"),
        ("Policy SHOULD be provided in open formats.", "recommendation", "SHOULD"),
        ("Commit messages MUST link to a discussion.", "obligation", "MUST"),
    ]
    rules = [
        make_statement(text, kind, actor="", place=at, marker=marker)
        for at, (text, kind, marker) in enumerate(texts)
    ]
    (sort,) = [each for each in items(rules) if each.type == "categorise"]
    assert {each.category for each in sort.entries} == {"required", "recommended"}
    assert all("…" in each.text and "MUST" not in each.text for each in sort.entries)


def test_a_command_that_asks_whether_has_no_condition(read, make_statement):
    text = "Check if policy can be interpreted by a machine."
    rule = read(
        make_statement(text, actor="", action="check if policy can be interpreted"),
        aliases=("you",),
    )
    assert not rule.condition


def test_a_dutch_fact_is_asked_with_the_words_of_the_source(asked, make_statement):
    told = [
        ("De beheerder controleert de identiteit.", "beheerder", "de identiteit controleren"),
        ("De registerhouder bewaakt het register.", "registerhouder", "het register bewaken"),
        ("De houder vraagt een certificaat aan.", "houder", "een certificaat aanvragen"),
    ]
    rules = [
        fact(make_statement, text, actor, action, at, language="nl")
        for at, (text, actor, action) in enumerate(told)
    ]
    stems = [each.stem for each in asked(rules, language="nl")]
    assert any(stem.startswith(("Wie ", "Welke taak")) for stem in stems)


def test_no_frame_stands_twice_in_a_module(items, make_statement):
    verbs = ("lock", "label", "check", "sign", "close", "count")
    rules = [
        make_statement(f"Employees must {verb} the {verb} list of the {verb} room.", place=at)
        for at, verb in enumerate(verbs)
    ]
    stems = [each.stem for each in items(rules, aliases=("employees",))]
    frames = [stem.split(verb)[0] for stem in stems for verb in verbs if verb in stem]
    assert sum(each.startswith('"Do we really have to') for each in frames) <= 1
