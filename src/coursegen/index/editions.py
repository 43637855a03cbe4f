"""Editions of one document among the sources. In: documents with their passages. Out: the older ones.

Two documents are editions of one where they bear the same number, or the same name apart from version and year and
share text; and where it can be told which is newer: by effective date, version, or the name of the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import PurePosixPath

from coursegen.index.matters import pattern
from coursegen.model.disagreement import OlderEdition
from coursegen.model.passage import Index
from coursegen.model.source import Document

__all__ = ["older_editions"]

_SHARED = 0.3
"""Share of the shorter one's passages that stand in the other, from which on two documents are editions."""
_NUMBERS = re.compile(r"\d+")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_IN_NAME = re.compile(
    r"(?:19|20)\d\d(?:-\d\d(?:-\d\d)?)?|(?:v|versie|version)[ ._-]?\d+(?:[._]\d+)*", re.IGNORECASE
)


def older_editions(index: Index) -> list[OlderEdition]:
    """The documents that another one is a newer edition of, in the order of the sources."""
    passages: dict[str, set[str]] = {}
    for each in index.occurrences:
        passages.setdefault(each.document, set()).add(each.passage)
    found: dict[str, OlderEdition] = {}
    for one, other in _alike(index.documents):
        if not _same(one, other, passages):
            continue
        for older in _older(one, other):
            found.setdefault(older.document, older)
    return [found[each.source.path] for each in index.documents if each.source.path in found]


def _alike(documents: Sequence[Document]) -> Iterator[tuple[Document, Document]]:
    """The pairs of one language that share their number or their name, in the order of the sources."""
    groups: dict[tuple[str, str, str], list[int]] = {}
    for place, each in enumerate(documents):
        for kind, key in (("number", each.edition.number), ("name", _name(each))):
            if key:
                groups.setdefault((each.language, kind, key), []).append(place)
    pairs = {pair for places in groups.values() for pair in combinations(places, 2)}
    for one, other in sorted(pairs):
        yield documents[one], documents[other]


def _same(one: Document, other: Document, passages: Mapping[str, set[str]]) -> bool:
    """Whether two documents of one number or name are editions of one."""
    number = one.edition.number
    if number and number == other.edition.number:
        return True
    mine, theirs = passages.get(one.source.path, set()), passages.get(other.source.path, set())
    least = min(len(mine), len(theirs))
    return least > 0 and len(mine & theirs) >= _SHARED * least


def _name(document: Document) -> str:
    """The title without what names an edition."""
    bare = pattern(document.language, "edition_words").sub(" ", document.title.lower())
    return " ".join(re.findall(r"\w+", bare))


def _older(one: Document, other: Document) -> Iterator[OlderEdition]:
    """The older of two editions, where that can be told."""
    for what, read in (("effective", _effective), ("version", _version), ("", _file)):
        mine, theirs = read(one), read(other)
        if not mine or not theirs or mine[0] == theirs[0]:
            continue
        old, new = (one, other) if mine[0] < theirs[0] else (other, one)
        words = sorted((mine, theirs), key=lambda each: each[0])
        why = f"{what} {words[0][1]} before {words[1][1]}".strip()
        yield OlderEdition(document=old.source.path, newer=new.source.path, why=why)
        return


def _effective(document: Document) -> tuple[list[int], str] | None:
    written = document.edition.effective
    return (_ints(written), written) if _DATE.fullmatch(written) else None


def _version(document: Document) -> tuple[list[int], str] | None:
    written = document.edition.version
    return (_ints(written), written) if _ints(written) else None


def _file(document: Document) -> tuple[list[int], str] | None:
    """A year or a version in the name of the file, else in the title."""
    for written in (PurePosixPath(document.source.path).stem, document.title):
        found = _IN_NAME.search(written)
        if found:
            return _ints(found[0]), found[0]
    return None


def _ints(written: str) -> list[int]:
    return [int(each) for each in _NUMBERS.findall(written)]
