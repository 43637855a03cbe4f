"""The delta refresher: a course of one module on what changed, for those who passed an earlier version.

In: Points, the drafts that the generator wrote on the new rules, settings. Out: a Course of at most five minutes: what
was and what is, from when, what to do from now on, and one to four items on the change only.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from coursegen.author.delta import Point, by_weight, heaviest, without_number
from coursegen.author.delta_items import item_on
from coursegen.author.mint import Mint
from coursegen.check.time import estimate_minutes
from coursegen.ids import digest
from coursegen.language.data import load
from coursegen.model.blocks import Block, Callout, Citation, Steps, Table, TextBlock
from coursegen.model.course import Assessment, Brief, Course, Module, Objective, Outline
from coursegen.model.items import Item

__all__ = [
    "LONGEST_MINUTES",
    "Refresher",
    "passages_of",
    "refresher_brief",
    "refresher_course",
    "refresher_words",
]

LONGEST_MINUTES = 5.0
"""A refresher takes at most this long, its items included."""

_MOST_POINTS = 6
_MOST_ITEMS = 4
_MOST_HEADINGS = 8
_FEWEST_FOR_A_MISTAKE = 3
"""From so many questions on one may be wrong: of two, one wrong is half of them."""
_ITEM_MINUTES = 40 / 60
_ISO = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-\d{2}")


_Row = tuple[str, str, tuple[Citation, ...]]
Drafter = Callable[[Sequence[Point]], Module]
"""Drafts a module on the new rules of some points."""


@dataclass(frozen=True)
class Refresher:
    """The course and the points that it holds.

    ``left`` are the headings of those there was no time for, each with how many; ``minutes`` hold the questions.
    """

    course: Course
    points: tuple[Point, ...]
    left: tuple[tuple[str, int], ...]
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
    passages = passages_of(points, new=True) or passages_of(points, new=False)
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


def passages_of(points: Sequence[Point], *, new: bool = True) -> tuple[str, ...]:
    """The passages of the new rules of ``points``, or of the old ones, each once."""
    cites = [each for point in points for each in (point.now_cites if new else point.was_cites)]
    return tuple(dict.fromkeys(each.passage for each in cites))


def refresher_course(
    outline: Outline, brief: Brief, mint: Mint, points: Sequence[Point], draft: Drafter
) -> Refresher:
    """The course on as many of ``points`` as five minutes hold, the weightiest; each text of it is on these only.

    How many fit is tried without the generator first, so that it is asked once where it keeps to its words.
    """
    undrafted = Module(id=brief.id, title=brief.topic, minutes=0, objectives=brief.objectives)
    most = min(len(points), _MOST_POINTS)
    for drafter in (lambda _: undrafted, draft):
        made = _with_most(most, outline, brief, mint, points, drafter)
        while made.minutes > LONGEST_MINUTES and most > 1:
            most -= 1
            made = _with_most(most, outline, brief, mint, points, drafter)
    return made


def _with_most(
    most: int,
    outline: Outline,
    brief: Brief,
    mint: Mint,
    points: Sequence[Point],
    draft: Drafter,
) -> Refresher:
    """The course on the ``most`` weightiest of ``points``, however long it is."""
    chosen = heaviest(points, most)
    left = _headings([each for each in points if each not in chosen], outline.language)
    module = _Maker(outline, brief, mint, draft(chosen)).module(chosen, left)
    passing = _passing(outline.mastery_score, len(module.items))
    course = Course(
        outline=outline.model_copy(update={"mastery_score": passing}), modules=(module,)
    )
    return Refresher(course, chosen, left, module.minutes)


def _headings(points: Sequence[Point], language: str) -> tuple[tuple[str, int], ...]:
    """The headings of ``points``, each with how many stand under it."""
    found = Counter(without_number(each.heading, language) for each in points)
    return tuple(found.items())


def _passing(mastery: float, items: int) -> float:
    """The mastery score of a test of ``items`` questions: lower where it lets no mistake through and could."""
    if mastery == 1 or items < _FEWEST_FOR_A_MISTAKE:
        return mastery
    return min(mastery, (items - 1) * 100 // items / 100)


@dataclass
class _Maker:
    outline: Outline
    brief: Brief
    mint: Mint
    drafted: Module

    def __post_init__(self) -> None:
        self.words = refresher_words(self.outline.language)
        self.mint = self.mint.copy()

    def module(self, points: Sequence[Point], left: Sequence[tuple[str, int]]) -> Module:
        items = self.items(points)
        module = Module(
            id=self.brief.id,
            title=self.brief.topic,
            minutes=0,
            objectives=self.brief.objectives,
            blocks=(
                self.opening(points, len(items), one=len(points) == 1 and not left),
                *self.before_and_now(points),
                *self.to_do(points),
                *self.what_else(left),
            ),
            items=tuple(items),
        )
        minutes = estimate_minutes(module) + len(items) * _ITEM_MINUTES
        return module.model_copy(update={"minutes": round(minutes, 1)})

    def opening(self, points: Sequence[Point], items: int, *, one: bool) -> Block:
        """Why the learner is here, from when the changes hold, and whether a mistake is one too many."""
        text = [self.words["intro_1" if one else "intro_n"]]
        text += self.from_when(points, one=one)
        passing = _passing(self.outline.mastery_score, items)
        if items > 1 and passing * items > items - 1:
            text.append(self.words["all_right"])
        return TextBlock(
            id=self.mint("block", text[0]), type="text", origin="template", text=" ".join(text)
        )

    def from_when(self, points: Sequence[Point], *, one: bool) -> list[str]:
        """From when the changes hold: all from one day, or by their headings; nothing of those whose day is not known."""
        language = self.outline.language
        headings: dict[str, dict[str, None]] = {}
        for each in points:
            headings.setdefault(each.since, {})[without_number(each.heading, language)] = None
        dates = sorted(each for each in headings if each)
        if len(headings) == 1 and dates:
            name = "from_1" if one else "from_n"
            return [self.words[name].format(date=_written(dates[0], language))]
        return [
            self.words["from_some"].format(
                date=_written(each, language), headings="; ".join(headings[each])
            )
            for each in dates
        ]

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
        """What to do from now on: as the generator tells it, else in the words of the source; of each rule of now."""
        left = [each for each in points if each.now and not each.for_others]
        wanted = {(each.passage, each.quote) for point in left for each in point.now_cites}
        found: list[TextBlock | Callout | Steps] = []
        for block in self.drafted.blocks:
            if not isinstance(block, (TextBlock, Callout, Steps)) or block.origin != "source":
                continue
            told = [each for each in left if _tells(block.citations, each)]
            if told and all(_only(each, wanted) for each in block.citations):
                found.append(block)
                left = [each for each in left if each not in told]
        if left:
            found.append(self.plainly(left))
        if not found:
            return []
        return [found[0].model_copy(update={"title": self.words["to_do"]}), *found[1:]]

    def what_else(self, left: Sequence[tuple[str, int]]) -> list[Block]:
        """What changed beside it, by its headings."""
        if not left:
            return []
        count = sum(each for _, each in left)
        named = [f"{name} ({each})" if each > 1 else name for name, each in left[:_MOST_HEADINGS]]
        told = ", ".join(named) + (", …" if len(left) > _MOST_HEADINGS else "")
        text = self.words["more_1" if count == 1 else "more_n"].format(count=count, headings=told)
        title = self.words["more_title"]
        return [
            TextBlock(
                id=self.mint("block", title), type="text", origin="template", title=title, text=text
            )
        ]

    def plainly(self, points: Sequence[Point]) -> Callout:
        """New rules in the words of the source."""
        rules = [each.now for each in points]
        cites = _once([each for point in points for each in point.now_cites])
        return Callout(
            id=self.mint("block", rules[0], [each.passage for each in cites]),
            type="callout",
            style="important",
            text=rules[0] if len(rules) == 1 else "\n".join(f"- {each}" for each in rules),
            citations=cites,
        )

    def items(self, points: Sequence[Point]) -> list[Item]:
        """One item a rule, the weightiest first to go in; all in the final test."""
        made: list[Item] = []
        for point in by_weight(points):
            known = {each.id for each in made}
            item = item_on(
                point,
                [each for each in self.drafted.items if each.id not in known],
                self.brief.objectives[0],
                self.words,
                self.mint,
                self.outline.language,
            )
            if item is not None and len(made) < _MOST_ITEMS:
                made.append(item)
        return made


def _cited(rows: Sequence[_Row]) -> tuple[Citation, ...]:
    return _once([each for _, _, cites in rows for each in cites])


def _once(cites: Sequence[Citation]) -> tuple[Citation, ...]:
    return tuple({(each.passage, each.quote): each for each in cites}.values())


def _tells(cites: Sequence[Citation], point: Point) -> bool:
    """Whether ``cites`` hold all that the new rule rests on."""
    return all(
        _touches(each, {(one.passage, one.quote) for one in cites}) for each in point.now_cites
    )


def _only(cite: Citation, wanted: set[tuple[str, str]]) -> bool:
    """Whether ``cite`` quotes nothing but ``wanted``: no sentence between two of them."""
    left = cite.quote
    for passage, quote in wanted:
        if passage == cite.passage and cite.quote in quote:
            return True
        if passage == cite.passage:
            left = left.replace(quote, "")
    return not left.strip()


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
