"""A writer that plays a language model: drafts made of the labelled sentences of the prompt.

In: the messages of a chat, the name of the draft. Out: the draft as JSON text. It understands nothing; it is
honest by copying, so that what it writes passes the check unless a test spoils it.
"""

from __future__ import annotations

import json
import re
from typing import Any

__all__ = ["write"]

_LABELLED = re.compile(r"^\[(\d+)\.(\d+)\] (.+)$", re.MULTILINE)
_RULE = re.compile(r"\b(must|may not|moet|moeten|mag|mogen)\b", re.IGNORECASE)
_A_MODULE = 4


def write(messages: list[dict[str, str]], name: str) -> str:
    """The draft named ``name`` that the passages in ``messages`` allow."""
    sentences = [
        (int(p), f"{p}.{s}", text) for p, s, text in _LABELLED.findall(messages[0]["content"])
    ]
    rules = [each for each in sentences if _RULE.search(each[2])]
    task = name or _task(messages[1]["content"])
    drafts = {"outline": _outline, "module": _module, "items": _items, "scenario": _scenario}
    return json.dumps(drafts[task](rules or sentences[:2]), ensure_ascii=False)


def _task(words: str) -> str:
    starts = {"Plan": "outline", "Write the teaching": "module", "Write three": "items"}
    return next((task for start, task in starts.items() if words.startswith(start)), "scenario")


def _outline(rules: list[Any]) -> dict[str, Any]:
    groups = [rules[at : at + _A_MODULE] for at in range(0, len(rules), _A_MODULE)]
    return {
        "title": "A course",
        "no_room": [],
        "modules": [
            {
                "topic": f"{' '.join(group[0][2].split()[:5])} {number}",
                "objectives": [{"text": f"Apply rule {number} at work", "bloom": "apply"}],
                "passages": sorted({each[0] for each in group}),
            }
            for number, group in enumerate(groups, 1)
        ],
    }


def _module(rules: list[Any]) -> dict[str, Any]:
    story = {"type": "text", "origin": "story", "title": "", "text": "Friday, late.", "cites": []}
    blocks = [
        {"type": "text", "origin": "source", "title": "", "text": text, "cites": [label]}
        for _, label, text in rules
    ]
    points = [text for _, _, text in rules[:3]]
    labels = [label for _, label, _ in rules[:3]]
    summary = {"type": "summary", "title": "", "points": points, "cites": labels}
    return {"title": "What to do", "blocks": [story, *blocks, summary]}


def _items(rules: list[Any]) -> dict[str, Any]:
    return {
        "items": [
            {
                "type": "true_false",
                "objective": 1,
                "bloom": "understand",
                "stem": text,
                "rationale": text,
                "cites": [label],
                "answer": True,
                "feedback_right": text,
                "feedback_wrong": text,
            }
            for _, label, text in rules
        ]
    }


def _scenario(rules: list[Any]) -> dict[str, Any]:
    return {"title": "", "objective": 1, "scenes": [], "endings": []}
