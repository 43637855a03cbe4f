"""What in a text carries its meaning. In: a text and its language. Out: its Traits, each with its place.

A trait is a number, a deadline, a date, a marker of strength, a denial, a name (``NCSC 2021``, ``TLS 1.2``), a
reference to a section, or a word that widens or narrows a rule. Two versions of a text that have the same traits
differ in words only, as far as rules can tell. Beside them stand the conditions and exceptions, as places.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, NamedTuple

from coursegen.change.words import Token, tokens_of
from coursegen.language.claims import parse_sentence
from coursegen.language.data import load
from coursegen.language.dates import dates_in
from coursegen.language.lexicon import Lexicon, lexicon, listed
from coursegen.language.modality import markers_in
from coursegen.language.nounphrases import is_agent, stem
from coursegen.language.parts import Parts, Scene
from coursegen.language.quantities import LocatedQuantity, located_quantities

__all__ = [
    "Clause",
    "Reading",
    "Trait",
    "TraitKind",
    "contrary",
    "read",
    "real_words",
    "whole_clauses",
]

TraitKind = Literal[
    "number", "deadline", "strength", "negation", "date", "term", "reference", "scope", "actor"
]
Span = tuple[int, int]

_NEARLY_ALL = 0.75
_SHORT_NAME = 3
_PARTS_OF = {"week": ("day", 7), "year": ("month", 12), "quarter": ("month", 3)}
_NUMBER = re.compile(r"^\d[\d.,:/-]*%?$")
_YEAR = re.compile(r"^(?:19|20)\d\d$")
_DIGITS_AND_LETTERS = re.compile(r"^(?=.*\d)(?=.*[A-Z])[\w./:-]+$")
_CLAUSE_END = re.compile(r"[,;:|)]|[.!?](?=\s|$)")


class Trait(NamedTuple):
    """A thing that means something: its canonical ``value``, the words as written, and their place.

    ``phrase`` says that it is read as a whole, from several words: a marker, or a number with its unit.
    ``split`` that it is written in two parts (``mag ... niet``) and the place is that of the first.
    """

    kind: TraitKind
    value: object
    text: str
    start: int
    end: int
    phrase: bool = False
    split: bool = False


class Clause(NamedTuple):
    """A condition or an exception, and its place."""

    kind: Literal["condition", "exception"]
    start: int
    end: int


@dataclass(frozen=True)
class Reading:
    """A sentence as read: its traits, its conditions and exceptions, and its claim if it makes one."""

    text: str
    traits: tuple[Trait, ...]
    clauses: tuple[Clause, ...]
    parts: Parts | None


@dataclass(frozen=True)
class _Words:
    """The data of a language, compiled."""

    negation: re.Pattern[str]
    limits: re.Pattern[str]
    references: frozenset[str]
    links: dict[str, str]
    scopes: dict[str, str]
    numbers: dict[str, float]
    prefixes: tuple[str, ...]
    sides: dict[str, re.Pattern[str]]
    rates: re.Pattern[str]


@cache
def _words(language: str) -> _Words:
    data: dict[str, Any] = load(language, "meaning")
    numbers = load(language, "quantities").get("numbers", {})

    def whole(name: str) -> re.Pattern[str]:
        return re.compile(rf"(?<![\w'’])(?:{data.get(name) or '(?!)'})(?!\w)", re.IGNORECASE)

    return _Words(
        negation=whole("negation"),
        limits=whole("limits"),
        references=frozenset(str(data.get("references", "")).split("|")),
        links=data.get("links", {}),
        scopes=data.get("scopes", {}),
        prefixes=tuple(data.get("negative_prefixes", ())),
        sides={
            side: re.compile(rf"(?<!\w)(?:{words}) $", re.IGNORECASE)
            for side, words in data.get("date_sides", {}).items()
        },
        rates=re.compile(
            rf"(?<!\w)(?:per|pro) (?:{data.get('rates', '(?!)')})(?!\w)", re.IGNORECASE
        ),
        numbers={str(word): float(value) for word, value in numbers.items() if value > 1},
    )


@cache
def real_words(language: str) -> frozenset[str]:
    """Words that are known to be words, so that none is another one misspelled (hoeft, heeft)."""
    alike = listed(load(language, "meaning").get("look_alikes", ""))
    lex = lexicon(language)
    if lex is None:
        return frozenset(alike)
    verbs = lex.verbs
    lists = ("persons", "finite", "conditions", "exceptions", "prepositions", "determiners")
    return frozenset(alike).union(
        *(lex.words(each) for each in lists), verbs.infinitives, verbs.present, verbs.participles
    )


def contrary(old: str, new: str, language: str) -> bool:
    """Whether one word is the other with a prefix that denies it (approved, unapproved)."""
    return any(
        one == prefix + other
        for prefix in _words(language).prefixes
        for one, other in ((old, new), (new, old))
    )


def read(text: str, language: str) -> Reading:
    """``text``, one sentence or a cell, as what it means; in an unknown language only numbers and names."""
    tokens = tokens_of(text)
    lex = lexicon(language)
    taken: list[Span] = []
    traits: list[Trait] = []
    readers = (_dates, _markers, _amounts, _rates)
    for found in (each(text, language) for each in readers):
        traits += [each for each in found if not _within(each.start, each.end, taken)]
        taken = [(each.start, each.end) for each in traits]
    traits += _word_traits(text, tokens, taken, language, lex)
    parts = parse_sentence(text, language, Scene(normative=True)) if lex else None
    return Reading(
        text=text,
        traits=tuple(sorted(traits, key=lambda each: each.start)),
        clauses=(
            *(Clause("exception", *each) for each in _clauses(text, "exceptions", parts, lex)),
            *(Clause("condition", *each) for each in _clauses(text, "conditions", parts, lex)),
        ),
        parts=parts,
    )


def whole_clauses(
    reading: Reading, tokens: tuple[Token, ...], counting: frozenset[int]
) -> tuple[Clause, ...]:
    """The clauses of ``reading`` nearly all of whose words are among ``counting`` (numbers of tokens)."""
    found = []
    for clause in reading.clauses:
        inside = [n for n, each in enumerate(tokens) if clause.start <= each.start < clause.end]
        if len(inside) > 1 and len(counting.intersection(inside)) >= _NEARLY_ALL * len(inside):
            found.append(clause)
    return tuple(found)


def _within(start: int, end: int, taken: list[Span]) -> bool:
    return any(first < end and start < last for first, last in taken)


def _dates(text: str, language: str) -> Iterator[Trait]:
    """The dates, each with the side of it on which something holds (before 1 May, from 1 May)."""
    sides = _words(language).sides
    for value, start, end in dates_in(text, language):
        found = [(side, match) for side in sides if (match := sides[side].search(text[:start]))]
        side, first = (found[0][0], found[0][1].start()) if found else ("", start)
        yield Trait("date", (side, value), text[first:end], first, end)


def _rates(text: str, language: str) -> Iterator[Trait]:
    """What a number counts for: 45 euros per day."""
    for match in _words(language).rates.finditer(text):
        yield Trait("number", match[0].lower(), match[0], *match.span(), phrase=True)


def _markers(text: str, language: str) -> Iterator[Trait]:
    for marker in markers_in(text, language):
        words = " ".join(text[a:b] for a, b in marker.spans)
        for number, (start, end) in enumerate(marker.spans):
            if number == 0:
                several = len(marker.spans) > 1
                yield Trait("strength", marker.value, words, start, end, phrase=True, split=several)
            else:
                yield Trait("strength", "", "", start, end, phrase=True)


def _amounts(text: str, language: str) -> Iterator[Trait]:
    for each in located_quantities(text, language):
        yield Trait(
            "deadline" if each.due else "number",
            _amount(each),
            text[each.start : each.end].strip(),
            each.start,
            each.end,
            phrase=True,
        )
    lex = lexicon(language)
    for match in lex.pattern("immediate").finditer(text) if lex else ():
        if match[0]:
            yield Trait("deadline", "at once", match[0], *match.span(), phrase=True)


def _amount(found: LocatedQuantity) -> tuple[float, str, str]:
    quantity = found.quantity
    unit, factor = _PARTS_OF.get(quantity.unit, (quantity.unit, 1))
    bound = "at most" if quantity.bound == "within" else quantity.bound
    return quantity.value * factor, unit.lower(), bound


def _word_traits(
    text: str, tokens: tuple[Token, ...], taken: list[Span], language: str, lex: Lexicon | None
) -> list[Trait]:
    words = _words(language)
    found: list[Trait] = []
    for number, token in enumerate(tokens):
        if _within(token.start, token.end, taken):
            continue
        before = tokens[number - 1] if number else None
        after = tokens[number + 1] if number + 1 < len(tokens) else None
        made = _of_word(token, before, words) or _of_noun(token, after, language, lex)
        if made is not None:
            start = before.start if before and made[0] in {"term", "reference"} else token.start
            numbered = not token.text[0].isalpha()
            written = text[start : token.end] if numbered else token.text
            found.append(Trait(made[0], made[1], written, token.start, token.end))
    plain: tuple[tuple[TraitKind, re.Pattern[str]], ...] = (
        ("negation", words.negation),
        ("scope", words.limits),
    )
    for kind, pattern in plain:
        found += [
            Trait(kind, "not" if kind == "negation" else match[0].lower(), match[0], *match.span())
            for match in pattern.finditer(text)
            if not _within(*match.span(), taken)
        ]
    return found


def _of_word(token: Token, before: Token | None, words: _Words) -> tuple[TraitKind, object] | None:
    key = token.text.lower()
    if _NUMBER.match(token.text):
        if before and before.text.lower().rstrip(".") in words.references:
            return "reference", key
        named = before is not None and _is_name(before)
        if _YEAR.match(token.text) and not named:
            return "date", f"{key}-?-?"
        return ("term" if named else "number"), key.rstrip(".,:")
    if key in words.numbers:
        return "number", f"{words.numbers[key]:g}"
    if key in words.links:
        return "scope", words.links[key]
    if key in words.scopes and words.scopes[key] != "all":
        return "scope", words.scopes[key]
    return None


def _of_noun(
    token: Token, after: Token | None, language: str, lex: Lexicon | None
) -> tuple[TraitKind, object] | None:
    """A person, or a name: a word with a capital inside the sentence, or of digits and capitals."""
    capital = token.text[0].isupper() and token.start > 0
    if lex is not None:
        role = capital and after is not None and is_agent(after.text, lex, Scene())
        if role or is_agent(token.text, lex, Scene()):
            return "actor", stem(token.text, language)
    if _DIGITS_AND_LETTERS.match(token.text) or (token.text.isupper() and len(token.text) > 1):
        return "term", token.key
    if capital and lex is not None and not lex.nouns_capital:
        return "term", token.key
    return None


def _is_name(token: Token) -> bool:
    """A word with capitals inside it; one with a first capital only where it does not open the sentence."""
    inside = any(each.isupper() for each in token.text[1:])
    return token.text[0].isupper() and (
        inside or (token.start > 0 and len(token.text) > _SHORT_NAME)
    )


def _clauses(text: str, name: str, parts: Parts | None, lex: Lexicon | None) -> tuple[Span, ...]:
    """The places of conditions or exceptions: what the grammar found, else from the word to the clause's end."""
    parsed = (parts.condition if name == "conditions" else parts.exception) if parts else ""
    place = text.find(parsed) if parsed else -1
    if place >= 0:
        return ((place, place + len(parsed)),)
    if lex is None:
        return ()
    found: list[Span] = []
    trailing = "conditions_trailing" if name == "conditions" else name
    for match in lex.starts(trailing).finditer(text):
        if found and match.start() < found[-1][1]:
            continue
        end = _CLAUSE_END.search(text, match.end())
        found.append((match.start(), end.start() if end else len(text)))
    opening = lex.starts(name).match(text.lstrip("\"'“‘( "))
    if name == "conditions" and opening and (not found or found[0][0] > 0):
        end = _CLAUSE_END.search(text, opening.end())
        if end and end[0] == ",":
            found.insert(0, (0, end.start()))
    return tuple(found)
