"""Rules on what is true elsewhere: a wrong option that a source makes right, an answer that an item gives away.

In: a CheckContext. Out: Findings, all of them warnings.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial

from coursegen.check.amounts import Amount, amounts_of
from coursegen.check.context import CheckContext
from coursegen.check.prose import sentences_of
from coursegen.check.vocabulary import content_words, fold
from coursegen.ids import digest
from coursegen.index.normalise import normalise
from coursegen.model.finding import Finding
from coursegen.model.items import Item, MultipleChoice, Option, SingleChoice
from coursegen.model.passage import Statement

__all__ = ["answer_elsewhere", "distractor_true"]

_Choice = SingleChoice | MultipleChoice
_DENYING = ("prohibition", "no_obligation")
_FEWEST_WORDS = 2
_FEWEST_OPTION_WORDS = 3
_ALL = 0.9  # share of an option's words that a statement holds
_ASKED = 0.6  # share of a stem's words that a statement holds
_ASKED_OF_WHO = 0.75
_KEYED = 0.5  # share of the key's words that stand in the statement it rests on
_NEAR = 0.5  # share of a stem's words that another stem holds


@dataclass(frozen=True)
class _Truth:
    """A statement as compared: its words, its amounts, its actor without article in small letters."""

    statement: Statement
    words: frozenset[str]
    articles: frozenset[str]

    @cached_property
    def amounts(self) -> tuple[Amount, ...]:
        return amounts_of(self.statement.text, self.statement.language)

    @cached_property
    def actor(self) -> str:
        return " ".join(
            each for each in fold(self.statement.actor).split() if each not in self.articles
        )


def distractor_true(context: CheckContext) -> Iterable[Finding]:
    """No wrong option is what a statement of the sources makes right, for the same question.

    A statement without an actor holds for everybody; one of another role holds for that role only.
    Why: who knows the source chooses it, and is marked wrong.
    Mend: replace the option, or narrow the stem until only the key answers it.
    """
    truths = _truths(context)
    for module, item in context.items:
        if not isinstance(item, (SingleChoice, MultipleChoice)):
            continue
        asked = content_words(_question(context, item), context.language)
        if len(asked) < _FEWEST_WORDS:
            continue
        cited = {each.passage for each in item.citations}
        cited |= {each.passage for option in item.options if option.correct for each in option.citations}  # fmt: skip
        for option in item.options:
            truth = (
                None if option.correct else _truth_of(context, item, option, asked, truths, cited)
            )
            if truth:
                yield Finding(
                    rule="distractor-true",
                    severity="warning",
                    message=f"The wrong option “{option.text}” may be right: “{truth.text}” ({truth.document})",
                    hint="Replace the option, or narrow the stem until only the key answers it.",
                    module=module.id,
                    unit=item.id,
                    field=f"options.{option.id}.text",
                )


def _truths(context: CheckContext) -> dict[str, list[_Truth]]:
    """The statements in the course's language, under each of their words."""
    by_word: dict[str, list[_Truth]] = {}
    for each in context.index.statements:
        if each.language != context.language:
            continue
        about = digest(f"{each.language}\n{each.text}", 16)
        words = frozenset(context.known.recall("words", about, partial(_words, each)))
        truth = _Truth(each, words, context.words.articles)
        for word in words:
            by_word.setdefault(word, []).append(truth)
    return by_word


def _words(statement: Statement) -> list[str]:
    return sorted(content_words(statement.text, statement.language))


def _question(context: CheckContext, item: Item) -> str:
    """The sentences of the stem that ask; all of it where none does."""
    asking = [each for each in sentences_of(item.stem, context.language) if each.endswith("?")]
    return " ".join(asking) or item.stem


def _truth_of(
    context: CheckContext,
    item: _Choice,
    option: Option,
    asked: frozenset[str],
    truths: dict[str, list[_Truth]],
    cited: set[str],
) -> Statement | None:
    """The statement by which ``option`` is right too."""
    words = content_words(option.text, context.language)
    amounts = [each for each in amounts_of(option.text, context.language) if each.unit]
    question = _question(context, item)
    keys = " ".join(each.text for each in item.options if each.correct)
    key_amounts = amounts_of(keys, context.language)
    key_words = content_words(keys, context.language)
    for truth in _candidates(truths, asked):
        share = len(asked & truth.words) / len(asked)
        if amounts and len(words) <= _FEWEST_OPTION_WORDS:
            there = any(_same(one, each) for one in amounts for each in truth.amounts)
            keyed = any(_same(one, each) for one in key_amounts for each in truth.amounts)
            if there and not keyed and share >= _ASKED and _for_learner(context, truth, question):
                return truth.statement
        elif truth.actor and _bare(context, option.text) == truth.actor:
            if share >= _ASKED_OF_WHO:
                return truth.statement
        elif len(words) >= _FEWEST_OPTION_WORDS:
            own = any(ref.passage in cited for ref in truth.statement.evidence)
            if own and len(key_words & truth.words) >= _KEYED * len(key_words):
                continue  # the key rests on it: the option is what is left of it, or more than it
            held = len(words & truth.words) / len(words)
            told = held >= _ALL and share >= _ASKED and _says_so(context, truth, option)
            if told and _for_learner(context, truth, question):
                return truth.statement
    return None


def _candidates(truths: dict[str, list[_Truth]], asked: frozenset[str]) -> Iterator[_Truth]:
    """Truths that may hold enough of ``asked``, in the order of the sources.

    Whatever holds a share of some words holds one at least of as many as may be missing, and one more: the
    rarest are looked up.
    """
    rarest = sorted(asked, key=lambda word: (len(truths.get(word, ())), word))
    found = {
        truth.statement.id: truth
        for word in rarest[: int((1 - _ASKED) * len(asked)) + 1]
        for truth in truths.get(word, ())
        if len(asked & truth.words) >= _ASKED * len(asked)
    }
    yield from sorted(
        found.values(),
        key=lambda each: (each.statement.document, each.statement.position, each.statement.id),
    )


def _same(one: Amount, other: Amount) -> bool:
    return one.value == other.value and one.unit == other.unit


def _bare(context: CheckContext, text: str) -> str:
    words = fold(text).rstrip(".").split()
    return " ".join(word for word in words if word not in context.words.articles)


def _says_so(context: CheckContext, truth: _Truth, option: Option) -> bool:
    """Does the option deny what the statement denies?"""
    denied = truth.statement.negated or truth.statement.kind in _DENYING
    return not denied or bool(context.words.negation.search(fold(option.text)))


def _for_learner(context: CheckContext, truth: _Truth, question: str) -> bool:
    """Does the statement speak of nobody in particular, of the learner, or of whom the stem asks?"""
    named = content_words(truth.actor, context.language) <= content_words(
        question, context.language
    )
    asks_learner = bool(context.words.learner.search(fold(question)))
    if not truth.actor or context.words.learner.search(truth.actor) or (named and not asks_learner):
        return True
    audience = context.course.outline.audience
    aliases = {_bare(context, each) for each in audience.aliases}
    left_out = {_bare(context, each) for each in audience.roles_left_out}
    return truth.actor in aliases if aliases else truth.actor not in left_out


def answer_elsewhere(context: CheckContext) -> Iterable[Finding]:
    """No other item of the same pool tells, in its stem, what this item asks.

    Why: who reads the whole test first finds the answer without knowing it.
    Mend: tell the other item's case in other words, or move one of the two out of this pool.
    """
    stems = [
        (item, content_words(item.stem, context.language), normalise(fold(item.stem)))
        for _, item in context.items
    ]
    for module, item in context.items:
        answer = _answer(item)
        words = content_words(answer, context.language)
        amounts = [each for each in amounts_of(answer, context.language) if each.unit]
        own = content_words(item.stem, context.language)
        if (len(words) < _FEWEST_WORDS and not amounts) or words <= own:
            continue
        for other, told, text in stems:
            if other.id == item.id or other.pool != item.pool or not words <= told:
                continue
            near = len(own & told) >= max(_FEWEST_WORDS, _NEAR * len(own))
            if near and _tells(context, answer, text):
                yield Finding(
                    rule="answer-elsewhere",
                    severity="warning",
                    message=f"The stem of {other.id} gives the answer away: “{other.stem}”",
                    hint="Tell the other item's case in other words, or move one of the two to the other pool.",
                    module=module.id,
                    unit=item.id,
                    field="stem",
                )
                break


def _tells(context: CheckContext, answer: str, stem: str) -> bool:
    """Does a sentence of ``stem`` that asks nothing hold ``answer``, or the question take it for granted?"""
    wanted = content_words(answer, context.language)
    return any(
        wanted <= content_words(each, context.language)
        for each in sentences_of(stem, context.language)
    )


def _answer(item: Item) -> str:
    if isinstance(item, SingleChoice):
        return next(each.text for each in item.options if each.correct)
    accept = getattr(item, "accept", None)
    return accept[0] if accept else ""
