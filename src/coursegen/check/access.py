"""The rule on content that everybody can use: pictures, recordings, tables and links say what they are.

In: a CheckContext. Out: Findings.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from coursegen.check.context import CheckContext
from coursegen.check.vocabulary import fold
from coursegen.model.blocks import Block, Clip, Figure, Table
from coursegen.model.finding import Finding, Severity

__all__ = ["content_accessible"]

_Flaw = tuple[Severity, str, str, str]  # severity, field, message, hint
_LONGEST_ALT = 250


def content_accessible(context: CheckContext) -> Iterable[Finding]:
    """Pictures have a text, recordings captions, tables column heads, links a name.

    Why: who cannot see or hear it, or prints it, gets no other way to the content (WCAG 2.2: 1.1.1, 1.2.2,
    1.3.1, 2.4.4).
    Mend: write what the picture says, add a captions file, name every column, name where a link leads.
    """
    for module in context.course.modules:
        for block in module.blocks:
            for severity, field, message, hint in _flaws(context, block):
                yield Finding(
                    rule="content-accessible",
                    severity=severity,
                    message=message,
                    hint=hint,
                    module=module.id,
                    unit=block.id,
                    field=field,
                )
    for claim in context.claims:
        link = context.words.empty_link.search(fold(claim.text))
        if link:
            message = f"A link does not say where it leads: “{link[0]}”"
            yield context.at(claim, "content-accessible", "warning", message, "Name the place.")


def _flaws(context: CheckContext, block: Block) -> Iterator[_Flaw]:
    if isinstance(block, Figure):
        yield from _figure(context, block)
    elif isinstance(block, Clip):
        if not block.captions and not block.transcript.strip():
            hint = "Put a .vtt file beside it and name it in `captions`, or write a `transcript`."
            yield "warning", "captions", "The recording has no captions and no transcript.", hint
    elif isinstance(block, Table):
        for number, name in enumerate(block.columns, 1):
            if not name.strip():
                message = f"Column {number} has no head."
                yield "warning", "columns", message, "Say what stands in the column."
        if len({fold(each) for each in block.columns}) < len(block.columns):
            yield "warning", "columns", "Two columns have the same head.", "Tell them apart."


def _figure(context: CheckContext, block: Figure) -> Iterator[_Flaw]:
    alt = fold(block.alt)
    hint = "Write what the picture says; leave `alt` empty only where it is decoration."
    if not alt and block.caption.strip():
        message = "The picture has a caption and no text for who cannot see it."
        yield "warning", "alt", message, hint
    elif not alt:
        yield "note", "alt", "The picture has no text: is it decoration?", hint
    elif context.words.poor_alt.search(alt):
        yield "warning", "alt", f"The text says that it is a picture, not what it says: “{block.alt}”", hint  # fmt: skip
    elif len(alt) > _LONGEST_ALT:
        message = f"The text has {len(alt)} letters; it is read in one breath."
        yield "note", "alt", message, "Say it in a sentence or two; put the rest into the module."
