"""Matching items on who does what. In: rules of named parties. Out: candidates of three or four rules.

Both halves are the source's own words: a party, and what the source says it does behind its own verb. No half
may be said of another party of the same item.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from coursegen.generate.embedded.gates import alike, word_count
from coursegen.generate.embedded.grammar.rule import Rule, alternatives, cites_of
from coursegen.generate.embedded.items.candidate import Candidate
from coursegen.generate.embedded.items.third import is_same_party, unnamed
from coursegen.generate.embedded.material import Material
from coursegen.generate.embedded.wording import capitalised, rank
from coursegen.model.drafts import DraftMatching, DraftPair

__all__ = ["party_items"]

_PAIRS, _SETS, _READ = 4, 2, 16
_SHORTEST, _LONGEST, _CLOSE, _NAMED = 3, 17, 0.5, 0.6
_DUTIES = ("must", "fact", "step", "must_not", "should", "may")
_ROUGH = re.compile(
    r"[;:“”\"@…]|\b(?:this|these|those|such|above|below|it|its|their|they|zogenaamde|"
    r"hier\w*|daar\w*|deze|dit|dergelijke?|zijn|haar|hun|zich|ook|also)\b",
    re.IGNORECASE,
)
"""Marks and words of a half that leans on what is not there."""


@dataclass(frozen=True)
class _Half:
    party: str
    does: str
    rule: Rule


def party_items(material: Material, rules: Sequence[Rule]) -> Iterator[Candidate]:
    """Who does what: four parties, or three and what a fourth does, each with one rule that names no other."""
    left = [half for rule in rules if (half := _half(material, rule))][:_READ]
    for number in range(_SETS):
        chosen, extra = _clique(material, left, _PAIRS), None
        if not chosen:
            chosen = _clique(material, left, _PAIRS - 1)
            extra = _further(material, chosen) if chosen else None
        if not chosen or (len(chosen) < _PAIRS and extra is None):
            return
        left = [each for each in left if each not in chosen]
        yield _item(material, chosen, extra, number)


def _clique(material: Material, halves: Sequence[_Half], size: int) -> list[_Half]:
    """The first ``size`` that are all apart, in the order of the source; empty where there are none."""
    apart = {
        (at, to): _apart(material, halves[at], halves[to])
        for at, to in combinations(range(len(halves)), 2)
    }
    for some in combinations(range(len(halves)), size):
        if all(apart[pair] for pair in combinations(some, 2)):
            return [halves[at] for at in some]
    return []


def _further(material: Material, chosen: Sequence[_Half]) -> _Half | None:
    """What another party does, elsewhere in the sources: a half that fits none of ``chosen``."""
    halves = (_half(material, each, cited=False) for each in material.elsewhere)
    fit = (each for each in halves if each and all(_apart(material, each, one) for one in chosen))
    return next(fit, None)


def _half(material: Material, rule: Rule, *, cited: bool = True) -> _Half | None:
    """The party and what it does, where the rule opens with its party; None for any other."""
    actor = rule.statement.actor
    if (
        not actor
        or rule.statement.passive
        or rule.modality not in _DUTIES
        or cited > bool(rule.cites)
    ):
        return None
    if rule.leaning or rule.ahead or rule.limited or rule.addressed:
        return None
    articles = alternatives(material.learner.determiners)
    text = rule.sentence.rstrip(" .")
    found = re.match(
        rf"((?:(?:{articles}) )?{re.escape(actor)}) ([a-zë]+ .+)$", text, re.IGNORECASE
    )
    if not found or material.learner.mentions(found[2]) or _ROUGH.search(text):
        return None
    does = unnamed(actor, found[2])
    fit = _SHORTEST <= word_count(does) <= _LONGEST and not re.match(r"(?:and|or|en|of)\b", does)
    persons = {str(each) for each in material.wording.words("grammar", "persons")}
    known = actor.lower() not in persons and _is_known(material, actor)
    return _Half(capitalised(found[1]), f"… {does}", rule) if fit and known else None


def _is_known(material: Material, actor: str) -> bool:
    """Whether the sources treat it as a role or write it as a name."""
    named = {each.lower() for each in material.roles}
    return actor.lower() in named or actor in material.learner.names


def _apart(material: Material, one: _Half, other: _Half) -> bool:
    """Whether neither does what the source says of the other."""
    first, second = one.rule.statement.actor.lower(), other.rule.statement.actor.lower()
    if first in second or second in first or alike(one.does, other.does) >= _CLOSE:
        return False
    if alike(one.does, other.party) >= _NAMED or alike(other.does, one.party) >= _NAMED:
        return False
    if is_same_party(material, first, second):
        return False
    same = one.rule.plural == other.rule.plural or None in (one.rule.plural, other.rule.plural)
    told = second in one.does.lower() and first in other.does.lower()
    return same and not told and not (_said(material, one, second) or _said(material, other, first))


def _said(material: Material, half: _Half, actor: str) -> bool:
    """Whether the sources say what ``half`` does of ``actor`` too."""
    near = material.truths.like(half.does, 0.7)
    return any(each.id != half.rule.id and actor in each.sentence.lower() for each in near)


def _item(
    material: Material, chosen: Sequence[_Half], extra: _Half | None, number: int
) -> Candidate:
    rules = tuple(each.rule for each in chosen)
    item = DraftMatching(
        type="matching",
        objective=1,
        bloom="understand",
        stem=material.wording.say("questions", "match_parties", rules[0].id),
        rationale="",
        cites=cites_of(rules),
        feedback_right=material.wording.say("feedback", "match_parties_right"),
        feedback_wrong=material.wording.say("feedback", "match_parties_wrong"),
        pairs=[
            DraftPair(left=each.party, right=each.does, cites=list(each.rule.cites))
            for each in sorted(chosen, key=lambda one: rank(one.party, one.does))
        ],
        extra=[extra.does] if extra else [],
    )
    return Candidate(item, "match-parties", 6.6, rules, f"parties{number}")
