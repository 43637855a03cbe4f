"""The frame of a clause whose finite verb stands second. In: a sentence. Out: a Frame, or None.

What opens the sentence decides: a subordinate clause or a fronted phrase puts the subject behind the finite
verb; otherwise the subject stands before it, with its relative clause.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from coursegen.language.lexicon import Lexicon
from coursegen.language.nounphrases import is_agent
from coursegen.language.parts import Scene, Word, words_of

__all__ = ["Frame", "ends_clause", "frame_of", "split_subject"]

_MAX_BEFORE_VERB = 40


@dataclass(frozen=True, slots=True)
class Frame:
    """A main clause: its finite verb, what stands before it, and where it begins and ends.

    ``subject`` is empty when ``inverted``. ``condition`` is the fronted clause or phrase that limits it;
    ``relative`` is that condition where it is the subject itself (``Wie een dossier meeneemt, ...``).
    """

    verb: Word
    start: int
    end: int
    inverted: bool
    subject: str = ""
    condition: str = ""
    relative: str = ""


def _is_form(word: Word, lex: Lexicon) -> bool:
    return word.lower in lex.words("finite") or word.lower in lex.verbs.present


def _behind_clause(mask: str, words: list[Word], lex: Lexicon) -> int | None:
    """Place of the finite verb of the main clause after a subordinate clause that opens the sentence."""
    then = lex.words("then")
    for place in range(2, min(len(words), _MAX_BEFORE_VERB)):
        word, before = words[place], words[place - 1]
        comma = "," in mask[before.end : word.start]
        if before.lower in then and place > 2:
            comma = True
        if comma and _is_form(word, lex):
            return place
        if word.lower in lex.words("finite") and ends_clause(before, lex) and not comma:
            following = words[place + 1].lower if place + 1 < len(words) else ""
            if following in lex.words("determiners") or following in lex.words("self"):
                return place
        if word.lower in lex.modal_verbs and any(_is_form(each, lex) for each in words[1:place]):
            following = words[place + 1].lower if place + 1 < len(words) else ""
            if following in lex.words("articles"):
                return place
    return None


def ends_clause(word: Word, lex: Lexicon) -> bool:
    """Whether ``word`` is a form with which a subordinate clause ends: finite, or a participle."""
    forms = lex.verbs
    return (
        word.lower in forms.present
        or word.lower in forms.participles
        or word.lower in lex.words("finite")
    )


def _behind_subject(mask: str, words: list[Word], lex: Lexicon) -> int | None:
    """Place of the finite verb of a main clause that opens with its subject or with a phrase."""
    inside: int | None = None
    for place, word in enumerate(words[:_MAX_BEFORE_VERB]):
        if place == 0:
            continue
        before = words[place - 1]
        gap = mask[before.end : word.start]
        if _opens_relative(word, before, gap, lex):
            inside = place
            continue
        if re.search(r"[:;]\s", gap):
            return None
        if not _is_form(word, lex) or before.lower in lex.words("infinitive_mark"):
            continue
        if inside is not None:
            own = any(
                _is_form(each, lex) or each.lower in lex.verbs.infinitives
                for each in words[inside + 1 : place]
            )
            known = word.lower in lex.verbs.present and word.lower not in lex.verbs.infinitives
            if "," in gap and known and place - inside > 2:
                return place  # its own verb may be one that no list has
            if own and ("," in gap or ends_clause(before, lex)):
                return place
            continue
        if word.lower in lex.words("finite") or _is_finite_here(words, place, lex):
            return place
    return None


def _is_finite_here(words: list[Word], place: int, lex: Lexicon) -> bool:
    """A form that is also an infinitive is finite unless an article makes a noun of it."""
    form, before = words[place].lower, words[place - 1].lower
    singular = form in lex.verbs.present and form not in lex.verbs.infinitives
    return singular or before not in lex.words("determiners") | lex.words("prepositions")


def _opens_relative(word: Word, before: Word, gap: str, lex: Lexicon) -> bool:
    if word.lower not in lex.words("relatives"):
        return False
    if word.lower in lex.words("question_words"):
        return True
    return "," in gap or before.lower not in lex.words("prepositions") | lex.words("finite")


def _end(mask: str, start: int, lex: Lexicon) -> int:
    """Where the clause ends: a semicolon, or a second main clause behind a comma and a linking word."""
    end = len(mask.rstrip(" .;:!"))
    links = "|".join(
        sorted(lex.words("conjunctions") | lex.words("connectives"), key=len, reverse=True)
    )
    for match in re.finditer(
        rf";\s|\s[–-]\s|:\s|,\s(?:{links})\s+(?P<next>[\w-]+)", mask[start:end]
    ):
        following = (match["next"] or "").lower()
        if not following:
            return start + match.start()
        if following in lex.words("finite"):
            return start + match.start()
        words = words_of(mask, start + match.start("next"), end)[:7]
        stops = lex.words("prepositions") | lex.words("subordinators")
        verb = next((n for n, word in enumerate(words) if word.lower in lex.modal_verbs), None)
        if verb and not any(word.lower in stops for word in words[:verb]):
            return start + match.start()
    for match in re.finditer(r"\s(?:en|und)\s(?=(?:de|het|een|der|die|das)\s)", mask[start:end]):
        words = words_of(mask, start + match.end(), end)[:6]
        verb = next((n for n, word in enumerate(words) if word.lower in lex.words("finite")), None)
        stops = lex.words("prepositions") | lex.words("subordinators") - lex.words("articles")
        if verb and verb > 1 and not any(word.lower in stops for word in words[:verb]):
            return start + match.start()
    return end


def frame_of(text: str, mask: str, lex: Lexicon, scene: Scene) -> Frame | None:
    """The frame of the first main clause of ``text``."""
    words = words_of(mask)
    if len(words) < 3:
        return None
    opener = lex.starts("conditions").match(mask) or lex.starts("exceptions").match(mask)
    whoever = words[0].lower in lex.words("whoever")
    place = None
    clause = bool(opener) and words[0].lower in lex.words("clause_openers")
    if clause or whoever:
        place = _behind_clause(mask, words, lex)
        if place is None:
            return None
    else:
        place = _behind_subject(mask, words, lex)
    if place is None:
        return None
    verb, before = words[place], text[: words[place].start].strip(" ,")
    before = re.sub(rf"[, ]+(?:{'|'.join(sorted(lex.words('then'))) or '(?!)'})$", "", before)
    end = _end(mask, verb.end, lex)
    if whoever:
        return Frame(
            verb, 0, end, inverted=False, subject=before, condition=before, relative=before
        )
    if clause:
        return Frame(verb, 0, end, inverted=True, condition=before)
    fronted = lex.starts("fronted").match(mask) or lex.starts("connectives").match(mask)
    if fronted and not is_agent(before, lex, scene):
        limits = not (
            lex.starts("connectives").fullmatch(before)
            or lex.starts("no_condition").match(before)
            or words[0].lower in lex.words("fillers")
        )
        return Frame(verb, 0, end, inverted=True, condition=before if limits else "")
    return Frame(verb, 0, end, inverted=False, subject=before)


def split_subject(rest: str, lex: Lexicon, scene: Scene) -> tuple[str, str]:
    """The subject at the front of ``rest`` (what follows a finite verb), and what comes after it."""
    while found := lex.starts("fillers").match(rest):
        rest = rest[found.end() :].lstrip(" ,")
    known = _known(rest, scene)
    if known:
        return rest[:known], rest[known:].strip()
    words = words_of(rest)
    if not words:
        return "", rest
    alone = len(words) == 1 or words[1].lower in lex.words("prepositions") | lex.words("adverbs")
    if alone and words[0].lower in lex.words("back_reference_subjects"):
        return rest[: words[0].end], rest[words[0].end :].strip()
    end = _noun_phrase(rest, words, 0, lex, scene)
    if end is None:
        return "", rest
    while end + 1 < len(words) and words[end].lower in lex.words("conjunctions"):
        more = _noun_phrase(rest, words, end + 1, lex, scene)
        phrase = rest[words[end + 1].start : words[(more or end + 2) - 1].end]
        if more is None or not is_agent(phrase, lex, scene):
            break
        end = more
    stop = words[end - 1].end
    if rest[:stop].count("(") > rest[:stop].count(")") and ")" in rest[stop:]:
        stop = rest.index(")", stop) + 1
    return rest[:stop], rest[stop:].strip()


def _known(rest: str, scene: Scene) -> int:
    """The length of the longest actor known from the document that ``rest`` starts with."""
    lower = rest.lower()
    article = re.match(r"(?:de|het|een|der|die|das|ein|eine)\s+", lower)
    offset = article.end() if article else 0
    best = 0
    for actor in scene.actors:
        end = offset + len(actor)
        if " " in actor and lower.startswith(actor, offset) and not lower[end : end + 1].isalnum():
            best = max(best, end)
    return best


def _noun_phrase(
    rest: str, words: list[Word], place: int, lex: Lexicon, scene: Scene
) -> int | None:
    """One past the place of the noun that closes the noun phrase at ``place``; None if none starts."""
    first = words[place]
    if first.lower in lex.words("self") | lex.words("nobody") - lex.words("negative_determiners"):
        return place + 1
    if first.lower in lex.words("back_reference_subjects") and first.lower not in lex.words(
        "determiners"
    ):
        return place + 1
    stops = lex.words("prepositions") | lex.words("adverbs") | lex.words("relatives")
    stops |= lex.words("conjunctions")
    determined = first.lower in lex.words("determiners")
    if not lex.nouns_capital and rest[first.start : first.end] in scene.names:
        return place + 1
    if not determined and first.lower in stops:
        return None
    here = place + 1 if determined else place
    while here < len(words):
        word = words[here]
        if word.lower in stops or (here > place and word.lower in lex.words("determiners")):
            return here if here > place + (1 if determined else 0) else None
        if "," in rest[words[here - 1].end : word.start] and here > place:
            return here
        capital = rest[word.start].isupper()
        if capital if lex.nouns_capital else not _is_adjective(words, here, lex):
            return _with_names(rest, words, here + 1, lex)
        here += 1
    return here


def _is_adjective(words: list[Word], place: int, lex: Lexicon) -> bool:
    """Whether a noun may still follow: the word ends in -e and is not itself a person."""
    word = words[place].lower
    if place + 1 >= len(words):
        return False
    adjective = (
        word.endswith(("e", "-"))
        or word in lex.words("bare_adjectives")
        or (word in lex.verbs.participles and word.endswith("n"))
    )
    if word in lex.words("persons") or not adjective:
        return False
    return words[place + 1].lower not in lex.words("prepositions") | lex.words(
        "adverbs"
    ) | lex.words("determiners")


def _with_names(rest: str, words: list[Word], place: int, lex: Lexicon) -> int:
    """Names, codes and numbers behind a noun belong to it, and the noun that they lead to.

    ``de heer Jansen``, ``Security Officer``, ``de FIPS 197 standaard (AES)``.
    """
    stops = lex.words("prepositions") | lex.words("adverbs") | lex.words("determiners")
    if lex.nouns_capital:
        return place
    while place < len(words):
        letters = rest[words[place].start : words[place].end]
        before = rest[words[place - 1].start : words[place - 1].end]
        named = letters[0].isupper() or letters[0].isdigit()
        noun = before[-1].isdigit() and letters.lower() not in stops | lex.verbs.infinitives
        if not named and not noun:
            break
        place += 1
    return place
