"""Items on how strict rules are that name a thing: must, should, may. In: rules. Out: candidates.

The rule is quoted with its modal left out, so that nothing is conjugated: ``The codebase ... be versioned``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from coursegen.generate.embedded.gates import alike, stems, word_count
from coursegen.generate.embedded.grammar.rule import Modality, Rule, cites_of
from coursegen.generate.embedded.items.candidate import Candidate, single_choice
from coursegen.generate.embedded.items.distractors import Wrong, tells_by_length
from coursegen.generate.embedded.items.feedback import feedback, rationale, sort_hint
from coursegen.generate.embedded.material import Material
from coursegen.generate.embedded.wording import capitalised, rank
from coursegen.model.drafts import DraftCategorise, DraftChoice, DraftEntry, DraftOption

__all__ = ["blanked", "strength_items"]

_ONLY = re.compile(r"(?:only|alleen|uitsluitend|slechts)\b", re.IGNORECASE)
"""With *only* a permission binds as strictly as a duty."""
_SCALE: tuple[Modality, ...] = ("must", "should", "may")
_LONGEST, _FEWEST, _MOST, _TWO = 18, 5, 6, 2
_SAME, _SHARED = 0.7, 3
"""Share of their words, and how many of them, from which two rules are on the same matter."""


def strength_items(material: Material, rules: Sequence[Rule]) -> Iterator[Candidate]:
    """What is a must and what is not, where the rules of one module differ in strength."""
    rated = [each for each in rules if each.modality in _SCALE and blanked(each) and each.cites]
    rated = [each for each in rated if not each.leaning and not _ONLY.match(each.sentence)]
    rated = [each for each in rated if not _is_told_otherwise(material, each)]
    if any(each.statement.marker.isupper() for each in rated):  # small letters bind nobody there
        rated = [each for each in rated if each.statement.marker.isupper()]
    counted = {kind: sum(each.modality == kind for each in rated) for kind in _SCALE}
    kinds = [kind for kind in _SCALE if counted[kind]]
    for rule in rated:
        if rule.statement.marker.isupper():
            yield from _how_strict(material, rule)
    if sorted(counted.values())[-2] < _TWO:
        return
    yield from _which(material, rated)
    yield from _all_required(material, rated)
    yield from _sorted(material, rated, kinds)


def _is_told_otherwise(material: Material, rule: Rule) -> bool:
    """Whether the sources bind to more of the same (*should pass tests on style*, where all tests must be passed)."""
    opening = _opening(rule)
    near = material.truths.like(rule.sentence, _SAME) if opening else ()
    stricter = [each for each in near if each.modality in _SCALE[: _SCALE.index(rule.modality)]]
    stricter = [each for each in stricter if _opening(each) == opening]
    words = stems(rule.sentence)
    return any(len(words & stems(each.sentence)) >= _SHARED for each in stricter)


def _opening(rule: Rule) -> tuple[str, str] | None:
    """The subject and the verb of a rule with a modal of one word."""
    subject, modal, rest = rule.sentence.partition(f" {rule.statement.marker} ")
    return (subject.lower(), rest.split(" ", 1)[0]) if modal and rest else None


def blanked(rule: Rule) -> str:
    """The rule as written with its modal left out; empty where it has none of one word, or is long."""
    marker = rule.statement.marker
    if marker.lower() not in ("must", "should", "may", "shall"):
        return ""
    text = rule.statement.text if rule.addressed else rule.plain
    text = text.strip().rstrip(".;,: ")
    found, count = re.subn(rf"\b{marker}\b", "…", text)
    limited = re.search(r"… (?:not |only )", found, re.IGNORECASE)
    fit = count == 1 and not limited and word_count(found) <= _LONGEST
    return capitalised(found) if fit else ""


def _how_strict(material: Material, rule: Rule) -> Iterator[Candidate]:
    place = _SCALE.index(rule.modality)
    say = material.wording.say
    wrong = [
        Wrong(
            say("answers", f"status_{kind}"),
            say("feedback", "too_weak" if number > place else "too_strong", rule.id, kind),
            banked=False,
        )
        for number, kind in enumerate(_SCALE)
        if number != place
    ]
    key = say("answers", f"status_{rule.modality}")
    if tells_by_length(key, [each.text for each in wrong], rule.id):
        return
    for number, template in enumerate(material.wording.words("questions", "how_strict")):
        stem = material.wording.fill(template, rule=blanked(rule))
        found = single_choice(
            material,
            rule,
            stem,
            key,
            wrong,
            family="strict",
            score=3.6,
            bloom="remember",
            frame=f"strict{number}",
        )
        if found:
            yield found


def _which(material: Material, rated: Sequence[Rule]) -> Iterator[Candidate]:
    """One must among advice, or one piece of advice among musts, of one thing if it can be."""
    for rule in rated:
        others = [
            each
            for each in rated
            if (each.modality == "must") != (rule.modality == "must")
            and alike(each.whole or each.sentence, rule.whole or rule.sentence) < 0.6
        ]
        same = [each for each in others if each.subject.lower() == rule.subject.lower()]
        own = len(same) >= 2 and bool(rule.task) and all(each.task for each in same)
        near = sorted(
            same if own else others,
            key=lambda each: (abs(len(blanked(each)) - len(blanked(rule))) // 20, rank(each.id)),
        )[:2]
        if len(near) < 2 or rule.modality == "may":
            continue
        question = f"which_{rule.modality}" + ("_of" if own else _against(rule, near))
        stem = material.wording.say("questions", question, subject=rule.subject)
        right, wrong = ("required", "not_required")
        if rule.modality != "must":
            right, wrong = wrong, right
        options = [_judged(material, rule, right, own=own, correct=True)]
        options += [_judged(material, each, wrong, own=own, correct=False) for each in near]
        if not all(each.feedback for each in options):
            continue
        item = DraftChoice(
            type="single_choice",
            objective=1,
            bloom="understand",
            stem=stem,
            rationale=rationale(rule, options[0].feedback),
            cites=cites_of((rule, *near)),
            options=options,
        )
        score = 7.2 if own else 6.4
        yield Candidate(item, "strict-which", score, (rule, *near), question)


def _against(rule: Rule, others: Sequence[Rule]) -> str:
    """By what a must differs from ``others``: advice, what is left free, or both."""
    free = sum(each.modality == "may" for each in others)
    if rule.modality != "must" or not free:
        return ""
    return "_free" if free == len(others) else "_mixed"


def _all_required(material: Material, rated: Sequence[Rule]) -> Iterator[Candidate]:
    """Two musts and two pieces of advice for one thing: which are required, all that apply."""
    by_subject: dict[str, list[Rule]] = {}
    for each in rated:
        if each.subject and each.task and word_count(each.task) <= _LONGEST:
            by_subject.setdefault(each.subject, []).append(each)
    for subject, told in by_subject.items():
        strict = _unlike([each for each in told if each.modality == "must"])[:_TWO]
        free = _unlike([each for each in told if each.modality != "must"])[:_TWO]
        if len(strict) < _TWO or len(free) < _TWO:
            continue
        options = [_judged(material, each, "required", own=True, correct=True) for each in strict]
        options += [
            _judged(material, each, "not_required", own=True, correct=False) for each in free
        ]
        if not all(each.feedback for each in options):
            continue
        rules = (*strict, *free)
        item = DraftChoice(
            type="multiple_choice",
            objective=1,
            bloom="understand",
            stem=material.wording.say("questions", "all_must_of", subject, subject=subject),
            rationale="",
            cites=cites_of(rules),
            options=sorted(options, key=lambda each: rank(each.text, "all")),
        )
        yield Candidate(item, "strict-all", 7.0, rules, f"all{subject}")


def _unlike(rules: Sequence[Rule]) -> list[Rule]:
    found: list[Rule] = []
    for each in sorted(rules, key=lambda one: rank(one.id, "all")):
        if all(alike(each.task, one.task) < 0.6 for one in found):
            found.append(each)
    return found


def _judged(
    material: Material, rule: Rule, effect: str, *, own: bool, correct: bool
) -> DraftOption:
    if effect == "not_required" and rule.modality == "may":
        effect = "left_free"
    text = capitalised(rule.task) if own else blanked(rule)
    told = feedback(material, material.wording.say("feedback", effect, rule.id), rule, text)
    return DraftOption(text=text, correct=correct, feedback=told, cites=list(rule.cites))


def _sorted(
    material: Material, rated: Sequence[Rule], kinds: Sequence[Modality]
) -> Iterator[Candidate]:
    """Rules sorted by how strict they are, five or six of them."""
    chosen: list[Rule] = []
    for place in range(4):
        for kind in kinds:
            found = [each for each in rated if each.modality == kind]
            if place < len(found) and len(chosen) < _MOST:
                chosen.append(found[place])
    if len(chosen) < _FEWEST:
        return
    names = material.wording.words("categories")
    item = DraftCategorise(
        type="categorise",
        objective=1,
        bloom="understand",
        stem=material.wording.say("questions", "sort_strict", chosen[0].id),
        rationale="",
        cites=cites_of(chosen),
        feedback_right=material.wording.say("feedback", "sort_right"),
        feedback_wrong=sort_hint(material, [names[kind] for kind in kinds]),
        categories=[names[kind] for kind in kinds],
        entries=[
            DraftEntry(text=blanked(each), category=names[each.modality], cites=list(each.cites))
            for each in chosen
        ],
    )
    told = any(each.addressed for each in chosen)  # those sort better as what the learner does
    yield Candidate(item, "categorise", 6.4 if told else 7.4, tuple(chosen))
