"""The task ``again``: one item that a later module asks about an earlier one. In: Material of the earlier. Out: an ItemsDraft.

A rule that the earlier module asks comes back in another form: never the same stem, nor a form that the rule has
been asked in. Where no such rule is left, one that the earlier module teaches and does not ask.
"""

from __future__ import annotations

from coursegen.generate.embedded.gates import alike
from coursegen.generate.embedded.items.candidate import Candidate
from coursegen.generate.embedded.items.draft import candidates, chosen_of, is_clean, objective_of
from coursegen.generate.embedded.items.notes import note_items
from coursegen.generate.embedded.material import Material
from coursegen.generate.embedded.wording import rank
from coursegen.model.drafts import ItemsDraft

__all__ = ["again_draft"]

_LEAST = 4.0
"""What an item has to be worth to be asked of those who expect another matter."""
_NEAR = 0.5
"""Share of their words from which two stems ask nearly the same."""
_ALONE = ("notes", "version", "true_false", "gap", "gaps", "categorise", "strict")
"""Families whose stems do not say by themselves what they are about."""


def again_draft(material: Material) -> ItemsDraft:
    """One item at most."""
    found = candidates(material)
    chosen = chosen_of(material, found)
    stems = {each.item.stem for each in chosen}
    served = {objective_of(material, each) for each in chosen}
    asked: dict[str, set[str]] = {}
    for each in chosen:
        for rule in each.rules:
            asked.setdefault(rule.id, set()).add(_form(each))
    fit = [
        each
        for each in found
        if each.score >= _LEAST
        and _form(each) not in _ALONE
        and all(alike(each.item.stem, stem) < _NEAR for stem in stems)
        and objective_of(material, each) in served
        and not any(_form(each) in asked.get(rule.id, ()) for rule in each.rules)
    ]
    if not fit:  # notes name the earlier module's matter in their stem
        noted = [each for each in note_items(material, material.rules) if is_clean(each.item)]
        fit = [each for each in noted if "“" in each.item.stem and each.item.stem not in stems]
    if not fit:
        return ItemsDraft(items=[])
    seed = material.request.seed
    best = max(
        fit,
        key=lambda each: (each.rules[0].id in asked, _worth(each), rank(seed, each.item.stem)),
    )
    objective = objective_of(material, best)
    return ItemsDraft(items=[best.item.model_copy(update={"objective": objective})])


def _worth(candidate: Candidate) -> float:
    """The score; a bare question for a time says little of its matter where another is at hand."""
    bare = candidate.family == "time" and not candidate.rules[0].condition
    return candidate.score - 2 * bare


def _form(candidate: Candidate) -> str:
    """What the family of the candidate shares with its near kin: ``advice-no`` and ``advice-limit`` are one form."""
    return candidate.family.split("-")[0]
