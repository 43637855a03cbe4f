"""Labels to citations: the quote is copied by code, so an invented quote cannot exist.

In: labels such as ``"3.2"`` and the passages of the request. Out: one citation a passage and run of
neighbouring sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from coursegen.model.blocks import Citation
from coursegen.model.passage import Passage

__all__ = ["DraftError", "citations", "passage_ids"]

_LABEL = re.compile(r"^(\d+)\.(\d+)$")


class DraftError(ValueError):
    """A draft that cannot become a noun; the message is meant for whoever wrote the draft."""


def citations(labels: Iterable[str], passages: Sequence[Passage]) -> tuple[Citation, ...]:
    """Citations of ``labels``, in the order of the passages; each quote stands in its passage.

    Raises DraftError for a label that is not ``number.number`` or names no sentence.
    """
    wanted: dict[int, set[int]] = {}
    for label in labels:
        match = _LABEL.match(label)
        if not match:
            raise DraftError(
                f"the label {label!r} is not of the form passage.sentence, such as 3.2"
            )
        number, sentence = int(match[1]) - 1, int(match[2]) - 1
        if not (0 <= number < len(passages) and 0 <= sentence < len(passages[number].sentences)):
            raise DraftError(f"the label {label!r} names no sentence of this request")
        wanted.setdefault(number, set()).add(sentence)
    return tuple(
        Citation(passage=passages[number].id, quote=quote)
        for number in sorted(wanted)
        for quote in _quotes(passages[number], sorted(wanted[number]))
    )


def passage_ids(cites: Iterable[Citation]) -> tuple[str, ...]:
    """The passages that ``cites`` name, sorted, each once."""
    return tuple(sorted({each.passage for each in cites}))


def _quotes(passage: Passage, sentences: list[int]) -> list[str]:
    spans = _spans(passage)
    runs: list[tuple[int, int]] = []
    for index in sentences:
        start, end = spans[index]
        if runs and passage.text[runs[-1][1] : start].strip() == "":
            runs[-1] = (runs[-1][0], end)
        else:
            runs.append((start, end))
    return [passage.text[start:end] for start, end in runs]


def _spans(passage: Passage) -> list[tuple[int, int]]:
    spans, cursor = [], 0
    for sentence in passage.sentences:
        start = passage.text.index(sentence, cursor)
        cursor = start + len(sentence)
        spans.append((start, cursor))
    return spans
