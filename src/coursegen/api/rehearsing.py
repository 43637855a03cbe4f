"""What a build would ask, found by doing all of it but the asking.

In: a project and the lock of the build before. Out: the requests of its first rounds, those left out whose replies are
at hand. Nothing is asked, and no reply is kept.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from coursegen.api.job import job_of
from coursegen.api.project import Project, Silent
from coursegen.author.rounds import Rounds
from coursegen.author.write import Minutes, write_modules
from coursegen.index.retrieval import Retrieval
from coursegen.model.course import Course
from coursegen.model.drafts import OutlineDraft
from coursegen.model.lock import Lock
from coursegen.model.request import Reply, Request
from coursegen.pipeline import index, outline, read

__all__ = ["rehearsed"]


def rehearsed(project: Project, before: Lock, on_disk: Course) -> list[Request]:
    """The rendered requests that a build of ``on_disk`` after ``before`` would make, repairs aside.

    Where one for the outline is among them, those of the modules that come of it are not.
    """
    job = job_of(project, (before, on_disk), None, Silent())
    real = job.rounds
    rounds = _Rehearsal(real.generator, real.prompts, real.store, Silent())
    job.rounds, job.retrieval = rounds, Retrieval  # by words: nothing is embedded for a plan
    for step in (read, index, outline):
        step(job)
    write_modules(rounds, job.scope, job.revision, job.on_disk, job.before, Minutes())
    return rounds.noted


@dataclass
class _Rehearsal(Rounds):
    """Rounds that note what they would ask."""

    noted: list[Request] = field(default_factory=list)

    def run(self, name: str, requests: list[Request]) -> dict[str, Reply]:
        """A reply that is at hand, or one that says nothing was asked; an outline has no modules then."""
        del name
        replies = self.at_hand(requests := [self.prompts.rendered(each) for each in requests])
        for each in requests:
            if each.id not in replies:
                self.noted.append(each)
                replies[each.id] = self._none(each)
        return replies

    def _none(self, request: Request) -> Reply:
        generator = self.generator.name
        if request.task == "outline":
            draft = OutlineDraft(title=request.title, modules=[], no_room=[]).model_dump()
            return Reply(request=request.id, draft=draft, generator=generator)
        return Reply(request=request.id, draft={}, generator=generator, problem="not asked")
