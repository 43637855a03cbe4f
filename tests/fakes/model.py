"""A writer that plays a language model: drafts made of the labelled sentences of the prompt.

In: the messages of a chat, the name of the draft. Out: the draft as JSON text. It understands nothing; it is
honest by copying, so that what it writes passes the check unless a test spoils it.
"""

from __future__ import annotations

import json
import re
from typing import Any

__all__ = ["labelled", "write"]

_LABELLED = re.compile(r"^\[(\d+)\.(\d+)\] (.+)$", re.MULTILINE)
_RULE = re.compile(r"\b(must|may not|moet|moeten|mag|mogen)\b", re.IGNORECASE)
_A_MODULE = 4
_REVISE = "This part of the module is in use"
_SAID = re.compile(r"^They said: (.+)\nNow there stands: \[([\d.]+)\] (.+)$", re.MULTILINE)
_TERM = re.compile(r"^- (.+) \(([\d., ]+)\)$", re.MULTILINE)
_NEW = re.compile(r"New in its passages: ([\d., ]+)\.")


def write(messages: list[dict[str, str]], name: str) -> str:
    """The draft named ``name`` that the passages in ``messages`` allow."""
    words = messages[1]["content"]
    if words.startswith(_REVISE):
        return json.dumps(_revised(words), ensure_ascii=False)
    sentences = [
        (int(p), f"{p}.{s}", text) for p, s, text in _LABELLED.findall(messages[0]["content"])
    ]
    new = _NEW.search(words)
    if new:
        sentences = [each for each in sentences if each[1] in new[1].split(", ")]
    rules = [each for each in sentences if _RULE.search(each[2])]
    task = name or _task(words)
    if task == "glossary":
        return json.dumps(_glossary(words, sentences), ensure_ascii=False)
    drafts = {"outline": _outline, "module": _module, "items": _items, "scenario": _scenario}
    return json.dumps(drafts[task](rules or sentences[:2]), ensure_ascii=False)


def labelled(context: str) -> list[tuple[str, str]]:
    """Label and text of each numbered sentence in ``context``."""
    return [(f"{p}.{s}", text) for p, s, text in _LABELLED.findall(context)]


def _task(words: str) -> str:
    starts = {
        "Plan": "outline",
        "Write the teaching": "module",
        "Write three": "items",
        "Write cards": "glossary",
    }
    return next((task for start, task in starts.items() if words.startswith(start)), "scenario")


def _revised(words: str) -> dict[str, Any]:
    """The part that is shown, with what the sources say now in the place of what they said."""
    shown, _, rest = words.partition("As it stands:\n")[2].partition("\n\nWhat changed")
    for was, _label, now in _SAID.findall(rest):
        shown = shown.replace(json.dumps(was, ensure_ascii=False)[1:-1], now)
    part = json.loads(shown)
    if "stem" in part:
        return {"items": [part]}
    if "debrief" in part or "choices" in part:
        kind = "endings" if "debrief" in part else "scenes"
        return {"title": "", "objective": 1, "scenes": [], "endings": []} | {kind: [part]}
    return {"title": "", "blocks": [part]}


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


def _glossary(words: str, sentences: list[Any]) -> dict[str, Any]:
    """A card for each term that is asked for: the sentence that defines it."""
    texts = {label: text for _, label, text in sentences}
    return {
        "cards": [
            {"front": term, "back": texts[labels.split(", ")[0]], "cites": labels.split(", ")}
            for term, labels in _TERM.findall(words)
        ]
    }


def _scenario(rules: list[Any]) -> dict[str, Any]:
    return {"title": "", "objective": 1, "scenes": [], "endings": []}
