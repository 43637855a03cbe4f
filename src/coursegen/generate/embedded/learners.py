"""Whom the sources speak of as the learner. In: a Request, what the sources say. Out: a Learner, who knows the learner's names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from coursegen.generate.embedded.grammar.rule import Learner
from coursegen.generate.embedded.truths import Truths, names_in
from coursegen.model.passage import Statement
from coursegen.model.request import Request

__all__ = ["learner_of"]

_DETERMINERS = {
    "en": ("all", "every", "each", "any", "an", "a", "the", "our"),
    "nl": ("alle", "elke", "elk", "iedere", "ieder", "een", "de", "het", "onze"),
}
_READER = {"en": ("you",), "nl": ("je", "u")}
"""Without an audience the learner is whom the sources speak to."""

_SMALL = re.compile(r"(?<![\w./@:-])[^\W\d_A-ZÀ-Þ][^\W\d_]*+(?![./@]\w)")
"""A word in small letters that is no part of an address."""


_TWO_ROLES = re.compile(
    r"^(?:If|When|Als|Indien|Wanneer) (?:an?|the|een|de)? ?(.+?)(?:,| dan )(.+)$", re.IGNORECASE
)


def learner_of(request: Request, language: str, truths: Truths) -> Learner:
    """The learner of ``request``; ``truths`` are all its statements, those of others and of elsewhere too."""
    aliases = tuple(each.strip().lower() for each in request.style.audience.aliases)
    aliases = aliases or _READER.get(language, ())
    common = _common(request)
    return Learner(
        aliases=aliases,
        determiners=_DETERMINERS.get(language, ()),
        common=common,
        names=_names(request, truths, common),
        apart=_apart(request.statements, aliases),
    )


def _names(request: Request, truths: Truths, common: frozenset[str]) -> frozenset[str]:
    """Words with a capital inside a sentence, and never without."""
    found = truths.names | names_in(each.text for each in request.passages)
    return frozenset(each for each in found if each.lower() not in common)


def _apart(statements: Sequence[Statement], aliases: tuple[str, ...]) -> frozenset[str]:
    """Aliases that one sentence sets against each other: one acts in its condition, one in its rule."""
    apart: set[str] = set()
    for each in statements:
        match = _TWO_ROLES.match(each.text)
        if not match:
            continue
        first = [alias for alias in aliases if re.match(rf"{alias}\b", match[1].lower())]
        second = [alias for alias in aliases if re.search(rf"\b{alias}\b", match[2].lower())]
        stems = {alias[:-3] for alias in (*first, *second)}
        pronoun = {"you", "je", "u"} & {*first, *second}
        if (
            first
            and second
            and not pronoun
            and len({min(s, t) for s in stems for t in stems if s in t}) > 1
        ):
            apart |= {alias for alias in aliases if any(alias.startswith(stem) for stem in stems)}
    return frozenset(apart)


def _common(request: Request) -> frozenset[str]:
    texts = [each.text for each in request.passages]
    texts += [each.text for each in request.statements]
    return frozenset(_SMALL.findall(" ".join(texts)))
