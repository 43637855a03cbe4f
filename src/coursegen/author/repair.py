"""The repair round: what fails goes back with the finding, once or twice.

In: what was written, and a way to check it. Out: the same with what came back put in. Of a question whose stem and key
stand only the wrong options or the feedback are asked anew. What still fails is left to the gate, which drops, counts and
names it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from coursegen.author.mending import OPTION_RULES, Flaw, Mend, mend_of, mended, place_of, seen_flaws
from coursegen.author.requests import schema_of
from coursegen.author.rounds import Rounds
from coursegen.author.write import Writing, Written
from coursegen.model.base import ids_in
from coursegen.model.course import Course
from coursegen.model.finding import Finding
from coursegen.model.items import Item, ItemBase
from coursegen.model.request import Repair, Reply, Request, Task

__all__ = ["repaired"]

_PARTS: dict[Task, str] = {"module": "blocks", "items": "items"}
"""Where the parts of a draft stand; a scenario or a glossary is one part."""

_REPEATED = "near-duplicate"

Place = tuple[str, int]
"""A part of a draft: its request, and where it stands in the draft, from 0."""


@dataclass(frozen=True)
class _Fault:
    """A part of a draft that fails: what is wrong with it, and how it is mended."""

    finding: str
    mend: Mend


def repaired(
    rounds: Rounds,
    writing: Writing,
    written: Written,
    check: Callable[[Course], list[Finding]],
    attempts: int,
) -> Written:
    """Send back what fails, at most ``attempts`` times. Raises GeneratorError as a round does."""
    for attempt in range(1, attempts + 1):
        requests = {each.id: each for tasks in writing.requests.values() for each in tasks.values()}
        faults = _faults(written, check(written.course), requests, writing.replies)
        if not faults:
            break
        asked = {
            place: _request(requests[place[0]], place, fault, attempt)
            for place, fault in faults.items()
        }
        replies = rounds.run("repairs", list(asked.values()))
        answers = {place: (faults[place].mend, replies[each.id]) for place, each in asked.items()}
        writing = replace(writing, replies=_with(writing.replies, answers, requests))
        written = writing.written()
    return written


def _faults(
    written: Written,
    findings: list[Finding],
    requests: Mapping[str, Request],
    replies: Mapping[str, Reply],
) -> dict[Place, _Fault]:
    """The parts that could not be made, and those that carry an error; each once, all that is wrong.

    What one module asks about another comes of no request here: it is dropped, not repaired.
    """
    flaws = _seen(requests, replies)
    for each in [each for each in written.dropped if each.request in requests]:
        if each.index is not None and (each.request, each.index) not in flaws:
            flaws[each.request, each.index] = [Flaw(each.reason)]
    for place, flaw in _found(written, findings, requests, replies):
        flaws.setdefault(place, []).append(flaw)
    return {
        place: _fault(requests[place[0]].task, _part(requests, replies, place), found)
        for place, found in sorted(flaws.items())
    }


def _seen(requests: Mapping[str, Request], replies: Mapping[str, Reply]) -> dict[Place, list[Flaw]]:
    """What can be seen wrong with the questions as they were drafted."""
    return {
        (key, index): seen
        for key, each in requests.items()
        if each.task == "items" and not replies[key].problem
        for index, item in enumerate(replies[key].draft.get("items", ()))
        if (seen := seen_flaws(item))
    }


def _found(
    written: Written,
    findings: list[Finding],
    requests: Mapping[str, Request],
    replies: Mapping[str, Reply],
) -> list[tuple[Place, Flaw]]:
    """What the check found wrong, at its place in the drafts."""
    units = {unit.id: unit for module in written.course.modules for unit in module.units}
    owner = {part: key for key, unit in units.items() for part in ids_in(unit)}
    told = []
    for finding in findings:
        mends = finding.severity == "error" or finding.rule in {_REPEATED, *OPTION_RULES}
        unit = units.get(owner.get(finding.unit, ""))
        place = written.places.get(finding.unit) or written.places.get(owner.get(finding.unit, ""))
        if not mends or place is None or place[0] not in requests:
            continue
        message = f"{finding.message} {finding.hint}".strip()
        if isinstance(unit, ItemBase) and requests[place[0]].task == "items":
            draft = _part(requests, replies, place)
            told.append((place, place_of(finding.field, _item(unit), draft, message)))
        else:
            told.append((place, Flaw(message)))
    return told


def _item(unit: ItemBase) -> Item:
    return unit  # type: ignore[return-value]


def _fault(task: Task, part: dict[str, Any], flaws: list[Flaw]) -> _Fault:
    finding = " ".join(dict.fromkeys(each.message for each in flaws))
    return _Fault(finding, mend_of(part, flaws) if task == "items" else Mend(task, part))


def _request(first: Request, place: Place, fault: _Fault, attempt: int) -> Request:
    """The request to mend a part: the one that gave it, or one for what of a question cannot stay."""
    repair = Repair(part=fault.mend.part, finding=fault.finding)
    changes: dict[str, Any] = {"id": f"{first.id}~{attempt}.{place[1] + 1}", "repair": repair}
    task = fault.mend.task
    if task != first.task:
        changes |= {"task": task, "rewrite": None, "additions": (), "draft_schema": schema_of(task)}
    return first.model_copy(update=changes)


def _part(
    requests: Mapping[str, Request], replies: Mapping[str, Reply], place: Place
) -> dict[str, Any]:
    key, index = place
    draft, name = replies[key].draft, _PARTS.get(requests[key].task)
    return dict(draft[name][index] if name else draft)


def _with(
    replies: Mapping[str, Reply],
    answers: Mapping[Place, tuple[Mend, Reply]],
    requests: Mapping[str, Request],
) -> dict[str, Reply]:
    """``replies`` with what came back in the place of what failed; no part back: it goes.

    Of an answer with more than the part that was asked for, only its first part counts.
    """
    drafts: dict[str, dict[str, Any]] = {}
    for (key, index), (mend, reply) in sorted(
        answers.items(), key=lambda each: (each[0][0], -each[0][1])
    ):
        if reply.problem:
            continue
        name = _PARTS.get(requests[key].task)
        draft = drafts.setdefault(key, dict(replies[key].draft))
        if name is None:
            drafts[key] = reply.draft
            continue
        parts = list(draft[name])
        if mend.task == requests[key].task:
            parts[index : index + 1] = reply.draft[name][:1]
        else:
            parts[index] = mended(parts[index], mend, reply.draft)
        draft[name] = parts
    return {
        key: reply.model_copy(update={"draft": drafts[key]}) if key in drafts else reply
        for key, reply in replies.items()
    }
