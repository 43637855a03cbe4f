"""The passages of a module. In: Material of the whole project, the module's rules. Out: their numbers, in order.

Those that carry a rule, the stubs that lead into them, the other items of their list, rows of their table and steps
of their procedure, lists of signs or examples beside them, and the paragraph that says why.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from coursegen.generate.embedded.blocks.whole import opens_list
from coursegen.generate.embedded.blocks.why import is_reason
from coursegen.generate.embedded.gates import holds_word
from coursegen.generate.embedded.grammar.rule import Rule
from coursegen.generate.embedded.material import Material

__all__ = ["passages_of"]

_LONGEST_LIST = 16
"""Items of a list, or rows of a table, that are taken whole."""


def passages_of(material: Material, rules: Sequence[Rule]) -> list[int]:
    """Numbers of the passages that a module of ``rules`` rests on."""
    numbers = {number for each in rules for number in each.passages}
    own = [each for each in rules if each.modality != "definition"]
    numbers |= _siblings(material, own)
    for number in list(numbers):
        place = material.occurrence.get(material.request.passages[number - 1].id)
        if place and place.lead in material.number:
            numbers.add(material.number[place.lead])
    numbers |= _beside(material, own)
    numbers |= _examples(material, own)
    documents = dict.fromkeys(each.statement.document for each in own)
    parts = [[each for each in own if each.statement.document == name] for name in documents]
    reason = next((number for each in parts for number in _reasons(material, each)), None)
    return sorted(numbers | ({reason} if reason else set()))


def _siblings(material: Material, rules: Sequence[Rule]) -> set[int]:
    """The rest of the lists and tables that the rules stand in, as far as nobody else's tasks are in it."""
    keys = {key for each in rules for number in each.passages if (key := _key(material, number))}
    found: set[int] = set()
    for key in keys:
        whole = material.series.get(key, [])
        if len(whole) <= _LONGEST_LIST:
            found |= {
                material.number[each] for each in whole if each not in material.others_passages
            }
    return found


def _beside(material: Material, rules: Sequence[Rule]) -> set[int]:
    """The ways that a rule's own sentence introduces, and the members of lists without a stub."""
    opening = {
        material.request.passages[each.passages[-1] - 1].id
        for each in rules
        if opens_list(material, each)
    }
    held = {number for each in rules for number in each.passages}
    found: set[int] = set()
    for document in dict.fromkeys(each.statement.document for each in rules):
        lists: dict[tuple[tuple[str, ...], int], list[str]] = {}
        for place in material.places(document):
            if place.lead in opening:
                found.add(material.number[place.passage])
            if place.level and not place.lead and not place.cells:
                lists.setdefault((place.locator.heading, place.level), []).append(place.passage)
        for whole in lists.values():
            numbers = {material.number[each] for each in whole}
            if numbers & held and len(whole) <= _LONGEST_LIST:
                found |= {
                    n
                    for n in numbers
                    if material.request.passages[n - 1].id not in material.others_passages
                }
    return found


def _key(material: Material, number: int) -> tuple[str, ...]:
    place = material.occurrence.get(material.request.passages[number - 1].id)
    return material.series_of(place) if place else ()


def _examples(material: Material, rules: Sequence[Rule]) -> set[int]:
    """Lists of signs or examples under the rules' headings: they carry no rule, but show one."""
    words = material.wording.words("grammar", "signs")
    headings = {(each.statement.document, each.statement.heading) for each in rules}
    found: set[int] = set()
    documents = sorted({document for document, _ in headings})
    for place in (each for document in documents for each in material.places(document)):
        lead = material.passage.get(place.lead or "")
        here = (place.document, place.locator.heading) in headings
        if (
            lead
            and here
            and place.passage in material.number
            and holds_word(words, lead.sentences[-1])
        ):
            found |= {material.number[lead.id], material.number[place.passage]}
    return found


def _reasons(material: Material, rules: Sequence[Rule]) -> Iterator[int]:
    """Paragraphs that say why: the nearest heading above the rules first, then a heading that asks why."""
    if not rules:
        return
    first = rules[0].statement
    near: list[tuple[int, int]] = []
    asked: list[int] = []
    for place in material.places(first.document):
        number = material.number[place.passage]
        if number in material.ruled or not is_reason(material, material.passage[place.passage]):
            continue
        heading = place.locator.heading
        if heading and first.heading[: len(heading)] == heading:
            near.append((-len(heading), number))
        elif _asks_why(heading) and any(each.id in material.first_duties for each in rules):
            asked.append(number)
    yield from (number for _, number in sorted(near))
    yield from asked


def _asks_why(heading: Sequence[str]) -> bool:
    return bool(heading) and bool(re.match(r"(?:\d[\d.]* )?(?:why|waarom)\b", heading[-1].lower()))
