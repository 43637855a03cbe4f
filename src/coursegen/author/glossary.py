"""The words of a module that the sources define: which there are, and the cards that explain them.

In: the scope, the modules that are written anew. Out: a request for each that uses a defined term; then the cards of its
reply as one block of the module. The glossary of the course is made of all cards; a term has its card in the first module
that uses it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from coursegen.author.citations import DraftError
from coursegen.author.requests import Scope, module_requests, schema_of
from coursegen.check.vocabulary import fold
from coursegen.language.data import load
from coursegen.model.blocks import Block, Flashcards
from coursegen.model.course import Brief, Outline
from coursegen.model.drafts import DraftCard, DraftFlashcards
from coursegen.model.part_drafts import GlossaryDraft
from coursegen.model.passage import Passage, Statement
from coursegen.model.request import Request

__all__ = ["cards_of", "defined_terms", "glossary_requests", "terms_on_cards"]

_MOST = 6
"""Cards of one module: more than that nobody turns over."""

_ENDING = r"(?:s|es|'s|n|en)?"
"""What a term may have behind it where it is used: plurals and genitives of English and Dutch."""


def defined_terms(scope: Scope) -> dict[str, Statement]:
    """The first definition of each term, under the term in small letters."""
    found: dict[str, Statement] = {}
    for each in scope.inside:
        if each.kind == "definition" and each.term.strip():
            found.setdefault(fold(each.term), each)
    return found


def terms_on_cards(blocks: Iterable[Block]) -> set[str]:
    """The fronts of the cards among ``blocks``, in small letters."""
    cards = [card for each in blocks if isinstance(each, Flashcards) for card in each.cards]
    return {fold(each.front) for each in cards}


def glossary_requests(
    scope: Scope, outline: Outline, briefs: Sequence[Brief], known: Collection[str]
) -> dict[str, Request]:
    """A request for each of ``briefs`` that uses a defined term without a card, by the id of the brief.

    ``known`` are the terms that have one.
    """
    waiting = {key: each for key, each in defined_terms(scope).items() if key not in known}
    found: dict[str, Request] = {}
    for brief in briefs:
        used = [key for key, each in waiting.items() if _uses(scope, brief, key, each)][:_MOST]
        if used:
            found[brief.id] = _request(scope, outline, brief, [waiting.pop(key) for key in used])
    return found


def _uses(scope: Scope, brief: Brief, term: str, definition: Statement) -> bool:
    """Whether a passage of ``brief`` other than the definition's own has the term in it."""
    own = {ref.passage for ref in definition.evidence}
    word = re.compile(rf"(?<!\w){re.escape(term)}{_ENDING}(?!\w)")
    known = scope.index.passage_by_id
    return any(
        word.search(fold(known[each].text))
        for each in brief.passages
        if each in known and each not in own
    )


def _request(
    scope: Scope, outline: Outline, brief: Brief, definitions: Sequence[Statement]
) -> Request:
    """The request of the module with the definitions behind its passages, so that both begin alike."""
    (base,) = module_requests(scope, outline, brief, ("module",))
    here = {each.id for each in base.passages}
    added = dict.fromkeys(
        ref.passage for each in definitions for ref in each.evidence if ref.passage not in here
    )
    passages = (*base.passages, *(scope.index.passage_by_id[each] for each in added))
    places = scope.index.occurrences_by_passage
    return base.model_copy(
        update={
            "id": f"glossary:{brief.id}",
            "task": "glossary",
            "passages": passages,
            "occurrences": (*base.occurrences, *(places[each][0] for each in added)),
            "terms": tuple((each.term, _labels(each, passages)) for each in definitions),
            "draft_schema": schema_of("glossary"),
        }
    )


def _labels(definition: Statement, passages: Sequence[Passage]) -> tuple[str, ...]:
    numbers = {each.id: number for number, each in enumerate(passages, 1)}
    return tuple(f"{numbers[ref.passage]}.{ref.sentence + 1}" for ref in definition.evidence)


def cards_of(
    draft: GlossaryDraft, request: Request, known: Collection[str]
) -> DraftFlashcards | None:
    """The cards of ``draft`` as one block, without terms that are ``known``; None where none is left.

    Raises DraftError for a card of a term that was not asked for, or that cites no sentence that defines it.
    """
    asked = {fold(term): (term, set(labels)) for term, labels in request.terms}
    cards: dict[str, DraftCard] = {}
    for each in draft.cards:
        key = fold(each.front)
        if key not in asked:
            raise DraftError(f"the card {each.front!r} is of none of the words that were asked for")
        term, labels = asked[key]
        if not labels & set(each.cites):
            raise DraftError(
                f"the card {each.front!r} must cite {' or '.join(sorted(labels))}, where it is defined"
            )
        if not each.back.strip():
            raise DraftError(f"the card {each.front!r} has no meaning on its back")
        if key not in known:
            cards.setdefault(key, each.model_copy(update={"front": term}))
    if not cards:
        return None
    words = load(request.style.language, "course") or load("en", "course")
    return DraftFlashcards(type="flashcards", title=words["glossary"], cards=list(cards.values()))
