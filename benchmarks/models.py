"""Wall time of generation by a model against the ideal: many requests, a slow endpoint, few slots.

In: a fake endpoint in a process of its own. Out: a line ``ratio R`` and the CPU a request, on stdout. The
ideal is the sum over rounds of ceil(requests / slots) x latency (``make bench-llm``).
"""

from __future__ import annotations

import argparse
import json
import math
import subprocess
import sys
import time
from pathlib import Path

from coursegen.generate.openai.generator import OpenAIGenerator
from coursegen.model.drafts import ItemsDraft
from coursegen.model.generation import GenerateSettings
from coursegen.model.request import Request, Style

ROOT = Path(__file__).resolve().parents[1]
CONTEXT = "Rules. " * 1_200
"""About what a module's passages take: 8,400 characters."""

HIGHEST_RATIO = 1.05
MOST_MILLISECONDS = 3.0


def requests(count: int) -> list[Request]:
    """Three requests a module, alike in their context."""
    style, schema = Style(language="en"), ItemsDraft.model_json_schema()
    return [
        Request(
            id=f"items:{number:05}",
            task="items",
            style=style,
            context=f"{CONTEXT} module {number // 3}",
            prompt=f"Write. {number}",
            draft_schema=schema,
        )
        for number in range(count)
    ]


def bare(url: str, count: int, slots: int) -> float:
    """Seconds of CPU that the same calls take with the SDK alone."""
    import asyncio

    from coursegen.generate.openai.client import answer, open_client
    from coursegen.generate.openai.messages import parameters
    from coursegen.generate.openai.profiles import profile_named
    from coursegen.generate.openai.redact import Mask
    from coursegen.model.generation import Redaction

    settings = GenerateSettings(model="fake-model", base_url=url, parallel=slots)
    profile, mask = profile_named(settings.profile), Mask(Redaction())
    asked = [parameters(each, settings, profile, mask) for each in requests(count)]

    async def all_of_them() -> None:
        client, places = open_client(settings), asyncio.Semaphore(slots)

        async def one(each: dict[str, object]) -> None:
            async with places:
                await answer(client, each)

        await asyncio.gather(*(one(each) for each in asked))
        await client.close()

    begun = time.process_time()
    asyncio.run(all_of_them())
    return time.process_time() - begun


def main() -> int:
    """Run it; 1 where a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--slots", type=int, default=64)
    parser.add_argument("--latency", type=float, default=2.0)
    parser.add_argument("--waves", type=int, default=20)
    given = parser.parse_args()
    count = given.slots * given.waves
    command = [sys.executable, "-m", "tests.fakes.endpoint", str(given.latency), str(given.slots)]
    with subprocess.Popen(
        command, cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as server:
        assert server.stdout is not None
        url = server.stdout.readline().strip()
        bare(url, 4, 4)  # loads the SDK
        sdk = bare(url, given.slots * 2, given.slots) / (given.slots * 2)
        settings = GenerateSettings(model="fake-model", base_url=url, parallel=given.slots)
        begun, used = time.perf_counter(), time.process_time()
        replies = list(OpenAIGenerator(settings).generate(requests(count)))
        wall, cpu = time.perf_counter() - begun, (time.process_time() - used) / count
        told = json.loads(server.communicate()[0])
    assert len(replies) == count
    ideal = math.ceil(count / given.slots) * given.latency
    ratio, own = wall / ideal, max(0.0, cpu - sdk) * 1_000
    print(
        f"{count} requests, {given.slots} slots, {given.latency:g} s: {wall:.1f} s, ideal {ideal:.1f} s"
    )
    print(f"ratio {ratio:.3f} (target {HIGHEST_RATIO})")
    print(
        f"CPU a request: {cpu * 1_000:.2f} ms, of which the SDK {sdk * 1_000:.2f}, ours {own:.2f} (target {MOST_MILLISECONDS:g})"
    )
    print(f"most in flight {told['most']}")
    return 0 if ratio <= HIGHEST_RATIO and own < MOST_MILLISECONDS else 1


if __name__ == "__main__":
    sys.exit(main())
