"""Statements with a marker in languages that say subject, verb, object (English, French).

In: a sentence. Out: Parts, or None. The finite marker of the main clause is found first; what stands before
it is the subject, what follows it the action, less the condition and exception.
"""

from __future__ import annotations

import re
from dataclasses import replace

from coursegen.language.clauses import Settled, cut_tail, settle, without_deadline
from coursegen.language.lexicon import Lexicon, Modal
from coursegen.language.nounphrases import is_agent, subject_of
from coursegen.language.parts import Parts, Scene, Subject, Word, masked, words_of
from coursegen.language.svo_frame import clause_end, free_marker, inserted_clause, main_start

__all__ = ["action_of", "agent_of", "object_of", "parse_modal"]

_MAX_SUBJECT_WORDS = 24


def action_of(raw: str, modal_form: str, lex: Lexicon) -> str:
    """The verb phrase after a marker, without fillers; a gerund goes back to its infinitive."""
    action = re.sub(r",?\s(?:and|or|but|et|ou|mais)$", "", raw.strip(" ,;."))
    while found := lex.starts("fillers").match(action):
        action = action[found.end() :].lstrip(" ,")
    if modal_form == "gerund":
        first, _, rest = action.partition(" ")
        base = lex.verbs.gerunds.get(first.lower())
        return f"{base} {rest}".strip() if base else ""
    return "" if modal_form in {"predicate", "noun"} else action


def object_of(action: str, lex: Lexicon) -> str:
    """The noun phrase right after the verb of ``action``; empty where something else follows."""
    words = words_of(action)
    place = 0
    while place < len(words) and words[place].lower not in lex.verbs.infinitives and place < 3:
        place += 1
    following = words[place + 1 :]
    if not following or not _opens_object(following, lex):
        return ""
    end = _object_end(action, following, lex)
    return _balanced(action, following[0].start, end) if end else ""


def _opens_object(following: list[Word], lex: Lexicon) -> bool:
    """Whether a noun phrase can start with the first of ``following``."""
    first = following[0].lower
    closed = lex.words("prepositions") | lex.words("subordinators") | lex.words("conjunctions")
    if first in (closed | lex.words("certain")) - {"that"}:
        return False
    if _only_verb(first, lex) or first.endswith("ly"):
        return False
    return len(following) > 1 or first not in lex.words("determiners")


def _object_end(action: str, following: list[Word], lex: Lexicon) -> int:
    """Where the noun phrase ends; 0 where it is a list, of which only the first member would remain."""
    stops = lex.words("prepositions") | lex.words("subordinators")
    mask = masked(action)
    end = following[0].start
    for place, word in enumerate(following):
        gap = mask[end : word.start]
        linked = word.lower in lex.words("np_links")
        rest = {each.lower for each in following[place:]}
        if "," in gap and rest & lex.words("list_links"):
            return 0
        if any(mark in gap for mark in ",;:") or (word.lower in stops and not linked):
            break
        behind_link = place and following[place - 1].lower in lex.words("np_links")
        ends = _ends_object(word, following[place + 1 : place + 2], action, lex)
        if place and ends and not behind_link:
            break
        if not linked and word.lower not in lex.words("conjunctions"):
            end = word.end
    return end


def _balanced(text: str, start: int, end: int) -> str:
    """The stretch with the quotation mark or bracket that it cuts off."""
    if start and text[start - 1] in "\"“‘'(":
        start -= 1
    if text[start:end].count("(") > text[start:end].count(")") and text[end : end + 1] == ")":
        end += 1
    return text[start:end]


def _ends_object(word: Word, after: list[Word], action: str, lex: Lexicon) -> bool:
    """An adverb, a quantity, a second verb, or a participle with a preposition ends a noun phrase."""
    if (
        word.lower.endswith("ly")
        or word.lower[0].isdigit()
        or word.lower in lex.words("object_stops")
    ):
        return True
    if (
        word.lower in lex.verbs.participles
        and after
        and after[0].lower in lex.words("prepositions")
    ):
        return True
    if word.lower in lex.verbs.gerunds and after:
        return after[0].lower in lex.words("determiners") | lex.words("subordinators")
    if word.lower in lex.words("conjunctions"):
        return bool(after) and _only_verb(after[0].lower, lex)
    return bool(lex.pattern("immediate").match(action[word.start :]))


def _only_verb(word: str, lex: Lexicon) -> bool:
    return word in lex.verbs.infinitives and word not in lex.verbs.nouns


def _is_passive(action: str, lex: Lexicon) -> bool:
    words = words_of(action)[:4]
    if not words or words[0].lower not in {"be", "have"} & lex.words("passive_be"):
        return False
    for word in words[1:]:
        if word.lower in lex.verbs.participles or lex.pattern("participle").fullmatch(word.lower):
            return True
        if not word.lower.endswith("ly") and word.lower not in lex.words("passive_between"):
            return False
    return False


def agent_of(action: str, lex: Lexicon, scene: Scene) -> str:
    """Whoever does it in a passive: the noun phrase after the last ``by``."""
    for match in reversed(list(lex.starts("agent").finditer(masked(action)))):
        phrase = re.split(
            r"[,;:]|\s(?:in|on|at|as|to|for|with|from|using|via|who|that|which|when|if|within|before|after)\s",
            action[match.end() :],
        )[0]
        if phrase.strip() and is_agent(phrase, lex, scene):
            return subject_of(phrase, lex, scene).actor
    return ""


def _first_participle(action: str, lex: Lexicon) -> str:
    return next((w.lower for w in words_of(action)[1:4] if w.lower in lex.verbs.participles), "")


def _acceptable(
    modal: Modal, subject: Subject, action: str, *, passive: bool, lex: Lexicon
) -> bool:
    """Whether a marker that can also tell a possibility or a future tells a rule here."""
    if modal.form in {"base", "gerund"} and not action and modal.form == "base":
        return False
    if not modal.needs:
        return True
    first = next((word.lower for word in words_of(action)), "")
    if passive:
        return _first_participle(action, lex) in lex.words("deliberate") or modal.kind == "fact"
    if subject.actor.lower() in lex.words("writer"):
        return False
    if lex.pattern("arranged").match(action):
        return bool(subject.actor)
    return bool(subject.actor) and (first not in lex.words("stative") or modal.form == "gerund")


def parse_modal(text: str, lex: Lexicon, scene: Scene) -> Parts | None:
    """The parts of a sentence that holds a marker in its main clause, or None."""
    mask = masked(text)
    start, opener = main_start(text, mask, lex)
    found = free_marker(mask, start, lex) if start >= 0 else None
    if not found:
        return None
    clause, match = found
    if lex.pattern("false_friends").match(mask, match.start()):
        return None
    modal = lex.modals[int((match.lastgroup or "m0")[1:])]
    if modal.needs == "rule" and not scene.normative:
        return None
    subject = subject_of(text[clause : match.start()], lex, scene)
    if not _is_subject(subject, lex):
        return None
    end = clause_end(mask, match.end(), lex)
    begin, inserted = inserted_clause(text, mask, match.end(), end)
    raw = text[begin:end]
    tail = cut_tail(raw, without_deadline(raw, mask[begin:end], lex.language), lex)
    action = action_of(tail.clause, modal.form, lex)
    passive = modal.form == "predicate" or _is_passive(action, lex)
    if not _acceptable(modal, subject, action, passive=passive, lex=lex):
        return None
    settled = settle(action, opener, tail, lex, inserted)
    thing = passive or not subject.actor
    acted_on = subject.full if thing else object_of(action, lex)
    agent = agent_of(action, lex, scene) if passive else ""
    found_parts = _assemble(text, modal, match[0], subject, settled, passive, agent, acted_on)
    return found_parts if opener else replace(found_parts, remainder=text[end:])


def _is_subject(subject: Subject, lex: Lexicon) -> bool:
    """Whether a noun phrase of sensible length stands there, and not a pronoun or a phrase with ``for``."""
    words = words_of(subject.full)
    if not 0 < len(words) <= _MAX_SUBJECT_WORDS or subject.pronoun or subject.broken:
        return False
    return bool(subject.actor) or words[0].lower not in lex.words("prepositions")


def _assemble(
    text: str,
    modal: Modal,
    marker: str,
    subject: Subject,
    settled: Settled,
    passive: bool,
    agent: str,
    acted_on: str,
) -> Parts:
    denied = subject.nobody and modal.kind in {"permission", "obligation"}
    kind = "prohibition" if denied else modal.kind
    actor, condition = subject.actor, settled.condition
    if passive:
        actor = agent
    elif subject.restriction and condition:
        actor = subject.full_actor
    elif subject.restriction:
        condition = subject.restriction
    return Parts(
        kind=kind,
        form="modal",
        text=text,
        strength=modal.strength,
        marker=marker,
        actor=actor,
        action=settled.action,
        object=acted_on,
        condition=condition,
        exception=settled.exception,
        negated=modal.negated or subject.nobody,
        passive=passive,
    )
