"""Translate: the course in another language, a file beside each of its files; the same ids, keys and citations.

In: a built project, a language. Out: a TranslationReport. Only texts that have no translation, or whose original changed
since, are asked for; a translation that a person changed is what a new one starts from.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from pydantic import TypeAdapter, ValidationError

from coursegen.api.estimating import Estimate, estimate_of
from coursegen.api.project import Project, Silent
from coursegen.author.course_texts import translated_course, unusable, without_units
from coursegen.author.prompts import Prompts
from coursegen.author.requests import Scope
from coursegen.author.rounds import Rounds
from coursegen.author.settings import address_for
from coursegen.author.style_guide import style_guide
from coursegen.author.translate import (
    Flawed,
    Task,
    open_pieces,
    requests_for,
    standing_flaws,
    translated,
)
from coursegen.build.journal import Journal
from coursegen.check.rules import RULES
from coursegen.check.run import run_checks
from coursegen.coursefiles.translations import (
    read_translations,
    translated_languages,
    write_translations,
)
from coursegen.errors import ConfigError, GateError
from coursegen.generate.protocol import reads_prompts
from coursegen.model.base import Language
from coursegen.model.course import Course
from coursegen.model.finding import Finding
from coursegen.model.request import Style
from coursegen.model.translation import Translation, TranslationSettings
from coursegen.pipeline import Progress

__all__ = ["TranslationReport", "course_in", "plan_translation", "translate", "translations_behind"]

_SHOWN = 10

_OF_FORM = frozenset(
    {
        "address-kept",
        "all-none-of-the-above",
        "content-accessible",
        "feedback-present",
        "option-duplicates",
        "scenario-graph",
        "words-kept",
    }
)
"""Rules that hold a translation too: they need no source, whose quotes stay in their own language."""


@dataclass(frozen=True)
class TranslationReport:
    """``texts`` in all, ``asked`` of them now; the files ``written``; ``flawed`` texts that are not as they should be."""

    language: str
    texts: int
    asked: int
    requests: int = 0
    written: list[str] = field(default_factory=list)
    flawed: list[Flawed] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    estimate: Estimate | None = None


def plan_translation(project: Project, language: str) -> TranslationReport:
    """What ``translate`` would ask and cost; nothing is asked and nothing written."""
    job = _job(project, language, Silent())
    asked = [job.rounds.prompts.rendered(each) for each in requests_for(job.task, job.known)]
    new = len(asked) - len(job.rounds.at_hand(asked))
    found = estimate_of(project.config.generate, asked)
    return replace(job.report(), requests=new, estimate=found)


def translate(
    project: Project, language: str, progress: Progress | None = None
) -> TranslationReport:
    """Bring the translation of the course into ``language`` up to date with the course.

    Raises ConfigError where the language is none or the generator no model, GeneratorError as a round does.
    """
    with project.held("translate"):
        job = _job(project, language, progress or Silent())
        files, flawed = translated(job.rounds, job.task, job.known)
        wrong = unusable(job.task.course, files)
        flawed += [Flawed(file, unit, "", why) for (file, unit), why in wrong.items()]
        files = without_units(files, set(wrong))
        written = write_translations(project.folder, job.task.course, language, files)
        return replace(
            job.report(),
            requests=job.rounds.asked,
            written=[each.relative_to(project.folder).as_posix() for each in written],
            flawed=flawed,
            findings=_findings(project, job.task.course, language, files),
        )


def course_in(project: Project, course: Course, language: str) -> Course:
    """``course`` in ``language``, for a package. Raises GateError where its translation is not whole or not right."""
    files = read_translations(project.folder, course, language)
    if not files:
        there = ", ".join(translated_languages(project.folder)) or "none"
        raise ConfigError(
            f"there is no translation of this course into {language!r}; there is: {there}",
            where="--language",
            hint=f"Make one with `coursegen translate --to {language}`.",
        )
    lines = [
        f"{each.unit}, {each.path}: {each.reason}"
        for each in standing_flaws(course, language, files)
    ]
    lines += [f"{unit}: {why}" for (_, unit), why in unusable(course, files).items()]
    if not lines:
        found = _findings(project, course, language, files)
        lines = [f"{each.unit}: {each.message}" for each in found if each.severity == "error"]
    if lines:
        raise GateError(
            f"{len(lines)} text(s) of the translation into {language} are not as they should be; no package was written",
            hint="\n  ".join(
                [
                    *lines[:_SHOWN],
                    f"Run `coursegen translate --to {language}`, or mend them in course/.",
                ]
            ),
        )
    return _translated(project, course, language, files)


def translations_behind(project: Project, course: Course) -> list[tuple[str, int]]:
    """Each language of which the translation is behind ``course``, with the number of texts that are."""
    counts = [
        (each, sum(1 for _ in open_pieces(course, read_translations(project.folder, course, each))))
        for each in translated_languages(project.folder)
    ]
    return [each for each in counts if each[1]]


@dataclass(frozen=True)
class _Job:
    task: Task
    known: dict[str, Translation]
    rounds: Rounds

    def report(self) -> TranslationReport:
        """How much there is, and how much of it is to be asked for."""
        every = sum(1 for _ in open_pieces(self.task.course, {}))
        left = sum(1 for _ in open_pieces(self.task.course, self.known))
        return TranslationReport(self.task.style.language, every, left)


def _job(project: Project, language: str, progress: Progress) -> _Job:
    course = project.course()
    _require_other_language(language, course.outline.language)
    generator = project.generator()
    if not reads_prompts(generator):
        raise ConfigError(
            "only a language model can translate",
            where="coursegen.toml, generate.generator",
            hint='Set generator = "openai" and a model under [generate]: see docs/models.md.',
        )
    own = _own(project, language)
    check = project.config.check.model_copy(update={"glossary": {}, "avoid": own.avoid})
    guide = style_guide(project.config.model_copy(update={"check": check}))
    style = Style(
        language=language,
        address=_address(project, language),
        audience=course.outline.audience,
    )
    rounds = Rounds(
        generator,
        Prompts(project.folder, guide),
        project.store,
        progress,
        Journal(project.folder / ".coursegen"),
    )
    known = read_translations(project.folder, course, language)
    return _Job(Task(course, style, own.glossary), known, rounds)


def _require_other_language(language: str, of_course: str) -> None:
    try:
        TypeAdapter(Language).validate_python(language)
    except ValidationError as error:
        raise ConfigError(
            f"{language!r} is no language",
            where="--to",
            hint="Give a language tag, such as nl or pt-BR.",
        ) from error
    if language == of_course:
        raise ConfigError(
            f"the course is in {language!r} already", where="--to", hint="Name another language."
        )


def _own(project: Project, language: str) -> TranslationSettings:
    return project.config.translations.get(language, TranslationSettings())


def _address(project: Project, language: str) -> str:
    return _own(project, language).address or address_for(language)


def _translated(
    project: Project, course: Course, language: str, files: Mapping[str, Translation]
) -> Course:
    settings: dict[str, Any] = {"language": language, "address": _address(project, language)}
    return translated_course(course, files, settings)


def _findings(
    project: Project, course: Course, language: str, files: Mapping[str, Translation]
) -> list[Finding]:
    """What speaks against the form of the translated texts; those without a translation are left out of it."""
    known = project.config.check
    settings = known.model_copy(
        update={
            "off": tuple(
                each.name for each in RULES if each.name not in _OF_FORM or each.name in known.off
            ),
            "glossary": {},
            "avoid": _own(project, language).avoid,
        }
    )
    made = {each.id for one in files.values() for each in one.units}
    found = run_checks(_translated(project, course, language, files), Scope.empty().index, settings)
    return [each for each in found if each.unit in made]
