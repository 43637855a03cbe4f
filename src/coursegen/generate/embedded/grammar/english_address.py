"""English ``they`` in a relative clause. In: a task behind ``employees must``. Out: the same, said to the learner."""

from __future__ import annotations

import re

__all__ = ["clause_to_the_learner"]

_PAID = re.compile(
    r"(\b(?:which|that|where|whom) )they (?=(?:have |had |will )?(?:pa(?:y|id)|us(?:e|ed)|need(?:ed)?|work(?:ed)?|liv(?:e|ed)|"
    r"travel(?:led|ed)?|receiv(?:e|ed)|ma[dk]e|book(?:ed)?|bu(?:y|ilt)|bought|sen[dt]|handled?|visit(?:ed)?|writ(?:e|ten)|wrote|"
    r"want(?:ed)?|g[eo]t|know|claim(?:ed)?|st(?:ay|ayed)|found|find|open(?:ed)?|process(?:ed)?|access(?:ed)?)\b)"
)
"""What only people do: *the currency in which they paid* is the learner's."""
_PEOPLE = re.compile(
    r"\b(?:colleagues|managers|visitors|guests|customers|clients|patients|contractors|suppliers|candidates|applicants|children|"
    r"users|people|persons|members|partners|parents|pupils|students|interns|third parties)\b"
)


def clause_to_the_learner(text: str, you: str) -> str:
    """``text`` with *they* of the learner in a relative clause said to ``you``; empty where it may be other people."""
    if not _PAID.search(text):
        return text
    return "" if _PEOPLE.search(text) else _PAID.sub(rf"\1{you} ", text)
