"""Impersonal rules in languages that say subject, verb, object: ``It is recommended (for employees) to ...``.

In: a sentence. Out: Parts, or None. The word in the middle decides the kind; ``for`` names the actor.
"""

from __future__ import annotations

import re
from functools import cache
from typing import cast

from coursegen.language.clauses import cut_tail, settle, without_deadline
from coursegen.language.lexicon import Lexicon, listed
from coursegen.language.nounphrases import is_agent, subject_of
from coursegen.language.parts import Parts, Scene, masked, words_of
from coursegen.language.svo import action_of, object_of
from coursegen.model.passage import StatementKind, Strength

__all__ = ["parse_impersonal"]

_STRENGTHS: dict[str, Strength] = {
    "obligation": "must",
    "prohibition": "must",
    "recommendation": "should",
    "permission": "may",
    "no_obligation": "may",
}


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern or r"(?!)", re.IGNORECASE)


def _kind(word: str, lex: Lexicon) -> StatementKind | None:
    """The kind of ``strongly recommended``, ``not allowed``: the first list that holds it."""
    for kind, words in lex.markers["impersonal"]["words"].items():
        if any(word.lower().endswith(each) for each in listed(words)):
            return cast("StatementKind", kind)
    return None


def _found(text: str, lex: Lexicon) -> tuple[re.Match[str], StatementKind] | None:
    data = lex.markers.get("impersonal", {})
    match = _compiled(str(data.get("pattern", ""))).search(text)
    if match:
        kind = _kind(match["word"], lex)
        return (match, kind) if kind else None
    match = _compiled(str(data.get("duty", ""))).search(text)
    return (match, "obligation") if match else None


def parse_impersonal(text: str, lex: Lexicon, scene: Scene) -> Parts | None:
    """The parts of an impersonal rule; what stands before it must be a condition or nothing."""
    found = _found(text, lex)
    if not found:
        return None
    match, kind = found
    opener = text[: match.start()].strip(" ,")
    if opener and not lex.starts("conditions").match(opener):
        return None
    named = match["actor"] or ""
    if named and not is_agent(named, lex, scene):
        return None
    raw = text[match.end() :].rstrip(" .;")
    tail = cut_tail(raw, without_deadline(raw, masked(raw), lex.language), lex)
    infinitive = not match[0].rstrip().lower().endswith(" that")
    action = action_of(tail.clause, "base", lex) if infinitive else ""
    first = next((word.lower for word in words_of(action)), "")
    if infinitive and first in lex.words("ignored_imperatives") | lex.words("stative"):
        return None
    settled = settle(action, opener, tail, lex)
    return Parts(
        kind=kind,
        form="modal",
        text=text,
        strength=_STRENGTHS[kind],
        marker=match.groupdict().get("word") or "",
        actor=subject_of(named, lex, scene).actor if named else "",
        action=settled.action if infinitive else "",
        object=object_of(action, lex) if infinitive else "",
        condition=settled.condition,
        exception=settled.exception,
        negated=kind in {"prohibition", "no_obligation"},
    )
