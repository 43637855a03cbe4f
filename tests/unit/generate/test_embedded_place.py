"""Where a rule is told: under its own heading, and in the answer to a story that is its very case."""

from dataclasses import replace

import pytest

from coursegen.generate.embedded.blocks.companions import companion
from coursegen.generate.embedded.blocks.parts import Part
from coursegen.generate.embedded.blocks.rules import _runs
from coursegen.generate.embedded.generator import create
from coursegen.generate.embedded.material import Material
from coursegen.model.drafts import DRAFTS


@pytest.fixture
def written(make_request, make_statement):
    """The blocks of a module of rules: text, kind and heading of each."""

    def _written(*told, language="nl", topic=""):
        rules = [
            make_statement(
                text,
                kind,
                actor="Medewerkers" if language == "nl" else "Employees",
                place=at,
                language=language,
                heading=heading,
            )
            for at, (text, kind, heading) in enumerate(told)
        ]
        request = make_request("module", rules, language=language)
        if topic:
            brief = request.brief.model_copy(update={"topic": topic})
            request = request.model_copy(update={"brief": brief})
        (reply,) = create().generate([request])
        return DRAFTS["module"].model_validate(reply.draft).blocks

    return _written


def test_rules_under_the_learners_own_name_stand_under_the_heading_above_it(written):
    rights, tasks = ("Beleid", "Rechten"), ("Beleid", "Taken", "Medewerkers")
    blocks = written(
        ("Medewerkers moeten het verzoek doorsturen naar de jurist.", "obligation", rights),
        ("Medewerkers moeten een brief in de kast leggen.", "obligation", rights),
        ("Medewerkers moeten de training afronden.", "obligation", tasks),
        ("Medewerkers moeten de sleutel inleveren.", "obligation", tasks),
    )
    titles = {each.text: each.title for each in blocks if each.type == "text"}
    assert titles["Je moet de training afronden. Je moet de sleutel inleveren."] == "Taken"


def test_rules_on_the_modules_own_topic_do_not_stand_under_another_heading(written):
    other, own = ("Beleid", "Rechten"), ("Beleid", "Sleutels")
    blocks = written(
        ("Medewerkers moeten het verzoek doorsturen naar de jurist.", "obligation", other),
        ("Medewerkers moeten een brief in de kast leggen.", "obligation", other),
        ("Medewerkers moeten de sleutel inleveren.", "obligation", own),
        ("Medewerkers moeten de deur sluiten.", "obligation", own),
        topic="Sleutels",
    )
    titles = [each.title for each in blocks if each.type == "text" and each.title]
    assert titles == ["Rechten", "Sleutels"]


@pytest.mark.parametrize(
    ("language", "report", "case", "other"),
    [
        (
            "nl",
            "Medewerkers moeten een vermoeden van een datalek bij de jurist melden.",
            "Als een e-mail bij een verkeerde ontvanger is terechtgekomen, moet de medewerker de ontvanger vragen het bericht te verwijderen.",
            "Medewerkers moeten een verloren pas bij de balie melden.",
        ),
        (
            "en",
            "Employees must report a suspected data breach to the lawyer.",
            "If an email has reached the wrong recipient, the employee must ask the recipient to delete the message.",
            "Employees must report a lost badge to the front desk.",
        ),
    ],
)
def test_the_answer_to_a_story_tells_the_rule_for_that_very_case_once(
    written, language, report, case, other
):
    heading = ("Beleid", "Melden")
    blocks = written(
        (report, "obligation", heading),
        (case, "obligation", heading),
        (other, "obligation", heading),
        language=language,
    )
    asked = "vragen het bericht te verwijderen" if language == "nl" else "ask the recipient"
    answer = blocks[1]
    assert asked in answer.text
    assert answer.text.index("lawyer" if language == "en" else "jurist") < answer.text.index(asked)
    body = [getattr(each, "text", "") for each in blocks[2:]]
    assert not any(asked in each for each in body)


def test_a_rule_that_the_next_one_leans_on_stays_in_its_place(make_request, make_statement):
    material = Material(
        make_request("module", [make_statement("Employees must call the desk.", place=0)])
    )
    (rule,) = material.rules
    behind = companion(material, rule, "1.1")
    follower = replace(
        behind, cites=("1.2",), statement=rule.statement.model_copy(update={"id": "other"})
    )
    (told,) = prose_of(material, Part("", (rule, follower)), [rule])
    assert told.text.startswith("You must call the desk.")
    stays = replace(follower, leaning=False, cites=("1.3",))
    (left,) = prose_of(material, Part("", (rule, stays)), [rule])
    assert left.cites == ["1.3"]


def prose_of(material, part, answered):
    return [each for run in _runs(material, part, answered) for each in run]
