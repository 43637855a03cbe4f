"""A statement taken apart for writing: Rule, and what all grammars share.

A grammar (english, dutch) reads a Statement into a Rule: subject, infinitive phrase, condition, exception,
time, and the rule in plain form, addressed to the learner where that needs no conjugation. What a grammar
cannot take apart keeps an empty ``task``: it can be taught in the source's words and is not asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal, Protocol

from coursegen.language.references import dangling_reference
from coursegen.model.passage import Quantity, Statement

__all__ = [
    "Grammar",
    "Learner",
    "Modality",
    "Reader",
    "Rule",
    "alternatives",
    "cites_of",
    "modality_of",
    "strings_in",
]

Modality = Literal["must", "must_not", "may", "should", "need_not", "fact", "definition", "step"]

_MODALITIES: dict[str, Modality] = {
    "obligation": "must",
    "prohibition": "must_not",
    "permission": "may",
    "entitlement": "may",
    "recommendation": "should",
    "no_obligation": "need_not",
    "definition": "definition",
    "step": "step",
}


_ABLE = frozenset({"can", "kan", "kunnen"})
_UNABLE = frozenset({"cannot", "can not"})
_ONLY = re.compile(r"\b(?:only|alleen|slechts|enkel|uitsluitend)\b", re.IGNORECASE)
_NO_VERB = re.compile(r"(?:\d|an?\b|the\b|all\b|your\b|one\b|een\b|de\b|het\b)", re.IGNORECASE)


def modality_of(statement: Statement) -> Modality:
    """What the statement does, on the scale the templates know.

    What somebody is able to do (``you can check the amount online``) permits nothing where nothing limits it, and
    a right to a thing (``you are entitled to 12 weeks``) is no act: both are facts, told as the source has them. What
    somebody is unable to do (``you cannot change your address by hand``) need not be forbidden, unless an exception lets it.
    """
    if statement.kind == "entitlement" and _NO_VERB.match(statement.action):
        return "fact"
    if statement.kind == "permission" and statement.marker.lower() in _ABLE:
        limits = (statement.condition, statement.exception, statement.quantities, statement.above)
        if not any(limits) and not _ONLY.search(statement.text):
            return "fact"
    if statement.kind == "prohibition" and statement.marker.lower() in _UNABLE:
        return "must_not" if statement.exception else "fact"
    return _MODALITIES.get(statement.kind, "fact")


@dataclass(frozen=True)
class Rule:
    """A statement in the pieces that templates are filled with.

    ``sentence`` is the source's sentence; ``plain`` the rule as the learner reads it, equal to ``sentence``
    where it could not be addressed. ``command`` marks an imperative, which tells what to do and not how
    strict it is. ``finite`` is the modal as the source has it, for questions about a
    subject that is not the learner; ``thing`` what a rule gives a strength (``X is required``). ``task`` is the infinitive phrase without condition and exception,
    without a negation (English ``share a password``, Dutch ``een wachtwoord delen``), empty where no question can be put
    about it, while ``whole`` keeps it; ``te_task`` the
    same with the infinitive marker of a Dutch ``om``-clause; ``modal_task`` with {modal} where a Dutch
    subordinate clause puts its finite verb. ``subject`` is who or what the question asks about.

    For questions in the third person: ``ahead`` is what stands before the subject, ``said`` what follows the
    finite verb, both as written; where the main verb is finite itself (``the owner approves the request``)
    ``finite`` is empty, ``said`` opens with that verb and ``whole`` holds its infinitive phrase. ``plural``
    tells the subject's number, None where the words do not.
    """

    statement: Statement
    modality: Modality
    sentence: str
    plain: str
    addressed: bool = False
    subject: str = ""
    whole: str = ""
    task: str = ""
    te_task: str = ""
    modal_task: str = ""
    opener: str = ""
    condition: str = ""
    only: bool = False
    exception: str = ""
    timeless: str = ""
    time: str = ""
    quantity: Quantity | None = None
    leaning: bool = False
    command: bool = False
    finite: str = ""
    thing: str = ""
    ahead: str = ""
    said: str = ""
    plural: bool | None = None
    cites: tuple[str, ...] = ()
    passages: tuple[int, ...] = ()

    @property
    def id(self) -> str:
        """The statement's id: equal inputs give equal choices."""
        return self.statement.id

    @property
    def of_many(self) -> bool:
        """Whether a question about its subject takes a plural verb (*Wanneer moeten medewerkers ...*)."""
        return bool(self.plural) and not self.addressed

    @property
    def limited(self) -> bool:
        """Whether a condition or exception belongs to it, so that its task alone would say too much."""
        read = self.statement
        lost = read.condition if read.condition.lower() not in self.task.lower() else ""
        return bool(self.condition or self.exception or lost or read.exception)

    @property
    def by_itself(self) -> bool:
        """Whether nothing in the rule, its condition told, refers to what only the source around it tells."""
        return self.statement.by_itself and not self._refers(f"{self.condition}, {self.task}")

    @property
    def task_by_itself(self) -> bool:
        """Whether its task can stand apart from its condition, as an option among those of other rules.

        ``daarin het OIN opnemen`` and ``report it to the desk`` are clear in their sentence and not alone.
        """
        return self.by_itself and not self._refers(self.task)

    def _refers(self, text: str) -> bool:
        return bool(self.task and dangling_reference(text, self.statement.language))

    @property
    def askable(self) -> bool:
        """Whether a question can stand on it alone."""
        return bool(self.task) and not self.leaning


@dataclass(frozen=True)
class Learner:
    """Recognises the learner in the words of the source.

    ``common`` holds the words that the sources write in small letters, ``names`` those that they write with
    a capital inside a sentence and never without, so that ``Datica employees`` loses a name and ``New
    employees`` loses nothing. ``apart`` holds aliases that the sources set against
    each other (provider and customer): to say ``you`` for one would tell the other a lie.
    """

    aliases: tuple[str, ...]
    determiners: tuple[str, ...]
    common: frozenset[str] = field(default_factory=frozenset)
    names: frozenset[str] = field(default_factory=frozenset)
    apart: frozenset[str] = field(default_factory=frozenset)

    def strip(self, phrase: str) -> str:
        """``phrase`` without determiner and the organisation's name, in small letters."""
        words = re.sub(r" (?:of|at|van|bij) [A-Z][\w-]+$", "", phrase).split()
        while words and words[0].lower() in self.determiners:
            words = words[1:]
        while len(words) > 1 and words[0] in self.names:
            words = words[1:]
        return " ".join(words).lower()

    def is_named(self, phrase: str) -> bool:
        """Whether ``phrase`` is the learner and nobody else."""
        bare, whole = self.strip(phrase), phrase.lower()
        return (bare in self.aliases and bare not in self.apart) or whole in self.aliases

    def mentions(self, text: str) -> bool:
        """Whether an alias stands anywhere in ``text``."""
        names = [each for each in self.aliases if each not in ("you", "je", "u")]
        low = text.lower()
        for match in re.finditer(rf"\b({alternatives(names)})\b", low) if names else ():
            before = low[: match.start()].rsplit(maxsplit=1)[-1:]
            plural = match[1].endswith(("s", "en"))
            counted = plural or f"{match[1]}s" in self.aliases
            if plural or (counted and set(before) & {*self.determiners, "this", "that"}):
                return True
            if not re.match(r" [a-z]{3,}", low[match.end() :]):  # staff, but not: staff card
                return True
        return False


class Grammar(Protocol):
    """Reads statements of one language."""

    def read(self, statement: Statement) -> Rule:
        """The statement taken apart."""
        ...


class Reader(Protocol):
    """Makes the grammar for one request."""

    def __call__(self, learner: Learner, you: str, words: dict[str, object]) -> Grammar:
        """``words`` is the ``grammar`` part of phrases.yaml."""
        ...


def alternatives(words: Iterable[str]) -> str:
    """A regular expression for any of ``words``, longest first."""
    return _alternatives(tuple(words))


@lru_cache(maxsize=500)
def _alternatives(words: tuple[str, ...]) -> str:
    return "|".join(re.escape(each) for each in sorted(words, key=lambda each: (-len(each), each)))


def strings_in(value: object) -> list[str]:
    """The texts of a list in a data file; none where ``value`` is no list."""
    return [str(each) for each in value] if isinstance(value, list) else []


def cites_of(rules: Iterable[Rule]) -> list[str]:
    """The labels that ``rules`` rest on, each once."""
    return list(dict.fromkeys(label for each in rules for label in each.cites))
