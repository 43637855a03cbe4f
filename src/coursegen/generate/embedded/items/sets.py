"""Items from several rules: find the breach, what is a must, terms, steps. In: rules. Out: candidates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from coursegen.generate.embedded.gates import alike, word_count
from coursegen.generate.embedded.grammar.rule import Modality, Rule, cites_of
from coursegen.generate.embedded.items.candidate import Candidate
from coursegen.generate.embedded.items.feedback import feedback, rationale
from coursegen.generate.embedded.items.sorting import sorted_items
from coursegen.generate.embedded.items.terms import term_items
from coursegen.generate.embedded.material import Material
from coursegen.generate.embedded.outline.titles import clean_heading, is_generic
from coursegen.generate.embedded.wording import capitalised, rank
from coursegen.model.base import Bloom
from coursegen.model.drafts import (
    DraftChoice,
    DraftOption,
    DraftOrdering,
    DraftStep,
)

__all__ = ["set_items"]

_LONGEST_TASK = 16
_LOOSE = re.compile(
    r"\b(?:continue|as needed|if needed|where possible|as appropriate|throughout|this phase|"
    r"zo nodig|waar mogelijk|doorlopend|blijf|deze fase)\b",
    re.IGNORECASE,
)
"""Words of a step that could stand anywhere in its procedure."""
_STATE = re.compile(r"(?:[\w'-]+ ){1,6}(?:is|are|wordt|worden|zijn)\s")
"""A sentence on how something is: what somebody designates, and not what somebody does next."""


def set_items(material: Material, rules: Sequence[Rule]) -> Iterator[Candidate]:
    """Every item that several rules give together."""
    plain = [each for each in rules if _stands_alone(material, each)]
    own = [each for each in rules if each.askable and each.subject == material.wording.you]
    yield from _odd_ones(material, plain)
    yield from _all_forbidden(material, [each for each in own if not each.command])
    yield from sorted_items(material, plain, rules)
    yield from term_items(material, rules)
    yield from _ordering(material, rules)


def _stands_alone(material: Material, rule: Rule) -> bool:
    """Whether the task says the same without its condition and exception."""
    return (
        rule.askable
        and not rule.command
        and rule.subject == material.wording.you
        and not rule.limited
        and word_count(rule.task) <= _LONGEST_TASK
    )


def _by(rules: Sequence[Rule], *kinds: Modality) -> list[Rule]:
    return [each for each in rules if each.modality in kinds]


def _odd_ones(material: Material, rules: Sequence[Rule]) -> Iterator[Candidate]:
    """One rule of one kind among two of another."""
    forms: tuple[tuple[str, tuple[Modality, ...], tuple[Modality, ...], str, str], ...] = (
        ("breach", ("must_not",), ("must", "should", "may"), "breaks", "fine"),
        ("duty", ("must",), ("should", "may"), "required", "not_required"),
        ("freedom", ("need_not",), ("must",), "not_required", "required"),
        ("allowed", ("may",), ("must_not",), "fine", "breaks"),
    )
    for name, kinds, others, right, wrong in forms:
        pool = _by(rules, *others)
        for rule in _by(rules, *kinds):
            near = sorted(pool, key=lambda each: (_distance(rule, each), rank(rule.id, each.id)))
            near = [each for each in near if alike(each.task, rule.task) < 0.6]
            if len(near) >= 2:
                yield _odd_one(material, name, rule, near[:2], (right, wrong))


def _distance(one: Rule, other: Rule) -> tuple[int, int]:
    apart = abs(one.statement.position - other.statement.position)
    return abs(len(one.task) - len(other.task)) // 12, apart


def _odd_one(
    material: Material, name: str, rule: Rule, others: Sequence[Rule], effects: tuple[str, str]
) -> Candidate:
    options = [_judged(material, rule, effects[0], correct=True)]
    options += [_judged(material, each, effects[1], correct=False) for each in others]
    bloom: Bloom = "apply" if name in ("breach", "allowed") else "understand"
    item = DraftChoice(
        type="single_choice",
        objective=1,
        bloom=bloom,
        stem=material.wording.say("questions", name, rule.id),
        rationale=rationale(rule, options[0].feedback),
        cites=cites_of((rule, *others)),
        options=options,
    )
    score = 6.5 if all(each.feedback for each in options) else -9
    return Candidate(item, name, score, (rule, *others))


def _judged(
    material: Material, rule: Rule, effect: str, *, correct: bool, text: str | None = None
) -> DraftOption:
    if effect == "not_required" and rule.modality in ("may", "need_not"):
        effect = "left_free"
    said = material.wording.say("feedback", effect, rule.id)
    told = feedback(material, said, rule)
    return DraftOption(
        text=capitalised(text or rule.task), correct=correct, feedback=told, cites=list(rule.cites)
    )


def _all_forbidden(material: Material, rules: Sequence[Rule]) -> Iterator[Candidate]:
    """Two of one list that are not allowed, among two that are."""
    short = [each for each in rules if word_count(each.task) <= _LONGEST_TASK]
    banned = [each for each in _by(short, "must_not") if not each.limited]
    fine = {each.id: told for each in short if (told := _within(material, each))}
    if len(fine) < 2 or len(banned) < 2:
        return
    chosen = sorted(banned, key=lambda each: rank(each.id, "all"))[:2]
    chosen += sorted(
        (each for each in short if each.id in fine), key=lambda each: rank(each.id, "all")
    )[:2]
    options = [
        _judged(material, each, "breaks" if bad else "fine", correct=bad, text=fine.get(each.id))
        for each in chosen
        for bad in [each.id not in fine]
    ]
    if not all(each.feedback for each in options):
        return
    item = DraftChoice(
        type="multiple_choice",
        objective=1,
        bloom="apply",
        stem=material.wording.say("questions", "all_not_allowed", chosen[0].id),
        rationale=" ".join(each.plain for each in chosen[:2]),
        cites=cites_of(chosen[:2]),
        options=sorted(options, key=lambda each: rank(each.text)),
    )
    yield Candidate(item, "breach-all", 6.2, tuple(chosen))


def _within(material: Material, rule: Rule) -> str:
    """What the rule leaves free, told with its limit; empty for a duty, which nobody takes for a breach."""
    if rule.modality == "may" and not rule.exception:
        link = rule.opener or material.wording.words("grammar", "openers")[0]
        return f"{rule.task} {link} {rule.condition}" if rule.condition else rule.task
    if rule.modality == "must_not" and rule.exception and not rule.condition:
        return f"{rule.task} {material.wording.words('grammar', 'openers')[0]} {rule.exception}"
    return ""


def _ordering(material: Material, rules: Sequence[Rule]) -> Iterator[Candidate]:
    """The steps of one procedure, three to six of them next to each other."""
    groups: dict[str, list[Rule]] = {}
    for each in _by(rules, "step"):
        if each.statement.group and each.statement.number is not None and each.cites:
            groups.setdefault(each.statement.group, []).append(each)
    for steps in groups.values():
        steps.sort(key=lambda each: each.statement.number or 0)
        chosen = [each for each in steps if word_count(each.sentence) <= 26][:6]
        heading = chosen[0].statement.heading if chosen else ()
        procedure = clean_heading(heading[-1]) if heading else ""
        if len(chosen) < 3 or not procedure or not all(_is_deed(each) for each in steps):
            continue
        if is_generic(material, procedure):
            procedure = material.request.brief.topic if material.request.brief else procedure
        item = DraftOrdering(
            type="ordering",
            objective=1,
            bloom="understand",
            stem=material.wording.say("questions", "ordering", chosen[0].id, procedure=procedure),
            rationale="",
            cites=[label for each in chosen for label in each.cites],
            feedback_right=material.wording.say("feedback", "order_right"),
            feedback_wrong=material.wording.say("feedback", "order_wrong"),
            steps=[DraftStep(text=each.sentence, cites=list(each.cites)) for each in chosen],
        )
        yield Candidate(item, "ordering", 8.2, tuple(chosen))


def _is_deed(step: Rule) -> bool:
    """Whether a step is one by its words too: a command, or what somebody does, and not what is so."""
    loose = _LOOSE.search(step.sentence) or "(" in step.sentence
    return not step.statement.passive and not _STATE.match(step.sentence) and not loose
