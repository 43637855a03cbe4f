"""The delta refresher: a course of one module on what changed, for those who passed an earlier version.

In: Points, the drafts that the generator wrote on the new rules, settings. Out: a Course of at most five minutes: what
was and what is, from when, what to do from now on, and one to four items on the change only.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from coursegen.author.delta import Point, heaviest, without_number
from coursegen.author.delta_items import item_on
from coursegen.author.mint import Mint
from coursegen.check.time import estimate_minutes
from coursegen.ids import digest
from coursegen.language.data import load
from coursegen.model.blocks import Block, Callout, Citation, Steps, Table, TextBlock
from coursegen.model.course import Assessment, Brief, Course, Module, Objective, Outline
from coursegen.model.items import Item

__all__ = ["LONGEST_MINUTES", "Refresher", "refresher_brief", "refresher_course", "refresher_words"]

LONGEST_MINUTES = 5.0
"""A refresher takes at most this long, its items included."""

_MOST_POINTS = 6
_MOST_ITEMS = 4
_MOST_TAUGHT = 3
_ITEM_MINUTES = 40 / 60
_ISO = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-\d{2}")


_Row = tuple[str, str, tuple[Citation, ...]]


@dataclass(frozen=True)
class Refresher:
    """The course and the points that it holds; ``left`` are those there was no time for."""

    course: Course
    points: tuple[Point, ...]
    left: int
    minutes: float


def refresher_words(language: str) -> dict[str, Any]:
    """The words of a refresher in ``language``, in English where there are none."""
    return load(language, "refresher") or load("en", "refresher")


def refresher_brief(settings: Outline, points: Sequence[Point]) -> tuple[Outline, Brief, Mint]:
    """The outline of the refresher with its one module; its id tells the changes that it is about."""
    words = refresher_words(settings.language)
    changed = sorted(
        {
            (each.passage, each.quote)
            for point in points
            for each in (*point.was_cites, *point.now_cites)
        }
    )
    identifier = f"{settings.id}-refresher-{digest(changed, 5)}"
    mint = Mint(identifier)
    passages = _passages(points, new=True) or _passages(points, new=False)
    objective = Objective(
        id=mint("objective", words["objective"], passages), text=words["objective"], bloom="apply"
    )
    brief = Brief(
        id=mint("module", words["module"], passages),
        topic=words["module"],
        objectives=(objective.id,),
        passages=passages,
    )
    outline = settings.model_copy(
        update={
            "id": identifier,
            "title": words["title"].format(course=settings.title),
            "version": "1.0.0",
            "objectives": (objective,),
            "modules": (brief,),
            "assessment": Assessment(id=mint("assessment", words["test"]), title=words["test"]),
        }
    )
    return outline, brief, mint


def _passages(points: Sequence[Point], *, new: bool) -> tuple[str, ...]:
    cites = [each for point in points for each in (point.now_cites if new else point.was_cites)]
    return tuple(dict.fromkeys(each.passage for each in cites))


def refresher_course(
    outline: Outline, brief: Brief, mint: Mint, points: Sequence[Point], drafted: Module
) -> Refresher:
    """The course on as many of ``points`` as five minutes hold, the weightiest; ``drafted`` is on their new rules."""
    for most in range(min(len(points), _MOST_POINTS), 0, -1):
        chosen = heaviest(points, most)
        maker = _Maker(outline, brief, mint, drafted)
        module = maker.module(chosen, left=len(points) - most)
        minutes = round(module.minutes + len(module.items) * _ITEM_MINUTES, 1)
        if minutes <= LONGEST_MINUTES or most == 1:
            break
    course = Course(outline=outline, modules=(module,))
    return Refresher(course, chosen, len(points) - most, minutes)


@dataclass
class _Maker:
    outline: Outline
    brief: Brief
    mint: Mint
    drafted: Module

    def __post_init__(self) -> None:
        self.words = refresher_words(self.outline.language)
        self.mint = self.mint.copy()

    def module(self, points: Sequence[Point], left: int) -> Module:
        items = self.items(points)
        module = Module(
            id=self.brief.id,
            title=self.brief.topic,
            minutes=0,
            objectives=self.brief.objectives,
            blocks=(
                self.opening(points, left),
                *self.before_and_now(points),
                *self.to_do(points),
            ),
            items=tuple(items),
        )
        return module.model_copy(update={"minutes": estimate_minutes(module)})

    def opening(self, points: Sequence[Point], left: int) -> Block:
        """Why the learner is here, and from when the changes hold."""
        one = len(points) + left == 1
        text = [self.words["intro_1" if one else "intro_n"]]
        dates = list(dict.fromkeys(each.since for each in points if each.since))
        written = [_written(each, self.outline.language) for each in sorted(dates)]
        if len(written) == 1:
            text.append(self.words["from_1" if one else "from_n"].format(date=written[0]))
        elif written:
            listed = f"{', '.join(written[:-1])} {self.words['and']} {written[-1]}"
            text.append(self.words["from_several"].format(dates=listed))
        if left:
            text.append(self.words["more"])
        return TextBlock(
            id=self.mint("block", text[0]), type="text", origin="template", text=" ".join(text)
        )

    def before_and_now(self, points: Sequence[Point]) -> list[Table]:
        """The rules as they were, and as they are: a table each, so that each rests on its own edition."""
        words = self.words
        was = [(each.heading_before, each.was, each.was_cites) for each in points if each.was]
        now = [(each.heading, each.now or words["dropped"], each.now_cites) for each in points]
        return [self.table(name, rows) for name, rows in (("was", was), ("now", now)) if rows]

    def table(self, name: str, rows: Sequence[_Row]) -> Table:
        title, cites, language = self.words[name], _cited(rows), self.outline.language
        return Table(
            id=self.mint("block", title, [each.passage for each in cites]),
            type="table",
            origin="source" if cites else "template",
            title=title,
            columns=(self.words["subject"], self.words["rule"]),
            rows=tuple((without_number(about, language), text) for about, text, _ in rows),
            citations=cites,
        )

    def to_do(self, points: Sequence[Point]) -> list[Block]:
        """What to do from now on: as the generator tells it, else in the words of the source."""
        wanted = {(each.passage, each.quote) for point in points for each in point.now_cites}
        found: list[TextBlock | Callout | Steps] = [
            each
            for each in self.drafted.blocks
            if isinstance(each, (TextBlock, Callout, Steps))
            and each.origin == "source"
            and any(_touches(cite, wanted) for cite in each.citations)
        ]
        if not found:
            found = [self.plainly(each) for each in points if each.now]
        if not found:
            return []
        first = found[0].model_copy(update={"title": self.words["to_do"]})
        return [first, *found[1:_MOST_TAUGHT]]

    def plainly(self, point: Point) -> Callout:
        """A new rule in the words of the source."""
        return Callout(
            id=self.mint("block", point.now, [each.passage for each in point.now_cites]),
            type="callout",
            style="important",
            text=point.now,
            citations=point.now_cites,
        )

    def items(self, points: Sequence[Point]) -> list[Item]:
        """One item a rule, the weightiest first to go in; all in the final test."""
        made: list[Item] = []
        for point in heaviest(points, _MOST_ITEMS):
            item = item_on(
                point,
                self.drafted.items,
                self.brief.objectives[0],
                self.words,
                self.mint,
                self.outline.language,
            )
            if item is not None and item.id not in {each.id for each in made}:
                made.append(item)
        return made


def _cited(rows: Sequence[_Row]) -> tuple[Citation, ...]:
    return _once([each for _, _, cites in rows for each in cites])


def _once(cites: Sequence[Citation]) -> tuple[Citation, ...]:
    return tuple({(each.passage, each.quote): each for each in cites}.values())


def _touches(cite: Citation, wanted: set[tuple[str, str]]) -> bool:
    return any(
        cite.passage == passage and (quote in cite.quote or cite.quote in quote)
        for passage, quote in wanted
    )


def _written(date: str, language: str) -> str:
    """An ISO date written out: ``1 September 2026``; as it is where it is none."""
    if not _ISO.fullmatch(date):
        return date
    year, month, day = date.split("-")
    months = load(language, "documents").get("months") or load("en", "documents")["months"]
    name = str(months[int(month) - 1])
    capital = language.split("-", maxsplit=1)[0] in {"en", "de"}
    return f"{int(day)} {name.capitalize() if capital else name} {year}"
