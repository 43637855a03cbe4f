"""Courses and indexes by hand: small readable data in, nouns out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from coursegen.check.run import run_checks
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


P = {"share": {"text": "Employees must not share a password with anyone."}}
"""One passage, for courses whose point is elsewhere."""


def option(number: int, text: str, *, correct: bool = False, **more: Any) -> dict[str, Any]:
    """An option with an id made of ``number``."""
    feedback = "That would open the account to others."
    base = {"id": f"option-0000{number}", "text": text, "correct": correct, "feedback": feedback}
    return {**base, **more}


def choice(number: int, stem: str, *texts: str, **more: Any) -> dict[str, Any]:
    """A single-choice item; the first text is the key."""
    base = {
        "id": f"item-000{number:02}",
        "type": "single_choice",
        "objective": "aim-00001",
        "bloom": "apply",
        "stem": stem,
        "citations": ["share"],
        "options": [
            option(number * 10 + place, text, correct=not place) for place, text in enumerate(texts)
        ],
    }
    return {**base, **more}


def module(*items: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A module with one text block and ``items``."""
    block = {
        "id": "block-00001",
        "type": "text",
        "text": "You must not share a password with anyone.",
    }
    base = {
        "id": "module-00001",
        "title": "Passwords",
        "minutes": 1,
        "objectives": ["aim-00001"],
        "blocks": [{**block, "citations": ["share"]}],
        "items": list(items),
    }
    return {**base, **more}


class Desk:
    """Runs one rule over courses made by hand."""

    def __init__(self, passages: dict[str, Any] | None = None, language: str = "en") -> None:
        self.passages = {**P, **(passages or {})}
        self.language = language
        self.index = index_of(self.passages, language)

    def run(self, rule: str, *modules: dict[str, Any], **outline: Any) -> list[Any]:
        """Findings of ``rule``."""
        settings = outline.pop("settings", None)
        course = course_of(list(modules), self.passages, language=self.language, **outline)
        return [each for each in run_checks(course, self.index, settings) if each.rule == rule]

    def text(self, rule: str, text: str, *citations: str, **more: Any) -> list[Any]:
        """Findings of ``rule`` on one text block that cites ``citations``."""
        block = {"id": "block-00001", "type": "text", "text": text, "citations": [*citations]}
        outline = {key: more.pop(key) for key in ("audience", "address") if key in more}
        return self.run(rule, module(blocks=[{**block, **more}]), **outline)


@pytest.fixture(scope="session")
def desk() -> type[Desk]:
    """``Desk``."""
    return Desk


@pytest.fixture(scope="session")
def a_module() -> Callable[..., dict[str, Any]]:
    """``module``."""
    return module


@pytest.fixture(scope="session")
def a_choice() -> Callable[..., dict[str, Any]]:
    """``choice``."""
    return choice


@pytest.fixture(scope="session")
def an_option() -> Callable[..., dict[str, Any]]:
    """``option``."""
    return option
