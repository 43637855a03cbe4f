"""Findings in place, and waivers. In: a CourseReport. Out: lines of HTML."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from coursegen.check.claims import Claim
from coursegen.check.context import CheckContext
from coursegen.check.report import Group, grouped
from coursegen.export.report import CourseReport
from coursegen.export.words import locator_words
from coursegen.model.finding import Finding

__all__ = ["findings_part", "waivers_part"]

_STATES = {"error": "falls", "warning": "warning", "note": "open"}
_MOST_QUOTES = 3


def findings_part(
    report: CourseReport, context: CheckContext, strings: dict[str, str]
) -> Iterator[str]:
    """The open findings, module by module, each with its text and what that rests on."""
    yield f'<p class="hint">{escape(strings["findings_hint"])}</p><div class="sheet findings">'
    found = [each for each in report.findings if not each.waived_by]
    if not found:
        yield f'<p class="empty">{escape(strings["no_findings"])}</p>'
    titles = {each.id: each.title for each in report.course.modules}
    claims = {(each.unit, each.field): each for each in context.claims}
    for module in dict.fromkeys(each.module for each in found):
        heading = titles.get(module, module) or strings["the_course"]
        yield f"<h3>{escape(heading)}</h3>"
        for group in grouped([each for each in found if each.module == module]):
            claim = _claim_of(group.first, claims)
            yield from _article(report, group, claim, _options(group.first, context), strings)
    yield "</div>"


def _claim_of(finding: Finding, claims: dict[tuple[str, str], Claim]) -> Claim | None:
    """The text that a finding is about; the stem of its item where it names no field."""
    for field in (finding.field, "stem", "text"):
        if (finding.unit, field) in claims:
            return claims[(finding.unit, field)]
    return None


def _options(finding: Finding, context: CheckContext) -> str:
    """The options of the item, the key marked, where a finding is about them all."""
    if finding.field != "options":
        return ""
    listed = [
        ("✓ " if each.role == "key" else "· ") + escape(each.text)
        for each in context.claims_by_module.get(finding.module, ())
        if each.unit == finding.unit and each.role in ("key", "distractor")
    ]
    return "".join(f"<br>{each}" for each in listed)


def _article(
    report: CourseReport,
    group: Group,
    claim: Claim | None,
    options: str,
    strings: dict[str, str],
) -> Iterator[str]:
    finding = group.first
    place = " ".join(part for part in (finding.unit, finding.field) if part)
    state = _STATES[finding.severity]
    yield (
        f'<article><p class="head"><span class="verdict {state}">{escape(strings[finding.severity])}</span>'
        f'<code>{escape(finding.rule)}</code><span class="place">{escape(place)}</span></p>'
        f'<p class="message">{escape(finding.message)}</p><dl>'
    )
    if claim and claim.text not in finding.message:
        yield f"<dt>{escape(strings['text'])}</dt><dd>{escape(claim.text)}{options}</dd>"
    if claim and claim.citations:
        yield f"<dt>{escape(strings['quote'])}</dt><dd>"
        yield from _quotes(report, claim, strings)
        yield "</dd>"
    yield f"<dt>{escape(strings['mend'])}</dt><dd>{escape(finding.hint)}</dd>"
    if group.others:
        others = ", ".join(each.field or each.unit for each in group.others)
        yield f'<dt>{escape(strings["also"])}</dt><dd class="place">{escape(others)}</dd>'
    yield "</dl></article>"


def _quotes(report: CourseReport, claim: Claim, strings: dict[str, str]) -> Iterator[str]:
    titles = report.index.titles
    for citation in list(dict.fromkeys(claim.citations))[:_MOST_QUOTES]:
        place = ""
        for occurrence in report.index.occurrences_by_passage.get(citation.passage, [])[:1]:
            words = locator_words(occurrence.locator, strings)
            parts = (titles.get(occurrence.document, ""), *occurrence.locator.heading[-1:], words)
            place = ", ".join(dict.fromkeys(part for part in parts if part))
        yield f'<p><q>{escape(citation.quote)}</q> <span class="place">{escape(place)}</span></p>'


def waivers_part(report: CourseReport, strings: dict[str, str]) -> Iterator[str]:
    """The waived findings with their reasons."""
    waived = [each for each in report.findings if each.waived_by]
    yield f'<p class="hint">{escape(strings["waivers_hint"])}</p><div class="sheet">'
    if not waived:
        yield f'<p class="empty">{escape(strings["no_waivers"])}</p></div>'
        return
    names = ("rule", "unit", "reason", "by")
    heads = "".join(f'<th scope="col">{escape(strings[each])}</th>' for each in names)
    yield f'<table class="stack"><thead><tr>{heads}</tr></thead><tbody>'
    for each in waived:
        cells = (each.unit or strings["the_course"], each.waived_because, each.waived_by)
        labelled = zip(names[1:], cells, strict=True)
        row = "".join(
            f'<td data-label="{escape(strings[name])}">{escape(text)}</td>'
            for name, text in labelled
        )
        said = f'<br><span class="place">{escape(each.message)}</span>'
        yield f'<tr><th scope="row">{escape(each.rule)}{said}</th>{row}</tr>'
    yield "</tbody></table></div>"
