"""Items that ask several amounts at once. In: rules. Out: candidates: two or three rules, an amount left out of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coursegen.generate.embedded.gates import word_count
from coursegen.generate.embedded.grammar.rule import Rule, cites_of
from coursegen.generate.embedded.items.amounts import size_of, values_of
from coursegen.generate.embedded.items.candidate import Candidate
from coursegen.generate.embedded.material import Material
from coursegen.model.drafts import DraftCloze, DraftGap

__all__ = ["gap_items"]

_FEWEST, _MOST, _SENTENCE = 2, 3, 26


def gap_items(material: Material, rules: Sequence[Rule]) -> Iterator[Candidate]:
    """One item of two or three rules with an amount, as the learner reads them."""
    chosen: list[tuple[Rule, str, str, list[str]]] = []
    for rule in rules:
        found = _gapped(material, rule, len(chosen) + 1)
        if found and all(size_of(found[0]) != size_of(one[1]) for one in chosen):
            chosen.append((rule, *found))
    if len(chosen) < _FEWEST:
        return
    chosen = chosen[:_MOST]
    told = tuple(rule for rule, *_ in chosen)
    item = DraftCloze(
        type="cloze",
        objective=1,
        bloom="remember",
        stem=material.wording.say("questions", "gaps", told[0].id),
        rationale="",
        cites=cites_of(told),
        feedback_right=material.wording.say("feedback", "gaps_right"),
        feedback_wrong=material.wording.say("feedback", "gaps_wrong"),
        text=" ".join(text for _, _, text, _ in chosen),
        gaps=[DraftGap(accept=[amount], options=options) for _, amount, _, options in chosen],
    )
    yield Candidate(item, "gaps", 6.8, told, "gaps")


def _gapped(material: Material, rule: Rule, number: int) -> tuple[str, str, list[str]] | None:
    """The amount, the rule with a gap in its place, and three amounts to choose from."""
    if not rule.cites or rule.leaning or word_count(rule.plain) > _SENTENCE:
        return None
    found = values_of(material, rule)
    if not found or rule.plain.count(found[0]) != 1:
        return None
    amount, others = found
    if any(each in rule.plain for each in others):
        return None
    text = rule.plain.replace(amount, f"{{{{{number}}}}}", 1)
    return amount, text, sorted([amount, *others], key=size_of)
