"""Statements in languages whose finite verb stands second and whose infinitives stand last (Dutch, German).

In: a sentence. Out: Parts, or None. The clause frame is found first: what stands before the finite verb is
the subject, or something fronted, after which the subject follows the verb. The action is the rest of the
clause without its negation, with ``te`` removed and the particle rejoined (``in te trekken``: intrekken).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from coursegen.language.clauses import cut_tail
from coursegen.language.lexicon import Lexicon, Modal
from coursegen.language.nounphrases import is_agent, subject_of
from coursegen.language.parts import Parts, Scene, Subject, Word, masked, words_of
from coursegen.language.v2_frame import Frame, frame_of, split_subject
from coursegen.language.v2_verbs import has_infinitive, infinitive_of, is_passive

__all__ = ["object_in", "parse_modal_v2", "without_negation"]


@dataclass(frozen=True, slots=True)
class _Marked:
    """A marker as found: its row, its words, and where its tail stands in the rest of the clause."""

    modal: Modal
    marker: str
    tail: tuple[int, int] | None


def _tail_match(modal: Modal, mask: str, lex: Lexicon) -> re.Match[str] | None:
    if modal.tail is None:
        return None
    for match in modal.tail.finditer(mask):
        before = words_of(mask, 0, match.start())
        hinges = [
            n for n, word in enumerate(before) if n and word.lower in lex.words("subordinators")
        ]
        if not hinges or any(_is_verb(word, lex) for word in before[hinges[-1] + 1 :]):
            return match
    return None


def _is_verb(word: Word, lex: Lexicon) -> bool:
    forms = lex.verbs
    return (
        word.lower in forms.present
        or word.lower in forms.infinitives
        or word.lower in lex.words("finite")
    )


def _marker_of(frame: Frame, text: str, mask: str, lex: Lexicon) -> _Marked | None:
    """The first row of the modals that fits the finite verb and what follows it."""
    rest = mask[frame.verb.end : frame.end]
    before = mask[frame.start : frame.verb.start].strip().lower()
    for modal in lex.modals:
        if frame.verb.lower not in modal.finite:
            continue
        if modal.tail is None:
            return _Marked(modal, text[frame.verb.start : frame.verb.end], None)
        match = _tail_match(modal, rest, lex)
        if match:
            marker = f"{text[frame.verb.start : frame.verb.end]} {match[0]}"
            return _Marked(modal, marker, match.span())
        if before.split(" ", 1)[0] in modal.subjects:
            return _Marked(modal, text[frame.verb.start : frame.verb.end], None)
    return None


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


def _without_fillers(clause: str, lex: Lexicon) -> str:
    result = clause.strip(" ,;.")
    while found := lex.starts("fillers").match(result):
        result = result[found.end() :].lstrip(" ,")
    return result


def object_in(action: str, lex: Lexicon) -> str:
    """The noun phrase with a determiner at the front of an action; empty where something else stands."""
    words = words_of(action)
    if len(words) < 3 or words[0].lower not in lex.words("determiners") | lex.words(
        "negative_determiners"
    ):
        return ""
    stops = lex.words("prepositions") | lex.words("adverbs") | lex.words("determiners")
    end = words[0].end
    for word in words[1:-1]:
        linked = word.lower in {"van"} & lex.words("np_links")
        if (word.lower in stops and not linked and end > words[0].end) or "," in action[
            end : word.start
        ]:
            break
        end = word.end
    return action[:end] if end > words[0].end else ""


def _agent(action: str, lex: Lexicon, scene: Scene) -> str:
    for match in reversed(list(lex.starts("agent").finditer(masked(action)))):
        subject, _ = split_subject(action[match.end() :].strip(), lex, scene)
        if subject and is_agent(subject, lex, scene):
            return subject_of(subject, lex, scene).actor
    return ""


def _dative(frame: Frame, middle: str, lex: Lexicon, scene: Scene) -> str:
    """Whom an impersonal rule addresses: ``Het is medewerkers verboden``."""
    phrase = middle.strip(" ,")
    return phrase if phrase and is_agent(phrase, lex, scene) else ""


def _impersonal(
    text: str, frame: Frame, marked: _Marked, lex: Lexicon, scene: Scene
) -> tuple[Subject, str]:
    """Subject and clause of ``Het is (wie) verplicht (voor wie) (om) ... te ...``."""
    begin, end = marked.tail or (0, 0)
    rest = text[frame.verb.end : frame.end]
    actor = _dative(frame, rest[:begin], lex, scene)
    clause = rest[end:].strip(" ,")
    for_whom = re.match(r"(?:voor|für|aan) (?P<who>[^,;]{3,60}?),? (?=om )", clause)
    if for_whom and not actor and is_agent(for_whom["who"], lex, scene):
        actor, clause = for_whom["who"], clause[for_whom.end() :]
    return Subject(full=actor, actor=subject_of(actor, lex, scene).actor if actor else ""), clause


def _personal(
    text: str, frame: Frame, marked: _Marked, lex: Lexicon, scene: Scene
) -> tuple[Subject, str]:
    rest = text[frame.verb.end : frame.end]
    if marked.tail:
        begin, end = marked.tail
        hold = marked.modal.kind in {"obligation", "permission", "entitlement"} or marked.modal.te
        if hold and not marked.modal.finite & {"hoeft", "mag"}:
            front, clause = rest[:begin].strip(), rest[end:].strip(" ,")
            if not frame.inverted:
                return subject_of(frame.subject, lex, scene), clause or front
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
    marked = _marker_of(frame, text, mask, lex) if frame else None
    if not frame or not marked:
        return None
    impersonal = marked.tail is not None and (
        frame.subject.lower() == lex.markers.get("impersonal_subject")
        or (
            frame.inverted
            and re.match(r"\s*het\s", text[frame.verb.end :]) is not None
            and marked.modal.te
        )
    )
    read = _impersonal if impersonal else _personal
    subject, clause = read(text, frame, marked, lex, scene)
    if subject.pronoun:
        return None
    return _assemble(text, frame, marked, subject, clause, impersonal, lex, scene)


def _assemble(
    text: str,
    frame: Frame,
    marked: _Marked,
    subject: Subject,
    clause: str,
    impersonal: bool,
    lex: Lexicon,
    scene: Scene,
) -> Parts | None:
    modal = marked.modal
    tail = cut_tail(clause, masked(clause), lex)
    body = _without_fillers(tail.clause, lex)
    if modal.negated and (modal.tail is None or not modal.te or "hoeft" in modal.finite):
        body = without_negation(body, lex)
    predicate = (
        modal.te
        and modal.tail is not None
        and not re.search(r"(?<!\w)(?:te|zu)(?!\w)", body)
        and "hoeft" not in modal.finite
    )
    action = "" if predicate else infinitive_of(body, lex, marked=modal.te)
    passive = predicate or is_passive(action, lex)
    if not predicate and not has_infinitive(action, lex):
        return None
    if modal.needs == "agent" and not _deliberate(subject, action, passive, lex):
        return None
    if predicate and not subject.full:
        return None
    condition, exception = frame.condition, tail.exception
    if condition and lex.starts("exceptions").match(condition):
        condition, exception = "", condition
    if condition and tail.condition:
        action = f"{action}, {tail.condition}"
    condition = condition or tail.condition
    actor = subject.actor
    if passive:
        actor = _agent(action, lex, scene)
    elif subject.restriction:
        if condition and condition != frame.relative:
            actor = f"{actor} {subject.restriction}"
        else:
            condition = condition or subject.restriction
    return Parts(
        kind=modal.kind,
        form="modal",
        text=text,
        strength=modal.strength,
        marker=marked.marker,
        actor=actor,
        action=action,
        object=subject.full
        if (passive or not actor) and not impersonal
        else object_in(action, lex),
        condition=condition,
        exception=exception,
        negated=modal.negated or subject.full.lower() in lex.words("nobody"),
        passive=passive,
    )


def _deliberate(subject: Subject, action: str, passive: bool, lex: Lexicon) -> bool:
    words = {word.lower for word in words_of(action)}
    if passive:
        return bool(words & lex.words("deliberate"))
    last = words_of(action)[-1].lower if words else ""
    return bool(subject.actor) and last not in lex.words("stative")
