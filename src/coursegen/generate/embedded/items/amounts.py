"""Items on numbers and times in facts. In: a rule. Out: candidates."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import replace

from coursegen.generate.embedded.gates import word_count
from coursegen.generate.embedded.grammar.rule import Rule
from coursegen.generate.embedded.grammar.time_phrase import TIME_UNITS
from coursegen.generate.embedded.items.candidate import Candidate, single_choice
from coursegen.generate.embedded.items.distractors import Wrong, neighbours
from coursegen.generate.embedded.material import Material
from coursegen.generate.embedded.wording import rank
from coursegen.model.drafts import DraftCloze, DraftGap
from coursegen.model.passage import Quantity

__all__ = ["amount_items", "covers", "size_of", "values_of"]

_LONGEST, _SMALL, _TOLD = 34, 4, 3
_SUM = re.compile(r"\d[\w ]* [x×*+=] [$€£]?\d|\d\s?[-–]\s?\d|\(currently ")
"""An example worked out, or a range of two numbers: no limit of one."""
_STEPS = ((4, 1), (20, 2), (100, 10), (math.inf, 0))
"""Up to which value neighbours stand how far apart; beyond, half the value."""
_MONEY = re.compile(r"[$€£]\s?(\d{1,3}(?:,\d{3})+|\d+)(?![\d.,]*\d)(?!k)")
_BASIS = {
    "en": (
        re.compile(r"^(.+?) on an? (weekly|monthly|quarterly|annual|yearly|daily) basis( .*)?$"),
        re.compile(r"^(.+?)\s?(?<!-)\b(daily|weekly|monthly|quarterly|annually|yearly)\b( .*)?$"),
    ),
    "nl": (re.compile(r"^()(?:periodiek )?\b(dagelijks|wekelijks|maandelijks|jaarlijks)( .+)$"),),
}


def amount_items(material: Material, rule: Rule) -> Iterator[Candidate]:
    """Every item that a number in the rule gives."""
    if not rule.cites or rule.leaning or word_count(rule.sentence) > _LONGEST:
        return
    builders = (_how_often, _gap)
    for build in builders:
        found = build(material, rule)
        if found:
            yield found


_PADDING = re.compile(
    r"(?:,? (?:on an? (?:regular|routine) basis|regularly|periodically|presently|currently|periodiek|regelmatig))+$"
)
"""What a sentence says beside how often, and a question on it would say double."""


def _how_often(material: Material, rule: Rule) -> Candidate | None:
    """How often a thing is done, among the other places on the scale of frequencies."""
    if rule.finite not in ("is", "are") or rule.condition or rule.ahead:
        return None
    if word_count(rule.subject) == 1 and word_count(rule.said) < _TOLD:
        return None  # *passwords are rotated monthly*: which, only the heading says
    for pattern in _BASIS[material.language]:
        match = pattern.match(rule.said)
        if match:
            break
    else:
        return None
    done, often, rest = _PADDING.sub("", match[1].strip(" ,")), match[2], match[3] or ""
    scale = material.wording.words("grammar", "often")
    said = f"{done}{rest}".strip()
    if often not in scale or not said or re.search(r" (?:and|en) ", done):
        return None
    basis = material.wording.words("grammar", "basis")
    place = scale.index(often)
    order = sorted(range(len(scale)), key=lambda each: (abs(each - place), rank(rule.id, each)))
    told = " ".join(each.sentence.lower() for each in material.truths.like(rule.subject, 0.6))
    others = [scale[each] for each in order[1:] if scale[each] not in told][:2]
    effect = material.wording.say("feedback", "other_number", rule.id)
    key = basis.format(often=often)
    wrong = [Wrong(basis.format(often=each), effect, banked=False) for each in others]
    stem = material.wording.say(
        "questions", "how_often", finite=rule.finite, subject=rule.subject, said=said
    )
    fixed = [basis.format(often=each) for each in scale if each in (often, *others)]
    return single_choice(
        material, rule, stem, key, wrong, family="time", score=6.2, bloom="remember", fixed=fixed
    )


def _quantity(rule: Rule) -> Quantity | None:
    """The one time in the rule."""
    times = [each for each in rule.statement.quantities if each.unit in TIME_UNITS]
    deadline = rule.statement.deadline
    if deadline and all(each.text != deadline.text for each in times):
        times.append(deadline)
    times = [each for each in times if re.search(r"\d", each.text)]
    fit = len(times) == 1 and rule.sentence.count(times[0].text) == 1
    return times[0] if fit else None


def values_of(material: Material, rule: Rule) -> tuple[str, list[str]] | None:
    """The rule's one amount as written, and two others on its scale; None where there is not one."""
    quantity = _quantity(rule)
    if _SUM.search(rule.sentence):
        return None
    if quantity:
        timed = replace(rule, quantity=quantity, time=quantity.text, timeless=rule.sentence)
        found = [wrong.text for _, wrong in neighbours(material, timed)]
        return (quantity.text, found) if len(found) == 2 else None
    money = _MONEY.findall(rule.sentence)
    if len(money) != 1:
        return _bounded(rule)
    if rule.condition or re.match(
        r"(?:if|when|suppose|als|wanneer|stel)\b", rule.sentence, re.IGNORECASE
    ):
        return None  # an example's amount, and no limit
    amount = int(money[0].replace(",", ""))
    if amount < 4 or amount % 5:
        return None
    low, high = (amount // 2, amount * 2)
    sign = rule.sentence[rule.sentence.index(money[0]) - 1]
    if amount % 2 or not sign.strip():
        low = amount * 2 // 3 // 5 * 5 or amount * 3  # a round amount below it
    return f"{sign}{money[0]}", [f"{sign}{each:,}" for each in (low, high)]


_ADJECTIVE = re.compile(r"\d [a-z]{4,}(?:ed|al|ive|ous|able)$")


def _bounded(rule: Rule) -> tuple[str, list[str]] | None:
    """A bounded amount in another unit (*at least 14 characters*), with neighbours at even steps."""
    bound = [each for each in rule.statement.quantities if each.bound in ("at most", "at least")]
    if len(bound) != 1 or rule.sentence.count(bound[0].text) != 1:
        return None
    if _ADJECTIVE.search(bound[0].text):
        return None  # *up to 56 advanced hours*: half of the amount
    written = str(int(bound[0].value))
    if bound[0].value < _SMALL or bound[0].text.count(written) != 1 or int(written) % 2:
        return None
    value = int(written)
    step = next(size for most, size in _STEPS if value <= most) or value // 2
    steps = (-step, step) if rank(rule.id, "bounded") % 2 else (step, 2 * step)
    others = [bound[0].text.replace(written, str(value + each)) for each in steps]
    return bound[0].text, others


_FOR_THEM = re.compile(r"\b(?:for|voor) (?:[a-z-]+ ){0,3}[a-z]+(?:s|en)\b")
"""What is for all of a group, of whom the learner is one: told as the source has it."""


def _gap(material: Material, rule: Rule) -> Candidate | None:
    """The amount left out of the source's sentence."""
    found = values_of(material, rule)
    if not found or rule.subject == material.wording.you or rule.modality == "must_not":
        return None
    amount, others = found
    text = rule.sentence.replace(amount, "{{1}}", 1)
    if "{{1}}" not in text or any(each in rule.sentence for each in others):
        return None
    if material.learner.mentions(re.sub(_FOR_THEM, "", text)):
        return None  # the course speaks to the learner, the sentence about one
    options = sorted([amount, *others], key=size_of)
    item = DraftCloze(
        type="cloze",
        objective=1,
        bloom="remember",
        stem=material.wording.say("questions", "gap_time" if _quantity(rule) else "gap", rule.id),
        rationale="",
        cites=list(rule.cites),
        feedback_right=f"{material.wording.say('feedback', 'right', rule.id)} {rule.plain}",
        feedback_wrong=f"{material.wording.say('feedback', 'other_value', rule.id)} {rule.plain}",
        text=text,
        gaps=[DraftGap(accept=[amount], options=options)],
    )
    return Candidate(item, "gap", 5.6, (rule,), "gap")


def size_of(text: str) -> float:
    """The number that a text holds, to put amounts in ascending order."""
    digits = re.search(r"\d[\d,]*", text)
    return float(digits[0].replace(",", "")) if digits else 0.0


def covers(rule: Rule, right: str, wrong: str) -> bool:
    """Whether the ``wrong`` amount is covered by the right one: who keeps to it keeps the rule too, or the rule holds of it.

    Sooner than within, more than at least; and what is asked of expenses over 75 is asked of those over 150.
    """
    told = [each for each in (*rule.statement.quantities, rule.statement.deadline) if each]
    bound = next((each.bound for each in told if right in each.text), "")
    less = size_of(wrong) < size_of(right)
    upwards = bound in ("at least", "over", "after")
    return less if bound in ("within", "at most", "every") else upwards and not less
