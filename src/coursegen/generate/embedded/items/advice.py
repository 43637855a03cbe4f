"""Items in which a colleague asks: may I, must we. In: a rule. Out: candidates.

One scale for all (yes, within a limit, no), so that no place on it is the better guess. Wrong answers are the
other places: the limit dropped, the rule made absolute, or a limit that the rule does not have.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from coursegen.generate.embedded.gates import holds_word, is_made_for, word_count
from coursegen.generate.embedded.grammar.dutch_ends import singular_of
from coursegen.generate.embedded.grammar.rule import Rule
from coursegen.generate.embedded.items.candidate import Candidate, single_choice
from coursegen.generate.embedded.items.distractors import Wrong, choose
from coursegen.generate.embedded.material import Material
from coursegen.generate.embedded.wording import capitalised, rank
from coursegen.model.base import Bloom

__all__ = ["advice_items"]

_LONGEST, _FEWEST, _LONGEST_SUBJECT, _CLEAR = 18, 2, 9, 4
_OTHERS = re.compile(r"\b(our|its|their|his|her|we|us|ons|onze|hun|haar|diens)\b", re.IGNORECASE)
_OPEN_TE = re.compile(r"\bte \w+$|\b(?:hier|daar)\b", re.IGNORECASE)
"""A Dutch task that is no bare infinitive, or points at what was said before."""
_SURE = re.compile(r"\b(?:(?:know|certain|sure) (?:that|whether|of)|(?:weten|zijn) (?:dat|of))\b")
"""To be sure of something: what for, only the heading says."""
_REPORTS = re.compile(r"report|meld", re.IGNORECASE)
_ONLY = re.compile(r"\b(?:only|alleen|uitsluitend|slechts)\b", re.IGNORECASE)
_ABLE = ("can", "kan", "kunnen")
_OWN = re.compile(r"\b(you|your|yours|je|jou|jouw|u|uw)\b", re.IGNORECASE)


def advice_items(material: Material, rule: Rule) -> Iterator[Candidate]:
    """The questions a colleague may ask about this rule."""
    if rule.subject != material.wording.you:
        found = _may_it(material, rule)
        if found:
            yield found
        return
    if rule.command or not _FEWEST <= word_count(rule.task) <= _LONGEST:
        return
    words = rule.task.split()
    if words[0 if material.language == "en" else -1] in material.wording.words("grammar", "aims"):
        return
    if material.language == "nl" and _OPEN_TE.search(rule.task):
        return
    if word_count(rule.exception) > _LONGEST:
        return
    build = {"must_not": _forbidden, "may": _allowed}.get(rule.modality, _required)
    found = build(material, rule)
    if found and found.frame in ("may_i", "have_to") and not _OWN.search(rule.task):
        yield from _framed(material, found)
    elif found and found.frame == "may_i":
        stem = material.wording.say("questions", "may_you", vp=found.rules[0].task)
        yield replace(
            found, item=found.item.model_copy(update={"stem": stem}), frame=f"own-{found.family}"
        )


def _framed(material: Material, found: Candidate) -> Iterator[Candidate]:
    """The item in each frame that its question has, so that a module need not have one twice."""
    question, rule = found.frame, found.rules[0]
    any_one = re.search(str(material.wording.words("grammar", "open_to_any")), rule.task)
    bank = "may_i_any" if question == "may_i" and any_one else question
    templates = material.wording.words("questions", bank)
    for number, template in enumerate(templates):
        stem = material.wording.fill(template, vp=rule.task, Vp=capitalised(rule.task))
        item = found.item.model_copy(update={"stem": stem})
        chance = rank(rule.id, question, number) % 10 / 100
        frame = f"{question}{number}"
        if found.family == "advice-no":  # a bare no is the key twice in a module, at most
            frame = f"no{number % 2}"
        yield replace(found, item=item, frame=frame, score=found.score + chance)


def _may_it(material: Material, rule: Rule) -> Candidate | None:
    """May this be so: the source's own subject behind its own modal."""
    if not rule.finite or not rule.whole or rule.modality != "must_not" or rule.limited:
        return None
    long = word_count(rule.whole) > _LONGEST or word_count(rule.subject) > _LONGEST_SUBJECT
    if long or holds_word(material.wording.words("grammar", "obvious"), rule.sentence):
        return None
    if _OTHERS.search(rule.whole) or _WITHOUT[material.language].match(rule.whole):
        return None
    finite = rule.finite.replace("moet", "mag").replace("shall", "must")
    stem = material.wording.say(
        "questions",
        "may_it",
        rule.id,
        subject=rule.subject,
        vp=rule.whole,
        May="May" if material.language == "en" else finite.capitalize(),
    )
    wrong = [_wrong(material, "allowed", "not_allowed", rule), *_ways_out(material, rule, "things")]
    key = material.wording.say("answers", "denied")
    return single_choice(
        material, rule, stem, key, wrong, family="advice-it-no", score=5.2, frame="may_it"
    )


def _answer(material: Material, key: str, rule: Rule) -> str:
    clause = {"condition": rule.condition, "exception": rule.exception}
    return material.wording.say("answers", key, rule.id, **clause)


def _wrong(material: Material, answer: str, effect: str, rule: Rule, *, clause: str = "") -> Wrong:
    """Another place on the scale; ``clause`` is the rule's own limit, told as if it made no difference."""
    said = material.wording.say("feedback", effect, rule.id)
    return Wrong(material.wording.say("answers", answer, clause=clause), said, banked=False)


def _ways_out(material: Material, rule: Rule, bank: str) -> list[Wrong]:
    """One limit that people believe in, and that neither the rule nor one like it has."""
    told = " ".join(each.sentence for each in material.truths.like(rule.sentence, 0.5))
    effect = material.wording.say("feedback", "no_limit", rule.id)
    entries = material.wording.temptations["ways_out"][bank]
    fit = [each for each in entries if not holds_word(each["refuse"], f"{rule.sentence} {told}")]
    fit = [each for each in fit if not material.truths.speak_of(each.get("nowhere") or ())]
    fit = [each for each in fit if is_made_for(each, rule.sentence)]
    ranked = sorted(fit, key=lambda each: ("when" not in each, rank(rule.id, each["do"])))
    return [Wrong(material.wording.fill(str(each["do"])), effect) for each in ranked[:1]]


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


_WITHOUT = {
    "en": re.compile(
        r"^(.{8,}?),? without (?:first (?:having|obtaining) )?(?:the )?((?:\w+ ){0,3}(?:approval|consent|authori[sz]ation|permission|agreement)\b.*)$"
    ),
    "nl": re.compile(
        r"^(.*?)\bzonder ((?:\w+ ){0,3}(?:toestemming|goedkeuring|akkoord|instemming)\b(?: (?:van|door) (?:(?:de|het|een|je|uw) )?[\w-]+(?: [A-Z][\w-]*)*)?) (.+)$"
    ),
}
"""A deed that is not allowed without somebody's approval, and the approval."""


_BEHIND = re.compile(
    r"^(.{8,}?n),? zonder ((?:\w+ ){0,3}(?:toestemming|goedkeuring|akkoord|instemming) (?:van|door) .+)$"
)
"""The same in Dutch with the verb of the deed before it, so that all behind it says who approves (*de directeur HR*)."""


def _without(material: Material, task: str) -> re.Match[str] | None:
    last = task.rsplit(" ", 1)[-1]
    found = _BEHIND.match(task) if material.language == "nl" and not singular_of(last) else None
    return found or _WITHOUT[material.language].match(task)


def _needs_approval(material: Material, rule: Rule) -> Candidate | None:
    """May I do what is allowed only with approval? The answer is the approval, not yes or no."""
    match = _without(material, rule.task)
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
    """May I do what is not allowed, or only with an exception?"""
    if rule.condition:
        return None
    approved = _needs_approval(material, rule)
    if approved:
        return approved
    if holds_word(material.wording.words("grammar", "obvious"), rule.task):
        return None
    if rule.exception:
        key = _answer(material, "no_unless", rule)
        wrong = [
            _wrong(material, "never", "no_exception", rule, clause=rule.exception),
            _wrong(material, "granted", "too_wide", rule),
        ]
        return _item(material, rule, "may_i", key, wrong, family="advice-limit", score=8)
    key = _answer(material, "denied", rule)
    wrong = [_wrong(material, "allowed", "not_allowed", rule), *_ways_out(material, rule, "deeds")]
    return _item(material, rule, "may_i", key, wrong, family="advice-no", score=6.6)


def _allowed(material: Material, rule: Rule) -> Candidate | None:
    """May I do what is allowed, without a limit or within one?

    Nobody asks leave to be given a thing, and of an amount the question is how much.
    """
    given = rule.task.split()[0] in material.wording.words("grammar", "given")
    if given or rule.statement.quantities or re.search(r"\d", rule.task):
        return None
    if rule.limited and not rule.only and rule.statement.marker.lower() in _ABLE:
        return None  # what somebody can do in one case, the sources need not deny in another
    denied = _wrong(material, "denied", "no_exception", rule)
    if not rule.limited and not _ONLY.search(rule.sentence):
        wrong = [denied, *_ways_out(material, rule, "deeds")]
        key = _answer(material, "allowed", rule)
        return _item(material, rule, "may_i", key, wrong, family="advice-yes", score=5.8)
    if bool(rule.condition) == bool(rule.exception) or word_count(rule.condition) > _LONGEST:
        return None
    if rule.exception:
        key = _answer(material, "yes_unless", rule)
        wrong = [_wrong(material, "always", "too_wide", rule, clause=rule.exception), denied]
        return _item(material, rule, "may_i", key, wrong, family="advice-limit", score=7.8)
    if material.learner.mentions(rule.condition) or _OWN.search(rule.condition):
        return None
    key = _answer(material, "yes_only_if" if rule.only else "yes_if", rule)
    never = _wrong(material, "never", "no_exception", rule, clause=rule.condition)
    wrong = [_wrong(material, "granted", "too_wide", rule), never]
    return _item(material, rule, "may_i", key, wrong, family="advice-limit", score=7.8)


def _required(material: Material, rule: Rule) -> Candidate | None:
    """Do we have to do what is a duty with an exception, what is advised, or what nobody asks?"""
    if rule.condition:
        return None
    if rule.modality == "must" and rule.exception:
        key = _answer(material, "required_unless", rule)
        wrong = [
            _wrong(material, "always", "exception_gone", rule, clause=rule.exception),
            _wrong(material, "recommended", "too_weak", rule),
        ]
        return _item(material, rule, "have_to", key, wrong, family="advice-duty", score=6.6)
    if rule.exception or rule.modality not in ("should", "need_not"):
        return None
    if rule.modality == "need_not" and word_count(rule.task) < _CLEAR:
        return None  # *to contact HR*: what about, only the text around it says
    if _SURE.search(rule.task):
        heading = " ".join(rule.statement.heading[-1:])
        if not _REPORTS.search(heading):
            return None
        rule = replace(rule, task=material.wording.say("questions", "sure", vp=rule.task))
    free = rule.modality == "need_not"
    key = _answer(material, "not_required" if free else "recommended", rule)
    wrong = [_wrong(material, "required", "too_strong", rule)]
    if free:  # what is recommended need not be done either
        wrong += _ways_out(material, rule, "freedoms")
    else:
        wrong.append(_wrong(material, "left_open", "too_weak", rule))
    return _item(material, rule, "have_to", key, wrong, family="advice-free", score=6.0)
