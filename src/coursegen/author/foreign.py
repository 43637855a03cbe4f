"""What no draft may bring into a course: addresses and markup that its passages do not have.

In: a unit made of a draft, the request that it answers. Out: nothing, or a DraftError. A document that orders a link, or a
model that makes one up, comes no further than here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from coursegen.author.citations import DraftError
from coursegen.author.course_texts import texts_of
from coursegen.model.base import Noun
from coursegen.model.request import Request

__all__ = ["refuse_foreign"]

_ADDRESS = re.compile(
    r"\b(?:https?|ftp|file|javascript|data|mailto|tel):[^\s)>\]\"']+|\bwww\.[^\s)>\]\"']+",
    re.IGNORECASE,
)
_LINK = re.compile(r"\]\(\s*<?([^)\s>]+)")
_MARKUP = re.compile(r"</?[a-z][a-z0-9-]*(?:\s[^<>]*)?/?>", re.IGNORECASE)
_END = ".,;:!?"


def refuse_foreign(unit: Noun, request: Request) -> None:
    """Raise DraftError where a text of ``unit`` has an address or a tag that no passage of ``request`` has."""
    known = " ".join(each.text for each in request.passages).casefold()
    for _, text in texts_of(unit):
        for what, found in (("address", _addresses(text)), ("markup", _MARKUP.findall(text))):
            for each in found:
                if each.casefold() not in known:
                    raise DraftError(f"it holds the {what} {each!r}, which no passage has")


def _addresses(text: str) -> Iterable[str]:
    return [each.rstrip(_END) for each in (*_ADDRESS.findall(text), *_LINK.findall(text))]
