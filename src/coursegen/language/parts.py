"""What a sentence says, taken apart. In: nothing. Out: Parts and Subject, the values grammars return."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from coursegen.model.passage import Quantity, StatementKind, Strength

__all__ = ["Parts", "Scene", "Subject", "Word", "masked", "words_of"]

_WORD = re.compile(r"[^\W_](?:[\w'’\-/&]*\w)?")
_BROKEN = re.compile(r":|\s-{1,2}\s|\s[–—]\s|[\[\]<>{}]")
_ASIDE = re.compile(
    r"\([^()]*\)|\[[^\[\]]*\]|“[^”]*”|\"[^\"]*\"|‘[^’]{2,60}’(?!\w)|(?<!\w)'[^']{2,60}'(?!\w)"
)


@dataclass(frozen=True, slots=True)
class Scene:
    """What surrounds a sentence.

    ``names``: words that are capitalised inside sentences of the document. ``actors``: noun phrases, lower
    case, that bear a duty elsewhere in it. ``listed``: the sentence is a list item. ``normative``: it
    stands where rules are given, so that a sentence without a marker may be one. ``commands``: most items of
    its list are commands, so that a first word that is verb and noun is a verb.
    """

    names: frozenset[str] = frozenset()
    actors: frozenset[str] = frozenset()
    listed: bool = False
    normative: bool = False
    commands: bool = False


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject: ``full`` as written, ``actor`` without article and restriction (empty if no agent).

    ``pronoun``: it only points back. ``nobody``: it denies (``No employee``, ``Niemand``).
    """

    full: str
    actor: str = ""
    restriction: str = ""
    pronoun: bool = False
    nobody: bool = False

    @property
    def broken(self) -> bool:
        """Whether it is no noun phrase: a label, a placeholder or a dash stands in it."""
        return bool(_BROKEN.search(self.full))

    @property
    def full_actor(self) -> str:
        """The actor with what restricts it, as written."""
        place = self.full.find(self.actor)
        return self.full[place:] if self.actor and place >= 0 else self.actor


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of one statement, all as written; see model.passage.Statement for their meaning.

    ``remainder`` is what follows when a second main clause ends the first. ``form`` is ``modal``, ``imperative``, ``present`` or ``definition``: by what the claim was found.
    """

    kind: StatementKind
    form: str
    text: str
    strength: Strength = "none"
    marker: str = ""
    actor: str = ""
    action: str = ""
    object: str = ""
    condition: str = ""
    exception: str = ""
    negated: bool = False
    passive: bool = False
    term: str = ""
    quantities: tuple[Quantity, ...] = field(default=())
    deadline: Quantity | None = None
    immediate: bool = False
    remainder: str = ""


class Word(NamedTuple):
    """A word and where it stands; ``lower`` is its lower-case form."""

    lower: str
    start: int
    end: int


def words_of(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """The words of ``text`` between two places, without punctuation."""
    return list(_words(text, start, len(text) if end is None else end))


@lru_cache(maxsize=4096)
def _words(text: str, start: int, end: int) -> tuple[Word, ...]:
    return tuple(
        Word(match[0].lower(), match.start(), match.end())
        for match in _WORD.finditer(text, start, end)
    )


def masked(text: str) -> str:
    """``text`` with what stands in brackets or quotation marks blanked, at the same length."""
    return _ASIDE.sub(lambda match: "_" * len(match[0]), text)
