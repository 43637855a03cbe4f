"""Rules on one item: one key, options that differ, no cue to the key, feedback that teaches.

In: a CheckContext. Out: Findings. Each rule flags only what cues or misleads: a rule that flags good
items is worse than none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from coursegen.check.amounts import amounts_of
from coursegen.check.context import CheckContext
from coursegen.check.vocabulary import content_words, fold
from coursegen.model.course import Module
from coursegen.model.finding import Finding, Severity
from coursegen.model.items import (
    Cloze,
    Item,
    MultipleChoice,
    Numeric,
    ShortAnswer,
    SingleChoice,
    TrueFalse,
)

__all__ = [
    "feedback_present",
    "no_all_none",
    "one_key",
    "option_duplicates",
    "stem_holds_answer",
]

_FEWEST_WORDS = 3
_FEWEST_ECHOED = 2  # words of a key: one alone, such as a name, is echoed by many a fair case
_GAP = re.compile(r"\{\{[^}]*\}\}")


def _found(
    rule: str,
    severity: Severity,
    module: Module,
    item: Item,
    message: str,
    hint: str,
    field: str = "",
) -> Finding:
    return Finding(
        rule=rule,
        severity=severity,
        message=message,
        hint=hint,
        module=module.id,
        unit=item.id,
        field=field,
    )


def _letters(text: str) -> str:
    return " ".join(re.findall(r"[\w%€$£+<>=.,:-]*\w[\w%]*", fold(text)))


def one_key(context: CheckContext) -> Iterable[Finding]:
    """A single choice has exactly one key; a multiple choice has a key and an option that is none.

    Why: with two keys a right answer is marked wrong; with only keys there is nothing to choose.
    Mend: set ``correct: true`` on the option that the source makes right, and on no other.
    """
    for module, item in context.choices:
        keys = sum(option.correct for option in item.options)
        if isinstance(item, SingleChoice) and keys != 1:
            message = f"{keys} options are marked correct."
            yield _found("one-key", "error", module, item, message, "Mark exactly one.", "options")
        elif isinstance(item, MultipleChoice) and keys in (0, len(item.options)):
            message = "No option is marked correct." if not keys else "Every option is correct."
            hint = "Mark those that are right, and keep one that is not."
            yield _found("one-key", "error", module, item, message, hint, "options")


def option_duplicates(context: CheckContext) -> Iterable[Finding]:
    """No two options of an item say the same, capitals and marks aside.

    Why: where the key has a twin, a right answer is marked wrong; two equal distractors can be ruled out.
    Mend: change one of them, or take it out; three options are enough.
    """
    for module, item in context.choices:
        seen: dict[str, str] = {}
        for option in item.options:
            text = _letters(option.text)
            if text in seen:
                yield _found(
                    "option-duplicates",
                    "error",
                    module,
                    item,
                    f"Two options say the same: “{option.text}”",
                    "Change one of them, or take it out.",
                    f"options.{option.id}.text",
                )
            seen.setdefault(text, option.id)


def no_all_none(context: CheckContext) -> Iterable[Finding]:
    """No option is "all of the above", "none of these" or "both A and B".

    Why: options are shuffled, and who knows that one is right or wrong can guess the rest.
    Mend: replace it by an error that people really make, or make the item a multiple choice.
    """
    for module, item in context.choices:
        for option in item.options:
            if context.words.all_none.search(_letters(option.text)):
                yield _found(
                    "all-none-of-the-above",
                    "warning",
                    module,
                    item,
                    f"An option leans on the others: “{option.text}”",
                    "Replace it, or make the item a multiple choice.",
                    f"options.{option.id}.text",
                )


def stem_holds_answer(context: CheckContext) -> Iterable[Finding]:
    """The stem does not hold the answer: half of the key's words, and no such echo in a distractor.

    Why: such an item can be answered without knowing anything.
    Mend: say the stem in other words, or let a distractor echo it too.
    """
    for module, item in context.items:
        told = _answer_in_stem(context, item)
        if told:
            yield _found(
                "stem-holds-answer",
                "warning",
                module,
                item,
                f"The stem gives the answer away: “{told}”",
                "Say the stem in other words, or let a distractor echo it too.",
                "stem",
            )


def _answer_in_stem(context: CheckContext, item: Item) -> str:
    """The answer that the stem of ``item`` holds, or nothing."""
    if isinstance(item, SingleChoice):
        limit = context.settings.stem_overlap_share
        stem = content_words(item.stem, context.language)
        shares = {
            option.id: _echo(content_words(option.text, context.language), stem)
            for option in item.options
        }
        key = next((option for option in item.options if option.correct), None)
        if key is None or len(content_words(key.text, context.language)) < _FEWEST_ECHOED:
            return ""
        told = {each.value for each in amounts_of(item.stem, context.language)}
        if any(each.value not in told for each in amounts_of(key.text, context.language)):
            return ""  # the number is the answer, and the stem has another
        others = [shares[option.id] for option in item.options if not option.correct]
        return key.text if shares[key.id] >= limit > max(others, default=0) else ""
    stem_text = fold(item.stem)
    answers: tuple[str, ...] = ()
    if isinstance(item, ShortAnswer):
        answers = item.accept
    elif isinstance(item, Cloze):
        stem_text = fold(f"{item.stem} {_GAP.sub(' ', item.text)}")
        answers = tuple(gap.accept[0] for gap in item.gaps if not gap.options)
    elif isinstance(item, Numeric):
        answers = (f"{item.answer:g} {item.unit}".strip(),)
    for answer in answers:
        if re.search(rf"(?<!\w){re.escape(fold(answer))}(?!\w)", stem_text):
            return answer
    return ""


def _echo(words: frozenset[str], stem: frozenset[str]) -> float:
    return len(words & stem) / len(words) if words else 0.0


def feedback_present(context: CheckContext) -> Iterable[Finding]:
    """Every feedback says why, never just "Correct".

    Why: feedback is where a wrong answer becomes learning; a bare verdict teaches nothing.
    Mend: say what this answer would do, the rule, and what to do instead, in at most 30 words.
    """
    for module, item in context.items:
        for field, text in _feedbacks(item):
            letters = " ".join(re.sub(r"[^\w\s'%]", " ", fold(text)).split())
            bare = letters in context.words.bare_feedback
            if bare or (len(letters.split()) < _FEWEST_WORDS and not re.search(r"\d", letters)):
                yield _found(
                    "feedback-present",
                    "warning",
                    module,
                    item,
                    f"The feedback does not say why: “{text}”",
                    "Say why the answer is right or wrong, from the source.",
                    field,
                )


def _feedbacks(item: Item) -> Iterator[tuple[str, str]]:
    if isinstance(item, (SingleChoice, MultipleChoice)):
        for option in item.options:
            yield f"options.{option.id}.feedback", option.feedback
    else:
        if not (isinstance(item, TrueFalse) and item.feedback_right == item.feedback_wrong):
            yield "feedback_right", item.feedback_right
        yield "feedback_wrong", item.feedback_wrong
