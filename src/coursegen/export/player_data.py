"""What the player is told of a course, as JSON.

In: a Course and its PackageContext. Out: a dict that ``exports/player`` plays: texts as HTML, units with
their slots and marks, citations told in words, the interface strings of the course's language.

Its shape is flat and small on purpose: ``modules`` in order, each with ``blocks``, ``items`` and
``scenario``; ``assessment`` with the ids of its bank and the items; ``citations`` a list that units point
into by number (``cites``), so that a quote used ten times stands in the package once.
"""

from __future__ import annotations

import json
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

from coursegen.export.citing import told_citation, told_source
from coursegen.export.cues import transcript
from coursegen.export.markup import inline_html, plain_text, rich_html, tight_html
from coursegen.export.media import captions_name, clip_cues, media_name
from coursegen.export.strings import interface_strings
from coursegen.export.suspend import mark_of, slot_of, tracked_units
from coursegen.export.theme import theme_data
from coursegen.model.base import Noun
from coursegen.model.blocks import Attestation, Block, Citation, Clip, citations_of
from coursegen.model.course import Course, Module
from coursegen.model.items import Category, Entry, Item, Option, OrderingStep
from coursegen.model.package import PackageContext
from coursegen.model.scenario import Choice, Scenario

__all__ = ["course_script", "mastery_points", "player_data"]

_RICH = frozenset({"text", "stem", "feedback_right", "feedback_wrong", "consequence", "debrief"})
_TIGHT = frozenset(
    {"front", "back", "prompt", "feedback", "rationale", "left", "intro", "note", "points", "steps"}
)
_INLINE = frozenset({"caption"})
_PLAIN = frozenset({"title", "alt", "transcript", "right", "accept", "options", "extra"})
_LEFT_OUT = frozenset({"meta", "pinned", "origin", "citations", "pool", "bloom"})
_LABELLED = (Option, OrderingStep, Entry, Choice)
"""Nouns whose ``text`` is a label of one line rather than a paragraph."""


def mastery_points(course: Course) -> str:
    """The mastery score on a scale of 0 to 100, at most two decimals: ``80``, ``66.67``."""
    points = (Decimal(str(course.outline.mastery_score)) * 100).quantize(
        Decimal("0.01"), rounding=ROUND_HALF_UP
    )
    return format(points.normalize(), "f")


def course_script(data: dict[str, Any]) -> str:
    """``data`` as a classic script that works from a file and without a request."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for mark, escape in (("<", "\\u003c"), ("\u2028", "\\u2028"), ("\u2029", "\\u2029")):
        text = text.replace(mark, escape)
    return f"window.coursegenCourse = {text};\n"


def player_data(
    course: Course, context: PackageContext, project: Path | None = None
) -> dict[str, Any]:
    """The course for the player. Raises ExportError for a unit without a slot or an unknown language."""
    outline = course.outline
    strings = interface_strings(outline.language, project, address=outline.address)
    told = _Teller(context, strings)
    modules = [told.module(each) for each in course.modules]
    bank = [each.id for each in course.assessment_items()]
    assessment = outline.assessment
    return {
        "format": 1,
        "id": outline.id,
        "title": plain_text(outline.title),
        "language": outline.language,
        "version": outline.version,
        "stamp": context.stamp[:12],
        "mastery": float(mastery_points(course)),
        "completion": outline.completion,
        "tracking": outline.tracking,
        "recall": outline.tracking == "answers",
        "minutes": round(sum(each.minutes for each in course.modules)),
        "slots": max((slot_of(each, context) for each in tracked_units(course)), default=-1) + 1,
        "objectives": {each.id: inline_html(each.text) for each in outline.objectives},
        "modules": modules,
        "assessment": {
            "id": assessment.id,
            "title": plain_text(assessment.title),
            "draw": min(assessment.draw or len(bank), len(bank)),
            "attempts": assessment.attempts,
            "test_out": assessment.test_out,
            "bank": bank,
        }
        if assessment is not None and bank
        else None,
        "sources": told.sources(),
        "citations": told.citations,
        "theme": theme_data(context),
        "strings": strings,
    }


class _Teller:
    """Turns nouns into the player's dicts and collects the citations they use."""

    def __init__(self, context: PackageContext, strings: dict[str, str]) -> None:
        self.context = context
        self.strings = strings
        self.citations: list[dict[str, Any]] = []
        self._numbers: dict[tuple[str, str], int] = {}

    def module(self, module: Module) -> dict[str, Any]:
        result = {
            "id": module.id,
            "slot": slot_of(module.id, self.context),
            "mark": self._mark(module),
            "title": plain_text(module.title),
            "minutes": module.minutes,
            "objectives": list(module.objectives),
            "blocks": [self.block(each) for each in module.blocks],
            "items": [self.item(each) for each in module.items],
        }
        if module.image:
            result |= {"image": media_name(module.image), "image_alt": module.image_alt}
        if module.scenario is not None:
            result["scenario"] = self.scenario(module.scenario)
        return result

    def block(self, block: Block) -> dict[str, Any]:
        result = self._fields(block)
        if isinstance(block, Attestation):
            result |= self._tracking(block)
        if isinstance(block, Clip):
            result |= self._clip(block)
        for name in ("image", "media", "captions"):
            if name in result and result[name] == getattr(block, name):
                result[name] = media_name(result[name])
        if "columns" in result:
            result["columns"] = [inline_html(each) for each in result["columns"]]
            result["rows"] = [[inline_html(cell) for cell in row] for row in result["rows"]]
        return result

    def _clip(self, clip: Clip) -> dict[str, Any]:
        """What is told otherwise of ``clip``: its captions, the words in it, and its part of the recording."""
        told: dict[str, Any] = {}
        cut = self.context.cuts.get(clip.id)
        if clip.captions:
            told["cues"] = clip_cues(clip, self.context)
            if clip.transcript == " ".join(each.quote for each in clip.citations):
                told["transcript"] = transcript(told["cues"])  # nobody wrote another
        if cut is not None:
            told |= {"media": cut.name, "start": cut.at(cut.start), "end": cut.at(cut.end)}
            told |= {"captions": captions_name(cut)} if clip.captions else {}
        return told

    def item(self, item: Item) -> dict[str, Any]:
        result = self._fields(item) | self._tracking(item)
        result["pool"] = item.pool
        result["cites"] = self._cites(citations_of(item))
        return result

    def scenario(self, scenario: Scenario) -> dict[str, Any]:
        return self._fields(scenario) | self._tracking(scenario)

    def sources(self) -> list[dict[str, str]]:
        """The sources that are cited, in the order in which they come up."""
        paths = dict.fromkeys(
            self.context.places[passage].document
            for passage, _ in self._numbers
            if passage in self.context.places
        )
        return [told_source(path, self.context, self.strings) for path in paths]

    def _tracking(self, unit: Item | Scenario | Attestation) -> dict[str, Any]:
        return {"slot": slot_of(unit.id, self.context), "mark": self._mark(unit)}

    def _mark(self, unit: Module | Item | Scenario | Attestation) -> str:
        return mark_of(unit, self.context.revisions.get(unit.id, 0))

    def _fields(self, noun: Noun) -> dict[str, Any]:
        """The fields of ``noun`` for the player: rendered, empty ones and those for authors left out."""
        result: dict[str, Any] = {}
        for name in type(noun).model_fields:
            value = getattr(noun, name)
            if name not in _LEFT_OUT and value not in ("", (), None):
                result[name] = self._field(noun, name, value)
        cites = self._cites(getattr(noun, "citations", ()))
        return result | ({"cites": cites} if cites else {})

    def _field(self, noun: Noun, name: str, value: Any) -> Any:
        if isinstance(value, tuple):
            return [
                self._fields(each) if isinstance(each, Noun) else _rendered(noun, name, each)
                for each in value
            ]
        return _rendered(noun, name, value)

    def _cites(self, citations: Any) -> list[int]:
        return list(dict.fromkeys(self._cite(each) for each in citations))

    def _recording(self, citation: Citation) -> dict[str, Any]:
        """Where the quote is spoken, in seconds of a recording that the package holds."""
        place = self.context.places.get(citation.passage)
        if place is None or place.locator.start is None:
            return {}
        start, end = place.locator.start, place.locator.end
        for cut in self.context.cuts.values():
            last = start if end is None else end
            if cut.media == place.document and cut.start <= start and last <= cut.end:
                ended = {} if end is None else {"end": cut.at(end)}
                return {"media": cut.name, "start": cut.at(start)} | ended
        if place.document not in self.context.media:
            return {}
        told = {"media": media_name(place.document), "start": start}
        return told | ({"end": end} if end is not None else {})

    def _cite(self, citation: Citation) -> int:
        """The number of ``citation`` in the package's list."""
        key = (citation.passage, citation.quote)
        if key not in self._numbers:
            self._numbers[key] = len(self.citations)
            told = told_citation(citation, self.context, self.strings)
            self.citations.append(told | self._recording(citation))
        return self._numbers[key]


def _rendered(noun: Noun, name: str, value: Any) -> Any:
    """One field's value as the player shows it; values that are no text stay as they are."""
    if not isinstance(value, str):
        return value
    if name in _PLAIN or (name == "text" and isinstance(noun, Category)):
        return plain_text(value)
    if name in _INLINE or (name == "text" and isinstance(noun, _LABELLED)):
        return inline_html(value)
    if name in _TIGHT:
        return tight_html(value)
    return rich_html(value) if name in _RICH else value
