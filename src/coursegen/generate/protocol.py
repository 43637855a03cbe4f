"""The one protocol of generators: requests in, replies out as they complete."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol, runtime_checkable

from coursegen.model.request import Reply, Request

__all__ = ["Generator", "fits", "may_be_too_long", "reads_prompts"]


@runtime_checkable
class Generator(Protocol):
    """Writes drafts.

    ``name`` is the one people configure; ``recipe`` identifies what decides its output beside the request
    (code version, model, parameters): a changed recipe makes units outdated, never rebuilds them.
    ``repairs`` is how often a part that failed may come back; 0 for one that would write the same again.
    One that reads no prompts says so in ``reads_prompts = False``: nothing is retrieved for them, and of a module
    on disk it composes the whole anew, as that costs nothing; one that reads them revises the touched units.
    One whose requests may be too long has ``fits(request)`` for a rendered one: an outline is then made in parts.
    """

    name: str
    recipe: str
    repairs: int

    def generate(self, requests: Iterable[Request]) -> Iterator[Reply]:
        """Replies as they complete, one a request, in any order. Raises GeneratorError."""
        ...


def reads_prompts(generator: Generator) -> bool:
    """Whether ``generator`` reads prompts; one that does not say so does."""
    return bool(getattr(generator, "reads_prompts", True))


def may_be_too_long(generator: Generator) -> bool:
    """Whether a request may be too long for ``generator``, which then has ``fits``."""
    return getattr(generator, "fits", None) is not None


def fits(generator: Generator, request: Request) -> bool:
    """Whether ``generator`` can be asked the rendered ``request``; one without ``fits`` can be asked any."""
    own = getattr(generator, "fits", None)
    return True if own is None else bool(own(request))
