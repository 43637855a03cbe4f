"""What the sources say, of every actor and under any condition. In: statements. Out: Truths, to hold options against.

Built once for all requests of one project and looked up by the words of a text, so that a gate costs the same
in a long source as in a short one.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from coursegen.generate.embedded.gates import numbers, stems
from coursegen.generate.embedded.grammar.rule import Rule, modality_of
from coursegen.model.passage import Statement

__all__ = ["Truths", "names_in", "truths_of"]

_ARTICLE = re.compile(r"\b(the|de|het) $")

_SAID = 0.75
"""Share of an option's words that a rule has to hold to say the same."""


_NAME = re.compile(r"(?<=[a-z,] )([A-Z][\w-]+)")
_WITH_ARTICLE = re.compile(r"\b(?:the|de|het) ((?:[\w-]+ ?){1,5})")
_OPENING = re.compile(r"^(?:the|an?|de|het|een) ", re.IGNORECASE)


def names_in(texts: Iterable[str]) -> frozenset[str]:
    """Words with a capital inside a sentence."""
    return frozenset(name for each in texts for name in _NAME.findall(each))


class _Words:
    """Texts by the words in them, as far as these compare (``stems``)."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._stems = [stems(each) for each in texts]
        self._places: dict[str, list[int]] = {}
        for number, words in enumerate(self._stems):
            for word in words:
                self._places.setdefault(word, []).append(number)

    def alike(self, text: str, share: float) -> list[int]:
        """Numbers of the texts that are ``alike`` to ``text`` to at least ``share``, in order."""
        wanted = stems(text)
        shared = Counter(place for word in wanted for place in self._places.get(word, ()))
        return sorted(
            place
            for place, count in shared.items()
            if count >= share * min(len(wanted), len(self._stems[place]))
        )

    def holding(self, text: str, share: float) -> list[int]:
        """Numbers of the texts that hold ``share`` of the words of ``text``, in order."""
        wanted = stems(text)
        needed = math.ceil(share * len(wanted) - 1e-9)
        rare = sorted(wanted, key=lambda each: (len(self._places.get(each, ())), each))
        found = {
            place
            for word in rare[: len(wanted) - needed + 1]
            for place in self._places.get(word, ())
        }
        return sorted(each for each in found if len(wanted & self._stems[each]) >= needed)


class Truths:
    """All statements of a project as rules in the index's own parts; nothing is written from them."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        self.rules = tuple(_as_truth(each) for each in statements)
        self._known: dict[str, bool] = {}
        self._near: dict[tuple[str, float], tuple[Rule, ...]] = {}
        self._articles: dict[str, str] = {}
        self._spoken_of: dict[str, bool] = {}
        self._behind: dict[str, list[str]] = {}

    @cached_property
    def _sentences(self) -> _Words:
        return _Words(each.sentence for each in self.rules)

    @cached_property
    def _deeds(self) -> _Words:
        return _Words(each.task or each.sentence for each in self.rules)

    @cached_property
    def names(self) -> frozenset[str]:
        """Words with a capital inside a sentence."""
        return names_in(each.sentence for each in self.rules)

    @cached_property
    def with_article(self) -> list[str]:
        """What follows an article in the sentences, up to five words in small letters, sorted."""
        return sorted(set(_WITH_ARTICLE.findall(self.text)))

    def resting_on(self, passage: str) -> Sequence[tuple[Statement, int]]:
        """The statements that rest on ``passage``, each with the number of the sentence, from 0."""
        return self._places.get(passage, ())

    @cached_property
    def _places(self) -> dict[str, list[tuple[Statement, int]]]:
        found: dict[str, list[tuple[Statement, int]]] = {}
        for each in self.rules:
            for ref in each.statement.evidence:
                found.setdefault(ref.passage, []).append((each.statement, ref.sentence))
        return found

    @cached_property
    def text(self) -> str:
        """All sentences in a row, in small letters."""
        return " ".join(each.sentence for each in self.rules).lower()

    def speak_of(self, words: Sequence[str]) -> bool:
        """Whether one of ``words`` begins a word of any sentence."""
        for word in words:
            if word not in self._spoken_of:
                self._spoken_of[word] = bool(re.search(rf"\b{re.escape(word)}", self.text))
        return any(self._spoken_of[each] for each in words)

    def article(self, role: str) -> str:
        """The article that the sentences mostly give ``role``; empty where they give none."""
        if role not in self._articles:
            self._articles[role] = self._article(role)
        return self._articles[role]

    def _article(self, role: str) -> str:
        """Looked for in small letters: in a large text a thirtieth of a search that ignores case."""
        name, text = re.compile(rf"\b{re.escape(role.lower())}\b"), self.text
        bare = re.compile(rf"{re.escape(role.lower())}\b")
        places = [each.start() for each in bare.finditer(text) if name.match(text, each.start())]
        before = (_ARTICLE.search(text[max(0, each - 5) : each]) for each in places)
        found = [each[1] for each in before if each]
        return found[0] if found and 2 * len(found) >= len(places) else ""

    @cached_property
    def _openings(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for each in self.rules:
            text = _OPENING.sub("", each.sentence).lower()
            found.setdefault(text.split(" ", 1)[0], []).append(text)
        return found

    def opening_with(self, name: str) -> list[str]:
        """What follows ``name`` in each sentence that opens with it, an article aside, in small letters."""
        low = name.lower()
        if low not in self._behind:
            opened = re.compile(rf"{re.escape(low)}\b")
            near = self._openings.get(low.split(" ", 1)[0], ())
            self._behind[low] = [each[len(low) :] for each in near if opened.match(each)]
        return self._behind[low]

    def hold(self, option: str) -> bool:
        """Whether a rule, of any actor and under any condition, asks or allows what ``option`` says."""
        if option not in self._known:
            self._known[option] = bool(stems(option)) and any(
                self._says(self.rules[each], option) for each in self._deeds.holding(option, _SAID)
            )
        return self._known[option]

    def _says(self, rule: Rule, option: str) -> bool:
        if rule.modality == "definition" or rule.statement.kind == "prohibition":
            return False
        return set(numbers(option)) <= set(numbers(rule.task or rule.sentence))

    def like(self, text: str, share: float) -> tuple[Rule, ...]:
        """The rules whose sentences are alike to ``text``, in the order of the sources."""
        key = (text, share)
        if key not in self._near:
            self._near[key] = tuple(self.rules[each] for each in self._sentences.alike(text, share))
        return self._near[key]


def _as_truth(statement: Statement) -> Rule:
    text = statement.text
    return Rule(
        statement,
        modality_of(statement),
        sentence=text,
        plain=text,
        task=statement.action,
        condition=statement.condition,
        exception=statement.exception,
    )


@dataclass(frozen=True, eq=False)
class _Project:
    """Statements in their order: the same for every request of a project, and mostly the same objects."""

    statements: tuple[Statement, ...]

    def __hash__(self) -> int:
        return hash(tuple(each.id for each in self.statements))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Project) and self.statements == other.statements


def truths_of(statements: Iterable[Statement]) -> Truths:
    """The truths that ``statements`` are, whatever their order."""
    ordered = sorted(statements, key=lambda each: (each.document, each.position, each.id))
    return _built(_Project(tuple(ordered)))


@lru_cache(maxsize=2)
def _built(project: _Project) -> Truths:
    return Truths(project.statements)
