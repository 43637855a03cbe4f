"""Init and make: a project out of loose sources. In: files or folders, a few settings. Out: a project folder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from coursegen.config import config_text
from coursegen.errors import ConfigError, SourceError
from coursegen.files import read_utf8, write_atomically

__all__ = ["Settings", "init"]


@dataclass(frozen=True)
class Settings:
    """What may be said of a new project; None leaves it to the default or to the sources."""

    title: str | None = None
    language: str | None = None
    audience: str | None = None
    aliases: str | None = None
    minutes: int | None = None
    config: Path | None = None

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Settings:
        """Return the settings in ``values``, by name."""
        return cls(**{each.name: values.get(each.name) for each in fields(cls)})


def init(
    folder: Path, sources: Sequence[Path], settings: Settings, *, again: bool = False
) -> list[Path]:
    """Write coursegen.toml and copy ``sources`` (files, or folders with what is in them) to sources/.

    With ``again`` a project that is there already is kept and its sources are brought up to date;
    otherwise that is a ConfigError. Returns the files copied, relative to the project.
    """
    toml = folder / "coursegen.toml"
    if toml.exists() and not again:
        raise ConfigError(
            "there is a project here already",
            where=str(toml),
            hint="Edit its coursegen.toml, or choose another folder.",
        )
    copied = [each for source in sources for each in _copy(source, folder)]
    if not toml.exists():
        write_atomically(toml, _toml(settings).encode(), failure=ConfigError)
    return copied


def _toml(settings: Settings) -> str:
    if settings.config is not None:
        return read_utf8(settings.config)
    aliases = [each.strip() for each in (settings.aliases or "").split(",") if each.strip()]
    return config_text(
        title=settings.title or "",
        language=settings.language or "",
        audience=settings.audience or "",
        aliases=aliases,
        minutes=settings.minutes,
    )


def _copy(source: Path, folder: Path) -> list[Path]:
    """Copy a file, or all files below a folder but hidden ones, into ``folder``/sources."""
    if source.is_dir():
        files = [
            each
            for each in sorted(source.rglob("*"))
            if each.is_file()
            and not any(part.startswith(".") for part in each.relative_to(source).parts)
        ]
        pairs = [(each, each.relative_to(source)) for each in files]
    else:
        pairs = [(each, Path(each.name)) for each in [source, *_captions(source)]]
    copied = []
    for origin, relative in pairs:
        target = folder / "sources" / relative
        try:
            data = origin.read_bytes()
        except OSError as error:
            raise SourceError(
                f"the file cannot be opened ({error.strerror})",
                where=str(origin),
                hint="Check that you may read it.",
            ) from error
        write_atomically(target, data, failure=ConfigError)
        copied.append(target.relative_to(folder))
    return copied


def _captions(source: Path) -> list[Path]:
    """The caption files that stand beside a recording and share its name."""
    found = source.parent.glob(f"{source.stem}*")
    return sorted(each for each in found if each.suffix in (".vtt", ".srt") and each != source)
