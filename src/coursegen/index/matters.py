"""What a rule is about, apart from how much, how strict and who. In: a Statement. Out: its Matter, or None.

Two statements whose matters fit are rules on the same thing. Words are compared by their stems, verbs by the one
that says the same (``data/<language>/disagreements.yaml``). The verb and the words of a rule rest on its own text
and are asked of ``Known``, so that they are found once; what stands around it is read where two rules are compared.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Protocol

from coursegen.ids import digest
from coursegen.language.data import load
from coursegen.language.lexicon import Lexicon, lexicon, listed
from coursegen.language.nounphrases import stem
from coursegen.language.parts import words_of
from coursegen.model.passage import Statement

__all__ = ["Known", "Matter", "matter_of", "pattern"]

_KINDS = frozenset(
    {"obligation", "prohibition", "permission", "no_obligation", "recommendation", "entitlement"}
    | {"quantity", "fact", "step"}
)
_CLOSED = (
    *("determiners", "prepositions", "conjunctions", "relatives", "finite", "self"),
    *("subordinators", "negations", "fillers", "emphasis_kept", "infinitive_mark", "be"),
    *("auxiliaries", "only", "passive_be", "conditions", "exceptions"),
)
_LAST_HEADINGS = 2
_TERM = re.compile(r"\d+(?:\.\d+)*|[^\W\d_][\w'’-]*\w")
"""A word of two letters or more, or a number as versions have it (1.2)."""
_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")


class Known(Protocol):
    """What is needed of a memory: the answer on what has a digest, found where it is new."""

    def recall(self, kind: str, about: str, find: Callable[[], list[str]]) -> list[str]:
        """Return the answer."""


@dataclass(frozen=True)
class Matter:
    """A statement in what it shares with others on the same thing; all sets hold stems.

    ``act`` is its verb, empty where it has none; ``thing`` what the act is done to, with all that says where, how
    and to whom; ``condition`` when it holds. ``title`` is that of its document.
    """

    statement: Statement
    title: str
    act: str
    thing: frozenset[str]
    condition: frozenset[str]

    @cached_property
    def exception(self) -> frozenset[str]:
        """The words of its exception."""
        return _content(self.statement.exception, self.statement.language)

    @cached_property
    def actor(self) -> frozenset[str]:
        """The words for whom it binds."""
        told = self.statement
        return _content(told.addressee or told.actor, told.language)

    @cached_property
    def event(self) -> frozenset[str]:
        """The words of what its period runs from (*within 1 hour of noticing the loss*)."""
        told = self.statement
        if told.deadline is None:
            return frozenset()
        return _content(
            told.deadline.text, told.language, [each.text for each in told.quantities]
        ) - {self.act}

    @cached_property
    def around(self) -> frozenset[str]:
        """What its headings and its document name."""
        return _around(self.title, self.statement.heading, self.statement.language)

    @cached_property
    def persons(self) -> frozenset[str]:
        """Those among what its last headings and its document name who can bear a duty."""
        headings = self.statement.heading[-_LAST_HEADINGS:]
        return _persons((self.title, *headings), self.statement.language)

    @cached_property
    def last(self) -> frozenset[str]:
        """The words of its nearest heading, without what any section may be called."""
        return _last(self.statement.heading[-1:], self.title, self.statement.language)

    @property
    def topic(self) -> frozenset[str]:
        """Thing and condition together."""
        return self.thing | self.condition


@cache
def pattern(language: str, name: str) -> re.Pattern[str]:
    """The regular expression ``name`` of a language's data; matches nothing where there is none."""
    return re.compile(load(language, "disagreements").get(name) or "(?!)", re.IGNORECASE)


@cache
def _stems(language: str, name: str) -> frozenset[str]:
    words = load(language, "disagreements").get(name, ())
    return frozenset(stem(each, language) for each in words)


@cache
def _same_verbs(language: str) -> dict[str, str]:
    table = load(language, "disagreements").get("same_verbs", {})
    return {
        stem(each, language): stem(first, language)
        for first, all_ in table.items()
        for each in all_
    }


@cache
def _closed(language: str) -> frozenset[str]:
    lex = lexicon(language)
    if lex is None:
        return frozenset()
    words = {word for name in _CLOSED for phrase in lex.words(name) for word in phrase.split()}
    return frozenset(words)


def _content(text: str, language: str, drop: Iterable[str] = ()) -> frozenset[str]:
    """Stems of the words that tell one matter from another, with ``drop`` (numbers, markers) taken out."""
    for each in sorted(filter(None, drop), key=len, reverse=True):
        text = text.replace(each, " ")
    words = _TERM.findall(_ASIDE.sub(" ", text).lower())
    kept = (each for each in words if each not in _closed(language))
    return frozenset({stem(each, language) for each in kept} - _stems(language, "light"))


def _act(statement: Statement, lex: Lexicon) -> tuple[str, str]:
    """The verb of the act, and the action without it."""
    words = words_of(statement.action)
    v2 = lex.order == "v2"
    helping = lex.words("passive_be") | lex.words("auxiliaries") | lex.words("be")
    ordered = words[::-1] if v2 else words
    known = [each for each in ordered if not v2 or _is_verb(each.lower, lex)]
    full = [each for each in known if each.lower not in helping and not each.lower.endswith("ly")]
    if not (full or known):
        return "", statement.action
    word = (full or known)[0]
    base = lex.verbs.participles.get(word.lower, word.lower)
    found = stem(word.lower if word.lower in lex.verbs.infinitives else base, lex.language)
    rest = f"{statement.action[: word.start]} {statement.action[word.end :]}"
    return _same_verbs(lex.language).get(found, found), rest


def _is_verb(word: str, lex: Lexicon) -> bool:
    return word in lex.verbs.infinitives or word in lex.verbs.participles


def matter_of(statement: Statement, title: str, known: Known | None = None) -> Matter | None:
    """What ``statement`` is about; None for one that says what a word means or points back at another.

    ``title`` is that of its document; ``known`` what was found out about statements before.
    """
    language = statement.language
    lex = lexicon(language)
    if lex is None or statement.kind not in _KINDS or statement.dangling:
        return None
    if not load(language, "disagreements"):
        return None
    if known is None:
        act, thing, condition = _core(statement, lex)
    else:
        about = digest(_told(statement), 16)
        act, thing, condition = known.recall("matter", about, lambda: _core(statement, lex))
    if not thing and not statement.condition:
        return None
    sets = frozenset(thing.split()), frozenset(condition.split())
    return Matter(statement, title, act, *sets)


def _told(statement: Statement) -> str:
    """All of ``statement`` that ``_core`` reads."""
    quantities = (each.text for each in statement.quantities)
    fields = (
        *(statement.language, statement.text, statement.action, statement.object),
        *(statement.condition, statement.exception, statement.marker, statement.actor),
        *(str(statement.passive), statement.deadline.text if statement.deadline else ""),
    )
    return "\n".join((*fields, *quantities))


def _core(statement: Statement, lex: Lexicon) -> list[str]:
    """The verb, the words of the thing and those of the condition, each of the two as one text."""
    language = statement.language
    act, rest = _act(statement, lex)
    drop = _dropped(statement, language)
    thing = _content(rest, language, drop)
    if statement.passive or not statement.actor:
        thing |= _content(statement.object, language, drop)
    if not statement.action and not statement.object:
        thing = _content(statement.text, language, [*drop, statement.condition])
    if not statement.action and statement.object:
        act = _same_verbs(language).get(
            _first_verb(language), ""
        )  # a thing that is required is used
    condition = _content(statement.condition, language, drop)
    return [act, " ".join(sorted(thing - {act})), " ".join(sorted(condition))]


@cache
def _first_verb(language: str) -> str:
    """The verb of use: what a thing is compared by that is only said to be required."""
    return stem(load(language, "disagreements").get("verb_of_use", ""), language)


def _dropped(statement: Statement, language: str) -> list[str]:
    """What two rules on one matter may differ in: numbers, deadlines, markers, the word only, the exception."""
    drop = [each.text for each in statement.quantities]
    drop += [statement.deadline.text] if statement.deadline else []
    drop += [statement.marker, statement.exception]
    drop += [statement.actor] if statement.passive else []  # "by the manager"
    for name in ("universal", "only", "no_exception"):
        drop += pattern(language, name).findall(statement.text)
    lex = lexicon(language)
    drop += [each[0] for each in lex.pattern("immediate").finditer(statement.text)] if lex else []
    return drop


@cache
def _around(title: str, headings: tuple[str, ...], language: str) -> frozenset[str]:
    return _content(" ".join([title, *headings]), language)


@cache
def _persons(texts: tuple[str, ...], language: str) -> frozenset[str]:
    """Stems of those who can bear a duty, in headings: ``For contractors``."""
    lex = lexicon(language)
    if lex is None:
        return frozenset()
    named = {
        stem(word.lower, language)
        for text in texts
        for word in words_of(text)
        if word.lower in lex.words("persons")
        or any(
            word.lower.endswith(end) and word.lower.removesuffix(end) + one in lex.words("persons")
            for end, one in lex.plural_endings
        )
    }
    return frozenset(named - _stems(language, "staff"))


@cache
def _last(nearest: tuple[str, ...], title: str, language: str) -> frozenset[str]:
    heading = re.sub(r"^[\d.\s]+", "", "".join(nearest))
    lex = lexicon(language)
    if lex is None or lex.section("generic").fullmatch(heading.strip(" :.*")):
        return frozenset()
    generic = {
        stem(each, language)
        for each in listed(load(language, "disagreements").get("heading_words", ""))
    }
    return _content(heading, language) - _content(title, language) - generic
