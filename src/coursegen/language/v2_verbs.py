"""Infinitives at the end of a Dutch or German clause. In: a clause. Out: the clause as a verb phrase.

``te`` goes and a separated particle rejoins its verb; the order of the source stays, which already has the
object before the infinitive.
"""

from __future__ import annotations

import re

from coursegen.language.lexicon import Lexicon
from coursegen.language.parts import words_of

__all__ = ["has_infinitive", "infinitive_of", "is_passive"]

_TE = re.compile(r"(?:(?P<before>[^\W\d_]+) )?(?<!\w)te (?P<verb>[^\W\d_]+)")
_OM = re.compile(r"^(?:,\s*)?om (?:[^\w]*)")
_NOT_TE = {"allen", "zijner", "zeerste", "goeder"}


def infinitive_of(clause: str, lex: Lexicon, *, marked: bool) -> str:
    """``clause`` as a verb phrase in the infinitive; ``marked`` says that its infinitive has ``te``."""
    body = _OM.sub("", clause.strip(" ,;."))
    if not marked:
        return body
    for match in _TE.finditer(body):
        verb = match["verb"].lower()
        if verb in _NOT_TE or not verb.endswith("n"):
            continue
        particle = match["before"] or ""
        if particle.lower() in lex.verbs.particles:
            joined = f"{particle}{match['verb']}"
        else:
            joined = f"{particle} {match['verb']}".strip()
        return f"{body[: match.start()]}{joined}{body[match.end() :]}".strip()
    return body


def has_infinitive(action: str, lex: Lexicon) -> bool:
    """Whether ``action`` holds an infinitive at all."""
    words = words_of(action)
    if any(word.lower in lex.verbs.infinitives for word in words):
        return True
    return bool(words) and bool(re.search(r"[a-z]{2,}(?:en|aan|ien|oen)$", words[-1].lower))


def is_passive(action: str, lex: Lexicon) -> bool:
    """Whether ``action`` ends in a participle with ``worden`` (or ``zijn``), in either order."""
    words = [word.lower for word in words_of(action)]
    for place, word in enumerate(words):
        if word not in {"worden", "werden"}:
            continue
        near = words[max(0, place - 2) : place] + words[place + 1 : place + 2]
        if any(_is_participle(each, lex) for each in near):
            return True
    return False


def _is_participle(word: str, lex: Lexicon) -> bool:
    return word in lex.verbs.participles or bool(
        re.match(r"(?:\w{2,6})?ge[a-z]{3,}(?:d|t|en)$", word)
    )
