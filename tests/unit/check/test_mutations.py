"""The check is honest: each small lie told to a good module is caught, and the module itself is not.

The modules, their passages and the lies stand in ``modules/<language>.yaml``. Every lie is told in every
text that it fits, one at a time, so that a number in a block, a key, a feedback and a debrief is each a
case of its own.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

import pytest

from coursegen.check.run import run_checks
from coursegen.config import CheckSettings
from coursegen.ids import digest

LANGUAGES = ["en", "nl"]
KINDS = ["number", "unit", "bound", "negation", "modality", "actor", "condition"]
GROUNDING = {
    "quote-verbatim",
    "citation-missing",
    "numbers-agree",
    "strength-agrees",
    "actor-agrees",
    "condition-kept",
    "unsourced-rule",
}
LEAST_CAUGHT = 0.95
FEWEST_QUOTES = 40  # altered quotes each lie must at least be told by
ROOMY = CheckSettings(longest_module=9)  # the module holds a lie of every kind
NOT_STATED = {"id", "origin", "type", "quote", "passage", "stem", "title", "gaps"}


def texts(part: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], str]]:
    """Paths and texts of a module that say what the source says, choices and wrong options aside."""
    if isinstance(part, dict):
        if part.get("origin") == "template" or part.get("type") == "story":
            return
        wrong_option = "feedback" in part and not part.get("correct", False)
        for key, value in part.items():
            skipped = key in NOT_STATED and not (key == "stem" and part.get("answer") is True)
            if key == "text" and (wrong_option or "choices" in part or "to" in part):
                skipped = True
            if not skipped:
                yield from texts(value, (*path, key))
    elif isinstance(part, list):
        for number, value in enumerate(part):
            yield from texts(value, (*path, number))
    elif isinstance(part, str):
        yield path, part


def mutants(data: dict[str, Any], kind: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each mutant of the module, with where and what was changed."""
    for old, new in data["mutations"][kind]:
        told = 0
        for path, text in texts(data["module"]):
            if old in text:
                module = copy.deepcopy(data["module"])
                place: Any = module
                for step in path[:-1]:
                    place = place[step]
                place[path[-1]] = text.replace(old, new)
                told += 1
                yield f"{'.'.join(map(str, path))}: {old!r} -> {new!r}", module
        assert told, f"the lie {old!r} -> {new!r} fits no text"


def found(good: Any, module: Any = None) -> set[tuple[str, str, str]]:
    course = good.course() if module is None else good.course(lambda _: module)
    return {
        (each.rule, each.unit, each.field)
        for each in run_checks(course, good.index)
        if each.rule in GROUNDING and each.severity != "note"
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_clean_twin_is_silent(good, language):
    findings = run_checks(good(language).course(), good(language).index, ROOMY)
    assert [each for each in findings if each.severity != "note"] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_lies_are_caught(good, language, kind):
    twin = found(good(language))
    told = list(mutants(good(language).data, kind))
    missed = [place for place, module in told if not found(good(language), module) - twin]
    assert 1 - len(missed) / len(told) >= LEAST_CAUGHT, missed


def citations(part: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Paths of all citations of a module."""
    if isinstance(part, dict):
        for key, value in part.items():
            if key == "citations":
                yield from ((*path, key, number) for number in range(len(value)))
            else:
                yield from citations(value, (*path, key))
    elif isinstance(part, list):
        for number, value in enumerate(part):
            yield from citations(value, (*path, number))


QUOTE_LIES = {
    "a word left out": lambda quote: " ".join(quote.split()[:1] + quote.split()[2:]),
    "a letter changed": lambda quote: quote[:-3] + "q" + quote[-2:],
    "a sentence added": lambda quote: quote + " And so on.",
    "a capital changed": lambda quote: quote.swapcase(),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("lie", QUOTE_LIES)
def test_every_altered_quote_is_caught(good, language, lie):
    data = good(language).data
    told = 0
    for path in citations(data["module"]):
        module = copy.deepcopy(data["module"])
        place: Any = module
        for step in path[:-1]:
            place = place[step]
        text = data["passages"][place[path[-1]]]["text"]
        altered = QUOTE_LIES[lie](text)
        if altered in text:
            continue
        place[path[-1]] = {"passage": digest(text, 12), "quote": altered}
        rules = {rule for rule, _, _ in found(good(language), module)}
        assert "quote-verbatim" in rules, (path, altered)
        told += 1
    assert told >= FEWEST_QUOTES


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_quote_of_whole_sentences_with_other_white_space_is_none_the_worse(good, language):
    data = good(language).data
    module = copy.deepcopy(data["module"])
    text = next(iter(data["passages"].values()))["text"]
    quote = {"passage": digest(text, 12), "quote": text.replace(" ", " \n ")}
    module["blocks"][1]["citations"].append(quote)
    assert found(good(language), module) == set()
