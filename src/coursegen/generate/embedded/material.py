"""What a request offers to write from: Material. In: a Request. Out: its rules, labels, lists, rows and steps.

Labels are ``"<passage>.<sentence>"``, both from 1, as drafts cite them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from coursegen.generate.embedded.dutch import Dutch
from coursegen.generate.embedded.english import English
from coursegen.generate.embedded.rule import Grammar, Learner, Reader, Rule
from coursegen.generate.embedded.wording import Wording
from coursegen.model.passage import Occurrence, Passage, Statement
from coursegen.model.request import Request

__all__ = ["LANGUAGES", "Material"]

LANGUAGES: dict[str, Reader] = {"en": English, "nl": Dutch}
"""The grammars that are there; a request in another language gets an empty draft."""

_DETERMINERS = {
    "en": ("all", "every", "each", "any", "an", "a", "the", "our"),
    "nl": ("alle", "elke", "elk", "iedere", "ieder", "een", "de", "het", "onze"),
}


@dataclass(frozen=True)
class Material:
    """One request, read: built once, asked by every writer."""

    request: Request

    @property
    def language(self) -> str:
        """The two-letter language of the request."""
        return self.request.style.language.split("-", 1)[0]

    @cached_property
    def wording(self) -> Wording:
        """The generator's own words."""
        return Wording(self.language, self.request.style.address)

    @cached_property
    def number(self) -> dict[str, int]:
        """Number of each passage, from 1."""
        return {each.id: number for number, each in enumerate(self.request.passages, 1)}

    @cached_property
    def passage(self) -> dict[str, Passage]:
        """Each passage under its id."""
        return {each.id: each for each in self.request.passages}

    @cached_property
    def occurrence(self) -> dict[str, Occurrence]:
        """The first place of each passage."""
        found: dict[str, Occurrence] = {}
        for each in self.request.occurrences:
            found.setdefault(each.passage, each)
        return found

    @cached_property
    def learner(self) -> Learner:
        """Recognises the audience in the sources' words."""
        aliases = tuple(each.strip().lower() for each in self.request.style.audience.aliases)
        return Learner(aliases, _DETERMINERS.get(self.language, ()), self._common())

    @cached_property
    def _grammar(self) -> Grammar:
        return LANGUAGES[self.language](
            self.learner, self.wording.you, dict(self.wording.words("grammar"))
        )

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """The statements in scope, taken apart, in source order."""
        return tuple(self._read(self.request.statements))

    @cached_property
    def others(self) -> tuple[Rule, ...]:
        """Statements of other actors and elsewhere: the truth that wrong options are held against."""
        return tuple(self._read((*self.request.rejected, *self.request.related)))

    def _read(self, statements: Iterable[Statement]) -> Iterable[Rule]:
        for each in statements:
            rule = self._grammar.read(each)
            passages = tuple(
                sorted(
                    {
                        self.number[ref.passage]
                        for ref in each.evidence
                        if ref.passage in self.number
                    }
                )
            )
            yield replace(rule, cites=self.labels(each), passages=passages)

    def labels(self, statement: Statement) -> tuple[str, ...]:
        """The labels of the sentences that carry ``statement``."""
        found = []
        for ref in statement.evidence:
            number = self.number.get(ref.passage)
            if number and ref.sentence < len(self.passage[ref.passage].sentences):
                found.append(f"{number}.{ref.sentence + 1}")
        return tuple(dict.fromkeys(found))

    def passage_labels(self, passage: str) -> list[str]:
        """Labels of all sentences of a passage."""
        number = self.number[passage]
        return [f"{number}.{each}" for each in range(1, len(self.passage[passage].sentences) + 1)]

    def _common(self) -> frozenset[str]:
        texts = [each.text for each in self.request.passages]
        texts += [each.text for each in self.request.statements]
        return frozenset(re.findall(r"(?<!\w)[^\W\d_A-ZÀ-Þ][^\W\d_]*", " ".join(texts)))
