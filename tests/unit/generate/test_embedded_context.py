"""Rules that the source around them explains are told apart from rules that stand by themselves."""

from __future__ import annotations

from coursegen.generate.embedded.grammar.rule import Rule
from coursegen.model.passage import SentenceRef, Statement


def rule(task: str, condition: str = "", language: str = "en", **around: str) -> Rule:
    """A rule with that task."""
    statement = Statement.model_validate(
        {
            "id": "0" * 12,
            "kind": "obligation",
            "text": f"{condition} you must {task}.",
            "language": language,
            "document": "p.md",
            "position": 0,
            "evidence": (SentenceRef(passage="0" * 12, sentence=0),),
            **around,
        }
    )
    return Rule(statement, "must", statement.text, statement.text, task=task, condition=condition)


def test_a_task_that_its_condition_explains_is_no_option_by_itself() -> None:
    found = rule("report it to the desk", "if you lose a laptop")
    assert (found.by_itself, found.task_by_itself) == (True, False)
    found = rule("daarin het nummer opnemen", "als je een certificaat aanvraagt", "nl")
    assert (found.by_itself, found.task_by_itself) == (True, False)


def test_a_rule_under_a_condition_or_with_a_reference_does_not_stand_by_itself() -> None:
    assert not rule("check who applies", above="If it meets these terms:").by_itself
    assert not rule("close the phase", dangling="this phase").by_itself
    assert rule("lock the screen").task_by_itself
