"""Forms of the verbs that policies use. In: ``verbs.yaml`` of a language. Out: VerbForms.

English forms are made by rule from base forms, with the irregular participles listed; Dutch and German
forms are listed three to a line. The tables serve to recognise a verb and to go back to its infinitive;
nothing is ever conjugated from them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from coursegen.language.data import load

__all__ = ["VerbForms", "verb_forms"]

_VOWELS = "aeiou"


@dataclass(frozen=True, slots=True)
class VerbForms:
    """``infinitives``: known infinitives. The others lead from a form to its infinitive.

    ``present``: third person singular (English) or any finite present form (Dutch, without particle);
    its value is a tuple of infinitives, those with a particle as ``in|trekken``. ``gerunds`` and
    ``participles`` likewise. ``nouns``: infinitives that are as often nouns. ``imperatives``: imperative
    forms where they differ from the infinitive.
    """

    infinitives: frozenset[str] = frozenset()
    present: dict[str, tuple[str, ...]] = field(default_factory=dict)
    gerunds: dict[str, str] = field(default_factory=dict)
    participles: dict[str, str] = field(default_factory=dict)
    nouns: frozenset[str] = frozenset()
    imperatives: dict[str, tuple[str, ...]] = field(default_factory=dict)
    particles: frozenset[str] = frozenset()


def _third_person(base: str) -> str:
    if re.search(r"(?:s|x|z|ch|sh|o)$", base):
        return f"{base}es"
    if base.endswith("y") and base[-2] not in _VOWELS:
        return f"{base[:-1]}ies"
    return f"{base}s"


def _doubles(base: str) -> list[str]:
    """Stems to which -ed and -ing may be added: both with and without a doubled consonant."""
    if re.search(r"[^aeiou][aeiou][bdgklmnprt]$", base):
        return [base, base + base[-1]]
    return [base]


def _past(base: str) -> list[str]:
    if base.endswith("e"):
        return [f"{base}d"]
    if base.endswith("y") and base[-2] not in _VOWELS:
        return [f"{base[:-1]}ied"]
    return [f"{stem}ed" for stem in _doubles(base)]


def _gerund(base: str) -> list[str]:
    if base.endswith("e") and not base.endswith(("ee", "oe", "ye")) and base != "be":
        return [f"{base[:-1]}ing"]
    return [f"{stem}ing" for stem in _doubles(base)]


def _english(data: dict[str, Any]) -> VerbForms:
    irregular: dict[str, list[str]] = data.get("irregular", {})
    bases = {word.strip() for word in data.get("regular", "").split(",")} | set(irregular)
    present: dict[str, tuple[str, ...]] = {"has": ("have",), "does": ("do",), "goes": ("go",)}
    gerunds: dict[str, str] = {}
    participles: dict[str, str] = {}
    for base in sorted(bases - {"be", "have"}):
        present.setdefault(_third_person(base), (base,))
        for gerund in _gerund(base):
            gerunds.setdefault(gerund, base)
        for participle in irregular.get(base) or _past(base):
            participles.setdefault(participle, base)
    return VerbForms(
        infinitives=frozenset(bases),
        present=present,
        gerunds=gerunds,
        participles=participles,
        nouns=frozenset(word.strip() for word in data.get("also_nouns", "").split(",")),
    )


def _stem(core: str, singular: str) -> str:
    """The imperative: the singular without its ending, unless the stem itself ends in t."""
    if not singular.endswith("t") or core.removesuffix("en").endswith("t"):
        return singular
    return singular[:-1]


def _listed(data: dict[str, Any]) -> VerbForms:
    infinitives: set[str] = set()
    present: dict[str, list[str]] = {}
    participles: dict[str, str] = {}
    imperatives: dict[str, list[str]] = {}
    for line in data["verbs"].splitlines():
        written, singular, participle = line.rsplit(" ", 2)
        core = written.rpartition("|")[2].rpartition(" ")[2]
        infinitives.update({written.replace("|", ""), core})
        participles.setdefault(participle, written.replace("|", ""))
        marked = written.replace(" ", "| ", 1) if " " in written else written
        for form, table in (
            (singular, present),
            (core, present),
            (_stem(core, singular), imperatives),
        ):
            entries = table.setdefault(form, [])
            if marked not in entries:
                entries.append(marked)
    return VerbForms(
        infinitives=frozenset(infinitives),
        present={form: tuple(each) for form, each in present.items()},
        participles=participles,
        imperatives={form: tuple(each) for form, each in imperatives.items()},
        particles=frozenset(word.strip() for word in data.get("particles", "").split(",")),
    )


@cache
def verb_forms(language: str) -> VerbForms:
    """The verbs of ``language``; empty tables where it has no ``verbs.yaml``."""
    data = load(language, "verbs")
    if not data:
        return VerbForms()
    return _listed(data) if "verbs" in data else _english(data)
