"""A duty to report finds its module: gathered over documents, with what there is to report, how, and who takes it from there."""

import pytest

from coursegen import api
from coursegen.cli.make import command

_INCIDENTS = """# Incident Policy

## Kinds

Harbour sorts what is reported into kinds:

* **Disturbances** - Any fault that keeps a system from working. Examples:
  * A file server that is down.
  * Printers that stop in the middle of a job.
* **Warnings** - A sign that an incident may be about to happen. Examples:
  * Many failed attempts to sign in to one account.
  * Suspicious emails to the staff of the archive.
* **Incidents** - A breach of the rules on information security. Examples:
  * A copy of PII in the wrong hands.
  * A stolen device with files on it.

## Intake Procedure

1. Immediately upon discovery Harbour employees report suspected and known Disturbances, Warnings, and Incidents in one of the following ways:
   1. In person to a manager;
   2. By phone;
   3. Anonymously through the box in the hall.
2. The Duty Officer determines if the matter is a Disturbance, Warning, or Incident.
3. The Response Team collects the logs.
4. The Response Team closes the matter after review.

## Customers

Upon discovery of a breach, notice shall be made to the affected customers no later than 6 hours after the discovery of the breach.

Harbour shall be deemed to have knowledge of a breach that is known to any person who is an employee of Harbour.
"""

_STAFF = """# Staff rules

## Workplace

1. Harbour employees must not download any PII to their laptops.
2. Harbour employees must lock their screens when they leave the desk.
3. Harbour employees must return all keys on their last day.
4. Harbour employees must wear a badge in the building.

## Questions

Refer to the intake for a list of examples; if you are unsure whether the matter is an incident, contact the Duty Officer immediately.
"""


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    folder = tmp_path_factory.mktemp("reporting")
    sources = folder / "sources"
    sources.mkdir()
    (sources / "incidents.md").write_text(_INCIDENTS, "utf-8")
    (sources / "staff.md").write_text(_STAFF, "utf-8")
    arguments = [str(sources), "-o", str(folder / "course"), "--to", "markdown"]
    command.main([*arguments, "--audience", "employees"], standalone_mode=False)
    project = api.open_project(folder / "course")
    return project.course(), api.check(project)


@pytest.fixture(scope="module")
def module(course):
    (found,) = [each for each in course[0].modules if each.title.startswith("Something wrong?")]
    return found


def _texts(module):
    return [getattr(each, "text", "") for each in module.blocks]


def test_a_duty_to_report_founds_a_module_though_its_section_gives_little_to_ask(module):
    assert module.title == "Something wrong? Report it right away"
    assert 3 <= module.minutes <= 7


def test_it_opens_with_a_story_that_ends_in_a_question_and_its_rule_answers(module):
    story, answer = module.blocks[:2]
    assert story.origin == "template"
    assert not story.citations
    assert story.text.endswith("?")
    assert "You report suspected and known Disturbances" in answer.text
    assert answer.text.startswith("Do not let it rest.")
    assert "immediately upon discovery" in answer.text


def test_what_there_is_to_report_is_a_table_with_one_example_each(module):
    (table,) = [each for each in module.blocks if each.type == "table"]
    assert [row[0] for row in table.rows] == ["Disturbances", "Warnings", "Incidents"]
    assert table.rows[0][2] == "A file server that is down"


def test_the_ways_are_a_list_and_who_decides_and_the_doubt_stand_in_a_callout(module):
    texts = _texts(module)
    assert any(each.startswith("- In person to a manager\n- By phone\n- Anon") for each in texts)
    (doubt,) = [each for each in texts if "Duty Officer determines" in each]
    assert "If you are unsure whether the matter is an incident, contact the Duty" in doubt


def test_why_it_cannot_wait_is_the_deadline_of_others(module):
    (why,) = [each for each in module.blocks if each.type == "reveal"]
    assert "no later than 6 hours" in why.text
    assert why.text.startswith("What you know of a breach counts as known to Harbour.")
    assert any("deemed to have knowledge" in each.quote for each in why.citations)


def test_the_summary_holds_the_learners_own_duties_alone(module):
    (summary,) = [each for each in module.blocks if each.type == "summary"]
    assert not any("Response Team" in each or "determines" in each for each in summary.points)


def test_a_case_who_decides_and_a_way_without_a_name_are_asked(module):
    stems = " ".join(each.stem for each in module.items)
    assert "sign in to the same account" in stems
    assert "Who finds out and decides" in stems
    assert "would rather not be named" in stems
    (judge,) = [each for each in module.items if "Who finds out" in each.stem]
    (key,) = [each.text for each in judge.options if each.correct]
    assert key == "The Duty Officer"
    assert {each.text for each in judge.options} >= {"Your manager", "The Response Team"}


def test_an_abbreviation_is_spelled_out_where_it_first_stands_and_a_breach_of_the_ban_is_reported(
    module,
):
    (ban,) = [each for each in module.blocks if getattr(each, "title", "") == "Off limits"]
    assert "PII (personally identifiable information)" in ban.text
    assert "if it has happened already" in ban.text
    assert "immediately upon discovery" in ban.text


def test_the_scenario_presses_against_a_ban_and_then_asks_for_the_report(module):
    start, *_ = module.scenario.scenes
    assert "download PII to your laptop" in start.text
    assert {each.grade for each in module.scenario.endings} == {"best", "acceptable", "poor"}
    asked = [each.text for scene in module.scenario.scenes for each in scene.choices]
    assert any(each.startswith("Report it now") for each in asked)


def test_every_objective_has_two_questions(module):
    assert len(module.objectives) == 2
    for objective in module.objectives:
        assert sum(each.objective == objective for each in module.items) >= 2


def test_the_check_has_nothing_against_it(course, module):
    found = [each for each in course[1] if each.module == module.id]
    assert [each.rule for each in found] == []


def test_a_section_with_rules_enough_of_its_own_is_left_as_it_is(read_all_reporting):
    assert read_all_reporting is None


@pytest.fixture
def read_all_reporting(tmp_path):
    """The module on reporting of a policy whose own section teaches enough; None where there is none."""
    (tmp_path / "policy.md").write_text(
        "# Incidents\n\n## Reporting\n\n"
        "Employees must report a suspected incident to the service desk immediately. "
        "Employees must keep the evidence for the service desk. "
        "Employees must cooperate with the service desk. "
        "Employees must not discuss an incident with the press.\n",
        "utf-8",
    )
    target = tmp_path / "course"
    arguments = [str(tmp_path / "policy.md"), "-o", str(target), "--to", "markdown"]
    command.main([*arguments, "--audience", "employees"], standalone_mode=False)
    modules = api.open_project(target).course().modules
    return next((each for each in modules if each.title.startswith("Something wrong")), None)
