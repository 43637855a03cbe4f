"""Whose duty it is: aliases, roles left out, everyone, groups; and the actors found."""

from __future__ import annotations

import pytest

from coursegen.index.scope import actors, in_scope
from coursegen.model.course import Audience
from coursegen.model.passage import SentenceRef, Statement

STAFF = Audience(
    aliases=("employees", "an employee", "staff"), roles_left_out=("Manager", "Security Officer")
)
TEAM = Audience(aliases=("medewerker", "wie"), roles_left_out=("leidinggevende",))


def said(actor: str, language: str = "en") -> Statement:
    """A statement of that actor."""
    return Statement(
        id="0" * 12,
        kind="obligation",
        text=f"{actor} must act.",
        language=language,
        document="p.md",
        position=0,
        evidence=(SentenceRef(passage="0" * 12, sentence=0),),
        actor=actor,
    )


@pytest.mark.parametrize(
    "actor",
    [
        "",
        "You",
        "employee",
        "Employees",
        "All employees",
        "New employees",
        "Each employee",
        "Everyone",
        "Datica employees",
        "Employees and contractors",
        "All staff",
        "Any employee",
    ],
)
def test_in_scope(actor: str) -> None:
    assert in_scope(said(actor), STAFF)


@pytest.mark.parametrize(
    "actor",
    [
        "Manager",
        "Managers",
        "The manager",
        "Security Officer",
        "Board of Directors",
        "CTO",
        "Managers and Security Officer",
    ],
)
def test_out_of_scope(actor: str) -> None:
    assert not in_scope(said(actor), STAFF)


@pytest.mark.parametrize(
    "actor",
    ["medewerkers", "Alle medewerkers", "De medewerker", "je", "Wie", "Iedereen", "Niemand"],
)
def test_dutch_in_scope(actor: str) -> None:
    assert in_scope(said(actor, "nl"), TEAM)


@pytest.mark.parametrize(
    "actor", ["leidinggevenden", "Leidinggevende", "raad van bestuur", "servicedesk"]
)
def test_dutch_out_of_scope(actor: str) -> None:
    assert not in_scope(said(actor, "nl"), TEAM)


def test_an_alias_of_two_words_needs_both() -> None:
    audience = Audience(aliases=("team member",))
    assert in_scope(said("ops team members"), audience)
    assert not in_scope(said("board member"), audience)


def test_without_aliases_all_are_in_but_the_roles_left_out() -> None:
    audience = Audience(roles_left_out=("CTO",))
    assert in_scope(said("Managers"), audience)
    assert not in_scope(said("CTO"), audience)


def test_alias_wins_nothing_against_a_role_left_out() -> None:
    audience = Audience(aliases=("officer",), roles_left_out=("Security Officer",))
    assert in_scope(said("Privacy Officer"), audience)
    assert not in_scope(said("Security Officer"), audience)


def test_actors_are_counted_by_noun_most_first() -> None:
    found = actors(
        [said("Employees"), said("All employees"), said("employee"), said("CTO"), said("")]
    )
    assert found == [("employees", 3), ("cto", 1)]


def test_members_of_a_group_are_counted_each() -> None:
    assert actors([said("Employees and contractors")]) == [("contractors", 1), ("employees", 1)]


def given(
    text: str, actor: str, action: str, language: str = "en", kind: str = "fact"
) -> Statement:
    """What somebody does, as the ledger has it."""
    return said(actor, language).model_copy(update={"text": text, "action": action, "kind": kind})


@pytest.mark.parametrize(
    ("text", "actor", "action", "language"),
    [
        (
            "Acme offers all employees 15 days of leave.",
            "Acme",
            "offer all employees 15 days",
            "en",
        ),
        ("Acme will pay for the flights of employees.", "Acme", "pay for the flights", "en"),
        (
            "De stichting vergoedt medewerkers de reiskosten.",
            "stichting",
            "medewerkers de reiskosten vergoeden",
            "nl",
        ),
    ],
)
def test_what_is_offered_to_the_audience_concerns_it(text, actor, action, language):
    assert in_scope(given(text, actor, action, language), STAFF if language == "en" else TEAM)


def test_a_duty_to_give_and_what_is_given_to_others_are_not_the_audience_s():
    text = "The board shall provide training to all employees."
    assert not in_scope(given(text, "board", "provide training", kind="obligation"), STAFF)
    assert not in_scope(
        given("Acme offers partners a discount.", "Acme", "offer partners a discount"), STAFF
    )
    text = "The Security Officer provides a report on employees."
    assert not in_scope(given(text, "Security Officer", "provide a report"), STAFF)


def test_a_member_of_one_team_is_not_all_members():
    members = Audience(aliases=("members",))
    assert in_scope(said("Datica members"), members)
    assert in_scope(said("members of the workforce"), members)
    assert not in_scope(said("lead member of the SIRT team"), members)
