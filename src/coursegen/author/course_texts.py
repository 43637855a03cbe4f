"""The texts of a course, and a course with other texts in their places.

In: nouns of a course, translations of them. Out: every text that a learner reads, under its unit and its path in it;
and the nouns again with translated texts. Quotes, transcripts, ids and keys are no such texts: they stay.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import ValidationError

from coursegen.ids import digest
from coursegen.model.base import Noun
from coursegen.model.blocks import Citation
from coursegen.model.course import Course, Module, Outline
from coursegen.model.translation import TranslatedUnit, Translation

__all__ = [
    "Texts",
    "digest_of",
    "missing",
    "texts_of",
    "translated_course",
    "units_of_file",
    "unusable",
    "without_units",
]

AnyNoun = TypeVar("AnyNoun", bound=Noun)

_FIELDS = frozenset(
    [
        "title",
        "text",
        "intro",
        "steps",
        "note",
        "columns",
        "rows",
        "front",
        "back",
        "prompt",
        "alt",
        "caption",
        "points",
        "stem",
        "rationale",
        "feedback",
        "options",
        "feedback_right",
        "feedback_wrong",
        "unit",
        "accept",
        "left",
        "right",
        "extra",
        "consequence",
        "debrief",
        "topic",
        "image_alt",
    ]
)
"""Fields that a learner reads, where they hold text; those of a citation are the source's."""

_APART = frozenset({"blocks", "items", "scenario", "objectives"})
"""Fields of a file that hold units of their own."""

_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True)
class Texts:
    """The texts of one unit, by their paths in it, in reading order."""

    unit: str
    texts: Mapping[str, str]


def units_of_file(noun: Outline | Module) -> list[Texts]:
    """Every unit of the file that holds ``noun``, itself first, with its texts; none without."""
    units: list[Noun] = [noun]
    for name in type(noun).model_fields:
        value = getattr(noun, name)
        if name in _APART:
            units += [each for each in _several(value) if isinstance(each, Noun)]
    found = [Texts(str(vars(each)["id"]), dict(texts_of(each))) for each in units]
    return [each for each in found if each.texts]


def _several(value: Any) -> tuple[Any, ...]:
    return value if isinstance(value, tuple) else (value,)


def texts_of(noun: Noun, path: str = "") -> Iterator[tuple[str, str]]:
    """Path and text of each text in ``noun`` that has a letter, in the order of its fields."""
    if isinstance(noun, Citation):
        return
    for name in type(noun).model_fields:
        if not (isinstance(noun, Outline | Module) and name in _APART):
            yield from _in_value(getattr(noun, name), f"{path}{name}", text=name in _FIELDS)


def _in_value(value: Any, path: str, *, text: bool) -> Iterator[tuple[str, str]]:
    if isinstance(value, Noun):
        yield from texts_of(value, f"{path}/")
    elif isinstance(value, tuple):
        for at, each in enumerate(value):
            yield from _in_value(each, f"{path}/{getattr(each, 'id', at)}", text=text)
    elif text and isinstance(value, str) and _LETTER.search(value):
        yield path, value


def digest_of(texts: Mapping[str, str]) -> str:
    """What ``TranslatedUnit.of`` holds of the texts that were translated."""
    return digest(dict(texts), 12)


def missing(unit: Texts, known: TranslatedUnit | None) -> list[str]:
    """The paths of ``unit`` that have no translation, or one of other texts."""
    if known is None or known.of != digest_of(unit.texts):
        return list(unit.texts)
    return [path for path in unit.texts if path not in known.texts]


def translated_course(
    course: Course, files: Mapping[str, Translation], outline: Mapping[str, Any]
) -> Course:
    """``course`` with the texts of ``files``, by the id of the file; ``outline`` are other settings of it.

    What has no translation stays as it is. Raises pydantic's ValidationError where a unit cannot have such texts, as
    two sides of a matching that became the same.
    """
    return Course(
        outline=_file(course.outline.model_copy(update=dict(outline)), files),
        modules=tuple(_file(each, files) for each in course.modules),
    )


def unusable(course: Course, files: Mapping[str, Translation]) -> dict[tuple[str, str], str]:
    """File and unit of each unit that cannot have the texts that ``files`` give it, and why."""
    wrong: dict[tuple[str, str], str] = {}
    nouns: list[Outline | Module] = [course.outline, *course.modules]
    for noun in nouns:
        known = files.get(noun.id)
        texts = {each.id: each.texts for each in known.units} if known else {}
        for name in _APART & type(noun).model_fields.keys():
            for each in _several(getattr(noun, name)):
                try:
                    _unit(each, texts)
                except ValidationError as error:
                    wrong[noun.id, str(vars(each)["id"])] = error.errors()[0]["msg"]
    return dict(sorted(wrong.items()))


def without_units(
    files: Mapping[str, Translation], gone: Collection[tuple[str, str]]
) -> dict[str, Translation]:
    """``files`` without the units ``gone``, by file and unit."""
    return {
        file: made.model_copy(
            update={"units": tuple(each for each in made.units if (file, each.id) not in gone)}
        )
        for file, made in files.items()
    }


def _file(noun: AnyNoun, files: Mapping[str, Translation]) -> AnyNoun:
    known = files.get(str(vars(noun)["id"]))
    if known is None:
        return noun
    texts = {each.id: each.texts for each in known.units}
    changes: dict[str, Any] = {}
    for name in type(noun).model_fields:
        value = getattr(noun, name)
        if name not in _APART:
            continue
        if isinstance(value, tuple):
            changes[name] = tuple(_unit(each, texts) for each in value)
        elif value is not None:
            changes[name] = _unit(value, texts)
    return _with(noun.model_copy(update=changes), texts.get(str(vars(noun)["id"]), {}), "")


def _unit(value: Any, texts: Mapping[str, Mapping[str, str]]) -> Any:
    if not isinstance(value, Noun):  # an id
        return value
    made = _with(value, texts.get(str(vars(value)["id"]), {}), "")
    return type(value).model_validate(made.model_dump())


def _with(noun: AnyNoun, texts: Mapping[str, str], path: str) -> AnyNoun:
    """``noun`` with ``texts`` at their paths."""
    changes = {
        name: _changed(getattr(noun, name), texts, f"{path}{name}")
        for name in type(noun).model_fields
        if not (isinstance(noun, Outline | Module) and name in _APART)
    }
    return noun.model_copy(update=changes)


def _changed(value: Any, texts: Mapping[str, str], path: str) -> Any:
    if isinstance(value, Citation):
        return value
    if isinstance(value, Noun):
        return _with(value, texts, f"{path}/")
    if isinstance(value, tuple):
        return tuple(
            _changed(each, texts, f"{path}/{getattr(each, 'id', at)}")
            for at, each in enumerate(value)
        )
    return texts.get(path, value) if isinstance(value, str) else value
