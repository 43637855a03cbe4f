"""What a strict learning record store and cmi5 player demand of a statement, each demand with its name.

In: a statement as parsed JSON and the Session it came in. Out: the names of the rules it breaks. Numbers are
sections of the cmi5 specification (Quartz) and of the xAPI specification 1.0.3.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

__all__ = ["CMI5", "MASTERY", "MOVE_ON", "VERB", "Session", "broken_rules"]

VERB = "http://adlnet.gov/expapi/verbs/"
CMI5 = "https://w3id.org/xapi/cmi5/context/categories/cmi5"
MOVE_ON = "https://w3id.org/xapi/cmi5/context/categories/moveon"
MASTERY = "https://w3id.org/xapi/cmi5/context/extensions/masteryscore"
DEFINED = ("initialized", "completed", "passed", "failed", "terminated")
UUID = re.compile(r"^[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$")
UTC = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$")
DURATION = re.compile(r"^PT(\d+H)?(\d+M)?(\d+(\.\d+)?S)?$")
IRI = re.compile(r"^[A-Za-z][A-Za-z0-9+.-]*:\S+$")

Statement = dict[str, Any]


@dataclass
class Session:
    """One launch. ``earlier`` are the verbs of the registration in sessions before."""

    registration: str
    activity: str
    actor: dict[str, Any]
    template: dict[str, Any] = field(default_factory=dict)
    mode: str = "Normal"
    mastery: float | None = None
    is_cmi5: bool = True
    earlier: list[str] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)

    def verbs(self) -> list[str]:
        """The verbs of this session, in order."""
        return [verb_of(each) for each in self.statements]


def verb_of(statement: Statement) -> str:
    """The last word of the verb's IRI."""
    return str(statement.get("verb", {}).get("id", "")).rsplit("/", 1)[-1]


def broken_rules(statement: Statement, session: Session) -> list[str]:
    """The names of the rules that ``statement`` breaks, next in ``session``; empty where it is right."""
    found = list(_xapi(statement, session))
    if session.is_cmi5 and not found:
        found += _order(statement, session)
        found += _content(statement, session)
    return found


def _xapi(statement: Statement, session: Session) -> Iterator[str]:
    checks: dict[str, Callable[[], bool]] = {
        "xapi 2.4.1: id is a UUID": lambda: bool(UUID.match(str(statement.get("id")))),
        "xapi 2.4.2: actor is the launched learner": lambda: statement["actor"] == session.actor,
        "xapi 2.4.3: verb has an IRI": lambda: bool(IRI.match(statement["verb"]["id"])),
        "xapi 2.4.4: object has an IRI": lambda: bool(IRI.match(statement["object"]["id"])),
        "xapi 2.4.6: registration is the launched one": lambda: (
            statement["context"]["registration"] == session.registration
        ),
        "cmi5 9.7: timestamp in UTC": lambda: bool(UTC.match(str(statement.get("timestamp")))),
        "xapi 2.4.5.1: scaled is -1..1 and raw between min and max": lambda: _score(statement),
        "xapi 2.4.5: duration is ISO 8601": lambda: bool(
            DURATION.match(statement.get("result", {}).get("duration", "PT0S"))
        ),
        "xapi 4.1.11: extensions have IRIs": lambda: all(
            IRI.match(key) for key in statement["context"].get("extensions", {})
        ),
        "xapi 2.4.4.1: an answer names its type of interaction": lambda: _answer(statement),
    }
    for rule, holds in checks.items():
        try:
            kept = holds()
        except (KeyError, TypeError, AttributeError):
            kept = False
        if not kept:
            yield rule


def _score(statement: Statement) -> bool:
    score = statement.get("result", {}).get("score")
    if score is None:
        return True
    raw = score.get("raw")
    between = raw is None or score["min"] <= raw <= score["max"]
    return -1 <= score.get("scaled", 0) <= 1 and between


def _answer(statement: Statement) -> bool:
    if verb_of(statement) != "answered":
        return True
    definition = statement["object"]["definition"]
    return bool(definition["interactionType"]) and isinstance(statement["result"]["response"], str)


def _order(statement: Statement, session: Session) -> Iterator[str]:
    verb, verbs = verb_of(statement), session.verbs()
    if not verbs and verb != "initialized":
        yield "cmi5 9.3: initialized is the first statement"
    if "terminated" in verbs:
        yield "cmi5 9.3: terminated is the last statement"
    if verb not in DEFINED or not _is_defined(statement):
        return
    if verb in verbs:
        yield "cmi5 9.3: no verb twice in a session"
    if verb in ("passed", "failed") and {"passed", "failed"} & set(verbs):
        yield "cmi5 9.3: one of passed and failed in a session"
    if verb in ("completed", "passed") and verb in session.earlier:
        yield f"cmi5 9.3: {verb} once in a registration"
    if verb == "failed" and "passed" in session.earlier:
        yield "cmi5 9.3: failed never follows passed"
    if session.mode != "Normal" and verb in ("completed", "passed", "failed"):
        yield f"cmi5 10.0: nothing is recorded in {session.mode} mode"


def _is_defined(statement: Statement) -> bool:
    return CMI5 in _ids(statement, "category")


def _ids(statement: Statement, kind: str) -> list[str]:
    activities = statement.get("context", {}).get("contextActivities", {}).get(kind, [])
    return [each["id"] for each in activities]


def _content(statement: Statement, session: Session) -> Iterator[str]:
    verb, context = verb_of(statement), statement["context"]
    if not _holds(context, session.template):
        yield "cmi5 10.0: the context holds the template, unaltered"
    if session.mode != "Normal" and verb not in ("initialized", "terminated"):
        yield "cmi5 10.0: in Browse and Review only initialized and terminated"
    if verb not in DEFINED:
        if _is_defined(statement):
            yield "cmi5 7.1.3: only defined verbs carry the category cmi5"
        return
    if not _is_defined(statement):
        yield "cmi5 9.6.2.1: a defined statement carries the category cmi5"
    if statement["object"]["id"] != session.activity:
        yield "cmi5 9.4: the object is the launched activity"
    yield from _result(statement, session)


def _result(statement: Statement, session: Session) -> Iterator[str]:
    verb, result = verb_of(statement), statement.get("result", {})
    if (MOVE_ON in _ids(statement, "category")) != ("success" in result or "completion" in result):
        yield "cmi5 9.6.2.2: the category moveon exactly with success or completion"
    if verb != "initialized" and "duration" not in result:
        yield f"cmi5 9.5.4: {verb} has a duration"
    wanted = {"passed": True, "failed": False}.get(verb)
    if result.get("success") != wanted:
        yield f"cmi5 9.5.2: success of {verb}"
    if result.get("completion") != (True if verb == "completed" else None):
        yield f"cmi5 9.5.3: completion of {verb}"
    if "score" in result and verb not in ("passed", "failed"):
        yield "cmi5 9.5.1: a score in passed and failed alone"
    yield from _mastery(statement, session)


def _mastery(statement: Statement, session: Session) -> Iterator[str]:
    verb, score = verb_of(statement), statement.get("result", {}).get("score", {})
    if session.mastery is None or verb not in ("passed", "failed"):
        return
    scaled = score.get("scaled")
    if scaled is not None and (scaled >= session.mastery) != (verb == "passed"):
        yield "cmi5 9.3.4: passed exactly at the mastery score and above"
    if statement["context"].get("extensions", {}).get(MASTERY) != session.mastery:
        yield "cmi5 9.6.3.2: the mastery score stands in the context"


def _holds(context: Any, template: Any) -> bool:
    """Whether ``context`` has all that ``template`` has; lists may be longer."""
    if isinstance(template, dict):
        return isinstance(context, dict) and all(
            key in context and _holds(context[key], value) for key, value in template.items()
        )
    if isinstance(template, list):
        return isinstance(context, list) and all(each in context for each in template)
    return bool(context == template)
