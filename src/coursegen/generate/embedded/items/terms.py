"""Items on what the words of the source mean. In: rules. Out: candidates on one term, or on three or four together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from coursegen.generate.embedded.gates import alike, word_count
from coursegen.generate.embedded.grammar.definition import meaning_of, opens_with_term
from coursegen.generate.embedded.grammar.rule import Rule, cites_of
from coursegen.generate.embedded.items.candidate import Candidate, single_choice
from coursegen.generate.embedded.items.distractors import Wrong, choose
from coursegen.generate.embedded.material import Material
from coursegen.generate.embedded.wording import capitalised, rank
from coursegen.model.drafts import DraftMatching, DraftPair
from coursegen.model.passage import Statement

__all__ = ["term_items"]

_LONGEST_MEANING = 26
_CLOSE, _OFTEN = 0.5, 3
"""Share of their words from which two meanings are alike; rules that hold a term on which much depends."""
_PAIRS, _LONGEST_PAIR = 4, 25
"""Terms that are matched with their meanings; one fewer where the meaning of another is put beside them."""


def term_items(material: Material, rules: Sequence[Rule]) -> Iterator[Candidate]:
    """Terms matched with their meanings, and what each term means."""
    yield from _matching(material, rules)
    yield from _meanings(material, rules)


def _matching(material: Material, rules: Sequence[Rule]) -> Iterator[Candidate]:
    """Four terms with their meanings, or three and the meaning of another term of the sources."""
    terms = [each for each in rules if each.modality == "definition" and each.statement.term]
    terms = [each for each in terms if each.cites and _can_be_matched(material, each)]
    chosen = terms[:_PAIRS]
    extra = _meaning_beside(material, chosen) if len(chosen) == _PAIRS - 1 else ""
    if len(chosen) < _PAIRS and not extra:
        return
    pairs = [
        DraftPair(left=each.statement.term, right=meaning_of(each), cites=list(each.cites))
        for each in chosen
    ]
    if any(len({getattr(each, side) for each in pairs}) < len(pairs) for side in ("left", "right")):
        return
    item = DraftMatching(
        type="matching",
        objective=1,
        bloom="understand",
        stem=material.wording.say("questions", "matching"),
        rationale="",
        cites=cites_of(chosen),
        feedback_right=material.wording.say("feedback", "match_right"),
        feedback_wrong=material.wording.say("feedback", "match_wrong"),
        pairs=pairs,
        extra=[extra] if extra else [],
    )
    yield Candidate(item, "matching", 6.0, tuple(chosen))


def _can_be_matched(material: Material, rule: Rule) -> bool:
    """Whether what is said of its term is a meaning, whole and short, and not where or how the word is used."""
    meaning = meaning_of(rule)
    used = re.search(str(material.wording.words("grammar", "no_meaning")), meaning, re.IGNORECASE)
    whole = meaning.count("(") == meaning.count(")")
    return _defines(rule) and whole and not used and 4 <= word_count(meaning) <= _LONGEST_PAIR


def _meaning_beside(material: Material, chosen: Sequence[Rule]) -> str:
    """The meaning of another term, told as one of ``chosen`` is; empty where it could be theirs, or there is none."""
    told = [(each.statement.term, meaning_of(each)) for each in chosen]
    found = [
        text
        for statement in (*material.request.statements, *material.request.related)
        if statement.kind == "definition" and statement.term
        for rule in [Rule(statement, "definition", statement.text, statement.text)]
        for text in [meaning_of(rule)]
        if _can_be_matched(material, rule)
        if all(
            alike(statement.term, term) == 0
            and alike(text, meaning) < _CLOSE
            and alike(term, text) < 1
            for term, meaning in told
        )
        if _form(material, text) in {_form(material, meaning) for _, meaning in told}
    ]
    return min(found, key=lambda each: rank(each, *(one.id for one in chosen)), default="")


def _meanings(material: Material, rules: Sequence[Rule]) -> Iterator[Candidate]:
    """What a term means, among the meanings of other terms."""
    for rule in (each for each in rules if each.modality == "definition"):
        term, key = rule.statement.term, meaning_of(rule)
        vague = term.lower() in material.wording.words("grammar", "vague")
        vague = vague or not _defines(rule)
        if not term or vague or not rule.cites or not 4 <= word_count(key) <= _LONGEST_MEANING:
            continue
        used = sum(
            bool(re.search(rf"\b{re.escape(term)}", each.sentence, re.IGNORECASE))
            for each in rules
            if each.modality != "definition"
        )
        if not used or "(" in key:
            continue
        fit = _other_meanings(material, rule, key)
        wrong = choose(key, fit, rule.id, "meaning")
        stem = material.wording.say("questions", "meaning", rule.id, term=term)
        found = single_choice(
            material,
            rule,
            stem,
            key,
            wrong,
            family="third-meaning",
            score=4.8 if used >= _OFTEN else 3.6,
            bloom="remember",
            frame="meaning",
        )
        if found and term.lower() not in key.lower():
            yield found


def _other_meanings(material: Material, rule: Rule, key: str) -> list[Wrong]:
    """Meanings of terms of the same section that are told as ``key`` is, and are about as long."""
    term = rule.statement.term
    return [
        Wrong(text, material.wording.say("feedback", "other_meaning", term=each.term), banked=False)
        for each, text in _meanings_beside(material, rule.statement)
        if alike(each.term, term) == 0 and alike(text, key) < 0.5 and alike(each.term, text) < 1
        if 4 <= word_count(text) <= _LONGEST_MEANING and term.lower() not in text.lower()
        if _form(material, text) == _form(material, key) and "(" not in text
        if 0.6 <= len(text) / len(key) <= 1.7
    ]


def _meanings_beside(material: Material, statement: Statement) -> Iterator[tuple[Statement, str]]:
    """The definitions of the section of ``statement``, itself included, each with what it says of its term."""
    for each in (*material.request.statements, *material.request.related):
        here = each.document == statement.document and each.heading == statement.heading
        if here and each.kind == "definition" and each.term:
            told = Rule(each, "definition", each.text, each.text)
            if _defines(told):
                yield each, meaning_of(told)


def _defines(rule: Rule) -> bool:
    """Whether the sentence opens with its term and says what it is, and no more of it than that."""
    meaning = meaning_of(rule)
    numbered = re.search(r"\d| (?:komen|komt|corresponds?) (?:overeen|to)\b", meaning)
    return (
        opens_with_term(rule) and not numbered and meaning != capitalised(rule.sentence.rstrip("."))
    )


def _form(material: Material, meaning: str) -> str:
    """What kind of thing a meaning tells of: somebody or something, one of many or the one."""
    grammar = material.wording.words("grammar")
    first, _, rest = meaning.partition(" ")
    if first.lower() not in (*grammar["any_article"], *grammar["one_article"]):
        return "other"
    several = "one" if first.lower() in grammar["one_article"] else "any"
    behind = re.search(str(grammar["behind_noun"]), rest)
    head = rest[: behind.start()] if behind else rest
    return f"{several} {'party' if re.search(str(grammar['party_noun']), head, re.IGNORECASE) else 'thing'}"
