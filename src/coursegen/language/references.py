"""References that nothing in their own sentence explains. In: a text and its language. Out: the words that refer.

``Report it at once.`` and ``In this phase the team ...`` are clear where they stand in the source and not by
themselves. A reference is explained where a noun stands before it in the same text; a demonstrative with a noun
(``this phase``) only where that noun does. The words stand in ``data/<language>/references.yaml``; a language
without that file has none.
"""

from __future__ import annotations

import re
from functools import cache

from coursegen.language.data import load
from coursegen.language.lexicon import Lexicon, lexicon, listed
from coursegen.language.nounphrases import stem
from coursegen.language.parts import masked, words_of

__all__ = ["dangling_reference"]

_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|‘[^’]{2,60}’(?!\w)|\[[^\[\]]*\]")


def dangling_reference(text: str, language: str) -> str:
    """The first words of ``text`` that refer to something outside of it, as written; empty if none.

    ``text`` is a sentence or a part of one, such as the infinitive phrase of a rule.
    """
    lex = lexicon(language)
    if lex is None or not load(language, "references"):
        return ""
    mask = masked(text)
    shown = _QUOTED.sub(lambda found: "_" * len(found[0]), text)
    found = _pattern(language, "always").search(shown)
    places = [(found.start(), found[0])] if found else []
    verb = _pattern(language, "for_a_verb").search(mask)
    if verb and not re.search(r"[,;]| to $", mask[: verb.start()]):
        places.append((verb.start(), verb[0]))
    places += _demonstratives(mask, lex)[:1]
    places += _personals(mask, lex)[:1]
    return min(places)[1].strip() if places else ""


@cache
def _pattern(language: str, name: str) -> re.Pattern[str]:
    value = load(language, "references").get(name) or "(?!)"
    return re.compile(rf"(?<![\w'’-])(?:{value})(?![\w'’-])", re.IGNORECASE)


@cache
def _empty(lex_language: str) -> frozenset[str]:
    """Words that name nothing a pronoun could stand for."""
    lex = lexicon(lex_language)
    if lex is None:
        return frozenset()
    sets = (
        "determiners",
        "prepositions",
        "subordinators",
        "conjunctions",
        "relatives",
        "finite",
        "self",
        "negations",
        "fillers",
        "connectives",
        "imperative_openers",
        "adverbs",
        "conditions",
        "auxiliaries",
    )
    closed = frozenset(
        word for name in sets for phrase in lex.words(name) for word in phrase.split()
    )
    return closed | frozenset(listed(load(lex_language, "references").get("empty", "")))


def _nouns_before(mask: str, place: int, lex: Lexicon) -> list[str]:
    """The words before ``place`` that may name something."""
    empty, personal = _empty(lex.language), _pattern(lex.language, "personal")
    words = words_of(mask, 0, place)
    forms = lex.verbs
    if words and words[-1].lower in forms.infinitives | forms.imperatives.keys():
        words = words[:-1]  # its object follows: "Report it"
    found = []
    for number, word in enumerate(words):
        named = number and words[number - 1].lower in lex.words("articles")
        blank = set(word.lower) == {"_"} or personal.fullmatch(word.lower)
        if len(word.lower) < 2 or word.lower in empty or word.lower.endswith("ly") or blank:
            continue
        if named or not _only_verb(word.lower, lex):
            found.append(word.lower)
    return found


def _only_verb(word: str, lex: Lexicon) -> bool:
    """Whether ``word`` is a form of a verb and no noun; in Dutch and German a noun has its article before it."""
    verbs = lex.verbs
    base = verbs.present.get(word, (verbs.participles.get(word, verbs.gerunds.get(word, "")),))[0]
    known = bool(base) or word in verbs.infinitives or word in verbs.imperatives
    return known and word not in verbs.nouns and base not in verbs.nouns


def _demonstratives(mask: str, lex: Lexicon) -> list[tuple[int, str]]:
    """Each demonstrative that nothing before it explains, with its noun, and where it stands."""
    found = []
    blank = _pattern(lex.language, "impersonal").sub(lambda each: "_" * len(each[0]), mask)
    for match in _pattern(lex.language, "demonstrative").finditer(blank):
        noun = next(iter(words_of(mask, match.end())), None)
        gap = mask[match.end() : noun.start] if noun else "."
        if noun is None or gap.strip() or _closes(noun.lower, lex):
            if not _nouns_before(mask, match.start(), lex):
                found.append((match.start(), match[0]))
            continue
        if _names_itself(mask, match.end(), lex):
            continue
        if not _is_explained(mask, match, noun.lower, lex):
            found.append((match.start(), mask[match.start() : noun.end]))
    return found


def _is_explained(mask: str, match: re.Match[str], noun: str, lex: Lexicon) -> bool:
    """Whether what a demonstrative and its noun refer to stands before them, or need not."""
    if _pattern(lex.language, "no_reference").fullmatch(noun):
        return True
    before = _nouns_before(mask, match.start(), lex)
    if _pattern(lex.language, "summing").fullmatch(noun):
        return bool(before)
    return _repeats(noun, mask, before, match.end(), lex)


def _names_itself(mask: str, start: int, lex: Lexicon) -> bool:
    """Whether the noun phrase from ``start`` on is one by which a document names itself."""
    phrase = re.split(r"[,;:.]", mask[start:], maxsplit=1)[0]
    return any(word.lower in lex.words("self_names") for word in words_of(phrase)[:4])


def _closes(word: str, lex: Lexicon) -> bool:
    """Whether ``word`` cannot be the noun of the demonstrative before it, or its adjective."""
    if word in listed(load(lex.language, "references").get("adjectives", "")):
        return False
    if word in _empty(lex.language) or _pattern(lex.language, "no_noun").fullmatch(word):
        return True
    base = lex.verbs.present.get(word, ("",))[0]
    return bool(base) and base not in lex.verbs.nouns and word not in lex.verbs.participles


def _repeats(noun: str, mask: str, before: list[str], start: int, lex: Lexicon) -> bool:
    """Whether a word of the noun phrase from ``start`` on stands before it, as a noun or in a compound."""
    phrase = [noun, *(word.lower for word in words_of(mask, start)[1:3])]
    wanted = {stem(word, lex.language) for word in phrase if word not in _empty(lex.language)}
    have = {stem(word, lex.language) for word in before}
    ends = tuple(each for each in wanted if len(each) > 3)
    return bool(wanted & have) or any(word.endswith(ends) for word in have if ends)


def _personals(mask: str, lex: Lexicon) -> list[tuple[int, str]]:
    """Each personal word that no noun before it explains, and where it stands."""
    blank = _pattern(lex.language, "impersonal").sub(lambda each: "_" * len(each[0]), mask)
    found = [
        (match.start(), match[0])
        for match in _pattern(lex.language, "personal").finditer(blank)
        if (match[0].islower() or match[0].istitle())
        and not _nouns_before(mask, match.start(), lex)
        and not _is_named_after(mask, match.end(), lex)
    ]
    word = load(lex.language, "references").get("article_or_pronoun")
    found += [
        (each.start, mask[each.start : each.end])
        for each in (words_of(blank) if word else ())
        if each.lower == word
        and _is_pronoun(blank, each.end, lex)
        and not _nouns_before(mask, each.start, lex)
    ]
    return sorted(found)


def _is_named_after(mask: str, end: int, lex: Lexicon) -> bool:
    """Whether an opening clause is followed by the noun that it is about (``Before they start, staff ...``)."""
    opens = lex.starts("conditions").match(mask)
    comma = mask.find(", ", end)
    if not opens or comma < 0:
        return False
    following = words_of(mask, comma)[:2]
    if lex.order == "v2":
        following = following[1:]
    return bool(following) and following[0].lower in lex.words("articles") | {"each", "every"}


def _is_pronoun(mask: str, end: int, lex: Lexicon) -> bool:
    """Whether what is an article before a noun stands by itself: at an end, or before no noun."""
    after = next(iter(words_of(mask, end)), None)
    if after is None or mask[end : after.start].strip():
        return True
    word = after.lower
    closed = lex.words("finite") | lex.words("prepositions") | lex.words("adverbs")
    inflected = (
        word.endswith("t") and word in lex.verbs.present and word[:-1] in lex.verbs.imperatives
    )
    return word in closed or inflected
