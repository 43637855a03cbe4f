"""How a project finds passages: by words, and where an embedding model is configured, by meaning too.

In: a Project. Out: what makes a Retrieval of an Index. Nothing is embedded before the first question.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from coursegen.api.project import Project
from coursegen.author.prompts import Prompts
from coursegen.author.settings import recipe_key
from coursegen.build.journal import Journal
from coursegen.generate.budget import Budget
from coursegen.generate.protocol import Generator, reads_prompts
from coursegen.index.embedding import Embedder, LocalEmbedder
from coursegen.index.retrieval import Retrieval
from coursegen.index.search import Search
from coursegen.index.vectors import vectors_of, without_vector
from coursegen.model.course import Outline
from coursegen.model.passage import Index
from coursegen.model.request import Usage
from coursegen.pipeline import Progress

if TYPE_CHECKING:
    from coursegen.index.fusion import Fusion

__all__ = ["EMBEDDING", "LOCAL", "embedder_of", "recipe_of", "retrieval_of", "tokens_to_embed"]

LOCAL = "local"
"""The name of the embedding model that runs on this machine."""

EMBEDDING = "vectors"
"""The round of calls that embed, in a journal."""


def recipe_of(project: Project, generator: Generator, prompts: Prompts, settings: Outline) -> str:
    """The recipe key of what ``generator`` writes; where it reads prompts, of them and the embedding model too."""
    if not reads_prompts(generator):
        return recipe_key(generator.recipe, None, settings)
    model = project.config.index.embeddings.model
    recipe = f"{generator.recipe} with {model}" if model else generator.recipe
    return recipe_key(recipe, prompts, settings)


def embedder_of(
    project: Project, budget: Budget | None = None, journal: Journal | None = None
) -> Embedder | None:
    """The embedding model of ``project``, or None; what it takes is held to ``budget`` and kept in ``journal``.

    Raises ConfigError where its package, or with a limit on cost its price, is missing.
    """
    settings = project.config.index.embeddings
    if not settings.model:
        return None
    if settings.model == LOCAL:
        return LocalEmbedder(settings.batch)
    from coursegen.generate.openai.embeddings import EndpointEmbedder

    def note(model: str, usage: Usage) -> None:
        if journal is not None:
            what = {"round": EMBEDDING, "request": "embeddings", "model": model}
            journal.write({**what, **usage.model_dump()})

    return EndpointEmbedder(settings, project.config.generate, budget=budget, note=note)


def tokens_to_embed(project: Project, index: Index) -> int:
    """About how many tokens of ``index`` an endpoint would have to embed; 0 where none is asked."""
    if project.config.index.embeddings.model in ("", LOCAL):
        return 0
    from coursegen.generate.openai.messages import estimated_tokens

    embedder = embedder_of(project)
    assert embedder is not None
    left = without_vector(index.passages, embedder.recipe, _folder(project))
    return sum(estimated_tokens(each.text) for each in left)


def _folder(project: Project) -> Path:
    return project.folder / ".coursegen" / "vectors"


def retrieval_of(
    project: Project,
    progress: Progress,
    budget: Budget | None = None,
    journal: Journal | None = None,
) -> Callable[[Index], Retrieval]:
    """What makes the Retrieval of an Index. Raises ConfigError as ``embedder_of`` does."""
    embedder = embedder_of(project, budget, journal)
    if embedder is None:
        return Retrieval

    def fused(index: Index, search: Search) -> Fusion:
        from coursegen.index.fusion import Fusion

        vectors = vectors_of(
            index.passages,
            embedder,
            _folder(project),
            lambda done, all_: progress("vectors", done, all_),
        )
        return Fusion(index, search, vectors, embedder, project.config.index.embeddings)

    return lambda index: Retrieval(index, fused)
