"""An OpenAI-compatible endpoint on loopback that can be slow, strict, full or broken on demand.

In: a writer (messages and schema name to text), latency, slots, a rate limit, faults. Out: chat completions
with token counts, cached tokens and rate-limit headers, and embeddings; a record of every call. Run as a program it serves
until its standard input closes and prints its port first.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import sys
import threading
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from tests.fakes.batches import Batches

__all__ = ["Call", "Endpoint", "Fault", "served"]

Writer = Callable[[list[dict[str, str]], str], str]
Fault = str
"""429, 500, drop, slow, truncated, length, refusal, filter, schema, empty, html, 401, 404, context"""

_CHARACTERS = 4
_STRIDE = 16 * _CHARACTERS
"""Characters of a block of the prompt cache: 16 tokens, as vLLM has them."""
_PLACES = 64
"""Numbers of a vector."""
_STATUS = {
    "429": 429,
    "500": 500,
    "401": 401,
    "404": 404,
    "context": 400,
    "unsupported": 400,
    "quota": 429,
}
_CODES = {"context": "context_length_exceeded", "quota": "insufficient_quota"}


@dataclass(frozen=True)
class Call:
    """One call as it came: headers, body, the fault it was answered with, or none; when it began."""

    headers: dict[str, str]
    body: dict[str, Any]
    fault: Fault
    cached: int
    tokens: int


@dataclass
class Endpoint:
    """``faults`` maps the number of a call (from 0) to a fault; ``fault_for`` decides by the body.

    ``batches`` takes batches, where there is one. ``embedded`` are the texts of each call for embeddings, none where it failed; ``embedding_faults`` are by the number of
    such a call, ``fewer`` and ``zero`` (vectors) among them.
    """

    writer: Writer = lambda _messages, _name: "{}"
    latency: float = 0.0
    slots: int = 0
    faults: dict[int, Fault] = field(default_factory=dict)
    fault_for: Callable[[dict[str, Any]], Fault] = lambda _body: ""
    models: tuple[str, ...] = ("fake-model",)
    structured: tuple[str, ...] = ("json_schema", "json_object")
    key: str = ""
    retry_after: str = "0.05"
    calls: list[Call] = field(default_factory=list)
    batches: Batches | None = None
    embedded: list[list[str]] = field(default_factory=list)
    embedding_faults: dict[int, Fault] = field(default_factory=dict)
    most_in_flight: int = 0
    _flying: int = 0
    _prefixes: set[int] = field(default_factory=set)

    @property
    def prompts(self) -> list[str]:
        """The text of every call's messages."""
        return ["\n".join(m["content"] for m in each.body["messages"]) for each in self.calls]

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one connection's requests until it closes."""
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
            try:
                while await self._exchange(reader, writer):
                    pass
            finally:
                writer.close()

    async def _exchange(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        headers = {k.lower(): v for k, v in (line.split(": ", 1) for line in head[1:] if line)}
        body = await reader.readexactly(int(headers.get("content-length", 0)))
        method, path = head[0].split()[:2]
        if path.endswith("/models"):
            listed = [{"id": each, "object": "model"} for each in self.models]
            return await _send(writer, 200, {"object": "list", "data": listed}, {})
        if "/files" in path or "/batches" in path:
            return await self._batch(method, path.partition("?")[0], body, writer)
        if path.endswith("/embeddings"):
            return await self._embed(json.loads(body), headers, writer)
        self._flying += 1
        self.most_in_flight = max(self.most_in_flight, self._flying)
        try:
            return await self._complete(json.loads(body), headers, writer)
        finally:
            self._flying -= 1

    async def _complete(
        self, body: dict[str, Any], headers: dict[str, str], writer: asyncio.StreamWriter
    ) -> bool:
        fault = self._fault(body, headers)
        text = "".join(each["content"] for each in body["messages"])
        tokens, cached = len(text) // _CHARACTERS, self.cached(text)
        self.calls.append(Call(headers, body, fault, cached, tokens))
        if fault in _STATUS:
            error = {"message": _words(fault, headers), "code": _CODES.get(fault), "type": "error"}
            extra = {"retry-after": self.retry_after} if fault == "429" else {}
            return await _send(writer, _STATUS[fault], {"error": error}, extra)
        if fault == "drop":
            writer.transport.abort()
            return False
        await asyncio.sleep(self.latency * (50 if fault == "slow" else 1))
        if fault == "html":
            return await _send(writer, 200, "<html>Sign in</html>", {})
        name = body.get("response_format", {}).get("json_schema", {}).get("name", "")
        return await _send(writer, 200, self._completion(body, fault, name, tokens, cached), {})

    async def _batch(
        self, method: str, path: str, body: bytes, writer: asyncio.StreamWriter
    ) -> bool:
        """Files and batches; each request of a batch that ends stands in ``calls``."""
        held = self.batches
        if held is None:
            return await _send(writer, 404, {"error": {"message": "no such path"}}, {})
        fault, held.asked = held.faults.get(held.asked, ""), held.asked + 1
        if fault:
            error = {"message": _words(fault, {}), "code": _CODES.get(fault), "type": "error"}
            extra = {"retry-after": self.retry_after} if fault == "429" else {}
            return await _send(writer, _STATUS[fault], {"error": error}, extra)
        *_, kind, last = path.split("/")
        if last == "content":
            return await _send(writer, 200, held.files[kind], {})
        if method == "POST" and last == "files":
            return await _send(writer, 200, held.upload(body), {})
        if method == "POST":
            made = held.create(json.loads(body))
            if held.lost:
                held.lost = False
                writer.transport.abort()
                return False
            return await _send(writer, 200, made, {})
        if last == "batches":
            return await _send(writer, 200, held.listed(), {})
        return await _send(writer, 200, held.retrieve(last, self._answered), {})

    def _answered(self, body: dict[str, Any]) -> dict[str, Any]:
        """The completion of one request of a batch."""
        text = "".join(each["content"] for each in body["messages"])
        tokens = len(text) // _CHARACTERS
        fault = self.fault_for(body)
        self.calls.append(Call({}, body, fault, 0, tokens))
        name = body.get("response_format", {}).get("json_schema", {}).get("name", "")
        return self._completion(body, fault, name, tokens, 0)

    async def _embed(
        self, body: dict[str, Any], headers: dict[str, str], writer: asyncio.StreamWriter
    ) -> bool:
        """A vector a text: its words, each counted in one of a few places. Texts of the same words are near."""
        number, texts = len(self.embedded), body["input"]
        fault = self.embedding_faults.get(number, "")
        if self.key and headers.get("authorization") != f"Bearer {self.key}":
            fault = "401"
        self.embedded.append([] if fault else texts)
        if fault in _STATUS:
            error = {"message": _words(fault, headers), "code": _CODES.get(fault), "type": "error"}
            return await _send(writer, _STATUS[fault], {"error": error}, {"retry-after": "0.01"})
        if fault == "drop":
            writer.transport.abort()
            return False
        given = [_vector(each) for each in texts]
        if fault == "fewer":
            given = given[1:]
        elif fault == "zero":
            given[0] = [0.0] * len(given[0])
        data = [{"index": at, "embedding": each} for at, each in enumerate(given)]
        used = {"prompt_tokens": sum(len(each) // _CHARACTERS for each in texts)}
        listed = {"object": "list", "model": body["model"], "data": data, "usage": used}
        return await _send(writer, 200, listed, {})

    def _fault(self, body: dict[str, Any], headers: dict[str, str]) -> Fault:
        if self.key and headers.get("authorization") != f"Bearer {self.key}":
            return "401"
        if body.get("model") not in self.models:
            return "404"
        if self.slots and self._flying > self.slots:
            return "429"
        kind = body.get("response_format", {}).get("type", "")
        if kind and kind not in self.structured:
            return "unsupported"
        return self.faults.get(len(self.calls), "") or self.fault_for(body)

    def cached(self, text: str) -> int:
        """Tokens of the longest prefix, in blocks of 16, that an earlier call began with too."""
        steps = [hash(text[:end]) for end in range(_STRIDE, len(text) + 1, _STRIDE)]
        known = 0
        for each in steps:
            if each not in self._prefixes:
                break
            known += 1
        self._prefixes.update(steps)
        return known * _STRIDE // _CHARACTERS

    def _completion(
        self, body: dict[str, Any], fault: Fault, name: str, tokens: int, cached: int
    ) -> dict[str, Any]:
        text = self.writer(body["messages"], name)
        finish, refusal = "stop", None
        if fault == "truncated":
            text = text[: len(text) // 2]
        elif fault == "length":
            text, finish = text[: len(text) // 2], "length"
        elif fault == "refusal":
            text, refusal = "", "I cannot help with that."
        elif fault == "filter":
            text, finish = "", "content_filter"
        elif fault == "schema":
            text = '{"something": "else"}'
        elif fault == "empty":
            text = ""
        message = {"role": "assistant", "content": text, "refusal": refusal}
        choice = {"index": 0, "message": message, "finish_reason": finish}
        used = {
            "prompt_tokens": tokens,
            "completion_tokens": len(text) // _CHARACTERS,
            "total_tokens": tokens + len(text) // _CHARACTERS,
            "prompt_tokens_details": {"cached_tokens": cached},
        }
        return {
            "id": "chatcmpl-1",
            "object": "chat.completion",
            "created": 0,
            "model": body["model"],
            "choices": [choice],
            "usage": used,
        }


def _vector(text: str) -> list[float]:
    found = [0.01] * _PLACES
    for word in text.lower().split():
        found[zlib.crc32(word.strip(".,:").encode()) % _PLACES] += 1.0
    return found


def _words(fault: Fault, headers: dict[str, str]) -> str:
    sent = headers.get("authorization", "").removeprefix("Bearer ")
    return {
        "401": f"Incorrect API key provided: {sent}",
        "404": "The model does not exist",
        "unsupported": "response_format is not supported",
        "context": "This model's maximum context length is 4096 tokens",
    }.get(fault, f"fault {fault}")


async def _send(
    writer: asyncio.StreamWriter, status: int, body: Any, headers: dict[str, str]
) -> bool:
    data = (body if isinstance(body, str) else json.dumps(body)).encode()
    kind = "text/html" if isinstance(body, str) else "application/json"
    lines = [f"HTTP/1.1 {status} X", f"content-type: {kind}", f"content-length: {len(data)}"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    writer.write("\r\n".join([*lines, "", ""]).encode() + data)
    await writer.drain()
    return True


@contextlib.contextmanager
def served(endpoint: Endpoint) -> Iterator[str]:
    """Serve ``endpoint`` on a thread; yields its base URL."""
    ready: threading.Event = threading.Event()
    found: dict[str, Any] = {}

    async def main() -> None:
        server = await asyncio.start_server(endpoint.serve, "127.0.0.1", 0, limit=2**24)
        found["port"] = server.sockets[0].getsockname()[1]
        found["loop"], found["stop"] = asyncio.get_running_loop(), asyncio.Event()
        ready.set()
        await found["stop"].wait()
        server.close()
        left = asyncio.all_tasks() - {asyncio.current_task()}
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)
        await server.wait_closed()

    thread = threading.Thread(target=lambda: asyncio.run(main()), daemon=True)
    thread.start()
    ready.wait(10)
    try:
        yield f"http://127.0.0.1:{found['port']}/v1"
    finally:
        found["loop"].call_soon_threadsafe(found["stop"].set)
        thread.join(10)


def _program() -> None:
    """Serve empty drafts with the latency and slots of the arguments, in seconds and places."""
    empty = '{"items": []}'
    endpoint = Endpoint(
        writer=lambda _messages, _name: empty, latency=float(sys.argv[1]), slots=int(sys.argv[2])
    )
    with served(endpoint) as url:
        sys.stdout.write(f"{url}\n")
        sys.stdout.flush()
        sys.stdin.read()
    shared = sum(each.cached for each in endpoint.calls)
    told = {"calls": len(endpoint.calls), "most": endpoint.most_in_flight, "cached": shared}
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    _program()
