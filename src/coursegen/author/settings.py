"""The course-wide settings: from coursegen.toml, and from the sources where it says nothing.

In: the configuration and the documents. Out: an Outline without modules, and the keys made of settings.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import PurePosixPath

from coursegen.author.prompts import Prompts
from coursegen.build.digests import field_digests
from coursegen.config import Config
from coursegen.errors import SourceError
from coursegen.ids import digest, slug
from coursegen.model.course import Outline
from coursegen.model.drafts import DRAFTS
from coursegen.model.lock import Lock
from coursegen.model.part_drafts import PART_DRAFTS
from coursegen.model.source import Document
from coursegen.resources import read_text

__all__ = [
    "FOLLOWED",
    "address_for",
    "follow_settings",
    "inputs_key",
    "introduces",
    "recipe_key",
    "settings_of",
]

FOLLOWED = (
    "title",
    "language",
    "address",
    "audience",
    "mastery_score",
    "completion",
    "tracking",
)
_INTRODUCTIONS = ("readme", "index", "_index")
_ADDRESS = {"nl": "je", "de": "Sie", "fr": "vous"}


def settings_of(config: Config, documents: Sequence[Document]) -> Outline:
    """Settings of the course; title and language of the sources where none is configured.

    Raises SourceError when there is no document to build from.
    """
    if not documents:
        raise SourceError(
            "there is no source to build a course from",
            where="coursegen.toml",
            hint="Put files into sources/, or name them with `include` under [sources].",
        )
    course = config.course
    language = course.language or _language(documents)
    own = [each for each in documents if each.language == language]
    title = course.title or _title(own or documents)
    return Outline.model_validate(
        {
            "id": course.id or slug(title),
            "title": title,
            "language": language,
            "address": course.address or address_for(language),
            "audience": config.audience.model_dump(),
            "mastery_score": course.mastery_score,
            "completion": course.completion,
            "tracking": course.tracking,
        }
    )


def address_for(language: str) -> str:
    """How a course in ``language`` speaks to a learner unless it is said."""
    return _ADDRESS.get(language[:2], "you")


def introduces(path: str) -> bool:
    """Whether the file at ``path`` is by its name the page that introduces the others: README, index."""
    return PurePosixPath(path).stem.casefold() in _INTRODUCTIONS


def _title(documents: Sequence[Document]) -> str:
    """The title of the page that introduces the others (README, index) where there is one."""
    introductions = [each for each in documents if introduces(each.source.path)]
    first = min(introductions, key=lambda each: each.source.path.count("/"), default=documents[0])
    return first.title


def _language(documents: Sequence[Document]) -> str:
    words: Counter[str] = Counter()
    for each in documents:
        words[each.language] += sum(len(block.text.split()) for block in each.blocks)
    return max(sorted(words), key=lambda language: words[language])


def inputs_key(config: Config) -> str:
    """Digest of every setting that decides what is built; how it is written is in the recipe."""
    return digest(
        config.model_dump(
            mode="json",
            exclude={"export", "check", "generate", "index", "style", "theme", "translations"},
        ),
        16,
    )


def recipe_key(recipe: str, prompts: Prompts | None, settings: Outline) -> str:
    """Digest of how units are written: generator, prompts (None: it reads none), schemas, language, address, audience."""
    drafts = DRAFTS if prompts is None else {**DRAFTS, **PART_DRAFTS}
    schemas = {
        name: digest(read_text(f"schemas/draft-{name}.schema.json"))
        for name in drafts
        if name not in ("judge", "translate")
    }
    style = [settings.language, settings.address, settings.audience.model_dump(mode="json")]
    return digest([recipe, prompts.digest if prompts else "", schemas, style], 16)


def follow_settings(on_disk: Outline, settings: Outline, before: Lock) -> Outline:
    """Take over settings that changed, save those that a person changed in course.yaml."""
    record = before.units.get(on_disk.id)
    built = record.fields if record else {}
    found = field_digests(on_disk)
    changes = {
        name: getattr(settings, name) for name in FOLLOWED if found.get(name) == built.get(name)
    }
    return on_disk.model_copy(update=changes)
