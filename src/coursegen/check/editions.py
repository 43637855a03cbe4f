"""The rule on editions: what says another thing calls itself another edition.

In: a CheckContext. Out: Findings.
"""

from __future__ import annotations

from collections.abc import Iterable

from coursegen.change.editions import edition_words
from coursegen.check.context import CheckContext
from coursegen.model.finding import Finding

__all__ = ["same_edition"]


def same_edition(context: CheckContext) -> Iterable[Finding]:
    """A source whose rules changed in meaning declares another version or effective date than before.

    Why: who passed "version 3.1" is recorded as trained on it; two texts under one name make that worthless.
    Mend: ask the owner of the source for a new version number or effective date; ``coursegen diff`` shows
    what changed.
    """
    for each in context.same_edition:
        yield Finding(
            rule="same-edition",
            severity="warning",
            message=f"{each.document} changed in meaning {each.changes} time(s) since the last build, and still "
            f"declares the edition {edition_words(each.edition)}",
            hint="Give it a new version number or effective date; `coursegen diff` shows what changed.",
        )
