"""The rule on merges: no source holds the marks of a merge that nobody settled.

In: a CheckContext. Out: Findings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from coursegen.check.context import CheckContext
from coursegen.model.finding import Finding
from coursegen.model.passage import Occurrence

__all__ = ["source_unsettled"]

_OPENING = 7 * "<"
"""Looked for first, as there are many passages."""
_MARK = re.compile(rf"(?:^|\s){_OPENING}\s+(\S.*)")
_LONGEST = 80


def source_unsettled(context: CheckContext) -> Iterable[Finding]:
    """No source holds both sides of a merge.

    Why: git writes both sides into the file, and both are read: a rule and what it was before stand side by side,
    or one of them is taken for a heading, and nobody has said which holds.
    Mend: keep the side that holds in the source, delete the lines that begin with `<<<<<<<`, `=======` and `>>>>>>>`, and
    build again.
    """
    marks: dict[str, str] = {}
    for occurrence in context.index.occurrences:
        for text in _texts(context, occurrence):
            if _OPENING in text and (found := _MARK.search(text)):
                marks.setdefault(occurrence.document, found[1])
    for document, beside in sorted(marks.items()):
        shown = beside if len(beside) <= _LONGEST else f"{beside[:_LONGEST]}…"
        yield Finding(
            rule="source-unsettled",
            severity="error",
            message=f"{document} holds both sides of a merge, from “<<<<<<< {shown}” on",
            hint="Keep the side that holds, delete the lines that begin with <<<<<<<, ======= and >>>>>>>, and build again.",
        )


def _texts(context: CheckContext, occurrence: Occurrence) -> Iterator[str]:
    """The headings over a passage, and its text: a side of a merge is read as either."""
    yield from occurrence.locator.heading
    yield context.index.passage_by_id[occurrence.passage].text
