"""English facts taken apart: what is done, by whom. In: a Statement. Out: its subject and predicate as written.

The index has found the verb phrase (``action``, in the infinitive); here its place in the sentence is found
again, so that the source's own finite verb can be used and none is made.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from coursegen.model.passage import Statement

__all__ = ["FactParts", "base_of", "fact_parts", "is_plural"]

_IRREGULAR = {"has": "have", "is": "are", "was": "were", "does": "do", "goes": "go"}
_NO_VERB = frozenset({"this", "thus", "always", "perhaps", "whose", "as", "its", "us"})
_ADVERB = r"(?:(?:also|then|always|first|thereby|therefore|\w+ly) )*"
_PLURAL = ("staff", "people", "data", "personnel", "police", "criteria", "media")
_LINKS = (
    r"\s(?:of|for|in|on|to|from|with|by|that|which|who|whose|not|at|under|such|used|within)\s|[,(]"
)


@dataclass(frozen=True)
class FactParts:
    """What stands before the verb; the auxiliary; what follows it; whether the subject is plural."""

    left: str
    finite: str
    said: str
    plural: bool | None


def fact_parts(statement: Statement) -> FactParts | None:
    """The parts of ``X is documented in Y`` and of ``the owner approves the request``; None of others."""
    text = statement.text.strip().rstrip(" .;,:")
    if statement.negated or not statement.action or "?" in text or text.endswith(" here"):
        return None
    return _passive(statement, text) if statement.passive else _active(statement, text)


def _passive(statement: Statement, text: str) -> FactParts | None:
    if not statement.action.startswith("be "):
        return None
    said = re.sub(rf"^{_ADVERB}", "", statement.action[3:])
    at = text.find(said[:30]) if said else -1
    match = re.search(rf"\s(is|are|will be)\s{_ADVERB}$", text[:at]) if at > 0 else None
    if not match:
        return None
    plural = {"is": False, "are": True}.get(match[1])
    return FactParts(text[: match.start()].strip(), match[1], text[at:], plural)


def _active(statement: Statement, text: str) -> FactParts | None:
    first = statement.action.split()[0]
    if not statement.actor:
        return None
    pattern = rf"(?<!\w){re.escape(statement.actor)},? {_ADVERB}(?P<will>will {_ADVERB})?(?P<verb>[a-z]+)\b"
    for match in re.finditer(pattern, text):
        verb = match["verb"]
        left = text[: match.start()] + statement.actor
        if match["will"] and verb == first:
            return FactParts(left, "will", text[match.start("verb") :], is_plural(statement.actor))
        if verb in (first, base_of(verb)) and verb == first:
            return FactParts(left, "", text[match.start("verb") :], plural=True)
        if base_of(verb) == first:
            return FactParts(left, "", text[match.start("verb") :], plural=False)
    return None


def is_plural(subject: str) -> bool:
    """Whether the head noun of ``subject`` looks plural."""
    head = re.split(_LINKS, f" {subject} ", maxsplit=1)[0].split()
    if not head:
        return False
    last = head[-1].lower()
    if re.search(r"\b(?:and|both)\b", " ".join(head).lower()):
        return True
    return last in _PLURAL or bool(re.search(r"(?<![suiy])s$", last))


def base_of(verb: str) -> str:
    """Base form of a verb in the third person singular, or empty."""
    if verb in _IRREGULAR:
        return _IRREGULAR[verb]
    if verb in _NO_VERB or not re.fullmatch(r"[a-z]{2,}s", verb) or verb.endswith("ss"):
        return ""
    if verb.endswith("ies") and len(verb) > 4:
        return f"{verb[:-3]}y"
    return verb[:-2] if re.search(r"(ss|sh|ch|x|zz)es$", verb) else verb[:-1]
