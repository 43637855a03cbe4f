"""What a new draft tells comes in once: into the block that tells the rest of it, or without what was told.

In: a drafted block, the blocks that stand, the sentences told already. Out: the standing block with the new part of
a list in it, or the new block with only what is new.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import TypeVar, cast

from coursegen.author.listing import Entry, Listing, listing_of
from coursegen.index.normalise import normalise
from coursegen.language.references import dangling_reference
from coursegen.model.base import Noun
from coursegen.model.blocks import Citation, citations_of
from coursegen.model.passage import Index

__all__ = ["TellingOnce"]

Key = tuple[str, int]
AnyNoun = TypeVar("AnyNoun", bound=Noun)


@dataclass(frozen=True)
class TellingOnce:
    """Puts a drafted block beside blocks that tell a part of it.

    ``told`` are the sentences (passage, place in it) that need not be told again, ``may_grow`` says of a standing
    unit whether the generator may change it: what a person holds stays as it is.
    """

    index: Index
    told: AbstractSet[Key]
    may_grow: Callable[[Noun], bool]

    def put(self, unit: AnyNoun, standing: list[AnyNoun], at: int) -> int:
        """Put what is new in ``unit`` into ``standing``, at ``at`` where nothing there tells the rest; gives the place behind it."""
        made = self._listing(unit)
        keys = self._keys(made) if made else []
        fresh = [bool(each - self.told) for each in keys]
        if made is None or all(fresh) or not any(fresh):
            standing.insert(at, unit)
            return at + 1
        place, host = self._host(keys, standing)
        if host is not None and place is not None and self.may_grow(standing[place]):
            grown = self._grown(host, made, keys)
            if grown is not None:
                standing[place] = cast("AnyNoun", grown.block)
                return max(at, place + 1)
        new = self._only_new(made, keys, fresh)
        if place is not None:
            at = place + 1
            title = getattr(standing[place], "title", "")
            new = new.untitled() if title and title == new.title else new
        standing.insert(at, cast("AnyNoun", new.block))
        return at + 1

    def _listing(self, unit: Noun) -> Listing | None:
        """``unit`` in entries, its sentences by the language of what it quotes."""
        passages = self.index.passage_by_id
        quoted = (each.passage for each in citations_of(unit))
        language = next((passages[each].language for each in quoted if each in passages), "")
        return listing_of(unit, language)

    def _keys(self, listing: Listing) -> list[frozenset[Key]]:
        """The sentences that each entry of ``listing`` tells, in the order of the entries."""
        found: list[set[Key]] = [set() for _ in listing.entries]
        words = [_words(each.words) for each in listing.entries]
        lead = _words(listing.lead)
        for cite in listing.citations:
            for key, sentence in self._sentences(cite):
                said = _words(sentence)
                shares = [_share(said, each) for each in words]
                best = max(shares, default=0.0)
                if found and best >= _share(said, lead):
                    # of two that say it alike, the one that has nothing yet: both stand in order
                    alike = [at for at, each in enumerate(shares) if each == best]
                    found[next((at for at in alike if not found[at]), alike[0])].add(key)
        return [frozenset(each) for each in found]

    def _sentences(self, cite: Citation) -> list[tuple[Key, str]]:
        passage = self.index.passage_by_id.get(cite.passage)
        quote = normalise(cite.quote)
        return [
            ((cite.passage, number), each)
            for number, each in enumerate(passage.sentences if passage else ())
            if each in quote or quote in each
        ]

    def _host(
        self, keys: Sequence[AbstractSet[Key]], standing: Sequence[Noun]
    ) -> tuple[int | None, Listing | None]:
        """The standing block that tells most of what stands right beside the new entries; none where none does."""
        wanted = frozenset().union(*keys)
        best: tuple[int, int | None, Listing | None] = (0, None, None)
        for at, each in enumerate(standing):
            listing = self._listing(each)
            own = frozenset().union(*self._keys(listing)) if listing else frozenset()
            if listing is not None and len(own & wanted) > best[0]:
                best = (len(own & wanted), at, listing)
        return best[1:]

    def _grown(
        self, host: Listing, made: Listing, keys: Sequence[frozenset[Key]]
    ) -> Listing | None:
        """``host`` with the entries of ``made`` that are new, each behind the one before it; None where it is no such list."""
        if not host.takes(made):
            return None
        entries, held = list(host.entries), self._keys(host)
        at, taken = 0, set[Key]()
        for entry, own in zip(made.entries, keys, strict=True):
            same = next((place for place, each in enumerate(held) if own and each & own), None)
            if not own - self.told:
                at = same + 1 if same is not None else at
                continue
            taken |= own
            if same is not None and held[same] <= own:
                entries[same], held[same], at = entry, own, same + 1
                continue
            entries.insert(at, entry)
            held.insert(at, own)
            at += 1
        whole = frozenset().union(*held) >= frozenset().union(*keys)
        title = made.title if whole and len(held) == len(keys) else ""
        return host.holding(entries, self._citations(host, made, taken), title)

    def _citations(
        self, host: Listing, made: Listing, taken: AbstractSet[Key]
    ) -> tuple[Citation, ...]:
        """The citations of ``host`` with those of ``made`` on what is ``taken``, in the order of ``made``."""
        cites = list(host.citations)
        at = 0
        for each in made.citations:
            if each in cites:
                at = cites.index(each) + 1
            elif {key for key, _ in self._sentences(each)} & taken:
                cites.insert(at, each)
                at += 1
        return tuple(cites)

    def _only_new(
        self, made: Listing, keys: Sequence[frozenset[Key]], fresh: Sequence[bool]
    ) -> Listing:
        """``made`` without the entries that are told, but for one that a new one leans on, or that a block needs."""
        chosen = list(fresh)
        for at, entry in enumerate(made.entries):
            above = made.above(at)
            if fresh[at] and above is not None:
                chosen[above] = True
            elif fresh[at] and at and self._leans(entry, keys[at]):
                chosen[at - 1] = True
        if sum(chosen) < made.fewest:  # a step alone comes with the one before it
            first = max(chosen.index(True) - 1, 0)
            chosen[first : first + made.fewest] = [True] * made.fewest
        entries = [each for each, wanted in zip(made.entries, chosen, strict=True) if wanted]
        left = frozenset().union(
            *(own for own, wanted in zip(keys, chosen, strict=True) if not wanted)
        ) - frozenset().union(*(own for own, wanted in zip(keys, chosen, strict=True) if wanted))
        cites = [part for each in made.citations for part in self._without(each, left)]
        return made.holding(entries, tuple(cites) or made.citations, "")

    def _leans(self, entry: Entry, keys: AbstractSet[Key]) -> bool:
        """Whether ``entry`` cannot be read without the one before it."""
        passages = self.index.passage_by_id
        languages = [passages[each].language for each, _ in sorted(keys) if each in passages]
        return any(dangling_reference(entry.words, each) for each in languages[:1])

    def _without(self, cite: Citation, left: AbstractSet[Key]) -> list[Citation]:
        """``cite`` as far as it quotes other sentences than those ``left`` out."""
        own = self._sentences(cite)
        kept = [sentence for key, sentence in own if key not in left]
        if len(kept) == len(own):
            return [cite]
        return [cite.model_copy(update={"quote": each}) for each in kept]


def _words(text: str) -> Mapping[str, None]:
    return dict.fromkeys(normalise(text).casefold().replace(",", " ").rstrip(".").split())


def _share(said: Mapping[str, None], there: Mapping[str, None]) -> float:
    """Share of the words ``said`` that stand ``there``."""
    return len(said.keys() & there.keys()) / max(1, len(said))
