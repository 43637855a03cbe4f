"""The ends of Dutch sentences: infinitives and trailing clauses. In: a task. Out: its parts, or the end in words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from coursegen.language.data import load

__all__ = ["CLAUSE", "infinitive", "singular_of", "task_with_modal", "trail", "without_negation"]

CLAUSE = re.compile(r"\b(waar|die|dat|wat|dan|kunnen|worden|voordat|zonder dat)\b")
"""Words that open a clause inside a task, where the last verb is not the task's own."""


_FIRST_OF_TWO = ("laten", "gaan", "komen", "blijven", "leren", "doen")
"""Infinitives that stand before another one: *de pas moet laten blokkeren*."""


@cache
def _singulars() -> Mapping[str, str]:
    """The third person singular of each verb, which in a subordinate clause goes with *je* and *u* too."""
    found: dict[str, str] = {}
    for line in str(load("nl", "verbs")["verbs"]).splitlines():
        if line.strip():
            verb, singular, *_ = line.split()
            particle = verb.partition("|")[0] if "|" in verb else ""
            found[verb.replace("|", "")] = f"{particle}{singular}"
    return found


def singular_of(plural: str) -> str:
    """The singular of a plural verb at the end of a subordinate clause; empty where it is not known."""
    return _singulars().get(plural, "")


def infinitive(task: str) -> tuple[str, str] | None:
    """``task`` before its last word and that word, where it looks like an infinitive."""
    before, _, last = task.rpartition(" ")
    fits = last.endswith("en") or last in ("gaan", "staan", "zien", "doen", "slaan")
    return (before, last) if before and fits and last.isalpha() else None


def task_with_modal(task: str) -> str:
    """``een wachtwoord {modal} delen``: where a subordinate clause puts its finite verb; or empty."""
    found = infinitive(task)
    if not found or CLAUSE.search(task):
        return ""
    before, two, first = found[0].rpartition(" ")
    if two and first in _FIRST_OF_TWO:
        return f"{before} {{modal}} {first} {found[1]}"
    return f"{found[0]} {{modal}} {found[1]}"


def trail(tails: list[str]) -> str:
    """Clauses behind a sentence, an exception with its comma."""
    return "".join(
        f", {tail}" if tail.startswith("tenzij") else f" {tail}" for tail in tails if tail
    )


def without_negation(task: str, negated: bool) -> str:
    """``task`` of a rule that is ``negated`` without its negation; empty where taking it out would ask for an article."""
    if not negated:
        return task
    found = re.findall(r"\b(niet|geen|nooit)\b", task)
    if len(found) != 1:
        return ""
    if found[0] == "geen" and not re.search(r"\bgeen \w+(?:en|s)\b", task):
        return ""
    return re.sub(r"\b(niet|geen|nooit)\b\s?", "", task, count=1).strip()
