"""Which rule carries a scenario. In: Material of one module. Out: the Case that a story can be told of, or None.

Four kinds: somebody leaves on what is no longer allowed (outdated), asks for what a prohibition forbids (pressure), or
for what it forbids unless something is certain (check), or something happens that has to be reported at once or within
hours (report). A rule with a measure or a list of alternatives makes no story.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from coursegen.generate.embedded.gates import holds_word, word_count
from coursegen.generate.embedded.grammar.rule import Rule
from coursegen.generate.embedded.grammar.time_phrase import TIME_UNITS
from coursegen.generate.embedded.items.distractors import class_of
from coursegen.generate.embedded.material import Material
from coursegen.generate.embedded.wording import pick, rank
from coursegen.language.references import dangling_reference

__all__ = ["Case", "case_of", "hours_of", "is_plain_deed"]

_TASK = 14
"""Words of a task that somebody wants done, at most."""

_DEED, _CONDITION, _RULE, _SIGN = 11, 14, 32, 14
"""Words of a deed that somebody wants done, of an event, of the rule, of a sign, at most."""
_THING = 6
"""Words of a thing that is left on, at most."""
_CHECKED = (4, 14)
"""Words of what has to be certain, at least and at most."""
_HOURS = {"minute": 1 / 60, "hour": 1.0, "day": 24.0, "working day": 24.0, "business day": 24.0}
_YOURS = re.compile(r"\b(?:your|yours|jouw|je|uw)\b", re.IGNORECASE)
_OTHERS = re.compile(r",? (?:of|en) [\w]+(?= \w+$|$)|, \w+(?=,| of | en )")

_ALTERNATIVES = re.compile(
    r"(?:, \w+)*,? (?:of|or) \w+(?= (?:is|zijn|wordt|kwijt|gestolen|has|have|are|was|were)\b)"
)
_OR_OTHER = re.compile(
    r"(?:, [\w-]+)*,? (?:of|or) (?:an)?(?:other|another|any other|andere?|een andere?) .+$"
)


@dataclass(frozen=True)
class Case:
    """One story: its kind, its rule, and what the scene is about (a deed, an event or a sign).

    ``sign`` is an item of the source's own list, ``seen`` a sentence of the bank. ``hours``: what the rule leaves, 0 where
    it says at once.
    """

    kind: str
    rule: Rule
    deed: str = ""
    condition: str = ""
    sign: str = ""
    seen: str = ""
    hours: float = 0.0


def case_of(material: Material) -> Case | None:
    """The case that carries best: a report that cannot wait before pressure, the shorter rule first."""
    cases = [case for each in material.rules if (case := _report(material, each))]
    for kind in (_outdated, _pressure, _check):
        cases = cases or [case for each in material.rules if (case := kind(material, each))]
    if not cases:
        return None
    seed = material.request.seed
    return min(
        cases,
        key=lambda each: (
            not (each.sign or each.condition or each.deed),
            word_count(each.deed or each.condition),
            rank(seed, each.rule.id),
        ),
    )


def _usable(material: Material, rule: Rule) -> bool:
    own = rule.askable and rule.subject == material.wording.you and bool(rule.cites)
    plain = not rule.command and not _YOURS.search(rule.task)
    return own and plain and word_count(rule.plain) <= _RULE


def _outdated(material: Material, rule: Rule) -> Case | None:
    """Somebody leaves on a version that a rule on things does not allow."""
    bank = material.wording.situations["outdated"]
    banned = rule.modality == "must_not" and bool(rule.thing and rule.cites)
    plain = banned and not rule.limited and not rule.leaning
    short = plain and word_count(rule.thing) <= _THING and word_count(rule.plain) <= _RULE
    return (
        Case("outdated", rule, deed=rule.thing)
        if short and holds_word(bank["when"], rule.thing)
        else None
    )


def _pressure(material: Material, rule: Rule) -> Case | None:
    """Somebody asks for what is not allowed: a deed that people do for convenience."""
    if rule.modality != "must_not" or not _usable(material, rule) or rule.limited:
        return None
    deed = "" if _is_own_affair(material, rule) else _deed_of(material, rule)
    return Case("pressure", rule, deed=deed) if deed else None


def _is_own_affair(material: Material, rule: Rule) -> bool:
    """Whether the deed concerns somebody's own account alone: it cannot be done as a favour."""
    bank = material.wording.situations["pressure"]
    used = set(bank["own_verbs"]) & set(rule.task.lower().split())
    return bool(used) and holds_word(bank["own"], rule.sentence)


def _check(material: Material, rule: Rule) -> Case | None:
    """Somebody asks for what may be done only once something is certain: it can be looked into first."""
    if rule.modality != "must_not" or not _usable(material, rule) or rule.condition:
        return None
    clause = rule.exception
    pattern = str(material.wording.words("grammar", "stated"))
    stated = re.search(pattern, clause) and _CHECKED[0] <= word_count(clause) <= _CHECKED[1]
    if not stated or _YOURS.search(clause) or dangling_reference(clause, material.language):
        return None
    deed = _deed_of(material, replace(rule, exception=""))
    return Case("check", rule, deed=deed) if deed else None


def _deed_of(material: Material, rule: Rule) -> str:
    """What somebody may ask the learner to do, for convenience; empty where nobody would."""
    if not is_plain_deed(material, rule):
        return ""
    bank = material.wording.situations["pressure"]
    words = rule.task.lower().split()
    verbs = set(words[:1]) if material.language == "en" else set(words)
    deed = _one_of_several(material, rule.task)
    obvious = holds_word(material.wording.words("grammar", "obvious"), rule.sentence)
    whole = word_count(deed) <= _DEED and "," not in deed and "/" not in deed
    meant = holds_word(bank["motives"], rule.task)
    fits = bool(verbs & set(bank["verbs"])) and whole and not obvious and not meant
    return deed if fits else ""


def is_plain_deed(material: Material, rule: Rule) -> bool:
    """Whether somebody can simply want to do what the rule forbids: no comparison, no limit, nothing of *you*."""
    words = material.wording.words("grammar", "measured")
    plain = not rule.condition and 2 <= word_count(rule.task) <= _TASK
    return plain and not re.search(rf"\b(?:{words})\b", f"{rule.task} {rule.exception}".lower())


def _one_of_several(material: Material, task: str) -> str:
    """The deed with the first of its alternatives: who may not do A or B, may not do A."""
    return _OTHERS.sub("", task) if material.language == "nl" and "-," not in task else task


def _report(material: Material, rule: Rule) -> Case | None:
    """Something happens, or shows itself, that must be reported soon."""
    if rule.modality != "must" or not _usable(material, rule) or rule.only or rule.exception:
        return None
    if class_of(material, rule) != "report" or not _soon(material, rule):
        return None
    hours = hours_of(rule)
    words = material.wording.words("grammar", "suspicion")
    vague = holds_word(words, rule.condition) and _is_seen(material, rule)
    if rule.condition and not vague:
        event = _OR_OTHER.sub("", _ALTERNATIVES.sub("", rule.condition))
        telling = word_count(event) <= _CONDITION and not re.search(r"\d", event)
        return Case("report", rule, condition=event, hours=hours) if telling else None
    if not holds_word(words, f"{rule.task} {rule.condition}"):
        return None
    found = _signs(material)
    if found:
        return Case("report", rule, sign=pick(found, material.request.seed, rule.id), hours=hours)
    seen = _is_seen(material, rule)
    return Case("report", rule, seen=seen, hours=hours) if seen else None


def _is_seen(material: Material, rule: Rule) -> str:
    """What there is to see of what the rule is on, from the bank; empty where the bank has nothing."""
    bank = material.wording.situations["report"]["signs"]
    fitting = [each for each in bank if holds_word(each["when"], f"{rule.task} {rule.condition}")]
    if not fitting:
        return ""
    first = [each for each in fitting if each["when"] == fitting[0]["when"]]
    return str(pick(first, material.request.seed, rule.id)["text"])


def hours_of(rule: Rule) -> float:
    """Hours that the rule leaves; 0 where it says at once and no more."""
    due = rule.statement.deadline or rule.quantity
    return due.value * _HOURS.get(due.unit, 0.0) if due else 0.0


def _soon(material: Material, rule: Rule) -> bool:
    """Whether the report is due at once, or before the bank's wrong choices would come to it."""
    most = float(material.wording.situations["report"]["hours"])
    due = rule.statement.deadline or rule.quantity
    if due is None or due.unit not in TIME_UNITS:
        return rule.statement.immediate
    return due.value * _HOURS.get(due.unit, most + 1) <= most


def _signs(material: Material) -> list[str]:
    """Items of a list whose stub says that it lists signs or examples of something to report."""
    words = material.wording.words("grammar", "signs")
    suspicion = material.wording.words("grammar", "suspicion")
    found = []
    for place in material.request.occurrences:
        lead = material.passage.get(place.lead or "")
        passage = material.passage.get(place.passage)
        stub = lead.sentences[-1] if lead else ""
        if passage and holds_word(words, stub) and holds_word(suspicion, stub):
            whole = word_count(passage.text) <= _SIGN and "," not in passage.text
            found += [passage.text.rstrip(" ;.,")] if whole else []
    return found
