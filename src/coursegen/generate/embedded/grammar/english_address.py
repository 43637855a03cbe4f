"""English *they* and *their* of the learner. In: a task or clause behind ``employees must``. Out: the same, said to the learner.

``lock their screen`` is ``lock your screen``, unless others may be meant: a plural stands before the word in the same
clause, or people anywhere before it (*ask the customer for their consent*).
"""

from __future__ import annotations

import re

__all__ = ["to_the_learner"]

_WORD = re.compile(r"\b(?:they|their)\b")
_PLURAL = re.compile(r"\b\w{3,}[^s\W]s\b")
_ACTS = re.compile(
    r"they (?:have |had |will )?(?:pa(?:y|id)|us(?:e|ed)|need(?:ed)?|work(?:ed)?|liv(?:e|ed)|"
    r"travel(?:led|ed)?|receiv(?:e|ed)|ma[dk]e|book(?:ed)?|bu(?:y|ilt)|bought|sen[dt]|handled?|visit(?:ed)?|writ(?:e|ten)|wrote|"
    r"want(?:ed)?|g[eo]t|know|claim(?:ed)?|st(?:ay|ayed)|found|find|open(?:ed)?|process(?:ed)?|access(?:ed)?)\b"
)
"""What only people do, also where several plurals stand before it."""
_OF_A_CLAUSE = re.compile(r"\b(?:which|that|where|whom|\w{3,}[^s\W]s) $")
"""Behind it *they* are not what the clause is about: *meetings that they cannot attend*, *files they opened*."""
_SEVERAL = 2
_HANDLES = re.compile(
    r"they (?:send|share|give|grant|process|store|disclose|forward|publish|record|delete|hand|transfer|release|approve)\b"
)
"""What is asked of the learner with the data of others: *ask the customer before they share it*."""
_OF_A_TIME = re.compile(r"\b(?:before|when|whenever|if|after|while|once|unless) $", re.IGNORECASE)
_THINGS = re.compile(
    r"they (?:are|were|become|have been|had been) (?:no longer |not |fully |all )?"
    r"(?:\w+ed|available|due|ready|old|new|full|empty|public|valid|broken|sent|lost|worn|sold|out of)\b"
)
"""What is said of things: *store laptops safely when they are charged*."""
_PEOPLE = re.compile(
    r"\b(?:an?|the|each|every|any|another|one|this|that) (?:\w+ )?(?:colleague|visitor|guest|customer|client|patient|contractor|"
    r"supplier|vendor|candidate|applicant|user|person|member|partner|parent|pupil|student|intern|individual|volunteer|trainee|"
    r"newcomer|caller|passenger|tenant|resident|citizen|child|data subject|third party)\b"
    r"(?!-| (?:data|information|record|account|file|details|badge|pass|card|list|area|network|name|number|portal|system)s?\b)"
    r"|\b(?:someone|somebody|colleagues|visitors|guests|customers|clients|patients|contractors|suppliers|vendors|candidates|"
    r"applicants|users|people|persons|members|partners|parents|pupils|students|interns|individuals|volunteers|trainees|newcomers|"
    r"recipients|requesters|callers|passengers|tenants|residents|citizens|children|data subjects|third parties|managers|women|"
    r"men)\b",
    re.IGNORECASE,
)
"""Others than the learner; not *customer data*."""


def to_the_learner(text: str, you: str, before: str = "") -> str:
    """``text`` with *they* and *their* of the learner said to ``you``; empty where it may be other people.

    ``before`` is what stands before ``text`` in its sentence. *they* that may be things stays as it is, and so does
    *their* behind a plural.
    """
    parts: list[str] = []
    end = 0
    for found in _WORD.finditer(text):
        ahead, rest = text[: found.start()], text[found.start() :]
        handles = _OF_A_TIME.search(ahead) and _HANDLES.match(rest)
        if _PEOPLE.search(f"{before} {ahead}") and not handles:
            return ""
        if _PLURAL.search(before) and _THINGS.match(rest):
            return ""
        of_them = len(_PLURAL.findall(ahead)) < _SEVERAL or _ACTS.match(rest)
        acts = handles or (_OF_A_CLAUSE.search(ahead) and of_them)
        said = {"they": you, "their": "your"}[found[0]]
        parts += [
            text[end : found.start()],
            found[0] if _PLURAL.search(ahead) and not acts else said,
        ]
        end = found.end()
    return "".join([*parts, text[end:]])
