"""Items that make sense by themselves: a wrong version somebody might believe, nothing that gives the key away."""

import re

import pytest

from coursegen.generate.embedded.gates import echoes
from coursegen.generate.embedded.items.cases import case_items
from coursegen.generate.embedded.items.changes import changes
from coursegen.generate.embedded.items.context import completed, has_slip, is_open, mended
from coursegen.generate.embedded.items.distractors import class_of, temptations
from coursegen.generate.embedded.items.draft import candidates
from coursegen.generate.embedded.items.third import is_same_party, unnamed
from coursegen.generate.embedded.material import Material
from coursegen.language.data import load


@pytest.fixture
def read_all(make_request, make_statement):
    """The material that sentences give, in order."""

    def _read_all(*told, language="en", kind="obligation", aliases=None, **more):
        rules = [
            make_statement(text, kind, place=at, language=language, **more)
            for at, text in enumerate(told)
        ]
        return Material(make_request("items", rules, language=language, aliases=aliases))

    return _read_all


@pytest.fixture
def changed(read_all):
    """The texts of one rule with one thing changed, by kind."""

    def _changed(text, **more):
        material = read_all(text, **more)
        return {each.kind: each.text for each in changes(material, material.rules[0])}

    return _changed


NOBODY = {"actor": "", "aliases": ("nobody",)}


@pytest.mark.parametrize(
    ("language", "text", "limit"),
    [
        ("en", "All workforce members are educated about the tools.", "Only new workforce members"),
        ("en", "All data in transit is encrypted with a strong key.", "Only confidential data in"),
        ("nl", "Alle leveranciers worden elk jaar beoordeeld.", "Alleen nieuwe leveranciers"),
        ("nl", "Alle gegevens worden versleuteld verstuurd.", "Alleen vertrouwelijke gegevens"),
    ],
)
def test_what_holds_for_all_is_misremembered_as_a_limit(changed, language, text, limit):
    found = changed(text, language=language, kind="fact", **NOBODY)
    assert found["extent"].startswith(limit)


@pytest.mark.parametrize(
    "text", ["All committed code is reviewed by a peer.", "All new employees are given a badge."]
)
def test_no_limit_is_made_where_the_noun_has_none(changed, text):
    assert "extent" not in changed(text, kind="fact", **NOBODY)


def test_before_becomes_after_only_of_acts_that_make_sense_afterwards(changed):
    checked = "Employees must check the address of every recipient before they send personal data."
    signed = "The supplier must sign the agreement before the work is started."
    promised = "Interactions must be verified before support personnel will satisfy any request."
    assert "word" not in changed(checked)
    assert "after the work" in changed(signed, **NOBODY)["word"]
    assert "word" not in changed(promised, **NOBODY)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Give the team as much notice as possible, but at least 3 days."),
        ("nl", "Het lek moet zo snel mogelijk en uiterlijk binnen 24 uur worden gemeld."),
    ],
)
def test_no_swap_makes_a_rule_contradict_itself(changed, language, text):
    found = changed(text, language=language, **NOBODY).get("word", "")
    assert "at most" not in found
    assert "voor het eind van de week" not in found


def test_no_note_carries_a_heading_in_front(read_all):
    told = [
        ("Badges are replaced within 4 hours.", ("Policy", "Lost and found items")),
        ("Shared accounts are removed within 2 days.", ("Policy", "Access to networks")),
        ("Backups are tested monthly by the operations team.", ("Policy", "Continuity of work")),
        ("Reports are kept for a period of 6 years.", ("Policy", "Retention and archives")),
    ]
    rules = [
        each
        for text, heading in told
        for each in read_all(text, kind="fact", heading=heading, **NOBODY).request.statements
    ]
    material = read_all("Doors are locked daily.", kind="fact", **NOBODY)
    request = material.request.model_copy(update={"statements": tuple(rules)})
    for each in candidates(Material(request)):
        for option in getattr(each.item, "options", ()):
            assert ": " not in option.text


@pytest.mark.parametrize(
    ("language", "text", "is_lost"),
    [
        ("nl", "Een uitzondering geldt ten hoogste 6 maanden.", True),
        ("nl", "De deelnemers moeten onderling afspraken maken.", True),
        ("en", "An exception ends after 6 months.", True),
        ("en", "Give everyone as much notice as possible.", True),
        ("en", "A request is logged before the request is approved.", False),
        ("en", "The Security Officer approves each change.", False),
    ],
)
def test_a_rule_that_leans_on_its_place_is_known(read_all, language, text, is_lost):
    material = read_all(text, language=language, kind="fact", **NOBODY)
    assert is_open(material, material.rules[0]) is is_lost


def test_what_the_section_alone_makes_clear_is_filled_in(read_all):
    material = read_all(
        "Medewerkers moeten de privacytraining binnen 30 dagen afronden.",
        "Medewerkers moeten de training elke 2 jaar herhalen.",
        language="nl",
    )
    assert "privacytraining" in completed(material, material.rules)[1].plain
    heading = ("Policy", "8.3 Audit Requests")
    material = read_all("The request must be approved by two people.", heading=heading, **NOBODY)
    assert completed(material, material.rules)[0].plain.startswith("The audit request must")


def test_an_answer_that_names_the_party_is_known():
    assert echoes("Public policy makers", "Develop policies in the open")
    assert echoes("registerhouder", "beheert een overheidsregister")
    assert not echoes("Managers", "Develop a culture that embraces openness")
    said = "beheert een overheidsregister en waarborgt de kwaliteit van de nummers"
    assert unnamed("registerhouder", said) == "waarborgt de kwaliteit van de nummers"
    assert unnamed("registerhouder", "beheert een overheidsregister") == ""


def test_two_names_of_one_party_are_known(read_all):
    material = read_all(
        "Logius beheert het OIN-stelsel.",
        "De TSP geeft certificaten uit.",
        language="nl",
        kind="fact",
        **NOBODY,
    )
    assert is_same_party(material, "beheerder van het OIN-stelsel", "Logius")
    assert not is_same_party(material, "TSP", "Logius")


def test_an_exception_stays_with_the_answer(read_all):
    material = read_all(
        "If a document has no label, employees must treat the document as Internal, "
        "unless it holds personal data.",
        condition="If a document has no label",
        exception="unless it holds personal data",
    )
    found = [each for each in case_items(material, material.rules[0]) if each.family == "case"]
    assert found
    for each in found:
        (key,) = (option.text for option in each.item.options if option.correct)
        assert key.endswith("unless it holds personal data")


@pytest.mark.parametrize(
    ("language", "text", "kind"),
    [
        ("en", "Employees must return the laptop to the desk.", "return"),
        ("en", "Employees must label a document.", "label"),
        ("en", "Employees must record the reason.", "record"),
        ("nl", "Medewerkers moeten het dossier terugbrengen.", "return"),
        ("nl", "Medewerkers moeten bestanden wissen.", "dispose"),
    ],
)
def test_each_act_has_temptations_of_its_own(read_all, language, text, kind):
    material = read_all(text, language=language)
    assert class_of(material, material.rules[0]) == kind
    assert len(temptations(material, material.rules[0])) > 1


@pytest.mark.parametrize(
    ("text", "slipped"),
    [
        ("De COR biedt hulp bij gebruik van het OINde toegang.", True),
        ("De medewerkers wordt gevraagd het formulier te tekenen.", True),
        ("Het is vande beheerder.", True),
        ("Users must sign the the form.", True),
        ("The registration of SubOINs is done by the OIN holder.", False),
        ("Employees must say that that is so.", False),
        ("De opslag van gegevens wordt beveiligd.", False),
    ],
)
def test_a_slip_of_the_source_is_known(read_all, text, slipped):
    assert has_slip(read_all(text, kind="fact", **NOBODY).rules[0]) is slipped


@pytest.mark.parametrize("language", ["en", "nl"])
def test_praise_is_plain_and_a_blank_is_announced(language):
    phrases = load(language, "phrases")
    assert "Well seen." not in phrases["feedback"]["right"]
    asked = phrases["questions"]
    for each in [*asked["how_strict"], *asked["sort_strict"], asked["which_must"], *asked["gaps"]]:
        assert re.search(r"left out|missing|weggelaten", each)
    assert all('."' in each or ".”" in each for each in asked["how_strict"])


def test_an_abbreviation_and_the_word_after_it_are_parted():
    assert mended("het gebruik van de CORen de toegang") == "het gebruik van de COR en de toegang"
    assert mended("de SubOINs en de OIN-houder") == "de SubOINs en de OIN-houder"


def test_what_somebody_believes_is_not_to_be_imagined(read_all):
    material = read_all(
        "Employees must inform the founders immediately if they believe a computer is infected.",
        condition="if they believe a computer is infected",
    )
    stems = [each.item.stem for each in case_items(material, material.rules[0])]
    assert not any(re.match(r"(?:Imagine|Suppose) that you believe", each) for each in stems)


def test_who_returns_or_disconnects_is_not_tempted_to_report_less(read_all):
    material = read_all("Employees must disconnect the device from the network.")
    offered = " ".join(each.text for each in temptations(material, material.rules[0]))
    assert "reported" not in offered
    assert "colleague" not in offered
