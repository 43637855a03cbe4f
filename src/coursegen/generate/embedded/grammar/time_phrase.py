"""The time in a rule. In: a Rule with its task. Out: the Rule with time and task apart, where that reads well.

``time`` is the phrase as the source has it (``within 1 hour``), ``timeless`` the task without it, kept only
where the rest is still a whole phrase.
"""

from __future__ import annotations

import re
from dataclasses import replace

from coursegen.generate.embedded.grammar.rule import Rule
from coursegen.model.passage import Quantity

__all__ = ["TIME_UNITS", "split_time"]

TIME_UNITS = (
    "minute",
    "hour",
    "day",
    "working day",
    "business day",
    "calendar day",
    "week",
    "month",
    "quarter",
    "year",
)
"""Units of time as Quantity names them."""

_HASTE = re.compile(
    r"(as soon as possible and |zo snel mogelijk en |zo spoedig mogelijk en )"
    r"?(at the latest |no later than |uiterlijk )?$",
    re.IGNORECASE,
)


def split_time(rule: Rule) -> Rule:
    """``rule`` with its time apart; unchanged where it has none or more than one."""
    times = [each for each in _quantities(rule) if each.unit in TIME_UNITS]
    inside = [each for each in times if each.text and each.text in rule.task]
    inside.sort(key=lambda each: len(each.text))
    if not inside or any(inside[0].text not in each.text for each in inside):
        return rule
    quantity = inside[0]
    at = rule.task.index(quantity.text)
    before, after = rule.task[:at], rule.task[at + len(quantity.text) :]
    time = quantity.text.strip()
    if after.startswith(" of "):  # the moment it counts from goes with the time
        time, after = f"{time}{after}", ""
    before = _HASTE.sub("", before)
    timeless = re.sub(r"\s+", " ", f"{before.strip()} {after.strip()}").strip(" ,")
    timeless = timeless.replace(" ,", ",")
    if len(timeless.split()) < 2:
        return rule
    return replace(rule, time=time, timeless=timeless, quantity=quantity)


def _quantities(rule: Rule) -> list[Quantity]:
    found = list(rule.statement.quantities)
    if rule.statement.deadline:
        found.insert(0, rule.statement.deadline)
    return found
