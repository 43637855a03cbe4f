"""The generator by batches: a round is sent as one file, the build is left, a later one collects.

In: the requests of a round. Out: the replies that are there; then a GeneratorError that says what is waited for, until all
are. What was sent and what came back stands in files, so that nothing is asked twice, whenever a build is killed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from coursegen.errors import ConfigError, GeneratorError
from coursegen.generate.openai.batch_calls import (
    Outcome,
    UnconfirmedError,
    batch_named,
    look_after,
    start,
    upload,
)
from coursegen.generate.openai.batch_state import Batches, Sent, request_id
from coursegen.generate.openai.client import LostError, answer_of
from coursegen.generate.openai.generator import OpenAIGenerator, summed
from coursegen.generate.openai.messages import asked_again, model_of, parameters, tokens_of
from coursegen.generate.openai.replies import UnusableError, draft_in
from coursegen.ids import digest
from coursegen.model.generation import GenerateSettings
from coursegen.model.request import Reply, Request, Usage

__all__ = ["BatchGenerator", "is_waiting"]

_MOST = 20_000
"""Requests of one batch; endpoints take 50,000 in 200 MB."""

_COLLECT = "Run `coursegen build --batch` again to collect it."


def is_waiting(settings: GenerateSettings) -> bool:
    """Whether a batch was sent that no build has collected."""
    return bool(Batches(Path(settings.batches)).sent())


@dataclass
class _Tally:
    """What a build found of the batches before."""

    done: int = 0
    failed: dict[str, str] = field(default_factory=dict)
    ended: list[str] = field(default_factory=list)


class BatchGenerator(OpenAIGenerator):
    """Asks a model by batches. Its drafts are those of single calls, and so is its recipe."""

    def generate(self, requests: Iterable[Request]) -> Iterator[Reply]:
        """The replies that have arrived. Raises GeneratorError while others are waited for."""
        wanted = list(requests)
        if not wanted:
            return
        if not self.settings.batch:
            raise ConfigError(
                "requests of an earlier build were sent as a batch and wait to be collected",
                where=self.settings.batches,
                hint=f"{_COLLECT} To give up what was paid for them, delete that folder.",
            )
        self._require_room(wanted)
        batches = Batches(Path(self.settings.batches))
        tally = self._collect(batches)
        answers, missing = batches.answers(), {}
        for request in wanted:
            found = self._reply(request, answers)
            if isinstance(found, Reply):
                yield found
            else:
                missing[request_id(found)] = found
        if missing:
            raise self._waiting(batches, missing, tally)

    def _reply(self, request: Request, answers: dict[str, Any]) -> Reply | dict[str, Any]:
        """The reply to ``request``; or what is to be asked next for it, where no answer is there."""
        asked = parameters(request, self.settings, self._profile, self._mask)
        usage, model, problem = Usage(), model_of(request, self.settings), ""
        for _ in range(1 + self.settings.repairs):
            body = answers.get(request_id(asked))
            if body is None:
                return asked
            answer = _answer(body)
            usage, model = summed(usage, answer.usage), answer.model or model
            try:
                draft = draft_in(answer.text, request.draft_schema, answer.finish, answer.refusal)
            except UnusableError as error:
                problem = str(error)
                asked = asked_again(asked, answer.text, error, self._profile)
                continue
            restored = self._mask.restore(draft)
            return Reply(
                request=request.id, draft=restored, generator=self.name, model=model, usage=usage
            )
        return Reply(
            request=request.id,
            draft={},
            generator=self.name,
            model=model,
            usage=usage,
            problem=problem,
        )

    def _collect(self, batches: Batches) -> _Tally:
        """Fetch what the batches that were sent have come to, and keep it before it is used."""
        tally = _Tally()
        for sent in batches.sent():
            number = sent.batch or batch_named(self.settings, _named(sent))
            if not number:  # the build was killed before it went out
                batches.forget(sent)
                continue
            outcome = look_after(self.settings, number)
            if outcome.under_way:
                batches.keep(Sent(sent.name, sent.requests, number))
                tally.done += outcome.done
                continue
            known = [
                {"custom_id": key, "body": body}
                for key, body in outcome.answers.items()
                if key in sent.requests and _is_completion(body)
            ]
            batches.collected(sent, known)
            self._require_usable(number, outcome)
            tally.failed |= outcome.failures
            if outcome.status != "completed":
                tally.ended.append(outcome.status)
        return tally

    def _require_usable(self, number: str, outcome: Outcome) -> None:
        """Raise GeneratorError where the endpoint refused the batch as a whole."""
        if outcome.status == "failed":
            raise GeneratorError(
                f"the endpoint refused the batch {number}: {outcome.problem or 'no reason is given'}",
                where=self.settings.base_url or "the endpoint",
                hint="Nothing was asked. Mend what it names, then run `coursegen build --batch` again.",
            )

    def _waiting(
        self, batches: Batches, missing: dict[str, dict[str, Any]], tally: _Tally
    ) -> GeneratorError:
        """Send what was not sent yet; what to tell about all that is waited for."""
        under_way = {key for each in batches.sent() for key in each.requests}
        fresh = {key: asked for key, asked in missing.items() if key not in under_way}
        numbers = self._send(batches, fresh) if fresh else []
        waiting = len(missing) - len(fresh)
        told = [f"{len(fresh)} request(s) were sent as batch {', '.join(numbers)}"] if fresh else []
        if waiting:
            told.append(f"{waiting} sent before wait for their answer ({tally.done} are ready)")
        why = [f"a batch is {each}" for each in tally.ended]
        why += sorted(set(tally.failed.values()))
        if why and fresh:
            told.append(f"sent again what came back without an answer: {'; '.join(why)}")
        return GeneratorError(
            f"the build waits for a batch: {'; '.join(told)}",
            where=self.settings.base_url or "the endpoint",
            hint=f"{_COLLECT} What has arrived is kept; nothing is asked twice.",
        )

    def _send(self, batches: Batches, fresh: dict[str, dict[str, Any]]) -> list[str]:
        """Send ``fresh``, a batch for each model; their ids. Raises GeneratorError at a limit, before anything is sent."""
        for key, asked in fresh.items():
            refused = self.budget.reserve(key, tokens_of(asked), asked[self._profile.limit])
            if refused:
                raise GeneratorError(
                    f"the build stopped: {refused}; no batch was sent",
                    hint="What was paid for is kept. Raise the limit and run the build again to go on.",
                )
        numbers = []
        for model in sorted({str(asked["model"]) for asked in fresh.values()}):
            keys = [key for key, asked in fresh.items() if asked["model"] == model]
            for at in range(0, len(keys), _MOST):
                chunk = {key: fresh[key] for key in keys[at : at + _MOST]}
                numbers.append(self._sent(batches, chunk))
        return numbers

    def _sent(self, batches: Batches, chunk: dict[str, dict[str, Any]]) -> str:
        """Send one batch; its id. Written down before it starts: a build killed then finds it by its name."""
        file = upload(self.settings, chunk)
        sent = Sent(batches.next_name(), tuple(chunk))
        batches.keep(sent)
        try:
            number = start(self.settings, _named(sent), file)
        except UnconfirmedError:
            raise
        except GeneratorError:
            batches.forget(sent)
            raise
        batches.keep(Sent(sent.name, sent.requests, number))
        return number


def _named(sent: Sent) -> str:
    """What a batch is called at the endpoint, which may have those of other projects."""
    return f"{sent.name}-{digest([sent.name, sent.requests], 24)}"


def _answer(body: dict[str, Any]) -> Any:
    from openai.types.chat import ChatCompletion

    return answer_of(ChatCompletion.model_validate(body), {}, 0)


def _is_completion(body: dict[str, Any]) -> bool:
    """Whether ``body`` is what the API gives; one that is not counts as no answer."""
    try:
        _answer(body)
    except (LostError, ValueError):
        return False
    return True
