"""Which stories are told and how they branch, that their clock fits the rule, and that the right choice is a deed of its own."""

import re

import pytest

from coursegen.generate.embedded.generator import create
from coursegen.model.drafts import DRAFTS


@pytest.fixture
def scenario(make_request, make_statement):
    def _scenario(text, kind, *, language="en", **more):
        actor = "Employees" if language == "en" else "Medewerkers"
        rule = make_statement(text, kind, actor=actor, language=language, **more)
        reply = next(iter(create().generate([make_request("scenario", [rule], language=language)])))
        return DRAFTS["scenario"].model_validate(reply.draft)

    return _scenario


@pytest.fixture
def made_of(make_request, make_statement):
    """The scenario of rules that give things a strength: text, kind and thing of each."""

    def _made_of(*told):
        rules = [
            make_statement(
                text, kind, actor="", language="nl", place=at, object=thing, marker=_marker(text)
            )
            for at, (text, kind, thing) in enumerate(told)
        ]
        reply = next(iter(create().generate([make_request("scenario", rules, language="nl")])))
        return DRAFTS["scenario"].model_validate(reply.draft)

    return _made_of


def _marker(text):
    return re.search(r"(?:is|zijn) (?:niet meer toegestaan|verplicht)", text)[0]


def _texts(draft):
    return [scene.text for scene in draft.scenes]


def test_somebody_asks_for_what_is_forbidden(scenario):
    english = scenario("Employees must not share a letter with a colleague.", "prohibition")
    assert "Could you share this letter with a colleague?" in english.scenes[0].text
    dutch = scenario(
        "Medewerkers mogen een dossier niet met een ander delen.", "prohibition", language="nl"
    )
    assert "Kun je dit dossier met een ander delen?" in dutch.scenes[0].text


def test_who_wants_a_password_asks_for_it_and_not_for_the_rule(scenario):
    english = scenario("Employees must not share a password with a colleague.", "prohibition")
    assert "Can I have your password for a moment?" in english.scenes[0].text
    dutch = scenario(
        "Medewerkers mogen een wachtwoord niet met een ander delen.", "prohibition", language="nl"
    )
    assert "Geef me even jouw wachtwoord, ik kom er niet in." in dutch.scenes[0].text


@pytest.mark.parametrize(
    ("language", "kind", "rules"),
    [
        (
            "en",
            "prohibition",
            (
                "Employees must not share a password with a colleague.",
                "Employees must not connect a private storage device to a work computer.",
                "Employees must not use personal data of tenants in a test system.",
                "Employees must not forward work email to a private mailbox.",
            ),
        ),
        (
            "nl",
            "prohibition",
            (
                "Medewerkers mogen een wachtwoord niet met een ander delen.",
                "Medewerkers mogen een eigen usb-stick niet aansluiten op een werkcomputer.",
                "Medewerkers mogen persoonsgegevens niet gebruiken in een testsysteem.",
                "Medewerkers mogen werkmail niet doorsturen naar een privéadres.",
            ),
        ),
    ],
)
def test_two_stories_of_one_course_share_no_second_question_and_no_ending(
    scenario, language, kind, rules
):
    told = [scenario(text, kind, language=language) for text in rules]
    assert all(each.scenes for each in told)
    for parts in (
        [each.title for each in told],
        [each.scenes[1].text.split('"')[1] for each in told],
        [choice.text for each in told for choice in each.scenes[1].choices],
        [end.debrief for each in told for end in each.endings],
    ):
        assert len(parts) == len(set(parts)), parts


def test_what_depends_on_something_certain_is_looked_into_first(scenario):
    text = "Employees must not record a call, unless all participants have agreed to the recording."
    told = scenario(
        text, "prohibition", exception="unless all participants have agreed to the recording"
    )
    choices = [each.text for each in told.scenes[0].choices]
    assert "First find out whether all participants have agreed to the recording" in choices
    text = "Medewerkers mogen een dossier niet meenemen, tenzij de leidinggevende toestemming heeft gegeven."
    told = scenario(
        text,
        "prohibition",
        language="nl",
        exception="tenzij de leidinggevende toestemming heeft gegeven",
    )
    choices = [each.text for each in told.scenes[0].choices]
    assert "Eerst nagaan of de leidinggevende toestemming heeft gegeven" in choices


def test_an_exception_that_nobody_can_look_into_carries_no_story(scenario):
    text = "Employees must not share a file, unless authorized to do so."
    assert scenario(text, "prohibition", exception="unless authorized to do so").scenes == []


def test_nobody_asks_for_a_deed_that_the_rule_names_with_its_motive(scenario):
    text = "Employees must not open a customer file out of curiosity."
    assert scenario(text, "prohibition").scenes == []


@pytest.mark.parametrize(
    ("hours", "repair"), [("1 hour", "The next morning"), ("24 hours", "Days later")]
)
def test_it_is_too_late_only_when_the_time_of_the_rule_is_over(scenario, hours, repair):
    text = f"Employees must report a suspected incident to the desk within {hours}."
    told = scenario(text, "obligation")
    late = next(scene for scene in told.scenes if scene.name == "after")
    assert late.text.startswith(repair)


def test_a_suspicion_is_something_to_see_or_no_story(scenario):
    seen = scenario(
        "Employees must report a suspected incident to the desk at once.",
        "obligation",
        immediate=True,
    )
    assert "Your mouse moves by itself" in seen.scenes[0].text
    unseen = scenario(
        "Employees must report a suspected leak of gas to the desk at once.",
        "obligation",
        immediate=True,
    )
    assert unseen.scenes == []


def test_the_right_choice_is_a_deed_and_not_the_rule_itself(scenario):
    text = "Employees must report a suspected incident to the desk within 1 hour."
    told = scenario(text, "obligation")
    right = next(each for each in told.scenes[0].choices if each.to == "again")
    assert "desk within 1 hour" not in right.text
    assert right.cites


def test_what_is_certain_is_not_doubted(scenario):
    text = "If an employee loses a laptop, the employee must report the loss to the desk within 1 hour."
    told = scenario(text, "obligation")
    assert not any("if it is nothing" in each for each in _texts(told))
    assert not any("unclear" in each.text for scene in told.scenes for each in scene.choices)


@pytest.mark.parametrize(
    ("text", "language", "asked"),
    [
        (
            "Employees must not forward work email to a private mailbox.",
            "en",
            "Could you forward this work email to my private mailbox?",
        ),
        (
            "Employees must not use a personal email account for work.",
            "en",
            "Could you use your personal email account for work?",
        ),
        (
            "Medewerkers mogen werkmail niet doorsturen naar een privéadres.",
            "nl",
            "Kun je die werkmail doorsturen naar mijn privéadres?",
        ),
    ],
)
def test_who_asks_means_a_thing_at_hand_and_not_the_rule(scenario, text, language, asked):
    assert asked in scenario(text, "prohibition", language=language).scenes[0].text


def test_who_is_told_is_whom_the_source_names(scenario):
    text = "Employees must report a suspected incident to the IT service desk within 1 hour."
    told = scenario(text, "obligation")
    effects = [each.consequence for scene in told.scenes for each in scene.choices]
    assert not any("those who can help" in each for each in effects)
    text = "Als een laptop kwijt is, moet de medewerker het verlies binnen 4 uur bij de servicedesk melden."
    told = scenario(text, "obligation", language="nl")
    effects = [each.consequence for scene in told.scenes for each in scene.choices]
    assert any("de servicedesk weet van niets" in each for each in effects)


def test_the_form_that_the_case_also_asks_for_stands_in_its_good_endings(
    make_request, make_statement
):
    texts = [
        "Employees must report a suspected data breach to the desk within 1 hour.",
        "When names and addresses may be involved, employees must send the data breach form to the officer.",
    ]
    rules = [make_statement(text, "obligation", place=at) for at, text in enumerate(texts)]
    reply = next(iter(create().generate([make_request("scenario", rules)])))
    told = DRAFTS["scenario"].model_validate(reply.draft)
    formed = [each.name for each in told.endings if "data breach form" in each.debrief]
    assert formed == ["end-best", "end-recovered"]


def test_a_loss_is_told_as_the_learners_own_and_looked_for(scenario):
    text = "Als een laptop of telefoon kwijt is, moet de medewerker het verlies binnen 4 uur bij de servicedesk melden."
    told = scenario(text, "obligation", language="nl")
    assert "Je laptop is weg." in told.scenes[0].text
    choices = [each.text for scene in told.scenes for each in scene.choices]
    assert "Eerst zelf proberen het recht te zetten" not in choices


def test_nobody_asks_a_colleague_for_what_concerns_ones_own_account_alone(scenario):
    text = "Employees must not use a work password for a private account."
    assert scenario(text, "prohibition").scenes == []
    text = "Medewerkers mogen een werkwachtwoord niet voor een eigen account gebruiken."
    assert scenario(text, "prohibition", language="nl").scenes == []


def test_malicious_software_that_has_to_be_reported_at_once_is_something_to_see(scenario):
    text = "Employees must report malicious software to the Security Officer immediately."
    told = scenario(text, "obligation", immediate=True)
    assert "program that you never installed" in told.scenes[0].text
    assert all(
        "the Security Officer" in each.debrief for each in told.endings if each.grade == "best"
    )


def test_an_infection_named_with_its_alternatives_carries_a_story(scenario):
    condition = (
        "you believe your computer has been infected by a virus, worm, or other security threat"
    )
    text = f"If {condition}, you must inform the founders immediately."
    assert scenario(text, "obligation", condition=f"If {condition}", immediate=True).scenes


def test_a_version_that_is_no_longer_allowed_is_asked_to_stay_on(scenario):
    text = "TLS 1.0 en TLS 1.1 zijn niet meer toegestaan."
    told = scenario(
        text,
        "prohibition",
        language="nl",
        marker="zijn niet meer toegestaan",
        object="TLS 1.0 en TLS 1.1",
        passive=True,
    )
    assert "TLS 1.0 en TLS 1.1" in told.scenes[0].text
    assert sum(len(each.choices) for each in told.scenes) == 8


def test_the_second_scene_is_another_rule_of_the_module_where_the_bank_has_a_story(made_of):
    told = made_of(
        ("TLS 1.0 en TLS 1.1 zijn niet meer toegestaan.", "prohibition", "TLS 1.0 en TLS 1.1"),
        ("Tweezijdig TLS is verplicht.", "obligation", "Tweezijdig TLS"),
        ("Authenticatie is verplicht met certificaten.", "obligation", "Authenticatie"),
    )
    again = next(each for each in told.scenes if each.name == "again")
    assert "certificaat" in again.text
    assert len({tuple(each.cites) for scene in told.scenes for each in scene.choices}) == 2
    debrief = {each.name: each.debrief for each in told.endings}
    assert "Tweezijdig TLS is verplicht." in debrief["end-slip"]
    assert "TLS 1.0 en TLS 1.1" not in debrief["end-slip"]
    assert "Tweezijdig TLS is verplicht." in debrief["end-best"]


def test_without_such_a_rule_the_same_matter_is_pressed_once_more(made_of):
    told = made_of(
        ("TLS 1.0 en TLS 1.1 zijn niet meer toegestaan.", "prohibition", "TLS 1.0 en TLS 1.1"),
        ("Tweezijdig TLS is verplicht.", "obligation", "Tweezijdig TLS"),
    )
    again = next(each for each in told.scenes if each.name == "again")
    assert "week" in again.text


def test_the_rule_is_not_repeated_behind_every_choice(made_of):
    told = made_of(
        ("TLS 1.0 en TLS 1.1 zijn niet meer toegestaan.", "prohibition", "TLS 1.0 en TLS 1.1"),
        ("Tweezijdig TLS is verplicht.", "obligation", "Tweezijdig TLS"),
        ("Authenticatie is verplicht met certificaten.", "obligation", "Authenticatie"),
    )
    read = [each.consequence for scene in told.scenes for each in scene.choices]
    read += [each.debrief for each in told.endings]
    assert sum("zijn niet meer toegestaan" in each for each in read) == 3


def test_a_scenario_is_a_graph_in_which_every_path_ends(draft, rules):
    scenario = draft("scenario", rules)
    endings = {each.name for each in scenario.endings}
    scenes = {each.name: each for each in scenario.scenes}
    reached, open_scenes = set(), [scenario.scenes[0].name]
    while open_scenes:
        name = open_scenes.pop()
        reached.add(name)
        if name in scenes:
            open_scenes += [each.to for each in scenes[name].choices if each.to not in reached]
    assert reached == endings | set(scenes)
    assert {each.grade for each in scenario.endings} == {"best", "acceptable", "poor"}
    assert all(each.cites for scene in scenario.scenes for each in scene.choices)


def test_choices_of_a_scene_have_consequences_of_their_own(draft, rules):
    for scene in draft("scenario", rules).scenes:
        consequences = [each.consequence for each in scene.choices]
        assert len(set(consequences)) == len(consequences)


def test_rules_that_nobody_presses_or_that_can_wait_carry_no_scenario(draft, make_statement):
    texts = [
        ("Employees must finish the training within 6 weeks.", "obligation"),
        ("If an employee uses a lock, the employee must give a copy of the key.", "obligation"),
        ("Employees must not collect more data than the task asks for.", "prohibition"),
    ]
    rules = [make_statement(text, kind, place=at) for at, (text, kind) in enumerate(texts)]
    assert draft("scenario", rules).scenes == []


def ways(scenario, scene="start"):
    """What is read on each way through a scenario: consequences and the debrief."""
    endings = {each.name: each.debrief for each in scenario.endings}
    (here,) = (each for each in scenario.scenes if each.name == scene)
    for choice in here.choices:
        rest = [[endings[choice.to]]] if choice.to in endings else ways(scenario, choice.to)
        yield from ([choice.consequence, *each] for each in rest)


def test_every_way_through_a_scenario_says_the_rule_and_says_it_once(draft, make_statement):
    rule = make_statement(
        "Employees must not forward work email to a private mailbox.", "prohibition"
    )
    scenario = draft("scenario", [rule])
    read = [" ".join(each) for each in ways(scenario)]
    assert len(read) == 7
    assert {each.count("You must not forward work email") for each in read} == {1}
