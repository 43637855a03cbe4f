"""Why it matters, in the source's own words. In: Material. Out: no or one block, from passages without rules.

The outline gives a module the paragraphs that say why (``is_reason``); the block tells the first of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from coursegen.generate.embedded.blocks.plainly import without_slips
from coursegen.generate.embedded.gates import stems, word_count
from coursegen.generate.embedded.grammar.rule import Rule
from coursegen.generate.embedded.material import Material
from coursegen.model.drafts import DraftBlock, DraftText
from coursegen.model.passage import Passage

__all__ = ["is_reason", "reasons"]

_LONGEST, _SHORTEST = 90, 8
"""Words of a reason."""


def is_reason(material: Material, passage: Passage) -> bool:
    """Whether a paragraph says what something is good for, in words that stand alone."""
    words = str(material.wording.words("grammar", "reasons"))
    itself = str(material.wording.words("grammar", "about_itself"))
    told = re.search(str(material.wording.words("grammar", "no_reason")), passage.text)
    return not told and _says_why(passage, words, itself)


@lru_cache(maxsize=20_000)
def _says_why(passage: Passage, words: str, itself: str) -> bool:
    text = passage.text
    if passage.kind != "paragraph" or not _SHORTEST <= word_count(text) <= _LONGEST:
        return False
    if not text.endswith(".") or re.search(r"https?:|www\.|@|\[|§|\|", text):
        return False
    return bool(re.search(words, text)) and not re.search(itself, text)


def reasons(
    material: Material, told: Sequence[str], answered: Rule | None = None
) -> list[DraftBlock]:
    """The first reason among the module's passages that no rule stands in; ``told`` are labels already used.

    One that is on something else than the rule just ``answered`` does not claim to be the reason for it. None in a
    module made of several documents: what one of them is good for, is no reason for the others.
    """
    if len({each.statement.document for each in material.rules}) > 1:
        return []
    for number, passage in enumerate(material.request.passages, 1):
        labels = material.passage_labels(passage.id)
        if number in material.ruled or set(labels) & set(told) or not is_reason(material, passage):
            continue
        kept, labels, title = _without_definition(material, passage, labels)
        if title == "why_title" and answered and not stems(answered.plain) & stems(kept):
            title = "about_title"
        return [
            DraftText(
                type="text",
                origin="source",
                title=material.wording.say("blocks", title, passage.id),
                text=without_slips(material, kept),
                cites=labels,
            )
        ]
    return []


def _without_definition(
    material: Material, passage: Passage, labels: Sequence[str]
) -> tuple[str, list[str], str]:
    """The paragraph without the sentences that say what a term is, with its labels and the name of its title.

    Where these alone say what something is good for, the paragraph is told as what it is: the meaning of a word.
    """
    defining = re.compile(str(material.wording.words("grammar", "defining")))
    pairs = list(zip(passage.sentences, labels, strict=True))
    kept = [(text, label) for text, label in pairs if not defining.search(text)]
    words = str(material.wording.words("grammar", "reasons"))
    pointing = re.compile(str(material.wording.words("grammar", "pointing")))
    if len(kept) == len(pairs):
        return passage.text, list(labels), "why_title"
    text = " ".join(text for text, _ in kept)
    if not re.search(words, text) or pointing.search(kept[0][0]):
        return passage.text, list(labels), "terms_title"
    return text, [label for _, label in kept], "why_title"
