"""The verbs of coursegen, for the command line and for Python programs.

>>> from pathlib import Path
>>> from coursegen import api
>>> project = api.open_project(Path("infosec"))      # doctest: +SKIP
>>> report = api.build(project)                      # doctest: +SKIP
>>> api.export(project, ["scorm12"], Path("dist"))   # doctest: +SKIP
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coursegen.api.building import build
    from coursegen.api.checking import check
    from coursegen.api.diff_writing import diff_as_markdown, edition_words, write_diff_page
    from coursegen.api.diffing import diff
    from coursegen.api.explaining import explain
    from coursegen.api.exporting import Exported, Exports, export
    from coursegen.api.judging import JudgeReport, judge
    from coursegen.api.making import Made, Settings, init
    from coursegen.api.outlining import OutlineReport, build_outline
    from coursegen.api.planning import plan
    from coursegen.api.project import Project, open_project
    from coursegen.api.refreshing import Refreshed, refresher
    from coursegen.api.running import RunReport, runs
    from coursegen.api.settling import accept, keep
    from coursegen.api.translating import (
        TranslationReport,
        course_in,
        plan_translation,
        translate,
    )
    from coursegen.generate.openai.doctor import Diagnosis
    from coursegen.model.generation import GenerateSettings

_HOMES = {
    "building": ("build",),
    "checking": ("check",),
    "diff_writing": ("diff_as_markdown", "edition_words", "write_diff_page"),
    "diffing": ("diff",),
    "explaining": ("explain",),
    "exporting": ("Exported", "Exports", "export"),
    "judging": ("JudgeReport", "judge"),
    "making": ("Made", "Settings", "init"),
    "outlining": ("OutlineReport", "build_outline"),
    "planning": ("plan",),
    "project": ("Project", "open_project"),
    "refreshing": ("Refreshed", "refresher"),
    "running": ("RunReport", "runs"),
    "settling": ("accept", "keep"),
    "translating": ("TranslationReport", "course_in", "plan_translation", "translate"),
}
"""The verbs by the module that holds them: a command imports what it uses (PEP 562), and starts the sooner."""


def __getattr__(name: str) -> object:
    home = next((each for each, names in _HOMES.items() if name in names), "")
    if not home:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found: object = getattr(import_module(f"{__name__}.{home}"), name)
    globals()[name] = found
    return found


def diagnose(settings: GenerateSettings) -> Diagnosis:
    """Try out the model endpoint of ``settings``. Raises as ``generate.openai.doctor.diagnose`` does."""
    from coursegen.generate.openai.doctor import diagnose as tried

    return tried(settings)


__all__ = [
    "Exported",
    "Exports",
    "JudgeReport",
    "Made",
    "OutlineReport",
    "Project",
    "Refreshed",
    "RunReport",
    "Settings",
    "TranslationReport",
    "accept",
    "build",
    "build_outline",
    "check",
    "course_in",
    "diagnose",
    "diff",
    "diff_as_markdown",
    "edition_words",
    "explain",
    "export",
    "init",
    "judge",
    "keep",
    "open_project",
    "plan",
    "plan_translation",
    "refresher",
    "runs",
    "translate",
    "write_diff_page",
]
