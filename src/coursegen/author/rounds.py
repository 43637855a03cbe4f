"""A round: independent requests answered by the generator, each reply stored before it is used.

In: requests. Out: one reply a request, under the request's id. A reply that is already in the store is not
asked for again, so a killed build loses none; one that says why it has no draft is asked for again next time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from coursegen.author.prompts import Prompts
from coursegen.build.journal import Journal
from coursegen.build.store import Store
from coursegen.errors import GeneratorError
from coursegen.generate.protocol import Generator
from coursegen.ids import digest
from coursegen.model.passage import Statement
from coursegen.model.request import Reply, Request

__all__ = ["Rounds", "StatementDigests", "request_digest"]

_REPLIES = "replies"
_PLACES = {"document", "position"}  # where a passage stands is in no key: renames cost nothing


class StatementDigests:
    """Digest of a run of statements; each statement is digested once."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}

    def __call__(self, statements: Iterable[Statement]) -> str:
        """Return the digest of ``statements``, in their order."""
        return digest([self._one(each) for each in statements])

    def _one(self, statement: Statement) -> str:
        known = self._known.get(statement.id)
        if known is None:
            known = digest(statement.model_dump_json(exclude=_PLACES), 16)
            self._known[statement.id] = known
        return known


def request_digest(request: Request, recipe: str, digest_of: StatementDigests) -> str:
    """The digest that a reply is stored under: what the generator sees, and its recipe; no path."""
    seen = request.model_dump(
        mode="json",
        exclude={
            "id",
            "occurrences",
            "passages",
            "statements",
            "rejected",
            "related",
            "elsewhere",
            *(() if request.titles else ("titles",)),
        },
    )
    return digest(
        [
            recipe,
            seen,
            [each.id for each in request.passages],
            [each.id for each in request.elsewhere],
            [[each.passage, each.locator.heading] for each in request.occurrences],
            digest_of(request.statements),
            digest_of(request.rejected),
            digest_of(request.related),
        ]
    )


@dataclass
class Rounds:
    """Runs rounds with one generator and one store; counts what was asked and what was at hand."""

    generator: Generator
    prompts: Prompts
    store: Store
    progress: Callable[[str, int, int], None]
    journal: Journal | None = None
    record: Callable[[Request, Reply], None] | None = None
    asked: int = 0
    reused: int = 0

    def run(self, name: str, requests: list[Request]) -> dict[str, Reply]:
        """Answer ``requests``, those that are alike once. Raises GeneratorError when one stays unanswered."""
        requests = [self.prompts.rendered(each) for each in requests]
        keys = self._keys(requests)
        replies = self.at_hand(requests, keys)
        self.reused += len(replies)
        missing = [each for each in requests if each.id not in replies]
        alike: dict[str, list[str]] = {}
        for each in missing:
            alike.setdefault(keys[each.id], []).append(each.id)
        first = [each for each in missing if alike[keys[each.id]][0] == each.id]
        self.progress(name, len(replies), len(requests))
        for reply in self.generator.generate(first):
            key = keys[reply.request]
            if not reply.problem:
                self.store.put(_REPLIES, key, reply.model_dump_json().encode())
            self._note(name, reply)
            for identifier in alike[key]:
                replies[identifier] = reply.model_copy(update={"request": identifier})
            self.asked += 1
            self.progress(name, len(replies), len(requests))
        self._require_all(requests, replies)
        if self.record is not None:
            for each in requests:
                self.record(each, replies[each.id])
        return replies

    def _keys(self, requests: list[Request]) -> dict[str, str]:
        digest_of = StatementDigests()
        return {
            each.id: request_digest(each, self.generator.recipe, digest_of) for each in requests
        }

    def at_hand(
        self, requests: list[Request], keys: Mapping[str, str] | None = None
    ) -> dict[str, Reply]:
        """The stored replies to ``requests``, which are rendered; ``keys`` are their digests, if known."""
        keys = self._keys(requests) if keys is None else keys
        replies: dict[str, Reply] = {}
        for request in requests:
            stored = self.store.get(_REPLIES, keys[request.id])
            if stored is not None:
                replies[request.id] = Reply.model_validate_json(stored).model_copy(
                    update={"request": request.id}
                )
        return replies

    def _note(self, name: str, reply: Reply) -> None:
        """Write down what a reply took, where it took anything."""
        if self.journal is not None and reply.usage.calls:
            what = {"round": name, "request": reply.request, "model": reply.model}
            problem = {"problem": reply.problem} if reply.problem else {}
            self.journal.write({**what, **reply.usage.model_dump(), **problem})

    def _require_all(self, requests: list[Request], replies: dict[str, Reply]) -> None:
        for request in requests:
            if request.id not in replies:
                raise GeneratorError(
                    f"the generator {self.generator.name} gave no reply to {request.id}",
                    hint="Run the build again; replies that did arrive are kept.",
                )
