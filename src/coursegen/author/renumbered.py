"""Numbers in the name of a source that went on: *version 0.3.0* over what is version 0.4.0 now, or in no version any more.

In: the headings that a module's passages stood under at the build before and those that they stand under now. Out: a
title or objective with today's number in the place of one that nothing has any more; a title without it where there is none.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping

from coursegen.model.course import Outline
from coursegen.model.lock import Lock
from coursegen.model.passage import Index

__all__ = [
    "Numbers",
    "entitled",
    "numbers_of",
    "renumbered",
    "renumbering",
    "retitled",
    "with_numbers",
]

Numbers = Mapping[str, str]
"""Today's number for each that went on, under the word before it and the number; empty where it is gone."""

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_NAMED = re.compile(r"(\w+) (\d+(?:[.,]\d+)*)")
_VERSION = re.compile(
    r"[ ,(]+(?P<word>version|versie|v) (?P<number>\d+(?:[.,]\d+)*)\)?", re.IGNORECASE
)
_PARTS = ": "
"""Stands between the name of a source and what a title names of it."""


def numbers_of(old: Outline, new: Outline, before: Lock, index: Index) -> dict[str, Numbers]:
    """The numbers that went on in the headings of each module of both outlines; modules without any are left out."""
    now = {each.id: each.passages for each in new.modules}
    found = {
        each.id: renumbering(
            _headings_before(each.passages, before),
            {name for key in now[each.id] for name in index.names_over(key)},
            [index.passage_by_id[key].text for key in now[each.id] if key in index.passage_by_id],
        )
        for each in old.modules
        if each.id in now
    }
    return {key: each for key, each in found.items() if each}


def with_numbers(outline: Outline, numbers: Mapping[str, Numbers]) -> Outline:
    """``outline`` with the topics and objectives of the modules in ``numbers`` renumbered."""
    mine: dict[str, Numbers] = {}
    for each in outline.modules:
        if each.id in numbers:
            mine |= dict.fromkeys(each.objectives, numbers[each.id])
    briefs = tuple(
        each.model_copy(update={"topic": entitled(each.topic, numbers[each.id])})
        if each.id in numbers
        else each
        for each in outline.modules
    )
    objectives = tuple(
        each.model_copy(update={"text": renumbered(each.text, mine[each.id])})
        if each.id in mine
        else each
        for each in outline.objectives
    )
    return outline.model_copy(update={"modules": briefs, "objectives": objectives})


def renumbering(
    before: Collection[str], now: Collection[str], texts: Iterable[str] = ()
) -> dict[str, str]:
    """Today's number for each that headings ``before`` had and neither those of ``now`` nor the ``texts`` have.

    It is that of the heading that is otherwise the same; empty where there is none, or more than one.
    """
    standing = {number for each in (*now, *texts) for number in _NUMBER.findall(each)}
    bare: dict[str, set[str]] = {}
    for each in now:
        bare.setdefault(_NUMBER.sub("#", each), set()).add(each)
    found: dict[str, set[str]] = {}
    for each in before:
        heirs = bare.get(_NUMBER.sub("#", each), set())
        for at, (word, number) in enumerate(_NAMED.findall(each)):
            if number not in standing:
                found.setdefault(_key(word, number), set()).update(
                    _NAMED.findall(other)[at][1] for other in heirs
                )
    return {key: min(new) if len(new) == 1 else "" for key, new in found.items()}


def renumbered(text: str, numbers: Numbers) -> str:
    """``text`` with today's number for each that has one."""

    def today(found: re.Match[str]) -> str:
        word, number = found.groups()
        return f"{word} {numbers.get(_key(word, number)) or number}"

    return _NAMED.sub(today, text)


def retitled(title: str, numbers: Numbers) -> str:
    """``title`` with today's ``numbers``, and without the parts that name one that is gone; empty where all do."""
    parts = title.split(_PARTS)
    gone = {key for key, new in numbers.items() if not new}
    left = [each for each in parts if not gone & {_key(*named) for named in _NAMED.findall(each)}]
    return renumbered(_PARTS.join(left), numbers)


def entitled(title: str, numbers: Numbers) -> str:
    """``retitled``; where that leaves nothing, ``title`` without the versions that are gone: *The standard version 0.5.0*."""
    if told := retitled(title, numbers):
        return told

    def without(found: re.Match[str]) -> str:
        return "" if numbers.get(_key(found["word"], found["number"])) == "" else found[0]

    return " ".join(_VERSION.sub(without, title).split()) or title


def _key(word: str, number: str) -> str:
    return f"{word.casefold()} {number}"


def _headings_before(passages: Iterable[str], before: Lock) -> frozenset[str]:
    """The headings over ``passages``, and the titles of their documents, at the build before."""
    places = [
        place
        for each in passages
        if each in before.passages
        for place in before.passages[each].occurrences
    ]
    sources = before.sources
    titles = {sources[each.document].title for each in places if each.document in sources}
    return frozenset(titles | {name for each in places for name in each.locator.heading})
