"""The main clause in languages that say subject, verb, object. In: a sentence. Out: where its parts stand.

What opens the sentence (a condition, a phrase, a linking word) is told from the subject; a marker inside a
relative or subordinate clause is passed by; a second main clause ends the first.
"""

from __future__ import annotations

import itertools
import re

from coursegen.language.lexicon import Lexicon
from coursegen.language.parts import Word, words_of

__all__ = [
    "clause_end",
    "free_marker",
    "has_verb",
    "inserted_clause",
    "is_plain_verb",
    "main_start",
]

_MAX_SHORT_SUBJECT = 14


def _after_comma(mask: str, comma: re.Match[str]) -> tuple[int, int]:
    """Where what precedes a comma ends and what follows it starts, ``then`` passed by."""
    start = comma.end()
    if mask[start:].lower().startswith("then "):
        start += len("then ")
    return comma.start(), start


def _starts_marked(masked_text: str, start: int, lex: Lexicon) -> bool:
    """Whether a short subject with a marker stands from ``start`` on."""
    rest = masked_text[start:]
    marker = lex.modal_pattern.search(rest)
    if not marker:
        return False
    before = words_of(rest, 0, marker.start())
    if not 0 < len(before) <= _MAX_SHORT_SUBJECT or "," in rest[: marker.start()]:
        return False
    if before[0].lower in lex.words("not_main_start"):
        return False
    return not any(word.lower in lex.words("subordinators") for word in before)


def _starts_other(masked_text: str, start: int, lex: Lexicon) -> bool:
    """Whether a command or a clause in the present tense starts here."""
    rest = masked_text[start:]
    words = words_of(rest)
    if not words or words[0].lower in lex.words("not_main_start"):
        return False
    if words[0].lower in lex.verbs.infinitives or lex.starts("imperative_openers").match(rest):
        return True
    return _has_present(words[:_MAX_SHORT_SUBJECT], rest, lex)


def _has_present(words: list[Word], rest: str, lex: Lexicon) -> bool:
    for number, word in enumerate(words):
        if "," in rest[: word.start] or word.lower in lex.words("subordinators"):
            return False
        if number and (word.lower in lex.words("finite") or word.lower in lex.verbs.present):
            return True
    return False


def main_start(text: str, mask: str, lex: Lexicon) -> tuple[int, str]:
    """Where the main clause starts, and what stands before it: a condition, a phrase, or nothing."""
    opener = lex.starts("conditions").match(mask) or lex.starts("exceptions").match(mask)
    moment = lex.pattern("fronted_moment").match(mask)
    if moment:
        return moment.end(), text[: moment.end()].strip(" ,")
    phrase = opener or lex.starts("fronted").match(mask) or lex.starts("connectives").match(mask)
    if not phrase:
        return 0, ""
    commas = [_after_comma(mask, comma) for comma in re.finditer(r",\s+|\s(?=then\s)", mask)]
    for starts in (_starts_marked, _starts_other):
        for end, start in commas:
            if starts(mask, start, lex) and not re.search(r"[.!?]\s+[A-Z]", text[:end]):
                return start, text[:end].strip()
    return (-1, "") if opener else (0, "")


def free_marker(mask: str, start: int, lex: Lexicon) -> tuple[int, re.Match[str]] | None:
    """The first marker from ``start`` that belongs to a main clause, and where that clause starts."""
    for match in lex.modal_pattern.finditer(mask, start):
        before = words_of(mask, start, match.start())
        if not before:
            return None
        clause = start
        finite = lex.words("finite")
        hinge = _hinge(before, lex)
        head = before if hinge is None else before[:hinge]
        own = any(is_plain_verb(word.lower, lex) for word in head[1:]) and hinge is not None
        semicolon = ";" in mask[start : match.start()]
        if own or semicolon or any(word.lower in finite for word in head):
            split = _second_clause(mask, start, match.start())
            if split is None:
                return None
            clause, before = split, words_of(mask, split, match.start())
            if not before:
                return None
            hinge = _hinge(before, lex)
        if hinge is not None and not has_verb(before[hinge + 1 :], lex):
            continue
        if hinge is None and _second_noun_phrase(mask, before, lex):
            continue
        if hinge is not None and hinge == 0:
            return None
        return clause, match
    return None


def _hinge(words: list[Word], lex: Lexicon) -> int | None:
    """The place of the first relative pronoun or subordinator."""
    for place, word in enumerate(words):
        if word.lower in lex.words("relatives") or word.lower in lex.words("subordinators"):
            return place
    return None


def has_verb(words: list[Word], lex: Lexicon) -> bool:
    """Whether a relative clause of ``words`` holds its verb; a form that is a noun too counts in front only."""
    forms = lex.verbs
    if not forms.infinitives:
        return len(words) > 1  # a language without a table of verbs
    for place, word in enumerate(words):
        form = word.lower
        if form in lex.words("finite") or is_plain_verb(form, lex):
            return True
        known = form in forms.present or form in forms.infinitives or form in forms.participles
        if known and not place:
            return True
    return False


def is_plain_verb(form: str, lex: Lexicon) -> bool:
    """Whether ``form`` is a present form of a verb and no noun."""
    base = lex.verbs.present.get(form, (form,))[0]
    return base in lex.verbs.infinitives and base not in lex.verbs.nouns


def _second_noun_phrase(mask: str, words: list[Word], lex: Lexicon) -> bool:
    """Whether an article opens another noun phrase: the subject of a relative clause without pronoun."""
    linking = lex.words("prepositions") | lex.words("conjunctions") | lex.words("determiners")
    for before, word in itertools.pairwise(words):
        apart = mask[before.end : word.start].strip()
        if word.lower in lex.words("articles") and before.lower not in linking and not apart:
            return True
    return False


def _second_clause(mask: str, start: int, end: int) -> int | None:
    """Where the last main clause before ``end`` starts, after a semicolon or a comma and a conjunction."""
    found = list(re.finditer(r";\s+|:\s+|,\s+(?:and|but|so|et|mais)\s+", mask[start:end]))
    return start + found[-1].end() if found else None


def clause_end(mask: str, start: int, lex: Lexicon) -> int:
    """Where the clause ends: at a semicolon, or where a second main clause with its own marker begins."""
    end = len(mask.rstrip(" .;:!"))
    semicolon = mask.find("; ", start)
    if 0 <= semicolon < end:
        end = semicolon
    for match in re.finditer(
        r",?\s+(?:and|but|or|so|et|mais)\s+|,\s+|\s[–-]+\s|:\s", mask[start:end]
    ):
        rest = mask[start + match.end() : end]
        marker = lex.modal_pattern.search(rest)
        if not marker or "," in rest[: marker.start()]:
            continue
        before = words_of(rest, 0, marker.start())
        if (
            0 < len(before) <= 8
            and _hinge(before, lex) is None
            and before[0].lower not in lex.words("prepositions")
            and ("," in match[0] or before[0].lower in lex.words("articles"))
        ):
            return start + match.start()
    return end


def inserted_clause(text: str, mask: str, start: int, end: int) -> tuple[int, str]:
    """A clause set between commas right after the marker (``must, if possible, ...``)."""
    if not mask[start:end].lstrip().startswith(","):
        return start, ""
    first = mask.index(",", start) + 1
    second = mask.find(",", first, end)
    return (second + 1, text[first:second].strip()) if second > 0 else (first, "")
