"""Rules on how the course speaks: one form of address, no web addresses in texts.

In: a CheckContext. Out: Findings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from coursegen.check.context import CheckContext
from coursegen.check.vocabulary import SPEECH, fold
from coursegen.model.finding import Finding

__all__ = ["address_kept", "link_in_text", "words_kept"]

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
