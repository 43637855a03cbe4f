"""The statement ledger. In: a document, its passages and where they stand. Out: Statements, in reading order.

What is not sure is not in it. Left out altogether: sections of references, history, colophon and licence;
stubs, questions, possibilities, and sentences that point back at something they do not name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from coursegen.ids import digest
from coursegen.index.read_aloud import as_read, code_in, place_as_read
from coursegen.index.statement_checks import without_repeated_checks
from coursegen.index.statement_claims import Claim, prose_claims
from coursegen.index.statement_performers import Surroundings
from coursegen.index.statement_sections import Sections
from coursegen.index.statement_steps import groups_of, listed_among_commands
from coursegen.index.statement_tables import row_claims, term_claims
from coursegen.language.claims import actor_before_verb, parse_sentence
from coursegen.language.definitions import parse_definition, parse_is, parse_term
from coursegen.language.lexicon import Lexicon, lexicon
from coursegen.language.nounphrases import stem
from coursegen.language.parts import Parts, Scene
from coursegen.language.references import dangling_reference
from coursegen.model.passage import Occurrence, Passage, SentenceRef, Statement
from coursegen.model.source import Document

__all__ = ["statements_of"]

_CAPITAL_INSIDE = re.compile(r"(?<=[a-z,] )[A-Z][\w-]+")
_SMALL = re.compile(r"(?:(?<=\s)|^)[a-zà-ÿ][\w-]+(?![\w@./])")
_PROSE = {"paragraph", "list_item", "note", "cue"}


def statements_of(
    document: Document, passages: Mapping[str, Passage], occurrences: Sequence[Occurrence]
) -> list[Statement]:
    """The statements of ``document``, in the order in which they stand.

    ``passages`` are by id and may hold those of other documents; ``occurrences`` are the document's own. A
    language without markers gives none.
    """
    lex = lexicon(document.language)
    if lex is None:
        return []
    written = passages
    own = [
        place_as_read(each, document.language)
        for each in occurrences
        if each.document == document.source.path
    ]
    passages = {each.passage: as_read(written[each.passage]) for each in own}
    texts = [passages[each.passage].text for each in own]
    sections = Sections(document, own, texts)
    scene = _scene(own, passages, document.language)
    claims = {
        place: list(_claims(each, passages, sections, lex, scene)) for place, each in enumerate(own)
    }
    commanding = replace(scene, commands=True)
    for place in listed_among_commands(own, claims):
        claims[place] = list(_claims(own[place], passages, sections, lex, commanding))
    groups = groups_of(own, claims, passages, sections)
    nearby = Surroundings(own, passages, claims, lex, scene)
    positions = {each.passage: each.position for each in reversed(own)}
    made: list[Statement] = []
    taken: set[str] = set()
    for place, occurrence in enumerate(own):
        for claim in (_coded(each, written) for each in claims[place]):
            group = groups.get(place, "") if claim.leading else ""
            found = _statement(claim, occurrence, document, group, positions, taken)
            around = _around(claim, occurrence, sections, lex, scene)
            around = _listed(claim, place, nearby, around, step=found.kind == "step")
            made.append(found.model_copy(update=around))
    return without_repeated_checks(made, lex)


def _coded(claim: Claim, written: Mapping[str, Passage]) -> Claim:
    """``claim`` with the code before its sentence, where nothing else gives it one."""
    last = claim.evidence[-1]
    code = claim.code or code_in(written[last.passage], last.sentence)
    return replace(claim, code=code) if code != claim.code else claim


def _listed(
    claim: Claim, place: int, nearby: Surroundings, around: dict[str, str], *, step: bool
) -> dict[str, str]:
    """``around`` with what the items above a member of a list say: who does it, and under which condition."""
    parts = claim.parts
    if parts.kind == "definition":
        return around
    bare = not parts.actor and (parts.form == "imperative" or step)
    addressee = around["addressee"] or (nearby.performer(place) if bare else "")
    above = around["above"] or (nearby.condition(place) if bare else "")
    return {**around, "addressee": addressee, "above": above}


def _around(
    claim: Claim, occurrence: Occurrence, sections: Sections, lex: Lexicon, scene: Scene
) -> dict[str, str]:
    """What the statement rests on that its text does not hold."""
    parts = claim.parts
    spoken = not parts.passive and parts.kind not in {"definition", "consequence"}
    spoken = spoken and (parts.form == "imperative" or parts.actor.lower() in lex.words("self"))
    defines = parts.kind == "definition"
    return {
        "above": "" if defines else sections.condition_above(occurrence, claim.lead, parts.text),
        "addressee": sections.addressee(occurrence, scene) if spoken else "",
        "dangling": dangling_reference(parts.text, lex.language),
    }


def _scene(own: Sequence[Occurrence], passages: Mapping[str, Passage], language: str) -> Scene:
    """The names and the actors of several words that the document uses."""
    names: set[str] = set()
    plain: set[str] = set()
    actors: set[str] = set()
    for each in own:
        for sentence in passages[each.passage].sentences:
            names.update(_CAPITAL_INSIDE.findall(sentence))
            plain.update(_SMALL.findall(sentence))
            actor = actor_before_verb(sentence, language)
            if actor:
                actors.add(actor)
    names = {name for name in names if name.lower() not in plain}
    return Scene(names=frozenset(names), actors=frozenset(actors))


def _claims(
    occurrence: Occurrence,
    passages: Mapping[str, Passage],
    sections: Sections,
    lex: Lexicon,
    scene: Scene,
) -> Iterator[Claim]:
    if sections.left_out(occurrence):
        return
    passage = passages[occurrence.passage]
    listed = passage.kind == "list_item"
    here = replace(
        scene,
        listed=listed,
        normative=not sections.introduces(occurrence),
        commands=scene.commands or (listed and bool(sections.addressee(occurrence, scene))),
    )
    if passage.kind == "row" and sections.defines(occurrence):
        yield from term_claims(occurrence, passages)
    elif passage.kind == "row":
        yield from row_claims(occurrence, passages, lex, here)
    elif passage.kind == "paragraph" and sections.term(occurrence):
        yield from _heading_claims(passage, sections.term(occurrence), lex)
    elif passage.kind == "definition" or sections.defines(occurrence):
        yield from _definition_claims(occurrence, passage, sections, lex, here)
    elif passage.kind in _PROSE:
        yield from prose_claims(occurrence, passages, lex, here)


def _definition_claims(
    occurrence: Occurrence, passage: Passage, sections: Sections, lex: Lexicon, scene: Scene
) -> Iterator[Claim]:
    """A term with its meaning; under another heading than definitions, rules behind the term come first."""
    first = passage.sentences[0] if passage.sentences else ""
    here = (SentenceRef(passage=passage.id, sentence=0),)
    found = _term(first, occurrence, lex)
    if not found and sections.defines(occurrence):
        found = parse_is(first, lex) or parse_sentence(first, lex.language, scene)
    if not sections.defines(occurrence) and found and found.object:
        rule = parse_sentence(found.object[:1].upper() + found.object[1:], lex.language, scene)
        if rule and rule.form in {"modal", "imperative"}:
            found = rule
    if found:
        yield Claim(found, here)
    for number, sentence in enumerate(passage.sentences[1:], 1):
        parts = parse_sentence(sentence, lex.language, replace(scene, normative=False))
        if parts and parts.form == "modal":
            yield Claim(parts, (SentenceRef(passage=passage.id, sentence=number),))


def _heading_claims(passage: Passage, term: str, lex: Lexicon) -> Iterator[Claim]:
    """The meaning of the term that the heading is: the first sentence, where it opens with the term."""
    found = parse_is(passage.sentences[0], lex) or parse_definition(passage.sentences[0], lex)
    if found and stem(found.term, lex.language) == stem(term, lex.language):
        yield Claim(found, (SentenceRef(passage=passage.id, sentence=0),))


def _term(sentence: str, occurrence: Occurrence, lex: Lexicon) -> Parts | None:
    term = occurrence.term
    if not term:
        return parse_term(sentence, lex)
    meaning = sentence.removeprefix(term).lstrip(" :-–—")
    if not meaning or meaning == sentence:
        return None
    return Parts(kind="definition", form="definition", text=sentence, term=term, object=meaning)


def _effective(text: str, lex: Lexicon | None) -> str:
    found = lex.pattern("effective").search(text) if lex else None
    return found["date"] if found else ""


def _tidied(parts: Parts) -> Parts:
    """``parts`` without the mark that ties a member of a list to the next."""
    text = parts.text.rstrip().rstrip(";,")
    if text == parts.text:
        return parts
    loose = {
        name: getattr(parts, name).rstrip(" ;,")
        for name in ("action", "object", "condition", "exception")
    }
    return replace(parts, text=text, **loose)


def _statement(
    claim: Claim,
    occurrence: Occurrence,
    document: Document,
    group: str,
    positions: Mapping[str, int],
    taken: set[str],
) -> Statement:
    parts = _tidied(claim.parts)
    step = bool(group) and parts.kind not in {"definition", "consequence"}
    kind = "step" if step else parts.kind
    basis = [kind, *(f"{ref.passage}.{ref.sentence}" for ref in claim.evidence)]
    identifier, count = digest(basis, 12), 0
    while identifier in taken:
        count += 1
        identifier = digest([*basis, count], 12)
    taken.add(identifier)
    return Statement(
        id=identifier,
        kind=kind,
        text=parts.text,
        language=document.language,
        document=document.source.path,
        heading=occurrence.locator.heading,
        position=positions.get(claim.evidence[0].passage, occurrence.position),
        evidence=claim.evidence,
        strength=parts.strength,
        marker=parts.marker,
        actor=parts.actor,
        action=parts.action,
        object=parts.object,
        condition=parts.condition,
        exception=parts.exception,
        quantities=parts.quantities,
        deadline=parts.deadline,
        immediate=parts.immediate,
        negated=parts.negated,
        passive=parts.passive,
        term=parts.term,
        effective=_effective(parts.text, lexicon(document.language)),
        rule_code=claim.code,
        group=group if step else "",
        number=occurrence.number if step else None,
    )
