"""What a sentence of the source carries that no learner needs. In: Material, a Rule. Out: the rule without it.

References to paragraphs that the learner does not have, and slips of the pen: the quote beside it keeps the source's words.
"""

from __future__ import annotations

import re
from dataclasses import replace

from coursegen.generate.embedded.grammar.rule import Rule
from coursegen.generate.embedded.material import Material

__all__ = ["plainly", "without_slips"]


def plainly(material: Material, rule: Rule) -> Rule:
    """``rule`` as it is told: without references that can go, and without slips."""
    text = rule.plain
    for name in ("references", "slips"):
        changes = material.wording.words("grammar", name)
        told = text
        for each in changes if isinstance(changes, list) else ():
            told = re.sub(each["from"], each["to"], told)
        # a reference that is left shows that the sentence leans on its paragraph
        text = told if name == "slips" or "§" not in told else text
    return replace(rule, plain=text) if text != rule.plain else rule


def without_slips(material: Material, text: str) -> str:
    """``text`` without the slips of the pen that the language knows."""
    changes = material.wording.words("grammar", "slips")
    for each in changes if isinstance(changes, list) else ():
        text = re.sub(each["from"], each["to"], text)
    return text
