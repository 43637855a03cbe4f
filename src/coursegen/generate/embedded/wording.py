"""The generator's own words. In: a language, a form of address. Out: phrases with their slots filled.

The words live in ``language/data/<language>/{phrases,temptations,situations}.yaml``; code holds none.
Where a phrase has variants, one is chosen by the digest of the text it will stand with.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

from coursegen.ids import digest
from coursegen.language.data import load

__all__ = ["Wording", "capitalised", "lowered", "pick", "rank", "sentence"]

Choice = TypeVar("Choice")


def rank(*parts: object) -> int:
    """A number that depends on ``parts`` only: the order of things that are otherwise equal."""
    return int(digest([str(part) for part in parts], 12), 16)


def pick(options: Sequence[Choice], *parts: object) -> Choice:
    """One of ``options``, chosen by the digest of ``parts``."""
    return options[rank(*parts) % len(options)]


def capitalised(text: str) -> str:
    """``text`` with a capital first letter and nothing else changed."""
    return text[:1].upper() + text[1:]


def lowered(text: str) -> str:
    """``text`` with a small first letter, unless its first word is written in capitals."""
    first = text.split(" ", 1)[0]
    return text if len(first) > 1 and not first[1:].islower() else text[:1].lower() + text[1:]


def sentence(text: str) -> str:
    """``text`` as a sentence: capital first, one mark at its end."""
    text = capitalised(text.strip()).rstrip(" ;,:")
    return text if text.endswith((".", "?", "!", ".”", '."', ".'", "?'")) else f"{text}."


@dataclass(frozen=True)
class Wording:
    """The words of one language in one form of address."""

    language: str
    address: str

    @cached_property
    def phrases(self) -> Mapping[str, Any]:
        """Grammar words and phrase templates."""
        return load(self.language, "phrases")

    @cached_property
    def temptations(self) -> Mapping[str, Any]:
        """Wrong choices that sensible people make, a class of duty each."""
        return load(self.language, "temptations")

    @cached_property
    def situations(self) -> Mapping[str, Any]:
        """Opening situations, scenario skeletons and neutral names."""
        return load(self.language, "situations")

    @cached_property
    def forms(self) -> Mapping[str, str]:
        """The words for the learner in this form of address, by their slot."""
        forms: Mapping[str, dict[str, str]] = self.phrases.get("address", {})
        default = next(iter(forms.values()), {"je": "you", "Je": "You"})
        return dict(forms.get(self.address, default))

    @property
    def you(self) -> str:
        """The word for the learner as a subject: you, je, u."""
        return self.forms["je"]

    def fill(self, template: str, **slots: str) -> str:
        """``template`` with the form of address and ``slots`` filled in."""
        return template.format_map({**self.forms, **slots})

    def replaced(self, text: str, changes: Iterable[Mapping[str, str]]) -> str:
        """``text`` with each pattern ``from`` replaced by its ``to``, the form of address filled in."""
        for each in changes:
            text = re.sub(each["from"], self.fill(each["to"]), text)
        return text

    def words(self, *path: str) -> Any:
        """The entry of phrases.yaml at ``path``."""
        found: Any = self.phrases
        for key in path:
            found = found[key]
        return found

    def say(self, group: str, key: str, *parts: object, **slots: str) -> str:
        """The phrase at ``group``/``key``; of several, one by the digest of ``parts``."""
        found = self.words(group, key)
        template = found if isinstance(found, str) else pick(found, key, *parts)
        return self.fill(template, **slots)
