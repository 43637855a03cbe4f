"""The learner's saved state, as far as it is decided when a package is made.

In: a course and its tracking slots. Out: which units are tracked, the mark of each, and the length of the
longest state the player can write. The format, read and written by ``exports/player/state.js``::

    1;<versions>;<passed version>@<day>;<attempts>;<best>;<phase>;<seed>;<drawn>;<units>;<answers>

``versions`` is the course version the attempt began with and, after ``>``, the latest one seen; the day of passing is ``YYYYMMDD``. ``attempts``,
``best`` (hundredths of a point) and ``seed`` are base 36; ``phase`` is ``u`` while a test is under way, ``f``
when it is finished. ``drawn`` holds the slots of the drawn items, base 36, joined by dots. ``units`` holds one
entry a slot, in order of slot: ``-`` where nothing is known, else a letter (what the learner did) and the
two characters of the unit's mark. An answer whose mark is not the unit's own any more does not count. ``answers``
are those to the drawn items (``exports/player/answers.js``), joined by dots, where there is room for them and the
course reports answers; else the field is not there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from coursegen.errors import ExportError
from coursegen.ids import digest
from coursegen.model.base import Noun
from coursegen.model.blocks import Attestation
from coursegen.model.course import Course, Module
from coursegen.model.items import (
    Categorise,
    Cloze,
    Item,
    Matching,
    MultipleChoice,
    Numeric,
    Ordering,
    ShortAnswer,
    SingleChoice,
    TrueFalse,
)
from coursegen.model.package import PackageContext
from coursegen.model.profile import Profile
from coursegen.model.scenario import Scenario

__all__ = [
    "LIMIT",
    "STATE_KEPT",
    "Tracked",
    "keeps_answers",
    "mark_of",
    "require_room",
    "room_for",
    "slot_of",
    "tracked_units",
    "worst_case_length",
]

LIMIT = 3500
"""Characters of saved state a course may need where 4,096 are kept, as in SCORM 1.2."""

STATE_KEPT = {"scorm12": 4096, "scorm2004-3rd": 4000, "scorm2004-4th": 64_000}
"""Characters of saved state that the standard of a target makes an LMS keep."""

_MARK_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_~"
_LONGEST_TEXT = 32
"""The most characters that is kept of one typed answer; a longer one is not kept."""
_VERSION_ROOM = len("999.999.999")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")

Tracked = Module | Item | Scenario | Attestation


def tracked_units(course: Course) -> tuple[str, ...]:
    """Ids of the units that need a tracking slot, in course order: page, declarations, scenario, items."""
    return tuple(unit.id for unit in _tracked(course))


def slot_of(identifier: str, context: PackageContext) -> int:
    """The tracking slot of a unit. Raises ExportError when the lock gave it none."""
    slot = context.slots.get(identifier)
    if slot is None:
        raise ExportError(
            "this unit has no tracking slot, so the learner's progress could not be kept",
            where=identifier,
            hint="Run `coursegen build`: it gives every page, item, scenario and declaration its slot.",
        )
    return slot


def mark_of(unit: Tracked, revision: int = 0) -> str:
    """Two characters that change when an earlier answer to ``unit`` no longer counts.

    An item's mark digests its type, its key and the numbers in question and key; a declaration's its
    version; any unit's the ``revision``, which counts changes of meaning since the first export. Another wording
    of the same key keeps the mark. Two different keys share a mark once in 4,096.
    """
    basis = _basis(unit)
    number = int(digest([basis, revision] if revision else basis, 8), 16)
    return _MARK_ALPHABET[number & 63] + _MARK_ALPHABET[number >> 6 & 63]


def room_for(target: str, lms: Profile) -> int:
    """Characters of saved state that a course may need in ``target``; 0 where there is no limit.

    That is what the LMS keeps, by its profile or by the standard, less a share for the versions to come.
    """
    return lms.state.get(target, STATE_KEPT.get(target, 0)) * LIMIT // STATE_KEPT["scorm12"]


def require_room(course: Course, context: PackageContext, target: str) -> str:
    """Raise ExportError where the longest state of ``course`` may not fit ``target``; else say how it fits."""
    length, room = worst_case_length(course, context), room_for(target, context.profile)
    if length > room:
        raise ExportError(
            f"the learner's progress could take {length} characters; a course in {target} may use {room}",
            where=course.outline.id,
            hint="Divide the course into two, or take items out of its largest modules.",
        )
    if keeps_answers(course, context, target):
        length = worst_case_length(course, context, answers=True)
    elif course.outline.tracking == "answers" and course.assessment_items():
        return f"saved state: {length} characters at most, of {room}; no room for the answers of the test"
    return f"saved state: {length} characters at most, of {room}"


def keeps_answers(course: Course, context: PackageContext, target: str) -> bool:
    """Whether the answers of the test are kept, so that its review shows them after a resume."""
    if course.outline.tracking != "answers" or course.outline.assessment is None:
        return False
    room = room_for(target, context.profile)
    return not room or worst_case_length(course, context, answers=True) <= room


def worst_case_length(course: Course, context: PackageContext, *, answers: bool = False) -> int:
    """Length in characters of the longest state a learner of ``course`` can come to, with or without ``answers``.

    Every slot up to the highest one taken filled, as much of the bank drawn as is, two long version numbers.
    """
    slots = [slot_of(each, context) for each in tracked_units(course)]
    entries = 3 * len(slots) + (max(slots, default=-1) + 1 - len(slots))
    bank = [slot_of(item.id, context) for item in course.assessment_items()]
    longest = sorted((len(_base36(slot)) for slot in bank), reverse=True)
    drawn = longest[: _drawn(course, len(bank))]
    head = len("1;;@20991231;zzz;7ps;u;zzzzzzz;;") + 3 * _VERSION_ROOM + 1
    length = head + sum(drawn) + max(len(drawn) - 1, 0) + entries
    if not answers:
        return length
    most = sorted((_answer_length(each) for each in course.assessment_items()), reverse=True)
    return length + sum(1 + each for each in most[: len(drawn)])


def _answer_length(item: Item) -> int:
    """The most characters that an answer to ``item`` takes."""
    if isinstance(item, MultipleChoice):
        return len(item.options)
    if isinstance(item, Numeric | ShortAnswer):
        return _LONGEST_TEXT
    if isinstance(item, Cloze):
        typed = [1 if each.options else _LONGEST_TEXT for each in item.gaps]
        return sum(typed) + len(typed) - 1
    if isinstance(item, Matching | Ordering | Categorise):
        return len(_parts(item))
    return 1


def _drawn(course: Course, bank: int) -> int:
    assessment = course.outline.assessment
    if assessment is None:
        return 0
    return min(assessment.draw or bank, bank)


def _tracked(course: Course) -> Iterator[Tracked]:
    for module in course.modules:
        yield module
        yield from (block for block in module.blocks if isinstance(block, Attestation))
        if module.scenario is not None:
            yield module.scenario
        yield from module.items


def _basis(unit: Tracked) -> object:
    if isinstance(unit, Module | Scenario):
        return "page"
    if isinstance(unit, Attestation):
        return ["attestation", unit.version]
    return [unit.type, *_key(unit), _numbers(unit.stem)]


def _key(item: Item) -> list[object]:
    """What makes an answer to ``item`` right, without its wording."""
    if isinstance(item, SingleChoice | MultipleChoice):
        keys = [each for each in item.options if each.correct]
        return [[each.id, _numbers(each.text)] for each in keys]
    if isinstance(item, TrueFalse):
        return [item.answer]
    if isinstance(item, Numeric):
        return [item.answer, item.tolerance, item.unit]
    if isinstance(item, Cloze):
        return [[each.id, *each.accept] for each in item.gaps]
    if isinstance(item, ShortAnswer):
        return [*item.accept]
    return [_part(each) for each in _parts(item)]


def _parts(item: Matching | Ordering | Categorise) -> tuple[Noun, ...]:
    if isinstance(item, Matching):
        return item.pairs
    return item.steps if isinstance(item, Ordering) else item.entries


def _part(part: Noun) -> list[object]:
    """The id of a pair, step or entry, the category it belongs to and the numbers in its texts."""
    fields = part.model_dump(exclude={"citations"})
    words = " ".join(str(fields[name]) for name in ("text", "left", "right") if name in fields)
    return [fields["id"], fields.get("category", ""), _numbers(words)]


def _numbers(text: str) -> list[str]:
    return _NUMBER.findall(text)


def _base36(number: int) -> str:
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    result = digits[number % 36]
    while number := number // 36:
        result = digits[number % 36] + result
    return result
