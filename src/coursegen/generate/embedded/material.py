"""What a request offers to write from: Material. In: a Request. Out: its rules, labels, lists, rows and steps.

Labels are ``"<passage>.<sentence>"``, both from 1, as drafts cite them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import chain, islice
from typing import Any

from coursegen.generate.embedded.grammar.dutch import Dutch
from coursegen.generate.embedded.grammar.english import English
from coursegen.generate.embedded.grammar.rule import Grammar, Learner, Reader, Rule
from coursegen.generate.embedded.learners import learner_of
from coursegen.generate.embedded.readings import Readings, rules_of
from coursegen.generate.embedded.truths import Truths, truths_of
from coursegen.generate.embedded.wording import Wording, lowered
from coursegen.model.passage import Occurrence, Passage, Statement
from coursegen.model.request import Request

__all__ = ["LANGUAGES", "Material"]

LANGUAGES: dict[str, Reader] = {"en": English, "nl": Dutch}
"""The grammars that are there; a request in another language gets an empty draft."""

_TASK = frozenset(("id", "task", "seed", "prompt", "draft_schema"))
"""What tells the requests of one module apart, beside what they offer to write from."""


_ADDRESS = re.compile(r"@|https?:|www\.|^please\b", re.IGNORECASE)


@lru_cache(maxsize=50_000)
def _is_free(text: str) -> bool:
    return not _ADDRESS.search(text)


def _teachable(statement: Statement) -> bool:
    """Whether a statement is free of addresses, which rot inside packages."""
    return _is_free(statement.text)


def _begins(phrases: Sequence[str], start: str) -> bool:
    """Whether one of the sorted ``phrases`` opens with ``start``."""
    place = bisect_left(phrases, start)
    return place < len(phrases) and phrases[place].startswith(start)


_ROLE_WORDS = 5
_NEAREST = 90
"""Rules of other places that are read for distractors."""


@dataclass(frozen=True)
class Material:
    """One request, read: built once, asked by every writer."""

    request: Request

    def asked(self, request: Request) -> Material:
        """The material of another ``request``: what is known of this one is kept, where both offer the same."""
        other = Material(request)
        offered = Request.model_fields.keys() - _TASK
        if all(getattr(self.request, each) == getattr(request, each) for each in offered):
            vars(other).update({**vars(self), "request": request})
        return other

    def part(self, request: Request) -> Material:
        """The material of ``request``, which asks for a part of this one: what both know is read once."""
        part = Material(request)
        vars(part).update(truths=self.truths, roles=self.roles, _readings=self._readings)
        if not self.request.related:  # else the part reads what is near to it
            known = self._rule_by_id
            near = [known[each.id] for each in part.nearest if each.id in known]
            vars(part).update(elsewhere=tuple(near))
        return part

    def divided(
        self, passages: frozenset[str]
    ) -> tuple[tuple[Statement, ...], tuple[Statement, ...]]:
        """The statements in scope that rest on ``passages`` alone, and the others."""
        at = sorted({place for each in passages for place in self._resting.get(each, ())})
        found = [self._told[each] for each in at]
        own = tuple(
            each for each in found if passages.issuperset(ref.passage for ref in each.evidence)
        )
        taken = {each.id for each in own}
        return own, tuple(each for each in self._told if each.id not in taken)

    @cached_property
    def _told(self) -> tuple[Statement, ...]:
        """The statements in scope, those of other modules last."""
        return (*self.request.statements, *self.request.related)

    @cached_property
    def _resting(self) -> dict[str, list[int]]:
        """The places in ``_told`` of the statements that rest on each passage."""
        found: dict[str, list[int]] = {}
        for at, each in enumerate(self._told):
            for ref in each.evidence:
                found.setdefault(ref.passage, []).append(at)
        return found

    def placed(self, passages: frozenset[str]) -> tuple[Occurrence, ...]:
        """The occurrences of ``passages``, in order."""
        every = self.request.occurrences
        at = sorted(place for each in passages for place in self._occurring.get(each, ()))
        return tuple(every[each] for each in at)

    @cached_property
    def _occurring(self) -> dict[str, list[int]]:
        """The places of each passage among the occurrences."""
        found: dict[str, list[int]] = {}
        for at, each in enumerate(self.request.occurrences):
            found.setdefault(each.passage, []).append(at)
        return found

    @cached_property
    def trials(self) -> dict[object, Any]:
        """What a writer has worked out for this request and asks for again, under what it depends on."""
        return {}

    @cached_property
    def _rule_by_id(self) -> dict[str, Rule]:
        return {each.id: each for each in self.rules}

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
    def _places(self) -> dict[str, list[Occurrence]]:
        found: dict[str, list[Occurrence]] = {}
        for each in self.request.occurrences:
            found.setdefault(each.document, []).append(each)
        return found

    def places(self, document: str) -> list[Occurrence]:
        """The places of a document, in order."""
        return self._places.get(document, [])

    @cached_property
    def ruled(self) -> frozenset[int]:
        """Numbers of the passages that a rule stands in; a definition is none."""
        told = [each for each in self.rules if each.modality != "definition"]
        return frozenset(number for each in told for number in each.passages)

    @cached_property
    def order(self) -> dict[str, int]:
        """The place of each rule among all, by its id."""
        return {each.id: at for at, each in enumerate(self.rules)}

    @cached_property
    def first_duties(self) -> frozenset[str]:
        """The ids of the first rule of each document that is more than a fact."""
        found: dict[str, str] = {}
        for each in self.rules:
            if each.modality not in ("definition", "fact"):
                found.setdefault(each.statement.document, each.id)
        return frozenset(found.values())

    @cached_property
    def taken(self) -> frozenset[str]:
        """Labels of the sentences here that hold statements of others, or of other modules."""
        own = {(each.document, each.position, each.id) for each in self.request.statements}
        return frozenset(
            f"{number}.{sentence + 1}"
            for passage, number in self.number.items()
            for each, sentence in self.truths.resting_on(passage)
            if (each.document, each.position, each.id) not in own
        )

    def is_disputed(self, passage: str) -> bool:
        """Whether a sentence of the passage is on what the sources disagree about."""
        return passage in self._disputed

    @cached_property
    def _disputed(self) -> frozenset[str]:
        """Passages of what is left out though it is nobody else's: the sources disagree on it."""
        request, own = self.request, self.request.style.audience.aliases
        open_ones = [
            each
            for each in request.rejected
            if not own or not each.actor or self.learner.is_named(each.actor)
        ]
        return frozenset(ref.passage for each in open_ones for ref in each.evidence)

    @cached_property
    def others(self) -> dict[tuple[str, tuple[str, ...]], list[Statement]]:
        """The statements of others, by document and heading."""
        found: dict[tuple[str, tuple[str, ...]], list[Statement]] = {}
        for each in self.request.rejected:
            found.setdefault((each.document, each.heading), []).append(each)
        return found

    @cached_property
    def others_passages(self) -> frozenset[str]:
        """Passages that hold statements of others, and none of the audience."""
        request = self.request
        refused = {ref.passage for each in request.rejected for ref in each.evidence}
        own = {ref.passage for each in request.statements for ref in each.evidence}
        return frozenset(refused - own)

    @cached_property
    def series(self) -> dict[tuple[str, ...], list[str]]:
        """The passages of each list under a stub and of each table, in order, under ``series_of``."""
        found: dict[tuple[str, ...], list[str]] = {}
        for each in self.request.occurrences:
            key = self.series_of(each)
            if key:
                found.setdefault(key, []).append(each.passage)
        return found

    def series_of(self, place: Occurrence) -> tuple[str, ...]:
        """What the items of one list, or the rows of one table, share; empty for any other place."""
        if place.header and place.cells:
            return (place.document, *place.locator.heading, "|", *place.header)
        return (place.document, place.lead) if place.lead else ()

    @cached_property
    def generic(self) -> frozenset[str]:
        """Headings, in small letters, that say nothing of their section's own matter."""
        return frozenset(str(each).lower() for each in self.wording.words("titles", "generic"))

    @cached_property
    def learner(self) -> Learner:
        """Recognises the audience in the sources' words."""
        return learner_of(self.request, self.language, self.truths)

    @cached_property
    def _grammar(self) -> Grammar:
        return LANGUAGES[self.language](
            self.learner, self.wording.you, dict(self.wording.words("grammar"))
        )

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """The statements in scope, taken apart, in source order."""
        return tuple(self._read(each for each in self.request.statements if _teachable(each)))

    @cached_property
    def elsewhere(self) -> tuple[Rule, ...]:
        """Rules of other places, taken apart, the nearest first: what is true of something else."""
        return tuple(self._read(self.nearest))

    @property
    def nearest(self) -> list[Statement]:
        """Statements of other places, those of the same documents first."""
        here = {each.document for each in self.request.statements}
        told = self.request.related
        near = (each for each in told if each.document in here and _teachable(each))
        far = (each for each in told if each.document not in here and _teachable(each))
        return list(islice(chain(near, far), _NEAREST))

    @cached_property
    def truths(self) -> Truths:
        """All that the sources say, of every actor: what wrong options are held against."""
        request = self.request
        return truths_of((*request.statements, *request.rejected, *request.related))

    @cached_property
    def roles(self) -> tuple[str, ...]:
        """Roles that have rules of their own and that the sources write with an article, in order."""
        named = self.truths.with_article
        found: dict[str, str] = {}
        told = (each.statement for each in self.truths.rules if self._speaks(each.statement))
        for actor in dict.fromkeys(each.actor.strip() for each in told):
            key = actor.lower()
            if not key or key in found or len(key.split()) > _ROLE_WORDS:
                continue
            known = actor[:1].isupper() or self.language == "nl"
            known = known and not re.search(r"(?:wet|licentie|verordening|[Ll]aw|[Aa]ct)$", actor)
            bare = self.learner.strip(actor)
            own = bare in self.learner.aliases or f"{bare}s" in self.learner.aliases
            if known and not own and _begins(named, key):
                found[key] = actor
        single = [each for each in found if " " not in each and self.language == "en"]
        return tuple(actor for key, actor in found.items() if key not in single)

    def inside(self, phrase: str) -> str:
        """``phrase`` as it stands inside a sentence: a small first letter, unless it is a name."""
        first = phrase.split(" ", 1)[0]
        first = re.sub(r"['’]s$", "", first)
        named = first in self.learner.names and first.lower() not in self.learner.common
        return phrase if named else lowered(phrase)

    def _speaks(self, statement: Statement) -> bool:
        """Whether the statement is in the course's language."""
        return statement.language.split("-", 1)[0] == self.language

    def named(self, role: str) -> str:
        """``role`` with the article that the sources give it, if they do."""
        article = self.truths.article(role)
        return f"{article} {role}" if article else role

    @cached_property
    def organisations(self) -> frozenset[str]:
        """Names that stand before an alias (``Datica employees``) and never in small letters."""
        names = "|".join(re.escape(each) for each in self.learner.aliases)
        text = " ".join(each.text for each in self.request.passages)
        found = re.findall(rf"\b([A-Z]\w+) (?:{names})\b", text) if names else []
        common = self.learner.common | set(self.learner.determiners)
        return frozenset(each for each in found if each.lower() not in common)

    def _read(self, statements: Iterable[Statement]) -> Iterable[Rule]:
        for rule in rules_of(statements, self._grammar, self.learner, self._readings):
            numbers = {self.number.get(ref.passage, 0) for ref in rule.statement.evidence} - {0}
            cites = self.labels(rule.statement)
            yield replace(rule, cites=cites, passages=tuple(sorted(numbers)))

    @cached_property
    def _readings(self) -> Readings:
        """The rules read so far, which the parts of one material share."""
        return {}

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
