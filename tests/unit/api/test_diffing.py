"""Diff: from a change of the sources to what it means and what rests on it."""

from __future__ import annotations

import shutil

import pytest
from click.testing import CliRunner
from tests.fakes.repository import commit, git

from coursegen import api
from coursegen.cli.diff import command
from coursegen.errors import ConfigError
from coursegen.model.blocks import citations_of
from coursegen.model.diff import MeaningChange

POLICY = """\
---
title: Security policy
version: "1.0"
effective_date: 2026-01-01
owner: Security Officer
---
# Security policy

## Scope

This policy applies to all employees of Noordkade and to everything that they keep for it.

## Definitions

**Sensitive data** - any information that can harm a tenant when a stranger sees it.

## Passwords

Employees must not share a password with anyone. Employees must change a stolen password within 24 hours.
Employees must keep work passwords in the password manager.

## Papers

Employees must put papers with sensitive data in the locked container. Employees must follow the NCSC 2021
guidelines when they print at home.

## Visitors

If an employee receives a visitor, the employee must accompany the visitor in every closed area. Employees
must wear the staff card visibly inside the offices.
"""
SETTINGS = '[course]\nid = "security"\n[audience]\naliases = ["employees", "employee"]\n'


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("built")
    (folder / "sources").mkdir()
    (folder / "sources" / "policy.md").write_text(POLICY, encoding="utf-8")
    (folder / "coursegen.toml").write_text(SETTINGS, encoding="utf-8")
    (folder / ".gitignore").write_text(".coursegen/\n", encoding="utf-8")
    api.build(api.open_project(folder))
    return folder


@pytest.fixture
def project(built, tmp_path):
    shutil.copytree(built, tmp_path / "p", ignore=shutil.ignore_patterns(".coursegen"))
    return tmp_path / "p"


@pytest.fixture
def repository(project):
    commit(project, "first", date="2026-02-01")
    return project


def edit(folder, old, new, name="policy.md"):
    file = folder / "sources" / name
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8")


def diff(folder, **versions):
    return api.diff(api.open_project(folder), **versions)


def test_nothing_changed_is_no_change(repository):
    found = diff(repository)
    assert found.changes == () == found.reviews
    assert found.old_text == "all"


def test_a_deadline_that_changed_names_what_rests_on_it_and_nothing_else(repository):
    edit(repository, "within 24 hours", "within 4 hours")
    [change] = diff(repository).changes
    assert change.severity == "meaning"
    assert change.meaning == (
        MeaningChange(kind="deadline", old="within 24 hours", new="within 4 hours"),
    )
    assert change.owners == ("Security Officer",)
    course = api.open_project(repository).course()
    for module in course.modules:
        for item in module.items:
            quotes = list(item.citations) + [
                each for option in getattr(item, "options", ()) for each in option.citations
            ]
            rests = any(each.passage in change.before for each in quotes)
            assert rests == (item.id in {each.id for each in change.units})
    named = {each.id: each for each in change.units}
    assert any(not each.stands for each in named.values())
    assert any(each.kind == "objective" for each in named.values())


def test_typography_is_no_change_of_meaning(repository):
    edit(repository, "in the password manager.", "in the  “password manager”.")
    [change] = diff(repository).changes
    assert change.severity == "none"
    assert change.meaning == ()


def test_a_fresh_clone_has_the_old_text_from_git(repository):
    edit(repository, "within 24 hours", "within 4 hours")
    shutil.rmtree(repository / ".coursegen", ignore_errors=True)
    found = diff(repository)
    assert (found.old_text, found.changes[0].old_known) == ("all", "text")
    assert found.before.commit == git(repository, "rev-parse", "HEAD")
    assert found.before.date == "2026-02-01"


def test_without_git_and_store_the_quotes_still_tell_what_changed(project):
    edit(project, "within 24 hours", "within 4 hours")
    found = diff(project)
    assert (found.old_text, found.changes[0].old_known) == ("quotes", "quotes")
    assert [each.kind for each in found.changes[0].meaning] == ["deadline"]
    assert "within 24 hours" in found.changes[0].old


def test_two_revisions_are_compared_without_the_files_on_disk(repository):
    first = git(repository, "rev-parse", "HEAD")
    edit(repository, "within 24 hours", "within 4 hours")
    commit(repository, "sooner", date="2026-02-20")
    edit(repository, "must wear the staff", "should wear the staff")
    found = diff(repository, before=first, after="HEAD")
    assert [each.kind for change in found.changes for each in change.meaning] == ["deadline"]
    assert found.changes[0].since == "2026-02-20"
    since = diff(repository, before="HEAD")
    assert [each.kind for change in since.changes for each in change.meaning] == ["strength"]


def test_a_renewed_edition_says_from_when_it_holds(repository):
    edit(repository, "within 24 hours", "within 4 hours")
    edit(
        repository,
        'version: "1.0"\neffective_date: 2026-01-01',
        'version: "1.1"\neffective_date: 2026-06-01',
    )
    found = diff(repository)
    assert [each.since for each in found.of("meaning")] == ["2026-06-01"]
    assert found.same_edition == ()


def test_a_meaning_that_changed_under_the_same_edition_is_told(repository):
    edit(repository, "within 24 hours", "within 4 hours")
    [notice] = diff(repository).same_edition
    assert (notice.document, notice.edition.version, notice.changes) == (
        "sources/policy.md",
        "1.0",
        1,
    )


def test_wording_under_the_same_edition_is_fine(repository):
    edit(repository, "in every closed area", "in each closed area")
    assert diff(repository).same_edition == ()


def test_a_changed_definition_lists_what_uses_the_term(repository):
    edit(repository, "that can harm a tenant when", "that can harm a tenant or an applicant when")
    found = diff(repository)
    [review] = [each for each in found.reviews if each.why == "term"]
    assert review.name == "Sensitive data"
    papers = "put papers with sensitive data"
    course = api.open_project(repository).course()
    using = [each.id for module in course.modules for each in module.blocks if papers in str(each)]
    assert using
    assert set(using) <= {each.id for each in review.units}


def test_a_newer_external_norm_lists_what_names_the_norm(repository):
    text = "Employees must keep the NCSC advice at hand when they work at home."
    edit(repository, "the staff card visibly inside the offices.", f"the staff card. {text}")
    api.build(api.open_project(repository))
    commit(repository, "advice")
    edit(repository, "NCSC 2021", "NCSC 2025")
    found = diff(repository)
    [review] = [each for each in found.reviews if each.why == "norm"]
    assert review.name == "NCSC"
    touched = {each.id for change in found.changes for each in change.units if not each.stands}
    assert touched.isdisjoint(each.id for each in review.units)


def test_a_changed_scope_lists_all_that_rests_on_the_document(repository):
    edit(
        repository, "applies to all employees of Noordkade", "applies to all employees and trainees"
    )
    reviews = [each for each in diff(repository).reviews if each.why == "scope"]
    course = api.open_project(repository).course()
    items = {each.id for module in course.modules for each in module.items}
    assert items <= {each.id for review in reviews for each in review.units}


def test_a_renamed_file_is_renamed_and_nothing_more(repository):
    file = repository / "sources" / "policy.md"
    file.rename(file.with_name("security.md"))
    found = diff(repository)
    assert found.renamed == {"sources/policy.md": "sources/security.md"}
    assert (found.changes, found.moved) == ((), 0)


def test_an_added_rule_and_a_removed_one_are_changes_of_meaning(repository):
    edit(repository, "## Visitors", "Employees must lock the printer room at night.\n\n## Visitors")
    edit(repository, "Employees must put papers with sensitive data in the locked container. Employees must follow the NCSC 2021\nguidelines when they print at home.\n\n", "")  # fmt: skip
    found = diff(repository)
    assert {each.what for each in found.changes} <= {"added", "removed", "edited"}
    assert "meaning" in {each.severity for each in found.changes}
    assert all(each.units for each in found.changes if each.before)


def test_sources_outside_the_project_are_read_at_their_revision(tmp_path, built):
    policies, course = tmp_path / "policies", tmp_path / "course"
    policies.mkdir()
    shutil.copytree(built, course, ignore=shutil.ignore_patterns(".coursegen", "sources"))
    shutil.copy(built / "sources" / "policy.md", policies)
    settings = SETTINGS + '[sources]\ninclude = ["../policies/*.md"]\n'
    (course / "coursegen.toml").write_text(settings, encoding="utf-8")
    commit(policies, "first")
    file = policies / "policy.md"
    file.write_text(POLICY.replace("24 hours", "4 hours"), encoding="utf-8")
    found = diff(course, before="HEAD")
    assert [each.document for each in found.changes] == ["../policies/policy.md"]
    assert [each.kind for each in found.changes[0].meaning] == ["deadline"]


def test_an_unknown_revision_is_named(repository):
    with pytest.raises(ConfigError, match="no revision 'yesterday'"):
        diff(repository, before="yesterday")
    with pytest.raises(ConfigError, match="no revision '--all'"):
        diff(repository, before="--all")


def test_without_a_repository_a_revision_cannot_be_read(project):
    with pytest.raises(ConfigError, match="in no git repository"):
        diff(project, before="HEAD")


def test_without_git_itself_a_revision_cannot_be_read(repository, monkeypatch):
    monkeypatch.setenv("PATH", str(repository / "nowhere"))
    with pytest.raises(ConfigError, match="git is needed"):
        diff(repository, before="HEAD")


def test_a_diff_changes_nothing(repository):
    edit(repository, "within 24 hours", "within 4 hours")
    before = git(repository, "status", "--porcelain", "--ignored=no")
    diff(repository, before="HEAD")
    assert git(repository, "status", "--porcelain", "--ignored=no") == before


def test_the_check_finds_a_meaning_that_changed_under_the_same_edition(repository):
    def found():
        findings = api.check(api.open_project(repository))
        return [each for each in findings if each.rule == "same-edition"]

    assert found() == []
    edit(repository, "in every closed area", "in each closed area")
    assert found() == []
    edit(repository, "within 24 hours", "within 4 hours")
    [finding] = found()
    assert finding.severity == "warning"
    assert "sources/policy.md changed in meaning 1 time(s)" in finding.message
    edit(repository, 'version: "1.0"', 'version: "1.1"')
    assert found() == []


def test_without_git_itself_the_last_build_is_still_compared_with(project, monkeypatch):
    edit(project, "within 24 hours", "within 4 hours")
    monkeypatch.setenv("PATH", str(project / "nowhere"))
    [change] = diff(project).of("meaning")
    assert change.since == ""


def test_the_plan_tells_why_in_the_words_of_the_diff(repository):
    edit(repository, "within 24 hours", "within 4 hours")
    lines = {each.unit: each for each in api.plan(api.open_project(repository)).lines}
    [change] = diff(repository).changes
    told = {each.id: each.stands for each in change.units if each.id in lines}
    assert set(told.values()) == {True, False}
    for unit, stands in told.items():
        why = lines[unit].why
        if stands:
            assert why == "what it quotes still stands; only its citation moves"
        else:
            assert why == 'Passwords: deadline "within 24 hours" -> "within 4 hours"'


NUMBERED = {
    "en": (
        """\
# Travel policy

Version 2.3, effective 1 January 2026. Owner: Head of Finance.

## 1. Costs

Employees must keep to the limits of section 2 when they book a trip. Employees must hand in each receipt within 14 days
after the trip. Employees must not claim the costs of a guest.

## 2. Hotels

Employees may claim a hotel of 150 euros.
""",
        """\
# Home policy

## 1. Hours

Employees must tell their hours to the manager, as section 2 says. Employees must take a break of 30 minutes after 4 hours.
Employees must not work at home on a public holiday.
""",
        '["employees"]',
        ("2.3, effective 1 January", "2.4, effective 1 July"),
        ("150 euros", "160 euros"),
    ),
    "nl": (
        """\
# Reisbeleid

Versie 2.3, geldig vanaf 1 januari 2026. Eigenaar: hoofd Financiën.

## 1. Kosten

Medewerkers moeten zich houden aan de grenzen van paragraaf 2 als zij een reis boeken. Medewerkers moeten elke bon binnen 14 dagen
na de reis inleveren. Medewerkers mogen de kosten van een gast niet declareren.

## 2. Hotels

Medewerkers mogen een hotel van 150 euro declareren.
""",
        """\
# Thuisbeleid

## 1. Uren

Medewerkers moeten hun uren bij de leidinggevende melden, zoals paragraaf 2 zegt. Medewerkers moeten na 4 uur een pauze van 30
minuten nemen. Medewerkers mogen op een feestdag niet thuis werken.
""",
        '["medewerkers"]',
        ("2.3, geldig vanaf 1 januari", "2.4, geldig vanaf 1 juli"),
        ("150 euro", "160 euro"),
    ),
}


@pytest.fixture(params=["en", "nl"])
def numbered(request, tmp_path):
    policy, other, aliases, *edits = NUMBERED[request.param]
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "policy.md").write_text(policy, encoding="utf-8")
    (tmp_path / "sources" / "home.md").write_text(other, encoding="utf-8")
    settings = (
        f'[course]\nid = "travel"\nlanguage = "{request.param}"\n[audience]\naliases = {aliases}\n'
    )
    (tmp_path / "coursegen.toml").write_text(settings, encoding="utf-8")
    api.build(api.open_project(tmp_path))
    commit(tmp_path, "first")
    for old, new in edits:
        edit(tmp_path, old, new)
    return tmp_path


def test_a_line_with_the_version_of_its_document_is_no_rule(numbered):
    folder = numbered
    line, rule = diff(folder).changes
    assert (line.severity, line.meaning) == ("wording", ())
    assert rule.severity == "meaning"


def test_a_reference_is_named_by_its_heading_and_holds_within_its_document(numbered):
    folder = numbered
    [review] = [each for each in diff(folder).reviews if each.why == "reference"]
    assert review.name == "2. Hotels"
    course = api.open_project(folder).course()
    found = [each for module in course.modules for each in (*module.blocks, *module.items)]
    citing = {each.id: " ".join(one.quote for one in citations_of(each)) for each in found}
    named = {each.id for each in review.units} & citing.keys()
    assert any("section 2" in citing[each] or "paragraaf 2" in citing[each] for each in named)
    assert not any("hours" in citing[each] or "uren" in citing[each] for each in named)


def test_the_terminal_shows_the_sentence_below_each_change(numbered):
    folder = numbered
    said = CliRunner().invoke(command, ["--project", str(folder)], catch_exceptions=False).output
    old = POLICY_LINES[api.open_project(folder).config.course.language]
    assert f"    was: {old.format('150')}" in said
    assert f"    now: {old.format('160')}" in said


POLICY_LINES = {
    "en": "Employees may claim a hotel of {} euros.",
    "nl": "Medewerkers mogen een hotel van {} euro declareren.",
}
