"""The record store of the browser tests does refuse: each of its rules, by a statement that breaks it."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from tests.fakes.launcher import launching
from tests.fakes.lrs_rules import CMI5, MASTERY, MOVE_ON, VERB, Session, broken_rules

ACTOR = {"objectType": "Agent", "account": {"homePage": "https://lms.example", "name": "a"}}
TEMPLATE = {"extensions": {"https://w3id.org/xapi/cmi5/context/extensions/sessionid": "s"}}
UNIT = "https://lms.example/units/1"
REGISTRATION = "00000000-0000-4000-8000-000000000001"

Statement = dict[str, Any]


def session(*before: str, **changes: Any) -> Session:
    """A session in which the verbs ``before`` were told already."""
    made = Session(REGISTRATION, UNIT, ACTOR, TEMPLATE, mastery=0.8)
    for name, value in changes.items():
        setattr(made, name, value)
    made.statements = [statement(verb) for verb in before]
    return made


def statement(verb: str, **result: Any) -> Statement:
    """A right statement with ``verb``."""
    categories = [{"id": CMI5}]
    extensions: dict[str, Any] = dict(TEMPLATE["extensions"])
    if verb != "initialized":
        result = {"duration": "PT1.5S", **result}
    if verb in ("passed", "failed", "completed"):
        categories.append({"id": MOVE_ON})
        result |= {"completion": True} if verb == "completed" else {"success": verb == "passed"}
    if verb in ("passed", "failed"):
        result.setdefault("score", {"scaled": 0.9 if verb == "passed" else 0.2})
        extensions[MASTERY] = 0.8
    return {
        "id": "00000000-0000-4000-8000-0000000000aa",
        "actor": ACTOR,
        "verb": {"id": VERB + verb},
        "object": {"id": UNIT},
        "result": result,
        "context": {
            "registration": REGISTRATION,
            "contextActivities": {"category": categories},
            "extensions": extensions,
        },
        "timestamp": "2026-03-01T10:00:00.123Z",
    }


@pytest.mark.parametrize(
    ("verb", "before"),
    [
        ("initialized", ()),
        ("passed", ("initialized",)),
        ("failed", ("initialized",)),
        ("completed", ("initialized", "passed")),
        ("terminated", ("initialized", "completed")),
    ],
)
def test_right_statements_are_taken(verb: str, before: tuple[str, ...]) -> None:
    assert broken_rules(statement(verb), session(*before)) == []


ORDER = [
    ("passed", (), {}, "initialized is the first"),
    ("completed", ("initialized", "terminated"), {}, "terminated is the last"),
    ("initialized", ("initialized",), {}, "no verb twice"),
    ("failed", ("initialized", "passed"), {}, "one of passed and failed"),
    ("passed", ("initialized",), {"earlier": ["passed"]}, "passed once in a registration"),
    ("completed", ("initialized",), {"earlier": ["completed"]}, "completed once"),
    ("failed", ("initialized",), {"earlier": ["passed"]}, "failed never follows passed"),
    ("passed", ("initialized",), {"mode": "Browse"}, "nothing is recorded in Browse"),
    ("completed", ("initialized",), {"mode": "Review"}, "nothing is recorded in Review"),
]


@pytest.mark.parametrize(("verb", "before", "changes", "rule"), ORDER, ids=[o[3] for o in ORDER])
def test_a_statement_out_of_order_is_refused_by_the_name_of_the_rule(
    verb: str, before: tuple[str, ...], changes: dict[str, Any], rule: str
) -> None:
    found = broken_rules(statement(verb), session(*before, **changes))
    assert any(rule in each for each in found), found


def _set(*path: str, value: Any) -> Callable[[Statement], None]:
    def change(target: Any) -> None:
        for key in path[:-1]:
            target = target[key]
        target[path[-1]] = value

    return change


def _drop(*path: str) -> Callable[[Statement], None]:
    def change(target: Any) -> None:
        for key in path[:-1]:
            target = target[key]
        del target[path[-1]]

    return change


CONTENT = [
    (_set("id", value="7"), "id is a UUID"),
    (_set("actor", value={"mbox": "mailto:x@y.z"}), "actor is the launched learner"),
    (_set("verb", "id", value="passed"), "verb has an IRI"),
    (_set("object", "id", value="unit"), "object has an IRI"),
    (_drop("context", "registration"), "registration is the launched one"),
    (_set("timestamp", value="2026-03-01T10:00:00+01:00"), "timestamp in UTC"),
    (_set("result", "score", value={"scaled": 80}), "scaled is"),
    (_set("result", "score", value={"scaled": 1, "raw": 5, "min": 0, "max": 1}), "scaled is"),
    (_set("result", "duration", value="90"), "duration is ISO 8601"),
    (_set("context", "extensions", "version", value="1"), "extensions have IRIs"),
    (_drop("context", "extensions", next(iter(TEMPLATE["extensions"]))), "holds the template"),
    (_set("context", "contextActivities", "category", value=[]), "carries the category cmi5"),
    (_set("object", "id", value="https://lms.example/other"), "object is the launched activity"),
    (_set("context", "contextActivities", "category", value=[{"id": CMI5}]), "category moveon"),
    (_drop("result", "duration"), "has a duration"),
    (_set("result", "success", value=False), "success of passed"),
    (_set("result", "completion", value=True), "completion of passed"),
    (_set("result", "score", value={"scaled": 0.79}), "at the mastery score"),
    (_drop("context", "extensions", MASTERY), "mastery score stands in the context"),
]


@pytest.mark.parametrize(("change", "rule"), CONTENT, ids=[str(n) for n in range(len(CONTENT))])
def test_a_statement_with_bad_content_is_refused_by_the_name_of_the_rule(
    change: Callable[[Statement], None], rule: str
) -> None:
    bad = copy.deepcopy(statement("passed"))
    change(bad)
    found = broken_rules(bad, session("initialized"))
    assert any(rule in each for each in found), found


def test_a_score_outside_passed_and_failed_is_refused() -> None:
    found = broken_rules(statement("completed", score={"scaled": 1}), session("initialized"))
    assert "cmi5 9.5.1: a score in passed and failed alone" in found


def test_an_answer_is_refused_in_review_with_the_cmi5_category_or_without_its_type() -> None:
    answer = statement("answered", response="a")
    answer["object"] = {"id": "urn:x:y", "definition": {"interactionType": "choice"}}
    assert "cmi5 7.1.3: only defined verbs carry the category cmi5" in broken_rules(
        answer, session("initialized")
    )
    answer["context"]["contextActivities"] = {}
    assert broken_rules(answer, session("initialized")) == []
    assert broken_rules(answer, session("initialized", mode="Review")) != []
    answer["object"] = {"id": "urn:x:y", "definition": {}}
    assert any(
        "type of interaction" in each for each in broken_rules(answer, session("initialized"))
    )


def test_the_server_refuses_over_http_and_names_the_rule() -> None:
    def send(method: str, path: str, body: object = None, **headers: str) -> tuple[int, str]:
        data = None if body is None else json.dumps(body, separators=(",", ":")).encode()
        request = Request(lms.origin + path, data=data, method=method, headers=headers)
        try:
            with urlopen(request) as answer:
                return answer.status, answer.read().decode()
        except HTTPError as error:
            with error:
                return error.code, error.read().decode()

    with launching({}, is_cmi5=True) as lms:
        lms.launch(REGISTRATION, "1", "Normal", 0.8)
        assert "token-0" in send("POST", "/fetch/0")[1]
        assert "error-code" in send("POST", "/fetch/0")[1]
        known = {"Authorization": "Basic token-0", "X-Experience-API-Version": "1.0.3"}
        status, said = send("POST", "/lrs/statements", [statement("passed")], **known)
        assert status == 400
        assert "actor is the launched learner" in said
        assert send("POST", "/lrs/statements", [], Authorization="Basic other")[0] == 401
        place = "/lrs/activities/state?activityId=x&registration=y&agent=%7B%7D&stateId=z"
        assert send("PUT", place, {}, **known)[0] == 400
        assert lms.sessions[0].statements == []
        rules = [rule for rule, _ in lms.refused]
    assert "cmi5 8.2: the fetch URL is used once" in rules
    assert "cmi5 8.2: the token stands in Authorization" in rules
    assert "xapi 2.3: a state is named in full" in rules
