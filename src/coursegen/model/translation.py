"""A course in another language: what of it is text, beside the files that it translates.

``course/course.nl.yaml`` and ``course/modules/<id>.nl.yaml`` hold a Translation each. Ids, keys, citations, tracking
slots and everything else that is no text for learners is that of the file beside it.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from coursegen.model.base import Identifier, Language, Noun, Text

__all__ = ["TranslatedUnit", "Translation", "TranslationSettings"]


class TranslatedUnit(Noun):
    """The texts of one unit. ``of`` digests those that were translated: where they differ now, it is out of date."""

    id: Identifier
    of: Annotated[str, Field(pattern=r"^[0-9a-f]{12}$")]
    texts: dict[str, Text] = Field(default_factory=dict)


class Translation(Noun):
    """One file: the units of the file ``id`` (the course's, or a module's) in another language."""

    format: Literal[1] = 1
    id: Identifier
    language: Language
    units: tuple[TranslatedUnit, ...] = ()


class TranslationSettings(Noun):
    """``[translations.<language>]``: how a translation speaks.

    ``glossary`` maps words of the course to those that stand for them; ``avoid`` are words of no text of it.
    """

    address: Literal["", "je", "u", "du", "Sie", "tu", "vous", "you"] = ""
    glossary: dict[str, str] = Field(default_factory=dict)
    avoid: tuple[str, ...] = ()
