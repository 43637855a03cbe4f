"""Items from one rule: a case, a time, a person. In: a rule. Out: candidates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from coursegen.generate.embedded.gates import word_count
from coursegen.generate.embedded.grammar.rule import Rule, alternatives
from coursegen.generate.embedded.items.advice import advice_items
from coursegen.generate.embedded.items.amounts import amount_items
from coursegen.generate.embedded.items.candidate import Candidate, single_choice
from coursegen.generate.embedded.items.distractors import (
    Wrong,
    choose,
    class_of,
    neighbours,
    temptations,
)
from coursegen.generate.embedded.items.numbers import how_many
from coursegen.generate.embedded.items.status import status_items
from coursegen.generate.embedded.items.third import third_items
from coursegen.generate.embedded.material import Material
from coursegen.generate.embedded.wording import capitalised
from coursegen.model.base import Bloom

__all__ = ["case_items"]

_LONGEST_PLAIN = 40
_LONGEST_KEY = 18
_LONGEST_STEM = 45
_TWO_TIMES = re.compile(r"\b(?:and|or|en|of) (?:before|after|when|voordat|nadat|wanneer)\b")
"""Two conditions in one."""
_SEEN = {
    "en": re.compile(
        r"report (?P<thing>(?!it\b|to\b|them\b|any\b).+?)(?P<to> (?:to|by|through) (?:the |your |[A-Z]).+?)?(?P<at>,? (?:immediately|at once|promptly|without delay|as soon as possible|within .+))?$"
    ),
    "nl": re.compile(
        r"(?!dit\b|het\b|deze\b)(?P<thing>.+?) (?P<to>(?:bij|aan) .+? )?(?P<at>(?:direct|onmiddellijk|meteen|binnen .+?) )?melden$"
    ),
}
"""A duty to report: the thing, whom to, and how soon."""


def case_items(material: Material, rule: Rule) -> Iterator[Candidate]:
    """Every item that one rule gives."""
    number = None if rule.leaning else how_many(material, rule)
    if number:
        yield number
    if rule.thing and not rule.leaning:
        yield from status_items(material, rule)
    yield from third_items(material, rule)
    yield from amount_items(material, rule)
    if rule.leaning or word_count(rule.plain) > _LONGEST_PLAIN:
        return
    if not rule.task:
        yield from advice_items(material, rule)
        return
    builders = (_case, _sighting, _when, _whom)
    found_all = [*(build(material, rule) for build in builders), *advice_items(material, rule)]
    for found in found_all:
        if found and word_count(found.item.stem) <= _LONGEST_STEM:
            yield found


_MEANT = re.compile(r"(?:you (?:believe|suspect|think|feel)|(?:je|u) (?:vermoedt|denkt|gelooft))\b")


def _case(material: Material, rule: Rule) -> Candidate | None:
    """A case from the rule's condition; the key is the task."""
    if not rule.condition or rule.only or rule.modality not in ("must", "should"):
        return None
    if not rule.addressed and material.learner.mentions(rule.condition):
        return None
    if _TWO_TIMES.search(rule.condition) or not _is_case(material, rule):
        return None
    key = _whole_key(material, rule)
    if not key or word_count(key) > _LONGEST_KEY or rule.subject != material.wording.you:
        return None
    first = _says_first(material, rule)
    # A command is told as it stands: that it is a must would be said by us.
    strength = "should" if rule.command and material.language == "en" else rule.modality
    question = "case_first" if first and strength == "must" else f"case_{strength}"
    condition = re.sub(str(material.wording.words("grammar", "no_matter")), "", rule.condition)
    stem = material.wording.say(
        "questions", question, rule.id, condition=condition, opener=rule.opener
    )
    if _MEANT.match(rule.condition):  # nobody has to imagine what somebody believes
        template = material.wording.words("questions", question)[-1]
        stem = material.wording.fill(template, condition=condition, opener=rule.opener)
    tempting = _tempting(material, rule)
    changed = [*_swapped(material, rule), *_retimed(material, rule, rule.task)]
    if key != rule.task:  # beside the exception, a version that leaves it out
        effect = material.wording.say(
            "feedback", "an_exception", exception=key[len(rule.task) + 2 :]
        )
        bare = material.wording.say("answers", "no_exception", vp=rule.task)
        changed = [Wrong(bare, effect, banked=False), *changed][:2]
    wrong = changed + choose(key, tempting, rule.id, "case", count=2 - len(changed))
    return single_choice(material, rule, stem, key, wrong, family="case", score=9)


_SECOND = {
    "en": re.compile(
        r"(?:,|\b(?:on time|in advance|beforehand)) and \w+|\band [a-z]+ (?:the|an?|your|it|them|any|all|timely)\b"
    ),
    "nl": re.compile(r", en |\w+en en (?:de|het|een|je|uw) "),
}
"""Two deeds in one task."""


def _is_case(material: Material, rule: Rule) -> bool:
    """Whether the condition is a clause that one can suppose, and belongs to all of the task.

    *Submit requests in advance, and make edits if your plans change*: only the edits belong to the change.
    """
    if re.match(str(material.wording.words("grammar", "no_clause")), rule.condition):
        return False
    before = rule.plain.lower().find(rule.condition.lower()) < rule.plain.lower().find(rule.task)
    return before or not _SECOND[material.language].search(rule.task)


def _tempting(material: Material, rule: Rule) -> list[Wrong]:
    """What the bank has for the duty; nothing where the case is a wish or a need of the learner's own."""
    name = class_of(material, rule)
    own = re.match(str(material.wording.words("grammar", "wish")), rule.condition, re.IGNORECASE)
    if name == "any" or (own and name in ("report", "tell", "submit", "join")):
        return []
    return temptations(material, rule)


def _whole_key(material: Material, rule: Rule) -> str:
    """The task with its exception as written; empty where that cannot be put behind it."""
    if not rule.exception:
        return rule.task
    opens = alternatives(material.wording.words("grammar", "exceptions"))
    found = re.search(rf"\b(?:{opens}) {re.escape(rule.exception)}", rule.plain, re.IGNORECASE)
    return f"{rule.task}, {found[0]}" if found else ""


def _says_first(material: Material, rule: Rule) -> bool:
    """Whether the rule is about what comes first, which its task leaves out."""
    word = material.wording.words("grammar", "first")
    return bool(re.search(rf"\b{word}\b", rule.plain)) and not re.search(rf"\b{word}\b", rule.task)


def _later(material: Material, rule: Rule) -> list[Wrong]:
    """A later time than the rule's, the nearest; to be sooner than asked would be no fault."""
    quantity = rule.quantity
    if quantity is None or quantity.bound != "within":
        return []
    return [each for value, each in neighbours(material, rule) if value > quantity.value][:1]


def _retimed(material: Material, rule: Rule, task: str) -> list[Wrong]:
    """The same ``task``, in a later time."""
    if not rule.time or task.count(rule.time) != 1:
        return []
    return [
        replace(each, text=task.replace(rule.time, each.text)) for each in _later(material, rule)
    ]


def _sighting(material: Material, rule: Rule) -> Candidate | None:
    """Something that has to be reported is before the learner's eyes: what now?"""
    if rule.limited or rule.modality != "must" or rule.subject != material.wording.you:
        return None
    match = _SEEN[material.language].match(rule.task)
    if not match or not match["to"] or word_count(match["thing"]) > _LONGEST_KEY:
        return None  # to report it, and to nobody, is half an answer
    thing = match["thing"].strip()
    rest = " ".join(each.strip() for each in match.groups("")[1:] if each.strip())
    key = material.wording.say("answers", "report_it", rest=rest).replace("  ", " ").strip()
    stem = material.wording.say("questions", "sighting", rule.id, thing=thing)
    timed = _retimed(material, rule, key)
    wrong = timed + choose(key, temptations(material, rule), rule.id, "seen", count=2 - len(timed))
    return single_choice(
        material, rule, stem, key, wrong, family="case-seen", score=8.5, frame="seen"
    )


def _when(material: Material, rule: Rule) -> Candidate | None:
    """How much time there is; options in ascending order."""
    if rule.quantity is None or not rule.timeless or rule.quantity.bound not in ("within", "every"):
        return None
    must = _must(material, rule)
    if not must:
        return None
    found = neighbours(material, rule)
    if len(found) < 2 or _AND_THEN.search(rule.timeless):
        return None
    key = "within" if rule.quantity.bound == "within" else "every"
    question = material.wording.say(
        "questions",
        key,
        rule.id,
        subject=rule.subject,
        Subject=capitalised(rule.subject),
        must=must,
        vp=rule.timeless,
    )
    stem = _with_condition(material, rule, question)
    values = [*found, (rule.quantity.value, Wrong(rule.time, ""))]
    order = [each.text for _, each in sorted(values, key=lambda each: each[0])]
    wrong = [each for _, each in found]
    bloom: Bloom = "apply" if rule.condition else "remember"
    return single_choice(
        material, rule, stem, rule.time, wrong, family="time", score=8, bloom=bloom, fixed=order
    )


def _must(material: Material, rule: Rule) -> str:
    """The word by which a question says that the rule has to be followed, or should be; empty where it has none.

    Dutch has none for what should be: the amount is asked in a gap.
    """
    if material.language == "en":
        return rule.modality if rule.modality in ("must", "should") else ""
    if rule.modality != "must":
        return ""
    return "moeten" if rule.of_many else "moet"


_AND_THEN = re.compile(r"\b(?:and|en) (?:thereafter|daarna)\b|\bimmediately after\b")
"""A time of its own beside the one that is asked for."""


def _with_condition(material: Material, rule: Rule, question: str) -> str:
    if not rule.condition or rule.only:
        return question
    suppose = material.wording.say("questions", "suppose", rule.id, condition=rule.condition)
    return f"{suppose} {question}"


_RECIPIENT = {
    "en": re.compile(r"\b(to|from|with) (the ([A-Z][\w-]+(?: [A-Za-z][\w-]+){0,3}))"),
    "nl": re.compile(
        r"\b(bij|aan|naar|met) ((?:de|het) ([a-z][\w-]+(?: voor [a-z]+| van [a-z]+)?))"
    ),
}


def _recipient(material: Material, rule: Rule) -> tuple[str, str, str] | None:
    """Preposition, role with its article, and the whole phrase, where the task names a known role."""
    known = {each.lower() for each in material.roles}
    for match in _RECIPIENT[material.language].finditer(rule.task):
        words = match[3].split()
        for size in range(len(words), 0, -1):
            name = " ".join(words[:size])
            if name.lower() in known:
                article = match[2].split()[0]
                return match[1], f"{article} {name}", f"{match[1]} {article} {name}"
    return None


def _swapped(material: Material, rule: Rule) -> list[Wrong]:
    """The same task, but to another role."""
    found = _recipient(material, rule)
    if not found:
        return []
    _, person, _ = found
    article = person.split()[0]
    wrong = []
    for each in material.roles:
        other = f"{article} {each}"
        text = rule.task.replace(person, other)
        if _same_role(each, person):
            continue
        if each.lower() in rule.sentence.lower() or material.truths.hold(text):
            continue
        effect = material.wording.say("feedback", "other_person", rule.id, person=other)
        wrong.append(Wrong(text, capitalised(effect), banked=False))
    return wrong[:1]


def _same_role(one: str, other: str) -> bool:
    """Whether two names may be one role: ``Security Officer``, ``the Datica Security Officer``."""
    first, second = set(one.lower().split()), set(other.lower().split())
    return len(first & second) >= min(2, len(first)) or "or" in first or "and" in first


def _whom(material: Material, rule: Rule) -> Candidate | None:
    """To whom something goes, among roles that have tasks of their own."""
    found = _recipient(material, rule)
    if not found or rule.modality != "must":
        return None
    preposition, person, phrase = found
    rest = rule.task.replace(f" {phrase}", "", 1)
    others = [each for each in material.roles if each.lower() not in rule.sentence.lower()]
    others = [each for each in others if not _same_role(each, person)]
    near = material.truths.like(rest, 0.5)
    others = [each for each in others if not any(each.lower() in one.task.lower() for one in near)]
    if len(others) < 2 or rest == rule.task or material.learner.mentions(person):
        return None
    article = person.split()[0]
    wrong = [
        Wrong(
            f"{article} {each}",
            capitalised(
                material.wording.say("feedback", "other_person", each, person=f"{article} {each}")
            ),
            banked=False,
        )
        for each in others
    ]
    question = material.wording.say(
        "questions",
        "whom",
        preposition=capitalised(preposition),
        subject=rule.subject,
        must="moeten" if rule.of_many else "moet",
        vp=rest,
    )
    stem = _with_condition(material, rule, question)
    chosen = choose(person, wrong, rule.id, "whom")
    return single_choice(
        material, rule, stem, person, chosen, family="whom", score=7, bloom="understand"
    )
