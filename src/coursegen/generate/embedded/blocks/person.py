"""The learner by one name. In: Material, a Rule that the grammar left in the third person. Out: the rule said to *you*.

Only where no verb changes its form: *employees are* becomes *you are*, *the employee should* becomes *you should*.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from coursegen.generate.embedded.blocks.companions import label_before
from coursegen.generate.embedded.grammar.rule import Rule, alternatives
from coursegen.generate.embedded.material import Material
from coursegen.generate.embedded.wording import capitalised

__all__ = ["said_to_you"]

_READER = frozenset({"you", "je", "u"})
_FINITE = "are|were|have|will|can|cannot|may|must|should|shall|do|need|receive|accrue|get|earn"
_MODAL = "will|can|cannot|may|must|should|shall"
_FRONT = (
    r"(?P<front>(?:(?:In|At|After|Before|During|On|By|To|For|From|Upon|Within)\b[^,;:]{3,70}, )?)"
)
_PRONOUNS = (
    (r"\bthemselves\b", "yourself"),
    (r"\btheirs\b", "yours"),
    (r"\btheir\b", "your"),
    (r"\bthey\b", "you"),
)
_WHOM = re.compile(r"\bto whom (?:the|an) ([a-z]+) reports\b")


@lru_cache(maxsize=200)
def _plural(aliases: tuple[str, ...]) -> re.Pattern[str]:
    names = alternatives(each for each in aliases if each.endswith("s"))
    return re.compile(
        rf"^{_FRONT}(?:[Aa]ll )?(?:{names}) (?P<rest>(?:also |each )?(?:{_FINITE})\b.*)$",
        re.IGNORECASE,
    )


@lru_cache(maxsize=200)
def _single(aliases: tuple[str, ...]) -> re.Pattern[str]:
    names = alternatives(each[:-1] for each in aliases if each.endswith("s"))
    return re.compile(
        rf"^{_FRONT}(?P<each>the|an?|each|every) (?:{names}) (?P<rest>(?:has|{_MODAL})\b.*)$",
        re.IGNORECASE,
    )


_THEY = re.compile(rf"^They (?P<rest>(?:also )?(?:{_FINITE})\b.*)$")


def said_to_you(material: Material, rule: Rule, before: Rule | None = None) -> Rule:
    """``rule`` said to the learner, where its sentence opens with the learner's name; else unchanged.

    *They* behind a sentence said to the learner (``before``) are the learner too.
    """
    if material.language != "en" or rule.addressed or rule.plain != rule.sentence:
        return rule
    learner = material.learner
    names = tuple(each for each in learner.aliases if each not in _READER | learner.apart)
    names = tuple(each for each in names if " " not in each and each.endswith("s"))
    if not names:
        return rule
    text = _WHOM.sub(
        lambda found: "to whom you report" if f"{found[1]}s" in names else found[0], rule.plain
    )
    match = _plural(names).match(text) or _single(names).match(text)
    follows = before is not None and re.search(r"\byou\b", before.plain, re.IGNORECASE)
    if match is None and follows and before and label_before(rule.cites[0]) in before.cites:
        match = _THEY.match(text)
    if match and not learner.mentions(match["rest"]) and not _is_ambiguous(material, match["rest"]):
        text = _turned(match.groupdict().get("front", ""), match["rest"])
    return replace(rule, plain=text) if text != rule.plain else rule


def _turned(front: str, rest: str) -> str:
    rest = re.sub(r"^has\b", "have", rest)
    for pattern, word in _PRONOUNS:
        front, rest = re.sub(pattern, word, front), re.sub(pattern, word, rest)
    return capitalised(f"{front}{'you' if front else 'You'} {rest}")


def _is_ambiguous(material: Material, rest: str) -> bool:
    """Whether *they* may be somebody else, or a second verb would change its form."""
    persons = alternatives(f"{each}s" for each in material.wording.words("grammar", "persons"))
    pronoun = re.search(r"\b(?:they|their)\b", rest)
    others = re.search(rf"\b(?:{persons}|people)\b", rest)
    second = re.search(r"\b(?:and|but|or) (?:is|has|does|was)\b", rest)
    return bool(second or (pronoun and others) or re.search(r"\b(?:them|he|she|his|her)\b", rest))
