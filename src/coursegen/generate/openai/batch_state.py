"""What was sent as batches and what came back, as files: so that a later build collects it and nothing is paid twice.

In a folder: ``<name>.sent.json``, one a batch that was sent, written before it is sent and gone once it is collected;
``<name>.jsonl``, the answers of one that was, a line a request. A request is known by the digest of all that it sends.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coursegen.files import remove_file, write_atomically
from coursegen.ids import digest

__all__ = ["Batches", "Sent", "request_id"]

_HINT = "Make the folder .coursegen writable."
_LENGTH = 32


def request_id(asked: dict[str, Any]) -> str:
    """The name of a request in a batch: the digest of its parameters, messages and schema among them."""
    return digest(asked, _LENGTH)


@dataclass(frozen=True)
class Sent:
    """A batch that was sent, or was about to be: ``batch`` is its id at the endpoint, empty until that is known."""

    name: str
    requests: tuple[str, ...]
    batch: str = ""


class Batches:
    """The batches below ``folder``."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def sent(self) -> list[Sent]:
        """Those that are not collected yet, by name."""
        found = []
        for file in sorted(self._folder.glob("*.sent.json")):
            told = json.loads(file.read_text(encoding="utf-8"))
            found.append(Sent(told["name"], tuple(told["requests"]), told["batch"]))
        return found

    def keep(self, sent: Sent) -> None:
        """Write down ``sent``. Raises ConfigError where that cannot be written."""
        told = {"name": sent.name, "requests": sent.requests, "batch": sent.batch}
        text = json.dumps(told, indent=1, sort_keys=True) + "\n"
        write_atomically(self._file(sent), text.encode(), hint=_HINT)

    def collected(self, sent: Sent, answers: Collection[dict[str, Any]]) -> None:
        """Keep the ``answers`` to ``sent``, each with ``custom_id`` and ``body``; then it is sent no more."""
        lines = "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in answers)
        if answers:
            write_atomically(self._folder / f"{sent.name}.jsonl", lines.encode(), hint=_HINT)
        self.forget(sent)

    def forget(self, sent: Sent) -> None:
        """``sent`` never went out, or came to nothing."""
        remove_file(self._file(sent), hint=_HINT)

    def answers(self) -> dict[str, dict[str, Any]]:
        """The completion that answers each request, of all batches that were collected."""
        return {each["custom_id"]: each["body"] for each in self._lines()}

    def next_name(self) -> str:
        """The name of the next batch: 0001 and on."""
        numbers = [int(each.name[:4]) for each in self._folder.glob("[0-9][0-9][0-9][0-9].*")]
        return f"{max(numbers, default=0) + 1:04}"

    def _lines(self) -> Iterator[dict[str, Any]]:
        for file in sorted(self._folder.glob("*.jsonl")):
            for line in file.read_text(encoding="utf-8").splitlines():
                yield json.loads(line)

    def _file(self, sent: Sent) -> Path:
        return self._folder / f"{sent.name}.sent.json"
