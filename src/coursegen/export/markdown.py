"""Markdown for people and for other tools: a folder of CommonMark files.

In: a Course and its PackageContext. Out: a Package with ``index.md`` (front matter, the modules with their
objectives, the sources with their editions), one file a module, ``answers.md`` with the answer, the
feedback and the reason of every question, and the media. Citations are footnotes with quote and place. Tables
and footnotes are those of GitHub, Pandoc and most readers; everything else is plain CommonMark.
"""

from __future__ import annotations

from pathlib import Path

from coursegen.errors import ExportError
from coursegen.export.archive import check_names
from coursegen.export.citing import told_source
from coursegen.export.commonmark import escaped, safe_line
from coursegen.export.markdown_blocks import block_text, joined, scenario_text
from coursegen.export.markdown_items import answer_text, question_text
from coursegen.export.markdown_page import Page, front_matter
from coursegen.export.media import media_files
from coursegen.export.metadata import METADATA, metadata
from coursegen.export.player_data import mastery_points
from coursegen.export.strings import interface_strings
from coursegen.model.course import Course, Module
from coursegen.model.items import Item
from coursegen.model.package import Package, PackageContext

__all__ = ["export"]


def export(course: Course, context: PackageContext, project: Path | None = None) -> Package:
    """The Markdown files of ``course``. ``project`` may hold its own ``exports/``.

    Raises ExportError when there is no module, media are missing, or the course's language has no strings.
    """
    if not course.modules:
        raise ExportError(
            "the course has no module, so there is nothing to export", where=course.outline.id
        )
    language = course.outline.language
    strings = interface_strings(language, project, address=course.outline.address)
    strings |= interface_strings(language, project, "markdown", address=course.outline.address)
    texts = {"index.md": _index(course, Page(context, strings))}
    for number, module in enumerate(course.modules, 1):
        page = Page(context, strings, root="../")
        texts[_file(module)] = _module(course, module, number, page)
    if any(module.items for module in course.modules):
        texts["answers.md"] = _answers(course, Page(context, strings))
    files = {name: f"{text}\n".encode() for name, text in texts.items()}
    files[METADATA] = metadata(course, context, "markdown")
    package = Package(
        files=files | media_files(course, context), folder=True, notes=("nothing is reported",)
    )
    check_names(package)
    return package


def _file(module: Module) -> str:
    return f"modules/{module.id}.md"


def _index(course: Course, page: Page) -> str:
    outline = course.outline
    minutes = page.minutes(sum(each.minutes for each in course.modules))
    version = page.words("version", version=outline.version)
    return joined(
        _course_matter(course, page),
        f"# {safe_line(outline.title)}",
        f"{minutes} · {version}",
        f"## {page.words('modules')}",
        "\n".join(_module_line(course, each, n, page) for n, each in enumerate(course.modules, 1)),
        _assessment(course, page),
        _sources(page),
    )


def _course_matter(course: Course, page: Page) -> str:
    outline = course.outline
    sources = [
        {"title": note.title, "path": path}
        | {name: value for name, value in note.edition.model_dump().items() if value}
        for path, note in sorted(page.context.sources.items())
    ]
    values = {
        "title": outline.title,
        "id": outline.id,
        "language": outline.language,
        "version": outline.version,
        "stamp": page.context.stamp[:12],
        "sources": sources,
    }
    return front_matter(values)


def _module_line(course: Course, module: Module, number: int, page: Page) -> str:
    """The module as an item of a list, its objectives below it."""
    texts = {each.id: each.text for each in course.outline.objectives}
    minutes = page.words("minutes", n=page.number(max(1, round(module.minutes))))
    indent = " " * len(f"{number}. ")
    goals = [f"{indent}- {safe_line(texts.get(each, ''))}" for each in module.objectives]
    return "\n".join(
        [f"{number}. [{safe_line(module.title)}]({_file(module)}) ({minutes})", *goals]
    )


def _assessment(course: Course, page: Page) -> str:
    assessment, bank = course.outline.assessment, course.assessment_items()
    answers = page.words("answers_are_in", link=f"[{page.words('answers')}](answers.md)")
    told = answers if any(module.items for module in course.modules) else ""
    if assessment is None or not bank:
        return told
    draw = min(assessment.draw or len(bank), len(bank))
    mastery = mastery_points(course).replace(".", page.strings["decimal_mark"])
    name = "assessment_intro_one" if draw == 1 else "assessment_intro"
    intro = page.words(name, n=draw, mastery=mastery)
    return joined(f"## {safe_line(assessment.title)}", intro, told)


def _sources(page: Page) -> str:
    lines = []
    for path in sorted(page.context.sources):
        told = told_source(path, page.context, page.strings)
        words = [f"*{escaped(told['document'])}*", escaped(told.get("edition", ""))]
        lines.append(f"- {', '.join(filter(None, words))}")
    return joined(f"## {page.words('about_sources')}", "\n".join(lines)) if lines else ""


def _module(course: Course, module: Module, number: int, page: Page) -> str:
    texts = {each.id: each.text for each in course.outline.objectives}
    place = page.words("module_of", n=number, total=len(course.modules))
    goals = [f"- {safe_line(texts.get(each, ''))}" for each in module.objectives]
    body = joined(
        front_matter({"title": module.title, "id": module.id, "minutes": module.minutes}),
        f"# {safe_line(module.title)}",
        f"[{safe_line(course.outline.title)}](../index.md) · {place} · {page.minutes(module.minutes)}",
        f"![]({page.media(module.image)})" if module.image else "",
        f"**{page.words('what_you_learn')}**",
        "\n".join(goals),
        *(block_text(each, page) for each in module.blocks),
        scenario_text(module.scenario, page) if module.scenario is not None else "",
        _questions(module, page),
    )
    return joined(body, page.footnotes())


def _questions(module: Module, page: Page) -> str:
    """The questions of the page, then those that the final test draws from, counted through."""
    numbered = list(enumerate(_in_order(module), 1))
    parts = []
    for pool, head in (("practice", "practice"), ("assessment", "final_questions")):
        own = [question_text(item, n, page) for n, item in numbered if item.pool == pool]
        if own:
            parts += [f"## {page.words(head)}", *own]
    return joined(*parts)


def _in_order(module: Module) -> list[Item]:
    return sorted(module.items, key=lambda item: item.pool != "practice")


def _answers(course: Course, page: Page) -> str:
    parts = [
        front_matter({"title": f"{page.words('answers')}: {course.outline.title}"}),
        f"# {page.words('answers')}",
        f"[{safe_line(course.outline.title)}](index.md)",
    ]
    for number, module in enumerate(course.modules, 1):
        if module.items:
            parts.append(f"## {number}. [{safe_line(module.title)}]({_file(module)})")
            parts += [answer_text(item, n, page) for n, item in enumerate(_in_order(module), 1)]
    return joined(*parts, page.footnotes())
