"""Items on a smallest number that is not a time. In: a rule. Out: a candidate, or None.

``A password must have at least 14 characters``: how many characters must a password have at least?
"""

from __future__ import annotations

import re

from coursegen.generate.embedded.grammar.rule import Rule
from coursegen.generate.embedded.items.candidate import Candidate, single_choice
from coursegen.generate.embedded.items.distractors import Wrong
from coursegen.generate.embedded.material import Material
from coursegen.generate.embedded.wording import capitalised, pick

__all__ = ["how_many"]

_LEAST = {
    "en": re.compile(
        r"^(?P<verb>[a-z]+) (?P<before>)(?P<bound>at least|a minimum of) (?P<number>\d+) (?P<unit>\w+)$"
    ),
    "nl": re.compile(
        r"^(?P<before>uit|met|) ?(?P<bound>ten minste|minstens|minimaal) (?P<number>\d+) "
        r"(?P<unit>\w+) (?P<verb>\w+en)$"
    ),
}
_STEPS = ((-4, -2), (-2, 2), (2, 4))


def how_many(material: Material, rule: Rule) -> Candidate | None:
    """The smallest number that is enough; neighbours at even steps, in ascending order."""
    match = _LEAST[material.language].match(rule.whole)
    if not match or rule.modality != "must" or rule.statement.deadline:
        return None
    value, unit = int(match["number"]), match["unit"]
    taken = {
        int(found)
        for each in material.truths.like(rule.sentence, 0.5)
        if each.id != rule.id
        for found in re.findall(r"\d+", each.sentence)
    }
    steps = pick(_STEPS, rule.id, "steps")
    values = [value + step for step in steps if value + step > 1 and value + step not in taken]
    if len(values) < 2:
        return None
    effect = material.wording.say("feedback", "other_value", rule.id)
    wrong = [Wrong(f"{each} {unit}", effect, banked=False) for each in values]
    stem = material.wording.say(
        "questions",
        "how_many",
        unit=unit,
        subject=rule.subject,
        must="moeten" if rule.of_many else "moet",
        verb=match["verb"],
        preposition=match["before"],
    )
    order = [f"{each} {unit}" for each in sorted([*values, value])]
    return single_choice(
        material,
        rule,
        capitalised(stem.strip()),
        f"{value} {unit}",
        wrong,
        family="number",
        score=6,
        bloom="remember",
        fixed=order,
    )
