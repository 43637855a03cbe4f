"""Teaching blocks and outline of the embedded generator, on rules made by hand."""

import pytest

from coursegen.generate.embedded.blocks.opening import Opening, _ahead
from coursegen.generate.embedded.blocks.tables import parties
from coursegen.generate.embedded.generator import create
from coursegen.generate.embedded.material import Material
from coursegen.generate.embedded.outline.objectives import whole_topic
from coursegen.model.drafts import DRAFTS
from coursegen.model.passage import SentenceRef


def test_every_block_of_the_source_cites_a_sentence_that_is_there(draft, rules):
    for block in draft("module", rules).blocks:
        if getattr(block, "origin", "source") == "source":
            assert block.cites
            assert all(1 <= int(label.split(".")[0]) <= len(rules) for label in block.cites)


def test_the_story_comes_first_and_the_summary_last(draft, rules):
    blocks = draft("module", rules).blocks
    assert blocks[0].origin == "story"
    assert blocks[0].cites == []
    assert blocks[-1].type == "summary"
    assert 2 <= len(blocks[-1].points) <= 4


def test_the_question_of_the_opening_is_answered_right_behind_it(draft, make_statement):
    rule = make_statement(
        "If an employee loses a badge, the employee must call the desk.", "obligation"
    )
    story, answer = draft("module", [rule]).blocks[:2]
    assert story.text.endswith("What do you do?")
    assert (answer.type, answer.text) == (
        "callout",
        "If you lose a badge, you must call the desk.",
    )


@pytest.mark.parametrize(
    ("what", "screen"),
    [("a suspected incident", True), ("an incident with a visitor in the facility", False)],
)
def test_a_story_from_the_bank_is_about_what_the_rule_is_about(draft, make_statement, what, screen):
    rule = make_statement(f"Employees must report {what} to the desk.", "obligation")
    texts = [each.text for each in draft("module", [rule]).blocks if each.type == "text"]
    assert any("screen" in each for each in texts) == screen


def test_rules_under_two_headings_stand_under_them(draft, make_statement):
    headings = [("Policy", "Badges"), ("Policy", "Guests")]
    texts = ["Employees must wear a badge.", "Employees must sign in every guest."]
    rules = [
        make_statement(text, heading=heading, place=at)
        for at, (text, heading) in enumerate(zip(texts, headings, strict=True))
    ]
    titles = [each.title for each in draft("module", rules).blocks if each.type == "text"]
    assert titles == ["Badges", "Guests"]


def test_a_rule_that_points_at_what_is_not_told_is_left_out(draft, make_statement):
    texts = ["Employees must wear a badge.", "Employees must follow the above process."]
    rules = [make_statement(text, place=at) for at, text in enumerate(texts)]
    told = " ".join(each.text for each in draft("module", rules).blocks if hasattr(each, "text"))
    assert "badge" in told
    assert "above process" not in told


def test_who_does_what_is_a_table_of_parties(draft, make_statement):
    texts = [
        ("The auditor checks the accounts.", "auditor"),
        ("The auditor writes a report.", "auditor"),
        ("The board approves the report.", "board"),
    ]
    rules = [
        make_statement(text, "fact", actor=actor, place=at)
        for at, (text, actor) in enumerate(texts)
    ]
    table = next(each for each in draft("module", rules).blocks if each.type == "table")
    assert table.rows == [
        ["The auditor", "checks the accounts; writes a report"],
        ["The board", "approves the report"],
    ]


def test_no_rules_make_no_table_of_parties(make_request, rules):
    assert parties(Material(make_request("module", rules)), []) is None


def test_the_summary_tells_things_by_their_strength(draft, make_statement):
    texts = [("TLS 1.2: required", "obligation"), ("TLS 1.3: recommended", "recommendation")]
    rules = [
        make_statement(text, kind, actor="", place=at) for at, (text, kind) in enumerate(texts)
    ]
    summary = draft("module", rules).blocks[-1]
    assert summary.points == ["Required: TLS 1.2.", "Recommended: TLS 1.3."]


def test_objectives_on_a_whole_topic_name_what_the_rules_are_about(make_request, make_statement):
    texts = [
        "The code must hold a license.",
        "Reviews must hold a comment.",
        "The name should be short.",
        "The site should hold a map.",
    ]
    rules = [
        make_statement(
            text,
            "obligation" if "must" in text else "recommendation",
            actor="",
            place=at,
            marker="must" if "must" in text else "should",
        )
        for at, text in enumerate(texts)
    ]
    material = Material(make_request("outline", rules, aliases=("you",)))
    applied, known = whole_topic(material, "Publishing", material.rules)
    assert (applied.text, applied.bloom) == (
        "Decide in a case what is required and recommended for the code, reviews and the name",
        "apply",
    )
    assert known.text == "Explain what the rules ask of the code, reviews and the name"


def test_an_exception_stands_in_a_callout(draft, rules):
    callouts = [each for each in draft("module", rules).blocks if each.type == "callout"]
    assert any(each.style == "exception" and "unless" in each.text for each in callouts)


def test_three_times_become_a_table(draft, make_statement):
    texts = [
        "Employees must report a leak within 4 hours.",
        "Employees must return a badge within 2 days.",
        "Employees must delete a download within 30 days.",
    ]
    rules = [make_statement(text, place=at) for at, text in enumerate(texts)]
    table = next(each for each in draft("module", rules).blocks if each.type == "table")
    assert table.rows[0] == ["Report a leak", "within 4 hours"]


def test_the_outline_gives_objectives_of_a_measurable_verb(draft, rules):
    (module,) = draft("outline", rules, minutes=45).modules
    assert 1 <= len(module.objectives) <= 3
    verbs = {"Report", "Call", "Choose", "Decide", "Explain"}
    assert all(each.text.split()[0] in verbs for each in module.objectives)
    assert len(module.topic.split()) <= 7


def test_sections_for_auditors_are_left_out(draft, rules):
    heading = ("Policy", "4.1 Applicable Standards")
    rules = [each.model_copy(update={"heading": heading}) for each in rules]
    assert draft("outline", rules, minutes=45).modules == []


def test_nothing_teachable_gives_no_modules(draft, make_statement):
    facts = [make_statement(f"The building has {n} floors.", "fact", actor="") for n in range(9)]
    assert draft("outline", facts, minutes=45).modules == []


def test_a_language_without_grammar_gets_empty_drafts(draft, rules):
    for task in DRAFTS:
        found = draft(task, rules, language="fr", aliases=("employees",))
        assert not any(
            getattr(found, part, None) for part in ("modules", "blocks", "items", "scenes")
        )


def test_a_draft_depends_on_its_request_alone(make_request, rules):
    request = make_request("items", rules)
    first, second = (next(iter(create().generate([request]))) for _ in range(2))
    assert first == second
    assert (first.generator, create().recipe) == ("embedded", "embedded/7")


def test_a_question_for_yes_or_no_is_answered_with_it(draft, make_statement):
    rule = make_statement(
        "Employees must not print confidential documents at home, unless the manager has approved the print.",
        "prohibition",
        exception="unless the manager has approved the print",
    )
    deed = make_statement("Employees must not borrow a badge.", "prohibition", place=1)
    story, answer = draft("module", [deed, rule]).blocks[:2]
    assert story.text.endswith("?")
    assert answer.text.startswith("No. You must not")


def test_a_callout_is_named_after_its_case_or_bears_no_title(draft, make_statement):
    texts = [
        "Employees must lock the screen.",
        "If a document has no label, employees must treat the document as Internal, unless it holds personal data.",
        "Employees must not copy a plan unless the owner has agreed to it.",
    ]
    rules = [
        make_statement(text, "prohibition" if "not copy" in text else "obligation", place=at)
        for at, text in enumerate(texts)
    ]
    titles = [each.title for each in draft("module", rules).blocks if each.type == "callout"]
    assert "If a document has no label" in titles
    assert not any("exception" in each.lower() for each in titles)


def _one_passage(request):
    """The request with its sentences in one passage, as a paragraph of the source holds them."""
    whole = request.passages[0].model_copy(
        update={
            "text": " ".join(each.text for each in request.passages),
            "sentences": tuple(each.text for each in request.passages),
        }
    )
    place = request.occurrences[0]
    return request.model_copy(
        update={
            "passages": (whole,),
            "occurrences": (place,),
            "statements": tuple(
                each.model_copy(update={"evidence": (SentenceRef(passage=whole.id, sentence=at),)})
                for at, each in enumerate(request.statements)
            ),
        }
    )


@pytest.mark.parametrize(
    "beside",
    [
        "As an exception, the work details of employees are Internal.",
        "Only the desk may dispose of a laptop.",
        "The telephone number is printed on the staff card.",
        "The report of each week stands on the intranet.",
    ],
)
def test_a_rule_keeps_the_sentences_that_it_rests_on(make_request, make_statement, beside):
    texts = [
        "Employees must report a suspected incident to the desk by telephone within 1 hour.",
        beside,
        "Employees must not delete messages that may serve as evidence.",
    ]
    rules = [
        make_statement(text, kind, place=at, heading=("Policy", "Incidents"))
        for at, (text, kind) in enumerate(
            zip(texts, ["obligation", "fact", "prohibition"], strict=True)
        )
    ]
    request = _one_passage(make_request("module", rules))
    request = request.model_copy(
        update={"statements": (request.statements[0], request.statements[2])}
    )
    told = DRAFTS["module"].model_validate(next(iter(create().generate([request]))).draft)
    assert beside in " ".join(getattr(each, "text", "") for each in told.blocks)


def test_a_heading_does_not_stand_without_the_sentence_it_is_about(make_request, make_statement):
    texts = [
        "Noordkade uses the classes Public, Internal and Confidential.",
        "Employees must lock the screen when they leave the workplace.",
        "Employees must not forward work email to a private mailbox.",
    ]
    rules = [
        make_statement(text, kind, place=at, heading=("Policy", "Classes of information"))
        for at, (text, kind) in enumerate(
            zip(texts, ["fact", "obligation", "prohibition"], strict=True)
        )
    ]
    request = _one_passage(make_request("module", rules))
    request = request.model_copy(update={"statements": request.statements[1:]})
    told = DRAFTS["module"].model_validate(next(iter(create().generate([request]))).draft)
    assert texts[0] in " ".join(getattr(each, "text", "") for each in told.blocks)


def test_a_summary_holds_the_objective_and_no_slip_of_the_source(draft, make_statement):
    texts = [
        "Employees must report an incident to the desk.",
        "When personal data may be involved, employees must also send the data form to the officer.",
        "Employees must not delete the the messages of a customer.",
        "Employees must not speak to the press about an incident.",
    ]
    rules = [
        make_statement(text, "prohibition" if " not " in text else "obligation", place=at)
        for at, text in enumerate(texts)
    ]
    objective = "Send the data form to the officer when personal data may be involved"
    points = draft("module", rules, objectives=(objective,)).blocks[-1].points
    assert (
        "When personal data may be involved, you must send the data form to the officer." in points
    )
    assert not any("the the" in each for each in points)


def test_the_sentence_between_two_rules_stays_between_them(make_request, make_statement):
    texts = [
        "The keeper of the register is responsible for the quality of the data.",
        "The holders of a number care for what stands in their own part.",
        "The keeper of the register is not responsible for the data of others.",
    ]
    rules = [
        make_statement(text, "fact", actor="The keeper of the register", place=at)
        for at, text in enumerate(texts)
    ]
    request = _one_passage(make_request("module", rules))
    request = request.model_copy(
        update={"statements": (request.statements[0], request.statements[2])}
    )
    told = DRAFTS["module"].model_validate(next(iter(create().generate([request]))).draft)
    whole = " ".join(getattr(each, "text", "") for each in told.blocks)
    assert texts[1] in whole
    assert whole.index(texts[0]) < whole.index(texts[1]) < whole.index(texts[2])


def test_a_line_that_is_a_heading_is_no_sentence(draft, make_statement):
    texts = [
        ("Get approval from your manager", "obligation", ""),
        ("Employees must ask for approval before they travel.", "obligation", "Employees"),
        ("Employees must not travel alone.", "prohibition", "Employees"),
    ]
    rules = [
        make_statement(text, kind, actor=actor, place=at)
        for at, (text, kind, actor) in enumerate(texts)
    ]
    told = draft("module", rules)
    assert "Get approval" not in " ".join(getattr(each, "text", "") for each in told.blocks)


def test_an_objective_on_a_topic_names_a_deed_and_no_list_of_strengths(
    make_request, make_statement
):
    rules = [
        make_statement("Employees must lock the screen.", "obligation"),
        make_statement("Employees must not lend a badge.", "prohibition", place=1),
        make_statement("Employees should ask for help.", "recommendation", place=2),
    ]
    material = Material(make_request("outline", rules))
    texts = [each.text for each in whole_topic(material, "Access", material.rules)]
    assert "Apply the rules on “Access” to a case" in texts


def test_the_answer_behind_a_question_does_not_say_the_question_again(draft, make_statement):
    texts = [
        "If an employee loses a badge, the employee must call the desk at the door.",
        "Employees must lock the screen.",
        "Employees must wear a badge.",
        "If an employee receives a visitor, the employee must accompany the visitor in every area.",
    ]
    rules = [make_statement(text, "obligation", place=at) for at, text in enumerate(texts)]
    told = [each.text for each in draft("module", rules).blocks if each.type == "reveal"]
    assert told in (
        ["Accompany the visitor in every area."],
        ["Call the desk at the door."],
    )


def test_an_answer_with_also_opens_with_the_first_duty_of_its_case(make_statement, make_request):
    told = [
        (
            "If a device is lost or stolen, employees must call the desk within 1 hours.",
            "call the desk",
        ),
        (
            "If a device was stolen, employees must also report the theft to the police.",
            "report the theft",
        ),
    ]
    rules = [
        make_statement(text, place=at, action=action, condition=text.partition(",")[0])
        for at, (text, action) in enumerate(told)
    ]
    material = Material(make_request("module", rules))
    also = material.rules[1]
    found = Opening("A story.", also, "", _ahead(material, also))
    (_, answer) = found.blocks(material, [])
    assert answer.text.startswith("If a device is lost or stolen, you must call the desk")
    assert "you must also report the theft" in answer.text
