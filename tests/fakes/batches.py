"""The part of the fake endpoint that takes batches: files in, batches made of them, files of results out.

In: what to answer a request with. A batch is under way until the test says how it ends: ``completed``, ``expired``,
``cancelled`` or ``failed``. ``spoil`` decides for each request, by its number in its batch: "" (answered), "error" (an error
line) or "missing" (no line at all).
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

__all__ = ["Batches"]


@dataclass
class Batches:
    """``end`` is how batches end that are asked after; ``lost`` loses the answer to the next batch that is made.

    ``faults`` are by the number of a call, from 0; ``asked`` counts them.
    """

    end: str = "in_progress"
    spoil: Callable[[int], str] = lambda _number: ""
    lost: bool = False
    faults: dict[int, str] = field(default_factory=dict)
    asked: int = 0
    files: dict[str, str] = field(default_factory=dict)
    made: dict[str, dict[str, Any]] = field(default_factory=dict)

    def upload(self, body: bytes) -> dict[str, Any]:
        """Take the file in a multipart ``body``."""
        head, _, rest = body.partition(b"\r\n")
        parts = [each for each in (head + b"\r\n" + rest).split(head) if b'filename="' in each]
        content = parts[0].partition(b"\r\n\r\n")[2].removesuffix(b"\r\n").decode()
        return self._file(content)

    def create(self, told: dict[str, Any]) -> dict[str, Any]:
        """Make a batch of an uploaded file."""
        number = f"batch_{len(self.made) + 1}"
        self.made[number] = {
            "id": number,
            "object": "batch",
            "status": "in_progress",
            "created_at": 0,
            **told,
        }
        return self.made[number]

    def listed(self) -> dict[str, Any]:
        """The page of all batches, the latest first."""
        data = list(reversed(self.made.values()))
        return {"object": "list", "data": data, "has_more": False}

    def retrieve(self, number: str, answer: Callable[[dict[str, Any]], Any]) -> dict[str, Any]:
        """The batch ``number``; where it is to end now, its requests are answered with ``answer``."""
        batch = self.made[number]
        if batch["status"] != "in_progress" or self.end == "in_progress":
            return batch
        batch["status"] = self.end
        if self.end == "failed":
            error = {"code": "invalid", "message": "line 1: the model is not for batches"}
            batch["errors"] = {"object": "list", "data": [error]}
            return batch
        good, bad = [], []
        for at, line in enumerate(self.files[batch["input_file_id"]].splitlines()):
            asked, how = json.loads(line), self.spoil(at)
            told: dict[str, Any] = {"id": f"r{at}", "custom_id": asked["custom_id"], "error": None}
            if how == "error":
                failure = {"error": {"message": "the server had an error"}}
                bad.append({**told, "response": {"status_code": 500, "body": failure}})
            elif not how:
                body = answer(asked["body"])
                good.append({**told, "response": {"status_code": 200, "body": body}})
        for name, lines in (("output_file_id", good), ("error_file_id", bad)):
            text = "".join(json.dumps(each) + "\n" for each in lines)
            batch[name] = self._file(text)["id"] if lines else None
        batch["request_counts"] = {
            "total": len(good) + len(bad),
            "completed": len(good),
            "failed": len(bad),
        }
        return batch

    def _file(self, content: str) -> dict[str, Any]:
        number = f"file_{len(self.files) + 1}"
        self.files[number] = content
        return {
            "id": number,
            "object": "file",
            "bytes": len(content),
            "created_at": 0,
            "filename": "x.jsonl",
            "purpose": "batch",
            "status": "processed",
        }
