"""Courses and indexes by hand: small readable data in, nouns out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from coursegen.ids import digest
from coursegen.language.sentences import split_sentences
from coursegen.model.course import Course
from coursegen.model.passage import Index, Occurrence, Passage, SentenceRef, Statement
from coursegen.model.source import Locator

FOLDER = Path(__file__).parent / "modules"
DOCUMENT = "sources/policy.md"


def passage_of(text: str, language: str, kind: str = "paragraph") -> Passage:
    parts = text.split(" | ") if kind == "row" else [text]
    sentences = tuple(each for part in parts for each in split_sentences(part, language))
    return Passage(
        id=digest(text, 12),
        kind=kind,
        text=text,
        sentences=sentences,
        language=language,
        sketch="0" * 16,
    )


def index_of(passages: dict[str, dict[str, Any]], language: str = "en") -> Index:
    """An Index of one document. A passage's ``lead`` names another; ``actor`` makes it a statement."""
    nouns = {
        key: passage_of(each["text"], language, each.get("kind", "paragraph"))
        for key, each in passages.items()
    }
    occurrences, statements = [], []
    for position, (key, each) in enumerate(passages.items()):
        noun = nouns[key]
        lead = nouns[each["lead"]].id if "lead" in each else None
        place = Locator(heading=tuple(each.get("heading", ())))
        occurrences.append(
            Occurrence(
                passage=noun.id, document=DOCUMENT, locator=place, position=position, lead=lead
            )
        )
        if "actor" in each:
            statements += [
                Statement(
                    id=digest([noun.id, number], 12),
                    kind="obligation",
                    text=sentence,
                    language=language,
                    document=DOCUMENT,
                    heading=place.heading,
                    position=position,
                    actor=each["actor"],
                    evidence=(SentenceRef(passage=noun.id, sentence=number),),
                )
                for number, sentence in enumerate(noun.sentences)
            ]
    return Index(
        documents=(),
        passages=tuple(nouns.values()),
        occurrences=tuple(occurrences),
        statements=tuple(statements),
    )


def cited(value: Any, passages: dict[str, dict[str, Any]]) -> Any:
    """``value`` with each passage's key under ``citations`` made a citation of its whole text."""
    if isinstance(value, dict):
        return {
            key: [
                {"passage": digest(passages[name]["text"], 12), "quote": passages[name]["text"]}
                if isinstance(name, str)
                else name
                for name in each
            ]
            if key == "citations"
            else cited(each, passages)
            for key, each in value.items()
        }
    if isinstance(value, list):
        return [cited(each, passages) for each in value]
    return value


def course_of(
    module: dict[str, Any] | list[dict[str, Any]],
    passages: dict[str, dict[str, Any]],
    **outline: Any,
) -> Course:
    """A Course of the modules given as data; each objective that they name is in its outline."""
    modules = [cited(each, passages) for each in (module if isinstance(module, list) else [module])]
    objectives = outline.pop("objectives", None)
    if objectives is None:
        names = dict.fromkeys(name for each in modules for name in each["objectives"])
        objectives = [{"id": name, "text": "Keep it safe", "bloom": "apply"} for name in names]
    return Course.model_validate(
        {
            "outline": {
                "id": "course-0aaaa",
                "title": "A course",
                "language": "en",
                "objectives": objectives,
                **outline,
            },
            "modules": modules,
        }
    )


class Good:
    """A good module of ``modules/<language>.yaml``: its course, its index, its mutations."""

    def __init__(self, language: str) -> None:
        self.data = yaml.safe_load((FOLDER / f"{language}.yaml").read_text(encoding="utf-8"))
        self.index = index_of(self.data["passages"], language)

    def course(self, change: Callable[[Any], Any] = lambda module: module) -> Course:
        audience = {"aliases": self.data["aliases"], "roles_left_out": self.data["roles"]}
        return course_of(
            change(self.data["module"]),
            self.data["passages"],
            language=self.data["language"],
            address=self.data["address"],
            audience=audience,
        )


@pytest.fixture(scope="session")
def good() -> Callable[[str], Good]:
    """A good module by its language."""
    loaded = {language: Good(language) for language in ("en", "nl")}
    return loaded.__getitem__


@pytest.fixture(scope="session")
def make_index() -> Callable[..., Index]:
    """``index_of``."""
    return index_of


@pytest.fixture(scope="session")
def make_course() -> Callable[..., Course]:
    """``course_of``."""
    return course_of
