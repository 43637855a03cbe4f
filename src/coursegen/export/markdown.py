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

__all__ = ["answers_of", "course_matter", "export", "index_body", "module_body"]


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
    return joined(course_matter(course, page), index_body(course, page, linked=True))


def index_body(course: Course, page: Page, *, linked: bool = False) -> str:
    """The first page without its front matter; ``linked`` where modules and answers are files of their own."""
    outline = course.outline
    minutes = page.minutes(sum(each.minutes for each in course.modules))
    version = page.words("version", version=outline.version)
    lines = [
        _module_line(course, each, number, page, linked=linked)
        for number, each in enumerate(course.modules, 1)
    ]
    return joined(
        f"# {safe_line(outline.title)}",
        f"{minutes} · {version}",
        f"## {page.words('modules')}",
        "\n".join(lines),
        _assessment(course, page, linked=linked),
        _sources(page),
    )


def course_matter(course: Course, page: Page) -> str:
    """The front matter of the course: id, language, version, stamp, sources with their editions.

    Where findings of the check were overridden, those too.
    """
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
    overridden = [{"finding": each} for each in page.context.overridden]
    return front_matter(values | ({"overridden": overridden} if overridden else {}))


def _module_line(course: Course, module: Module, number: int, page: Page, *, linked: bool) -> str:
    """The module as an item of a list, its objectives below it."""
    texts = {each.id: each.text for each in course.outline.objectives}
    minutes = page.words("minutes", n=page.number(max(1, round(module.minutes))))
    indent = " " * len(f"{number}. ")
    goals = [f"{indent}- {safe_line(texts.get(each, ''))}" for each in module.objectives]
    title = safe_line(module.title)
    name = f"[{title}]({_file(module)})" if linked else title
    return "\n".join([f"{number}. {name} ({minutes})", *goals])


def _assessment(course: Course, page: Page, *, linked: bool) -> str:
    assessment, bank = course.outline.assessment, course.assessment_items()
    name = page.words("answers")
    answers = page.words("answers_are_in", link=f"[{name}](answers.md)" if linked else f"*{name}*")
    told = answers if any(module.items for module in course.modules) else ""
    if assessment is None or not bank:
        return told
    draw = min(assessment.draw or len(bank), len(bank))
    mastery = mastery_points(course).replace(".", page.strings["decimal_mark"])
    key = "assessment_intro_one" if draw == 1 else "assessment_intro"
    intro = page.words(key, n=draw, mastery=mastery)
    return joined(f"## {safe_line(assessment.title)}", intro, told)


def _sources(page: Page) -> str:
    lines = []
    for path in sorted(page.context.sources):
        told = told_source(path, page.context, page.strings)
        words = [f"*{escaped(told['document'])}*", escaped(told.get("edition", ""))]
        lines.append(f"- {', '.join(filter(None, words))}")
    return joined(f"## {page.words('about_sources')}", "\n".join(lines)) if lines else ""


def _module(course: Course, module: Module, number: int, page: Page) -> str:
    place = page.words("module_of", n=number, total=len(course.modules))
    body = joined(
        front_matter({"title": module.title, "id": module.id, "minutes": module.minutes}),
        f"# {safe_line(module.title)}",
        f"[{safe_line(course.outline.title)}](../index.md) · {place} · {page.minutes(module.minutes)}",
        module_body(course, module, page),
    )
    return joined(body, page.footnotes())


def module_body(course: Course, module: Module, page: Page) -> str:
    """The module below its title: objectives, blocks, scenario, questions."""
    texts = {each.id: each.text for each in course.outline.objectives}
    goals = [f"- {safe_line(texts.get(each, ''))}" for each in module.objectives]
    return joined(
        f"![]({page.media(module.image)})" if module.image else "",
        f"**{page.words('what_you_learn')}**",
        "\n".join(goals),
        *(block_text(each, page) for each in module.blocks),
        scenario_text(module.scenario, page) if module.scenario is not None else "",
        _questions(module, page),
    )


def _questions(module: Module, page: Page) -> str:
    """The questions of the page, then those that the final test draws from, counted through."""
    numbered = list(enumerate(_in_order(module), 1))
    parts = []
    for pool, head in (("practice", "practice"), ("assessment", "final_questions")):
        own = [
            question_text(item, n, page, earlier=item.objective not in module.objectives)
            for n, item in numbered
            if item.pool == pool
        ]
        if own:
            parts += [f"## {page.words(head)}", *own]
    return joined(*parts)


def _in_order(module: Module) -> list[Item]:
    return sorted(module.items, key=lambda item: item.pool != "practice")


def _answers(course: Course, page: Page) -> str:
    return joined(
        front_matter({"title": f"{page.words('answers')}: {course.outline.title}"}),
        f"# {page.words('answers')}",
        f"[{safe_line(course.outline.title)}](index.md)",
        answers_of(course, page, linked=True),
        page.footnotes(),
    )


def answers_of(course: Course, page: Page, *, linked: bool = False) -> str:
    """The answer, the feedback and the reason of every question, module by module."""
    parts = []
    for number, module in enumerate(course.modules, 1):
        if module.items:
            title = safe_line(module.title)
            parts.append(f"## {number}. {f'[{title}]({_file(module)})' if linked else title}")
            parts += [answer_text(item, n, page) for n, item in enumerate(_in_order(module), 1)]
    return joined(*parts)
