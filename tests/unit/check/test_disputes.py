"""Sources that disagree, from the files to the course: found, left out, decided, written, refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from coursegen import api
from coursegen.api.building import build
from coursegen.model.finding import Finding

SECURITY = """# Security policy

Everyone at Noordkade works by this policy.

## Incidents

Employees must report a security incident to the service desk within 24 hours.

Employees must lock the screen when they leave the desk. Employees must not share a password with a colleague.

If you lose a badge, you must report it to the service desk within 1 hour.

You must not connect a private device to the office network, unless the service desk has approved the device.
"""
HANDBOOK = """# Staff handbook

This handbook is for everybody who works at Noordkade.

## Working safely

You must report security incidents to the service desk within 48 hours.

Employees must keep a clear desk at the end of the day.
"""
BELEID = """# Beveiligingsbeleid

Iedereen bij Noordkade werkt volgens dit beleid.

## Incidenten

Medewerkers moeten een datalek binnen 24 uur melden bij de servicedesk.

Je moet het scherm vergrendelen als je je werkplek verlaat. Je mag een wachtwoord niet delen met een collega.
"""
GIDS = """# Personeelsgids

Deze gids is voor iedereen die bij Noordkade werkt.

## Veilig werken

Je moet een datalek binnen 72 uur melden bij de servicedesk.
"""


def project(folder: Path, decisions: str = "", **sources: str) -> api.Project:
    """A project of those sources."""
    (folder / "sources").mkdir(exist_ok=True)
    for name, text in sources.items():
        (folder / "sources" / f"{name}.md").write_text(text, encoding="utf-8")
    text = f'[course]\ntitle = "Safe"\n\n[decisions]\n{decisions}\n'
    (folder / "coursegen.toml").write_text(text, encoding="utf-8")
    return api.open_project(folder)


def written(folder: Path) -> str:
    """All course files."""
    return "".join(path.read_text("utf-8") for path in sorted((folder / "course").rglob("*.yaml")))


def of_rule(findings: list[Finding], rule: str) -> list[Finding]:
    """The findings of one rule."""
    return [each for each in findings if each.rule == rule]


def test_neither_side_is_taught_until_a_decision_and_the_finding_shows_both(tmp_path: Path) -> None:
    made = project(tmp_path, security=SECURITY, handbook=HANDBOOK)
    report = build(made)
    assert "48 hours" not in written(tmp_path)
    assert "24 hours" not in written(tmp_path)
    (found,) = of_rule(api.check(made), "sources-disagree")
    assert found.severity == "warning"
    for words in ("within 24 hours", "within 48 hours", "security.md, Incidents", "handbook.md"):
        assert words in found.message
    assert 'report-security-incidents = "sources/handbook.md"' in found.hint
    assert [each.statements for each in report.left_out if each.reason == "decision"] == [1, 1]


def test_a_decision_brings_one_side_in_and_another_one_changes_it(tmp_path: Path) -> None:
    build(project(tmp_path, security=SECURITY, handbook=HANDBOOK))
    topic = "report-security-incidents"
    first = project(tmp_path, f'{topic} = "security.md"')
    build(first)
    assert "24 hours" in written(tmp_path)
    assert "48 hours" not in written(tmp_path)
    assert of_rule(api.check(first), "sources-disagree") == []
    second = project(tmp_path, f'{topic} = "48 hours"')
    build(second)
    assert "24 hours" not in written(tmp_path)
    assert "48 hours" in written(tmp_path)


def test_a_unit_that_rests_on_a_side_in_dispute_is_an_error(tmp_path: Path) -> None:
    build(project(tmp_path, security=SECURITY))
    later = project(tmp_path, handbook=HANDBOOK)
    errors = [each for each in of_rule(api.check(later), "sources-disagree") if each.unit]
    assert errors
    assert {each.severity for each in errors} == {"error"}
    assert all("nobody has decided" in each.message for each in errors)
    decided = project(tmp_path, 'report-security-incidents = "security.md"')
    assert of_rule(api.check(decided), "sources-disagree") == []


def test_dutch_sources_that_disagree_are_found(tmp_path: Path) -> None:
    made = project(tmp_path, beleid=BELEID, gids=GIDS)
    build(made)
    assert "24 uur" not in written(tmp_path)
    (found,) = of_rule(api.check(made), "sources-disagree")
    assert "binnen 24 uur" in found.message
    assert "binnen 72 uur" in found.message


def test_a_decision_that_settles_nothing_is_a_note(tmp_path: Path) -> None:
    made = project(tmp_path, 'report-incident = "security.md"', security=SECURITY)
    build(made)
    (found,) = of_rule(api.check(made), "sources-disagree")
    assert (found.severity, "report-incident" in found.message) == ("note", True)


@pytest.mark.parametrize("newer", [72, 48])
def test_an_older_edition_is_told_and_not_taught(tmp_path: Path, newer: int) -> None:
    text = SECURITY.replace("24 hours", f"{newer} hours")
    head = '---\nversion: "{}"\n---\n'
    made = project(tmp_path, old=head.format("1.0") + SECURITY, new=head.format("2.0") + text)
    build(made)
    assert f"{newer} hours" in written(tmp_path)
    assert "24 hours" not in written(tmp_path)
    (found,) = of_rule(api.check(made), "older-edition")
    assert "old.md is an older edition of sources/new.md (version 1.0 before 2.0)" in found.message
    assert of_rule(api.check(made), "sources-disagree") == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "de",
            "# Regeln\n\nDiese Regeln gelten für alle.\n\n## Büro\n\n{}\n".format(
                "Mitarbeitende müssen den Bildschirm sperren, wenn sie den Platz verlassen. "
                "Mitarbeitende dürfen Kennwörter nicht weitergeben."
            ),
        ),
        (
            "fr",
            "# Règles\n\nCes règles valent pour tous.\n\n## Bureau\n\n{}\n".format(
                "Les employés doivent verrouiller leur écran quand ils quittent leur poste. "
                "Les employés ne doivent pas partager leurs mots de passe."
            ),
        ),
    ],
)
def test_a_language_that_the_generator_does_not_write_is_said(
    tmp_path: Path, language: str, text: str
) -> None:
    made = project(tmp_path, rules=text)
    report = build(made)
    assert (report.language, report.modules) == (language, [])
    (found,) = of_rule(api.check(made), "course-empty")
    assert f"The course is in '{language}'" in found.hint
    assert "writes en and nl only" in found.hint
