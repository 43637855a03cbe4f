"""Questions as a judge gets them: the stem and the options of each, numbered, without the key or any feedback.

In: a module of the course, its brief. Out: one request a module, and what the judge's answers say about its items.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from coursegen.author.requests import Scope, module_requests, schema_of
from coursegen.model.course import Brief, Module, Outline
from coursegen.model.drafts import JudgeDraft
from coursegen.model.items import Item, MultipleChoice, SingleChoice, TrueFalse
from coursegen.model.request import Request

__all__ = ["Judged", "judge_request", "judged"]


@dataclass(frozen=True)
class Judged:
    """What a judge says of an item.

    ``agrees``: its own answer is the key; None where an item has no options to choose from, or it said nothing.
    """

    module: str
    item: str
    stem: str
    answerable: bool | None
    agrees: bool | None
    why: str


def judge_request(scope: Scope, outline: Outline, brief: Brief, module: Module) -> Request:
    """The request to judge the items of ``module``."""
    (base,) = module_requests(scope, outline, brief, ("items",))
    return base.model_copy(
        update={
            "id": f"judge:{module.id}",
            "task": "judge",
            "questions": tuple(_shown(number, each) for number, each in enumerate(module.items, 1)),
            "draft_schema": schema_of("judge"),
        }
    )


def judged(module: Module, draft: JudgeDraft | None) -> list[Judged]:
    """What ``draft`` says of each item of ``module``; an item that it passes over is there, without a verdict."""
    found = {each.item: each for each in draft.verdicts} if draft else {}
    lines = []
    for number, item in enumerate(module.items, 1):
        verdict = found.get(number)
        keys = _keys(item)
        agrees = set(verdict.answers) == keys if verdict and keys is not None else None
        lines.append(
            Judged(
                module=module.id,
                item=item.id,
                stem=item.stem,
                answerable=verdict.answerable if verdict else None,
                agrees=agrees,
                why=verdict.why if verdict else "no verdict",
            )
        )
    return lines


def _options(item: Item) -> Sequence[str]:
    if isinstance(item, SingleChoice | MultipleChoice):
        return [each.text for each in item.options]
    return ["true", "false"] if isinstance(item, TrueFalse) else []


def _keys(item: Item) -> set[int] | None:
    """The numbers of the right options; None for an item that shows none."""
    if isinstance(item, SingleChoice | MultipleChoice):
        return {number for number, each in enumerate(item.options, 1) if each.correct}
    return {1 if item.answer else 2} if isinstance(item, TrueFalse) else None


def _shown(number: int, item: Item) -> str:
    options = [f"  {at}. {text}" for at, text in enumerate(_options(item), 1)]
    return "\n".join([f"Question {number}: {item.stem}", *options])
