"""Wrong options. In: a rule and its material. Out: Wrong values, in CRAFT's order, each past the gates.

Neighbours on the same scale first, then a role in another's place, then the temptation bank. None may be
true in the source for any actor or condition.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from coursegen.generate.embedded.gates import alike, holds_word, is_made_for, word_count
from coursegen.generate.embedded.grammar.rule import Rule
from coursegen.generate.embedded.material import Material
from coursegen.generate.embedded.wording import capitalised, pick, rank

__all__ = [
    "Wrong",
    "choose",
    "class_of",
    "has_time",
    "neighbours",
    "pressures",
    "tells_by_length",
    "temptations",
    "tempted_by",
]

_SCALES: dict[str, tuple[int, ...]] = {
    "minute": (5, 10, 15, 20, 30, 45, 60, 90),
    "hour": (1, 2, 4, 8, 12, 24, 36, 48, 72, 96),
    "day": (1, 2, 3, 5, 7, 10, 14, 21, 30, 45, 60, 90, 120),
    "working day": (1, 2, 3, 5, 10, 15, 20),
    "business day": (1, 2, 3, 5, 10, 15, 20),
    "calendar day": (1, 2, 3, 5, 7, 10, 14, 30),
    "week": (1, 2, 3, 4, 6, 8, 12),
    "month": (1, 2, 3, 6, 9, 12, 18, 24, 36),
    "quarter": (1, 2, 3, 4),
    "year": (1, 2, 3, 5, 7, 10, 15, 20),
}

_NEAR = 24
"""Options whose lengths differ by fewer characters count as equally long."""


@dataclass(frozen=True)
class Wrong:
    """A wrong option: its text, what choosing it would do, and whether the bank or the source gave it.

    ``instead`` is what to do in its place, as the bank has it.
    """

    text: str
    effect: str
    banked: bool = True
    instead: str = ""


def class_of(material: Material, rule: Rule) -> str:
    """The bank's class for a rule, by the verb of its task."""
    words = rule.task.lower().split()
    verbs = {words[0]} if material.language == "en" else {words[-1]}
    if material.language == "nl" and "te" in words:
        return "any"  # ``vragen het te verwijderen``: the verb at the end is not what is to be done
    classes: dict[str, dict[str, list[str]]] = material.wording.temptations["classes"]
    for name, entry in classes.items():
        fits = not entry.get("with") or holds_word(entry["with"], rule.task)
        told = not entry.get("about") or holds_word(entry["about"], rule.sentence)
        if fits and told and verbs & set(entry["verbs"]):
            return name
    return "any"


def temptations(material: Material, rule: Rule) -> list[Wrong]:
    """What tempts people away from a duty of this class, in an order of this rule's own."""
    classes = material.wording.temptations["classes"]
    entries = list(classes[class_of(material, rule)]["tempt"])
    return _banked(material, rule, entries, "do")


def tempted_by(material: Material, rule: Rule, bank: str) -> list[Wrong]:
    """The temptations of the bank of that name."""
    return _banked(material, rule, list(material.wording.temptations[bank]), "do")


def pressures(material: Material, rule: Rule) -> list[Wrong]:
    """Ways of going along with what is not allowed."""
    return _banked(material, rule, list(material.wording.temptations["pressure"]), "do")


def _banked(
    material: Material, rule: Rule, entries: Sequence[Mapping[str, Any]], key: str
) -> list[Wrong]:
    near = material.truths.like(rule.sentence, 0.5)
    allowing = " ".join(
        [rule.exception, rule.condition]
        + [each.sentence for each in near if each.modality in ("may", "need_not") or each.exception]
    )
    found = []
    for entry in sorted(entries, key=lambda each: rank(rule.id, each["id"])):
        text, narrows = _told(material, rule, str(entry[key])), "{vp}" in str(entry[key])
        if not is_made_for(entry, rule.sentence) or holds_word(entry.get("refuse") or (), allowing):
            continue
        if entry.get("delays") and has_time(rule):
            continue  # who waits a little may still be in time
        apart = alike(text, rule.task) < 0.75 and not material.truths.hold(text)
        if text and (apart or narrows):  # a version that narrows the task shares its words
            instead = material.wording.fill(str(entry.get("instead", "")))
            found.append(Wrong(text, str(entry["effect"]), instead=instead))
    return found


_VP_LONGEST = 9
_THING = {
    "en": re.compile(
        r"^[a-z]+ ((?:the|an?|your|any|all|every|each) (?:[\w'-]+ ){0,3}?[\w'-]+|[a-z-]+s)(?=$|,| (?:in|on|to|at|for|with|"
        r"from|by|via|within|before|after|of|as|and|or|when|if|through|into|that|which|who|so|using)\b)"
    ),
    "nl": re.compile(
        r"^((?:de|het|een|je|uw|alle|elke?) (?:[\w'-]+ )?[\w'-]+?|[a-z-]+(?:en|s))(?= (?:\w+n$|nog|in|op|aan|bij|met|naar|van|voor|"
        r"binnen|buiten|via|direct|meteen|onmiddellijk|altijd|te|als|uit|door|tijdig|eerst)(?:\b|$))"
    ),
}
"""What a task does something to: the noun phrase behind the verb, or before it in Dutch."""


def _told(material: Material, rule: Rule, template: str) -> str:
    """The choice, with the rule's task, what it is done to and its verb filled in; empty where one is not plain."""
    thing = _THING[material.language].match(rule.task)
    if "{thing}" in template and not thing:
        return ""
    if "{vp}" in template and word_count(rule.task) > _VP_LONGEST:
        return ""
    slots = {"vp": rule.task, "verb": rule.task.split()[-1], "thing": thing[1] if thing else ""}
    return capitalised(material.wording.fill(template, **slots))


def neighbours(material: Material, rule: Rule, count: int = 2) -> list[tuple[float, Wrong]]:
    """Other values on the scale of the rule's time, none of them the source's for the same thing.

    The place of the true value among them is chosen by digest, so that no place is a better guess.
    """
    quantity = rule.quantity
    if quantity is None or quantity.value != int(quantity.value):
        return []
    scale = _SCALES.get(quantity.unit, ())
    value = int(quantity.value)
    taken = {
        float(found)
        for each in material.truths.like(rule.timeless, 0.5)
        for found in re.findall(r"\d+", each.sentence)
    }
    if value == 1 and rank(rule.id, "below one") % 2:
        halved = _below_one(material, rule, scale, taken)
        if halved:
            return halved
    below = [each for each in scale if each < value and each not in taken][::-1]
    above = [each for each in scale if each > value and each not in taken]
    options = [(min(len(below), low), count - min(len(below), low)) for low in range(count + 1)]
    options = [each for each in options if each[0] + min(len(above), each[1]) == count]
    if not options:
        return []
    low, high = pick(sorted(set(options)), rule.id, "place")
    values = below[:low] + above[:high]
    found = []
    for each in sorted(values):
        text = _with_value(material, rule, each)
        key = (
            "too_late"
            if (each > value) == (quantity.bound in ("within", "at most"))
            else "other_number"
        )
        if quantity.bound not in ("within", "at most", "at least", "before"):
            key = "other_number"
        elif each < value and quantity.bound == "within":
            key = "too_early"
        effect = material.wording.say("feedback", key, rule.id, each)
        found.append((float(each), Wrong(text, effect, banked=False)))
    return [each for each in found if each[1].text]


def has_time(rule: Rule) -> bool:
    """Whether the rule gives so much time that what waits a little is not too late."""
    quantity = rule.quantity or rule.statement.deadline
    if quantity is None:
        return False
    return quantity.unit not in _SCALES or quantity.value * _DAYS.get(quantity.unit, 0) >= _WEEK


_DAYS = {
    "day": 1,
    "working day": 1.4,
    "business day": 1.4,
    "calendar day": 1,
    "week": 7,
    "month": 30,
}
_DAYS |= {"quarter": 91, "year": 365}
_WEEK = 5
_HALVES = {"hour": (30, "minute"), "day": (12, "hour"), "month": (2, "week"), "year": (6, "month")}


def _below_one(
    material: Material, rule: Rule, scale: Sequence[int], taken: set[float]
) -> list[tuple[float, Wrong]]:
    """Half of one unit, told in the smaller unit, and the next value above."""
    quantity = rule.quantity
    above = [each for each in scale if each > 1 and each not in taken][:1]
    if quantity is None or quantity.unit not in _HALVES or not above:
        return []
    half, unit = _HALVES[quantity.unit]
    units = material.wording.words("units")
    one = rf"\b1(\s+){re.escape(units[quantity.unit][0])}\b"
    text, count = re.subn(one, rf"{half}\g<1>{units[unit][1]}", rule.time, count=1)
    if not count or str(half) in rule.sentence:
        return []
    within = quantity.bound in ("within", "at most")
    early, late = ("too_early", "too_late") if within else ("other_number", "other_number")
    say = material.wording.say
    return [
        (0.5, Wrong(text, say("feedback", early, rule.id), banked=False)),
        (
            float(above[0]),
            Wrong(
                _with_value(material, rule, above[0]), say("feedback", late, rule.id), banked=False
            ),
        ),
    ]


def _with_value(material: Material, rule: Rule, value: int) -> str:
    """The rule's time with another number, its unit in the right number."""
    quantity = rule.quantity
    assert quantity is not None
    forms = material.wording.words("units").get(quantity.unit)
    words = material.wording.words("grammar", "numerals")
    if not forms:
        return ""
    one, many = forms
    spelled = "|".join(re.escape(each) for each in words)
    pattern = rf"(?:\d+|\b(?:{spelled})\b)(\s+)(?:{re.escape(many)}|{re.escape(one)})\b"
    found, count = re.subn(
        pattern, rf"{value}\g<1>{one if value == 1 else many}", rule.time, count=1
    )
    if count or value == 1:
        return found if count else ""
    bare = rf"\b(every|each|elke?|iedere?)(\s+){re.escape(one)}\b"
    found, count = re.subn(
        bare,
        lambda match: f"{_OF_SEVERAL.get(match[1], match[1])}{match[2]}{value}{match[2]}{many}",
        rule.time,
        count=1,
    )
    return found if count else ""


_OF_SEVERAL = {"elk": "elke", "ieder": "iedere"}
"""The word before a unit (*elk jaar*) as it stands before several (*elke 2 jaar*)."""


_OF_BANK, _OF_SOURCE = 6, 2
"""Of ten items, how many may have the longest key."""


def choose(key: str, wrong: Sequence[Wrong], *parts: object, count: int = 2) -> list[Wrong]:
    """``count`` of ``wrong``, near the key in length: the key is the longest so often that length tells nothing.

    A key of the learner's own duty is mostly shorter than what the bank has beside it, a phrase of the source
    mostly as long as others; so the bank's options are more often taken from among the shorter ones.
    """
    banked = all(each.banked for each in wrong)
    may_be_longest = rank("longest", *parts) % 10 < (_OF_BANK if banked else _OF_SOURCE)
    by_length = sorted(
        wrong, key=lambda each: (abs(len(each.text) - len(key)) // _NEAR, rank(each.text, *parts))
    )
    if may_be_longest:
        shorter = [each for each in by_length if len(each.text) <= len(key)]
        chosen = shorter[:count]
    else:
        longer = [each for each in by_length if len(each.text) > len(key)]
        chosen = longer[:1]
    for each in by_length:
        if len(chosen) < count and each not in chosen:
            chosen.append(each)
    return list(_differing(chosen, count))


def tells_by_length(key: str, wrong: Sequence[str], *parts: object) -> bool:
    """Whether the key would be the longest option, and is not among those that may be.

    A phrase of the source beside others of the source is the longest of three in about half of the cases; where
    two fifths of these are left out, in a third, which is chance.
    """
    longest = len(key) > max(map(len, wrong), default=len(key))
    return longest and rank("tells", *parts) % 5 > 2


def _differing(wrong: Sequence[Wrong], count: int) -> Iterator[Wrong]:
    """The first ``count`` with different texts."""
    seen: set[str] = set()
    for each in wrong:
        if each.text.lower() not in seen and len(seen) < count:
            seen.add(each.text.lower())
            yield each
