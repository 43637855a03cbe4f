"""The summary at the end of a module. In: Material. Out: no or one block of two to five points.

What the objectives name comes first, then one rule of each part; things with a strength stand in one line each.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from coursegen.generate.embedded.blocks.parts import points_back
from coursegen.generate.embedded.gates import alike, word_count
from coursegen.generate.embedded.grammar.rule import Rule, cites_of
from coursegen.generate.embedded.material import Material
from coursegen.generate.embedded.outline.objectives import topic_objectives
from coursegen.generate.embedded.outline.titles import clean_heading, is_generic
from coursegen.generate.embedded.outline.weights import weight_of
from coursegen.generate.embedded.versions import versions_of
from coursegen.generate.embedded.wording import capitalised
from coursegen.model.drafts import DraftBlock, DraftSummary

__all__ = ["summary"]

_LONGEST, _MOST = 26, 4
_NEAR = 0.6
"""Share of its words by which a rule says what an objective or another rule says."""
_THING, _THINGS = 8, 4
_UNCLEAR = 1.5
"""What a rule loses in weight that leans on another, or on something that only a heading tells."""
_CHARGE = 2.0
"""What a fact gains in weight that says what a party answers for."""
_TOPIC = 4
"""Words of a heading that explains a rule, at most."""
_REFERENCES = re.compile(
    r"(?:,?\s*(?:\[[A-Za-z][\w .-]*\]|FIPS[- ]?\d[\d-]*|RFC ?\d+))+(?=\s*[.;]?\s*$)"
)
"""Codes of other documents behind a rule."""
_TWICE = re.compile(r"\b([a-z]{2,}) \1\b(?! (?:is|zijn|was))")
_RUN_TOGETHER = re.compile(r"\b[A-Z]{2,}[a-z]{2,}\b")
_VERB = re.compile(r"^(?:is|are|zijn|wordt|worden) ")


def summary(
    material: Material, rules: Sequence[Rule], opening: Rule | None = None
) -> list[DraftBlock]:
    """The rules to keep of those told, each in one short sentence, in source order; that of the ``opening`` too."""
    rated, lines = _by_strength(material)
    room = _MOST - min(len(lines), 2)
    taken = {each.id for each in (*rated, *(each.rule for each in versions_of(material)))}
    fit = [each for each in rules if _fits(material, each) and each.id not in taken]
    if len(fit) + len(lines) < 2:
        fit += [each for each in rules if _is_lasting_fact(each)]
    chosen = _chosen(material, fit, room, opening)
    chosen = [each for each in rules if each in chosen]
    kept = [replace(each, plain=_kept(material, each)) for each in chosen]
    points = [*lines, *(_with_topic(material, each) for each in kept)]
    if len(points) < 2:
        return []
    return [
        DraftSummary(
            type="summary",
            title=material.wording.say("blocks", "summary_title", material.request.seed),
            points=points,
            cites=cites_of([*rated, *chosen]),
        )
    ]


def _worth(material: Material, rule: Rule) -> float:
    """How much a rule is worth keeping: its weight, less what it leaves open."""
    opened = rule.leaning or (not rule.condition and _is_unexplained(material, rule))
    return weight_of(rule) - _UNCLEAR * opened + _CHARGE * _names_charge(material, rule)


def _names_charge(material: Material, rule: Rule) -> bool:
    """Whether the rule says what a party answers for."""
    pattern = str(material.wording.words("grammar", "responsible"))
    return rule.modality == "fact" and bool(re.match(pattern, rule.plain, re.IGNORECASE))


def _is_unexplained(material: Material, rule: Rule) -> bool:
    pattern = str(material.wording.words("grammar", "unexplained"))
    return bool(re.search(pattern, rule.plain))


def _with_topic(material: Material, rule: Rule) -> str:
    """The rule behind the heading that alone says what it is about (*New parent leave: you should give notice.*)."""
    heading = clean_heading(rule.statement.heading[-1]) if len(rule.statement.heading) > 1 else ""
    bare = not rule.condition and _is_unexplained(material, rule)
    named = heading and not is_generic(material, heading) and word_count(heading) <= _TOPIC
    if not bare or not named or re.search(r"[:?!,]", heading) or alike(heading, rule.plain) > 0:
        return rule.plain
    brief = material.request.brief
    if brief and (alike(heading, brief.topic) > 0 or heading.lower() == brief.topic.lower()):
        return rule.plain
    return f"{capitalised(heading)}: {material.inside(rule.plain)}"


def _chosen(material: Material, fit: Sequence[Rule], room: int, opening: Rule | None) -> list[Rule]:
    heavy = sorted(fit, key=lambda each: (-_worth(material, each), word_count(each.plain)))
    chosen: list[Rule] = []

    def take(rule: Rule) -> None:
        if len(chosen) < room and all(alike(rule.plain, each.plain) < _NEAR for each in chosen):
            chosen.append(rule)

    for each in [each for each in fit if each.id == getattr(opening, "id", "")]:
        take(each)
    brief = material.request.brief
    for text, _ in brief.objectives if brief else ():
        if topic_objectives(material, text):
            continue
        near = max(heavy, key=lambda each: alike(text, each.plain), default=None)
        if near and alike(text, near.plain) >= _NEAR:
            take(near)
    for heading in dict.fromkeys(each.statement.heading for each in heavy):
        held = {each.statement.heading for each in chosen}
        if heading not in held:
            take(next(each for each in heavy if each.statement.heading == heading))
    for rule in heavy:
        take(rule)
    return chosen


def _by_strength(material: Material) -> tuple[list[Rule], list[str]]:
    """The things that have a strength, one line a strength; none where all have the same."""
    found: dict[str, list[Rule]] = {}
    for rule in material.rules:
        if rule.thing and word_count(rule.thing) <= _THING and rule.cites:
            found.setdefault(rule.modality, []).append(rule)
    found = _with_deeds(material, found) if found else {}
    order = ("must", "should", "may", "need_not", "must_not")
    found = {key: found[key][:_THINGS] for key in order if key in found}
    if len(found) < 2:
        return [], []
    say = material.wording.say
    lines = [
        f"{_strength(held) or say('blocks', f'strength_{key}')}: "
        f"{'; '.join(material.inside(each.thing or each.task) for each in held)}."
        for key, held in found.items()
    ]
    return [each for held in found.values() for each in held], lines


def _with_deeds(material: Material, found: Mapping[str, Sequence[Rule]]) -> dict[str, list[Rule]]:
    """``found`` with what else can stand in such a line: versions for a party, bans of a thing, bare tasks."""
    named = {each.name.lower() for each in versions_of(material) if not each.party}
    deeds = [
        replace(each.rule, task=each.deed)
        for each in versions_of(material)
        if each.party and not each.rule.limited and each.name.lower() not in named
    ]
    own = {each.rule.id for each in versions_of(material)}
    for rule in material.rules:
        free = rule.id not in own and not (rule.thing or rule.limited or rule.leaning)
        bare = rule.task and not rule.addressed and not rule.command and not rule.statement.actor
        short = word_count(rule.task) <= _THING and bool(rule.cites)
        graded = rule.modality in ("must", "should", "must_not") and rule.statement.marker
        if free and bare and short and graded:
            deeds.append(rule)
    result = {key: list(held) for key, held in found.items()}
    for rule in deeds:
        result.setdefault(rule.modality, []).append(rule)
    return result


def _strength(rules: Sequence[Rule]) -> str:
    """The strength in the source's own word, where all ``rules`` have the same."""
    words = {_VERB.sub("", each.statement.marker.strip().lower()) for each in rules}
    return capitalised(words.pop()) if len(words) == 1 and "" not in words else ""


def _kept(material: Material, rule: Rule) -> str:
    """The rule without references at its end; one with a case of its own without the word that ties it (*also*)."""
    plain = _REFERENCES.sub("", rule.plain)
    if not rule.condition:
        return plain
    return re.sub(rf" {material.wording.words('grammar', 'besides')}(?= )", "", plain, count=1)


def _has_slip(material: Material, rule: Rule) -> bool:
    """Whether the source has a word twice in a row, or two words run together that it writes so only here."""
    if _TWICE.search(rule.plain):
        return True
    whole = " ".join(each.text for each in material.request.passages)
    known = material.learner.names
    written = [each for each in _RUN_TOGETHER.findall(rule.plain) if each not in known]
    return any(whole.count(each) <= 1 for each in written)


def _is_lasting_fact(rule: Rule) -> bool:
    """A fact with an amount or a time in it, where there is nothing else to keep."""
    short = word_count(rule.plain) <= _LONGEST and not rule.leaning and not rule.statement.dangling
    return rule.modality == "fact" and short and bool(rule.statement.quantities or rule.said)


def _fits(material: Material, rule: Rule) -> bool:
    bare = rule.modality == "must" and not rule.statement.marker and not rule.addressed
    joined = re.search(str(material.wording.words("grammar", "joining")), _kept(material, rule))
    if _has_slip(material, rule):
        return False
    if bare or joined or points_back(material, rule):
        return False
    unexplained = _is_unexplained(material, rule) and not rule.condition
    if unexplained and _with_topic(material, rule) == rule.plain:
        return False
    if rule.modality == "need_not" and not rule.addressed:
        return False
    lasting = rule.modality in ("must", "must_not", "may", "need_not", "should")
    lasting = lasting or (_names_charge(material, rule) and not rule.leaning)
    short = word_count(rule.plain) <= _LONGEST and not rule.command
    return lasting and bool(rule.cites) and short and not rule.thing
