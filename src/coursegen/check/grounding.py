"""Rules on citations: there is one where the source speaks, and its quote stands in the passage.

In: a CheckContext. Out: Findings.
"""

from __future__ import annotations

from collections.abc import Iterable

from coursegen.check.claims import STATING, Claim
from coursegen.check.context import CheckContext
from coursegen.check.vocabulary import fold
from coursegen.index.normalise import normalise
from coursegen.model.finding import Finding

__all__ = ["citation_missing", "quote_verbatim"]

_SHOWN = 160  # characters of a quote or passage in a message


def quote_verbatim(context: CheckContext) -> Iterable[Finding]:
    """Every quote stands, word for word, in the passage that its citation names.

    Why: the citation is the course's proof; one wrong character and it proves nothing.
    Mend: copy the quote from the source again, or run ``coursegen build`` after the source changed.
    """
    for each in context.citations:
        passage = context.index.passage_by_id.get(each.citation.passage)
        quote = normalise(each.citation.quote)
        if passage is None:
            message = f"The passage {each.citation.passage} is in no source: “{_short(quote)}”"
            hint = (
                "The source has changed or is gone: run `coursegen build`. For a unit that is pinned "
                "or that you keep, cite another passage."
            )
        elif quote in normalise(passage.text):
            continue
        elif fold(quote) in fold(passage.text):
            message = f"The quote differs from its passage in capitals or marks: “{_short(quote)}”"
            hint = f"The passage reads: “{_short(passage.text)}”"
        else:
            message = f"The quote does not stand in its passage: “{_short(quote)}”"
            hint = f"The passage reads: “{_short(passage.text)}”"
        yield Finding(
            rule="quote-verbatim",
            severity="error",
            message=message,
            hint=hint,
            module=each.module,
            unit=each.unit,
            field="citations",
        )


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1].rstrip() + "…"


def citation_missing(context: CheckContext) -> Iterable[Finding]:
    """What speaks for the source has a citation in reach: its own, or its unit's.

    Meant are texts of origin source, keys with their feedback, rationales, consequences and debriefs.
    Why: a statement without a citation cannot be checked, explained or kept up to date.
    Mend: cite the passage, or say who is behind the text with ``origin: author``.
    """
    for claim in context.claims:
        if not claim.citations and _speaks_for_source(claim):
            yield context.at(
                claim,
                "citation-missing",
                "error",
                f"This text has no citation in reach: “{_short(claim.text)}”",
                "Cite the passage it rests on, or set `origin: author`.",
            )


def _speaks_for_source(claim: Claim) -> bool:
    if claim.role in ("consequence", "debrief"):
        return True
    return claim.origin == "source" and claim.role in STATING | {"distractor_feedback"}
