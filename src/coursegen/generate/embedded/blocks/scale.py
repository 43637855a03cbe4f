"""What words in capitals mean. In: Material, the rules told. Out: no or one note on MUST, SHOULD, MAY and OPTIONAL.

A standard that writes its strengths in capitals explains them in a chapter of its own, which no learner has read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from coursegen.generate.embedded.grammar.rule import Rule
from coursegen.generate.embedded.material import Material
from coursegen.model.drafts import DraftBlock, DraftCallout

__all__ = ["scale_note"]


def scale_note(material: Material, rules: Sequence[Rule]) -> list[DraftBlock]:
    """The strengths in capitals that ``rules`` use, each with its meaning; nothing for fewer than two."""
    known = material.wording.words("blocks", "scale")
    meanings = known if isinstance(known, dict) else {}
    used: dict[str, Rule] = {}
    for rule in rules:
        for word in re.findall(r"\b[A-Z]{3,}\b", rule.plain) if rule.cites else ():
            if word in meanings:
                used.setdefault(word, rule)
    told = [word for word in meanings if word in used]
    if len(told) < 2 and not set(told) & {"SHOULD", "OPTIONAL"}:
        return []
    return [
        DraftCallout(
            type="callout",
            style="note",
            title=material.wording.say("blocks", "scale_title"),
            text=f"{', '.join(str(meanings[word]) for word in told)}.",
            cites=list(dict.fromkeys(used[word].cites[0] for word in told)),
        )
    ]
