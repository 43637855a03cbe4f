"""More of what is taught is asked: circumstances in front, exceptions of facts, bans that name who may; no limit is lost."""

from dataclasses import replace

import pytest

from coursegen.generate.embedded.items.advice import advice_items
from coursegen.generate.embedded.items.changes import changes
from coursegen.generate.embedded.items.distractors import tells_by_length
from coursegen.generate.embedded.items.draft import candidates
from coursegen.generate.embedded.items.notes import note_items
from coursegen.generate.embedded.items.strength import strength_items
from coursegen.generate.embedded.material import Material
from coursegen.model.passage import Quantity, SentenceRef

NOBODY = {"actor": "", "aliases": ("nobody",)}


def in_one_passage(material, *sentences):
    """The material whose first rule stands in a passage of ``sentences``, at the place where it is one of them."""
    request = material.request
    passage = request.passages[0].model_copy(
        update={"text": " ".join(sentences), "sentences": sentences}
    )
    rule = request.statements[0]
    place = next(
        at for at, each in enumerate(sentences) if each.lower().endswith(rule.text.lower()[-20:])
    )
    evidence = (SentenceRef(passage=passage.id, sentence=place),)
    told = rule.model_copy(update={"evidence": evidence})
    passages, statements = (passage, *request.passages[1:]), (told, *request.statements[1:])
    return Material(request.model_copy(update={"passages": passages, "statements": statements}))


def test_a_circumstance_in_front_is_asked_with_the_task(read_all):
    text = "While travelling, employees must not leave a device unattended in a vehicle."
    (rule,) = read_all(("prohibition", text)).rules
    assert rule.task == "leave a device unattended in a vehicle while travelling"
    assert rule.plain == "While travelling, you must not leave a device unattended in a vehicle."
    assert not rule.leaning


def test_what_points_back_in_front_still_leans(read_all):
    text = "After that, employees must send the form to the Security Officer."
    assert read_all(("obligation", text)).rules[0].leaning


def test_a_dutch_circumstance_goes_before_its_task(read_all):
    text = "Zonder toestemming mogen medewerkers geen gegevens delen, tenzij een wettelijke plicht daartoe dwingt."
    material = read_all(
        ("prohibition", text),
        language="nl",
        actor="medewerkers",
        condition="Zonder toestemming",
        exception="tenzij een wettelijke plicht daartoe dwingt",
    )
    (rule,) = material.rules
    assert rule.task == "zonder toestemming gegevens delen"
    assert rule.plain.startswith("Zonder toestemming mag je geen gegevens delen")
    (found,) = [each for each in advice_items(material, rule) if each.frame == "may_i0"]
    assert (
        found.item.stem
        == '"Mag ik zonder toestemming gegevens delen?" vraagt een nieuwe collega. Wat zeg je?'
    )
    (key,) = [each.text for each in found.item.options if each.correct]
    assert key == "Nee, tenzij een wettelijke plicht daartoe dwingt"


def test_a_fact_is_remembered_without_its_exception(read_all):
    text = "Het dossier wordt vernietigd, tenzij er nog een klacht loopt."
    material = read_all(
        ("fact", text),
        language="nl",
        action="vernietigd worden",
        passive=True,
        exception="er nog een klacht loopt",
        **NOBODY,
    )
    (rule,) = material.rules
    (told,) = [each for each in changes(material, rule) if each.kind == "bound"]
    assert told.text == "Het dossier wordt vernietigd, zonder uitzondering."
    assert told.effect == "De uitzondering ontbreekt: tenzij er nog een klacht loopt."


@pytest.mark.parametrize(
    ("after", "asked"),
    [
        ("Only the Communications department speaks to the press.", True),
        ("Only the manager may approve an exception.", False),
        ("However, a manager may do so.", False),
    ],
)
def test_who_alone_may_takes_nothing_back_from_a_ban(read_all, after, asked):
    text = "Employees must not speak to the press about an incident."
    material = in_one_passage(read_all(("prohibition", text)), text, after)
    assert bool(candidates(material)) is asked


def test_what_the_source_tells_as_an_exception_is_not_asked_alone(read_all):
    told = "All changes to the handbook are discussed in public."
    text = "Employees must keep talks on pay in the closed channel."
    alone = in_one_passage(read_all(("obligation", text)), told, text)
    behind = in_one_passage(
        read_all(("obligation", text)), told, f"However, {text[:1].lower()}{text[1:]}"
    )
    stems = {each.item.stem for each in candidates(alone)}
    assert len(candidates(behind)) <= len(stems)
    assert not candidates(behind)


def test_a_unit_of_two_words_is_told_whole(read_all):
    text = "Each objective must have a maximum of 4 key results."
    material = read_all(("obligation", text), action="have a maximum of 4 key results", **NOBODY)
    (rule,) = material.rules
    amount = Quantity(text="a maximum of 4 key", value=4, unit="key", bound="at most")
    told = replace(rule, statement=rule.statement.model_copy(update={"quantities": (amount,)}))
    effects = [each.effect for each in changes(material, told) if each.kind == "value"]
    assert effects
    assert all("key results but a maximum of 4 key results." in each for each in effects)


def test_advice_beside_a_must_on_more_of_the_same_is_not_sorted(make_statement, make_request):
    told = [
        ("SHOULD", "Contributions SHOULD pass automated tests on style."),
        ("MUST", "Contributions MUST pass all automated tests before they are admitted."),
        ("SHOULD", "Reviews SHOULD happen within two business days."),
        ("SHOULD", "Reviewers SHOULD run the software."),
        ("MUST", "Reviewers MUST give feedback on every decision."),
        ("MUST", "The documentation MUST be public."),
    ]
    kinds = {"MUST": "obligation", "SHOULD": "recommendation"}
    rules = [
        make_statement(text, kinds[marker], place=at, marker=marker, actor="")
        for at, (marker, text) in enumerate(told)
    ]
    material = Material(make_request("items", rules, aliases=("nobody",)))
    asked = [str(each.item.model_dump()) for each in strength_items(material, material.rules)]
    assert any("run the software" in each for each in asked)
    assert not any("tests on style" in each for each in asked)


def test_the_longest_option_is_the_key_no_more_often_than_by_chance():
    drawn = [tells_by_length("a long key", ["short", "shorter"], number) for number in range(1000)]
    assert 0.35 < sum(drawn) / len(drawn) < 0.45
    assert not tells_by_length("short", ["a long one", "b"], 1)


def test_what_the_sources_may_grant_is_no_wrong_way_out(read_all):
    ban = ("prohibition", "Employees must not open a client file from home.")
    grants = ("permission", "The board may grant an exception for six months.")
    for told, offered in ((ban,), True), ((ban, grants), False):
        material = read_all(*told)
        ways = material.wording.temptations["ways_out"]["deeds"]
        (way,) = [each for each in ways if "exception" in each["do"]]
        assert material.truths.speak_of(way["nowhere"]) is not offered


def test_notes_on_what_is_left_have_a_frame_of_their_own(read_all):
    material = read_all(
        ("obligation", "Employees must report a lost badge within 4 hours."),
        ("obligation", "Employees must give the answer to a question in writing."),
        ("obligation", "Employees must return old laptops within 30 days."),
        ("prohibition", "Employees must not forward work email to a private mailbox."),
    )
    first, second = (
        {
            each.frame
            for each in note_items(material, material.rules, before)
            if each.family == "notes"
        }
        for before in (0, 1)
    )
    assert first
    assert second
    assert not first & second
