"""Init and make: a project out of loose sources. In: files or folders, a few settings. Out: a project folder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from coursegen.api.copying import bring_up_to_date
from coursegen.api.gathering import Gathered, gather
from coursegen.author.settings import introduces
from coursegen.build.guard import guard
from coursegen.config import CONFIG_NAME, Config, config_text, parse_config
from coursegen.errors import ConfigError
from coursegen.files import read_utf8, write_atomically
from coursegen.ingest.collector import name_in_words
from coursegen.ingest.discover import discover

__all__ = ["Made", "Settings", "init"]

_IGNORED = ".coursegen/\ndist/\n"
_KEYS = {
    "title": "course.title",
    "language": "course.language",
    "audience": "audience.name",
    "aliases": "audience.aliases",
    "minutes": "course.minutes",
    "programme": "course.programme",
}
"""Where each setting stands in coursegen.toml."""
_NAMELESS = frozenset(
    [
        "sources",
        "source",
        "src",
        "sections",
        "chapters",
        "hoofdstukken",
        "docs",
        "doc",
        "documents",
        "documentation",
        "files",
        "pages",
        "content",
        "input",
        "texts",
        "bronnen",
        "documenten",
        "bestanden",
        "teksten",
        "invoer",
        "downloads",
        "desktop",
        "tmp",
    ]
)
"""Folders that say nothing of what is in them."""


@dataclass(frozen=True)
class Settings:
    """What may be said of a new project; None leaves it to the default or to the sources."""

    title: str | None = None
    language: str | None = None
    audience: str | None = None
    aliases: str | None = None
    minutes: int | None = None
    programme: str | None = None
    config: Path | None = None

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Settings:
        """Return the settings in ``values``, by name."""
        return cls(**{each.name: values.get(each.name) for each in fields(cls)})

    @property
    def alias_list(self) -> list[str]:
        """The aliases, one by one."""
        return [each.strip() for each in (self.aliases or "").split(",") if each.strip()]


@dataclass(frozen=True)
class Made:
    """What ``init`` did. Paths are relative to the project, with forward slashes, and sorted.

    ``copied`` are the given files as they stand in sources/ now; ``removed`` those that left sources/
    because the folder they came from no longer holds them; ``others`` sources that were not given now.
    ``passed_over`` are folders inside those given that are projects themselves. ``not_applied`` maps each
    setting that was given and has no effect to its key in coursegen.toml.
    """

    copied: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    passed_over: list[str] = field(default_factory=list)
    not_applied: dict[str, str] = field(default_factory=dict)


def init(folder: Path, sources: Sequence[Path], settings: Settings, *, again: bool = False) -> Made:
    """Write coursegen.toml and copy ``sources`` (files, or folders with what is in them) to sources/.

    With ``again`` a project that is there already keeps its settings and its sources are brought up to date;
    otherwise that is a ConfigError. Up to date means: what was given is copied anew, and what an earlier call
    copied from a folder that is given again, and that is gone from there, is removed. Whatever else is in
    sources/ stays, as a person may have put it there, and is named in ``others``.

    Settings and names are checked before anything is written. Raises ConfigError for those that cannot be
    used and while another coursegen runs in the project, SourceError for a file that cannot be read.
    """
    toml = folder / CONFIG_NAME
    there = toml.exists()
    if there and not again:
        raise ConfigError(
            "there is a project here already",
            where=str(toml),
            hint="Edit its coursegen.toml, or choose another folder.",
        )
    gathered = gather(sources, folder)
    text = read_utf8(toml) if there else _new_text(settings, _folder_title(sources, gathered))
    config = parse_config(text, toml) if there else _checked(text, settings)
    with guard(folder / ".coursegen", "make" if again else "init"):
        copied, removed = bring_up_to_date(folder, gathered, sources)
        if not there:
            if settings.config is not None:
                _bring_theme(config, settings.config.parent, folder)
            write_atomically(toml, text.encode(), failure=ConfigError)
            if not (folder / ".gitignore").exists():
                write_atomically(folder / ".gitignore", _IGNORED.encode(), failure=ConfigError)
    return Made(
        copied=copied,
        removed=removed,
        others=_others(folder, config, sources, set(copied)),
        passed_over=list(gathered.passed_over),
        not_applied=_not_applied(settings, config, text),
    )


def _bring_theme(config: Config, beside: Path, folder: Path) -> None:
    """Copy the files of the theme from ``beside`` its settings into ``folder``, where it has none of its own.

    What is not there, or is no file of a folder below, is left for the export to name.
    """
    for name in config.theme.files().values():
        origin, target = beside / name, folder / name
        inside = target.resolve().is_relative_to(folder.resolve())
        if inside and origin.is_file() and not target.exists():
            write_atomically(target, origin.read_bytes(), failure=ConfigError)


def _folder_title(sources: Sequence[Path], gathered: Gathered) -> str:
    """The name of the one folder given, in words, where it holds several files of which none introduces the others.

    Empty where it is a name that any folder could have: the course is then named after its first source.
    """
    if len(sources) != 1 or not sources[0].is_dir() or len(gathered.files) == 1:
        return ""
    name = name_in_words(sources[0].resolve().name)
    named = name.casefold() in _NAMELESS or any(introduces(each) for each in gathered.files)
    return "" if named else name


def _new_text(settings: Settings, title: str) -> str:
    if settings.config is not None:
        return read_utf8(settings.config)
    return config_text(
        title=settings.title or title,
        language=settings.language or "",
        audience=settings.audience or "",
        aliases=settings.alias_list,
        minutes=settings.minutes,
        programme=settings.programme or "auto",
    )


def _checked(text: str, settings: Settings) -> Config:
    """The settings that a new coursegen.toml will hold. Raises ConfigError before it is written."""
    if settings.config is not None:
        return parse_config(text, settings.config)
    try:
        return parse_config(text, Path(CONFIG_NAME))
    except ConfigError as error:  # its line is one of a file that nobody has seen
        raise ConfigError(
            error.what,
            where="the settings given",
            hint="Nothing was written; correct it and try again.",
        ) from error


def _not_applied(settings: Settings, config: Config, text: str) -> dict[str, str]:
    """The settings given that are not those of the project, each with its key in coursegen.toml."""
    course, audience = config.course, config.audience
    held = {
        "title": course.title,
        "language": course.language,
        "audience": audience.name,
        "aliases": list(audience.aliases),
        "minutes": course.minutes,
        "programme": course.programme,
    }
    given = {name: getattr(settings, name) for name in _KEYS} | {
        "aliases": None if settings.aliases is None else settings.alias_list
    }
    lost = {name: key for name, key in _KEYS.items() if given[name] not in (None, held[name])}
    if settings.config is not None and read_utf8(settings.config) != text:
        lost["config"] = ""
    return lost


def _others(folder: Path, config: Config, sources: Sequence[Path], given: set[str]) -> list[str]:
    """What else in sources/ the course is made from; none where the project itself was given."""
    if any(each.resolve() == folder.resolve() for each in sources):
        return []
    found = discover(folder, config.sources.include, config.sources.exclude)
    return [each for each in found if each.startswith("sources/") and each not in given]
