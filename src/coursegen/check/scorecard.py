"""The scorecard of a course: what good learning content measures, against its targets.

In: a Course, its Index, the statements in scope, the Findings. Out: Measures, and the counts behind those that are
pooled over courses. Targets are this project's own; where a figure needs more items than there are, it says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from coursegen.check.amounts import amounts_of
from coursegen.check.bank import is_key_longest
from coursegen.check.context import CheckContext
from coursegen.check.coverage import Coverage, coverage
from coursegen.check.prose import sentences_of
from coursegen.check.time import estimate_minutes
from coursegen.check.vocabulary import content_words, fold, vocabulary
from coursegen.model.base import Noun
from coursegen.model.course import Course
from coursegen.model.finding import Finding
from coursegen.model.items import Item, SingleChoice
from coursegen.model.passage import Index, Statement

__all__ = ["Counts", "Measure", "counts_of", "measures_of", "scorecard"]

FLAWS = frozenset({
    "one-key", "option-duplicates", "all-none-of-the-above", "stem-asks", "stem-negative", "stem-holds-answer",
    "absolute-cue", "vague-quantity", "form-cue", "key-stands-out", "feedback-present", "near-duplicate",
    "distractor-true", "answer-elsewhere", "question-presumes", "numbers-agree", "strength-agrees",
    "actor-agrees", "condition-kept",
})  # fmt: skip
"""Rules that name a flaw of one item."""
_FACTS = frozenset({"numbers-agree", "strength-agrees", "actor-agrees", "condition-kept"})
_THREE = 3
_FEWEST_LENGTHS, _FEWEST_PLACES, _FEWEST_GUESSES = 10, 60, 100
_APPLYING = ("ordering", "matching", "categorise")

Name = Literal[
    "verbatim", "facts", "taught", "asked", "sections", "two_flaws", "key_longest", "key_position",
    "stem_answer", "guesser", "duplicates", "above_recall", "time", "branching", "yield",
]  # fmt: skip


class Counts(Noun):
    """What the scorecard counts, so that courses can be added up; guesses are right answers of blind guessers."""

    citations: int = 0
    not_verbatim: int = 0
    texts: int = 0
    wrong_facts: int = 0
    statements: int = 0
    taught: int = 0
    asked: int = 0
    sections: int = 0
    sections_told: int = 0
    items: int = 0
    usable: int = 0
    two_flaws: int = 0
    three_options: int = 0
    key_longest: int = 0
    places: tuple[int, int, int] = (0, 0, 0)
    stem_answer: int = 0
    choices: int = 0
    chance: float = 0
    longest: int = 0
    overlap: int = 0
    middle: int = 0
    duplicates: int = 0
    above_recall: int = 0
    modules: int = 0
    modules_in_time: int = 0
    scenarios: int = 0
    scenarios_sound: int = 0
    words: int = 0

    def plus(self, other: Counts) -> Counts:
        """Both added up."""
        values = {}
        for name in type(self).model_fields:
            one, two = getattr(self, name), getattr(other, name)
            both = zip(one, two, strict=True) if isinstance(one, tuple) else ()
            values[name] = tuple(a + b for a, b in both) if isinstance(one, tuple) else one + two
        return Counts.model_validate(values)


class Measure(Noun):
    """One line of the scorecard: ``value`` as read, ``holds`` None where there is too little to tell."""

    name: Name
    value: str
    target: str
    holds: bool | None


def scorecard(
    course: Course,
    index: Index,
    in_scope: Sequence[Statement],
    findings: Sequence[Finding],
    covered: Coverage | None = None,
) -> tuple[Measure, ...]:
    """The measures of one course; ``covered`` is its coverage where that is known already."""
    return measures_of(counts_of(course, index, in_scope, findings, covered))


def counts_of(
    course: Course,
    index: Index,
    in_scope: Sequence[Statement],
    findings: Sequence[Finding],
    covered: Coverage | None = None,
) -> Counts:
    """What the scorecard counts in one course; waived findings count as findings."""
    context = CheckContext(course, index)
    units = _rules_by_unit(findings)
    items = [item for _, item in context.items]
    flawed = {item.id: units.get(item.id, set()) & FLAWS for item in items}
    covered = covered or coverage(course, index, in_scope)
    with_rules = [each for each in covered.sections if each.statements]
    scenarios = [each.scenario for each in course.modules if each.scenario]
    unsound = {each.module for each in findings if each.rule == "scenario-graph"}
    minutes = [estimate_minutes(each) for each in course.modules]
    cited = [each for each in context.claims if each.citations and each.origin == "source"]
    wrong = {(each.unit, each.field) for each in findings if each.rule in _FACTS}
    return Counts(
        citations=len(context.citations),
        not_verbatim=sum(each.rule == "quote-verbatim" for each in findings),
        texts=len(cited),
        wrong_facts=sum((each.unit, each.field) in wrong for each in cited),
        statements=len(covered.in_scope),
        taught=len(covered.taught),
        asked=len(covered.asked),
        sections=len(with_rules),
        sections_told=sum(bool(each.taught) for each in with_rules),
        items=len(items),
        usable=sum(len(each) < 2 and not each & {"one-key"} for each in flawed.values()),
        two_flaws=sum(len(each) > 1 for each in flawed.values()),
        stem_answer=sum("stem-holds-answer" in each for each in flawed.values()),
        duplicates=sum("near-duplicate" in each for each in flawed.values()),
        above_recall=sum(_above_recall(item, context.language) for item in items),
        modules=len(course.modules),
        modules_in_time=sum(
            context.settings.shortest_module <= each <= context.settings.longest_module
            for each in minutes
        ),
        scenarios=len(scenarios),
        scenarios_sound=sum(
            module.scenario is not None and module.id not in unsound for module in course.modules
        ),
        words=_words(index, in_scope),
        **_guesses(items, context.language),
    )


def _rules_by_unit(findings: Sequence[Finding]) -> dict[str, set[str]]:
    """The rules by which each unit has a finding that is more than a note."""
    units: dict[str, set[str]] = {}
    for each in findings:
        if each.severity != "note":
            units.setdefault(each.unit, set()).add(each.rule)
    return units


def _words(index: Index, statements: Sequence[Statement]) -> int:
    """Words of the passages that hold ``statements``."""
    passages = {ref.passage for each in statements for ref in each.evidence}
    return sum(len(index.passage_by_id[each].text.split()) for each in passages)


def _guesses(items: Sequence[Item], language: str) -> dict[str, object]:
    """How often the key is the longest, shares most with the stem, or stands in the middle; where it stands."""
    choices = [item for item in items if isinstance(item, SingleChoice)]
    places = [0, 0, 0]
    longest = overlap = middle = key_longest = three = 0
    chance = 0.0
    for item in choices:
        key = next(number for number, each in enumerate(item.options) if each.correct)
        lengths = [len(each.text) for each in item.options]
        stem = content_words(item.stem, language)
        shared = [len(content_words(each.text, language) & stem) for each in item.options]
        ranked = sorted(range(len(lengths)), key=lambda place: _rank(item, place, language))
        chance += 1 / len(lengths)
        longest += lengths.index(max(lengths)) == key
        overlap += shared.index(max(shared)) == key
        middle += ranked[len(ranked) // 2] == key
        if len(lengths) == _THREE:
            places[key] += 1
            three += 1
            key_longest += is_key_longest(item)
    return {
        "choices": len(choices), "chance": chance, "longest": longest, "overlap": overlap, "middle": middle,
        "three_options": three, "key_longest": key_longest, "places": tuple(places),
    }  # fmt: skip


def _rank(item: SingleChoice, place: int, language: str) -> tuple[float, int]:
    """By value where the options are numbers, by place otherwise: what a guesser takes for the middle."""
    amounts = amounts_of(item.options[place].text, language)
    value = amounts[0].value if amounts else ""
    return (float(value) if value.replace(".", "", 1).isdigit() else 0.0), place


def _above_recall(item: Item, language: str) -> bool:
    """Does the stem tell a case, or does the type need the rule applied?"""
    if item.type in _APPLYING:
        return True
    sentences = sentences_of(item.stem, language)
    told = [each for each in sentences if not each.endswith("?")]
    return bool(told) or bool(vocabulary(language).weak_conditions.search(fold(item.stem)))


def measures_of(counts: Counts) -> tuple[Measure, ...]:
    """The scorecard of ``counts``."""
    c = counts
    best = max(c.longest, c.overlap, c.middle, _most(c)) - c.chance
    over = 100 * best / c.choices if c.choices else 0
    position = max(c.places) / c.three_options if c.three_options else 0
    longest = c.key_longest / c.three_options if c.three_options else 0
    sections = c.sections_told / c.sections if c.sections else 1
    return (
        _at_least("verbatim", c.citations - c.not_verbatim, c.citations, 1),
        _at_least("facts", c.texts - c.wrong_facts, c.texts, 0.99),
        _at_least("taught", c.taught, c.statements, 0.9),
        _at_least("asked", c.asked, c.statements, 0.7),
        Measure(name="sections", value=f"{c.sections_told}/{c.sections} ({100 * sections:.1f} %)",
                target="the rest listed", holds=True),
        _at_most("two_flaws", c.two_flaws, c.items, 0.05),
        Measure(name="key_longest", value=f"{c.key_longest}/{c.three_options} ({100 * longest:.0f} %)",
                target="20 to 40 %",
                holds=None if c.three_options < _FEWEST_LENGTHS else 0.2 <= longest <= 0.4),
        Measure(name="key_position", value=f"{max(c.places)}/{c.three_options} ({100 * position:.0f} %)",
                target="≤ 45 % of 60 or more",
                holds=None if c.three_options < _FEWEST_PLACES else position <= 0.45),
        Measure(name="stem_answer", value=str(c.stem_answer), target="0", holds=c.stem_answer == 0),
        Measure(name="guesser", value=f"{over:+.1f} ({c.choices})",
                target="≤ 5 points, pooled",
                holds=None if c.choices < _FEWEST_GUESSES else over <= 5),
        _at_most("duplicates", c.duplicates, c.items, 0.02),
        _at_least("above_recall", c.above_recall, c.items, 0.3),
        _at_least("time", c.modules_in_time, c.modules, 1),
        _at_least("branching", c.scenarios_sound, c.scenarios, 1),
        Measure(name="yield", value=f"{1000 * c.usable / c.words if c.words else 0:.1f}",
                target="", holds=None),
    )  # fmt: skip


def _most(counts: Counts) -> float:
    """Right answers of one who always takes the most frequent place, scaled to all choices."""
    if not counts.three_options:
        return 0
    return max(counts.places) / counts.three_options * counts.choices


def _at_least(name: Name, part: int, whole: int, target: float) -> Measure:
    share = part / whole if whole else 0
    words = f"{part}/{whole} ({100 * share:.1f} %)"
    target_words = "100 %" if target == 1 else f"≥ {100 * target:.0f} %"
    return Measure(
        name=name, value=words, target=target_words, holds=share >= target if whole else None
    )


def _at_most(name: Name, part: int, whole: int, target: float) -> Measure:
    share = part / whole if whole else 0
    words = f"{part}/{whole} ({100 * share:.1f} %)"
    return Measure(
        name=name,
        value=words,
        target=f"≤ {100 * target:.0f} %",
        holds=share <= target if whole else None,
    )
