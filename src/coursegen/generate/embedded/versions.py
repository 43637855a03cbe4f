"""What rules say of the versions of one thing, and to whom. In: Material. Out: Graded, in the order of the source.

``An operator must support TLS 1.2`` and ``TLS 1.0: not allowed`` are both on a version of TLS: the first for the operator,
the second for all. Only where two parties or more and two versions or more are named is there anything to tell apart.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from coursegen.generate.embedded.gates import word_count
from coursegen.generate.embedded.grammar.rule import Modality, Rule
from coursegen.generate.embedded.material import Material
from coursegen.generate.embedded.wording import capitalised

__all__ = [
    "Graded",
    "Pair",
    "dated_remarks",
    "newer_and_older",
    "party_names",
    "thing_of",
    "versions_of",
]

_GRADES: tuple[Modality, ...] = ("must", "should", "may", "must_not")
_VERSION = re.compile(r"v?\d+(?:\.\d+)*")
_DATED = re.compile(r"\b\d{1,2}[-/ ](?:\d{1,2}|[a-z]+)[-/ ]\d{4}\b|\b\d{4}-\d{2}-\d{2}\b")
_REMARK = 24
"""Words of what the source remarks on a rule beside it, at most."""
_LONGEST, _PARTY = 6, 2
"""Words of what has a version, of a party that only the sentence itself names."""


@dataclass(frozen=True)
class Graded:
    """One rule on one version (``name``) of one thing (``family``): what ``party`` does with it (``verb``).

    ``party``, ``verb`` and ``deed`` (what the party does, as a phrase) are empty where the rule holds for all.
    """

    rule: Rule
    name: str
    family: frozenset[str]
    verb: str = ""
    party: str = ""
    deed: str = ""

    @property
    def version(self) -> tuple[int, ...]:
        """The first version in the name, for comparison; empty where it names several."""
        found = [each for each in self.name.split() if _VERSION.fullmatch(each)]
        if len(found) != 1:
            return ()
        return tuple(int(each) for each in found[0].lstrip("v").split("."))


@dataclass(frozen=True)
class Pair:
    """Two versions of one thing for one party: the ``older`` is required, the ``newer`` recommended."""

    older: Graded
    newer: Graded


def versions_of(material: Material, rules: Sequence[Rule] | None = None) -> list[Graded]:
    """Those of ``rules`` (all of them) on versions of one thing, where two parties or more have some; else none."""
    if rules is not None:
        return _compared(material, rules)
    key = "versions"  # asked for each rule and block of a module
    if key not in material.trials:
        material.trials[key] = _compared(material, material.rules)
    return list(material.trials[key])


def _compared(material: Material, rules: Sequence[Rule]) -> list[Graded]:
    found = [each for rule in rules if (each := _read(material, rule))]
    own = [each for each in found if each.party]
    families = dict.fromkeys(each.family for each in own)
    for family in families:
        held = [each for each in found if each.family == family]
        parties = {each.party for each in held if each.party}
        if len(parties) > 1 and len({each.name for each in held}) > 1:
            return held
    return []


def thing_of(held: Sequence[Graded]) -> str:
    """What all of ``held`` are versions of, as written; empty where nothing is."""
    words = held[0].name.split() if held else []
    return " ".join(each for each in words if not _VERSION.fullmatch(each))


def newer_and_older(held: Sequence[Graded]) -> Pair | None:
    """The first party of which an older version is required and a newer one recommended."""
    for older in held:
        for newer in held:
            same = older.party and older.party == newer.party and older.verb == newer.verb
            graded = older.rule.modality == "must" and newer.rule.modality == "should"
            free = not (older.rule.limited or newer.rule.limited)
            if same and graded and free and () < older.version < newer.version:
                return Pair(older, newer)
    return None


def party_names(held: Sequence[Graded]) -> dict[str, str]:
    """The parties as the sources write them, in order, all in the singular where that is only an s less (*-ers*)."""
    named = dict.fromkeys(each.party for each in held if each.party)
    if any(not each.endswith("s") for each in named):
        return {each: capitalised(re.sub(r"(?<=er)s$", "", each)) for each in named}
    return {each: capitalised(each) for each in named}


def dated_remarks(material: Material, rule: Rule) -> list[tuple[str, str]]:
    """What the row of the rule says beside it that gives a date (*not allowed since ...*): labels and sentences."""
    number = rule.passages[-1] if rule.passages else 0
    place = material.occurrence.get(material.request.passages[number - 1].id) if number else None
    if place is None or not place.cells:
        return []
    told = enumerate(material.request.passages[number - 1].sentences, 1)
    labelled = [(f"{number}.{at}", text) for at, text in told]
    return [
        (label, text)
        for label, text in labelled
        if label not in rule.cites and _DATED.search(text)
        if "[" not in text and word_count(text) <= _REMARK
    ]


def _read(material: Material, rule: Rule) -> Graded | None:
    if rule.modality not in _GRADES or not rule.cites or rule.leaning or rule.exception:
        return None
    actor = rule.statement.actor
    if rule.thing and not actor:
        return _named(material, rule, rule.thing)
    if not rule.task or rule.subject == material.wording.you:
        return None
    party = actor or material.learner.strip(rule.subject)
    if not party or word_count(party) > _PARTY:
        return None
    words = rule.task.split()
    first = material.language == "en"
    verb, thing = (words[0], words[1:]) if first else (words[-1], words[:-1])
    return _named(material, rule, " ".join(thing), verb=verb, party=party)


def _named(
    material: Material, rule: Rule, thing: str, *, verb: str = "", party: str = ""
) -> Graded | None:
    """The thing by its version; None where it has none, or is long."""
    spare = str(material.wording.words("grammar", "version_word"))
    words = [each for each in thing.split() if not re.fullmatch(spare, each, re.IGNORECASE)]
    link = {material.wording.words("titles", "link"), material.wording.words("grammar", "or")}
    bare = [each.lower() for each in words if not _VERSION.fullmatch(each)]
    family = frozenset(bare) - link
    if len(bare) == len(words) or not family or word_count(" ".join(words)) > _LONGEST:
        return None
    name = " ".join(words)
    deed = f"{verb} {name}" if material.language == "en" else f"{name} {verb}"
    return Graded(rule, name, family, verb, party, deed if verb else "")
