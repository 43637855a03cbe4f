"""The coverage map: statement by statement, where it is taught and asked. In: a CourseReport. Out: lines of HTML."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from coursegen.check.context import CheckContext
from coursegen.check.coverage import asked_by, taught_by
from coursegen.export.report import CourseReport
from coursegen.export.words import locator_words
from coursegen.model.course import Module
from coursegen.model.passage import Statement

__all__ = ["coverage_part"]

_SHOWN = ("all", "untaught", "unasked", "whole")


def coverage_part(
    report: CourseReport, context: CheckContext, strings: dict[str, str]
) -> Iterator[str]:
    """The map under its filter, section by section of the sources."""
    inside = set(report.coverage.in_scope)
    statements = [each for each in report.index.statements if each.id in inside]
    yield f'<p class="hint">{escape(strings["map_hint"])}</p><div class="map">'
    yield f'<fieldset class="filter"><legend>{escape(strings["show"])}</legend>'
    for name in _SHOWN:
        checked = " checked" if name == "all" else ""
        yield (
            f'<label><input type="radio" name="show" id="show-{name}"{checked}>'
            f"{escape(strings[f'show_{name}'])}</label>"
        )
    yield '</fieldset><div class="sheet">'
    writer = _Rows(report, context, strings)
    groups: dict[tuple[str, tuple[str, ...]], list[Statement]] = {}
    for each in statements:
        groups.setdefault((each.document, each.heading), []).append(each)
    for (document, heading), members in groups.items():
        title = report.index.titles.get(document, document)
        below = heading[1:] if heading[:1] == (title,) else heading
        yield f'<div class="group"><h3>{escape(" › ".join((title, *below)))}</h3>'
        for each in members:
            yield writer.row(each)
        yield "</div>"
    yield "</div></div>"


class _Rows:
    """Writes one row a statement."""

    def __init__(
        self, report: CourseReport, context: CheckContext, strings: dict[str, str]
    ) -> None:
        self.strings = strings
        self.index = report.index
        self.taught = taught_by(report.course, report.index, report.coverage)
        self.asked = asked_by(report.course, report.index, report.coverage)
        self.modules: dict[str, Module] = {}
        self.stems: dict[str, str] = {}
        self.aims: dict[str, str] = {}
        objectives = {each.id: each.text for each in report.course.outline.objectives}
        for _, item in context.items:
            self.stems[item.id] = item.stem
            self.aims[item.id] = objectives.get(item.objective, "")
        for module in report.course.modules:
            self.modules[module.id] = module
            if module.scenario:
                self.stems[module.scenario.id] = module.scenario.title
                self.aims[module.scenario.id] = objectives.get(module.scenario.objective or "", "")

    def row(self, statement: Statement) -> str:
        """The row of ``statement``."""
        strings = self.strings
        taught = self.taught.get(statement.id, [])
        asked = self.asked.get(statement.id, [])
        kinds = [name for name, there in (("untaught", taught), ("unasked", asked)) if not there]
        state = " ".join(kinds or ["whole"])
        aims = list(dict.fromkeys(self.aims[each] for each in asked if self.aims.get(each)))
        first = statement.evidence[0].passage
        places = self.index.occurrences_by_passage.get(first, [])
        place = locator_words(places[0].locator, strings) if places else ""
        where = f'<span class="place">{escape(place)}</span>' if place else ""
        titles = [self.modules[each].title for each in taught]
        return (
            f'<div class="row {state}"><div>{escape(statement.text)} {where}</div>'
            f'<div><span class="label">{escape(strings["taught_in"])}</span>{self.listed(titles)}</div>'
            f'<div><span class="label">{escape(strings["asked_in"])}</span>'
            f"{self.listed([self.stems[each] for each in asked])}{self.objectives(aims)}</div></div>"
        )

    def listed(self, texts: list[str]) -> str:
        """The texts, one a line; that there is none, where there is none."""
        if not texts:
            return f'<span class="none">{escape(self.strings["nowhere"])}</span>'
        return "<br>".join(escape(each) for each in texts)

    def objectives(self, aims: list[str]) -> str:
        """The objectives by which a statement is asked."""
        if not aims:
            return ""
        return f'<span class="label">{escape(self.strings["objective"])}: {escape("; ".join(aims))}</span>'
