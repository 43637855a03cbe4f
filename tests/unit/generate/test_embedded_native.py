"""Items as a native speaker would ask them: whole questions, no duty that we add, wrong options that are wrong."""

import pytest

from coursegen.generate.embedded.items.advice import advice_items
from coursegen.generate.embedded.items.amounts import amount_items
from coursegen.generate.embedded.items.cases import case_items
from coursegen.generate.embedded.items.context import completed
from coursegen.generate.embedded.items.duties import duty_items
from coursegen.generate.embedded.items.notes import note_items
from coursegen.generate.embedded.items.place import place_items
from coursegen.generate.embedded.items.sets import set_items
from coursegen.generate.embedded.items.status import status_items
from coursegen.generate.embedded.items.strength import strength_items
from coursegen.generate.embedded.material import Material

NOBODY = {"actor": "", "aliases": ("nobody",)}


def made(builder, material):
    """The candidates that a builder of one rule's items finds in the completed rules."""
    rules = completed(material, material.rules)
    return [each for rule in rules for each in builder(material, rule)]


def test_how_often_keeps_what_it_is_done_for(read_all):
    text = "Hosts are scanned daily for malicious files in critical paths."
    action = "be scanned daily for malicious files in critical paths"
    material = read_all(("fact", text), action=action, passive=True, **NOBODY)
    (found,) = made(amount_items, material)
    assert found.item.stem == "How often are hosts scanned for malicious files in critical paths?"


def test_a_report_that_goes_to_nobody_is_no_answer(read_all):
    bare = read_all(("obligation", "Employees must report an incident of unauthorised use."))
    assert "case-seen" not in {each.family for each in made(case_items, bare)}
    told = "Employees must report an incident of unauthorised use to the Security Officer."
    found = made(case_items, read_all(("obligation", told)))
    (key,) = [
        option.text
        for each in found
        if each.family == "case-seen"
        for option in each.item.options
        if option.correct
    ]
    assert key == "Report it to the Security Officer"


def test_advice_told_as_a_command_is_no_must(read_all):
    text = "If you believe that somebody treats you badly, report the conduct to the founders."
    material = read_all(
        ("obligation", text), action="report the conduct", actor="", aliases=("employees", "you")
    )
    (found,) = [each for each in made(case_items, material) if each.family == "case"]
    assert found.item.stem.endswith("?")
    assert "must" not in str(found.item.model_dump())


def test_a_ban_on_any_of_several_is_asked_of_one(read_all):
    text = "Employees may not download records to any workstations used at home."
    (found, *_) = made(advice_items, read_all(("prohibition", text)))
    assert "a workstation used at home" in found.item.stem


def test_any_stands_in_no_wish(read_all):
    text = "Employees must not share a password with anyone."
    stems = [each.item.stem for each in made(advice_items, read_all(("prohibition", text)))]
    assert stems
    assert not [each for each in stems if "wants to" in each or "is about to" in each]


def test_a_task_with_a_clause_of_its_own_is_not_asked_as_one(read_all):
    text = "Employees are encouraged to come forward with what they know, and can do so unnamed."
    material = read_all(("recommendation", text))
    assert not made(advice_items, material)


def test_who_is_encouraged_is_not_told_that_they_should(read_all):
    text = "Employees are encouraged to report work-related concerns."
    (rule,) = read_all(("recommendation", text)).rules
    assert rule.plain == "You are encouraged to report work-related concerns."


@pytest.mark.parametrize(
    ("language", "kind", "text", "words"),
    [
        ("en", "no_obligation", "Employees do not have to judge how serious an incident is.", "not required"),
        ("nl", "no_obligation", "Medewerkers hoeven niet te beoordelen hoe ernstig een lek is.", "niet verplicht"),
        ("en", "recommendation", "Employees should use a privacy screen on trains.", "do not have to"),
    ],
)  # fmt: skip
def test_no_wrong_option_says_in_other_words_what_is_so(read_all, language, kind, text, words):
    found = made(advice_items, read_all((kind, text), language=language))
    wrong = [option.text for each in found for option in each.item.options if not option.correct]
    assert len(wrong) >= 2
    assert not [each for each in wrong if words in each]


def test_what_is_not_allowed_stands_beside_what_is_allowed_and_no_duty(read_all):
    material = read_all(
        ("prohibition", "Employees must not share a password with a colleague."),
        ("prohibition", "Employees must not leave papers on a printer."),
        ("obligation", "Employees must complete the security course."),
        ("obligation", "Employees must lock the screen."),
        ("permission", "Employees may open a file if the file is needed for a task."),
        ("prohibition", "Employees must not print at home, unless the manager has agreed."),
    )
    rules = completed(material, material.rules)
    (found,) = [each for each in set_items(material, rules) if each.family == "breach-all"]
    told = {option.text for option in found.item.options if not option.correct}
    assert told == {
        "Open a file if the file is needed for a task",
        "Print at home if the manager has agreed",
    }


STRICT = [
    ("obligation", "The codebase MUST have a public tracker.", "MUST"),
    ("obligation", "The codebase MUST have a license file.", "MUST"),
    ("obligation", "Every change MUST be reviewed by a second person.", "MUST"),
]


@pytest.fixture
def strict(make_request, make_statement):
    """The material of rules with their key words in capitals."""

    def _strict(*told):
        rules = [
            make_statement(text, kind, place=at, actor="", marker=marker)
            for at, (kind, text, marker) in enumerate(told)
        ]
        return Material(make_request("items", rules, aliases=("nobody",)))

    return _strict


def test_notes_on_strength_say_that_strength_is_asked(strict):
    material = strict(*STRICT)
    (found, *_) = [each for each in note_items(material, material.rules) if each.family == "notes"]
    assert found.item.stem.startswith("A colleague noted how strict")


@pytest.mark.parametrize(
    ("marker", "kind", "question"),
    [
        ("MAY", "permission", "Which rule is a requirement, not just an option?"),
        ("SHOULD", "recommendation", "Which rule is a requirement, not just a recommendation?"),
    ],
)
def test_a_requirement_is_told_apart_from_what_stands_beside_it(strict, marker, kind, question):
    free = [
        (kind, f"The documentation {marker} hold examples.", marker),
        (kind, f"Old releases {marker} be kept in an archive.", marker),
    ]
    material = strict(*STRICT, *free)
    stems = {each.item.stem for each in strength_items(material, material.rules)}
    assert f"One word is left out of each rule. {question}" in stems


def test_a_figure_is_asked_for_and_not_three_sentences_that_differ_in_it(read_all):
    text = "Clef offers an allowance of $24,000 per year for employees who work at night."
    material = read_all(("fact", text), actor="Clef")
    families = {each.family for each in note_items(material, completed(material, material.rules))}
    assert "version" not in families


def test_what_bears_a_partys_name_is_not_said_to_be_anothers(read_all):
    told = [
        ("obligation", "De SubOIN-beheerder is verantwoordelijk voor het doorgeven van mutaties."),
        ("obligation", "De beheerder is verantwoordelijk voor het vastleggen van (Sub)OINs."),
        ("obligation", "De registerhouder is verantwoordelijk voor de kwaliteit van de gegevens."),
        ("obligation", "De leverancier is verantwoordelijk voor het herstel van de verbinding."),
    ]
    material = read_all(*told, language="nl", actor="", aliases=("niemand",))
    (found,) = [
        each
        for each in duty_items(material, material.rules)
        if "SubOIN-beheerder" in each.item.stem
    ]
    assert not [each for each in found.item.options if "OINs" in each.text]


def test_telegram_style_of_a_cell_is_a_sentence(read_all):
    material = read_all(
        ("obligation", "Gebruik OIN in subject:serialNumber veld is verplicht."),
        ("fact", "Het OIN is een nummer."),
        language="nl",
        actor="",
        aliases=("niemand",),
    )
    (found,) = [
        each
        for rule in completed(material, material.rules)
        if rule.thing
        for each in status_items(material, rule)
    ]
    whole = "Het gebruik van het OIN in het veld subject:serialNumber is"
    assert whole in found.item.stem
    assert all(whole in option.feedback for option in found.item.options)


def commands(make_statement, *told):
    """Commands under the headings of groups."""
    return [
        make_statement(
            text,
            "obligation",
            place=at,
            actor="",
            action=text.rstrip("."),
            heading=("Findable", f"{group}: what you need to do"),
        )
        for at, (group, text) in enumerate(told)
    ]


GROUPS = [
    ("Managers", "Budget for the skills of content design."),
    ("Managers", "Make sure that people present at conferences."),
    ("Developers", "Write the short text of the repository."),
    ("Policy makers", "Test the description of the problem with peers."),
    ("Policy makers", "Present the work at a public conference."),
]


def test_a_task_of_two_groups_belongs_to_neither(make_request, make_statement):
    told = commands(make_statement, *GROUPS)
    request = make_request("items", told, aliases=("nobody",))
    place = next(
        each for each in request.occurrences if each.passage == told[3].evidence[0].passage
    )
    heading = ("Findable", "Developers: what you need to do")
    twice = place.model_copy(
        update={"locator": place.locator.model_copy(update={"heading": heading}), "position": 99}
    )
    request = request.model_copy(update={"occurrences": (*request.occurrences, twice)})
    once = Material(make_request("items", told, aliases=("nobody",)))
    both = Material(request)
    shared = "Test the description of the problem with peers"
    assert shared in str([each.item for each in place_items(once, once.rules)])
    assert shared not in str([each.item for each in place_items(both, both.rules)])


def test_a_ban_that_says_so_is_not_said_twice(read_all):
    text = "Het is medewerkers niet toegestaan om uit nieuwsgierigheid een dossier te openen."
    material = read_all(("prohibition", text), language="nl")
    (found, *_) = made(advice_items, material)
    assert not [each for each in found.item.options if each.feedback.count("niet toegestaan") > 1]
    assert not [each for each in found.item.options if "niet anders kan" in each.text]


def test_a_duty_about_the_way_is_no_card_that_says_to_do_the_deed(read_all):
    material = read_all(
        ("obligation", "Medewerkers moeten een bestand via de beveiligde mail versturen."),
        ("obligation", "Medewerkers moeten het scherm vergrendelen."),
        ("obligation", "Medewerkers moeten de cursus afronden."),
        ("prohibition", "Medewerkers mogen een wachtwoord niet delen."),
        ("prohibition", "Medewerkers mogen een dossier niet meenemen."),
        ("prohibition", "Medewerkers mogen een usb-stick niet gebruiken."),
        language="nl",
        actor="medewerkers",
    )
    found = [each for each in set_items(material, material.rules) if each.family == "categorise"]
    assert "Het scherm vergrendelen" in str(found)
    assert "beveiligde mail" not in str([each.item for each in found])
