"""The repair round: a part that fails goes back with the finding, once or twice.

In: what was written, and a way to check it. Out: the same with the parts that came back put in. What still
fails is left to the gate, which drops, counts and names it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from coursegen.author.rounds import Rounds
from coursegen.author.write import Writing, Written
from coursegen.model.base import ids_in
from coursegen.model.course import Course
from coursegen.model.finding import Finding
from coursegen.model.request import Repair, Reply, Request, Task

__all__ = ["repaired"]

_PARTS: dict[Task, str] = {"module": "blocks", "items": "items"}
"""Where the parts of a draft stand; a scenario is one part."""

_REPEATED = "near-duplicate"


@dataclass(frozen=True)
class _Fault:
    """A part of a draft that fails: its request, its place in the draft from 0, what is wrong."""

    request: str
    index: int
    finding: str


def repaired(
    rounds: Rounds,
    writing: Writing,
    written: Written,
    check: Callable[[Course], list[Finding]],
    attempts: int,
) -> Written:
    """Send back what fails, at most ``attempts`` times. Raises GeneratorError as a round does."""
    for attempt in range(1, attempts + 1):
        faults = _faults(written, check(written.course))
        if not faults:
            break
        requests = {each.id: each for tasks in writing.requests.values() for each in tasks.values()}
        asked = {
            fault: _request(requests[fault.request], writing.replies[fault.request], fault, attempt)
            for fault in faults
        }
        replies = rounds.run("repairs", list(asked.values()))
        mended = {fault: replies[request.id] for fault, request in asked.items()}
        writing = replace(writing, replies=_with(writing.replies, mended, requests))
        written = writing.written()
    return written


def _faults(written: Written, findings: list[Finding]) -> list[_Fault]:
    """The parts that could not be made, and those that carry an error; each once, all that is wrong."""
    wrong: dict[tuple[str, int], list[str]] = {}
    for each in written.dropped:
        if each.index is not None:
            wrong.setdefault((each.request, each.index), []).append(each.reason)
    owner = {
        part: unit.id
        for module in written.course.modules
        for unit in (*module.blocks, *module.items, module.scenario)
        if unit is not None
        for part in ids_in(unit)
    }
    for finding in findings:
        place = written.places.get(finding.unit) or written.places.get(owner.get(finding.unit, ""))
        if place and (finding.severity == "error" or finding.rule == _REPEATED):
            message = f"{finding.message} {finding.hint}".strip()
            wrong.setdefault(place, []).append(message)
    return [
        _Fault(request, index, " ".join(dict.fromkeys(messages)))
        for (request, index), messages in sorted(wrong.items())
    ]


def _request(first: Request, reply: Reply, fault: _Fault, attempt: int) -> Request:
    repair = Repair(part=_part(first.task, reply.draft, fault.index), finding=fault.finding)
    identifier = f"{first.id}~{attempt}.{fault.index + 1}"
    return first.model_copy(update={"id": identifier, "repair": repair})


def _part(task: Task, draft: Mapping[str, Any], index: int) -> dict[str, Any]:
    place = _PARTS.get(task)
    part = draft[place][index] if place else draft
    return dict(part)


def _with(
    replies: Mapping[str, Reply], mended: Mapping[_Fault, Reply], requests: Mapping[str, Request]
) -> dict[str, Reply]:
    """``replies`` with the mended parts in the place of those that failed; no part back: it goes."""
    drafts: dict[str, dict[str, Any]] = {}
    for fault, reply in sorted(mended.items(), key=lambda each: (each[0].request, -each[0].index)):
        task = requests[fault.request].task
        if reply.problem:
            continue
        place = _PARTS.get(task)
        draft = drafts.setdefault(fault.request, dict(replies[fault.request].draft))
        if place is None:
            drafts[fault.request] = reply.draft
            continue
        parts = list(draft[place])
        parts[fault.index : fault.index + 1] = reply.draft[place]
        draft[place] = parts
    return {
        key: reply.model_copy(update={"draft": drafts[key]}) if key in drafts else reply
        for key, reply in replies.items()
    }
