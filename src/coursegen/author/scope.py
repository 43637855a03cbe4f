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
    """Divide the statements of ``index``.

    ``include`` and ``exclude`` are headings, or parts of them; one counts for all that stands below it.
    """
    inside: list[Statement] = []
    outside: list[Statement] = []
    for statement in index.statements:
        wanted = (not include or _under(statement, include)) and not _under(statement, exclude)
        fits = wanted and in_scope(statement, audience)
        (inside if fits else outside).append(statement)
    return Scope(index=index, inside=tuple(inside), outside=tuple(outside))


def _under(statement: Statement, wanted: Sequence[str]) -> bool:
    """Whether a heading above the statement holds one of the parts ``wanted``."""
    headings = [each.casefold() for each in statement.heading]
    return any(part.casefold() in heading for part in wanted for heading in headings)
