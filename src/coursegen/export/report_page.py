"""The report on a course as one page that needs nothing beside it. In: a CourseReport. Out: HTML.

The look is ``exports/report``, which a project may override; the words are in the language of the course, English
where there are none in it. It works without scripts: the map is filtered by the style sheet.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path

from coursegen.change.editions import edition_words
from coursegen.check.context import CheckContext
from coursegen.check.reading import FORMULAS, module_ease, source_ease
from coursegen.check.time import estimate_minutes
from coursegen.export.page_shell import page_shell
from coursegen.export.report import CourseReport
from coursegen.export.report_findings import findings_part, waivers_part
from coursegen.export.report_map import coverage_part
from coursegen.export.strings import strings_or_english
from coursegen.model.finding import SEVERITIES

__all__ = ["report_page"]

_PARTS = ("score", "sources", "left_out", "map", "modules", "findings", "waivers")
_NUMBERED = dict.fromkeys(("words", "rules", "blocks", "items"), ' class="number"')
_SHORTEST, _LONGEST, _SCALE = 3, 7, 10  # minutes of a module, and of the whole bar


def report_page(report: CourseReport, project: Path | None = None) -> str:
    """The page. Raises ExportError where the project's own words cannot be read."""
    outline = report.course.outline
    language, strings = strings_or_english(outline.language, project, "report")
    modules = report.course.modules
    audience = outline.audience.name
    facts = strings["facts"].format(
        modules=len(modules),
        items=sum(len(each.items) for each in modules),
        minutes=f"{sum(estimate_minutes(each) for each in modules):.0f}",
        audience=strings["for_audience"].format(name=audience) if audience else strings["for_all"],
    )
    return page_shell(
        "report",
        language,
        f"{strings['title']}: {outline.title}",
        (strings["kicker"], outline.title, facts),
        "\n".join(_body(report, strings)),
        project,
    )


def _body(report: CourseReport, strings: dict[str, str]) -> Iterator[str]:
    context = CheckContext(report.course, report.index)
    yield from _counts(report, strings)
    links = "".join(
        f'<li><a href="#{each}">{escape(strings[f"go_{each}"])}</a></li>' for each in _PARTS
    )
    yield f'<nav aria-label="{escape(strings["on_page"])}"><ul>{links}</ul></nav>'
    parts = {
        "score": _score(report, strings),
        "sources": _sources(report, strings),
        "left_out": _left_out(report, strings),
        "map": coverage_part(report, context, strings),
        "modules": _modules(context, strings),
        "findings": findings_part(report, context, strings),
        "waivers": waivers_part(report, strings),
    }
    for name, lines in parts.items():
        yield f'<section id="{name}" aria-labelledby="{name}-title">'
        yield f'<h2 id="{name}-title">{escape(strings[f"go_{name}"])}</h2>'
        yield from lines
        yield "</section>"


def _counts(report: CourseReport, strings: dict[str, str]) -> Iterator[str]:
    open_findings = [each for each in report.findings if not each.waived_by]
    counts = [
        (sum(each.severity == name for each in open_findings), strings[f"{name}s"])
        for name in SEVERITIES
    ]
    counts.append((len(report.findings) - len(open_findings), strings["waived"]))
    yield '<ul class="counts">'
    for number, words in counts:
        zero = "" if number else ' class="zero"'
        yield f"<li{zero}><b>{number}</b> {escape(words)}</li>"
    yield "</ul>"


def _score(report: CourseReport, strings: dict[str, str]) -> Iterator[str]:
    yield f'<p class="hint">{escape(strings["score_hint"])}</p>'
    yield '<div class="sheet"><table class="stack">'
    yield _head(strings, "measure", "value", "target", "verdict")
    for each in report.measures:
        state = {True: "holds", False: "falls", None: "open"}[each.holds]
        verdict = f'<span class="verdict {state}">{escape(strings[state])}</span>'
        if each.name == "yield":
            verdict = ""
        target = strings.get(f"target_{each.name}", each.target)
        yield (
            f"<tr><th scope='row'>{escape(strings[f'm_{each.name}'])}</th>"
            f"{_cell(strings, 'value', escape(each.value))}"
            f"{_cell(strings, 'target', escape(target))}<td>{verdict}</td></tr>"
        )
    yield "</tbody></table></div>"


def _head(strings: dict[str, str], *names: str) -> str:
    cells = "".join(
        f'<th scope="col"{_NUMBERED.get(name, "")}>{escape(strings[name])}</th>' for name in names
    )
    return f"<thead><tr>{cells}</tr></thead><tbody>"


def _cell(strings: dict[str, str], name: str, inner: str, kind: str = "") -> str:
    style = f' class="{kind}"' if kind else ""
    return f'<td{style} data-label="{escape(strings[name])}">{inner}</td>'


def _sources(report: CourseReport, strings: dict[str, str]) -> Iterator[str]:
    yield '<div class="sheet"><table class="stack">'
    yield _head(strings, "source", "edition", "words", "rules")
    rules: dict[str, int] = {}
    for statement in report.index.statements:
        rules[statement.document] = rules.get(statement.document, 0) + 1
    for document in report.index.documents:
        path = document.source.path
        words = sum(
            len(
                f"{each.text} {each.term} {' '.join(cell for row in each.rows for cell in row)}".split()
            )
            for each in document.blocks
        )
        edition = edition_words(document.edition) or strings["no_edition"]
        yield (
            f'<tr><th scope="row">{escape(document.title)}<br><span class="place">{escape(path)}</span></th>'
            f"{_cell(strings, 'edition', escape(edition))}"
            f"{_cell(strings, 'words', f'{words:,}', 'number')}"
            f"{_cell(strings, 'rules', str(rules.get(path, 0)), 'number')}</tr>"
        )
    yield "</tbody></table></div>"


def _left_out(report: CourseReport, strings: dict[str, str]) -> Iterator[str]:
    yield f'<p class="hint">{escape(strings["left_out_hint"])}</p>'
    yield '<div class="sheet">'
    by_reason: dict[str, list[str]] = {}
    for reason, what in report.left_out:
        by_reason.setdefault(strings[f"why_{reason}"], []).append(what)
    if report.not_understood:
        by_reason[strings["not_read"]] = [each.text for each in report.not_understood]
    for document, sentences in report.unread:
        title = report.index.titles.get(document, document)
        by_reason[f"{strings['no_rule']}: {title}"] = list(sentences)
    if not by_reason:
        yield f'<p class="empty">{escape(strings["nothing_left_out"])}</p>'
    for reason, listed in by_reason.items():
        yield f'<details><summary>{escape(reason)} <span class="place">({len(listed)})</span></summary><ul>'
        yield from (f"<li>{escape(each)}</li>" for each in listed)
        yield "</ul></details>"
    yield "</div>"


def _modules(context: CheckContext, strings: dict[str, str]) -> Iterator[str]:
    formula = FORMULAS.get(context.language.partition("-")[0], "100 - LIX")
    yield f'<p class="hint">{escape(strings["reading_hint"].format(formula=formula))}</p>'
    yield '<div class="sheet"><table class="stack">'
    yield _head(strings, "module", "minutes", "reading", "blocks", "items", "scenario")
    for module in context.course.modules:
        minutes = estimate_minutes(module)
        state = "" if _SHORTEST <= minutes <= _LONGEST else " falls"
        width = min(100, round(100 * minutes / _SCALE))
        bar = f'{minutes:g}<span class="bar{state}"><i style="width:{width}%"></i></span>'
        own = module_ease(context.claims_by_module.get(module.id, ()), context.language)
        source = source_ease(context, module.id)
        ease = "–" if own is None else f"{own:g}"
        if source is not None:
            ease += f' <span class="place">({escape(strings["reading_source"])}: {source:g})</span>'
        scenario = strings["yes"] if module.scenario else strings["no"]
        yield (
            f"<tr><th scope='row'>{escape(module.title)}</th>{_cell(strings, 'minutes', bar)}"
            f"{_cell(strings, 'reading', ease)}"
            f"{_cell(strings, 'blocks', str(len(module.blocks)), 'number')}"
            f"{_cell(strings, 'items', str(len(module.items)), 'number')}"
            f"{_cell(strings, 'scenario', escape(scenario))}</tr>"
        )
    yield "</tbody></table></div>"
