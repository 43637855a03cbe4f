"""Items on what somebody else does. In: a rule whose subject is a role other than the learner. Out: candidates.

The question is put in the third person, the answer is the source's own phrase. Wrong answers are other roles,
or what the source asks of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from coursegen.generate.embedded.gates import alike, echoes, holds_word, stems, word_count
from coursegen.generate.embedded.grammar.rule import Rule
from coursegen.generate.embedded.items.candidate import Candidate, single_choice
from coursegen.generate.embedded.items.context import has_slip
from coursegen.generate.embedded.items.distractors import Wrong, choose
from coursegen.generate.embedded.material import Material
from coursegen.generate.embedded.truths import names_in
from coursegen.generate.embedded.wording import capitalised, rank

__all__ = ["is_deed", "is_same_party", "third_items", "unnamed"]

_KEY, _STEM, _SUBJECT, _FEWEST = 18, 36, 12, 3
_CLOSE = 0.5
_NAMING = 12
"""Words of a sentence, at most, that says no more than what a party is there for."""
_DUTIES = ("must", "fact", "step")
_ROUGH = re.compile(
    r"[;:()“”\"@]|\w/\w|\b(?:this|these|those|such|above|below|hier\w*|daar\w*|deze|dit|zogenaamde)\b",
    re.IGNORECASE,
)
"""Marks and words of a phrase that cannot stand alone."""
_ARTICLE = re.compile(r"^(?:the|an?|de|het|een) ")
_CAN = ("may", "can", "kan", "kunnen", "mag", "mogen", "should")
"""Modals of what others may do just as well."""


def third_items(material: Material, rule: Rule) -> Iterator[Candidate]:
    """Every item that a rule about somebody or something else gives."""
    if not rule.subject or rule.subject == material.wording.you or rule.leaning:
        return
    if rule.modality not in _DUTIES or word_count(rule.subject) > _SUBJECT or not rule.cites:
        return
    if "," in rule.subject or holds_word(material.wording.words("grammar", "vague"), rule.subject):
        return
    for build in (_task_of, _who, _by_whom):
        found = build(material, rule)
        if found and word_count(found.item.stem) <= _STEM:
            yield found


def _acts(rule: Rule) -> bool:
    """Whether the subject is somebody who does something."""
    return bool(rule.statement.actor) and not rule.statement.passive and bool(_task(rule))


def _task(rule: Rule) -> str:
    """The infinitive phrase; of a fact without the condition that it may end in."""
    if rule.task:
        return rule.task
    if rule.modality not in ("fact", "step") or not rule.whole:
        return ""
    return rule.whole if not rule.statement.condition or rule.ahead else ""


def _pool(material: Material, rule: Rule, key: str) -> list[Wrong]:
    """Phrases like ``key`` that the source asks of another role, the nearest first."""
    found: list[tuple[tuple[int, int], Wrong]] = []
    for each in (*material.rules, *material.elsewhere):
        text = _task(each)
        if each.id == rule.id or not text or not _is_plain(material, each, text):
            continue
        if _same(each.subject, rule.subject) or not _is_role(material, each) or has_slip(each):
            continue
        if alike(text, key) >= _CLOSE or _true_of(material, rule, text):
            continue
        effect = material.wording.say("feedback", "task_of_another", text)
        if each.cites:  # who it is may be told only where the item can cite it
            person = material.named(each.subject)
            effect = material.wording.say("feedback", "of_actor", text, person=person)
        away = abs(each.statement.position - rule.statement.position)
        apart = each.statement.document != rule.statement.document
        found.append(((apart * 900 + away, rank(text)), Wrong(text, effect, banked=False)))
    return [each for _, each in sorted(found, key=lambda one: one[0])][:14]


def _is_plain(material: Material, rule: Rule, task: str) -> bool:
    """Whether a rule is somebody's standing task that can be told in a phrase of its own."""
    fits = _FEWEST <= word_count(task) <= _KEY and not _ROUGH.search(task)
    free = not (rule.condition or rule.ahead or rule.exception) and rule.finite not in _CAN
    return _acts(rule) and rule.modality in _DUTIES and fits and free and is_deed(material, task)


def _is_role(material: Material, rule: Rule) -> bool:
    """Whether the subject is a role that has rules of its own, written with its article."""
    known = {each.lower() for each in material.roles}
    return rule.statement.actor.lower() in known and rule.subject[:1].islower()


def is_deed(material: Material, task: str) -> bool:
    """Whether a phrase says what somebody does, and not what somebody knows or is."""
    states = set(material.wording.words("grammar", "states"))
    words = re.split(r" (?:dat|of|om) ", task.lower())[0].split()
    verb = words[0] if material.language == "en" else words[-1]
    return verb not in states and not re.search(r"\bom te\b|^(?:hier|daar)\b", task.lower())


def _same(one: str, other: str) -> bool:
    first, second = (_ARTICLE.sub("", each.lower()) for each in (one, other))
    return first == second or alike(one, other) >= 0.6 or first in second or second in first


def _true_of(material: Material, rule: Rule, text: str) -> bool:
    """Whether the source says ``text`` of the rule's own subject."""
    actor = rule.statement.actor.lower()
    return any(actor in each.sentence.lower() for each in material.truths.like(text, 0.75))


def _task_of(material: Material, rule: Rule) -> Candidate | None:
    """Which of three tasks is that role's."""
    key = _task(rule)
    if not _is_plain(material, rule, key) or not _is_role(material, rule):
        return None
    pool = _pool(material, rule, key)
    if echoes(rule.statement.actor, key):
        pool = [each for each in pool if echoes(rule.statement.actor, each.text)]
    wrong = choose(key, pool, rule.id, "task")
    stem = material.wording.say("questions", "third_task", rule.id, subject=rule.subject)
    frame = stem.replace(rule.subject, "")
    return single_choice(
        material,
        rule,
        stem,
        key,
        wrong,
        family="third-task",
        score=6.4,
        bloom="understand",
        frame=frame,
    )


def _roles(material: Material, rule: Rule) -> list[str]:
    """Other roles with tasks of their own, none of which the sources give this task."""
    near = [
        each.sentence.lower()
        for each in material.truths.like(rule.said or rule.sentence, 0.6)
        if each.id != rule.id
    ]
    own = rule.sentence.lower()
    persons = {str(each) for each in material.wording.words("grammar", "persons")}
    named = names_in([rule.sentence])
    return [
        each
        for each in material.roles
        if not any(is_same_party(material, each, name) for name in named)
        if each.lower() not in own and not any(each.lower() in one for one in near)
        if each.lower() not in persons and _SEVERAL.sub("", each.lower()) not in persons
        if not is_same_party(material, each, rule.statement.actor)
    ]


_SEVERAL = re.compile(r"(?:en|'?s)$")
"""The end of a plural: *the participants* alone does not say of what."""


def is_same_party(material: Material, one: str, other: str) -> bool:
    """Whether the sources say that the one is the other, or does what the other is named for.

    ``Logius beheert het OIN-stelsel`` makes Logius the ``beheerder van het OIN-stelsel``.
    """
    for first, second in ((one, other), (other, one)):
        named = rf"(?:,| is| als) (?:the |de |het )?{re.escape(second.lower())}\b"
        words = stems(second)
        for rest in material.truths.opening_with(first):
            does = len(words) > 1 and words <= stems(rest) and word_count(rest) < _NAMING
            if does or re.match(named, rest):
                return True
    return False


def unnamed(party: str, said: str) -> str:
    """What ``said`` tells of the party without what the party is named for; empty where nothing is left.

    ``beheert een register en waarborgt de kwaliteit`` names the registerhouder: ``waarborgt de kwaliteit``.
    """
    if not echoes(party, said):
        return said
    rest = re.split(r" (?:en|and) (?=[a-z]{3,}[ts] )", said, maxsplit=1)[-1]
    return "" if echoes(party, rest) else rest


def _who(material: Material, rule: Rule) -> Candidate | None:
    """Who does it, among three roles or more."""
    actor = rule.statement.actor
    known = {each.lower() for each in material.roles}
    if not _acts(rule) or actor.lower() not in known or len(known) < 3 or rule.exception:
        return None
    others = [each for each in _roles(material, rule) if not _same(each, actor)]
    others = [each for each in others if material.named(each) != each]
    article = rule.subject.split(" ", 1)[0]
    if article.lower() not in ("the", "de", "het") or len(others) < 2:
        return None
    asked = rule.said if not rule.finite and not rule.plural else ""
    if rule.finite in ("must", "moet") and rule.task and not rule.condition:
        asked = f"{rule.finite} {rule.task}"
    asked = unnamed(actor, asked)
    if (
        not asked
        or actor.lower() in asked.lower()
        or word_count(asked) > 26
        or _ROUGH.search(asked)
    ):
        return None
    stem = material.wording.say("questions", "third_who", said=asked)
    if rule.ahead:
        stem = f"{capitalised(rule.ahead)}, {stem[:1].lower()}{stem[1:]}"
    effect = material.wording.say("feedback", "other_actor", rule.id)
    wrong = [Wrong(material.named(each), effect, banked=False) for each in others]
    chosen = choose(rule.subject, wrong, rule.id, "who")
    return single_choice(
        material,
        rule,
        stem,
        rule.subject,
        chosen,
        family="third-who",
        score=6.6,
        bloom="understand",
    )


def _by_whom(material: Material, rule: Rule) -> Candidate | None:
    """By whom something is done, in English, where the source names a known role."""
    if rule.finite not in ("is", "are") or material.language != "en" or rule.condition:
        return None
    for role in material.roles:
        phrase = f" by the {role}"
        at = rule.said.find(phrase)
        after = rule.said[at + len(phrase) :]
        if at <= 0 or after.startswith((" or ", " and ", ",")):
            continue
        others = [each for each in _roles(material, rule) if not _same(each, role)]
        effect = material.wording.say("feedback", "other_actor", rule.id)
        wrong = [Wrong(f"the {each}", effect, banked=False) for each in others]
        stem = material.wording.say(
            "questions",
            "third_by",
            finite=rule.finite,
            subject=rule.subject,
            said=rule.said[:at] + after,
        )
        chosen = choose(f"the {role}", wrong, rule.id, "by")
        return single_choice(
            material,
            rule,
            stem,
            f"the {role}",
            chosen,
            family="third-who",
            score=6.8,
            bloom="understand",
        )
    return None
