"""What came back, as a draft or as a complaint that the model can act on.

In: the finish reason and text of a completion, the draft's JSON Schema. Out: the draft as plain data.
Raises UnusableError, whose message goes back to the model, or is named in the report when it stays so.
"""

from __future__ import annotations

import json
import re
from typing import Any

__all__ = ["UnusableError", "draft_in"]

_FENCED = re.compile(r"```(?:json)?\s*\n(.*?)```", re.DOTALL)
_validators: list[tuple[dict[str, Any], Any]] = []
"""Each draft schema, of which there are a handful, with its validator."""


class UnusableError(ValueError):
    """A reply that holds no draft; the message says why, in one line.

    ``truncated``: asking again helps only with more room.
    """

    def __init__(self, message: str, *, truncated: bool = False) -> None:
        super().__init__(message)
        self.truncated = truncated


def draft_in(
    text: str, schema: dict[str, Any], finish: str = "stop", refusal: str = ""
) -> dict[str, Any]:
    """The draft that ``text`` holds, valid against ``schema``. Raises UnusableError."""
    if refusal:
        raise UnusableError(f"the model refused: {refusal.strip()[:200]}")
    if finish == "content_filter":
        raise UnusableError("the endpoint's content filter stopped the answer")
    if finish == "length":
        raise UnusableError("the answer was cut off before its end", truncated=True)
    try:
        data = json.loads(_object(text))
    except ValueError as error:
        raise UnusableError(f"the answer is no JSON: {error}") from error
    if not isinstance(data, dict):
        raise UnusableError("the answer is no JSON object")
    wrong = next(_validator(schema).iter_errors(data), None)
    if wrong is not None:
        place = ".".join(str(part) for part in wrong.absolute_path) or "the whole"
        raise UnusableError(f"the answer does not fit its schema at {place}: {wrong.message[:200]}")
    return data


def _object(text: str) -> str:
    """The JSON in ``text``: an endpoint without a schema may wrap it in words or in a fence."""
    fenced = _FENCED.search(text)
    if fenced:
        return fenced[1]
    first, last = text.find("{"), text.rfind("}")
    return text[first : last + 1] if 0 <= first < last else text


def _validator(schema: dict[str, Any]) -> Any:
    from jsonschema import Draft202012Validator

    for known, validator in _validators:
        if known == schema:
            return validator
    _validators.append((schema, Draft202012Validator(schema)))
    return _validators[-1][1]
