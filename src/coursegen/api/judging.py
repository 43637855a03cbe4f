"""Judge: a model's opinion of the questions, for people to read. It gates nothing.

In: a built project and a model. Out: a JudgeReport, an item a line. Verdicts are kept like all replies, so that an
unchanged module is not judged twice.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from coursegen.api.job import job_of
from coursegen.api.project import Project, Silent
from coursegen.author.citations import DraftError
from coursegen.author.judging import Judged, judge_request, judged
from coursegen.author.module import draft_of
from coursegen.errors import ConfigError
from coursegen.generate.protocol import reads_prompts
from coursegen.model.drafts import JudgeDraft
from coursegen.model.request import Reply
from coursegen.pipeline import Progress, index, read

__all__ = ["JudgeReport", "judge"]


@dataclass(frozen=True)
class JudgeReport:
    """A line an item, and how many requests were made for them."""

    items: list[Judged]
    requests: int

    @property
    def doubtful(self) -> list[Judged]:
        """Items that the judge could not answer from the sources, or answered otherwise."""
        return [each for each in self.items if each.answerable is False or each.agrees is False]


def judge(project: Project, progress: Progress | None = None) -> JudgeReport:
    """Have the items of the course judged. Raises ConfigError where the generator is no model."""
    lock, course = project.require_lock(), project.course()
    settings = project.config.generate
    with project.held("judge"):
        job = job_of(project, (lock, course), None, progress or Silent())
        if not reads_prompts(job.rounds.generator):
            raise ConfigError(
                "only a language model can judge questions",
                where="coursegen.toml, generate.generator",
                hint='Set generator = "openai" and a model under [generate]: see docs/models.md.',
            )
        for step in (read, index):
            step(job)
        job.scope = replace(job.scope, retrieval=None)
        briefs = {each.id: each for each in course.outline.modules}
        asked = {
            each.id: judge_request(job.scope, course.outline, briefs[each.id], each).model_copy(
                update={"seed": settings.models.get("judge", settings.model)}
            )
            for each in course.modules
            if each.items
        }
        replies = job.rounds.run("judge", list(asked.values()))
    lines = [
        line
        for each in course.modules
        if each.id in asked
        for line in judged(each, _draft(replies[asked[each.id].id]))
    ]
    return JudgeReport(lines, job.rounds.asked)


def _draft(reply: Reply) -> JudgeDraft | None:
    try:
        return draft_of(JudgeDraft, reply)
    except DraftError:
        return None  # its items are listed without a verdict
