"""The one form in which texts are compared and quoted: text in, normalised text out."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["normalise"]

_INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff]")
"""Soft hyphens, zero-width spaces and joiners, direction marks, byte order marks."""


def normalise(text: str) -> str:
    """``text`` in NFC, without invisible characters, every run of white space one space, trimmed."""
    return " ".join(_INVISIBLE.sub("", unicodedata.normalize("NFC", text)).split())
