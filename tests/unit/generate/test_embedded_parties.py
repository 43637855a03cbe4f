"""Items on who does what, who answers for what, and which of three things has another strength."""

import pytest

from coursegen.generate.embedded.items.duties import duty_items
from coursegen.generate.embedded.items.parties import party_items
from coursegen.generate.embedded.items.rated import rated_items
from coursegen.generate.embedded.material import Material


@pytest.fixture
def material(make_request, make_statement):
    """What a source gives: sentences with their kind and who acts in them."""

    def _material(told, language="en"):
        rules = [
            make_statement(text, kind, actor=actor, language=language, place=at, **more)
            for at, (text, kind, actor, more) in enumerate(told)
        ]
        return Material(make_request("items", rules, language=language, aliases=("nobody",)))

    return _material


def duty(text, actor, **more):
    return (text, "obligation", actor, more)


ROLES = [
    duty("The Security Officer must approve each exception in writing.", "Security Officer"),
    duty("The Privacy Officer must answer letters of customers.", "Privacy Officer"),
    duty("The Operations Team must restore the backup of a system.", "Operations Team"),
    duty("The Board of Directors must decide on the budget for security.", "Board of Directors"),
]


def test_each_party_is_matched_with_what_the_source_says_it_does(material):
    found = material(ROLES)
    (candidate,) = party_items(found, found.rules)
    pairs = {each.left: each.right for each in candidate.item.pairs}
    assert pairs == {
        "The Security Officer": "… must approve each exception in writing",
        "The Privacy Officer": "… must answer letters of customers",
        "The Operations Team": "… must restore the backup of a system",
        "The Board of Directors": "… must decide on the budget for security",
    }
    assert all(each.cites for each in candidate.item.pairs)


def test_what_two_parties_do_alike_is_not_matched(material):
    same = duty("The Privacy Officer must approve each exception in writing.", "Privacy Officer")
    found = material([ROLES[0], same, ROLES[2]])
    assert [*party_items(found, found.rules)] == []


def test_what_a_party_answers_for_stands_beside_what_others_answer_for(material):
    told = [
        (
            "The Security Officer is responsible for the yearly test of the firewall.",
            "fact",
            "",
            {},
        ),
        ("The Privacy Officer is responsible for the register of data breaches.", "fact", "", {}),
        ("The Operations Team is responsible for the backup of each system.", "fact", "", {}),
    ]
    found = material(told)
    item = next(duty_items(found, found.rules)).item
    assert item.stem == "What is the Security Officer responsible for?"
    assert {each.text: each.correct for each in item.options} == {
        "The yearly test of the firewall": True,
        "The register of data breaches": False,
        "The backup of each system": False,
    }


def test_what_a_party_does_not_answer_for_is_a_wrong_answer_only(material):
    told = [
        ("The Security Officer is not responsible for the register of visitors.", "fact", "", {}),
        ("The Privacy Officer is responsible for the register of data breaches.", "fact", "", {}),
        ("The Operations Team is responsible for the backup of each system.", "fact", "", {}),
    ]
    found = material(told)
    keys = [
        each.text
        for candidate in duty_items(found, found.rules)
        for each in candidate.item.options
        if each.correct
    ]
    assert "The register of visitors" not in keys


@pytest.mark.parametrize(
    ("language", "told", "stem", "key"),
    [
        (
            "en",
            [("TLS 1.0", "no longer allowed"), ("TLS 1.2", "required"), ("TLS 1.3", "required")],
            "Which of these is **not** allowed?",
            "TLS 1.0",
        ),
        (
            "nl",
            [("TLS 1.0", "niet toegestaan"), ("TLS 1.2", "verplicht"), ("TLS 1.3", "verplicht")],
            "Wat is **niet** toegestaan?",
            "TLS 1.0",
        ),
    ],
)
def test_one_of_three_has_another_strength(material, language, told, stem, key):
    kinds = ("prohibition", "obligation", "obligation")
    rows = [
        (f"{thing} is {word}.", kind, "", {})
        for (thing, word), kind in zip(told, kinds, strict=True)
    ]
    found = material(rows, language)
    item = next(rated_items(found, found.rules)).item
    assert item.stem == stem
    assert [each.text for each in item.options if each.correct] == [key]
    assert len(item.options) == 3


def test_another_party_is_named_only_where_its_sentence_can_be_cited(make_request, make_statement):
    told = [
        "The Security Officer is responsible for the yearly test of the firewall.",
        "The Privacy Officer is responsible for the register of data breaches.",
        "The Operations Team is responsible for the backup of each system.",
    ]
    own, *others = (
        make_statement(text, "fact", actor="", place=at) for at, text in enumerate(told)
    )
    found = Material(make_request("items", [own], aliases=("nobody",), related=tuple(others)))
    item = next(duty_items(found, found.rules)).item
    wrong = [each.feedback for each in item.options if not each.correct]
    assert len(wrong) == 2
    assert not any("Privacy Officer" in each or "Operations Team" in each for each in wrong)
