"""A lesson tells a figure with those it is compared with, speaks to one person, and keeps no slip of the source."""

import pytest

from coursegen.generate.embedded.generator import create
from coursegen.model.drafts import DRAFTS


@pytest.fixture
def told(make_statement, make_request):
    """What a module tells of a paragraph of which one sentence is a rule."""

    def _told(sentences, ruled, kind="fact", *, language="en", actor="", **more):
        rules = [
            make_statement(
                "Employees must lock the screen."
                if language == "en"
                else "Medewerkers moeten het scherm vergrendelen.",
                language=language,
                actor="Employees" if language == "en" else "Medewerkers",
            ),
            make_statement(sentences[ruled], kind, actor=actor, place=1, language=language, **more),
        ]
        request = make_request("module", rules, language=language)
        passage = request.passages[1]
        whole = passage.model_copy(
            update={
                "text": " ".join(sentences),
                "sentences": tuple(sentences),
                "kind": "paragraph",
            }
        )
        passages = tuple(whole if each.id == passage.id else each for each in request.passages)
        evidence = tuple(each.model_copy(update={"sentence": ruled}) for each in rules[1].evidence)
        moved = rules[1].model_copy(update={"evidence": evidence})
        request = request.model_copy(update={"passages": passages, "statements": (rules[0], moved)})
        reply = next(iter(create().generate([request])))
        draft = DRAFTS["module"].model_validate(reply.draft)
        return "\n".join(getattr(each, "text", "") for each in draft.blocks)

    return _told


BUDGET = (
    "Acme likes people to learn.",
    "Each employee has an annual budget of $4,000 for courses.",
    "This budget does not roll over to the next year.",
    "The budget for courses will be limited to $2,000 during the first year.",
)


def test_a_limit_stands_beside_the_figure_that_it_limits(told):
    text = told(BUDGET, 3)
    assert "You have an annual budget of $4,000 for courses." in text
    assert text.index("$4,000") < text.index("does not roll over") < text.index("$2,000")
    assert "likes people" not in text


def test_a_worked_example_is_no_figure_to_compare_with(told):
    text = told(
        (
            "For instance, a budget of $300 for courses covers three days.",
            "The budget for courses will be limited to $2,000 during the first year.",
        ),
        1,
    )
    assert "$2,000" in text
    assert "$300" not in text


def test_whom_else_to_turn_to_stands_beside_the_rule(told):
    text = told(
        (
            "Employees must discuss a complaint with their manager.",
            "If you do not feel comfortable with that, raise it with any other manager.",
        ),
        0,
        "obligation",
        actor="Employees",
    )
    assert "raise it with any other manager" in text


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (
            "All employees are covered by a travel insurance during their trips.",
            "You are covered by a travel insurance during your trips.",
        ),
        (
            "At the end of the leave, the employee should give a talk about their leave.",
            "At the end of the leave, you should give a talk about your leave.",
        ),
        (
            "Employees are paid by a bureau that tells managers when they are late.",
            "Employees are paid by a bureau that tells managers when they are late.",
        ),
        (
            "Employees are told which days are free, and the bureau prints them on paper.",
            "Employees are told which days are free, and the bureau prints them on paper.",
        ),
        (
            "Support is limited to two event during the first year.",
            "Support is limited to two events during the first year.",
        ),
    ],
)
def test_a_lesson_speaks_to_one_person_and_keeps_no_slip(told, source, said):
    assert said in told((source,), 0)


def test_a_slip_of_a_dutch_source_is_not_told(told):
    text = told(
        ("Het samenwerkingverband wordt door de de beheerder in het register opgenomen.",),
        0,
        language="nl",
    )
    assert "Het samenwerkingsverband wordt door de beheerder in het register opgenomen." in text


GRANTED = (
    "Alleen de raad van bestuur mag een uitzondering op dit beleid toestaan, na advies van de jurist.",
    "Een uitzondering geldt ten hoogste 6 maanden.",
    "Een medewerker die een eigen fout op tijd meldt, krijgt daarvoor geen straf.",
    "Wie dit beleid bewust overtreedt, kan een disciplinaire maatregel krijgen.",
)
GRANTED_EN = (
    "Only the Security Officer may grant an exception to this policy.",
    "An exception ends after 6 months, unless the Security Officer renews it.",
    "Tenants like short letters.",
    "An employee who deliberately breaks this policy can receive a disciplinary measure.",
)


@pytest.mark.parametrize(("sentences", "language"), [(GRANTED, "nl"), (GRANTED_EN, "en")])
def test_who_may_grant_an_exception_is_told_before_how_long_it_holds(told, sentences, language):
    text = told(sentences, 1, language=language)
    assert text.index(sentences[0]) < text.index(sentences[1])
    assert sentences[2] not in text


@pytest.mark.parametrize(("sentences", "language"), [(GRANTED, "nl"), (GRANTED_EN, "en")])
def test_what_comes_of_breaking_the_rules_stands_with_the_lenient_rule(told, sentences, language):
    assert sentences[3] in told(sentences, 2, language=language)


def test_who_may_grant_an_exception_is_not_told_where_no_rule_speaks_of_one(told):
    sentences = (GRANTED[0], "Logbestanden zijn 6 maanden oud voordat iemand ze leest.")
    text = told(sentences, 1, language="nl")
    assert sentences[1] in text
    assert sentences[0] not in text


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("Zij geven certificaten uit. [PKI-CA]", "Zij geven certificaten uit."),
        ("De TSP levert het certificaat [PKI-CA].", "De TSP levert het certificaat."),
        ("De TSP werkt conform [PKI-CA].", "De TSP werkt conform [PKI-CA]."),
        (
            "Het type is root (PKI Private Root) Voor Serviceaanbieders geldt dat ook.",
            "Het type is root (PKI Private Root). Voor Serviceaanbieders geldt dat ook.",
        ),
        ("Het PvE (deel 3) De Baan is leeg.", "Het PvE (deel 3) De Baan is leeg."),
    ],
)
def test_marks_of_other_lists_and_a_missing_stop_are_mended_in_what_is_told(read_all, source, said):
    from coursegen.generate.embedded.blocks.plainly import cleaned

    assert cleaned(read_all(("fact", source), language="nl"), source) == said


@pytest.mark.parametrize(
    ("language", "text", "points"),
    [
        ("nl", "Het SubOIN fungeert, net als een OIN, als alternatief voor de naam daarvan.", True),
        ("nl", "Het register is de plaats waar een organisatie en de naam daarvan staan.", False),
        ("en", "The number serves as an alternative to the name thereof.", True),
        ("en", "The list is made of each contract and the date thereof.", False),
    ],
)
def test_a_name_of_something_unnamed_points_back(read_all, language, text, points):
    from coursegen.generate.embedded.blocks.parts import points_back

    material = read_all(("fact", text), language=language)
    assert points_back(material, material.rules[0]) is points
