"""The fixture course is what it says: complete, in two languages, every quote in the source."""

from __future__ import annotations

import pytest
from tests.fixtures.courses import LANGUAGES, documents, fixture_course

from coursegen.index.passages import passages_of
from coursegen.model.base import Noun
from coursegen.model.blocks import citations_of

BLOCKS = {"text", "callout", "steps", "table", "flashcards", "reveal", "figure", "clip", "attestation", "summary"}  # fmt: skip
ITEMS = {
    "single_choice", "multiple_choice", "true_false", "cloze", "numeric", "matching", "ordering", "categorise", "short_answer",
}  # fmt: skip

both = pytest.mark.parametrize("language", LANGUAGES)


def ids_in(part: object) -> list[str]:
    if isinstance(part, tuple):
        return [each for one in part for each in ids_in(one)]
    if not isinstance(part, Noun):
        return []
    own = [part.id] if hasattr(part, "id") else []
    return own + [each for name in type(part).model_fields for each in ids_in(getattr(part, name))]


@both
def test_every_block_kind_and_item_type_is_used(language: str) -> None:
    course = fixture_course(language)
    assert {block.type for module in course.modules for block in module.blocks} == BLOCKS
    practice = [i for m in course.modules for i in m.items if i.pool == "practice"]
    assert {item.type for item in practice} == ITEMS
    assert len(course.assessment_items()) >= 6
    scenario = course.modules[0].scenario
    assert scenario is not None
    assert (len(scenario.scenes), len(scenario.endings)) == (3, 3)


@both
def test_every_quote_stands_in_the_passage_it_names(language: str) -> None:
    passages = {
        passage.id: passage
        for document in documents(language)
        for passage in passages_of(document)[0]
    }
    cited = list(citations_of(fixture_course(language)))
    assert len(cited) > 90
    for citation in cited:
        assert citation.quote in passages[citation.passage].text
    briefed = [p for brief in fixture_course(language).outline.modules for p in brief.passages]
    assert set(briefed) <= set(passages)


def test_the_two_languages_share_every_id() -> None:
    english, dutch = (ids_in(fixture_course(language)) for language in LANGUAGES)
    assert english == dutch
    assert len(english) > 90
