"""Rules on how the course speaks: one form of address, nothing told twice, no web addresses in texts.

In: a CheckContext. Out: Findings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import combinations

from coursegen.check.claims import Claim
from coursegen.check.context import CheckContext
from coursegen.check.vocabulary import SPEECH, fold
from coursegen.language.sentences import split_sentences
from coursegen.model.finding import Finding

__all__ = ["address_kept", "link_in_text", "told_twice", "words_kept"]

_TOLD_AGAIN = 3
"""Sentences that two blocks have in common, from which on one of them tells the other again."""
_SENTENCE = 3
"""Words of a line that tells something, at least."""
_LIST_MARK = re.compile(r"^\s*(?:[-*]|\d+\.)\s+", re.MULTILINE)

_LINK = re.compile(r"https?://\S+|www\.\S+|\]\([^)\s]+\)", re.IGNORECASE)


def address_kept(context: CheckContext) -> Iterable[Finding]:
    """The course keeps to one form of address: je or u. What people say in a story is left alone.

    Why: a course that mixes them reads as if nobody had read it.
    Mend: use the form set as ``address`` in course.yaml, or change that setting.
    """
    chosen = context.course.outline.address
    others = {form: each for form, each in context.words.address.items() if form != chosen}
    if chosen not in context.words.address:
        return
    for claim in context.claims:
        text = SPEECH.sub(" ", fold(claim.text))
        for form, pattern in others.items():
            match = pattern.search(text)
            if match:
                yield context.at(
                    claim,
                    "address-kept",
                    "warning",
                    f"The course says {chosen}, this text says “{match[0]}” ({form}): “{claim.text}”",
                    f"Say it with {chosen}.",
                )


def words_kept(context: CheckContext) -> Iterable[Finding]:
    """The course uses the words of the glossary and none that the style guide avoids.

    Why: an organisation's own word for a thing is the one that people find in its systems and forms.
    Mend: write the word of ``glossary`` under [check] in coursegen.toml, or change that list.
    """
    avoided = {fold(each): "" for each in context.settings.avoid}
    for term, others in context.settings.glossary.items():
        avoided |= {fold(each): term for each in others}
    if not avoided:
        return
    longest_first = sorted(avoided, key=lambda each: (-len(each), each))
    pattern = re.compile(rf"(?<!\w)({'|'.join(map(re.escape, longest_first))})(?!\w)")
    terms = [fold(each) for each in context.settings.glossary]
    for claim in context.claims:
        text = fold(claim.text)
        for term in terms:
            text = text.replace(term, " ")
        for word in dict.fromkeys(pattern.findall(text)):
            instead = avoided[word]
            hint = f"Write “{instead}”." if instead else "Say it in another word."
            message = f"The word “{word}” is to be avoided: “{claim.text}”"
            yield context.at(claim, "words-kept", "warning", message, hint)


def told_twice(context: CheckContext) -> Iterable[Finding]:
    """No two blocks of a module tell the same three sentences or more; a summary may.

    Why: who reads a list a second time looks for what is other in it, and finds nothing or misses it.
    Mend: take one of the blocks out, or leave in it only what is new.
    """
    for module in context.course.modules:
        blocks = {each.id for each in module.blocks}
        told: dict[str, set[str]] = {}
        first: dict[str, Claim] = {}
        for claim in context.claims_by_module[module.id]:
            tells = claim.unit in blocks and claim.role in ("teaching", "story")
            if tells and claim.field != "transcript":
                told.setdefault(claim.unit, set()).update(_said(claim.text, context.language))
                first.setdefault(claim.unit, claim)
        for unit, other in combinations(told, 2):
            same = told[unit] & told[other]
            if len(same) >= _TOLD_AGAIN:
                yield context.at(
                    first[other],
                    "told-twice",
                    "warning",
                    f"This block tells {len(same)} sentences that {unit} tells too.",
                    "Take one of the two out, or leave in it only what is new.",
                )


def _said(text: str, language: str) -> set[str]:
    """The sentences of ``text``, line by line, in a form in which they can be compared."""
    lines = _LIST_MARK.sub("", text).split("\n")
    found = (fold(each).strip(" .;,") for line in lines for each in split_sentences(line, language))
    return {each for each in found if len(each.split()) >= _SENTENCE}


def link_in_text(context: CheckContext) -> Iterable[Finding]:
    """No web address stands in a text.

    Why: links rot inside packages, and an LMS may block them.
    Mend: name the place instead, such as "on the intranet".
    """
    for claim in context.claims:
        match = _LINK.search(claim.text)
        if match:
            yield context.at(
                claim,
                "link-in-text",
                "note",
                f"A web address stands in this text: {match[0]}",
                "Name the place instead, such as “on the intranet”.",
            )
