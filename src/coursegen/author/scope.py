"""What the course is about: statements for its audience, under the headings that were asked for.

In: the Index, the audience, headings to include and exclude, decisions. Out: the Scope.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Literal

from coursegen.author.decisions import Decision, disputes_in
from coursegen.author.requests import Scope
from coursegen.build.memory import Memory
from coursegen.config import Config
from coursegen.index.scope import in_scope, is_named, staff_names
from coursegen.model.course import Audience
from coursegen.model.disagreement import Disputes
from coursegen.model.passage import Index, Statement

__all__ = ["Outside", "audience_of", "scope_by", "scope_of", "scope_regardless", "why_outside"]


Outside = Literal["heading", "role", "actor", "edition", "decision"]
"""Why a statement is out of scope: its heading is excluded or not included; its actor is a role left out; it is
about somebody else; a newer edition of its document is among the sources; sources disagree on it, and nobody has
decided, or for the other side."""


_BETWEEN = re.compile(r"\s*[,;/&]\s*|\s+(?:and|en|und|et|or|of|oder|ou)\s+")


def audience_of(index: Index, audience: Audience) -> Audience:
    """``audience`` with its name for aliases where it has none and the sources name somebody by it.

    An audience that is all of the staff (*employees*) is known by the sources' other words for the staff too.
    """
    if audience.aliases or not audience.name:
        return audience
    words = tuple(each for each in _BETWEEN.split(audience.name.strip()) if each)
    named = tuple(each for each in words if any(is_named(one, each) for one in index.statements))
    staff = staff_names(index.statements, words)
    return audience.model_copy(update={"aliases": tuple(dict.fromkeys((*named, *staff)))})


def scope_of(
    index: Index,
    audience: Audience,
    *,
    include: Sequence[str] = (),
    exclude: Sequence[str] = (),
    decisions: Mapping[str, Decision] | None = None,
    strict: bool = True,
    known: Memory | None = None,
) -> Scope:
    """Divide the statements of ``index``.

    ``include`` and ``exclude`` are headings, or parts of them; one counts for all that stands below it. An
    audience without aliases is known by its name (``audience_of``). What sources disagree on is out of scope until
    ``decisions`` say which holds; so is an older edition. Raises ConfigError where a decision fits no one side;
    unless ``strict``, such a one decides nothing. ``known`` is what was found out about statements before.
    """
    audience = audience_of(index, audience)
    kept = [each for each in index.statements if not _left_by_heading(each, include, exclude)]
    found = disputes_in(index, kept, decisions or {}, strict=strict, known=known)
    disputes = _for(audience, found, index)
    return _divided(index, audience, include, exclude, disputes)


def scope_by(index: Index, config: Config, known: Memory | None = None) -> Scope:
    """The scope of ``index`` by the settings of a project; ``known`` as in ``scope_of``, which says what it raises."""
    course = config.course
    return scope_of(
        index,
        config.audience,
        include=course.include,
        exclude=course.exclude,
        decisions=config.decisions,
        known=known,
    )


def scope_regardless(index: Index, config: Config) -> Scope:
    """The same, disputed or not: for sources of before, which the decisions of today need not fit."""
    course, audience = config.course, audience_of(index, config.audience)
    return _divided(index, audience, course.include, course.exclude, Disputes())


def _divided(
    index: Index,
    audience: Audience,
    include: Sequence[str],
    exclude: Sequence[str],
    disputes: Disputes,
) -> Scope:
    inside: list[Statement] = []
    outside: list[Statement] = []
    for statement in index.statements:
        why = why_outside(statement, audience, include=include, exclude=exclude, disputes=disputes)
        (outside if why else inside).append(statement)
    return Scope(index=index, inside=tuple(inside), outside=tuple(outside), disputes=disputes)


def _for(audience: Audience, disputes: Disputes, index: Index) -> Disputes:
    """The disputes of which a side is for ``audience``; the others do not concern the course."""
    ours = {each.id for each in index.statements if in_scope(each, audience)}
    concerned = tuple(
        each
        for each in disputes.disagreements
        if any(side.statement in ours for side in each.sides)
    )
    return disputes.model_copy(update={"disagreements": concerned})


def _left_by_heading(statement: Statement, include: Sequence[str], exclude: Sequence[str]) -> bool:
    return bool((include and not _under(statement, include)) or _under(statement, exclude))


def why_outside(
    statement: Statement,
    audience: Audience,
    *,
    include: Sequence[str],
    exclude: Sequence[str],
    disputes: Disputes | None = None,
) -> Outside | None:
    """Why ``statement`` is out of scope; None where it is in."""
    if _left_by_heading(statement, include, exclude):
        return "heading"
    if disputes and statement.document in disputes.old_documents:
        return "edition"
    if in_scope(statement, audience):
        return "decision" if disputes and statement.id in disputes.out else None
    everybody = audience.model_copy(update={"roles_left_out": ()})
    return "role" if in_scope(statement, everybody) else "actor"


def _under(statement: Statement, wanted: Sequence[str]) -> bool:
    """Whether a heading above the statement holds one of the parts ``wanted``."""
    headings = [each.casefold() for each in statement.heading]
    return any(part.casefold() in heading for part in wanted for heading in headings)
