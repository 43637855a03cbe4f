"""What an LMS does with packages, as data: its limits and its habits."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from coursegen.model.base import Noun

__all__ = ["Profile", "Release"]

Release = Literal["patch", "minor", "major"]
"""How far a version is from the one before: other words; other content; another key, score or structure."""


class Profile(Noun):
    """An LMS.

    ``plays`` are the targets it takes (empty: any); ``state`` how many characters of saved state
    it keeps of a target, where that is not what the standard says; ``upload_megabytes`` the largest file it
    takes, as far as known. ``exit_when_done`` is how a finished course leaves: ``normal``, or ``suspend``
    where a normal exit would start a new attempt at the next launch. ``learner`` and ``administrator`` say, for
    a release, what who is in the middle will see and what is to be done.
    """

    name: str
    plays: tuple[str, ...] = ()
    state: dict[str, int] = Field(default_factory=dict)
    upload_megabytes: float | None = None
    exit_when_done: Literal["normal", "suspend"] = "normal"
    learner: dict[Release, str] = Field(default_factory=dict)
    administrator: dict[Release, str] = Field(default_factory=dict)
