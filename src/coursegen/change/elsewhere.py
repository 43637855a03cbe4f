"""Sentences that changed their passage: cut off, joined to another, moved to another file.

In: the sentences of passages that came and went. Out: whether a sentence that stands here no more stands elsewhere
now, word for word or in another form; and whether one that is new here stood elsewhere before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from coursegen.change.words import likeness, words_key

__all__ = ["NOWHERE", "Elsewhere", "after_colons"]

_AFTER_COLON = re.compile(r"(?<=:) (?=[A-ZÀ-Þ])")
_ALIKE = 0.75
"""Share of words from which a sentence that came somewhere is taken for one that went somewhere else."""
_MOST_PAIRS = 250_000
"""Beyond so many no other forms are looked for: a corpus was replaced by another."""

Key = tuple[str, ...]


def after_colons(sentence: str) -> list[str]:
    """``sentence`` cut where a paragraph that led into another may have joined it."""
    return _AFTER_COLON.split(sentence)


@dataclass(frozen=True)
class Elsewhere:
    """How many more (or fewer) of each sentence stand in all the sources now than stood there; by its words.

    It knows the sentences of passages that came, went, or stand more or less often; ``texts`` holds each as written.
    """

    more: Mapping[Key, int] = field(default_factory=dict)
    texts: Mapping[Key, str] = field(default_factory=dict)

    @classmethod
    def of(cls, sentences: Iterable[tuple[str, int]]) -> Elsewhere:
        """Count ``sentences``, each with how often it came (or went, below zero)."""
        more: dict[Key, int] = {}
        texts: dict[Key, str] = {}
        for sentence, count in sentences:
            for part in after_colons(sentence):
                key = words_key(part)
                more[key] = more.get(key, 0) + count
                texts.setdefault(key, part)
        return cls(more, texts)

    def stands(self, sentence: str) -> bool:
        """Whether a sentence that stands here no more stands elsewhere instead."""
        return all(self.more.get(words_key(each), -1) >= 0 for each in after_colons(sentence))

    def stood(self, sentence: str) -> bool:
        """Whether a sentence that is new here stood elsewhere before."""
        return all(self.more.get(words_key(each), 1) <= 0 for each in after_colons(sentence))

    def now(self, sentence: str) -> str:
        """The sentence that came elsewhere in the place of one that stands no more; empty where none is like it."""
        return self.texts.get(self._pairs[0].get(words_key(sentence), ()), "")

    def before(self, sentence: str) -> str:
        """The sentence that went elsewhere, in the place of which this one came; empty where none is like it."""
        return self.texts.get(self._pairs[1].get(words_key(sentence), ()), "")

    def counterpart(self, sentence: str, *, came: bool) -> str:
        """What stood elsewhere for one that ``came``, or stands there for one that went: itself, or another form."""
        if came:
            return sentence if self.stood(sentence) else self.before(sentence)
        return sentence if self.stands(sentence) else self.now(sentence)

    @cached_property
    def _pairs(self) -> tuple[dict[Key, Key], dict[Key, Key]]:
        """Sentences that went with those that came instead, the most alike first; and the other way round."""
        went = [key for key, count in self.more.items() if count < 0 and key]
        came = [key for key, count in self.more.items() if count > 0 and key]
        forth: dict[Key, Key] = {}
        back: dict[Key, Key] = {}
        for _, i, j in self._ranked(went, came):
            if went[i] not in forth and came[j] not in back:
                forth[went[i]], back[came[j]] = came[j], went[i]
        return forth, back

    def _ranked(self, went: Sequence[Key], came: Sequence[Key]) -> list[tuple[float, int, int]]:
        if len(went) * len(came) > _MOST_PAIRS:
            return []
        words = [set(key) for key in came]
        return sorted(
            (-share, i, j)
            for i, old in enumerate(went)
            for j, new in enumerate(came)
            if 2 * len(words[j].intersection(old)) >= len(words[j])
            and (share := likeness(self.texts[old], self.texts[new])) >= _ALIKE
        )


NOWHERE = Elsewhere()
"""Nothing is known of other passages."""
