"""Wrong options, feedback and stems that fit the case: nothing stock where it has no sense, nothing cut from its context."""

import pytest

from coursegen.generate.embedded.items.advice import advice_items
from coursegen.generate.embedded.items.amounts import amount_items, values_of
from coursegen.generate.embedded.items.cases import case_items
from coursegen.generate.embedded.items.changes import changes
from coursegen.generate.embedded.items.context import is_open
from coursegen.generate.embedded.items.distractors import class_of, temptations
from coursegen.generate.embedded.items.duties import duty_items
from coursegen.generate.embedded.items.gaps import gap_items
from coursegen.generate.embedded.items.notes import note_items
from coursegen.model.passage import Quantity

NOBODY = {"actor": "", "aliases": ("nobody",)}


@pytest.fixture
def one(read_all):
    """The material of one rule, and the rule."""

    def _one(kind, text, **more):
        material = read_all((kind, text), **more)
        return material, material.rules[0]

    return _one


def cases(material):
    return [
        each
        for rule in material.rules
        for each in case_items(material, rule)
        if each.family == "case"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "If another person can listen in, employees must tell the other participants so.",
        "If employees travel with a clearance, employees must notify the security desk.",
    ],
)
def test_what_is_told_and_is_no_incident_gets_no_words_of_one(one, text):
    material, rule = one("obligation", text)
    assert class_of(material, rule) == "tell"
    told = " ".join(f"{each.text} {each.effect}" for each in temptations(material, rule))
    assert "what happened" not in told
    assert "help" not in told


def test_an_incident_keeps_the_temptations_of_a_report(one):
    material, rule = one(
        "obligation", "If employees suspect a breach, employees must notify the desk."
    )
    assert class_of(material, rule) == "report"
    assert "Wait until you are sure what happened" in {
        each.text for each in temptations(material, rule)
    }


@pytest.mark.parametrize(
    "condition", ["employees have any questions", "employees need help with the form"]
)
def test_nothing_tempts_away_from_what_one_needs_oneself(read_all, condition):
    text = f"If {condition}, employees must contact the Benefits Specialist."
    assert cases(read_all(("obligation", text))) == []


def test_a_condition_of_the_second_half_is_no_case_for_the_first(read_all):
    text = (
        "Employees should submit leave requests in advance, and make timely edits "
        "if the plans of the team change."
    )
    assert cases(read_all(("recommendation", text))) == []


def test_a_place_is_no_case(read_all):
    text = "Once outside the station, employees must report the loss of a card to the desk."
    assert cases(read_all(("obligation", text))) == []


def test_what_makes_no_difference_is_left_out_of_the_case(read_all):
    text = (
        "If employees are called to active duty, no matter the length of time, "
        "employees must contact the Benefits Specialist."
    )
    (found,) = cases(read_all(("obligation", text)))
    assert "no matter" not in found.item.stem
    assert "active duty" in found.item.stem


def test_a_choice_names_what_it_speaks_of(one):
    material, rule = one("obligation", "Employees must use the secure file service.")
    told = [each.text for each in temptations(material, rule)]
    assert "Use the secure file service, but only when you think it matters" in told
    assert not [each for each in told if each.startswith("Do so")]


def test_een_keuze_noemt_waarmee_het_gebeurt(one):
    text = "Medewerkers moeten de reden in het dossier vastleggen."
    material, rule = one("obligation", text, language="nl", actor="medewerkers")
    told = [each.text for each in temptations(material, rule)]
    assert "De reden onthouden, voor als iemand ernaar vraagt" in told
    assert not [each for each in told if each.startswith("Het ")]
    assert not [each for each in temptations(material, rule) if "Beter:" in each.instead]


def test_may_not_that_is_a_chance_is_no_ban(one):
    text = "Future travel may not be approved for anyone with travel expenses outstanding."
    material, rule = one("prohibition", text, **NOBODY)
    assert is_open(material, rule)
    material, rule = one("prohibition", "Records may not be removed from the office.", **NOBODY)
    assert not is_open(material, rule)


@pytest.mark.parametrize(
    "text",
    [
        "Employees may receive up to 4 hours for each election event.",
        "Employees may carry over a maximum of 15 days into the next fiscal year.",
        "Employees must follow the instructions on the page.",
    ],
)
def test_what_only_the_page_explains_is_not_asked(one, text):
    kind = "obligation" if "must" in text else "permission"
    assert is_open(*one(kind, text))


def test_an_amount_of_a_named_thing_is_asked(one):
    text = "Employees may take up to 4 hours of administrative leave for a vaccination."
    assert not is_open(*one("permission", text))


@pytest.mark.parametrize(
    "text",
    [
        "You will earn 56 more leave hours (14 pay periods x 4 hours per pay period).",
        "Most approvals take 2-3 weeks to complete.",
        "You may request up to 56 advanced leave hours.",
    ],
)
def test_a_sum_a_range_and_half_of_an_amount_are_no_figure_to_ask(one, text):
    assert values_of(*one("fact", text)) is None


def test_nobody_asks_whether_it_is_all_right_to_do_it_up_to_so_often(read_all):
    material = read_all(("permission", "Employees may claim up to 3 nights."))
    assert not [each for rule in material.rules for each in advice_items(material, rule)]


def test_what_one_can_do_in_one_case_is_not_denied_in_another(read_all):
    text = "If a leave balance is negative, employees can amend past leave requests."
    material = read_all(("permission", text), marker="can")
    assert not [each for rule in material.rules for each in advice_items(material, rule)]


def test_a_bare_noun_is_not_asked_how_often(one):
    more = {"action": "be rotated monthly", "passive": True, **NOBODY}
    assert not list(amount_items(*one("fact", "Passwords are rotated monthly.", **more)))


def test_how_often_takes_no_half_of_a_word(one):
    text = "The fridge in the kitchen is cleaned bi-monthly on Fridays."
    more = {"action": "be cleaned bi-monthly on Fridays", "passive": True, **NOBODY}
    assert not list(amount_items(*one("fact", text, **more)))


def test_two_gaps_do_not_have_one_figure(read_all):
    told = ("Employees must reply within 30 days.", "Visitors must leave within 30 days.")
    material = read_all(*(("obligation", each) for each in told))
    assert not list(gap_items(material, material.rules))


def test_the_topic_of_notes_is_what_they_are_about(read_all):
    material = read_all(
        ("obligation", "Employees must answer a request within 5 days."),
        ("obligation", "Employees must lock the screen."),
        ("obligation", "Employees must return the laptop within 14 days."),
        ("permission", "Employees may use annual leave for any reason."),
        heading=("Policy", ""),
    )
    assert "Reporting" not in str(
        [each.item.stem for each in note_items(material, material.rules) if each.family == "notes"]
    )


def test_only_a_group_has_members(one):
    material, rule = one("fact", "A member of the Travel team will make the payment.", **NOBODY)
    assert not [each for each in changes(material, rule) if "member of the Officer" in each.text]


def test_what_the_party_has_too_is_no_wrong_answer(read_all):
    material = read_all(
        ("fact", "De beheerder is verantwoordelijk voor het doorgeven van alle mutaties."),
        ("fact", "De beheerder houdt een sectorregistratie bij."),
        ("fact", "De houders zijn verantwoordelijk voor de beschikbaarheid van het register."),
        ("fact", "De leverancier is verantwoordelijk voor de betrouwbaarheid van certificaten."),
        ("fact", "De gebruikers zijn verantwoordelijk voor de juistheid van hun aanvraag."),
        language="nl",
        **NOBODY,
    )
    found = [each for each in duty_items(material, material.rules) if "beheerder" in each.item.stem]
    assert not [each for each in found if "register" in str(each.item.options)]


def test_a_few_more_that_are_left_out(read_all):
    material = read_all(
        ("recommendation", "Employees should strive for consensus in the team."),
        ("prohibition", "Employees must not over-publicize."),
        ("no_obligation", "Employees do not have to contact OCE."),
    )
    assert not [each for rule in material.rules for each in advice_items(material, rule)]


def test_only_new_is_not_said_of_who_has_left(one):
    text = "All separated employees receive a copy by mail."
    assert not [each for each in changes(*one("fact", text, **NOBODY)) if "Only new" in each.text]


def test_not_required_is_not_put_right_by_required(one):
    text = "Release forms are not required for visitors."
    told = [each.effect for each in changes(*one("no_obligation", text, **NOBODY))]
    assert told
    assert not [each for each in told if "Not required but" in each]


def timed(material):
    return [
        each.item
        for rule in material.rules
        for each in case_items(material, rule)
        if each.family == "time"
    ]


@pytest.mark.parametrize(("kind", "must"), [("obligation", "must"), ("recommendation", "should")])
def test_a_question_for_a_time_has_the_strength_of_the_rule(one, kind, must):
    material, _ = one(kind, f"Visitors {must} return the form within 3 days.", actor="Visitors")
    (item,) = timed(material)
    assert item.stem.startswith(f"Within what time {must} visitors")
    every = Quantity(text="every 6 weeks", value=6.0, unit="week", bound="every")
    text = f"Visitors {must} renew the pass every 6 weeks."
    material, _ = one(kind, text, actor="Visitors", quantities=(every,))
    (item,) = timed(material)
    assert item.stem.startswith(f"How often {must} visitors")


@pytest.mark.parametrize("what", ["badge", "key", "laptop", "parcel", "file", "form"])
@pytest.mark.parametrize("unit", ["working day", "week"])
def test_a_time_of_one_unit_that_has_no_half_has_later_ones_beside_it(one, unit, what):
    time = Quantity(text=f"within 1 {unit}", value=1.0, unit=unit, bound="within")
    text = f"Employees must return the {what} within 1 {unit}."
    material, _ = one("obligation", text, quantities=(time,), deadline=time)
    (item,) = timed(material)
    assert item.options[0].text.lower() == f"within 1 {unit}"


@pytest.mark.parametrize(
    ("language", "actor", "text", "time", "unit", "several"),
    [
        ("en", "Visitors", "Visitors must renew the pass every week.", "every week", "week", "Every {} weeks"),
        ("en", "Visitors", "Visitors must renew the pass each month.", "each month", "month", "Each {} months"),
        ("nl", "Bezoekers", "Bezoekers moeten de pas elke week verlengen.", "elke week", "week", "Elke {} weken"),
        ("nl", "Bezoekers", "Bezoekers moeten de pas elk jaar verlengen.", "elk jaar", "year", "Elke {} jaar"),
    ],
)  # fmt: skip
def test_a_time_of_every_unit_without_a_number_is_asked(
    one, language, actor, text, time, unit, several
):
    quantity = Quantity(text=time, value=1.0, unit=unit, bound="every")
    material, _ = one("obligation", text, language=language, actor=actor, quantities=(quantity,))
    (item,) = timed(material)
    key, *wrong = (each.text for each in item.options)
    assert key == f"{time[0].upper()}{time[1:]}"
    allowed = {several.format(number) for number in range(2, 13)}
    assert len(wrong) == 2
    assert set(wrong) <= allowed
