"""How a call that stands alone is made again: of a batch, of an embedding model.

In: a call that raises as ``client`` says. Out: its result. What may pass is tried again after a pause that grows; a refusal
for too many requests waits as long as the endpoint says; a text that is too long for it is given up at once.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from coursegen.generate.openai.client import PassingError, TooManyError
from coursegen.generate.openai.flight import pause_told

__all__ = ["patiently"]

Found = TypeVar("Found")


async def patiently(call: Callable[[], Awaitable[Found]], tries: int, first_pause: float) -> Found:
    """The result of ``call``, made at most ``tries`` times; ``first_pause`` is in seconds and doubles.

    Raises the last PassingError or TooManyError, and at once whatever else ``call`` raises.
    """
    pause = first_pause
    for left in reversed(range(tries)):
        try:
            return await call()
        except TooManyError as error:
            if not left:
                raise
            await asyncio.sleep(pause_told(error.headers, pause))
        except PassingError:
            if not left:
                raise
            await asyncio.sleep(pause)
        pause *= 2
    raise ValueError("a call is tried at least once")
