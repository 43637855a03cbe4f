"""Which module explains which term. In: Material of the project, the sections of its modules. Out: these with definitions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from coursegen.generate.embedded.blocks.terms import names_of, uses_of
from coursegen.generate.embedded.gates import word_count
from coursegen.generate.embedded.grammar.rule import Rule
from coursegen.generate.embedded.material import Material
from coursegen.generate.embedded.outline.sections import Section

__all__ = ["with_terms"]

_TERMS, _TERM_WORDS, _TERM_USES = 4, 40, 3
"""Definitions that one module gets, at most; words of one, at most; uses of one plain word, at least."""
_ACTS = 3
"""What a use of a term counts for, where it names who has to act, or stands in a heading."""


def with_terms(material: Material, sections: Sequence[Section]) -> list[Section]:
    """Each section with the definitions of the terms that it is the first to use."""
    terms = _once([each for each in material.rules if _is_term(material, each)])
    result = []
    for section in sections:
        told = " ".join([*_headings(section), *(each.sentence for each in section.rules)]).lower()
        needed = [each for each in terms if _is_needed(each, told)]
        needed.sort(key=lambda each: -_weight(each, section, told))
        used = [each for each in terms if each in needed[:_TERMS]]
        terms = [each for each in terms if each not in used]
        result.append(replace(section, rules=(*section.rules, *used)))
    return result


def _once(rules: Sequence[Rule]) -> list[Rule]:
    """The first of ``rules`` on each term: *Register of Keys (RoK)* and *RoK* are one."""
    taken: set[str] = set()
    found = []
    for rule in rules:
        names = {each.lower() for each in (rule.statement.term, *names_of(rule.statement.term))}
        if not names & taken:
            found.append(rule)
        taken |= names
    return found


def _headings(section: Section) -> list[str]:
    """The headings right above the rules, each once: a learner reads them too."""
    above = (each.statement.heading[-1] for each in section.rules if each.statement.heading)
    return list(dict.fromkeys(above))


def _weight(rule: Rule, section: Section, told: str) -> int:
    """How much the section leans on the term that ``rule`` defines."""
    acting = [each.statement.actor for each in section.rules]
    names = " | ".join([*acting, *_headings(section)]).lower()
    return uses_of(rule, told) + _ACTS * uses_of(rule, names)


def _is_needed(rule: Rule, told: str) -> bool:
    """Whether the rules and their headings use the term: often, where it is one plain word."""
    term = rule.statement.term
    plain = " " not in term and term[1:].islower()
    return uses_of(rule, told) >= (_TERM_USES if plain else 1)


def _is_term(material: Material, rule: Rule) -> bool:
    term = rule.statement.term.lower()
    everyday = {str(each) for each in material.wording.words("titles", "everyday")}
    named = material.learner.strip(term) in material.learner.aliases or term in everyday
    named = named or f"{term}s" in everyday or term.removesuffix("s") in everyday
    if len(rule.passages) > 1 or word_count(rule.sentence) > _TERM_WORDS:
        return False
    return rule.modality == "definition" and bool(term) and bool(rule.passages) and not named
