"""The embedded generator: requests in, drafts out, by rules over statements. No key, no network, no model.

Pure and deterministic: a reply depends on its request alone; choices between equals are made by digest.
What cannot be composed grammatically is left out, so a draft may be short or empty.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from coursegen.generate.embedded.blocks.draft import module_draft
from coursegen.generate.embedded.items.again import again_draft
from coursegen.generate.embedded.items.draft import items_draft
from coursegen.generate.embedded.material import LANGUAGES, Material
from coursegen.generate.embedded.outline.draft import outline_draft
from coursegen.generate.embedded.scenario.draft import no_scenario, scenario_draft
from coursegen.generate.protocol import Generator
from coursegen.index.read_aloud import as_read, place_as_read
from coursegen.model.base import Noun
from coursegen.model.drafts import ItemsDraft, ModuleDraft, OutlineDraft
from coursegen.model.generation import GenerateSettings
from coursegen.model.request import Reply, Request

__all__ = ["EmbeddedGenerator", "create"]

_WRITERS: dict[str, Callable[[Material], Noun]] = {
    "outline": outline_draft,
    "module": module_draft,
    "items": items_draft,
    "again": again_draft,
    "scenario": scenario_draft,
}


class EmbeddedGenerator:
    """Writes drafts from statements. ``recipe`` changes with every change of what it writes."""

    name = "embedded"
    recipe = "embedded/7"
    repairs = 0
    reads_prompts = False

    def generate(self, requests: Iterable[Request]) -> Iterator[Reply]:
        """One reply a request, in order. A language without a grammar gets an empty draft."""
        material: Material | None = None
        for written in requests:
            request = _as_read(written)
            material = material.asked(request) if material else Material(request)
            known = material.language in LANGUAGES
            draft = _WRITERS[request.task](material) if known else _empty(request)
            yield Reply(request=request.id, draft=draft.model_dump(), generator=self.name)


def _as_read(request: Request) -> Request:
    """``request`` with its passages as they are read aloud: no number of a rule gets into a text."""
    language = request.style.language
    return request.model_copy(
        update={
            "passages": tuple(as_read(each) for each in request.passages),
            "occurrences": tuple(place_as_read(each, language) for each in request.occurrences),
        }
    )


def _empty(request: Request) -> Noun:
    drafts: dict[str, Noun] = {
        "outline": OutlineDraft(title=request.title, modules=[], no_room=[]),
        "module": ModuleDraft(title=request.title, blocks=[]),
        "items": ItemsDraft(items=[]),
        "again": ItemsDraft(items=[]),
        "scenario": no_scenario(),
    }
    return drafts[request.task]


def create(_settings: GenerateSettings | None = None) -> Generator:
    """The generator, for the entry point ``coursegen.generators``; it has no settings."""
    return EmbeddedGenerator()
