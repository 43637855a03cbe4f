"""Which rule carries a scenario. In: Material of one module. Out: the Case that a story can be told of, or None.

Two kinds only: somebody asks for what a prohibition forbids (pressure), or something happens that has to be reported
at once or within hours (report). A rule with an exception, a measure or a list of alternatives makes no story.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from coursegen.generate.embedded.gates import holds_word, word_count
from coursegen.generate.embedded.grammar.rule import Rule
from coursegen.generate.embedded.grammar.time_phrase import TIME_UNITS
from coursegen.generate.embedded.items.distractors import class_of
from coursegen.generate.embedded.material import Material
from coursegen.generate.embedded.wording import pick, rank

__all__ = ["Case", "case_of", "is_plain_deed"]

_TASK = 14
"""Words of a task that somebody wants done, at most."""

_DEED, _CONDITION, _RULE, _SIGN = 11, 14, 32, 14
"""Words of a deed that somebody wants done, of an event, of the rule, of a sign, at most."""
_HOURS = {"minute": 1 / 60, "hour": 1.0, "day": 24.0, "working day": 24.0, "business day": 24.0}
_YOURS = re.compile(r"\b(?:your|yours|jouw|je|uw)\b", re.IGNORECASE)
_OTHERS = re.compile(r",? (?:of|en) [\w]+(?= \w+$|$)|, \w+(?=,| of | en )")

_ALTERNATIVES = re.compile(
    r"(?:, \w+)*,? (?:of|or) \w+(?= (?:is|zijn|wordt|kwijt|gestolen|has|have|are|was|were)\b)"
)


@dataclass(frozen=True)
class Case:
    """One story: its kind, its rule, and what the scene is about (a deed, an event or a sign)."""

    kind: str
    rule: Rule
    deed: str = ""
    condition: str = ""
    sign: str = ""


def case_of(material: Material) -> Case | None:
    """The case that carries best: a report that cannot wait before pressure, the shorter rule first."""
    cases = [case for each in material.rules if (case := _report(material, each))]
    cases = cases or [case for each in material.rules if (case := _pressure(material, each))]
    if not cases:
        return None
    seed = material.request.seed
    return min(
        cases,
        key=lambda each: (
            not (each.sign or not each.deed + each.condition),
            word_count(each.deed or each.condition),
            rank(seed, each.rule.id),
        ),
    )


def _usable(material: Material, rule: Rule) -> bool:
    own = rule.askable and rule.subject == material.wording.you and bool(rule.cites)
    plain = not rule.command and not rule.exception and not _YOURS.search(rule.task)
    return own and plain and word_count(rule.plain) <= _RULE


def _pressure(material: Material, rule: Rule) -> Case | None:
    """Somebody asks for what is not allowed: a deed that people do for convenience."""
    if rule.modality != "must_not" or not _usable(material, rule) or rule.limited:
        return None
    if not is_plain_deed(material, rule):
        return None
    bank = material.wording.situations["pressure"]
    words = rule.task.lower().split()
    verbs = set(words[:1]) if material.language == "en" else set(words)
    deed = _one_of_several(material, rule.task)
    obvious = holds_word(material.wording.words("grammar", "obvious"), rule.sentence)
    whole = word_count(deed) <= _DEED and "," not in deed and "/" not in deed
    fits = bool(verbs & set(bank["verbs"])) and whole and not obvious
    return Case("pressure", rule, deed=deed) if fits else None


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
    if rule.modality != "must" or not _usable(material, rule) or rule.only:
        return None
    if class_of(material, rule) != "report" or not _soon(material, rule):
        return None
    if rule.condition:
        event = _ALTERNATIVES.sub("", rule.condition)
        telling = word_count(event) <= _CONDITION and not re.search(r"\d", event)
        return Case("report", rule, condition=event) if telling else None
    words = material.wording.words("grammar", "suspicion")
    if not holds_word(words, rule.task):
        return None
    found = _signs(material)
    if not found:
        return Case("report", rule)
    return Case("report", rule, sign=pick(found, material.request.seed, rule.id))


def _soon(material: Material, rule: Rule) -> bool:
    """Whether the report is due at once, or before the bank's wrong choices would come to it."""
    most = float(material.wording.situations["report"]["hours"])
    due = rule.statement.deadline or rule.quantity
    if due is None or due.unit not in TIME_UNITS:
        return rule.statement.immediate
    return due.value * _HOURS.get(due.unit, most + 1) < most


def _signs(material: Material) -> list[str]:
    """Items of a list whose stub says that it lists signs or examples."""
    words = material.wording.words("grammar", "signs")
    found = []
    for place in material.request.occurrences:
        lead = material.passage.get(place.lead or "")
        passage = material.passage.get(place.passage)
        if lead and passage and holds_word(words, lead.sentences[-1]):
            whole = word_count(passage.text) <= _SIGN and "," not in passage.text
            found += [passage.text.rstrip(" ;.,")] if whole else []
    return found
