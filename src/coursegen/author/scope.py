"""What the course is about: statements for its audience, under the headings that were asked for.

In: the Index, the audience, headings to include and exclude. Out: the Scope.
"""

from __future__ import annotations

from collections.abc import Sequence

from coursegen.author.requests import Scope
from coursegen.index.scope import in_scope
from coursegen.model.course import Audience
from coursegen.model.passage import Index, Statement

__all__ = ["scope_of"]


def scope_of(
    index: Index, audience: Audience, *, include: Sequence[str] = (), exclude: Sequence[str] = ()
) -> Scope:
    """Divide the statements of ``index``. A heading counts where it, or one above it, holds the words."""
    inside: list[Statement] = []
    outside: list[Statement] = []
    for statement in index.statements:
        wanted = (not include or _under(statement, include)) and not _under(statement, exclude)
        fits = wanted and in_scope(statement, audience)
        (inside if fits else outside).append(statement)
    return Scope(index=index, inside=tuple(inside), outside=tuple(outside))


def _under(statement: Statement, headings: Sequence[str]) -> bool:
    path = [part.casefold() for part in statement.heading]
    return any(each.casefold() in part for each in headings for part in path)
