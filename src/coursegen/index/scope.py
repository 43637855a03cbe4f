"""Whose duty is it. In: statements and an audience. Out: in or out of scope, and the actors found.

A statement without an actor binds everybody, unless its section says whom it speaks to. An actor matches an alias when the stem of its head noun is the
alias's and every further word of the alias stands in it; ``all staff``, ``everyone`` and ``you`` always match. What
somebody gives the audience concerns it too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache

from coursegen.language.lexicon import Lexicon, lexicon
from coursegen.language.nounphrases import stem
from coursegen.language.parts import words_of
from coursegen.model.course import Audience
from coursegen.model.passage import Statement

__all__ = ["actors", "in_scope", "is_named", "staff_names"]


@cache
def _members(actor: str, language: str) -> tuple[str, ...]:
    """The members of a group, lower case, without determiners."""
    lex = lexicon(language)
    if lex is None:
        return (actor.lower(),)
    joined = "|".join(
        re.escape(each) for each in sorted(lex.words("conjunctions"), key=len, reverse=True)
    )
    parts = re.split(rf"\s*,\s*(?:(?:{joined})\s+)?|\s+(?:{joined})\s+", actor, flags=re.IGNORECASE)
    return tuple(bare for each in parts if (bare := _bare(each, lex)))


def _bare(phrase: str, lex: Lexicon) -> str:
    words = [word.lower for word in words_of(phrase)]
    while len(words) > 1 and words[0] in lex.words("determiners") | lex.words("only"):
        words = words[1:]
    return " ".join(words)


def _head(member: str, lex: Lexicon) -> str:
    """The head noun: the last word before ``of`` or another link, or before a clause (*who work at home*)."""
    for link in sorted(lex.words("np_links") | lex.words("relatives")):
        member = member.split(f" {link} ", maxsplit=1)[0]
    return member.rsplit(" ", 1)[-1]


@cache
def _matches(member: str, alias: str, language: str) -> bool:
    """Whether ``member`` of an actor is whom ``alias`` names."""
    lex = lexicon(language)
    if lex is None:
        return member == alias.lower()
    wanted = _bare(alias, lex)
    if member == wanted:
        return True
    if not member or not wanted:
        return False
    if stem(_head(member, lex), language) != stem(_head(wanted, lex), language):
        return False
    if wanted in lex.words("group_parts") and _of_other_group(member, lex):
        return False
    have = {stem(word, language) for word in member.split()}
    return {stem(word, language) for word in wanted.split()} <= have


def _of_other_group(member: str, lex: Lexicon) -> bool:
    """Whether it is a member of a group that is not all of the staff: *lead member of the SIRT team*."""
    for link in sorted(lex.words("np_links")):
        _, found, group = member.partition(f" {link} ")
        if found and not set(group.split()) & lex.words("whole_groups"):
            return True
    return False


@cache
def _everyone(actor: str, language: str) -> bool:
    lex = lexicon(language)
    if lex is None:
        return False
    words = [word.lower for word in words_of(actor)]
    everyone = lex.words("everyone") | lex.words("self")
    return bool(words) and (
        words[0] in everyone or " ".join(words) in everyone or _leads(words, everyone)
    )


def _leads(words: list[str], everyone: frozenset[str]) -> bool:
    return any(" ".join(words[:count]) in everyone for count in (2, 3))


def in_scope(statement: Statement, audience: Audience) -> bool:
    """Whether the statement concerns the audience.

    Roles left out are never in scope; a group is when one of its members is. Without aliases all is.
    """
    actor, language = statement.addressee or statement.actor, statement.language
    if not actor:
        return True
    members = _members(actor, language)
    out = [
        m for m in members if any(_matches(m, role, language) for role in audience.roles_left_out)
    ]
    if out and len(out) == len(members):
        return False
    if not audience.aliases or _everyone(actor, language):
        return True
    kept = [m for m in members if m not in out]
    named = any(_matches(m, alias, language) for m in kept for alias in audience.aliases)
    return named or (not statement.addressee and _is_offered(statement, audience))


def _is_offered(statement: Statement, audience: Audience) -> bool:
    """Whether the statement says what the audience is given: *Acme offers all employees 15 days of leave*.

    A duty to give something is the giver's.
    """
    lex = lexicon(statement.language)
    if lex is None or statement.kind not in ("fact", "entitlement", "quantity"):
        return False
    words = [each.lower for each in words_of(statement.action)]
    if not words or words[0 if lex.order == "svo" else -1] not in lex.words("giving"):
        return False
    told = {stem(each.lower, statement.language) for each in words_of(statement.text)}
    heads = {stem(_head(_bare(each, lex), lex), statement.language) for each in audience.aliases}
    return bool(heads & told)


def is_named(statement: Statement, alias: str) -> bool:
    """Whether ``alias`` names the actor of the statement, or a member of the group that it is."""
    named = statement.addressee or statement.actor
    if not named:
        return False
    members = _members(named, statement.language)
    return any(_matches(each, alias, statement.language) for each in members)


def staff_names(statements: Sequence[Statement], words: Sequence[str]) -> tuple[str, ...]:
    """The words by which ``statements`` name all of the staff, where one of ``words`` does; else none.

    What stands before two of them (*Acme employees*, *Acme staff*) is the organisation, so that *Acme members* are
    its staff too.
    """
    found: list[str] = []
    for language in sorted({each.language for each in statements}):
        lex = lexicon(language)
        names = {_stems(each, language): each for each in sorted(lex.words("staff"))} if lex else {}
        if lex is None or not {_stems(_bare(each, lex), language) for each in words} & set(names):
            continue
        actors_named = {(each.addressee or each.actor).strip() for each in statements} - {""}
        members = {one for each in actors_named for one in _members(each, language)}
        told = {_stems(each, language): each for each in members}
        before = Counter(key[0] for key in told if key[1:] in names)
        bodies = {each for each, count in before.items() if count > 1}
        parts = {(stem(each, language),) for each in lex.words("group_parts")}
        found += [
            name
            for key, name in names.items()
            if key in told or any((body, *key) in told for body in bodies)
        ]
        found += sorted(
            each for key, each in told.items() if key[:1] and key[0] in bodies and key[1:] in parts
        )
    return tuple(dict.fromkeys(found))


def _stems(phrase: str, language: str) -> tuple[str, ...]:
    return tuple(stem(each, language) for each in phrase.lower().split())


def actors(statements: Iterable[Statement]) -> list[tuple[str, int]]:
    """The actors of ``statements`` with their counts, most first, then by name.

    Forms of one noun (employee, employees, all employees) count as one, under the form seen most.
    """
    counts: Counter[str] = Counter()
    forms: dict[str, Counter[str]] = {}
    for each in statements:
        whom = each.addressee or each.actor
        for member in _members(whom, each.language) if whom else ():
            key = " ".join(stem(word, each.language) for word in member.split())
            counts[key] += 1
            forms.setdefault(key, Counter())[member] += 1
    named = [(_most(forms[key]), count) for key, count in counts.items()]
    return sorted(named, key=lambda pair: (-pair[1], pair[0]))


def _most(forms: Counter[str]) -> str:
    return min(forms, key=lambda form: (-forms[form], form))
