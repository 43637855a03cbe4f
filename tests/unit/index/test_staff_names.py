"""The words by which the sources name all of the staff."""

from coursegen.index.scope import in_scope, staff_names
from coursegen.model.course import Audience
from coursegen.model.passage import SentenceRef, Statement


def _statement(actor: str, language: str = "en") -> Statement:
    return Statement(
        id="0" * 12,
        kind="obligation",
        text=f"{actor} must act.",
        language=language,
        document="policy.md",
        position=0,
        evidence=(SentenceRef(passage="0" * 12, sentence=0),),
        actor=actor,
    )


def test_an_audience_of_all_staff_goes_by_every_word_for_the_staff() -> None:
    told = [_statement(each) for each in ("Employees", "Workforce members", "The Security Officer")]
    assert set(staff_names(told, ["workforce members"])) == {"employees", "workforce members"}


def test_members_behind_the_name_of_the_organisation_are_its_staff() -> None:
    told = [_statement(f"Acme {each}") for each in ("employees", "staff", "members")]
    assert "acme members" in staff_names(told, ["employees"])


def test_members_of_something_else_are_not() -> None:
    told = [_statement(each) for each in ("Acme employees", "Acme staff", "Board members")]
    assert "board members" not in staff_names(told, ["employees"])


def test_an_audience_of_a_role_keeps_its_own_name() -> None:
    told = [_statement(each) for each in ("Developers", "Employees")]
    assert staff_names(told, ["developers"]) == ()


def test_dutch_has_words_for_the_staff_too() -> None:
    told = [_statement(each, "nl") for each in ("medewerkers", "werknemers")]
    assert set(staff_names(told, ["medewerkers"])) == {"medewerkers", "werknemers"}


def test_employees_who_do_something_are_employees() -> None:
    audience = Audience(name="staff", aliases=("employees",))
    assert in_scope(_statement("Employees who work at home"), audience)
    assert not in_scope(_statement("Managers who lead employees"), audience)
