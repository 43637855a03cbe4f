"""How a course sounds: the project's style guide, beside the words that the check holds it to.

What ``[style]`` in coursegen.toml holds. The language, the form of address and the audience stand under [course] and
[audience], the words to use and to avoid under [check]: a writer is told those too.
"""

from __future__ import annotations

from typing import Literal

from coursegen.model.base import Noun

__all__ = ["StyleSettings"]


class StyleSettings(Noun):
    """``[style]``: the voice in a few words, a reading level of the CEFR, and rules of the house, a sentence each."""

    voice: str = ""
    reading_level: Literal["", "A2", "B1", "B2", "C1"] = ""
    rules: tuple[str, ...] = ()
