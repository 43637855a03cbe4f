"""Infinitives at the end of a Dutch or German clause. In: a clause. Out: the clause as a verb phrase.

``te`` goes and a separated particle rejoins its verb; the order of the source stays, which already has the
object before the infinitive.
"""

from __future__ import annotations

import re

from coursegen.language.lexicon import Lexicon
from coursegen.language.parts import Word, words_of

__all__ = [
    "has_infinitive",
    "infinitive_of",
    "is_marked",
    "is_participle",
    "is_passive",
    "object_in",
    "without_negation",
]

_TE = re.compile(r"(?:(?P<before>[^\W\d_]+) )?(?<!\w)(?:te|zu) (?P<verb>[^\W\d_]+)")
_INFIX = re.compile(r"(?<!\w)(?P<particle>[a-zäöü]{2,9})zu(?P<verb>[a-zäöüß]{3,}n)(?!\w)")
_PARTICIPLE = re.compile(r"(?:\w{2,6})?ge[a-z]{3,}(?:d|t|en)$|(?:be|ver|ont|her)[a-z]{4,}(?:d|t)$")
_OM = re.compile(r"^(?:,\s*)?om (?:[^\w]*)")
_NOT_TE = {"allen", "zijner", "zeerste", "goeder"}


def infinitive_of(clause: str, lex: Lexicon, *, marked: bool) -> str:
    """``clause`` as a verb phrase in the infinitive; ``marked`` says that its infinitive has ``te``.

    Infinitives joined to the first one (``in te zien of te laten verwijderen``) lose their ``te`` too.
    """
    body = _OM.sub("", clause.strip(" ,;."))
    if not marked:
        return body
    infix = _INFIX.search(body)
    if infix and infix["particle"] in lex.verbs.particles:
        return f"{body[: infix.start()]}{infix['particle']}{infix['verb']}{body[infix.end() :]}"
    done = False
    position = 0
    while match := _TE.search(body, position):
        verb, before = match["verb"], match["before"] or ""
        position = match.end()
        if verb.lower() in _NOT_TE or not verb.lower().endswith("n"):
            continue
        if re.match(r"\s+zijn(?!\w)", body[match.end() :]) and verb.lower() != "zijn":
            return body  # "te benaderen zijn" keeps its mark
        joint = not before.strip() or before.lower() in lex.words("conjunctions")
        if done and not joint and before.lower() not in lex.verbs.particles:
            continue
        particle = before.lower() in lex.verbs.particles
        new = f"{before}{verb}" if particle else f"{before} {verb}".strip()
        body = f"{body[: match.start()]}{new}{body[match.end() :]}"
        position = match.start() + len(new)
        done = True
        if not re.match(r"\s*(?:,|(?:of|en)\s)", body[position:]):
            break
    return body.strip()


def is_marked(clause: str, lex: Lexicon) -> bool:
    """Whether ``clause`` holds an infinitive with its mark: ``te melden``, ``einzuhalten``."""
    infix = _INFIX.search(clause)
    return bool(_TE.search(clause)) or bool(infix and infix["particle"] in lex.verbs.particles)


def has_infinitive(action: str, lex: Lexicon) -> bool:
    """Whether ``action`` holds an infinitive at all."""
    words = words_of(action)
    if words and words[-1].lower in lex.words("auxiliaries"):
        return True
    if any(word.lower in lex.verbs.infinitives for word in words):
        return True
    return bool(words) and bool(
        re.search(r"[^\W\d_]{2,}(?:en|ën|ern|eln|aan|ien|oen)$", words[-1].lower)
    )


def is_passive(action: str, lex: Lexicon) -> bool:
    """Whether ``action`` ends in a participle with ``worden`` (or ``zijn``), in either order."""
    words = [word.lower for word in words_of(action)]
    for place, word in enumerate(words):
        if word not in {"worden", "werden"}:
            continue
        near = words[max(0, place - 2) : place] + words[place + 1 : place + 2]
        if any(is_participle(each, lex) for each in near):
            return True
    return False


def is_participle(word: str, lex: Lexicon) -> bool:
    """Whether ``word`` is a participle, by the table or by its form."""
    return word in lex.verbs.participles or bool(_PARTICIPLE.match(word))


def without_negation(clause: str, lex: Lexicon) -> str:
    """``clause`` without its first negation; ``geen`` goes only before a plural, which needs no article."""
    words = words_of(clause)
    for place, word in enumerate(words):
        following = words[place + 1].lower if place + 1 < len(words) else ""
        if word.lower in lex.words("negations"):
            end = word.end
            compares = re.search(r"(?<!\w)dan(?!\w)", clause[end:])
            if f"{word.lower} {following}" in lex.words("negations") and not compares:
                end = words[place + 1].end
            return re.sub(r"\s{2,}", " ", clause[: word.start] + clause[end:]).strip()
        if word.lower in lex.words("negative_determiners"):
            noun = next(
                (each.lower for each in words[place + 1 :] if not each.lower.endswith("e")), ""
            )
            if re.search(r"(?:en|[^s]s)$", noun):
                return re.sub(r"\s{2,}", " ", clause[: word.start] + clause[word.end :]).strip()
            return clause
    return clause


def object_in(action: str, lex: Lexicon) -> str:
    """The noun phrase with a determiner at the front of an action; empty where something else stands."""
    words = words_of(action)
    if len(words) < 3 or words[0].lower not in lex.words("determiners") | lex.words(
        "negative_determiners"
    ):
        return ""
    end = _object_end(action, words, lex)
    return action[:end] if end > words[0].end else ""


def _object_end(action: str, words: list[Word], lex: Lexicon) -> int:
    stops = lex.words("prepositions") | lex.words("adverbs") | lex.words("determiners")
    stops = (stops | lex.verbs.infinitives) - lex.words("object_links")
    end, linked = words[0].end, False
    for place, word in enumerate(words[1:-1], 1):
        if word.lower in lex.words("object_links"):
            linked = True
            continue
        if word.lower in lex.verbs.particles and words[place + 1].lower in stops:
            break
        article = linked and word.lower in lex.words("articles")
        stop = (word.lower in stops and not article) or word.lower[0].isdigit()
        if stop or "," in action[end : word.start]:
            break
        if not article:
            end, linked = word.end, False
    return end
