"""What all nouns share: frozen, no unknown field, and the few constrained words."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from coursegen.ids import ID_PATTERN

__all__ = [
    "MANY_ITEMS",
    "Bloom",
    "Identifier",
    "Language",
    "Meta",
    "Noun",
    "Origin",
    "PassageId",
    "Programme",
    "Text",
    "Waiver",
    "ids_in",
    "programme_from",
]


class Noun(BaseModel):
    """A frozen value. Building one with a wrong or unknown field is an error.

    How it is checked is worked out when the first one is built, not when the module is imported: a build needs a part
    of them.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, defer_build=True)


def ids_in(part: object) -> Iterator[str]:
    """Every id in ``part``, a noun or tuple of nouns, its own first."""
    if isinstance(part, tuple):
        for each in part:
            yield from ids_in(each)
    elif isinstance(part, Noun):
        identifier = getattr(part, "id", None)
        if isinstance(identifier, str):
            yield identifier
        for value in vars(part).values():  # in the order of the fields
            if isinstance(value, (tuple, Noun)):
                yield from ids_in(value)


class Waiver(Noun):
    """A finding that a person lets pass on this unit: the rule, why, and who says so. Shown in every report."""

    rule: Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
    reason: Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
    by: Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]


Identifier = Annotated[
    str, StringConstraints(pattern=ID_PATTERN, max_length=80), Field(description="slug-abc12")
]
PassageId = Annotated[
    str,
    StringConstraints(pattern=r"^[0-9a-f]{12}$"),
    Field(description="First 12 hex characters of the SHA-256 of the passage's normalised text"),
]
Text = Annotated[
    str,
    StringConstraints(min_length=1, strip_whitespace=True),
    Field(description="CommonMark without raw HTML"),
]
Language = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]+)*$"),
    Field(description="BCP 47 language tag, such as en or nl"),
]
Meta = dict[str, str | int | float | bool]
"""A team's own fields (owner, catalogue code); carried along, never read."""

Bloom = Literal["remember", "understand", "apply", "analyse", "evaluate", "create"]
"""Levels of Bloom's revised taxonomy (Anderson and Krathwohl, 2001)."""

Programme = Literal["never", "auto", "always"]

MANY_ITEMS = 5
"""Items of a module beyond which every second one of an objective is asked in the final assessment."""

_PLANNED, _WRITTEN = 1.5, 1.25
"""So many times its minutes a course becomes a programme from on by itself (``auto``), told by what could be taught, and by
what is written of it: that comes to less."""


def programme_from(programme: Programme, minutes: float, *, written: bool = False) -> float:
    """The minutes of matter from which on a course of ``minutes`` may be several; infinite for ``never``.

    Of what is ``written`` less will do than of what is planned. ``always`` divides whatever is longer than the course.
    """
    if programme == "never":
        return math.inf
    share = _WRITTEN if written else _PLANNED
    return share * minutes if programme == "auto" else 0.0


Origin = Literal["source", "template", "model", "author"]
"""Who is behind a text. Only ``source`` may state a duty, number, deadline, permission or power."""
