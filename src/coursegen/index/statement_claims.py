"""From passages to what may be a claim. In: an occurrence with its passage and lead. Out: Claims.

A list item is joined with the stub above it where the stub breaks off (``Staff must not:`` and ``share
passwords``); a row is read by its columns; a definition by its term. Each claim knows its sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from coursegen.language.claims import is_stub, parse_all, parse_sentence
from coursegen.language.lexicon import Lexicon
from coursegen.language.nounphrases import subject_of
from coursegen.language.parts import Parts, Scene, masked, words_of
from coursegen.model.passage import Occurrence, Passage, SentenceRef

__all__ = ["Claim", "performer_in", "prose_claims"]

_END = re.compile(r"(?:[;,]\s*(?:and|or|en|of|und|oder|et|ou)?|\s+(?:and|or|en|of))\s*$")


@dataclass(frozen=True, slots=True)
class Claim:
    """Parts with the sentences they come from, in reading order; ``code`` the name of the rule.

    ``lead`` is what introduces its list, where the parts do not hold it.
    """

    parts: Parts
    evidence: tuple[SentenceRef, ...]
    code: str = ""
    leading: bool = False
    lead: str = ""


def _tidy(item: str) -> str:
    """A list item as the end of a sentence."""
    bare = _END.sub("", item.strip()).rstrip(" ;,.")
    if bare.endswith(("?", "!", ":")):
        return bare
    return f"{bare}." if bare else ""


def _lowered(item: str, scene: Scene) -> str:
    first = item.split(" ", 1)[0]
    if first[1:] == first[1:].lower() and first not in scene.names and len(first) > 1:
        return item[:1].lower() + item[1:]
    return item


def _as_sentence(item: str) -> str:
    bare = _tidy(item)
    return bare[:1].upper() + bare[1:]


def _joined(stub: str, item: str, lex: Lexicon, scene: Scene) -> Parts | None:
    """The claim of stub and item together, where the stub needs the item to be a sentence."""
    opening = stub.rstrip(" :")
    if lex.pattern("whole_stub").search(opening):
        return None
    text = f"{opening} {_lowered(_tidy(item), scene)}"
    found = parse_sentence(text, lex.language, scene)
    if not found or found.form not in {"modal", "imperative"}:
        return None
    if lex.pattern("new_clause_stub").search(opening):
        return None
    reach = found.action or found.object
    # the marker must govern the item: otherwise the stub is a sentence of its own
    return found if reach and reach not in opening and found.text == text else None


def _inherited(stub: str, item: str, lex: Lexicon, scene: Scene) -> Parts | None:
    """A command under ``The team performs the following:`` is that team's."""
    found = parse_sentence(_as_sentence(item), lex.language, replace(scene, listed=True))
    if not found or found.form != "imperative":
        return None
    opening = stub.rstrip(" :")
    actor = performer_in(opening, lex, scene)
    return replace(found, text=f"{opening}: {_as_sentence(item)}", actor=actor) if actor else None


def performer_in(opening: str, lex: Lexicon, scene: Scene) -> str:
    """Who acts in the words that introduce a list, as written; empty where no agent stands before a verb."""
    opening = masked(opening)
    words = words_of(opening.replace("_", " "))
    for place in range(min(len(words), 8), 0, -1):
        subject = subject_of(opening[: words[place - 1].end], lex, scene)
        if subject.actor and not subject.pronoun and subject.actor.lower() not in lex.words("self"):
            verb = words[place].lower if place < len(words) else ""
            if (
                verb in lex.verbs.present
                or verb in lex.words("finite")
                or verb in lex.verbs.infinitives
            ):
                return subject.actor
    return ""


def _item_claim(stub: str, item: str, lex: Lexicon, scene: Scene) -> tuple[Parts | None, bool]:
    """What an item under ``stub`` claims, and whether the stub is part of it."""
    if lex.pattern("subordinate_stub").search(stub):
        return None, False
    own = parse_sentence(_as_sentence(item), lex.language, scene)
    if own and own.form in {"modal", "definition"}:
        return own, False
    if own and own.form == "present" and own.actor:
        return own, False
    joined = _joined(stub, item, lex, scene)
    if joined:
        return joined, True
    if lex.pattern("listing_stub").search(stub):
        return None, False
    inherited = _inherited(stub, item, lex, scene)
    if inherited:
        return inherited, True
    return own, False


def _stub_of(
    occurrence: Occurrence, passages: Mapping[str, Passage]
) -> tuple[str, SentenceRef] | None:
    lead = passages.get(occurrence.lead or "")
    if lead is None or not lead.sentences or not is_stub(lead.sentences[-1]):
        return None
    return lead.sentences[-1], SentenceRef(passage=lead.id, sentence=len(lead.sentences) - 1)


def prose_claims(
    occurrence: Occurrence, passages: Mapping[str, Passage], lex: Lexicon, scene: Scene
) -> Iterator[Claim]:
    """The claims of a paragraph, list item, note or spoken sentence, in order; none of an example that is worked out."""
    passage = passages[occurrence.passage]
    stub = _stub_of(occurrence, passages) if passage.kind == "list_item" else None
    lead = _last_sentence(occurrence.lead, passages)
    if passage.sentences and lex.pattern("worked_example").search(passage.sentences[0]):
        return
    for number, sentence in enumerate(passage.sentences):
        here = SentenceRef(passage=passage.id, sentence=number)
        if is_stub(sentence):
            yield from _ways_claims(sentence, here, lex, scene)
            continue
        if number == 0 and stub:
            parts, uses_stub = _item_claim(stub[0], sentence, lex, scene)
            found: tuple[Parts, ...] = (parts,) if parts else ()
            evidence = (stub[1], here) if uses_stub else (here,)
        else:
            body = _as_sentence(sentence) if passage.kind == "list_item" else sentence
            found, evidence = parse_all(body, lex.language, scene), (here,)
        apart = lead if len(evidence) == 1 else ""
        for place, parts in enumerate(found):
            yield Claim(parts, evidence, leading=number == 0 and place == 0, lead=apart)


def _ways_claims(stub: str, here: SentenceRef, lex: Lexicon, scene: Scene) -> Iterator[Claim]:
    """The rule that a stub is by itself: ``Report it in one of the following ways:``.

    Only a report is due whatever the way; of any other act (``Send it by one of the following means:``) half a rule is none.
    """
    found = lex.pattern("ways_stub").search(stub)
    whole = found and lex.pattern("ways_due").search(stub[: found.start()])
    rule = f"{stub[: found.start()].rstrip(' ,')}." if found and whole else ""
    for parts in parse_all(rule, lex.language, scene) if rule else ():
        yield Claim(parts, (here,), leading=True)


def _last_sentence(passage: str | None, passages: Mapping[str, Passage]) -> str:
    found = passages.get(passage or "")
    return found.sentences[-1] if found and found.sentences else ""
