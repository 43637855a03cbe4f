"""What the sources disagree on, and what [decisions] says of it. In: the Index, decisions. Out: Disputes.

A decision names its topic and the side that holds: a document, or words that only that side has.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

from coursegen.build.memory import Memory
from coursegen.config import CONFIG_NAME
from coursegen.errors import ConfigError
from coursegen.index.disagreements import disagreements_in
from coursegen.index.editions import older_editions
from coursegen.model.disagreement import Disagreement, Disputes, Side
from coursegen.model.passage import Index, Statement

__all__ = ["Decision", "disputes_in"]

Decision = str | int | float | bool


def disputes_in(
    index: Index,
    statements: Sequence[Statement],
    decisions: Mapping[str, Decision],
    *,
    strict: bool = True,
    known: Memory | None = None,
) -> Disputes:
    """What of ``statements`` cannot all hold, as far as ``decisions`` leave it open.

    ``known`` is what was found out about statements before.

    Older editions are taken out first: between two editions nothing disagrees. Raises ConfigError where a decision
    fits none or all of the sides of its topic; unless ``strict``, such a one decides nothing.
    """
    older = older_editions(index)
    old = {each.document for each in older}
    current = [each for each in statements if each.document not in old]
    found = disagreements_in(index, current, known)
    topics = {each.topic for each in found}
    return Disputes(
        disagreements=tuple(_decided(each, decisions, strict=strict) for each in found),
        older=tuple(older),
        unused=tuple(each for each in decisions if each not in topics),
    )


def _decided(
    found: Disagreement, decisions: Mapping[str, Decision], *, strict: bool
) -> Disagreement:
    if found.topic not in decisions:
        return found
    answer = decisions[found.topic]
    holds = _sides(found.sides, str(answer))
    if not holds or len(holds) == len(found.sides):
        if not strict:
            return found
        many = "all of the sides" if holds else "none of the sides"
        listed = "\n  ".join(f"{each.document}: {each.text}" for each in found.sides)
        raise ConfigError(
            f"decisions.{found.topic} = {answer!r} fits {many}",
            where=CONFIG_NAME,
            hint=f"Name the document that holds, or words of one side only:\n  {listed}",
        )
    return found.model_copy(update={"holds": tuple(each.statement for each in holds)})


def _sides(sides: Sequence[Side], answer: str) -> list[Side]:
    """The sides that ``answer`` names: by document, else by the words in which they differ, else by any words."""
    wanted = answer.strip().casefold()
    named = [each for each in sides if wanted in _names(each)]
    if named:
        return named
    words = re.compile(rf"(?<!\w){re.escape(wanted)}(?!\w)")
    for read in (_value, _text):
        found = [each for each in sides if words.search(read(each))]
        exact = [each for each in found if read(each) == wanted]
        if found:
            return exact or found
    return []


def _names(side: Side) -> set[str]:
    path = PurePosixPath(side.document)
    return {side.statement, side.document.casefold(), path.name.casefold(), path.stem.casefold()}


def _value(side: Side) -> str:
    return side.value.casefold()


def _text(side: Side) -> str:
    return side.text.casefold()
