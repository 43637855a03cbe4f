"""Search: an Index and a query in; the passages that say most of it out.

SQLite's FTS5 in memory, ranked by BM25. Words are stemmed on both sides, each passage by its language,
so that ``reporting`` finds ``report``.
"""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from functools import cache
from typing import Any

from coursegen.language.data import load
from coursegen.model.passage import Index

__all__ = ["Search"]

_WORD = re.compile(r"\w+")
_STEMMERS = {
    "da": "danish",
    "de": "german",
    "en": "english",
    "es": "spanish",
    "fi": "finnish",
    "fr": "french",
    "it": "italian",
    "nb": "norwegian",
    "nl": "dutch",
    "no": "norwegian",
    "pt": "portuguese",
    "sv": "swedish",
}
_HEADING_WEIGHT = 0.4
"""What a hit in the headings above a passage counts, against 1 in its text."""
_MOST_HITS = 6000
_LONGEST_QUERY = 64
"""Words of a query that count; a whole page as a query would only be slow."""


class Search:
    """Finds passages of one Index. The table is made on the first question."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._connection: sqlite3.Connection | None = None

    def find(self, query: str, limit: int = 10, language: str = "en") -> list[tuple[str, float]]:
        """Up to ``limit`` passage ids with their scores (higher is better), best first.

        Any passage that has one of the words of ``query``, written in ``language``, can be found; in a
        large index the words that stand nearly everywhere only when there are no others. Of equals, the one that stands first in the sources comes first. Signs in the query mean nothing.
        """
        words = list(dict.fromkeys(_stems(_told(query, language), language)))[:_LONGEST_QUERY]
        if not words or limit < 1:
            return []
        if self._connection is None:
            self._connection = self._fill()
        question = " OR ".join(f'"{word}"' for word in _telling(self._connection, words))
        rows = self._connection.execute(
            "SELECT rowid, bm25(passages, 1.0, ?) AS rank FROM passages"
            " WHERE passages MATCH ? ORDER BY rank, rowid LIMIT ?",
            (_HEADING_WEIGHT, question, limit),
        )
        passages = self._index.passages
        return [(passages[row - 1].id, round(-rank, 6)) for row, rank in rows]

    def _fill(self) -> sqlite3.Connection:
        connection = sqlite3.connect(":memory:", check_same_thread=False)
        connection.execute(
            "CREATE VIRTUAL TABLE passages USING fts5"
            "(body, headings, content='', tokenize=\"unicode61 remove_diacritics 0\")"
        )
        connection.execute("CREATE VIRTUAL TABLE words USING fts5vocab('passages', 'row')")
        connection.executemany(
            "INSERT INTO passages (rowid, body, headings) VALUES (?, ?, ?)", self._rows()
        )
        return connection

    def _rows(self) -> list[tuple[int, str, str]]:
        places = self._index.occurrences_by_passage
        rows: list[tuple[int, str, str]] = []
        for number, passage in enumerate(self._index.passages, 1):
            headings = {
                heading: None
                for place in places.get(passage.id, [])
                for heading in place.locator.heading
            }
            rows.append(
                (
                    number,
                    " ".join(_stems(passage.text, passage.language)),
                    " ".join(_stems(" ".join(headings), passage.language)),
                )
            )
        return rows


def _telling(connection: sqlite3.Connection, words: list[str]) -> list[str]:
    """The rarest of ``words``, as many as together stand in no more than _MOST_HITS passages.

    What ``the`` adds to a rank is next to nothing, and to rank all that has it takes the time.
    """
    counts = dict.fromkeys(words, 0)
    marks = ", ".join("?" for _ in words)
    counts.update(connection.execute(f"SELECT term, doc FROM words WHERE term IN ({marks})", words))  # noqa: S608 - marks only
    rarest = sorted(words, key=lambda word: (counts[word], word))
    hits = 0
    for number, word in enumerate(rarest):
        hits += counts[word]
        if hits > _MOST_HITS and number:
            return rarest[:number]
    return rarest


def _told(query: str, language: str) -> str:
    """``query`` without the words that say nothing (how, my, is), unless it has no others.

    A policy seldom says "my" or "how", so that BM25 would take them for the rarest words of all.
    """
    stop = _stop_words(language.partition("-")[0])
    kept = [each for each in _WORD.findall(query) if each.lower() not in stop]
    return " ".join(kept) if kept else query


@cache
def _stop_words(language: str) -> frozenset[str]:
    return frozenset((load(language, "checks") or {}).get("stop_words", ()))


def _stems(text: str, language: str) -> list[str]:
    """The stems of the words of ``text``; as they are for a language without a stemmer."""
    words = _WORD.findall(unicodedata.normalize("NFC", text).lower().replace("_", " "))
    short = language.partition("-")[0]
    return [_stem(word, short) for word in words]


@cache
def _stem(word: str, language: str) -> str:
    stemmer = _stemmer(language)
    return word if stemmer is None else str(stemmer.stemWord(word))


@cache
def _stemmer(language: str) -> Any:
    import snowballstemmer

    name = _STEMMERS.get(language)
    return snowballstemmer.stemmer(name) if name else None
