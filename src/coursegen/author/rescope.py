"""Settings that changed what the course is about: headings to include or exclude, the audience, the minutes.

In: the alignment of the sources, the scope by the settings of before and by those of now. Out: an alignment in
which passages that left the scope are gone, and those that came into it are new.
"""

from __future__ import annotations

from dataclasses import replace

from coursegen.author.requests import Scope
from coursegen.author.scope import scope_of
from coursegen.change.align import Alignment
from coursegen.config import Config
from coursegen.model.course import Outline
from coursegen.model.lock import Lock, ScopeRecord
from coursegen.model.passage import Index

__all__ = [
    "changed_modules",
    "changed_scope_settings",
    "decided_passages",
    "earlier_scope",
    "rescoped",
    "scope_record",
]

_WORDS = {
    "include": "course.include",
    "exclude": "course.exclude",
    "audience": "the audience",
    "minutes": "course.minutes",
    "programme": "course.programme",
    "decisions": "decisions",
}


def scope_record(config: Config) -> ScopeRecord:
    """The settings in ``config`` that decide what the course is about and how long it may be."""
    course = config.course
    return ScopeRecord(
        include=course.include,
        exclude=course.exclude,
        audience=config.audience,
        minutes=course.minutes,
        programme=course.programme,
        decisions=config.decisions,
    )


def changed_scope_settings(config: Config, before: Lock) -> list[str]:
    """Names of the settings of scope that are not those of the build before."""
    if before.scope is None:
        return []
    now = scope_record(config)
    return [
        words for name, words in _WORDS.items() if getattr(now, name) != getattr(before.scope, name)
    ]


def earlier_scope(index: Index, config: Config, before: Lock) -> Scope | None:
    """What the sources as they are now hold by the settings of before; None where those did not change."""
    if before.scope is None or not changed_scope_settings(config, before):
        return None
    old = before.scope
    return scope_of(
        index,
        old.audience,
        include=old.include,
        exclude=old.exclude,
        decisions=old.decisions,
        strict=False,
    )


def rescoped(alignment: Alignment, before: Lock, earlier: Scope, now: Scope) -> Alignment:
    """``alignment`` with the passages gone that left the scope by the changed settings.

    With them go the lead-ins and examples of a module of which nothing else is left.
    """
    left = earlier.taught_passages - now.taught_passages
    left |= _emptied(alignment, before, earlier, left)
    successor = {old: None if new in left else new for old, new in alignment.successor.items()}
    parts = {
        old: tuple(each for each in new if each not in left) for old, new in alignment.parts.items()
    }
    return replace(alignment, successor=successor, parts=parts)


def changed_modules(outline: Outline, earlier: Scope, now: Scope) -> frozenset[str]:
    """Modules on a passage of which other statements are in scope now, or of which some came into it."""
    before, after = _statements_by_passage(earlier), _statements_by_passage(now)
    other = {key for key in after if before.get(key) != after[key]}
    return frozenset(each.id for each in outline.modules if other & set(each.passages))


def decided_passages(earlier: Scope, now: Scope) -> frozenset[str]:
    """Passages that came into the scope as a decision says that they hold; their section's module takes them."""
    holds = {each for one in now.disputes.disagreements for each in one.holds}
    carrying = {ref.passage for each in now.inside if each.id in holds for ref in each.evidence}
    return frozenset(carrying - earlier.taught_passages)


def _statements_by_passage(scope: Scope) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for each in scope.inside:
        for ref in each.evidence:
            found.setdefault(ref.passage, set()).add(each.id)
    return found


def _emptied(
    alignment: Alignment, before: Lock, earlier: Scope, left: frozenset[str]
) -> frozenset[str]:
    """Passages without a statement (lead-ins, examples) of modules of which all statements left the scope."""
    emptied: set[str] = set()
    kept: set[str] = set()
    for unit in before.units.values():
        if unit.kind != "module":
            continue
        now = {new for old in unit.passages for new in alignment.now(old)}
        carrying = now & earlier.taught_passages
        (emptied if carrying and carrying <= left else kept).update(now)
    return frozenset(emptied - kept)
