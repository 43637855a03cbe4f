"""Runs: what builds with a model asked and took, from the journal under ``.coursegen/``.

In: a project. Out: a RunReport a run, oldest first.
"""

from __future__ import annotations

from dataclasses import dataclass

from coursegen.api.project import Project
from coursegen.api.retrieving import EMBEDDING
from coursegen.build.journal import runs as journals
from coursegen.generate.budget import cost_of
from coursegen.model.request import Usage

__all__ = ["RunReport", "runs"]


@dataclass(frozen=True)
class RunReport:
    """One run: requests answered, what they and the embedding model took, those that stayed without a draft, by reason."""

    number: str
    requests: int
    repairs: int
    usage: Usage
    cost: float | None
    currency: str
    problems: list[str]


def runs(project: Project) -> list[RunReport]:
    """The runs that are on record in ``project``."""
    prices = project.config.generate.prices
    found = []
    for number, every in journals(project.folder / ".coursegen"):
        lines = [each for each in every if each.get("round") != EMBEDDING]
        usage = Usage(
            **{name: sum(each.get(name, 0) for each in every) for name in Usage.model_fields}
        )
        found.append(
            RunReport(
                number=number,
                requests=len(lines),
                repairs=sum(each.get("round") == "repairs" for each in lines),
                usage=usage,
                cost=cost_of(usage, prices),
                currency=prices.currency,
                problems=[
                    f"{each['request']}: {each['problem']}" for each in lines if "problem" in each
                ],
            )
        )
    return found
