"""What the course does not hold, and why. In: files not read, the scope, what is taught. Out: LeftOut lines.

Nothing is dropped in silence: each statement of the sources is taught, or stands here under one reason.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import get_args

from coursegen.api.project import Project
from coursegen.api.reports import LeftOut, Reason
from coursegen.author.requests import Scope
from coursegen.author.scope import Outside, why_outside
from coursegen.config import Config
from coursegen.index.scope import actors
from coursegen.model.course import Audience
from coursegen.model.passage import Statement
from coursegen.model.source import Document

__all__ = ["Causes", "files_left_out", "notices_of", "outside_left_out", "untaught_left_out"]


def files_left_out(project: Project) -> list[LeftOut]:
    """Files that were passed over as they cannot be read, that no reader knows, that [sources] excludes."""
    return [
        *(LeftOut(each.where, each.what, "unread") for each in project.unread),
        *(LeftOut(each, "no reader knows this kind of file", "file") for each in project.skipped),
        *(LeftOut(each, "excluded under [sources]", "source") for each in project.excluded),
    ]


def notices_of(documents: Iterable[Document]) -> list[str]:
    """What of the documents could not be read, each with its path."""
    return [f"{each.source.path}: {notice}" for each in documents for notice in each.notices]


def outside_left_out(
    scope: Scope, config: Config, audience: Audience, language: str
) -> list[LeftOut]:
    """Statements out of scope for ``audience``: by heading where one is left out, else by actor.

    Who is meant in another language than the course's, ``language``, cannot be told: that is the reason then.
    """
    by_reason: dict[str, list[Statement]] = {each: [] for each in (*get_args(Outside), "language")}
    course = config.course
    for each in scope.outside:
        why: str | None = why_outside(
            each,
            audience,
            include=course.include,
            exclude=course.exclude,
            disputes=scope.disputes,
        )
        if why != "heading" and _in_another(each, language):
            why = "language"
        if why is not None:
            by_reason[why].append(each)
    return [
        *_sections(by_reason["heading"], "heading", "left out by heading under [course]"),
        *_sections(by_reason["language"], "language", _not_in(language)),
        *_actors(by_reason["role"], "role", "a role left out under [audience]"),
        *_actors(by_reason["actor"], "actor", "not for this audience"),
        *_sections(by_reason["edition"], "edition", "a newer edition is among the sources"),
        *_sections(by_reason["decision"], "decision", "sources disagree; see [decisions]"),
    ]


@dataclass(frozen=True)
class Causes:
    """Passages by what keeps a module from teaching them.

    ``no_room``: the minutes left no room for them; None where only the build knew. ``planned``: they stand in a module.
    A build ``again`` tried no others: why the rest is left out was told by an earlier one. ``waiting``: no build has
    seen them. ``removed``: a person took out what told them.
    """

    no_room: Collection[str] | None = None
    planned: Collection[str] = ()
    again: bool = False
    waiting: Collection[str] = ()
    removed: Collection[str] = ()


def untaught_left_out(
    untaught: Iterable[Statement], minutes: int, language: str, causes: Causes
) -> list[LeftOut]:
    """Statements in scope that no module teaches, each under the first of ``causes`` that it has.

    A course is in one language, ``language``: what a source says in another is for a course of its own.
    """
    without: dict[Reason, list[Statement]] = defaultdict(list)
    for each in untaught:
        rests = {ref.passage for ref in each.evidence}
        if _in_another(each, language):
            without["language"].append(each)
        elif not rests.isdisjoint(causes.waiting):
            without["waiting"].append(each)
        elif not rests.isdisjoint(causes.removed):
            without["removed"].append(each)
        elif causes.no_room is None:
            without["untaught"].append(each)
        elif not rests.isdisjoint(causes.no_room):
            without["minutes"].append(each)
        elif rests.isdisjoint(causes.planned):
            without["untaught" if causes.again else "few"].append(each)
        else:
            without["form"].append(each)
    room = f"no room in {minutes} minutes"
    why: dict[Reason, str] = {
        "language": _not_in(language),
        "minutes": room,
        "few": "too little can be asked about it for a module",
        "form": "nothing plain could be made of it",
        "untaught": f"{room}, or too little plain in it for a module",
        "waiting": "new or changed since the last build",
        "removed": "taken out of the course by a person",
    }
    return [line for each in why for line in _sections(without[each], each, why[each])]


def _in_another(statement: Statement, language: str) -> bool:
    return statement.language.partition("-")[0] != language.partition("-")[0]


def _not_in(language: str) -> str:
    return f"not in the course's language, {language}"


def _sections(statements: Sequence[Statement], reason: Reason, why: str) -> Iterator[LeftOut]:
    counts = Counter(" > ".join((each.document, *each.heading)) for each in statements)
    for section, count in sorted(counts.items()):
        yield LeftOut(section, why, reason, count)


def _actors(statements: Sequence[Statement], reason: Reason, why: str) -> Iterator[LeftOut]:
    for actor, count in actors(statements):
        yield LeftOut(actor, why, reason, count)
