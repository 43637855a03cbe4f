"""What a rule is about, apart from how much, how strict and who. In: a Statement. Out: its Matter, or None.

Two statements whose matters fit are rules on the same thing. Words are compared by their stems, verbs by the one
that says the same (``data/<language>/disagreements.yaml``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from coursegen.language.data import load
from coursegen.language.lexicon import Lexicon, lexicon, listed
from coursegen.language.nounphrases import stem
from coursegen.language.parts import words_of
from coursegen.model.passage import Statement

__all__ = ["Matter", "matter_of", "pattern"]

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


@dataclass(frozen=True)
class Matter:
    """A statement in what it shares with others on the same thing; all sets hold stems.

    ``act`` is its verb, empty where it has none; ``thing`` what the act is done to, with all that says where, how
    and to whom; ``condition`` when it holds; ``around`` what its headings and its document name; ``persons`` those
    among them who can bear a duty; ``last`` the words of its nearest heading, without what any section may be called.
    """

    statement: Statement
    act: str
    thing: frozenset[str]
    condition: frozenset[str]
    exception: frozenset[str]
    actor: frozenset[str]
    around: frozenset[str]
    persons: frozenset[str]
    last: frozenset[str]

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


def matter_of(statement: Statement, title: str) -> Matter | None:
    """What ``statement`` is about; None for one that says what a word means or points back at another.

    ``title`` is that of its document.
    """
    language = statement.language
    lex = lexicon(language)
    known = statement.kind in _KINDS and bool(load(language, "disagreements"))
    if lex is None or not known or statement.dangling:
        return None
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
    headings = statement.heading[-_LAST_HEADINGS:]
    around = _content(" ".join([title, *statement.heading]), language)
    thing -= {act}
    if not thing and not statement.condition:
        return None
    return Matter(
        statement=statement,
        act=act,
        thing=thing,
        condition=_content(statement.condition, language, drop),
        exception=_content(statement.exception, language),
        actor=_content(statement.addressee or statement.actor, language),
        around=around,
        persons=_persons([title, *headings], lex),
        last=_last(statement, title, lex),
    )


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


def _persons(texts: Iterable[str], lex: Lexicon) -> frozenset[str]:
    """Stems of those who can bear a duty, in headings: ``For contractors``."""
    named = {
        stem(word.lower, lex.language)
        for text in texts
        for word in words_of(text)
        if word.lower in lex.words("persons")
        or any(
            word.lower.endswith(end) and word.lower.removesuffix(end) + one in lex.words("persons")
            for end, one in lex.plural_endings
        )
    }
    return frozenset(named - _stems(lex.language, "staff"))


def _last(statement: Statement, title: str, lex: Lexicon) -> frozenset[str]:
    heading = re.sub(r"^[\d.\s]+", "", statement.heading[-1]) if statement.heading else ""
    if lex.section("generic").fullmatch(heading.strip(" :.*")):
        return frozenset()
    generic = {
        stem(each, lex.language)
        for each in listed(load(lex.language, "disagreements").get("heading_words", ""))
    }
    return _content(heading, lex.language) - _content(title, lex.language) - generic
