"""The ten kinds of block, and the scenario, in CommonMark. In: a Block or Scenario and its Page. Out: text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from coursegen.export.commonmark import indented, quoted, safe, safe_line, table_row
from coursegen.export.markdown_page import Page
from coursegen.export.markup import plain_text
from coursegen.export.words import timecode
from coursegen.model.blocks import (
    Attestation,
    Block,
    Callout,
    Clip,
    Figure,
    Flashcards,
    Reveal,
    Steps,
    Summary,
    Table,
    TextBlock,
)
from coursegen.model.scenario import Choice, Scenario

__all__ = ["block_text", "joined", "marked", "scenario_text"]


def joined(*parts: str) -> str:
    """The parts that are not empty, a blank line between them."""
    return "\n\n".join(part for part in parts if part)


def marked(identifier: str, text: str) -> str:
    """``text`` below the id of its unit, in a comment that no reader sees."""
    return f"<!-- {identifier} -->\n\n{text}"


def block_text(block: Block, page: Page) -> str:
    """The block with its title, its id in a comment, and its citations as footnotes."""
    return marked(block.id, _KINDS[block.type](block, page))


def _titled(title: str, *parts: str) -> str:
    return joined(f"## {safe_line(title)}" if title else "", *parts)


def _text(block: TextBlock, page: Page) -> str:
    return _titled(block.title, page.cited(block.text, block.citations))


def _callout(block: Callout, page: Page) -> str:
    label = page.words(f"callout_{block.style}")
    head = f"**{label}: {safe_line(block.title)}**" if block.title else f"**{label}**"
    return quoted(joined(head, page.cited(block.text, block.citations)))


def _steps(block: Steps, page: Page) -> str:
    last = len(block.steps)
    steps = [
        f"{number}. "
        + indented(page.cited(step, block.citations if number == last else ()), len(f"{number}. "))
        for number, step in enumerate(block.steps, 1)
    ]
    return _titled(block.title, safe(block.intro), "\n".join(steps))


def _table(block: Table, page: Page) -> str:
    rows = [table_row([*row]) for row in block.rows]
    head = table_row([*block.columns])
    rule = f"|{' --- |' * len(block.columns)}"
    below = page.cited_once(block.note, block.citations)
    return _titled(block.title, "\n".join([head, rule, *rows]), below)


def _flashcards(block: Flashcards, page: Page) -> str:
    cards = [
        f"- {_bold(card.front)}\n\n  {indented(page.cited(card.back, card.citations), 2)}"
        for card in block.cards
    ]
    return _titled(block.title, "\n\n".join(cards), page.references(block.citations))


def _reveal(block: Reveal, page: Page) -> str:
    answer = f"*{page.words('answer')}:* {page.cited(block.text, block.citations)}"
    return joined(_bold(block.prompt), quoted(answer))


def _figure(block: Figure, page: Page) -> str:
    picture = f"![{_alternative(block.alt)}]({page.media(block.image)})"
    return joined(picture, page.cited(block.caption, block.citations))


def _clip(block: Clip, page: Page) -> str:
    place, start, end = page.clip(block)
    span = f" ({timecode(start)}-{timecode(end)})" if end else ""
    title = _alternative(block.title) or page.words("clip")
    link = f"[{title}]({place}){span}{page.references(block.citations)}"
    told = f"*{page.words('clip_transcript')}:* {safe(block.transcript)}"
    return _titled(block.title, link, quoted(told) if block.transcript else "")


def _attestation(block: Attestation, page: Page) -> str:
    head = f"**{page.words('attestation')}** ({page.words('version', version=block.version)})"
    return joined(head, f"- [ ] {indented(page.cited(block.text, block.citations), 2)}")


def _summary(block: Summary, page: Page) -> str:
    points = "\n".join(f"- {indented(safe(each), 2)}" for each in block.points)
    note = page.references(block.citations)
    return _titled(block.title or page.words("summary"), points + note)


_KINDS: dict[str, Callable[[Any, Page], str]] = {
    "text": _text,
    "callout": _callout,
    "steps": _steps,
    "table": _table,
    "flashcards": _flashcards,
    "reveal": _reveal,
    "figure": _figure,
    "clip": _clip,
    "attestation": _attestation,
    "summary": _summary,
}


def scenario_text(scenario: Scenario, page: Page) -> str:
    """The scenes in order, each choice with what comes of it and where it leads; then the endings."""
    start = [each for each in scenario.scenes if each.id == scenario.start]
    scenes = start + [each for each in scenario.scenes if each.id != scenario.start]
    names = {each.id: page.words("scene", n=n) for n, each in enumerate(scenes, 1)}
    names |= {each.id: page.words("ending", n=n) for n, each in enumerate(scenario.endings, 1)}
    told = [
        joined(
            f"### {names[scene.id]}",
            page.cited(scene.text, scene.citations),
            _choices(scene.choices, names, page),
        )
        for scene in scenes
    ]
    ends = [
        joined(
            f"### {names[each.id]}: {page.words(f'ending_{each.grade}')}",
            page.cited(each.debrief, each.citations),
        )
        for each in scenario.endings
    ]
    head = f"## {page.words('scenario')}: {safe_line(scenario.title)}"
    return marked(scenario.id, joined(head, *told, *ends))


def _choices(choices: Sequence[Choice], names: dict[str, str], page: Page) -> str:
    told = []
    for letter, choice in zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", choices, strict=False):
        onward = f"→ *{page.words('goes_on', place=names[choice.to])}*"
        comes = page.cited(choice.consequence, choice.citations)
        parts = [f"**{letter}** {safe_line(choice.text)}", comes, onward]
        told.append(f"- {indented(joined(*parts), 2)}")
    return "\n\n".join(told)


def _bold(text: str) -> str:
    """``text`` on a line of its own in bold; as it is where it has emphasis or a list of its own."""
    told = safe(text)
    return told if "*" in told or "\n" in told else f"**{told}**"


def _alternative(text: str) -> str:
    """``text`` as it may stand between the brackets of a picture or link."""
    return plain_text(text).replace("\\", "\\\\").replace("[", r"\[").replace("]", r"\]")
