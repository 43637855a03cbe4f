"""Items in which a colleague asks: may I, must we. In: a rule. Out: candidates.

One form for prohibition, permission, duty, advice and freedom, so that neither yes nor no is the better
guess. Wrong answers are the neighbours on the scale, the limit dropped, and the bank's conditions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from coursegen.generate.embedded.gates import holds_word, word_count
from coursegen.generate.embedded.grammar.rule import Rule
from coursegen.generate.embedded.items.candidate import Candidate, single_choice
from coursegen.generate.embedded.items.distractors import Wrong, choose, conditions, limits
from coursegen.generate.embedded.material import Material
from coursegen.generate.embedded.wording import capitalised, rank
from coursegen.model.base import Bloom

__all__ = ["advice_items"]

_LONGEST, _LONGEST_SUBJECT = 18, 9
_OTHERS = re.compile(r"\b(our|its|their|his|her|we|us|ons|onze|hun|haar|diens)\b", re.IGNORECASE)
_OWN = re.compile(r"\b(you|your|yours|je|jou|jouw|u|uw)\b", re.IGNORECASE)


def advice_items(material: Material, rule: Rule) -> Iterator[Candidate]:
    """The questions a colleague may ask about this rule."""
    if rule.subject != material.wording.you:
        found = _impersonal(material, rule)
        if found:
            yield found
        return
    if rule.command or not rule.task or word_count(rule.task) > _LONGEST:
        return
    if word_count(rule.exception) > _LONGEST:
        return
    if _OWN.search(rule.task):
        found = _how_far(material, rule)
        if found:
            yield found
        return
    build = {"must_not": _forbidden, "may": _allowed, "must": _required}.get(rule.modality, _free)
    found = build(material, rule)
    if found:
        yield from _framed(material, found)


def _framed(material: Material, found: Candidate) -> Iterator[Candidate]:
    """The item in each frame that its question has, so that a module need not have one twice."""
    question, rule = found.frame, found.rules[0]
    templates = material.wording.words("questions", question)
    for number, template in enumerate(templates):
        stem = material.wording.fill(template, vp=rule.task, Vp=capitalised(rule.task))
        item = found.item.model_copy(update={"stem": stem})
        chance = rank(rule.id, question, number) % 10 / 100
        frame = f"{question}{number}"
        if found.family == "advice-no":  # a bare no is the key twice in a module, at most
            frame = f"no{number % 2}"
        yield replace(found, item=item, frame=frame, score=found.score + chance)


def _impersonal(material: Material, rule: Rule) -> Candidate | None:
    """Must this be so, may this be so: the source's own subject behind its own modal."""
    if not rule.finite or not rule.whole or rule.condition or rule.exception:
        return None
    if (
        _OTHERS.search(rule.whole)
        or word_count(rule.whole) > _LONGEST
        or word_count(rule.subject) > _LONGEST_SUBJECT
    ):
        return None
    if rule.modality == "must":
        key, question = _answer(material, "required", rule), "must_it"
        weaker = _wrong(material, "recommended", "too_weak", rule)
        limited = choose(key, _banked(material, "required_if", rule), rule.id, count=1)
        wrong, family = [weaker, *limited], "advice-it"
    elif rule.modality == "must_not":
        if _WITHOUT[material.language].match(rule.whole):
            return None  # an approval is the answer, and whose it is the rule does not say in full
        key, question = _answer(material, "denied", rule), "may_it"
        wrong, family = choose(key, _banked(material, "yes_if", rule), rule.id), "advice-it-no"
    else:
        return None
    finite = rule.finite.replace("moet", "mag").replace("shall", "must")
    stem = material.wording.say(
        "questions",
        question,
        rule.id,
        subject=rule.subject,
        vp=rule.whole,
        Must=rule.finite.capitalize(),
        May="May" if material.language == "en" else finite.capitalize(),
    )
    return single_choice(
        material,
        rule,
        stem,
        key,
        wrong,
        family=family,
        score=4.5,
        bloom="understand",
        frame=question,
    )


def _answer(material: Material, key: str, rule: Rule) -> str:
    clause = {"condition": rule.condition, "exception": rule.exception}
    return material.wording.say("answers", key, rule.id, **clause)


def _wrong(material: Material, answer: str, effect: str, rule: Rule) -> Wrong:
    said = material.wording.say("feedback", effect, rule.id)
    return Wrong(material.wording.say("answers", answer), said, banked=False)


def _banked(material: Material, answer: str, rule: Rule) -> list[Wrong]:
    bank = limits if answer == "required_if" else conditions
    slot = "exception" if answer.endswith("unless") else "condition"
    return [
        Wrong(material.wording.say("answers", answer, **{slot: each.text}), each.effect)
        for each in bank(material, rule)
    ]


def _item(
    material: Material,
    rule: Rule,
    question: str,
    key: str,
    wrong: list[Wrong],
    *,
    family: str,
    score: float,
) -> Candidate | None:
    stem = material.wording.say(
        "questions", question, rule.id, vp=rule.task, Vp=capitalised(rule.task)
    )
    bloom: Bloom = "apply" if question == "may_i" or rule.exception else "understand"
    return single_choice(
        material,
        rule,
        stem,
        key,
        wrong,
        family=family,
        score=score,
        bloom=bloom,
        frame=question,
    )


_FARTHER: dict[str, tuple[tuple[str, str], ...]] = {
    "must": (("should", "too_weak"), ("need_not", "too_weak")),
    "should": (("must", "too_strong"), ("need_not", "too_weak")),
    "need_not": (("must", "too_strong"), ("should", "too_strong")),
}
"""The other places on the scale, and what is wrong with them."""
_WITHOUT = {
    "en": re.compile(
        r"^(.{8,}?),? without (?:first (?:having|obtaining) )?(?:the )?((?:\w+ ){0,3}(?:approval|consent|authori[sz]ation|permission|agreement)\b.*)$"
    ),
    "nl": re.compile(
        r"^(.*?)\bzonder ((?:\w+ ){0,3}(?:toestemming|goedkeuring|akkoord|instemming)\b(?: (?:van|door) (?:(?:de|het|een|je|uw) )?[\w-]+)?) (.+)$"
    ),
}
"""A deed that is not allowed without somebody's approval, and the approval."""


def _needs_approval(material: Material, rule: Rule) -> Candidate | None:
    """May I do what is allowed only with approval? The answer is the approval, not yes or no."""
    match = _WITHOUT[material.language].match(rule.task)
    if not match or rule.exception:
        return None
    deed = " ".join(part for part in (match[1].strip(), *match.groups()[2:]) if part)
    approval = match[2].strip()
    if word_count(approval) > _LONGEST_SUBJECT or _OWN.search(deed):
        return None
    key = material.wording.say("answers", "with_approval", approval=approval)
    wrong = [
        Wrong(material.wording.fill(str(each["do"])), str(each["effect"]))
        for each in material.wording.temptations["approval"]
    ]
    chosen = choose(key, wrong, rule.id, "approval")
    asked = replace(rule, task=deed)
    return _item(material, asked, "may_i", key, chosen, family="advice-limit", score=8.2)


def _forbidden(material: Material, rule: Rule) -> Candidate | None:
    """May I do what is not allowed, or only with a condition?"""
    if rule.condition:
        return None
    approved = _needs_approval(material, rule)
    if approved:
        return approved
    if holds_word(material.wording.words("grammar", "obvious"), rule.task):
        return None
    banked = _banked(material, "yes_if", rule)
    if not rule.exception:
        key = _answer(material, "denied", rule)
        wrong = choose(key, banked, rule.id, "no", count=1)
        wrong += choose(key, _limited(material, rule), rule.id, "no-unless", count=1)
        return _item(material, rule, "may_i", key, wrong, family="advice-no", score=6.6)
    key = _answer(material, "no_unless", rule)
    excused = _banked(material, "no_unless", rule)
    wrong = choose(key, [*banked, *excused], rule.id, "no-unless", count=1)
    wrong += choose(key, [each for each in excused if each not in wrong], rule.id, "other", count=1)
    return _item(material, rule, "may_i", key, wrong, family="advice-limit", score=8)


def _limited(material: Material, rule: Rule) -> list[Wrong]:
    """A limit that the rule does not have: that of another rule here, else one of the bank."""
    effect = material.wording.say("feedback", "no_limit", rule.id)
    found = [
        Wrong(material.wording.say("answers", "no_unless", exception=each.exception), effect)
        for each in material.rules
        if each.id != rule.id and each.modality == "must_not" and each.exception
        if word_count(each.exception) <= _LONGEST_SUBJECT and not _OWN.search(each.exception)
    ]
    return found or _banked(material, "no_unless", rule)


def _how_far(material: Material, rule: Rule) -> Candidate | None:
    """How strict a rule about the learner's own things is, which a colleague cannot put into words."""
    if rule.limited or rule.modality not in ("must", "should", "need_not"):
        return None
    key = material.wording.say("answers", f"far_{rule.modality}")
    wrong = [
        Wrong(
            material.wording.say("answers", f"far_{kind}"),
            material.wording.say("feedback", effect, rule.id, kind),
            banked=False,
        )
        for kind, effect in _FARTHER[rule.modality]
    ]
    return _item(material, rule, "how_far", key, wrong, family="advice-far", score=5.2)


def _allowed(material: Material, rule: Rule) -> Candidate | None:
    """May I do what is allowed within a limit?"""
    if bool(rule.condition) == bool(rule.exception) or word_count(rule.condition) > _LONGEST:
        return None
    if rule.exception:
        key = _answer(material, "yes_unless", rule)
        wrong = [
            _wrong(material, "granted", "too_wide", rule),
            _wrong(material, "denied", "no_exception", rule),
        ]
        return _item(material, rule, "may_i", key, wrong, family="advice-limit", score=7.8)
    if material.learner.mentions(rule.condition) or _OWN.search(rule.condition):
        return None
    shape = "yes_only_if" if rule.only else "yes_if"
    key = _answer(material, shape, rule)
    wrong = choose(key, _banked(material, shape, rule), rule.id, "yes-if", count=1)
    wrong.append(_wrong(material, "denied", "no_exception", rule))
    return _item(material, rule, "may_i", key, wrong, family="advice-limit", score=7.8)


def _required(material: Material, rule: Rule) -> Candidate | None:
    """Do we have to do what is a duty, with or without an exception?"""
    if rule.condition:
        return None
    weaker = _wrong(material, "recommended", "too_weak", rule)
    banked = _banked(material, "required_if", rule)
    if rule.exception:
        key = _answer(material, "required_unless", rule)
        wrong = [_wrong(material, "required", "too_strong", rule), weaker]
        return _item(material, rule, "have_to", key, wrong, family="advice-duty", score=6.6)
    key = _answer(material, "required", rule)
    wrong = [weaker, *choose(key, banked, rule.id, "required", count=1)]
    return _item(material, rule, "have_to", key, wrong, family="advice-duty", score=5.4)


def _free(material: Material, rule: Rule) -> Candidate | None:
    """Do we have to do what is advised, or what nobody asks?"""
    if rule.condition or rule.exception or rule.modality not in ("should", "need_not"):
        return None
    free = rule.modality == "need_not"
    key = _answer(material, "not_required" if free else "recommended", rule)
    other = ("recommended", "too_strong") if free else ("not_required", "too_weak")
    wrong = [
        _wrong(material, "required", "too_strong", rule),
        _wrong(material, other[0], other[1], rule),
    ]
    return _item(material, rule, "have_to", key, wrong, family="advice-free", score=6.4)
