"""LMS profiles. In: a name, from ``exports/profiles``, the project's own first. Out: a Profile, and warnings.

A profile is a TOML file, so that a team describes its own LMS without code.
"""

from __future__ import annotations

import difflib
import tomllib
from pathlib import Path, PurePosixPath

from pydantic import ValidationError

from coursegen import resources
from coursegen.errors import ConfigError
from coursegen.model.profile import Profile

__all__ = ["profile", "profile_names", "profile_warnings"]

_FOLDER = "exports/profiles"
_FOR_NO_LMS = ("html", "html-single", "markdown", "markdown-single")
_MEGABYTE = 1_000_000


def profile_names(project: Path | None = None) -> tuple[str, ...]:
    """Names of the profiles there are, the project's own too, sorted."""
    files = resources.list_files(_FOLDER, project)
    return tuple(PurePosixPath(each).stem for each in files if each.endswith(".toml"))


def profile(name: str, project: Path | None = None) -> Profile:
    """The profile ``name``.

    Raises ConfigError for one that is unknown, naming the nearest, and for a file that is none.
    """
    names = profile_names(project)
    if name not in names:
        nearest = difflib.get_close_matches(name.lower(), names, n=1, cutoff=0.4)
        hint = f"Did you mean {nearest[0]}? " if nearest else ""
        raise ConfigError(
            f"there is no profile of an LMS {name!r}",
            hint=f"{hint}There are: {', '.join(names)}; exports/profiles of a project may add others.",
        )
    place = f"{_FOLDER}/{name}.toml"
    try:
        return Profile.model_validate(tomllib.loads(resources.read_text(place, project)))
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"the file is no TOML: {error}", where=place) from error
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        key = ".".join(str(step) for step in first["loc"])
        raise ConfigError(f"{key}: {first['msg']}", where=place) from error


def profile_warnings(lms: Profile, target: str, size: int = 0) -> tuple[str, ...]:
    """What speaks against a package of ``size`` bytes for ``target`` in this LMS."""
    found = []
    if lms.plays and target not in lms.plays and target not in _FOR_NO_LMS:
        found.append(f"{lms.name} is not known to play {target}; it plays {', '.join(lms.plays)}")
    if lms.upload_megabytes is not None and size > lms.upload_megabytes * _MEGABYTE:
        found.append(
            f"the package has {size / _MEGABYTE:.0f} MB, and {lms.name} may take no more than"
            f" {lms.upload_megabytes:g} MB; shorten or shrink the recordings"
        )
    return tuple(found)
