"""What a reader needs to know what a rule is on: its own list, its heading, its words; and objectives on the main rule."""

import pytest

from coursegen.generate.embedded.blocks.terms import names_of
from coursegen.generate.embedded.generator import create
from coursegen.generate.embedded.material import Material
from coursegen.generate.embedded.outline.objectives import objectives_for, whole_topic
from coursegen.model.drafts import DRAFTS


@pytest.fixture
def blocks(make_request):
    def _blocks(statements, change=lambda request: request, **more):
        request = change(make_request("module", statements, **more))
        (reply,) = create().generate([request])
        return DRAFTS["module"].model_validate(reply.draft).blocks

    return _blocks


def test_a_sentence_of_its_own_does_not_stand_under_a_stub_that_asks_for_an_ending(
    blocks, make_statement
):
    texts = ["All connections are monitored.", "Access is limited to certain ports."]
    items = [make_statement(text, "fact", actor="", place=at) for at, text in enumerate(texts)]
    stub = make_statement("The Security Officer shall:", place=9)

    def under_the_stub(request):
        lead = request.passages[2].id
        places = [
            each.model_copy(update={"lead": lead} if each.passage != lead else {})
            for each in request.occurrences
        ]
        passages = [
            each.model_copy(update={"kind": "list_item"}) if each.id != lead else each
            for each in request.passages
        ]
        return request.model_copy(
            update={
                "occurrences": tuple(places),
                "passages": tuple(passages),
                "statements": tuple(items),
            }
        )

    told = " ".join(getattr(each, "text", "") for each in blocks([*items, stub], under_the_stub))
    assert "All connections are monitored" in told
    assert "shall:" not in told


def test_the_summary_names_the_topic_that_only_a_heading_gives(blocks, make_statement):
    rules = [
        make_statement(
            "Employees should give notice to the founder in writing.",
            "recommendation",
            place=0,
            heading=("Policy", "Pregnancy"),
        ),
        make_statement("Employees must wear a badge.", place=1, heading=("Policy", "Badges")),
        make_statement(
            "Employees must sign in every guest.", place=2, heading=("Policy", "Guests")
        ),
    ]
    points = blocks(rules)[-1].points
    assert "Pregnancy: you should give notice to the founder in writing." in points
    assert not any(each.startswith("Badges: ") for each in points)


def test_only_words_that_the_lesson_uses_are_explained(blocks, make_statement):
    rule = make_statement("Employees must look up the number in the RoK.", place=0)
    used = make_statement(
        "The Register of Keys (RoK) is the list of all keys that are in use.",
        "definition",
        actor="",
        place=1,
        term="Register of Keys (RoK)",
    )
    unused = make_statement(
        "A Business Associate is a partner that handles health records.",
        "definition",
        actor="",
        place=2,
        term="Business Associate",
    )
    more = make_statement("Employees must wear a badge.", place=3)
    (cards,) = (each for each in blocks([rule, used, unused, more]) if each.type == "flashcards")
    assert [each.front for each in cards.cards] == ["Register of Keys (RoK)"]


def test_a_term_is_known_by_its_abbreviation_and_its_singular():
    assert names_of("Register of Keys (RoK)") == ["Register of Key", "RoK"]
    assert names_of("Het") == []


def test_an_objective_is_on_what_the_module_is_about(make_request, make_statement):
    texts = [
        ("Employees must lock the bicycle shed at the end of every day.", ("Policy", "Buildings")),
        (
            "Employees must share customer records with the auditor in person.",
            ("Policy", "Sharing records"),
        ),
        ("Employees must send the key of the mailbox by letter.", ("Policy", "Sharing records")),
    ]
    rules = [
        make_statement(text, place=at, heading=heading) for at, (text, heading) in enumerate(texts)
    ]
    material = Material(make_request("outline", rules))
    first = objectives_for(material, "Sharing records", material.rules)[0]
    assert first.text.startswith("Share customer records")


def test_a_topic_is_neither_everybody_nor_nothing(make_request, make_statement):
    texts = [
        "All employees should take a break.",
        "More is asked of the night shift and must be given.",
        "The code must hold a license.",
        "Reviews must hold a comment.",
    ]
    rules = [
        make_statement(text, actor="", place=at, marker="must" if "must" in text else "should")
        for at, text in enumerate(texts)
    ]
    material = Material(make_request("outline", rules))
    for each in whole_topic(material, "Work", material.rules):
        assert "all employees" not in each.text
        assert "more" not in each.text.split()


def test_no_more_than_three_strengths_stand_in_an_objective(make_request, make_statement):
    kinds = ["obligation", "prohibition", "permission", "recommendation", "no_obligation"]
    rules = [
        make_statement(f"The form {at} must be signed.", kind, actor="", place=at, marker="must")
        for at, kind in enumerate(kinds)
    ]
    material = Material(make_request("outline", rules))
    text = whole_topic(material, "Forms", material.rules)[0].text
    assert text.count(",") <= 1
