"""One sentence, one claim. In: a sentence, its language and its Scene. Out: Parts, or None.

Tried in order: definition, marker, imperative, present tense; the filters of false friends come before. What
is not sure is left out: a missing statement costs less than a wrong one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from coursegen.language.definitions import parse_definition
from coursegen.language.lexicon import Lexicon, lexicon
from coursegen.language.limits import parse_limit, parse_nominal_limit
from coursegen.language.nounphrases import is_agent, without_article
from coursegen.language.parts import Parts, Scene, masked, words_of
from coursegen.language.quantities import deadline_in, quantities_in
from coursegen.language.svo import parse_modal
from coursegen.language.svo_impersonal import parse_impersonal
from coursegen.language.svo_present import parse_imperative, parse_present
from coursegen.language.v2 import parse_modal_v2
from coursegen.language.v2_frame import frame_of, split_subject
from coursegen.language.v2_present import parse_imperative_v2, parse_present_v2
from coursegen.model.passage import Quantity

__all__ = ["actor_before_verb", "is_stub", "parse_all", "parse_sentence"]

_LABEL = re.compile(r"^[A-ZÀ-Þ][^.:;!?]{1,50}:\s+(?=[A-ZÀ-Þ])")
_LINK = re.compile(r"^[\s;,:–-]*(?:(?:and|but|so|en|maar|dus|und|aber|et|mais)\s+)?")
_PLACEHOLDER = re.compile(
    r"(?<!\[)\[(?:[a-zà-ÿ]{3,}|[a-zà-ÿ][^\[\]]*[ |/][^\[\]]*|[^\[\]]*\|[^\[\]]*)\](?![\[(\]])"
)
"""A place that a template leaves open: ``within [term]``, ``[the client|the supplier]``; no reference, no link."""
_MAX_CLAUSES = 3
_MIN_WORDS = 3
_MAX_WORDS = 90


def is_stub(sentence: str) -> bool:
    """Whether the sentence only introduces what follows it."""
    return sentence.rstrip().endswith((":", "："))


def _is_excluded(sentence: str, lex: Lexicon) -> bool:
    """Whether the sentence cannot be a claim: question, bare reference, fragment, or pointing back."""
    stripped = sentence.strip()
    count = len(words_of(stripped))
    if count < _MIN_WORDS or count > _MAX_WORDS or stripped.endswith("?"):
        return True
    if lex.section("reference").match(stripped) or "[...]" in stripped:
        return True
    if _PLACEHOLDER.search(stripped):
        return True
    if sum(map(str.isupper, stripped)) * 2 > sum(map(str.isalpha, stripped)):
        return True  # shouted: licence texts and headings
    if stripped.endswith(("-", "–", "—")):
        return True  # what it breaks off to is elsewhere
    return not stripped[0].isalnum() and stripped[0] not in "'\"“‘«(["


def _points_back(sentence: str, lex: Lexicon) -> bool:
    found = lex.starts("back_references").match(sentence)
    if not found:
        return False
    following = words_of(sentence, found.end())[:1]
    return not (following and following[0].lower in lex.words("self_names"))


def _impersonal_split(rest: str, lex: Lexicon) -> tuple[str, str] | None:
    """``het`` and what follows it, where that is the second half of a marker (``is het aanbevolen``)."""
    word = str(lex.markers.get("impersonal_subject", ""))
    if not word or not rest.lower().startswith(f"{word} "):
        return None
    behind = rest[len(word) :].strip()
    halves = (modal.tail for modal in lex.modals if modal.split and modal.tail)
    return (word, behind) if any(half.match(behind) for half in halves) else None


def _linked(sentence: str, lex: Lexicon, scene: Scene) -> str:
    """``sentence`` without an opener that only links it, where the rest is a sentence by itself.

    Behind a Dutch or German opener the subject follows the verb; it goes back to the front.
    """
    found = lex.starts("connectives").match(sentence)
    if not found:
        return sentence
    rest = sentence[found.end() :]
    if lex.order == "svo":
        if not rest.startswith(","):
            return sentence
        rest = rest.lstrip(" ,")
        return rest[:1].upper() + rest[1:]
    words = words_of(rest)
    if not words or words[0].lower not in lex.words("finite") or rest.lstrip()[:1] in ",;":
        return sentence
    subject, behind = _impersonal_split(rest[words[0].end :].strip(), lex) or split_subject(
        rest[words[0].end :].strip(), lex, scene
    )
    opening = next((word.lower for word in words_of(behind)), "")
    unsure = opening in lex.words("conjunctions") or subject.lower() in lex.words("self")
    if not subject or unsure:
        return sentence
    return f"{subject[:1].upper()}{subject[1:]} {words[0].lower} {behind}"


def _deadline(parts: Parts, lex: Lexicon) -> Quantity | None:
    """The period of the act itself: in the action, or as the phrase that opens the sentence.

    ``as soon as possible and within 24 hours`` is one phrase.
    """
    found, basis = deadline_in(parts.action, lex.language), parts.action
    if not found:
        opening = deadline_in(parts.text, lex.language)
        if opening and parts.text.startswith(opening.text):
            return opening
        return None
    place = basis.find(found.text)
    link = rf"(?:{lex.markers.get('immediate') or '(?!)'})\s*(?:,|and|en|but|maar|doch)*\s+$"
    before = re.search(link, basis[:place], re.IGNORECASE)
    if before:
        found = found.model_copy(update={"text": basis[before.start() : place] + found.text})
    return found


def _finished(parts: Parts, lex: Lexicon) -> Parts:
    """With quantities, deadline and immediacy; a consequence where the words say so."""
    basis = parts.text
    kind = parts.kind
    if lex.pattern("consequence").search(masked(basis)) and parts.form != "definition":
        kind = "consequence"
    deadline = _deadline(parts, lex)
    return replace(
        parts,
        kind=kind,
        strength="none" if kind == "consequence" else parts.strength,
        quantities=quantities_in(basis, lex.language),
        deadline=deadline,
        immediate=bool(lex.pattern("immediate").search(masked(basis))),
    )


def _parsers(lex: Lexicon, scene: Scene) -> Iterator[Callable[[str, Lexicon, Scene], Parts | None]]:
    """The grammars that apply, in the order in which they are tried."""
    v2 = lex.order == "v2"
    yield parse_modal_v2 if v2 else parse_modal
    yield parse_imperative_v2 if v2 else parse_imperative
    if scene.normative:
        yield parse_present_v2 if v2 else parse_present


def _claimed(text: str, lex: Lexicon, scene: Scene) -> Parts | None:
    impersonal = None if lex.order == "v2" else parse_impersonal(text, lex, scene)
    if impersonal or _points_back(text, lex):
        return impersonal
    for parser in _parsers(lex, scene):
        found = parser(text, lex, scene)
        if found:
            return found
    return parse_limit(text, lex, scene) or parse_nominal_limit(text, lex, scene)


def parse_sentence(sentence: str, language: str, scene: Scene) -> Parts | None:
    """The claim that ``sentence`` makes, or None when it makes none that is sure."""
    lex = lexicon(language)
    if lex is None or _is_excluded(sentence, lex):
        return None
    definition = parse_definition(sentence, lex)
    if definition:
        return _finished(definition, lex)
    text = _linked(_LABEL.sub("", sentence.strip()), lex, scene)
    found = None if is_stub(text) else _claimed(text, lex, scene)
    if found is None or lex.pattern("vague_condition").match(found.condition):
        return None
    if found.kind in {"fact", "quantity"} and lex.pattern("about_document").search(text):
        return None
    return _finished(found, lex)


def parse_all(sentence: str, language: str, scene: Scene) -> tuple[Parts, ...]:
    """The claims of a sentence with several main clauses; usually one or none.

    The first keeps the whole sentence as its text; a later one has its own clause. Where a condition opens
    the sentence the later ones are left out, because it holds for them too.
    """
    found: list[Parts] = []
    rest = _behind_reference(sentence, language)
    while len(found) < _MAX_CLAUSES:
        parts = parse_sentence(rest, language, scene)
        if not parts:
            break
        found.append(parts)
        rest = _LINK.sub("", parts.remainder)
        if len(words_of(rest)) < _MIN_WORDS:
            break
        rest = f"{rest[:1].upper()}{rest[1:].rstrip(' .;,')}."
    return tuple(found)


def _behind_reference(sentence: str, language: str) -> str:
    """What follows a reference in one sentence (*Refer to § 4 for examples; if you are unsure, ask*); else all of it."""
    lex = lexicon(language)
    _, mark, rest = sentence.partition("; ")
    if lex is None or not mark or not lex.section("reference").match(sentence.strip()):
        return sentence
    return f"{rest[:1].upper()}{rest[1:]}"


def actor_before_verb(sentence: str, language: str) -> str:
    """The agent of several words that stands before the finite verb, lower case; empty if none.

    Gathered over a document first, such actors are then also found behind the verb, where nothing marks
    their end.
    """
    lex = lexicon(language)
    if lex is None or lex.order != "v2" or sentence.count(" ") < 3:
        return ""
    scene = Scene()
    frame = frame_of(sentence, masked(sentence), lex, scene)
    if not frame or frame.inverted or not frame.subject or not is_agent(frame.subject, lex, scene):
        return ""
    core = re.split(r",|\s(?:die|dat|der|welche)\s", frame.subject)[0]
    core = without_article(core, lex).lower()
    return core if " " in core and len(core) < 60 else ""
