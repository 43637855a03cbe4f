"""Definitions. In: a sentence, or a term and its meaning. Out: Parts of kind ``definition``, or None."""

from __future__ import annotations

import re
from functools import cache

from coursegen.language.lexicon import Lexicon
from coursegen.language.parts import Parts, words_of

__all__ = ["parse_definition", "parse_is", "parse_term"]

_MAX_TERM_WORDS = 8
_SEPARATOR = re.compile(r"^(?P<term>[^:;.!?]{2,80}?)(?:\s+[-–—]\s+|:\s+)(?P<meaning>\S.+)$")


@cache
def _verbs(pattern: str) -> re.Pattern[str]:
    return re.compile(
        rf"^(?P<term>[^,;:.]{{2,80}}?)\s+(?:{pattern})(?!\w)\s*(?:that\s+)?(?P<meaning>\S.+)$",
        re.IGNORECASE,
    )


def _parts(sentence: str, term: str, meaning: str, lex: Lexicon) -> Parts | None:
    name = term.strip(" \"'“”‘’*_")
    words = words_of(name)
    first = words[0].lower if words else ""
    articles = lex.words("articles")
    if words and first in articles and len(words) > 1:
        name = name[words[1].start :]
    pointing = lex.words("back_references") | lex.words("subordinators") | lex.words("prepositions")
    named = re.match(
        str(lex.markers.get("definition", {}).get("names") or "(?!)"), name, re.IGNORECASE
    )
    if not 0 < len(words) <= _MAX_TERM_WORDS or (first in pointing and not named):
        return None
    if words[-1].lower in lex.words("self") | lex.words("conjunctions"):
        return None
    if len(words_of(meaning)) < 2:
        return None
    return Parts(
        kind="definition", form="definition", text=sentence, term=name, object=meaning.strip()
    )


def parse_term(sentence: str, lex: Lexicon) -> Parts | None:
    """``Term - meaning`` or ``Term: meaning``, as it stands under a heading of definitions."""
    match = _SEPARATOR.match(sentence)
    return _parts(sentence, match["term"], match["meaning"], lex) if match else None


def parse_is(sentence: str, lex: Lexicon) -> Parts | None:
    """``An incident is an event that ...``: a definition only where terms are defined."""
    data = lex.markers.get("definition", {})
    articles = "|".join(sorted(lex.words("articles")))
    weak = rf"(?:{data.get('weak_verbs') or '(?!)'})(?=\s+(?:{articles})\s)"
    match = _verbs(weak).match(sentence)
    return _parts(sentence, match["term"], match["meaning"], lex) if match else None


def parse_definition(sentence: str, lex: Lexicon) -> Parts | None:
    """``X means ...``, ``Onder X wordt verstaan ...``, ``A data protection officer (DPO) is a person who ...``."""
    data = lex.markers.get("definition", {})
    under = data.get("under")
    if under and (match := re.match(under, sentence, re.IGNORECASE)):
        return _parts(sentence, match["term"], match["meaning"], lex)
    short = data.get("short")
    if short and (match := re.match(short, sentence)):
        return _parts(sentence, match["term"], match["meaning"], lex)
    match = _verbs(str(data.get("verbs") or "(?!)")).match(sentence)
    if not match or any(word.lower in lex.words("finite") for word in words_of(match["term"])):
        return None
    return _parts(sentence, match["term"], match["meaning"], lex)
