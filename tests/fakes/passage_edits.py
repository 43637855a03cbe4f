"""Edits of real documents with known truth: where each passage went.

In: documents and a share of their passages to touch. Out: the documents as edited, and for each old passage the
new ones that stand in its place. Every choice comes from the seed.
"""

from __future__ import annotations

import random  # noqa: TID251 - seeded: the same edits every time
from collections.abc import Sequence
from dataclasses import dataclass, field

from coursegen.index.normalise import normalise
from coursegen.language.sentences import split_sentences
from coursegen.model.source import Document, SourceBlock

__all__ = ["FILE_EDITS", "KINDS", "Edited", "edited"]

FILE_EDITS = ("none", "rename", "join", "split", "reorder")
"""What happens to the files beside the edits of passages."""
KINDS = ("edit", "edit", "edit", "move", "split", "merge", "remove", "add")
_FEWEST_WORDS = 4  # one of three words replaced is another text
_TEXTS = {"paragraph", "list_item", "note", "definition"}


@dataclass
class _Unit:
    """A block on its way; ``origins`` are the texts of the old passages that it holds, ``touched`` by what."""

    block: SourceBlock
    origins: tuple[str, ...]
    touched: str = ""


@dataclass
class Edited:
    """``truth`` maps an old text to the texts in its place; ``touched`` an old text to what happened to it."""

    documents: list[Document]
    truth: dict[str, tuple[str, ...]] = field(default_factory=dict)
    touched: dict[str, str] = field(default_factory=dict)


def edited(
    documents: Sequence[Document],
    share: float,
    seed: int,
    files: str = "none",
    strangers: Sequence[str] = (),
    kinds: Sequence[str] = KINDS,
) -> Edited:
    """Touch ``share`` of the text blocks; ``strangers`` are texts that may be added, words of them put in.

    An edit replaces, adds or drops up to a quarter of the words. A move takes a block elsewhere in its document or
    to another one, half of them with an edit where ``kinds`` has that. ``files`` is one of FILE_EDITS.
    """
    chance = random.Random(f"{seed} {share} {files}")
    words = [word for each in strangers for word in each.split()]
    pages = [
        [_Unit(block, (_text(block),) if block.kind in _TEXTS else ()) for block in each.blocks]
        for each in documents
    ]
    places = [
        (page, unit) for page in pages for unit in page if unit.origins and unit.origins[0].strip()
    ]
    for page, unit in chance.sample(places, max(1, round(share * len(places)))):
        if unit in page and not unit.touched:
            _touch(chance.choice(kinds), unit, page, pages, words, strangers, chance)
    result = Edited(_arranged(documents, pages, files, chance))
    for page in pages:
        for unit in page:
            for origin in unit.origins:
                result.truth[origin] = (*result.truth.get(origin, ()), _text(unit.block))
                if unit.touched:
                    result.touched[origin] = unit.touched
    for each in documents:
        for block in each.blocks:
            if block.kind in _TEXTS and _text(block) not in result.truth:
                result.truth[_text(block)] = ()
                result.touched[_text(block)] = "remove"
    return result


def _touch(kind, unit, page, pages, words, strangers, chance):
    at = page.index(unit)
    text = unit.block.text
    if kind == "edit":
        if len(text.split()) < _FEWEST_WORDS:
            return
        unit.block = _with(unit.block, _reworded(text, words, chance))
        unit.touched = "edit"
    elif kind == "move":
        page.remove(unit)
        target = chance.choice(pages)
        target.insert(chance.randint(1, len(target)) if target else 0, unit)
        unit.touched = "move"
        if words and chance.random() < 0.5 and len(text.split()) >= _FEWEST_WORDS:
            unit.block = _with(unit.block, _reworded(text, words, chance, most=0.1))
            unit.touched = "move and edit"
    elif kind == "split":
        sentences = split_sentences(normalise(text), "en")
        if len(sentences) < 2:
            return
        cut = chance.randint(1, len(sentences) - 1)
        unit.block = _with(unit.block, " ".join(sentences[:cut]))
        rest = _Unit(_with(unit.block, " ".join(sentences[cut:])), unit.origins, "split")
        unit.touched = "split"
        page.insert(at + 1, rest)
    elif kind == "merge":
        following = page[at + 1] if at + 1 < len(page) else None
        if (
            following is None
            or not following.origins
            or following.touched
            or following.block.kind != unit.block.kind
        ):
            return
        first = text.rstrip()
        first = first if first.endswith((".", "!", "?", ":", ";")) else f"{first}."
        unit.block = _with(unit.block, f"{first} {following.block.text}")
        unit.origins += following.origins
        unit.touched = "merge"
        page.remove(following)
    elif kind == "remove":
        page.remove(unit)
    elif kind == "add":
        page.insert(at + 1, _Unit(_with(unit.block, chance.choice(strangers)), (), "add"))


def _reworded(text, words, chance, most=0.25):
    """``text`` with at least one word and at most the share ``most`` of them replaced, added or dropped."""
    found = text.split()
    count = chance.randint(1, max(1, int(most * len(found))))
    for at in chance.sample(range(len(found)), min(count, len(found))):
        draw = chance.random()
        if draw < 0.6 or len(found) < 4:
            found[at] = chance.choice(words)
        elif draw < 0.8:
            found[at] = f"{found[at]} {chance.choice(words)}"
        else:
            found[at] = ""
    return " ".join(each for each in found if each)


def _arranged(documents, pages, files, chance):
    """The pages as documents, with their files renamed, joined, cut in two or their sections reordered."""
    paths = [each.source.path for each in documents]
    contents = [[unit.block for unit in page] for page in pages]
    if files == "rename":
        paths = [f"moved/{chance.randint(100, 999)}-{path}" for path in paths]
    elif files == "join" and len(paths) > 1:
        paths = paths[:-1]
        contents = [*contents[:-2], contents[-2] + contents[-1]]
    elif files == "split":
        largest = max(range(len(contents)), key=lambda each: len(contents[each]))
        half = len(contents[largest]) // 2
        paths.append(f"{paths[largest]}-second.md")
        contents.append(contents[largest][half:])
        contents[largest] = contents[largest][:half]
    elif files == "reorder":
        contents = [_reordered(each, chance) for each in contents]
    originals = [*documents, documents[0]]
    return [
        original.model_copy(
            update={
                "source": original.source.model_copy(update={"path": path}),
                "blocks": tuple(blocks),
            }
        )
        for original, path, blocks in zip(originals, paths, contents, strict=False)
    ]


def _reordered(blocks, chance):
    """The sections of a document in another order; what stands before the first heading stays."""
    sections = [[]]
    for block in blocks:
        if block.kind == "heading" and sections[-1]:
            sections.append([])
        sections[-1].append(block)
    rest = sections[1:]
    chance.shuffle(rest)
    return [block for section in [sections[0], *rest] for block in section]


def _with(block, text):
    return block.model_copy(update={"text": text})


def _text(block):
    if block.kind == "definition" and block.term:
        return normalise(f"{block.term}{block.separator or ': '}{block.text}")
    return normalise(block.text)
