"""Statements in languages whose finite verb stands second and whose infinitives stand last (Dutch, German).

In: a sentence. Out: Parts, or None. The clause frame is found first: what stands before the finite verb is
the subject, or something fronted, after which the subject follows the verb. The action is the rest of the
clause without its negation, with ``te`` removed and the particle rejoined (``in te trekken``: intrekken).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from coursegen.language.clauses import Settled, cut_tail, settle, without_deadline
from coursegen.language.lexicon import Lexicon
from coursegen.language.nounphrases import is_agent, subject_of
from coursegen.language.parts import Parts, Scene, Subject, masked, words_of
from coursegen.language.v2_frame import Frame, frame_of, split_subject
from coursegen.language.v2_marker import Marked, marker_of
from coursegen.language.v2_verbs import (
    has_infinitive,
    infinitive_of,
    is_marked,
    is_passive,
    object_in,
    without_negation,
)

__all__ = ["parse_modal_v2"]


def _without_fillers(clause: str, lex: Lexicon) -> str:
    result = re.sub(r",?\s(?:en|of|und|oder)$", "", clause.strip(" ,;."))
    while found := lex.starts("fillers").match(result):
        result = result[found.end() :].lstrip(" ,")
    return result


def _agent(action: str, lex: Lexicon, scene: Scene) -> str:
    for match in reversed(list(lex.starts("agent").finditer(masked(action)))):
        subject, _ = split_subject(action[match.end() :].strip(), lex, scene)
        if subject and is_agent(subject, lex, scene):
            return subject_of(subject, lex, scene).actor
    return ""


def _dative(middle: str, lex: Lexicon, scene: Scene) -> str:
    """Whom an impersonal rule addresses: ``Het is medewerkers verboden``."""
    phrase = middle.strip(" ,")
    return phrase if phrase and is_agent(phrase, lex, scene) else ""


def _impersonal(
    text: str, frame: Frame, marked: Marked, lex: Lexicon, scene: Scene
) -> tuple[Subject, str]:
    """Subject and clause of ``Het is (wie) verplicht (voor wie) (om) ... te ...``."""
    begin, end = marked.tail or (0, 0)
    rest = text[frame.verb.end : frame.end]
    actor = _dative(rest[:begin], lex, scene)
    clause = rest[end:].strip(" ,")
    for_whom = re.match(r"(?:voor|für|aan) (?P<who>[^,;]{3,60}?),? (?=om )", clause)
    if for_whom and not actor and is_agent(for_whom["who"], lex, scene):
        actor, clause = for_whom["who"], clause[for_whom.end() :]
    return Subject(full=actor, actor=subject_of(actor, lex, scene).actor if actor else ""), clause


def _personal(
    text: str, frame: Frame, marked: Marked, lex: Lexicon, scene: Scene
) -> tuple[Subject, str]:
    """Subject and clause of a sentence with a subject of its own, the tail of its marker taken out."""
    rest = text[frame.verb.end : frame.end]
    if marked.tail and not marked.inner:
        begin, end = marked.tail
        front, clause = rest[:begin].strip(), rest[end:].strip(" ,")
        if not frame.inverted:
            return subject_of(frame.subject, lex, scene), f"{front} {clause}".strip()
        phrase, middle = split_subject(front, lex, scene)
        return subject_of(phrase, lex, scene), f"{middle} {clause}".strip()
    if frame.inverted:
        phrase, rest = split_subject(rest.strip(), lex, scene)
        return subject_of(phrase, lex, scene), rest
    return subject_of(frame.subject, lex, scene), rest


def parse_modal_v2(text: str, lex: Lexicon, scene: Scene) -> Parts | None:
    """The parts of a sentence with a marker in its main clause, or None."""
    mask = masked(text)
    if lex.pattern("false_friends").search(mask):
        return None
    frame = frame_of(text, mask, lex, scene)
    marked = marker_of(frame, text, mask, lex) if frame else None
    if not frame or not marked:
        return None
    impersonal = _is_impersonal(text, frame, marked, lex)
    read = _impersonal if impersonal else _personal
    subject, clause = read(text, frame, marked, lex, scene)
    if subject.pronoun:
        return None
    body = _body(clause, frame, marked, subject, lex)
    if body is None:
        return None
    return _assemble(text, frame, marked, subject, body, impersonal, lex, scene)


def _is_impersonal(text: str, frame: Frame, marked: Marked, lex: Lexicon) -> bool:
    if marked.tail is None:
        return False
    word = str(lex.markers.get("impersonal_subject", ""))
    behind = text[frame.verb.end :].lstrip().lower()
    return frame.subject.lower() == word or (frame.inverted and behind.startswith(f"{word} "))


@dataclass(frozen=True, slots=True)
class _Body:
    settled: Settled
    action: str
    passive: bool


def _body(
    clause: str, frame: Frame, marked: Marked, subject: Subject, lex: Lexicon
) -> _Body | None:
    """The action of a clause, or None where it is none: no infinitive, or only a possibility."""
    modal = marked.modal
    tail = cut_tail(clause, without_deadline(clause, masked(clause), lex.language), lex)
    body = _without_fillers(tail.clause, lex)
    split = modal.te and modal.tail is not None and not marked.inner
    if modal.negated and not split:
        body = without_negation(body, lex)
    predicate = split and not is_marked(body, lex)
    action = "" if predicate else infinitive_of(body, lex, marked=modal.te)
    passive = predicate or is_passive(action, lex)
    if not (subject.full if predicate else has_infinitive(action, lex)):
        return None
    if modal.needs == "agent" and not _deliberate(subject, action, passive, lex):
        return None
    denies = lex.starts("negations").search(action) or lex.starts("negative_determiners").search(
        action
    )
    if modal.kind == "permission" and denies:
        return None  # "kan niet" is no permission, and no prohibition either
    return _Body(settle(action, frame.condition, tail, lex), action, passive)


def _assemble(
    text: str,
    frame: Frame,
    marked: Marked,
    subject: Subject,
    body: _Body,
    impersonal: bool,
    lex: Lexicon,
    scene: Scene,
) -> Parts:
    modal, condition, actor = marked.modal, body.settled.condition, subject.actor
    thing = (body.passive or not actor) and not impersonal
    if body.passive:
        actor = _agent(body.action, lex, scene)
    elif subject.restriction and condition and condition != frame.relative:
        actor = subject.full_actor
    elif subject.restriction and not condition:
        condition = subject.restriction
    denied = subject.nobody and modal.kind in {"permission", "obligation"}
    kind = "prohibition" if denied else modal.kind
    return Parts(
        kind=kind,
        form="modal",
        text=text,
        strength=modal.strength,
        marker=marked.marker,
        actor=actor,
        action=body.settled.action,
        object=subject.full if thing else object_in(body.action, lex),
        condition=condition,
        exception=body.settled.exception,
        negated=modal.negated or subject.nobody,
        passive=body.passive,
        remainder="" if frame.condition else text[frame.end :],
    )


def _deliberate(subject: Subject, action: str, passive: bool, lex: Lexicon) -> bool:
    words = [word.lower for word in words_of(action)]
    if passive:
        return bool(set(words) & lex.words("deliberate"))
    if not subject.actor or subject.actor.lower() in lex.words("writer"):
        return False
    return not (words and words[-1] in lex.words("stative"))
