"""Changes of meaning between two versions of a text. In: old and new text. Out: what changed, by kind.

Each sentence is held against the one in its place: numbers, deadlines, dates, strength, denials, names, who must,
on what condition, save when. White space, markup, punctuation, spelling and the order of words in a list are no
change of meaning. A sentence that states a rule and is new, or gone, is a change of kind ``rule``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from coursegen.change.additions import added_or_left_out
from coursegen.change.elsewhere import NOWHERE, Elsewhere
from coursegen.change.roles import named_whole
from coursegen.change.sentences import sentence_pairs
from coursegen.change.synonyms import as_written, in_the_words_of
from coursegen.change.traits import (
    Clause,
    Reading,
    Trait,
    contrary,
    read,
    real_words,
    whole_clauses,
)
from coursegen.change.words import Comparison, Token, compared, tokens_of
from coursegen.language.claims import parse_all
from coursegen.language.definitions import parse_definition
from coursegen.language.lexicon import lexicon
from coursegen.language.nounphrases import stem
from coursegen.language.parts import Scene, words_of
from coursegen.model.diff import ChangeSeverity, MeaningChange, MeaningKind

__all__ = [
    "ChangeSeverity",
    "Difference",
    "MeaningChange",
    "MeaningKind",
    "difference",
    "meaning_changes",
]


@dataclass(frozen=True)
class Difference:
    """How a text changed: how gravely, and the changes of meaning in reading order."""

    severity: ChangeSeverity
    changes: tuple[MeaningChange, ...] = ()


def meaning_changes(old_text: str, new_text: str, language: str) -> tuple[MeaningChange, ...]:
    """The changes of meaning from ``old_text`` to ``new_text``; none where only the words differ.

    English and Dutch are read fully, German and French by their markers; of other languages only numbers,
    dates in figures and names.
    """
    return difference(old_text, new_text, language).changes


def difference(
    old_text: str, new_text: str, language: str, elsewhere: Elsewhere = NOWHERE
) -> Difference:
    """What changed from ``old_text`` to ``new_text``, and how gravely.

    A sentence that by ``elsewhere`` only changed its passage is no change of meaning, but one of words.
    """
    if compared(old_text, new_text, real_words(language)).alike and _same_order(old_text, new_text):
        return Difference("none")
    changes: list[MeaningChange] = []
    pairs = list(sentence_pairs(old_text, new_text, language, elsewhere))
    wandered = elsewhere.more and pairs != list(sentence_pairs(old_text, new_text, language))
    severity: ChangeSeverity = "wording" if wandered else "none"
    for old, new in pairs:
        found, worded = _of_sentence(old, new, language)
        changes.extend(found)
        if worded:
            severity = "wording"
    unique = tuple(dict.fromkeys(changes))
    return Difference("meaning" if unique else severity, unique)


def _same_order(old: str, new: str) -> bool:
    return [each.key for each in tokens_of(old)] == [each.key for each in tokens_of(new)]


def _change(kind: MeaningKind, old: str, new: str) -> MeaningChange:
    return MeaningChange(kind=kind, old=old, new=new)


def _of_sentence(old: str, new: str, language: str) -> tuple[list[MeaningChange], bool]:
    """The changes of one sentence, and whether its words differ at all."""
    if not old or not new:
        return _rule(old, new, language), True
    same, pairs = in_the_words_of(old, new, language)
    words = compared(same, new, real_words(language))
    before, after = read(same, language), read(new, language)
    gone = whole_clauses(before, words.old, words.removed)
    came = whole_clauses(after, words.new, words.added)
    changes = list(_clauses_moved(before, after, gone, came))
    changes += _traits_changed(_outside(before, gone), _outside(after, came), words, language)
    changes = named_whole(changes, same, new, words, language)
    changes += _clauses_changed(before, after, words, changes)
    if not any(each.kind == "actor" for each in changes):
        changes += _actor(before, after, language)
    if not changes:
        changes += _definition(same, new, words, language)
    if not changes:
        changes += added_or_left_out(before, after, words, language)
    told = as_written(changes, old, pairs)
    return [_told(each, old, new) for each in told], bool(pairs) or not words.alike


def _told(change: MeaningChange, old: str, new: str) -> MeaningChange:
    """``change``, with the whole sentences where its words by themselves are the same on both sides."""
    return _change(change.kind, old, new) if change.old == change.new else change


def _rule(old: str, new: str, language: str) -> list[MeaningChange]:
    scene = Scene(normative=True)
    states = any(
        each.form in {"modal", "imperative"} or each.kind == "definition" or each.deadline
        for each in parse_all(old or new, language, scene)
    )
    states = states or any(
        each.kind in {"strength", "deadline"} and each.value
        for each in read(old or new, language).traits
    )
    return [_change("rule", old, new)] if states else []


def _outside(reading: Reading, clauses: Sequence[Clause]) -> list[Trait]:
    """The traits that stand in none of ``clauses``."""
    return [
        each
        for each in reading.traits
        if not any(clause.start <= each.start < clause.end for clause in clauses)
    ]


def _clauses_moved(
    before: Reading, after: Reading, gone: Sequence[Clause], came: Sequence[Clause]
) -> Iterator[MeaningChange]:
    """Conditions and exceptions that came or went whole; one for another counts once."""
    kinds: tuple[Literal["condition", "exception"], ...] = ("condition", "exception")
    for kind in kinds:
        old = [before.text[each.start : each.end] for each in gone if each.kind == kind]
        new = [after.text[each.start : each.end] for each in came if each.kind == kind]
        for number in range(max(len(old), len(new))):
            yield _change(
                kind,
                old[number] if number < len(old) else "",
                new[number] if number < len(new) else "",
            )


def _traits_changed(
    before: Sequence[Trait], after: Sequence[Trait], words: Comparison, language: str
) -> Iterator[MeaningChange]:
    gone, came = _phrases_lost(before, after, words)
    yield from _strength(gone, came)
    yield from _amounts(gone, came)
    flipped = any(each.kind == "strength" for each in (*gone, *came))
    old = _touched_traits(before, words.old, words.left)
    new = _touched_traits(after, words.new, words.arrived)
    gone, came = _lost(old, new), _lost(new, old)
    yield from _amounts(_bare(gone), _bare(came))
    yield from _plain("date", gone, came)
    yield from _names(gone, came)
    if not flipped:
        yield from _plain("negation", gone, came)
        yield from _contraries(words, language)
    yield from _scope(gone, came)
    yield from _plain("actor", gone, came)


def _phrases_lost(
    before: Sequence[Trait], after: Sequence[Trait], words: Comparison
) -> tuple[list[Trait], list[Trait]]:
    """The markers and amounts that only one side has, where more than a letter differs in one of them."""
    result: tuple[list[Trait], list[Trait]] = [], []
    for kinds in ({"strength"}, {"number", "deadline"}):
        old, new = (
            [each for each in side if each.kind in kinds and each.value and each.phrase]
            for side in (before, after)
        )
        gone, came = _lost(old, new), _lost(new, old)
        touched = _touched_traits(gone, words.old, words.left)
        if touched or _touched_traits(came, words.new, words.arrived):
            result[0].extend(gone)
            result[1].extend(came)
    return result


def _bare(traits: Iterable[Trait]) -> list[Trait]:
    """Numbers that are no phrase: bare figures and number words."""
    return [each for each in traits if each.kind == "number" and not each.phrase]


def _lost(mine: Iterable[Trait], theirs: Iterable[Trait]) -> list[Trait]:
    """The traits of ``mine`` that ``theirs`` has not, each as often as it stands."""
    left = Counter((each.kind, each.value) for each in theirs)
    lost = []
    for each in mine:
        key = (each.kind, each.value)
        if left[key]:
            left[key] -= 1
        else:
            lost.append(each)
    return lost


def _touched_traits(
    traits: Iterable[Trait], tokens: tuple[Token, ...], touched: frozenset[int]
) -> list[Trait]:
    """The traits that hold a word that differs."""
    places = [tokens[each] for each in touched]
    return [
        each
        for each in traits
        if each.split or any(each.start < one.end and one.start < each.end for one in places)
    ]


def _of(kinds: set[str], traits: Iterable[Trait]) -> list[Trait]:
    return [each for each in traits if each.kind in kinds and each.value != ""]


def _couples(gone: list[Trait], came: list[Trait]) -> Iterator[tuple[Trait | None, Trait | None]]:
    for number in range(max(len(gone), len(came))):
        yield (
            gone[number] if number < len(gone) else None,
            came[number] if number < len(came) else None,
        )


def _text(trait: Trait | None) -> str:
    return trait.text if trait else ""


def _plain(kind: MeaningKind, gone: list[Trait], came: list[Trait]) -> Iterator[MeaningChange]:
    for old, new in _couples(_of({kind}, gone), _of({kind}, came)):
        yield _change(kind, _text(old), _text(new))


def _strength(gone: list[Trait], came: list[Trait]) -> Iterator[MeaningChange]:
    for old, new in _couples(_of({"strength"}, gone), _of({"strength"}, came)):
        yield _change(_strength_kind(old, new), _text(old), _text(new))


def _strength_kind(old: Trait | None, new: Trait | None) -> MeaningKind:
    """A rule that is turned into its contrary is denied; else it is only stronger or weaker."""
    sides = [
        each.value for each in (old, new) if each is not None and isinstance(each.value, tuple)
    ]
    if (
        len(sides) == 2
        and sides[0][1] != sides[1][1]
        and "no_obligation" not in (sides[0][0], sides[1][0])
    ):
        return "negation"
    return "strength"


def _amounts(gone: list[Trait], came: list[Trait]) -> Iterator[MeaningChange]:
    kinds = {"number", "deadline"}
    for old, new in _couples(_of(kinds, gone), _of(kinds, came)):
        due = any(each is not None and each.kind == "deadline" for each in (old, new))
        yield _change("deadline" if due else "number", _text(old), _text(new))


def _names(gone: list[Trait], came: list[Trait]) -> Iterator[MeaningChange]:
    """A name for another one, or a number within a name; a name that is only added is other words."""
    left = _of({"term"}, came)
    old = []
    for one in _of({"term"}, gone):  # NCSC 2021 goes with NCSC 2025, wherever it stands
        other = next((each for each in left if _name(each) == _name(one)), None)
        if other is None:
            old.append(one)
        else:
            left.remove(other)
            yield _change("term", one.text, other.text)
    for trait, new in _couples(old, left):
        numbered = any(
            each is not None and any(map(str.isdigit, each.text)) for each in (trait, new)
        )
        if numbered or (trait and new):
            yield _change("term", _text(trait), _text(new))


def _name(trait: Trait) -> str:
    return trait.text.split(" ")[0].casefold()


def _contraries(words: Comparison, language: str) -> Iterator[MeaningChange]:
    """A word for its contrary: approved, unapproved."""
    for each in sorted(words.removed):
        for other in sorted(words.added):
            if contrary(words.old[each].key, words.new[other].key, language):
                yield _change("negation", words.old[each].text, words.new[other].text)


def _scope(gone: list[Trait], came: list[Trait]) -> Iterator[MeaningChange]:
    """What widens or narrows a rule: or for and, some for all, only put in or left out."""
    old, new = _of({"scope"}, gone), _of({"scope"}, came)
    for one, other in _couples(old, new):
        linking = {"both", "one"}
        values = {each.value for each in (one, other) if each}
        if values & linking and values != linking:
            continue
        yield _change("condition", _text(one), _text(other))


def _clauses_changed(
    before: Reading, after: Reading, words: Comparison, known: Sequence[MeaningChange]
) -> list[MeaningChange]:
    """Conditions and exceptions that hold other words, which no change named yet explains."""
    explained = [each.old for each in known] + [each.new for each in known]
    gone = _touched(before, words.old, words.removed, explained)
    came = _touched(after, words.new, words.added, explained)
    found = []
    kinds: tuple[Literal["condition", "exception"], ...] = ("condition", "exception")
    for kind in kinds:
        one, other = (
            next((each for name, each in side if name == kind), "") for side in (gone, came)
        )
        if one or other:
            found.append(_change(kind, one, other))
    return found


def _touched(
    reading: Reading, tokens: tuple[Token, ...], counting: frozenset[int], explained: list[str]
) -> list[tuple[Literal["condition", "exception"], str]]:
    """The clauses that hold a word that counts and that is not part of a change named already."""
    result = []
    for kind, start, end in reading.clauses:
        inside = [tokens[each] for each in sorted(counting) if start <= tokens[each].start < end]
        if any(not any(each.text in words for words in explained) for each in inside):
            result.append((kind, reading.text[start:end].strip()))
    return result


def _actor(before: Reading, after: Reading, language: str) -> list[MeaningChange]:
    if before.parts is None or after.parts is None:
        return []
    old, new = before.parts.actor, after.parts.actor
    if _stems(old, language) == _stems(new, language) or not (old and new):
        return []
    return [_change("actor", old, new)]


def _stems(phrase: str, language: str) -> frozenset[str]:
    lex = lexicon(language)
    small = lex.words("determiners") if lex else frozenset()
    return frozenset(
        stem(each.lower, language) for each in words_of(phrase) if each.lower not in small
    )


def _definition(old: str, new: str, words: Comparison, language: str) -> list[MeaningChange]:
    """A term that is defined in other words."""
    lex = lexicon(language)
    if lex is None or words.alike:
        return []
    before, after = parse_definition(old, lex), parse_definition(new, lex)
    if before is None or after is None:
        return []
    return [_change("term", before.object, after.object)]
