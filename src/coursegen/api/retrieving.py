"""How a project finds passages: by words, and where an embedding model is configured, by meaning too.

In: a Project. Out: what makes a Retrieval of an Index. Nothing is embedded before the first question.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from coursegen.api.project import Project
from coursegen.author.prompts import Prompts
from coursegen.author.settings import recipe_key
from coursegen.generate.protocol import Generator, reads_prompts
from coursegen.index.embedding import Embedder, LocalEmbedder
from coursegen.index.retrieval import Retrieval
from coursegen.index.search import Search
from coursegen.model.course import Outline
from coursegen.model.passage import Index
from coursegen.pipeline import Progress

if TYPE_CHECKING:
    from coursegen.index.fusion import Fusion

__all__ = ["LOCAL", "embedder_of", "recipe_of", "retrieval_of"]

LOCAL = "local"
"""The name of the embedding model that runs on this machine."""


def recipe_of(project: Project, generator: Generator, prompts: Prompts, settings: Outline) -> str:
    """The recipe key of what ``generator`` writes; where it reads prompts, of them and the embedding model too."""
    if not reads_prompts(generator):
        return recipe_key(generator.recipe, None, settings)
    model = project.config.index.embeddings.model
    recipe = f"{generator.recipe} with {model}" if model else generator.recipe
    return recipe_key(recipe, prompts, settings)


def embedder_of(project: Project) -> Embedder | None:
    """The embedding model of ``project``, or None. Raises ConfigError where its package is missing."""
    settings = project.config.index.embeddings
    if not settings.model:
        return None
    if settings.model == LOCAL:
        return LocalEmbedder(settings.batch)
    from coursegen.generate.openai.embeddings import EndpointEmbedder

    return EndpointEmbedder(settings, project.config.generate)


def retrieval_of(project: Project, progress: Progress) -> Callable[[Index], Retrieval]:
    """What makes the Retrieval of an Index. Raises ConfigError where a package is missing."""
    embedder = embedder_of(project)
    if embedder is None:
        return Retrieval

    def fused(index: Index, search: Search) -> Fusion:
        from coursegen.index.fusion import Fusion
        from coursegen.index.vectors import vectors_of

        folder = project.folder / ".coursegen" / "vectors"
        vectors = vectors_of(
            index.passages, embedder, folder, lambda done, all_: progress("vectors", done, all_)
        )
        return Fusion(index, search, vectors, embedder, project.config.index.embeddings)

    return lambda index: Retrieval(index, fused)
