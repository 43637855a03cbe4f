"""Who does a step that names nobody, and under which condition. In: occurrences and their claims. Out: Surroundings.

``The IT department performs the following:`` and its items are that department's, those that hang under these
too; a procedure that opens with somebody's act goes on with it until somebody else is named. A step below
``If it is safe, go on`` holds only if it is safe.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from coursegen.index.statement_claims import Claim, performer_in
from coursegen.language.lexicon import Lexicon
from coursegen.language.parts import Scene
from coursegen.model.passage import Occurrence, Passage

__all__ = ["Surroundings"]

_LABEL = re.compile(r"^([A-ZÀ-Þ][^.:;!?]{1,50}):\s+(?=[A-ZÀ-Þ])")


class Surroundings:
    """What stands around the items of one document's lists: who acts there, and under which condition."""

    def __init__(
        self,
        occurrences: Sequence[Occurrence],
        passages: Mapping[str, Passage],
        claims: Mapping[int, Sequence[Claim]],
        lex: Lexicon,
        scene: Scene,
    ) -> None:
        self._places, self._passages, self._claims = occurrences, passages, claims
        self._lex, self._scene = lex, scene
        self._parents = _parents_of(occurrences)
        self._lists: dict[tuple[tuple[str, ...], str | None, int], list[int]] = {}
        self._opening: dict[tuple[str, ...], int] = {}
        for place, each in enumerate(occurrences):
            if each.level:
                key = (each.locator.heading, each.lead, each.level)
                self._lists.setdefault(key, []).append(place)
            else:
                self._opening.setdefault(each.locator.heading, place)

    def performer(self, place: int) -> str:
        """Who does what the item at ``place`` tells without a name; empty where nothing around it says so."""
        if not self._places[place].level:
            return ""
        seen = place
        while (parent := self._parents.get(seen)) is not None:
            actor = self._actor_at(parent)
            if actor:
                return actor
            seen = parent
        return self._opened_by(place) or self._opened_by(seen) or self._section_of(seen)

    def condition(self, place: int) -> str:
        """The condition of the item that ``place`` hangs under, or its own label there; empty where it has none."""
        parent = self._parents.get(place)
        if parent is None or self._places[parent].level == 0:
            return ""
        for claim in self._claims.get(parent, ()):
            condition = claim.parts.condition
            if claim.leading and condition and self._text(parent).startswith(condition):
                return condition
        label = _LABEL.match(self._text(place))
        return label[1] if label else self.condition(parent)

    def _text(self, place: int) -> str:
        return self._passages[self._places[place].passage].text

    def _actor_at(self, place: int) -> str:
        """Who acts at ``place``: by its claims, else by the words of a stub."""
        for claim in self._claims.get(place, ()):
            if claim.leading and claim.parts.actor and claim.parts.form != "imperative":
                return claim.parts.actor
        sentences = self._passages[self._places[place].passage].sentences
        return performer_in(sentences[-1].rstrip(" :"), self._lex, self._scene) if sentences else ""

    def _opened_by(self, place: int) -> str:
        """Those who act in the first items of an ordered list, before the first that names nobody."""
        here = self._places[place]
        if here.number is None:
            return ""
        found: list[str] = []
        for each in self._lists[here.locator.heading, here.lead, here.level]:
            actor = self._actor_at(each) if each < place else ""
            if not actor:
                break
            found.append(actor)
        links = self._lex.words("conjunctions") & {"and", "en", "und", "et"}
        link = f" {min(links)} " if links else ", "
        return link.join(dict.fromkeys(found))

    def _section_of(self, place: int) -> str:
        """Whose work the section is, by the paragraph that opens it."""
        first = self._opening.get(self._places[place].locator.heading)
        if first is None or first > place:
            return ""
        heading = " ".join(self._places[place].locator.heading[-1:]).lower()
        for claim in self._claims.get(first, ()):
            actor = claim.parts.actor
            if actor and heading.endswith(actor.lower()):
                return actor
        found = self._lex.section("performed_by").search(self._text(first))
        return found["who"] if found else ""


def _parents_of(occurrences: Sequence[Occurrence]) -> dict[int, int]:
    """The place of what introduces each place, by the places that have one."""
    last: dict[str, int] = {}
    found: dict[int, int] = {}
    for place, each in enumerate(occurrences):
        if each.lead in last:
            found[place] = last[each.lead]
        last[each.passage] = place
    return found
