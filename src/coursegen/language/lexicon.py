"""A language's words for statements, compiled once. In: a language tag. Out: a Lexicon, or None.

The words stand in ``data/<language>/markers.yaml``, ``verbs.yaml``, ``actors.yaml`` and ``sections.yaml``.
A list is written as one string with commas; a pattern as a regular expression. A language without
``markers.yaml`` has no lexicon, and no statement is found in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, cast

from coursegen.language.data import load
from coursegen.language.verbs import VerbForms, verb_forms
from coursegen.model.passage import StatementKind, Strength

__all__ = ["Lexicon", "Modal", "alternation", "lexicon", "listed"]


def listed(value: object) -> tuple[str, ...]:
    """The items of a list written as one string with commas, or of a real list."""
    if isinstance(value, str):
        return tuple(item.strip() for item in value.split(",") if item.strip())
    return tuple(str(item) for item in value) if isinstance(value, list) else ()


def alternation(items: Iterable[str]) -> str:
    """A pattern that matches one of ``items``, longest first; it matches nothing when there are none."""
    ordered = sorted({item for item in items if item}, key=lambda item: (-len(item), item))
    return "|".join(re.escape(item) for item in ordered) or r"(?!)"


@dataclass(frozen=True, slots=True)
class Modal:
    """One row of ``modals``: what a marker makes of a sentence.

    ``form`` says what follows the marker (base, gerund, noun, predicate); ``te`` that the infinitive
    has its marker word; ``needs`` that the subject must be an agent; ``tail`` what must follow later in
    the clause (word order v2); ``split`` that the tail is the marker's second half, not a negation.
    """

    kind: StatementKind
    strength: Strength
    negated: bool
    form: str
    needs: str
    te: bool
    tail: re.Pattern[str] | None
    finite: frozenset[str]
    subjects: frozenset[str]
    split: bool


def _modal(row: dict[str, Any]) -> Modal:
    tail = row.get("tail")
    return Modal(
        kind=cast("StatementKind", row["kind"]),
        strength=cast("Strength", row["strength"]),
        negated=bool(row.get("negated")),
        form=row.get("form", "base"),
        needs=row.get("needs", ""),
        te=bool(row.get("te")),
        tail=re.compile(rf"(?<!\w)(?:{tail})(?!\w)", re.IGNORECASE) if tail else None,
        finite=frozenset(row.get("finite", "").split("|")) - {""},
        subjects=frozenset(listed(row.get("actor_words", ""))),
        split=bool(row.get("split")),
    )


@dataclass(frozen=True)
class Lexicon:
    """The words of one language. Sets are lower case; patterns ignore case."""

    language: str
    markers: dict[str, Any]
    actors: dict[str, Any]
    sections: dict[str, Any]
    verbs: VerbForms

    @property
    def order(self) -> str:
        """``svo`` (English, French) or ``v2`` (Dutch, German)."""
        return str(self.markers.get("order", "svo"))

    @property
    def nouns_capital(self) -> bool:
        """Whether every noun has a capital, as in German."""
        return bool(self.markers.get("nouns_capital"))

    @cached_property
    def modals(self) -> tuple[Modal, ...]:
        """The markers, in the order in which they are tried."""
        return tuple(_modal(row) for row in self.markers["modals"])

    @cached_property
    def modal_verbs(self) -> frozenset[str]:
        """Finite verbs that are modals by themselves, in a language with word order v2."""
        return frozenset(word for modal in self.modals if not modal.split for word in modal.finite)

    @cached_property
    def modal_pattern(self) -> re.Pattern[str]:
        """Any marker of a language with word order svo; group ``m<i>`` names its row."""
        rows = [
            f"(?P<m{number}>{row['pattern']})"
            for number, row in enumerate(self.markers["modals"])
            if "pattern" in row
        ]
        return re.compile(rf"(?<![\w'’-])(?:{'|'.join(rows) or '(?!)'})(?![\w'’-])", re.IGNORECASE)

    @cached_property
    def plural_endings(self) -> tuple[tuple[str, str], ...]:
        """Endings of plurals with the ending of their singular."""
        rules = self.actors.get("plurals", {})
        return tuple((str(plural), str(singular)) for plural, singular in rules.items())

    def words(self, name: str) -> frozenset[str]:
        """The set ``name``, from ``words`` or the top of markers.yaml."""
        return self._sets(name)

    @cached_property
    def _set_cache(self) -> dict[str, frozenset[str]]:
        return {}

    def _sets(self, name: str) -> frozenset[str]:
        found = self._set_cache.get(name)
        if found is None:
            nested = self.markers.get("words", {})
            value = nested.get(name, self.markers.get(name, self.actors.get(name, "")))
            found = frozenset(item.lower() for item in listed(value))
            self._set_cache[name] = found
        return found

    @cached_property
    def _pattern_cache(self) -> dict[str, re.Pattern[str]]:
        return {}

    def starts(self, name: str) -> re.Pattern[str]:
        """Matches one of the phrases of list ``name`` as whole words."""
        found = self._pattern_cache.get(name)
        if found is None:
            pattern = rf"(?<![\w'’-])(?:{alternation(self.words(name))})(?![\w'’-])"
            found = re.compile(pattern, re.IGNORECASE)
            self._pattern_cache[name] = found
        return found

    def pattern(self, name: str) -> re.Pattern[str]:
        """The regular expression ``name`` of markers.yaml, as whole words; never matches if absent."""
        key = f"pattern:{name}"
        found = self._pattern_cache.get(key)
        if found is None:
            value = self.markers.get(name) or r"(?!)"
            found = re.compile(rf"(?<!\w)(?:{value})", re.IGNORECASE)
            self._pattern_cache[key] = found
        return found

    def section(self, name: str) -> re.Pattern[str]:
        """The regular expression ``name`` of sections.yaml; never matches if absent."""
        key = f"section:{name}"
        found = self._pattern_cache.get(key)
        if found is None:
            value: Any = self.sections
            for part in name.split("."):
                value = value.get(part, "") if isinstance(value, dict) else ""
            flags = 0 if name.startswith("code") else re.IGNORECASE
            found = re.compile(str(value) or r"(?!)", flags)
            self._pattern_cache[key] = found
        return found


@cache
def lexicon(language: str) -> Lexicon | None:
    """The lexicon of ``language`` (``nl-NL`` reads ``nl``); None where the language has no markers."""
    markers = load(language, "markers")
    if not markers:
        return None
    return Lexicon(
        language=language,
        markers=markers,
        actors=load(language, "actors"),
        sections=load(language, "sections"),
        verbs=verb_forms(language),
    )
