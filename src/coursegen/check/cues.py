"""Rules on cues: what tells a key from the wrong options without knowing the matter.

In: a CheckContext. Out: Findings, all of them warnings. A word alone is no flaw: it is one where it cues.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from coursegen.check.context import CheckContext
from coursegen.check.vocabulary import fold
from coursegen.index.normalise import normalise
from coursegen.model.blocks import Citation
from coursegen.model.course import Module
from coursegen.model.finding import Finding
from coursegen.model.items import Cloze, MultipleChoice, Option, SingleChoice

__all__ = ["absolute_cue", "form_cue", "key_stands_out", "vague_quantity"]

_Choice = SingleChoice | MultipleChoice
_FEWEST_CUES = 2  # wrong options that share a cue
_LONGER = 1.5  # times the longest wrong option
_FEWEST_LETTERS = 20  # by which a key stands out
_BRIEF = 8  # words; in a longer option one word or number weighs little
_DIGIT = re.compile(r"\d")
_BLANK = re.compile(r"\{\{[^}]*\}\}")


def absolute_cue(context: CheckContext) -> Iterable[Finding]:
    """Words such as "always" and "never" do not stand in the wrong options only.

    Why: who has taken a few tests knows that "never" is seldom right, and need not know the rule.
    Mend: take the word out of the wrong options, or give the key one where the source has it.
    """
    for module, item in context.choices:
        wrong = [each for each in item.options if not each.correct]
        keys = [each for each in item.options if each.correct]
        marked = [each for each in wrong if context.words.absolutes.search(fold(each.text))]
        if len(marked) < max(_FEWEST_CUES, len(wrong)):
            continue
        if not any(context.words.absolutes.search(fold(each.text)) for each in keys):
            word = context.words.absolutes.search(fold(marked[0].text))
            said = word[0] if word else ""
            message = f"Every wrong option has a word such as “{said}”, the key has none."
            hint = "Take it out of the wrong options, or soften one of them."
            yield _found("absolute-cue", module, item, message, hint, "options")


def vague_quantity(context: CheckContext) -> Iterable[Finding]:
    """No option says "often" or "several" where its source does not.

    Why: nobody can tell whether "often" is right; who is precise is punished.
    Mend: write the number, or the words of the source.
    """
    for module, item in context.choices:
        quotes = fold(" ".join(normalise(each.quote) for each in _citations(item)))
        for option in item.options:
            word = context.words.vague_quantities.search(fold(option.text))
            brief = len(option.text.split()) <= _BRIEF
            if word and brief and word[0] not in quotes:
                message = f"Nobody can tell how much “{word[0]}” is: “{option.text}”"
                hint = "Write the number, or the words of the source."
                place = f"options.{option.id}.text"
                yield _found("vague-quantity", module, item, message, hint, place)
                break


def _citations(item: _Choice) -> Iterator[Citation]:
    yield from item.citations
    for option in item.options:
        yield from option.citations


def form_cue(context: CheckContext) -> Iterable[Finding]:
    """Grammar and form do not give the key away: article, full stop, capital, number.

    Why: the one option that fits the sentence, or looks unlike the others, is taken for the key.
    Mend: end the stem before the article; give all options the same form and the same kind of answer.
    """
    for module, item in context.choices:
        reason = _article(context, item) or _odd_form(item)
        if reason:
            hint = "Give all options the same form, and end the stem before an article."
            yield _found("form-cue", module, item, reason, hint, "options")
    for module, each in context.items:
        if isinstance(each, Cloze):
            yield from _cloze_article(context, module, each)


def _article(context: CheckContext, item: _Choice) -> str:
    stem = re.sub(r"[\s_.…:]+$", "", fold(item.stem)).split()
    fits = context.words.article_endings.get(stem[-1]) if stem else None
    if fits is None:
        return ""
    outside = [each for each in item.options if not fits.search(fold(each.text))]
    if outside and all(not each.correct for each in outside):
        return f"After “{stem[-1]}” the option “{outside[0].text}” does not fit."
    return ""


def _odd_form(item: _Choice) -> str:
    """How the one key differs from all wrong options, which are alike."""
    keys = [each for each in item.options if each.correct]
    wrong = [each for each in item.options if not each.correct]
    if len(keys) != 1 or len(wrong) < _FEWEST_CUES or len(keys[0].text.split()) > _BRIEF:
        return ""
    for name, test in _FORMS:
        own = test(keys[0])
        others = {test(each) for each in wrong}
        if others == {not own}:
            return f"Only the key {'has' if own else 'lacks'} {name}: “{keys[0].text}”"
    return ""


def _ends(option: Option) -> bool:
    return option.text.rstrip().endswith((".", ";"))


def _opens(option: Option) -> bool:
    return option.text[:1].isupper()


def _counts(option: Option) -> bool:
    return bool(_DIGIT.search(option.text))


_FORMS = (("a full stop", _ends), ("a capital", _opens), ("a number", _counts))


def _cloze_article(context: CheckContext, module: Module, item: Cloze) -> Iterator[Finding]:
    """A gap with options behind "an" that only the right one fits."""
    for gap in item.gaps:
        before = item.text.partition("{{" + gap.id + "}}")[0]
        words = fold(_BLANK.sub(" ", before)).split()
        fits = context.words.article_endings.get(words[-1]) if words else None
        if fits and gap.options:
            fitting = {each for each in gap.options if fits.search(fold(each))}
            if fitting and fitting <= set(gap.accept):
                message = f"After “{words[-1]}” only “{min(fitting)}” fits."
                hint = "Put the article into the options."
                yield _found("form-cue", module, item, message, hint, f"gaps.{gap.id}")


def key_stands_out(context: CheckContext) -> Iterable[Finding]:
    """The key is not far longer than every wrong option: half as long again, by 20 letters or more.

    Why: writers qualify what is right; learners take the fullest option without reading on.
    Mend: move what the key explains to its feedback, or give the wrong options the same detail.
    """
    for module, item in context.choices:
        keys = [len(each.text) for each in item.options if each.correct]
        wrong = [len(each.text) for each in item.options if not each.correct]
        if len(keys) != 1 or not wrong:
            continue
        longest = max(wrong)
        if keys[0] >= _LONGER * longest and keys[0] - longest >= _FEWEST_LETTERS:
            message = f"The key has {keys[0]} letters, the longest wrong option {longest}."
            hint = "Shorten the key, or give the wrong options the same detail."
            yield _found("key-stands-out", module, item, message, hint, "options")


def _found(
    rule: str, module: Module, item: _Choice | Cloze, message: str, hint: str, field: str
) -> Finding:
    return Finding(
        rule=rule,
        severity="warning",
        message=message,
        hint=hint,
        module=module.id,
        unit=item.id,
        field=field,
    )
