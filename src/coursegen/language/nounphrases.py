"""Who a noun phrase names. In: a noun phrase and the words around it. Out: a Subject.

An actor is a person or an organisation: a noun of ``actors.yaml``, a role with a role's head (``... Officer``),
a name used as such in the document, or a phrase that bears a duty elsewhere in it. All else is a thing.
"""

from __future__ import annotations

import itertools
import re
from functools import cache

from coursegen.language.lexicon import Lexicon
from coursegen.language.parts import Scene, Subject, words_of

__all__ = ["is_agent", "stem", "subject_of", "without_article"]


_SHORTENED = re.compile(r"['’](?:ll|ve|re|d)$")


@cache
def _stemmer(language: str) -> object | None:
    import snowballstemmer

    names = {"en": "english", "nl": "dutch", "de": "german", "fr": "french"}
    name = names.get(language.split("-", maxsplit=1)[0])
    return snowballstemmer.stemmer(name) if name else None


@cache
def stem(word: str, language: str) -> str:
    """The stem of a word (Snowball), lower case; the word itself in a language without a stemmer."""
    stemmer = _stemmer(language)
    lower = word.lower()
    return str(stemmer.stemWord(lower)) if stemmer else lower  # type: ignore[attr-defined]


def _is_listed(word: str, listed: frozenset[str], lex: Lexicon) -> bool:
    """Whether ``word`` is in ``listed``, as it is or as a plural of it."""
    if word in listed:
        return True
    for ending, singular in lex.plural_endings:
        if word.endswith(ending) and word.removesuffix(ending) + singular in listed:
            return True
    return False


@cache
def _suffixes(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern or r"(?!)", re.IGNORECASE)


def _is_person(word: str, lex: Lexicon) -> bool:
    lower = word.lower()
    if _is_listed(lower, lex.words("things"), lex):
        return False
    persons = lex.words("persons")
    if _is_listed(lower, persons, lex) or _is_listed(lower.rpartition("-")[2], persons, lex):
        return True
    return bool(lex.actors.get("use_suffixes")) and bool(
        _suffixes(str(lex.actors.get("suffixes", ""))).fullmatch(lower)
    )


def without_article(phrase: str, lex: Lexicon) -> str:
    """``phrase`` without a leading article and without a leading ``only``."""
    result = phrase.strip(" ,;:")
    for _ in range(2):
        first, _, rest = result.partition(" ")
        if rest and first.lower() in lex.words("articles") | lex.words("only"):
            result = rest.strip()
    return result


def _cut(phrase: str, lex: Lexicon) -> tuple[str, str]:
    """The noun phrase up to its first restriction, and the restriction."""
    words = words_of(phrase)
    keeping = lex.words("np_links")
    for before, word in itertools.pairwise(words):
        aside = phrase[before.end : word.start].strip()
        if word.lower in lex.words("relatives") or (
            word.lower in lex.words("prepositions") and word.lower not in keeping
        ):
            return phrase[: word.start].strip(" ,"), phrase[word.start :].strip(" ,")
        if word.lower in lex.verbs.participles and word.lower != "united" and not aside:
            following = [each for each in words if each.start > word.start]
            if following and following[0].lower in lex.words("prepositions"):
                return phrase[: word.start].strip(" ,"), phrase[word.start :].strip(" ,")
    return phrase.strip(" ,"), ""


def _heads(phrase: str, lex: Lexicon) -> list[str]:
    """The head noun of each member of a group, as a phrase cut before its first ``of``."""
    joined = "|".join(
        re.escape(each) for each in sorted(lex.words("conjunctions"), key=len, reverse=True)
    )
    members = re.split(
        rf"\s*,\s*(?:(?:{joined})\s+)?|\s+(?:{joined})\s+", phrase, flags=re.IGNORECASE
    )
    heads = []
    for member in members:
        first = member.strip()
        for link in lex.words("np_links"):
            first = re.split(rf"\s+{re.escape(link)}\s+", first, maxsplit=1)[0]
        if first:
            heads.append(first)
    return heads


def _names_agent(head: str, lex: Lexicon, scene: Scene) -> bool:
    plain = without_article(head, lex)
    if plain.lower() in scene.actors:
        return True
    if plain.lower() in lex.words("things"):
        return False
    words = words_of(plain)
    if not words:
        return False
    last = plain[words[-1].start : words[-1].end]
    if _is_person(last, lex) or words[-1].lower in lex.words("role_heads"):
        return True
    if lex.nouns_capital:
        return False
    return len(words) == 1 and last[0].isupper() and not last.isupper() and last in scene.names


def is_agent(phrase: str, lex: Lexicon, scene: Scene) -> bool:
    """Whether all members of the noun phrase are persons or organisations."""
    words = words_of(phrase)
    if not words or words[0].lower in lex.words("prepositions") | lex.words("subordinators"):
        return False
    if words[0].lower in lex.verbs.gerunds or words[-1].lower in lex.words("conjunctions"):
        return False
    heads = _heads(_cut(phrase, lex)[0], lex)
    return bool(heads) and all(_names_agent(head, lex, scene) for head in heads)


def _points_back(words: list[str], lex: Lexicon) -> bool:
    pointers = lex.words("back_reference_subjects") or lex.words("back_references")
    if not words or words[0] not in pointers:
        return False
    if len(words) > 1 and words[0] in lex.words("articles"):
        return False  # Dutch "het": a pronoun by itself, an article before a noun
    return not (len(words) > 1 and words[1] in lex.words("self_names"))


def _without_adverb(phrase: str, lex: Lexicon) -> str:
    """``phrase`` without the adverb that stands between a subject and its verb (``... then grants``)."""
    words = words_of(phrase)
    if len(words) > 1 and words[-1].lower in lex.words("fillers"):
        return phrase[: words[-2].end]
    return phrase


def _names_house(restriction: str, scene: Scene) -> bool:
    """Whether the phrase only names the organisation: ``at Noordkade``, ``van Elzenoord``."""
    words = restriction.split()
    return len(words) == 2 and words[1] in scene.names and words[0].islower()


def subject_of(phrase: str, lex: Lexicon, scene: Scene) -> Subject:
    """The subject that ``phrase`` is: its actor, what restricts it, and whether it only points back."""
    full = _SHORTENED.sub("", _without_adverb(phrase.strip(" ,;-–"), lex))
    full = _behind_comma(full, lex)
    words = [word.lower for word in words_of(full)]
    if not words:
        return Subject(full=full)
    known = _everyone(full, words, lex, scene)
    if known:
        return known
    if _says_nothing(words, lex):
        return Subject(full=full, pronoun=True)
    first = words[0]
    nobody = first in lex.words("nobody")
    if not is_agent(full, lex, scene):
        return Subject(full=full[len(first) :].strip() if nobody else full, nobody=nobody)
    core, restriction = _cut(full, lex)
    if _names_house(restriction, scene):
        restriction = ""
    actor = without_article(core, lex)
    if nobody:
        actor = actor[len(first) :].strip() or actor
    return Subject(full=full, actor=actor, restriction=restriction, nobody=nobody)


def _behind_comma(phrase: str, lex: Lexicon) -> str:
    """``Regardless, we``: the pronoun alone."""
    last = phrase.rpartition(", ")[2]
    return last if last.lower() in lex.words("self") else phrase


def _everyone(full: str, words: list[str], lex: Lexicon, scene: Scene) -> Subject | None:
    """``You``, ``Everyone``, ``Everyone who works here``, ``Niemand``: names all by itself."""
    first = words[0]
    whole = full.lower() in lex.words("everyone")
    if whole or (len(words) == 1 and first in lex.words("everyone") | lex.words("self")):
        return Subject(full=full, actor=full, nobody=first in lex.words("nobody"))
    if first not in lex.words("everyone"):
        return None
    rest = full[len(first) :].strip()
    return Subject(
        full=full,
        actor=full[: len(first)],
        restriction="" if _names_house(rest, scene) else rest,
        nobody=first in lex.words("nobody"),
    )


def _says_nothing(words: list[str], lex: Lexicon) -> bool:
    """A bare determiner, a pronoun, ``Not every ...``, or a clause (``We believe the rules ...``)."""
    first = words[0]
    if len(words) == 1 and first in lex.words("determiners"):
        return True
    if first in lex.words("negations") or (first in lex.words("self") and len(words) > 1):
        return True
    return _points_back(words, lex) or _points_back(words[-1:], lex)
