"""Items in CommonMark, asked and answered apart. In: an Item and its Page. Out: text.

What the learner orders or matches is shown in an order that depends on the item alone and is not the answer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from coursegen.export.commonmark import indented, quoted, safe, safe_line
from coursegen.export.markdown_blocks import joined, marked
from coursegen.export.markdown_page import Page
from coursegen.ids import digest
from coursegen.model.blocks import Citation, citations_of
from coursegen.model.items import (
    Categorise,
    Cloze,
    Item,
    Matching,
    MultipleChoice,
    Numeric,
    Ordering,
    ShortAnswer,
    SingleChoice,
    TrueFalse,
)

__all__ = ["answer_text", "question_text"]

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_BLANK = r"\_\_\_\_\_\_"
_GAP = re.compile(r"\{\{([^}]+)\}\}")


def question_text(item: Item, number: int, page: Page, *, earlier: bool = False) -> str:
    """The question with what there is to choose from, and no word of the answer.

    ``earlier``: it asks once more about an earlier module, and says so.
    """
    head = f"### {page.words('question', n=number)}"
    told = f"*{page.words('from_earlier')}*" if earlier else ""
    return marked(item.id, joined(head, told, safe(item.stem), _asked(item, page)))


def answer_text(item: Item, number: int, page: Page) -> str:
    """The question again, its answer, the feedback a learner gets, the reason, and the quotes it rests on."""
    head = f"### {page.words('question', n=number)}"
    answer = f"**{page.words('right_answer', answer=_key(item, page))}**"
    answer += page.references(_own_citations(item))
    why = f"*{page.words('rationale')}:* {safe(item.rationale)}" if item.rationale else ""
    return joined(head, quoted(safe(item.stem)), answer, _feedback(item, page), why)


def _asked(item: Item, page: Page) -> str:
    if isinstance(item, SingleChoice | MultipleChoice):
        hint = page.words("choose_one" if isinstance(item, SingleChoice) else "choose_all")
        return joined(f"*{hint}*", _lettered([each.text for each in item.options]))
    if isinstance(item, TrueFalse):
        judged = [page.words("statement_true"), page.words("statement_false")]
        return joined(f"*{page.words('choose_one')}*", _lettered(judged))
    if isinstance(item, Numeric | ShortAnswer):
        unit = item.unit if isinstance(item, Numeric) else ""
        return f"{_BLANK} {safe_line(unit)}".rstrip()
    if isinstance(item, Cloze):
        return _asked_gaps(item, page)
    return _asked_parts(item, page)


def _asked_gaps(item: Cloze, page: Page) -> str:
    numbers = {gap.id: number for number, gap in enumerate(item.gaps, 1)}

    def blank(gap: re.Match[str]) -> str:
        return f"{_BLANK} ({numbers.get(gap[1], gap[1])})" if len(numbers) > 1 else _BLANK

    text = _GAP.sub(blank, safe(item.text))
    choices = [
        f"- {page.words('gap', n=numbers[gap.id])}: {' / '.join(map(safe_line, gap.options))}"
        for gap in item.gaps
        if gap.options
    ]
    return joined(text, "\n".join(choices))


def _asked_parts(item: Matching | Ordering | Categorise, page: Page) -> str:
    if isinstance(item, Ordering):
        steps = _stirred([each.text for each in item.steps], item.id)
        return joined(f"*{page.words('put_in_order')}:*", _bullets(steps))
    if isinstance(item, Categorise):
        groups = _bullets([each.text for each in item.categories])
        entries = _bullets(_stirred([each.text for each in item.entries], item.id))
        heads = [f"*{page.words(name)}:*" for name in ("categories", "entries")]
        return joined(heads[0], groups, heads[1], entries)
    lefts = "\n".join(f"{n}. {safe_line(pair.left)}" for n, pair in enumerate(item.pairs, 1))
    return joined(lefts, _lettered(_rights(item)))


def _key(item: Item, page: Page) -> str:
    """The right answer in one line."""
    if isinstance(item, SingleChoice | MultipleChoice):
        chosen = [n for n, each in enumerate(item.options) if each.correct]
        return "; ".join(f"{_LETTERS[n]}. {safe_line(item.options[n].text)}" for n in chosen)
    if isinstance(item, TrueFalse):
        return page.words("statement_true" if item.answer else "statement_false")
    if isinstance(item, Numeric):
        told = f"{page.number(item.answer)} {safe_line(item.unit)}".rstrip()
        tolerance = page.number(item.tolerance)
        words = page.words("give_or_take", answer=told, tolerance=tolerance)
        return words if item.tolerance else told
    if isinstance(item, Cloze):
        filled = [" / ".join(map(safe_line, gap.accept)) for gap in item.gaps]
        numbered = [f"({n}) {each}" for n, each in enumerate(filled, 1)]
        return "; ".join(numbered if len(filled) > 1 else filled)
    if isinstance(item, ShortAnswer):
        return " / ".join(map(safe_line, item.accept))
    return _key_of_parts(item)


def _key_of_parts(item: Matching | Ordering | Categorise) -> str:
    if isinstance(item, Ordering):
        return " → ".join(safe_line(each.text) for each in item.steps)
    if isinstance(item, Categorise):
        names = {each.id: safe_line(each.text) for each in item.categories}
        return "; ".join(
            f"{safe_line(each.text)} → {names[each.category]}" for each in item.entries
        )
    rights = _rights(item)
    return "; ".join(
        f"{n} → {_LETTERS[rights.index(pair.right)]}. {safe_line(pair.right)}"
        for n, pair in enumerate(item.pairs, 1)
    )


def _feedback(item: Item, page: Page) -> str:
    if isinstance(item, SingleChoice | MultipleChoice):
        return "\n".join(
            f"- **{letter}** {'✓' if each.correct else '✗'} "
            + indented(page.cited(each.feedback, each.citations), 2)
            for letter, each in zip(_LETTERS, item.options, strict=False)
        )
    return "\n".join(
        f"- *{page.words(name)}:* {indented(safe(text), 2)}"
        for name, text in (
            ("feedback_right", item.feedback_right),
            ("feedback_wrong", item.feedback_wrong),
        )
    )


def _own_citations(item: Item) -> list[Citation]:
    """The item's own citations and those of its parts; of a choice the item's own, as options cite theirs."""
    if isinstance(item, SingleChoice | MultipleChoice):
        return list(item.citations)
    return list(citations_of(item))


def _rights(item: Matching) -> list[str]:
    return _stirred([*(each.right for each in item.pairs), *item.extra], item.id)


def _stirred(texts: Sequence[str], seed: str) -> list[str]:
    """``texts`` in an order that is theirs for good and not the one given."""
    result = sorted(texts, key=lambda text: digest([seed, text]))
    return result if result != list(texts) else [*result[1:], result[0]]


def _lettered(texts: Sequence[str]) -> str:
    return "\n".join(
        f"- **{letter}** {safe_line(text)}" for letter, text in zip(_LETTERS, texts, strict=False)
    )


def _bullets(texts: Sequence[str]) -> str:
    return "\n".join(f"- {safe_line(text)}" for text in texts)
