"""What a sentence of the source carries that no learner needs. In: Material, a Rule. Out: the rule without it.

References to paragraphs and lists of sources that the learner does not have, and slips of the pen: the quote beside it keeps the source's words.
"""

from __future__ import annotations

from dataclasses import replace

from coursegen.generate.embedded.grammar.rule import Rule
from coursegen.generate.embedded.material import Material

__all__ = ["cleaned", "plainly", "without_slips"]


def plainly(material: Material, rule: Rule) -> Rule:
    """``rule`` as it is told: without references that can go, and without slips."""
    text = cleaned(material, rule.plain)
    return replace(rule, plain=text) if text != rule.plain else rule


def cleaned(material: Material, text: str) -> str:
    """``text`` without references that can go, and without slips."""
    told = _changed(material, text, "references")
    # a reference that is left shows that the sentence leans on its paragraph
    return without_slips(material, text if "§" in told else told)


def without_slips(material: Material, text: str) -> str:
    """``text`` without the slips of the pen that the language knows."""
    return _changed(material, text, "slips")


def _changed(material: Material, text: str, name: str) -> str:
    changes = material.wording.words("grammar", name)
    return material.wording.replaced(text, changes)
