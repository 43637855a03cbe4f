"""The generator for OpenAI-compatible endpoints: many requests in flight, each reply as it comes.

In: requests with context, prompt and draft schema. Out: replies in the order of their arrival. A request
that failed for good is named after all others have been answered, so that nothing paid for is lost.
"""

from __future__ import annotations

import asyncio
import queue
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from coursegen.errors import CoursegenError, GeneratorError
from coursegen.generate.budget import Budget
from coursegen.generate.openai.client import (
    Answer,
    LostError,
    PassingError,
    TooLongError,
    TooManyError,
    answer,
    open_client,
)
from coursegen.generate.openai.flight import Flight
from coursegen.generate.openai.messages import (
    asked_again,
    estimated_tokens,
    model_of,
    parameters,
    tokens_of,
)
from coursegen.generate.openai.profiles import Profile, profile_named
from coursegen.generate.openai.redact import Mask
from coursegen.generate.openai.replies import UnusableError, draft_in
from coursegen.generate.protocol import Generator
from coursegen.ids import digest
from coursegen.model.generation import GenerateSettings
from coursegen.model.request import Reply, Request, Usage

if TYPE_CHECKING:
    from openai import AsyncOpenAI

__all__ = ["OpenAIGenerator", "create", "summed"]

_TRIES = 5
"""Of one call that fails in a way that may pass."""

_REFUSALS = 20
"""For too many requests, of one call."""


class OpenAIGenerator:
    """Asks a model. ``recipe`` names what decides the drafts: model, temperature, profile; no address."""

    name = "openai"

    def __init__(self, settings: GenerateSettings, first_pause: float = 1.0) -> None:
        """``first_pause`` is in seconds and doubles. Raises ConfigError for settings that cannot work."""
        self.settings = settings
        self.repairs = settings.repairs
        self.budget = Budget(settings)
        self._profile = profile_named(settings.profile)
        self._mask = Mask(settings.redact)
        self._first_pause = first_pause
        decides = settings.model_dump(
            mode="json", include={"model", "models", "temperature", "max_output", "redact"}
        )
        decides["models"].pop("judge", None)  # it writes nothing
        self.recipe = f"openai/1 {digest([decides, self._profile.structured], 12)}"

    def generate(self, requests: Iterable[Request]) -> Iterator[Reply]:
        """One reply a request as they arrive. Raises GeneratorError at the end for those without one."""
        wanted = list(requests)
        if not wanted:
            return
        self._require_room(wanted)
        arrived: queue.Queue[Reply | CoursegenError | None] = queue.Queue()
        round_ = _Round(self, wanted, arrived, self._profile, self._mask, self._first_pause)
        thread = threading.Thread(target=round_.run, name="coursegen-openai", daemon=True)
        thread.start()
        try:
            while (each := arrived.get()) is not None:
                if isinstance(each, CoursegenError):
                    raise each
                yield each
        finally:
            round_.stop()
            thread.join()

    def fits(self, request: Request) -> bool:
        """Whether ``request``, which is rendered, and its answer fit the model's context."""
        return _length(request) <= self.settings.context - self.settings.max_output

    def _require_room(self, requests: list[Request]) -> None:
        """Raise GeneratorError, before anything is spent, where a request cannot fit the context."""
        room = self.settings.context - self.settings.max_output
        for each in requests:
            if not self.fits(each):
                raise GeneratorError(
                    f"the request {each.id} takes about {_length(each)} tokens, and the model's context leaves {room}",
                    where="coursegen.toml, generate.context",
                    hint="Set generate.context to what the model has; or take another model, or leave "
                    "sections out with `exclude` under [course].",
                )


def _length(request: Request) -> int:
    """About how many tokens the rendered ``request`` takes."""
    return estimated_tokens(request.context) + estimated_tokens(request.prompt)


@dataclass
class _Round:
    """One round in an event loop of its own."""

    generator: OpenAIGenerator
    requests: list[Request]
    arrived: queue.Queue[Reply | CoursegenError | None]
    profile: Profile
    mask: Mask
    first_pause: float
    failures: dict[str, str] = field(default_factory=dict)
    fatal: CoursegenError | None = None
    _stopped: bool = False
    _tasks: list[asyncio.Task[None]] = field(default_factory=list)
    _loop: asyncio.AbstractEventLoop | None = None

    def run(self) -> None:
        """Run the round; what ends it goes into ``arrived`` last."""
        last: CoursegenError | None
        try:
            asyncio.run(self._all())
            last = self._verdict()
        except CoursegenError as error:
            last = error
        except Exception as error:  # noqa: BLE001  (the other thread must hear of it, whatever it is)
            last = GeneratorError(f"the generator failed: {type(error).__name__}: {error}")
        if last is not None:
            self.arrived.put(last)
        self.arrived.put(None)

    def stop(self) -> None:
        """Ask nothing more and give up what is in flight: the consumer went away."""
        self._stopped = True
        loop = self._loop
        if loop is not None and not loop.is_closed():
            with suppress(RuntimeError):
                loop.call_soon_threadsafe(lambda: [each.cancel() for each in self._tasks])

    async def _all(self) -> None:
        self._loop = asyncio.get_running_loop()
        settings = self.generator.settings
        client = open_client(settings)
        flight = Flight(settings.parallel)
        pending = deque(self.requests)

        async def work() -> None:
            while pending and not self.over():
                request = pending.popleft()
                await self._one(client, flight, request)

        try:
            count = min(settings.parallel, len(pending))
            self._tasks = [asyncio.create_task(work()) for _ in range(count)]
            for each in await asyncio.gather(*self._tasks, return_exceptions=True):
                if isinstance(each, Exception) and not isinstance(each, asyncio.CancelledError):
                    raise each
        finally:
            await client.close()

    def over(self) -> bool:
        """Whether nothing more is to be asked."""
        return self._stopped or self.fatal is not None

    async def _one(self, client: AsyncOpenAI, flight: Flight, request: Request) -> None:
        try:
            reply = await _Asking(self, client, flight, request).reply()
        except (PassingError, TooManyError, TooLongError) as error:
            self.failures[request.id] = str(error)
        except CoursegenError as error:
            self.fatal = self.fatal or error
        else:
            self.arrived.put(reply)

    def _verdict(self) -> CoursegenError | None:
        if self.fatal is not None:
            return self.fatal
        if not self.failures:
            return None
        first = min(self.failures)
        return GeneratorError(
            f"{len(self.failures)} of {len(self.requests)} requests got no answer; "
            f"{first}: {self.failures[first]}",
            where=self.generator.settings.base_url or "the endpoint",
            hint="What did arrive is kept: run the build again, and only the rest is asked.",
        )


class _Asking:
    """One request until it has a draft, or cannot get one."""

    def __init__(
        self, round_: _Round, client: AsyncOpenAI, flight: Flight, request: Request
    ) -> None:
        self.round, self.client, self.flight, self.request = round_, client, flight, request
        self.settings = round_.generator.settings
        self.usage = Usage()

    async def reply(self) -> Reply:
        """The reply; its ``problem`` says why there is no draft. Raises as ``client.answer`` does."""
        asked = parameters(self.request, self.settings, self.round.profile, self.round.mask)
        problem, model = "", model_of(self.request, self.settings)
        for _ in range(1 + self.settings.repairs):
            found = await self._patiently(asked)
            model = found.model or model
            try:
                draft = draft_in(found.text, self.request.draft_schema, found.finish, found.refusal)
            except UnusableError as error:
                problem = str(error)
                asked = asked_again(asked, found.text, error, self.round.profile)
                continue
            return self._made(self.round.mask.restore(draft), model, "")
        return self._made({}, model, problem)

    def _made(self, draft: dict[str, Any], model: str, problem: str) -> Reply:
        return Reply(
            request=self.request.id,
            draft=draft,
            generator=OpenAIGenerator.name,
            model=model,
            usage=self.usage,
            problem=problem,
        )

    async def _patiently(self, asked: dict[str, Any]) -> Answer:
        """Ask until there is an answer, with growing pauses. Raises the last failure."""
        pause = self.round.first_pause
        failures = refusals = 0
        while True:
            try:
                return await self._once(asked)
            except TooManyError as error:
                refusals += 1
                if refusals > _REFUSALS or self.round.over():
                    raise
                self.flight.refused(error.headers, pause)
            except PassingError:
                failures += 1
                if failures >= _TRIES or self.round.over():
                    raise
                await asyncio.sleep(pause)
                pause *= 2

    async def _once(self, asked: dict[str, Any]) -> Answer:
        budget, key = self.round.generator.budget, self.request.id
        await self.flight.enter()
        try:
            worst = Usage(
                calls=1,
                input_tokens=tokens_of(asked),
                output_tokens=asked[self.round.profile.limit],
            )
            refused = budget.reserve(key, worst.input_tokens, worst.output_tokens)
            if refused:
                raise GeneratorError(
                    f"the build stopped: {refused}",
                    hint="What was paid for is kept. Raise the limit and run the build again to go on.",
                )
            try:
                found = await answer(self.client, asked)
            except (LostError, asyncio.CancelledError):
                budget.forfeit(key)
                self.usage = summed(self.usage, worst)
                raise
            except BaseException:
                budget.release(key)
                raise
            budget.settle(key, found.usage)
        finally:
            await self.flight.leave()
        self.flight.went_well(found.headers)
        self.usage = summed(self.usage, found.usage)
        return found


def summed(one: Usage, other: Usage) -> Usage:
    """What both took."""
    added = other.model_dump()
    return Usage.model_validate(
        {key: value + added[key] for key, value in one.model_dump().items()}
    )


def create(settings: GenerateSettings) -> Generator:
    """The generator, for the entry point ``coursegen.generators``: by single calls or, where so set, by batches."""
    from coursegen.generate.openai.batch import BatchGenerator, is_waiting

    if settings.batch or is_waiting(settings):
        return BatchGenerator(settings)
    return OpenAIGenerator(settings)
