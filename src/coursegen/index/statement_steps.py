"""Which ordered lists are procedures. In: occurrences and the claims found in them. Out: the group of each item.

Steps are ordered items that command or tell what an actor does. An ordered list of rules is no procedure,
unless its heading or lead-in says so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from coursegen.ids import digest
from coursegen.index.statement_claims import Claim
from coursegen.index.statement_sections import Sections
from coursegen.model.passage import Occurrence, Passage

__all__ = ["groups_of", "listed_among_commands"]

_FEWEST = 2
_SHARE = 0.6
_COMMANDS = 0.5
"""Share of a list's items that are commands, from which on the others are read as commands too."""


@dataclass(slots=True)
class _Run:
    places: list[int] = field(default_factory=list)


def _runs(occurrences: Sequence[Occurrence]) -> list[_Run]:
    """Ordered items of one list, nested items and paragraphs between them passed over."""
    runs: list[_Run] = []
    current: dict[tuple[tuple[str, ...], int], _Run] = {}
    for place, each in enumerate(occurrences):
        if each.number is None:
            continue
        key = (each.locator.heading, each.level)
        run = current.get(key)
        last = occurrences[run.places[-1]] if run else None
        if last is None or (each.number or 0) <= (last.number or 0) or each.lead != last.lead:
            run = _Run()
            current[key] = run
            runs.append(run)
        assert run is not None
        run.places.append(place)
    return runs


def _tells_steps(claims: Sequence[Claim], announced: bool) -> bool:
    forms = [claim.parts.form for claim in claims if claim.leading]
    if not forms:
        return False
    commands = sum(form == "imperative" for form in forms)
    acts = sum(1 for c in claims if c.leading and (c.parts.form == "imperative" or c.parts.actor))
    return commands >= _SHARE * len(forms) or (announced and acts >= len(forms) / 2)


def groups_of(
    occurrences: Sequence[Occurrence],
    claims: Mapping[int, Sequence[Claim]],
    passages: Mapping[str, Passage],
    sections: Sections,
) -> dict[int, str]:
    """The group of each occurrence (by its place in ``occurrences``) that is a step of a procedure."""
    groups: dict[int, str] = {}
    for run in _runs(occurrences):
        first = occurrences[run.places[0]]
        if len(run.places) < _FEWEST or sections.left_out(first):
            continue
        leading_passage = passages.get(first.lead or "")
        lead = leading_passage.text if leading_passage else ""
        found = [claim for place in run.places for claim in claims.get(place, ())]
        leading = sum(claim.leading for claim in found)
        if leading < _SHARE * len(run.places):
            continue
        if _tells_steps(found, sections.describes_procedure(first, lead)):
            group = digest(["procedure", first.passage, first.lead or "", first.level], 12)
            groups.update(dict.fromkeys(run.places, group))
    return groups


def listed_among_commands(
    occurrences: Sequence[Occurrence], claims: Mapping[int, Sequence[Claim]]
) -> list[int]:
    """The places of list items that claim nothing, in lists whose other items are commands, in order."""
    lists: dict[tuple[tuple[str, ...], str | None, int], list[int]] = {}
    for place, each in enumerate(occurrences):
        if each.level and not each.cells:
            lists.setdefault((each.locator.heading, each.lead, each.level), []).append(place)
    found: list[int] = []
    for places in lists.values():
        commands = sum(
            any(claim.leading and claim.parts.form == "imperative" for claim in claims[place])
            for place in places
        )
        if commands >= _FEWEST and commands >= _COMMANDS * len(places):
            found += [place for place in places if not claims[place]]
    return sorted(found)
