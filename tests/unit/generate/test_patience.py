"""A call that stands alone: tried again as its failure allows, as long after as the endpoint says."""

from __future__ import annotations

import asyncio

import pytest

from coursegen.generate.openai import patience
from coursegen.generate.openai.client import PassingError, TooLongError, TooManyError


@pytest.fixture
def slept(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The pauses that were made, none of which takes any time."""
    found: list[float] = []

    async def sleep(seconds: float) -> None:
        found.append(seconds)

    monkeypatch.setattr(patience.asyncio, "sleep", sleep)
    return found


def asked(*failures: Exception, tries: int = 4) -> str:
    """What a call gives that fails so before it succeeds."""
    waiting = list(failures)

    async def call() -> str:
        if waiting:
            raise waiting.pop(0)
        return "answer"

    return asyncio.run(patience.patiently(call, tries, 1.0))


def test_a_refusal_waits_as_long_as_the_endpoint_says(slept: list[float]) -> None:
    assert asked(TooManyError({"retry-after": "7"}), TooManyError({})) == "answer"
    assert slept == [7.0, 2.0]


def test_what_may_pass_is_tried_again_after_a_pause_that_grows(slept: list[float]) -> None:
    assert asked(PassingError("a"), PassingError("b"), PassingError("c")) == "answer"
    assert slept == [1.0, 2.0, 4.0]


def test_a_text_that_is_too_long_is_given_up_at_once(slept: list[float]) -> None:
    with pytest.raises(TooLongError):
        asked(TooLongError("too long"))
    assert slept == []


def test_after_the_last_try_the_failure_is_told(slept: list[float]) -> None:
    with pytest.raises(PassingError, match="third"):
        asked(PassingError("first"), PassingError("second"), PassingError("third"), tries=3)
    assert slept == [1.0, 2.0]
