"""Items on what somebody else does, or on a thing. In: a rule whose subject is not the learner. Out: candidates.

The question is put in the third person, the answer is the source's own phrase. Wrong answers are phrases that
the source says of another role, another moment or another thing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from coursegen.generate.embedded.gates import alike, holds_word, word_count
from coursegen.generate.embedded.grammar.rule import Rule
from coursegen.generate.embedded.items.candidate import Candidate, single_choice
from coursegen.generate.embedded.items.distractors import Wrong, choose
from coursegen.generate.embedded.material import Material
from coursegen.generate.embedded.wording import capitalised, rank
from coursegen.model.base import Bloom
from coursegen.model.passage import Statement

__all__ = ["predicate", "third_items"]

_KEY, _SHORTEST = 20, 5
_STEM = 40
_SUBJECT = 12
_DUTIES = ("must", "should", "may", "fact", "step")


def third_items(material: Material, rule: Rule) -> Iterator[Candidate]:
    """Every item that a rule about somebody or something else gives."""
    if not rule.subject or rule.subject == material.wording.you or rule.leaning:
        return
    if rule.modality not in _DUTIES or word_count(rule.subject) > _SUBJECT or not rule.cites:
        return
    if "," in rule.subject or holds_word(material.wording.words("grammar", "vague"), rule.subject):
        return
    for build in (_does, _task_of, _who, _by_whom, _holds, _ends):
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


def _pool(material: Material, rule: Rule, key: str, *, others: bool) -> list[Wrong]:
    """Phrases like ``key`` that the source says of another role or moment, the nearest first."""
    found: list[tuple[tuple[int, int], Wrong]] = []
    for each in (*material.rules, *material.elsewhere):
        text = _task(each)
        same = _same(each.subject, rule.subject)
        if each.id == rule.id or not text or not _acts(each) or each.modality not in _DUTIES:
            continue
        if (each.modality == "may") != (rule.modality == "may") or not _is_deed(material, text):
            continue
        if same and (others or not each.condition or not rule.condition):
            continue
        if alike(text, key) >= 0.5 or word_count(text) > _KEY:
            continue
        if rule.condition and each.condition and alike(each.condition, rule.condition) >= 0.5:
            continue
        if _true_of(material, rule, text):
            continue
        effect = material.wording.say("feedback", "other_moment" if same else "other_actor", text)
        away = abs(each.statement.position - rule.statement.position)
        apart = each.statement.document != rule.statement.document
        found.append(((apart * 900 + away, rank(text)), Wrong(text, effect, banked=False)))
    return [each for _, each in sorted(found, key=lambda one: one[0])][:14]


def _is_deed(material: Material, task: str) -> bool:
    """Whether a phrase says what somebody does, and not what somebody knows or is."""
    states = set(material.wording.words("grammar", "states"))
    words = task.lower().split()
    verb = words[0] if material.language == "en" else words[-1]
    return verb not in states and not re.search(r"\bom te\b|^(?:hier|daar)\b", task.lower())


def _same(one: str, other: str) -> bool:
    first, second = one.lower(), other.lower()
    return first == second or alike(one, other) >= 0.6 or first in second or second in first


def _true_of(material: Material, rule: Rule, text: str) -> bool:
    """Whether the source says ``text`` of the rule's own subject."""
    actor = rule.statement.actor.lower()
    return any(actor in each.sentence.lower() for each in material.truths.like(text, 0.75))


def _modal(material: Material, rule: Rule) -> str:
    """The verb to ask with: the source's modal, or a form of to do."""
    if rule.finite in (
        "must",
        "should",
        "may",
        "moet",
        "moeten",
        "mag",
        "mogen",
        "kan",
        "kunnen",
        "can",
        "will",
    ):
        return rule.finite
    return str(material.wording.words("grammar", "does")[1 if rule.plural else 0])


def _does(material: Material, rule: Rule) -> Candidate | None:
    """What somebody does when a condition holds."""
    key = _task(rule)
    if not _acts(rule) or not rule.condition or rule.only or rule.exception:
        return None
    if word_count(key) > _KEY or word_count(rule.condition) > 22:
        return None
    wrong = choose(key, _pool(material, rule, key, others=False), rule.id, "does")
    modal = _modal(material, rule)
    fact = modal in material.wording.words("grammar", "does")
    question = "third_does" if fact and material.language == "nl" else "third_do"
    ahead = f"{rule.opener} {rule.condition}"
    stem = material.wording.say(
        "questions",
        question,
        rule.id,
        modal=modal,
        subject=rule.subject,
        ahead=ahead,
        Ahead=capitalised(ahead),
        condition=rule.condition,
    )
    return single_choice(
        material, rule, stem, key, wrong, family="third-do", score=8, bloom="apply"
    )


def _task_of(material: Material, rule: Rule) -> Candidate | None:
    """Which of three tasks is that role's."""
    key = _task(rule)
    if not _acts(rule) or rule.condition or rule.ahead or rule.exception or word_count(key) > _KEY:
        return None
    if rule.statement.actor.lower() not in {each.lower() for each in material.roles}:
        return None
    if rule.modality == "should" or word_count(key) < 3 or not _is_deed(material, key):
        return None
    wrong = choose(key, _pool(material, rule, key, others=True), rule.id, "task")
    question = "third_may" if rule.modality == "may" else "third_task"
    bloom: Bloom = "understand"
    return _framed(material, rule, question, key, wrong, "third-task", 6.4, bloom)


def _framed(
    material: Material,
    rule: Rule,
    question: str,
    key: str,
    wrong: list[Wrong],
    family: str,
    score: float,
    bloom: Bloom,
) -> Candidate | None:
    stem = material.wording.say(
        "questions", question, rule.id, subject=rule.subject, modal=_modal(material, rule)
    )
    frame = stem.replace(rule.subject, "")
    return single_choice(
        material, rule, stem, key, wrong, family=family, score=score, bloom=bloom, frame=frame
    )


def _roles(material: Material, rule: Rule) -> list[str]:
    """Other roles with tasks of their own, none of which the sources give this task."""
    near = [
        each.sentence.lower()
        for each in material.truths.like(rule.said or rule.sentence, 0.6)
        if each.id != rule.id
    ]
    own = rule.sentence.lower()
    return [
        each
        for each in material.roles
        if each.lower() not in own and not any(each.lower() in one for one in near)
    ]


def _who(material: Material, rule: Rule) -> Candidate | None:
    """Who does it, among three roles or more."""
    actor = rule.statement.actor
    known = {each.lower() for each in material.roles}
    if not _acts(rule) or actor.lower() not in known or len(known) < 3 or rule.exception:
        return None
    others = [each for each in _roles(material, rule) if not _same(each, actor)]
    article = rule.subject.split(" ", 1)[0]
    if article.lower() not in ("the", "de", "het") or len(others) < 2:
        return None
    asked = rule.said if not rule.finite and not rule.plural else ""
    if (
        rule.finite in ("must", "may", "can", "moet", "mag", "kan")
        and rule.task
        and not rule.condition
    ):
        asked = f"{rule.finite} {rule.task}"
    if not asked or actor.lower() in asked.lower() or word_count(asked) > 26:
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


def predicate(material: Material, rule: Rule) -> str:
    """What the rule says of its subject, as a sentence with a pronoun; empty where none is safe."""
    if not rule.said or rule.plural is None or (not rule.finite and material.language == "en"):
        return ""
    if material.language == "en":
        pronoun = "They" if rule.plural else "It"
        return f"{pronoun} {rule.finite} {rule.said}"
    pronoun = "Ze" if rule.plural else _dutch_pronoun(rule.subject)
    verb = f"{rule.finite} " if rule.statement.passive and rule.modality in ("fact", "step") else ""
    return f"{pronoun} {verb}{rule.said}" if pronoun else ""


def _dutch_pronoun(subject: str) -> str:
    first = subject.split(" ", 1)[0].lower()
    return {"de": "Die", "elke": "Die", "iedere": "Die", "het": "Dat", "elk": "Dat"}.get(first, "")


def _holds(material: Material, rule: Rule) -> Candidate | None:
    """What the rules say of a thing, among what they say of other things."""
    key = predicate(material, rule)
    if not key or _acts(rule) or rule.ahead or rule.modality == "may":
        return None
    if _is_person(material, rule):
        return None
    if not _SHORTEST <= word_count(key) <= _KEY:
        return None
    near = material.truths.like(rule.subject, 0.41)
    fit = [
        each
        for each in (*material.rules, *material.elsewhere)
        if each.plural == rule.plural and each.modality in _DUTIES and not each.leaning
    ]
    home = rule.statement
    fit = [
        each for each in fit if not each.ahead and not _acts(each) and _near(home, each.statement)
    ]
    wrong: list[Wrong] = []
    for each in sorted(fit, key=lambda one: _away(home, one.statement)):
        text = predicate(material, each)
        if word_count(text) > _KEY or _same(each.subject, rule.subject):
            continue
        if not text or text.split()[0] != key.split()[0] or _is_person(material, each):
            continue
        if each.modality == "may" or word_count(text) < _SHORTEST:
            continue
        if alike(text, rule.sentence) >= 0.4 or any(
            alike(text, one.sentence) >= 0.7 for one in near
        ):
            continue
        effect = material.wording.say("feedback", "other_thing", text)
        wrong.append(Wrong(text, effect, banked=False))
        if len(wrong) == 12:
            break
    wrong = choose(key, wrong, rule.id, "holds")
    return _framed(material, rule, "third_holds", key, wrong, "third-holds", 5.2, "understand")


def _ends(material: Material, rule: Rule) -> Candidate | None:
    """How a Dutch rule about a thing goes on: its own words, whose gender no pronoun has to tell."""
    start, rest = _halves(rule)
    if material.language != "nl" or not rest or _acts(rule) or rule.ahead:
        return None
    if _is_person(material, rule) or rule.modality == "may" or not 2 <= word_count(rest) <= _KEY:
        return None
    near = material.truths.like(rule.subject, 0.41)
    wrong: list[Wrong] = []
    home = rule.statement
    fit = [each for each in (*material.rules, *material.elsewhere) if _near(home, each.statement)]
    for each in sorted(fit, key=lambda one: _away(home, one.statement)):
        begin, text = _halves(each)
        if begin != start or _same(each.subject, rule.subject) or each.leaning or each.ahead:
            continue
        if not 2 <= word_count(text) <= _KEY or alike(text, rule.sentence) >= 0.4:
            continue
        if _acts(each) or any(alike(text, one.sentence) >= 0.7 for one in near):
            continue
        effect = material.wording.say("feedback", "other_thing", text)
        wrong.append(Wrong(f"… {text}", effect, banked=False))
        if len(wrong) == 12:
            break
    key = f"… {rest}"
    subject = f"{capitalised(rule.subject)} {start} …"
    wrong = choose(key, wrong, rule.id, "ends")
    found = None
    for number, template in enumerate(material.wording.words("questions", "third_ends")):
        stem = material.wording.fill(template, start=subject)
        if found is None or rank(rule.id, number) % 2:
            found = single_choice(
                material,
                rule,
                stem,
                key,
                wrong,
                family="third-holds",
                score=5.1,
                bloom="understand",
                frame=f"ends{number}",
            )
    return found


def _halves(rule: Rule) -> tuple[str, str]:
    """The finite verb of a rule about a thing, and what follows it."""
    if not rule.said or rule.modality not in _DUTIES:
        return "", ""
    if rule.modality in ("fact", "step"):
        return rule.finite, rule.said
    first, _, rest = rule.said.partition(" ")
    return first, rest


def _is_person(material: Material, rule: Rule) -> bool:
    """Whether the subject is somebody, of whom *it* cannot be said."""
    words = material.wording.words("grammar", "persons")
    theirs = re.search(
        r"\b(?:their|they|them|his|her|hun|zij|encouraged|requested|asked)\b", rule.said
    )
    return bool(rule.statement.actor or theirs) or holds_word(words, rule.subject)


def _near(home: Statement, other: Statement) -> bool:
    """Whether two statements stand in one chapter, so that what holds for the one is thinkable of the other."""
    return home.document == other.document and home.heading[:2] == other.heading[:2]


def _away(home: Statement, other: Statement) -> tuple[bool, int, int]:
    """How far apart two statements stand; equals by digest."""
    apart = abs(home.position - other.position)
    return home.document != other.document, apart, rank(home.id, other.id)
