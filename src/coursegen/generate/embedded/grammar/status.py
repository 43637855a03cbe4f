"""Rules that give a thing its strength: ``X is required``, ``TLS 1.2: Verplicht``. In: text. Out: thing, modality.

The words of each strength are data of the language (``grammar.status`` in phrases.yaml).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from coursegen.generate.embedded.grammar.rule import Modality, Rule, alternatives

__all__ = ["Status", "rated", "status_of", "strength_words"]

_LONGEST = 12


@dataclass(frozen=True)
class Status:
    """A thing and its strength; ``verb`` is the finite verb as written, empty in a table row."""

    thing: str
    modality: Modality
    verb: str = ""
    rest: str = ""


def status_of(text: str, words: Mapping[str, Sequence[str]]) -> Status | None:
    """The thing that ``text`` gives a strength, and which; None for any other sentence."""
    kinds: dict[str, Modality] = {}
    for kind, forms in words.items():
        for form in forms:
            kinds[form.lower()] = kind  # type: ignore[assignment]
    known = alternatives(kinds)
    row = re.match(rf"^(?P<thing>[^:]+): (?P<word>{known})$", text, re.IGNORECASE)
    told = re.match(
        rf"^(?P<thing>.+?) (?P<verb>is|are|zijn) (?:strictly |strongly )?(?P<word>{known})(?P<rest>(?: .+)?)$",
        text,
        re.IGNORECASE,
    )
    found = row or told
    if not found or len(found["thing"].split()) > _LONGEST:
        return None
    thing = re.sub(r"\s*(\[\[?[^\]]*\]\]?|\([^)]*\))", "", found["thing"]).strip(" ,")
    if not thing or thing.lower() in ("het", "it", "this", "dit", "that", "dat"):
        return None
    groups = found.groupdict()
    return Status(
        thing,
        kinds[found["word"].lower()],
        groups.get("verb") or "",
        (groups.get("rest") or "").strip(),
    )


def rated(rule: Rule, status: Status) -> Rule:
    """``rule`` with its thing; references in brackets leave the plain form."""
    plain = re.sub(r"\s*\[\[?[^\]]*\]\]?", "", rule.plain)
    thing = f"{status.thing} {status.rest}".strip()
    return replace(rule, thing=thing, finite=status.verb, plain=plain)


def strength_words(words: Mapping[str, object]) -> dict[str, list[str]]:
    """The ``status`` part of a language's grammar."""
    found = words.get("status")
    return (
        {str(key): list(value) for key, value in found.items()} if isinstance(found, dict) else {}
    )
