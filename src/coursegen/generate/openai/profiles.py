"""What an endpoint can do, as data.

In: the name of a profile. Out: a Profile, or an error that names the nearest.
"""

from __future__ import annotations

import difflib
import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal

from coursegen.errors import ConfigError
from coursegen.model.base import Noun

__all__ = ["Profile", "profile_named", "profiles"]


class Profile(Noun):
    """``structured``: how a reply is held to its schema; ``limit``: the parameter that bounds a reply."""

    structured: Literal["schema", "json", "prompted"]
    limit: Literal["max_tokens", "max_completion_tokens"]
    seed: bool


@cache
def profiles() -> dict[str, Profile]:
    """All profiles by name."""
    text = files("coursegen.generate.openai").joinpath("profiles.toml").read_text("utf-8")
    return {name: Profile.model_validate(each) for name, each in tomllib.loads(text).items()}


def profile_named(name: str) -> Profile:
    """The profile ``name``. Raises ConfigError for one unknown."""
    known = profiles()
    if name not in known:
        near = difflib.get_close_matches(name, known, n=1)
        raise ConfigError(
            f"there is no profile {name!r} of an endpoint",
            where="coursegen.toml, generate.profile",
            hint=f"Did you mean {near[0]}?" if near else f"Known are {', '.join(known)}.",
        )
    return known[name]
