"""Recorded replies: a course again, byte for byte, without asking anybody.

In: requests with their rendered prompts. Out: the recorded drafts. A recording is a file of JSON lines, one a
reply: the digest of what was asked (task, context, prompt, schema) and the draft. ``Recording`` makes
one while another generator works.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from coursegen.errors import ConfigError, GeneratorError
from coursegen.files import write_atomically
from coursegen.generate.protocol import Generator
from coursegen.ids import digest
from coursegen.model.generation import GenerateSettings
from coursegen.model.request import Reply, Request

__all__ = ["Recording", "ReplayGenerator", "create"]


def _key(request: Request) -> str:
    return digest([request.task, request.context, request.prompt, request.draft_schema], 24)


class ReplayGenerator:
    """Answers from the recording at ``path``; its recipe is the recording's, and so is what it reads."""

    name = "replay"
    repairs = 3
    """As often as a recording may hold; a repair that was never recorded is not asked for."""

    def __init__(self, path: Path) -> None:
        """Raises ConfigError where the recording cannot be read."""
        self._path = path
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
            replies = [json.loads(each) for each in lines if each.strip()]
            self._drafts = {each["request"]: each for each in replies}
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ConfigError(
                f"the recording cannot be read: {error}",
                where=f"{path}, generate.recording",
                hint="Record one with `coursegen build --record FILE`.",
            ) from error
        self.reads_prompts = any(each["generator"] != "embedded" for each in self._drafts.values())
        self.recipe = f"replay/1 {digest(sorted(self._drafts), 12)}"

    def fits(self, request: Request) -> bool:
        """Whether ``request`` was recorded: what was made in parts then is made in the same parts now."""
        return not self.reads_prompts or _key(request) in self._drafts

    def generate(self, requests: Iterable[Request]) -> Iterator[Reply]:
        """The recorded reply to each request. Raises GeneratorError for one that was never recorded."""
        missing = []
        for request in requests:
            found = self._drafts.get(_key(request))
            if found is None and request.repair is None:
                missing.append(request.id)
                continue
            yield Reply(
                request=request.id,
                draft=found["draft"] if found else {},
                generator=found["generator"] if found else self.name,
                model=found["model"] if found else "",
                problem="" if found else "this repair was not recorded",
            )
        if missing:
            raise GeneratorError(
                f"{len(missing)} request(s) are not in the recording, the first of them {missing[0]}",
                where=str(self._path),
                hint="Sources, settings or prompts differ from those that were recorded: record anew.",
            )


class Recording:
    """Replies of a build, to be kept in the file ``path`` when it has succeeded."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lines: list[str] = []

    def add(self, request: Request, reply: Reply) -> None:
        """Take in ``reply``; one without a draft is left out."""
        if reply.problem:
            return
        line = {
            "request": _key(request),
            "task": request.task,
            "generator": reply.generator,
            "model": reply.model,
            "draft": reply.draft,
        }
        self._lines.append(json.dumps(line, ensure_ascii=False) + "\n")

    def save(self) -> None:
        """Write the file, whole or not at all. Raises ConfigError where it cannot, or nothing was asked."""
        if not self._lines:
            raise ConfigError(
                "nothing was asked of the generator, so there is nothing to record",
                where=str(self._path),
                hint="Record the first build, or a `build --refresh`.",
            )
        hint = "Name a file in a folder that may be written."
        write_atomically(self._path, "".join(self._lines).encode(), hint=hint)


def create(settings: GenerateSettings) -> Generator:
    """The generator, for the entry point ``coursegen.generators``. Raises ConfigError without a recording."""
    if not settings.recording:
        raise ConfigError(
            "no recording is named",
            where="coursegen.toml, generate.recording",
            hint="Record one with `coursegen build --record FILE` and name it.",
        )
    return ReplayGenerator(Path(settings.recording))
