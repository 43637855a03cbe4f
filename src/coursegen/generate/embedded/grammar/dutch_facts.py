"""Dutch facts taken apart: what is done, by whom. In: a Statement. Out: its subject and predicate as written.

Only what opens with its subject, or where the index has named the actor behind the verb: the end of any
other inverted subject cannot be told from its words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from coursegen.model.passage import Statement

__all__ = ["FactParts", "fact_parts", "keeps_thing", "said_behind"]

_LONGEST = 14
_ARTICLE = r"(?:(?:de|het|een|elke|elk|iedere|ieder|alle) )?"
_AHEAD = re.compile(
    r"(?:als|indien|wanneer|zodra|voordat|nadat|na|bij|in|op|met|van|voor|door|om|binnen|tijdens|zonder|"
    r"net als|daarnaast|hierbij|daarbij|hier|daar|dit|deze|dat|die|ook|er|middels|naast|aan|uit|over|onder|tot)\b",
    re.IGNORECASE,
)
_ER = re.compile(r"\ber(?:aan|bij|door|in|mee|op|over|uit|van|voor)\b", re.IGNORECASE)
_SINGULAR = re.compile(r"[a-z]{3,}[^n\W]$|(?:is|heeft|gaat|doet|staat|ziet)$")


@dataclass(frozen=True)
class FactParts:
    """What stands before; the subject; the auxiliary; what follows (with the main verb where that is finite)."""

    ahead: str
    subject: str
    finite: str
    said: str
    plural: bool


def fact_parts(statement: Statement) -> FactParts | None:
    """The parts of ``X wordt gedaan`` and of ``de beheerder controleert X``; None of others."""
    text = statement.text.strip().rstrip(" .;,:")
    if statement.negated or not statement.action or "?" in text or _ER.search(text):
        return None
    return _passive(text) if statement.passive else _active(statement, text)


def _passive(text: str) -> FactParts | None:
    match = re.search(r"\s(wordt|worden)\s", text)
    if not match or _AHEAD.match(text) or "," in text[: match.start()]:
        return None
    subject = text[: match.start()]
    if len(subject.split()) > _LONGEST or re.search(r"\b(?:die|dat|waar)\b", subject):
        return None
    return FactParts("", subject, match[1], text[match.end() :], match[1] == "worden")


def _active(statement: Statement, text: str) -> FactParts | None:
    actor = statement.actor
    if not actor:
        return None
    first = re.match(rf"({_ARTICLE}{re.escape(actor)}) ([a-zë]+) (.+)$", text, re.IGNORECASE)
    if first and _is_finite(first[2], statement.action):
        return FactParts("", first[1], "", f"{first[2]} {first[3]}", _is_plural(first[2]))
    turned = re.match(
        rf"((?:als|indien|wanneer|zodra|nadat) .+?),(?: dan)? ([a-zë]+) ({_ARTICLE}{re.escape(actor)}) (.+)$",
        text,
        re.IGNORECASE,
    )
    if turned and _is_finite(turned[2], statement.action):
        return FactParts(
            turned[1], turned[3], "", f"{turned[2]} {turned[4]}", _is_plural(turned[2])
        )
    return None


def _is_finite(verb: str, action: str) -> bool:
    """Whether ``verb`` opens like one of the action's infinitives."""
    stem = verb[:2]
    return len(verb) > 3 and any(stem in word and word.endswith("n") for word in action.split())


def _is_plural(verb: str) -> bool:
    return not _SINGULAR.match(verb)


def said_behind(main: str, subject: str, finite: str) -> str:
    """The source's own words behind subject and verb, with the verb: ``moeten worden gemeld``."""
    before, found, after = main.partition(f"{subject} {finite} ")
    return f"{finite} {after}" if found and not before else ""


def keeps_thing(rest: str) -> bool:
    """Whether what follows a strength (``is verplicht binnen ...``) belongs to the thing."""
    return not rest or bool(re.match(r"(?:binnen|voor|bij|in|op|tijdens) (?!.* te )", rest))
