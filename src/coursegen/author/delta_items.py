"""One item on one change. In: a Point, the items that the generator wrote on the new rules. Out: an item, or None.

The generator's item is taken where its key says what is new; the old rule, which people still believe, becomes one
of its wrong options. Else the item asks which of the two is the rule now.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from coursegen.author.delta import Point, without_marks, without_number
from coursegen.author.items import magnitudes
from coursegen.author.mint import Mint
from coursegen.change.meaning import meaning_changes
from coursegen.change.words import Piece, pieces, tokens_of, words_key
from coursegen.ids import digest
from coursegen.model.items import Item, Option, SingleChoice
from coursegen.model.passage import Statement

__all__ = ["item_on"]


def item_on(
    point: Point,
    drafted: Sequence[Item],
    objective: str,
    words: Mapping[str, Any],
    mint: Mint,
    language: str,
) -> Item | None:
    """The item on ``point``, in the pool of the final test; None where a rule came that nothing can be asked of."""
    made = next((each for each in drafted if _asks(each, point)), None)
    if isinstance(made, SingleChoice) and point.was:
        made = _with_old_value(made, point, words, mint, language)
    if made is not None:
        return made.model_copy(update={"pool": "assessment", "objective": objective})
    if not point.now:
        return _dropped(point, objective, words, mint)
    if not point.was:
        return None
    return _status(point, objective, words, mint) or _which(point, objective, words, mint, language)


def _asks(item: Item, point: Point) -> bool:
    """Whether the item is a choice on the new rule, and its key says what is new in it, where not all of it is."""
    quotes = {(each.passage, each.quote) for each in point.now_cites}
    cited = {(each.passage, each.quote) for each in item.citations}
    if not isinstance(item, SingleChoice):
        return False
    key = next(each for each in item.options if each.correct)
    cited |= {(each.passage, each.quote) for each in key.citations}
    if not any(
        one[0] == other[0] and (one[1] in other[1] or other[1] in one[1])
        for one in quotes
        for other in cited
    ):
        return False
    said = {each.key for each in tokens_of(key.text)}
    fresh = _fresh(point)
    return not point.was or (bool(fresh) and fresh <= said)


def _fresh(point: Point) -> set[str]:
    """The words that the new rule has and the old one has not."""
    old = {each.key for each in tokens_of(point.was)}
    return {each.key for each in tokens_of(point.now)} - old


def _with_old_value(
    item: SingleChoice, point: Point, words: Mapping[str, str], mint: Mint, language: str
) -> SingleChoice:
    """``item`` with the old rule among its wrong options, where the key can be put in the old words."""
    key = next(each for each in item.options if each.correct)
    old = _as_it_was(key.text, point, language)
    if not old:
        return item
    wrong = [each for each in item.options if not each.correct]
    there = [each for each in wrong if each.text.casefold() == old.casefold()]
    replaced = there[0] if there else wrong[-1]
    option = Option(
        id=replaced.id
        if there
        else mint("option", old, [each.passage for each in point.now_cites]),
        text=old,
        feedback=words["feedback_old"].format(now=point.now),
        citations=point.now_cites,
    )
    options = [option if each is replaced else each for each in item.options]
    sizes = magnitudes([each.text for each in options], language)
    if sizes is not None:
        options = [options[at] for at in sorted(range(len(options)), key=lambda at: sizes[at])]
    return item.model_copy(update={"options": tuple(options)})


def _as_it_was(text: str, point: Point, language: str) -> str:
    """``text`` with all that is new in it as it was before; empty where that cannot be told, or means the same."""
    olds = {new.casefold(): old for old, new in _runs(pieces(point.was, point.now)) if old and new}
    made = _with_old(text, olds)
    then = _with_old(point.now, {new: old for new, old in olds.items() if _holds(text, new)})
    if made == text or not meaning_changes(then, point.now, language):
        return ""
    return made[:1].upper() + made[1:] if text[:1].isupper() else made


def _with_old(text: str, olds: Mapping[str, str]) -> str:
    """``text`` with the old words for the new, each pair once."""
    left = dict(olds)
    return _whole(olds).sub(lambda each: left.pop(each[0].casefold(), each[0]), text)


def _holds(text: str, words: str) -> bool:
    return bool(_whole((words,)).search(text))


def _whole(phrases: Collection[str]) -> re.Pattern[str]:
    """Any of ``phrases`` as words of their own: *4 hours* does not stand in *24 hours*."""
    longest = sorted(phrases, key=lambda each: (-len(each), each))
    words = "|".join(map(re.escape, longest)) or "(?!)"
    return re.compile(rf"(?<!\w)(?<!\d[.,])(?:{words})(?!\w)(?![.,]\d)", re.IGNORECASE)


def _runs(found: Sequence[Piece]) -> list[tuple[str, str]]:
    """What went with what came in its place, without the punctuation around."""
    runs = []
    for number, (tag, text) in enumerate(found):
        if tag == "added" and number and found[number - 1].tag == "removed":
            runs.append((found[number - 1].text.strip(" .,;:"), text.strip(" .,;:")))
    return runs


def _status(
    point: Point, objective: str, words: Mapping[str, Any], mint: Mint
) -> SingleChoice | None:
    """What is the status of a thing that stands on a scale? The old status is a wrong option."""
    old, new = point.before, point.statement
    if old is None or new is None or not _is_status(new) or not _is_status(old):
        return None
    if words_key(old.object) != words_key(new.object):
        return None  # what changed is the thing
    others = [
        each
        for kind, terms in words["scale"].items()
        if kind not in (old.kind, new.kind)
        for each in terms
    ]
    texts = ((new.marker, "new"), (old.marker, "old"), *((each, "other") for each in others[:1]))
    passages = [each.passage for each in point.now_cites]
    options = [
        Option(
            id=mint("option", text, passages),
            text=text,
            correct=text == new.marker,
            feedback=words[f"feedback_{name}"].format(now=point.now),
            citations=point.now_cites,
        )
        for text, name in texts
    ]
    stem = words["status"].format(thing=without_marks(new.object))
    return _choice(point, stem, options, objective, mint)


def _is_status(statement: Statement) -> bool:
    return bool(statement.marker) and statement.text == f"{statement.object}: {statement.marker}"


def _which(
    point: Point, objective: str, words: Mapping[str, str], mint: Mint, language: str
) -> SingleChoice:
    """Which is the rule now: the new one or the old?"""
    passages = [each.passage for each in point.now_cites]
    heading = without_number(point.heading, language)
    stem = words["about"].format(heading=heading) if heading else words["which"]
    key = Option(
        id=mint("option", point.now, passages),
        text=point.now,
        correct=True,
        feedback=words["feedback_new"].format(now=point.now),
        citations=point.now_cites,
    )
    old = Option(
        id=mint("option", point.was, passages),
        text=point.was,
        feedback=words["feedback_old"].format(now=point.now),
        citations=point.now_cites,
    )
    return _choice(point, stem, [key, old], objective, mint)


def _dropped(point: Point, objective: str, words: Mapping[str, str], mint: Mint) -> SingleChoice:
    """Does a rule that was taken out still apply?"""
    feedback = words["feedback_dropped"].format(was=point.was)
    options = [
        Option(id=mint("option", words["still_no"]), text=words["still_no"], correct=True, feedback=feedback, citations=point.was_cites),
        Option(id=mint("option", words["still_yes"]), text=words["still_yes"], feedback=feedback, citations=point.was_cites),
    ]  # fmt: skip
    was = point.was if point.was.endswith((".", "!", "?")) else f"{point.was}."
    return _choice(point, words["still"].format(was=was), options, objective, mint)


def _choice(
    point: Point, stem: str, options: Sequence[Option], objective: str, mint: Mint
) -> SingleChoice:
    cites = point.now_cites or point.was_cites
    ordered = sorted(options, key=lambda each: digest([stem, each.text]))
    return SingleChoice(
        id=mint("item", stem, [each.passage for each in cites]),
        type="single_choice",
        objective=objective,
        bloom="understand",
        stem=stem,
        options=tuple(ordered),
        citations=cites,
        pool="assessment",
    )
