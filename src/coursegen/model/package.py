"""What an exporter takes beside the course, and what it returns."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from coursegen.model.base import Noun
from coursegen.model.profile import Profile
from coursegen.model.source import Edition, Locator
from coursegen.model.theme import Theme

__all__ = ["Cut", "Package", "PackageContext", "Place", "SourceNote"]


class Place(Noun):
    """Where a cited passage stands, for "show me the source"."""

    document: str
    locator: Locator


class SourceNote(Noun):
    """A source as the learner is told of it."""

    title: str
    edition: Edition = Edition()


class Cut(Noun):
    """A part of a recording, which stands in a package in the place of the whole.

    ``media`` is the recording's path in the project, ``name`` the name of the part in a package. It holds what is
    seen and heard from second ``start`` to ``end`` of the recording, and maybe a little before: second s of the
    recording is s + ``shift`` in it.
    """

    media: str
    name: str
    start: float = Field(ge=0)
    end: float
    shift: float
    data: bytes

    def at(self, second: float) -> float:
        """Second ``second`` of the recording as a second of this part, within its bounds."""
        return round(max(min(second, self.end), self.start) + self.shift, 3)


class PackageContext(Noun):
    """What an exporter needs beside the course, all of it from the lock and the project's folder.

    ``places`` maps a passage id to its first place; ``sources`` a source's path to its note; ``slots`` a
    unit's id to its tracking slot; ``media`` a project path to its bytes; ``cuts`` the id of a clip to the part of its
    recording, and the name of a further part that is cited to that part; ``stamp`` is the digest of the
    passages rested on; ``theme`` is the project's own look, its files in ``media``. ``revisions`` counts, by unit, the exports in which its meaning changed; ``profile``
    is the LMS it is made for; ``units`` whether the LMS launches the course as one, or each module and the test
    for itself; ``overridden`` are the findings in spite of which it is exported.
    """

    places: dict[str, Place] = Field(default_factory=dict)
    sources: dict[str, SourceNote] = Field(default_factory=dict)
    slots: dict[str, int] = Field(default_factory=dict)
    media: dict[str, bytes] = Field(default_factory=dict)
    cuts: dict[str, Cut] = Field(default_factory=dict)
    stamp: str = ""
    theme: Theme = Theme()
    revisions: dict[str, int] = Field(default_factory=dict)
    profile: Profile = Profile(name="")
    units: Literal["course", "module"] = "course"
    overridden: tuple[str, ...] = ()


class Package(Noun):
    """The files of a package by path (forward slashes), and the suffix its file gets.

    ``folder`` says that people use the files as they are: they are then also written unpacked, as a
    folder beside the file. ``single`` says that its only file is the package, with nothing around it. ``notes`` say how the target writes the course's tracking.
    """

    files: dict[str, bytes]
    suffix: str = ".zip"
    folder: bool = False
    single: bool = False
    notes: tuple[str, ...] = ()
