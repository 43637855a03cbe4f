"""Refresher: what changed since an earlier version, as a module of its own for those who passed that version.

In: a Project, two versions, targets. Out: a Refreshed: the course, its packages; or that nothing of meaning changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from coursegen.api.diffing import Sides, compared, sides
from coursegen.api.exporting import Exports, export_once
from coursegen.api.project import Project, Silent
from coursegen.author.delta import Point, points_of
from coursegen.author.module import ModuleMaker
from coursegen.author.prompts import Prompts
from coursegen.author.record import Keys, lock_of
from coursegen.author.refresher import (
    LONGEST_MINUTES,
    Refresher,
    passages_of,
    refresher_brief,
    refresher_course,
    refresher_words,
)
from coursegen.author.requests import Scope, module_requests
from coursegen.author.rounds import Rounds
from coursegen.author.scope import scope_by, scope_regardless
from coursegen.author.settings import settings_of
from coursegen.author.style_guide import style_guide
from coursegen.check.gate import at_or_above
from coursegen.check.run import run_checks
from coursegen.errors import GateError
from coursegen.export.registry import exporter_for
from coursegen.index.index import build_index
from coursegen.model.course import Course, Module, Outline
from coursegen.model.diff import SourceDiff
from coursegen.model.finding import Finding
from coursegen.model.passage import Index
from coursegen.model.request import Request

__all__ = ["Refreshed", "refresher"]


_NOT_ASKED = ("assessment-size",)
"""What the check asks of a course and not of a refresher: one change is one question."""


@dataclass(frozen=True)
class Refreshed:
    """What became of a refresher. ``course`` is None where no rule for the audience says another thing.

    ``changes`` counts the rules that changed for the audience, ``left`` those there was no time for, and ``left_out``
    those by their headings; ``elsewhere`` the changes of meaning that are not for the audience, or that no statement
    tells. ``minutes`` hold the questions.
    """

    diff: SourceDiff
    course: Course | None = None
    changes: int = 0
    left: int = 0
    left_out: tuple[tuple[str, int], ...] = ()
    elsewhere: int = 0
    minutes: float = 0
    exports: Exports | None = None
    findings: list[Finding] = field(default_factory=list)


def refresher(
    project: Project,
    targets: Sequence[str],
    folder: Path,
    *,
    before: str,
    after: str = "",
) -> Refreshed:
    """Write a package for each of ``targets`` on what changed from ``before`` to ``after`` into ``folder``.

    Both are git revisions; without ``after`` the files on disk are meant. Where no rule for the audience says another
    thing, nothing is made. Raises ConfigError for an unknown target or revision, GateError where the check refuses
    what was made, ExportError where a package cannot be made or written.
    """
    for name in targets:
        exporter_for(name)
    with sides(project, before, after) as found:
        diff = compared(project, found)
        then = scope_regardless(found.old_index, project.config)
        now = scope_by(found.index, project.config)
        points = points_of(diff.changes, then, now)
        heavy = len(diff.of("meaning"))
        if not points:
            return Refreshed(diff, elsewhere=heavy)
        made = _made(project, found, points, now)
        index = _both(found, made.course.outline.language)
        findings = _findings(project, made.course, index)
        lock = lock_of(made.course, made.course, index, Keys(inputs="", recipe="", outline=""))
    exports = export_once(project, targets, made.course, lock, folder)
    return Refreshed(
        diff=diff,
        course=made.course,
        changes=len(points),
        left=sum(count for _, count in made.left),
        left_out=made.left,
        elsewhere=max(heavy - len(points), 0),
        minutes=made.minutes,
        exports=exports,
        findings=findings,
    )


def _settings(project: Project, found: Sides) -> Outline:
    """The settings of the course on disk, else of the configuration; without modules."""
    if project.has_course():
        outline = project.course().outline
        return outline.model_copy(
            update={"objectives": (), "modules": (), "parts": (), "assessment": None}
        )
    return settings_of(project.config, found.index.documents)


def _made(project: Project, found: Sides, points: tuple[Point, ...], now: Scope) -> Refresher:
    """The refresher on ``points``; what it teaches and asks is drafted by the project's generator."""
    outline, brief, mint = refresher_brief(_settings(project, found), points)
    rounds = Rounds(
        project.generator(),
        Prompts(project.folder, style_guide(project.config)),
        project.store,
        Silent(),
    )

    def draft(chosen: Sequence[Point]) -> Module:
        """The teaching and the questions on the new rules of ``chosen``."""
        own = [each.statement for each in chosen if not each.for_others]
        rules = {each.id for each in own if each is not None}
        scope = Scope(
            index=now.index,
            inside=tuple(each for each in now.inside if each.id in rules),
            outside=now.outside,
        )
        planned = brief.model_copy(update={"passages": passages_of(chosen)})
        if not rules:  # all that changed is gone, or others' now: there is nothing new to teach
            scope, planned = Scope.empty(), brief.model_copy(update={"passages": ()})
        requests: dict[str, Request] = {
            each.task: each for each in module_requests(scope, outline, planned)
        }
        replies = rounds.run("refresher", list(requests.values()))
        return ModuleMaker(mint.copy(), LONGEST_MINUTES).make(
            brief, requests, {task: replies[each.id] for task, each in requests.items()}
        )

    return refresher_course(outline, brief, mint, points, draft)


def _both(found: Sides, language: str) -> Index:
    """All that the sources say now and said before, so that the old rule can be cited as well as the new.

    The statements are those of now: what was true before makes a good wrong option.
    """
    suffix = refresher_words(language)["before"]
    old = [
        each.model_copy(
            update={
                "source": each.source.model_copy(update={"path": f"{each.source.path} ({suffix})"})
            }
        )
        for each in found.old_index.documents
    ]
    both = build_index([*found.index.documents, *old])
    return both.model_copy(update={"statements": found.index.statements})


def _findings(project: Project, course: Course, index: Index) -> list[Finding]:
    """What the check says of the refresher; a refresher may be as short as it likes."""
    settings = project.config.check.model_copy(
        update={
            "shortest_module": 0,
            "longest_module": LONGEST_MINUTES,
            "minutes_tolerance": LONGEST_MINUTES,  # the minutes of a refresher hold its questions
            "off": (*project.config.check.off, *_NOT_ASKED),
        }
    )
    findings = run_checks(course, index, settings)
    bad = at_or_above(findings, settings.gate)
    if bad:
        raise GateError(
            f"the check has {len(bad)} finding(s) on the refresher; no package was written",
            hint="\n  ".join(
                [
                    *(f"{each.rule} ({each.unit or each.module}): {each.message}" for each in bad),
                    (
                        "Mend what is quoted where it stands in the sources, or name the rule in `off` of [check]; "
                        "`coursegen diff` tells the same changes."
                    ),
                ]
            ),
        )
    return findings
