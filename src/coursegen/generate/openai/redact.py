"""What must not leave the house: masked before it is sent, restored in what comes back.

In: text, the patterns of ``[generate.redact]``. Out: text with masks such as ``[[email-7k2xa]]``; the same
value gets the same mask each time, so that the request, and its place in the store, stay the same.
"""

from __future__ import annotations

import re
from typing import Any

from coursegen.errors import ConfigError
from coursegen.ids import digest
from coursegen.model.generation import Redaction

__all__ = ["Mask"]

_KINDS = {
    "email": r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
    "iban": r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?\b",
    "phone": r"(?<![\w.-])(?:\+|00)?\d{1,3}?[ (.-]{0,2}\d{2,4}[ ).-]{1,2}\d{3,4}(?:[ .-]?\d{2,4}){0,3}(?![\w-])",
}
_LENGTH = 6


class Mask:
    """Masks and unmasks for one run; remembers what stands behind each mask."""

    def __init__(self, redaction: Redaction) -> None:
        """Raises ConfigError for a pattern that is no regular expression."""
        named: list[tuple[str, str]] = [(kind, _KINDS[kind]) for kind in redaction.kinds]
        named += [("own", each) for each in redaction.patterns]
        self._patterns = [(kind, _compiled(pattern)) for kind, pattern in named]
        self._behind: dict[str, str] = {}

    def hide(self, text: str) -> str:
        """``text`` with every match masked."""
        for kind, pattern in self._patterns:
            text = pattern.sub(lambda found, kind=kind: self._masked(kind, found[0]), text)  # type: ignore[misc]
        return text

    def restore(self, value: Any) -> Any:
        """``value`` (text, or lists and mappings of it) with every known mask replaced by what it hid."""
        if isinstance(value, str):
            for mask, text in self._behind.items():
                value = value.replace(mask, text)
            return value
        if isinstance(value, list):
            return [self.restore(each) for each in value]
        if isinstance(value, dict):
            return {key: self.restore(each) for key, each in value.items()}
        return value

    def _masked(self, kind: str, text: str) -> str:
        if not text:
            return text
        mask = f"[[{kind}-{digest(text, _LENGTH)}]]"
        self._behind[mask] = text
        return mask


def _compiled(pattern: str) -> re.Pattern[str]:
    try:
        return re.compile(pattern)
    except re.error as error:
        raise ConfigError(
            f"the pattern {pattern!r} is no regular expression: {error}",
            where="coursegen.toml, generate.redact.patterns",
        ) from error
