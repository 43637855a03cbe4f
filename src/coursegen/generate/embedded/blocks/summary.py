"""The summary at the end of a module. In: Material. Out: no or one block of two to four points."""

from __future__ import annotations

from coursegen.generate.embedded.gates import alike, word_count
from coursegen.generate.embedded.grammar.rule import Rule, cites_of
from coursegen.generate.embedded.material import Material
from coursegen.generate.embedded.outline.weights import weight_of
from coursegen.model.drafts import DraftBlock, DraftSummary

__all__ = ["summary"]

_LONGEST = 24
_MOST = 4


def summary(material: Material) -> list[DraftBlock]:
    """The heaviest rules, each in one short sentence, in source order."""
    fit = [each for each in material.rules if _fits(each)]
    heavy = sorted(fit, key=lambda each: (-weight_of(each), word_count(each.plain)))
    chosen: list[Rule] = []
    for rule in heavy:
        if len(chosen) < _MOST and all(alike(rule.plain, each.plain) < 0.6 for each in chosen):
            chosen.append(rule)
    most = max(2, min(_MOST, len(material.rules) // 2))
    chosen = [each for each in material.rules if each in chosen[:most]]
    if len(chosen) < 2:
        return []
    return [
        DraftSummary(
            type="summary",
            title=material.wording.say("blocks", "summary_title", material.request.seed),
            points=[each.plain for each in chosen],
            cites=cites_of(chosen),
        )
    ]


def _fits(rule: Rule) -> bool:
    lasting = rule.modality in ("must", "must_not", "may", "need_not", "should")
    return lasting and not rule.leaning and bool(rule.cites) and word_count(rule.plain) <= _LONGEST
