"""What an item builder offers: Candidate, and the building of choice items from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from coursegen.generate.embedded.gates import gives_away
from coursegen.generate.embedded.grammar.rule import Rule
from coursegen.generate.embedded.items.distractors import Wrong
from coursegen.generate.embedded.items.feedback import feedback, rationale
from coursegen.generate.embedded.material import Material
from coursegen.generate.embedded.wording import capitalised
from coursegen.model.base import Bloom
from coursegen.model.drafts import DraftChoice, DraftItem, DraftOption

__all__ = ["Candidate", "single_choice"]


@dataclass(frozen=True)
class Candidate:
    """An item that might be kept: ``family`` groups items of one form, ``rules`` are what it asks of.

    ``frame`` is the wording around the source's words: a module has each frame once.
    """

    item: DraftItem
    family: str
    score: float
    rules: tuple[Rule, ...]
    frame: str = ""


def single_choice(  # noqa: PLR0913 - an item has that many parts
    material: Material,
    rule: Rule,
    stem: str,
    key: str,
    wrong: Sequence[Wrong],
    *,
    family: str,
    score: float,
    bloom: Bloom = "apply",
    fixed: Sequence[str] = (),
    frame: str = "",
) -> Candidate | None:
    """A three-option item, or None where a gate closes. ``fixed`` gives an order of the options' texts."""
    if len(wrong) < 2:
        return None
    right = material.wording.say("feedback", "right", rule.id, family)
    quoted = key if family.startswith(("third", "place")) else ""
    options = [_option(material, rule, Wrong(key, right), quoted, correct=True)]
    options += [_option(material, rule, each, quoted, correct=False) for each in wrong[:2]]
    texts = {each.text.lower() for each in options}
    if len(texts) < 3 or not all(each.feedback for each in options):
        return None
    if gives_away(stem, key, [each.text for each in wrong]):
        return None
    if fixed:
        order = [capitalised(each) for each in fixed]
        options.sort(key=lambda each: order.index(each.text))
    longest = max(len(each.text) for each in wrong[:2])
    if len(key) > 1.7 * longest:
        score -= 1.5
    item = DraftChoice(
        type="single_choice",
        objective=1,
        bloom=bloom,
        stem=stem,
        rationale=rationale(rule, options[0].feedback),
        cites=list(rule.cites),
        options=options,
    )
    return Candidate(item, family, score, (rule,), frame)


def _option(
    material: Material, rule: Rule, choice: Wrong, key: str, *, correct: bool
) -> DraftOption:
    timed = rule.time or rule.quantity or rule.statement.deadline
    instead = "" if timed else choice.instead  # advice of our own may be stricter than a term
    return DraftOption(
        text=capitalised(choice.text),
        correct=correct,
        feedback=feedback(material, choice.effect, rule, key, instead),
        cites=list(rule.cites),
    )
