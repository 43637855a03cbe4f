"""Impersonal rules in languages that say subject, verb, object: ``It is recommended (for employees) to ...``.

In: a sentence. Out: Parts, or None. The word in the middle decides the kind; ``for`` names the actor. Rules on
what has to be there (``There must be ...``) and on what never may (``Under no circumstances shall ...``) name nobody.
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

_FEWEST = 2
"""Words behind such a marker, at least."""
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


def _set_apart(text: str, lex: Lexicon) -> Parts | None:
    """A rule whose marker opens the sentence and whose clause is kept whole: ``There must be ...``."""
    for kind, name in (("", "existential"), ("prohibition", "never")):
        match = _compiled(str(lex.markers.get("impersonal", {}).get(name, ""))).match(text)
        if match is None or len(words_of(text[match.end() :])) < _FEWEST:
            continue
        modal = next(each for each in lex.modal_pattern.finditer(match[0]))
        row = lex.modals[int((modal.lastgroup or "m0")[1:])]
        found = cast("StatementKind", kind or row.kind)
        raw = text[match.end() :].rstrip(" .;")
        tail = cut_tail(raw, without_deadline(raw, masked(raw), lex.language), lex)
        settled = settle("", "", tail, lex)
        return Parts(
            kind=found,
            form="modal",
            text=text,
            strength="must" if kind else row.strength,
            marker=match[0].strip() if kind else modal[0],
            condition=settled.condition,
            exception=settled.exception,
            negated=found in {"prohibition", "no_obligation"},
        )
    return None


def parse_impersonal(text: str, lex: Lexicon, scene: Scene) -> Parts | None:
    """The parts of an impersonal rule; what stands before it must be a condition or nothing."""
    found = _found(text, lex)
    if not found:
        return _set_apart(text, lex)
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
