"""Rules that no module holds, told by ``plan`` before a build looks for a place for them.

In: the lock of the last build and the scope of today. Out: a sentence for people, and whether anything waits.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from coursegen.author.requests import Scope
from coursegen.change.align import align
from coursegen.model.lock import Lock
from coursegen.model.passage import Index, Occurrence

__all__ = ["Homeless", "homeless_in"]

_SHOWN = 3


@dataclass(frozen=True)
class Homeless:
    """Passages with rules for the audience that are new or changed and that no module holds.

    ``changed`` and ``before`` are passages in the order of the sources: the first new since the last build, the
    others of the same documents, which found no place in builds before; ``places`` say where the first stand.
    ``rests`` are the passages that each module rests on now; none where all of its matter is gone.
    """

    changed: tuple[str, ...]
    before: tuple[str, ...]
    places: tuple[str, ...]
    rests: Mapping[str, tuple[str, ...]]

    @property
    def words(self) -> str:
        """What changed and what a build does with it, for a designer."""
        if not self.changed:
            return "passages with rules for the audience changed, went or moved; the modules that hold them are listed below"
        many = len(self.changed) > 1
        count = (
            f"{len(self.changed)} passage{'s' if many else ''} with rules {'are' if many else 'is'}"
        )
        shown = ", ".join(self.places[:_SHOWN]) + (" ..." if len(self.places) > _SHOWN else "")
        again = (
            f", and for {len(self.before)} more there that had none before" if self.before else ""
        )
        return (
            f"{count} new or changed and in no module ({shown}); a build looks for room for "
            f"{'them' if many else 'it'}{again}: in the module of its section, else in a new one or, for a few rules, "
            "in the nearest of its document; what finds no room is listed as left out and changes no module"
        )


def homeless_in(before: Lock, scope: Scope) -> Homeless:
    """What of ``scope`` no module of the course that ``before`` records holds, in documents that changed."""
    alignment = align(before, scope.index)
    rests = {
        key: tuple(dict.fromkeys(new for old in unit.passages for new in alignment.now(old)))
        for key, unit in before.units.items()
        if unit.kind == "module"
    }
    housed = {each for passages in rests.values() for each in passages}
    free = [
        each
        for each in dict.fromkeys(place.passage for place in scope.index.occurrences)
        if each in scope.taught_passages and each not in housed
    ]
    changed = tuple(each for each in free if each not in before.passages)
    documents = {place.document for place in _places(scope.index, changed)}
    return Homeless(
        changed=changed,
        before=tuple(
            each
            for each in free
            if each in before.passages
            and any(place.document in documents for place in _places(scope.index, [each]))
        ),
        places=tuple(
            dict.fromkeys(
                " > ".join((place.document, *place.locator.heading[-1:]))
                for place in _places(scope.index, changed)
            )
        ),
        rests=rests,
    )


def _places(index: Index, passages: Iterable[str]) -> Iterator[Occurrence]:
    for each in passages:
        yield from index.occurrences_by_passage.get(each, ())
