"""Hypothesis strategies for the nouns of course files, with the texts that break YAML."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from coursegen.ids import digest
from coursegen.model import blocks, items
from coursegen.model.course import Assessment, Audience, Brief, Module, Objective, Outline
from coursegen.model.scenario import Choice, Ending, Scenario, Scene

__all__ = ["modules", "outlines", "texts"]

_NASTY = [
    "null", "~", "yes", "No", "on", "true", "24:00", "1e3", "0x1f", "0o17", "1_000", "-1", ".5", "1.", "2024-01-01",
    "12:30:45", "=", "<<", "- dash", "-", "--- a", "? q", ": c", "a: b", "a:", "a #b", "#a", "'", '"', "it's \"so\"",
    "a, b", "[a]", "{a}", "*a", "&a", "!a", "|", ">", "%a", "@a", "`a`", "a\\b", "a\nb", "a\n\nb", "a\n  b", "- a\n- b",
    "a \nb", "a\tb", "a\r\nb", "é", "\U0001f600", "\u2028x", "\x85x", "\ufeffx", "\u00a0x", "\x07x", "{{gap-1}}", "a,b:c",
    "http://x.nl/a?b=c#d", "::", "a ::", "c:\\d", "810044e00922", "1.2.3", "...", "---", "|-", "x" * 130, "# a\nb", "a\n# b",
]  # fmt: skip
_free = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
_any = st.one_of(
    st.sampled_from(_NASTY), _free, st.sampled_from(["Report it at once.", "Meld het."])
)
texts = _any.map(str.strip).filter(bool)
_passages = st.integers(0, 30).map(lambda n: digest(str(n), 12)) | st.just("810044000922")
_bloom: Any = st.sampled_from(["remember", "understand", "apply"])
_citation = st.builds(blocks.Citation, passage=_passages, quote=_any.filter(bool))
_citations = st.lists(_citation, max_size=2).map(tuple)
_meta = st.dictionaries(
    _any,
    st.one_of(_any, st.integers(), st.booleans(), st.floats(allow_nan=False)),
    max_size=2,
)


def _ids(kind: str, count: int) -> list[str]:
    return [f"{kind}-{number}-{digest([kind, number], 5)}" for number in range(count)]


@st.composite
def _cited(draw: st.DrawFn, noun: Any, identifier: str, **fields: Any) -> Any:
    """A block or item of one type: author's own, so that it needs no citation."""
    values = {name: draw(each) for name, each in fields.items()}
    if issubclass(noun, items.ItemBase):
        values |= {
            "objective": _ids("objective", 1)[0],
            "bloom": draw(_bloom),
            "stem": draw(texts),
            "rationale": draw(st.just("") | _any),
            "pool": draw(st.sampled_from(["practice", "assessment"])),
        }
        if "feedback_right" in noun.model_fields:
            values |= {"feedback_right": draw(texts), "feedback_wrong": draw(texts)}
    kind = noun.model_fields["type"].annotation.__args__[0]
    return noun(
        id=identifier,
        type=kind,
        origin=draw(st.sampled_from(["author", "template", "model"])),
        citations=draw(_citations),
        pinned=draw(st.booleans()),
        meta=draw(st.just({}) | _meta),
        **values,
    )


def _some(each: Any, low: int, high: int = 4) -> Any:
    return st.lists(each, min_size=low, max_size=high).map(tuple)


def _block(identifier: str) -> Any:
    card = st.builds(blocks.Flashcard, front=texts, back=texts, citations=_citations)
    rows = _some(st.tuples(_any, _any), 1)
    title = st.just("") | _any
    return st.one_of(
        _cited(blocks.TextBlock, identifier, title=title, text=texts),
        _cited(
            blocks.Callout, identifier, style=st.sampled_from(["note", "important"]), text=texts
        ),
        _cited(blocks.Steps, identifier, intro=title, steps=_some(texts, 2)),
        _cited(blocks.Table, identifier, columns=st.tuples(_any, _any), rows=rows, note=title),
        _cited(blocks.Flashcards, identifier, cards=_some(card, 1)),
        _cited(blocks.Reveal, identifier, prompt=texts, text=texts),
        _cited(blocks.Figure, identifier, image=texts, alt=_any, caption=title),
        _cited(blocks.Clip, identifier, media=texts, start=st.floats(0, 1e6), end=st.just(2.5)),
        _cited(blocks.Attestation, identifier, text=texts),
        _cited(blocks.Summary, identifier, points=_some(texts, 1)),
    )


@st.composite
def _options(draw: st.DrawFn) -> Any:
    names = _ids("option", draw(st.integers(2, 4)))
    key = draw(st.integers(0, len(names) - 1))
    return tuple(
        items.Option(
            id=name,
            text=draw(texts),
            correct=number == key,
            feedback=draw(texts),
            citations=draw(_citations),
        )
        for number, name in enumerate(names)
    )


def _parts(noun: Any, **fields: Any) -> Any:
    return st.tuples(*(st.builds(noun, id=st.just(name), **fields) for name in _ids("part", 3)))


def _item(identifier: str) -> Any:
    names = _ids("part", 2)
    gaps = st.tuples(
        *(st.builds(items.Gap, id=st.just(each), accept=_some(texts, 1)) for each in names)
    )
    cloze = texts.map(lambda text: f"{text} {{{{{names[0]}}}}} - {{{{{names[1]}}}}}")
    pairs = st.tuples(
        *(
            st.builds(items.Pair, id=st.just(each), left=st.just(each), right=st.just(f"{each}: x"))
            for each in names
        )
    )
    groups = st.tuples(
        *(st.builds(items.Category, id=st.just(each), text=texts) for each in _ids("group", 2))
    )
    entries = _parts(items.Entry, text=texts, category=st.sampled_from(_ids("group", 2)))
    number = st.floats(allow_nan=False, allow_infinity=False)
    return st.one_of(
        _cited(items.SingleChoice, identifier, options=_options()),
        _cited(items.MultipleChoice, identifier, options=_options()),
        _cited(items.TrueFalse, identifier, answer=st.booleans()),
        _cited(items.Cloze, identifier, text=cloze, gaps=gaps),
        _cited(items.Numeric, identifier, answer=number, unit=_any),
        _cited(items.Matching, identifier, pairs=pairs),
        _cited(items.Ordering, identifier, steps=_parts(items.OrderingStep, text=texts)),
        _cited(items.Categorise, identifier, categories=groups, entries=entries),
        _cited(items.ShortAnswer, identifier, accept=_some(texts, 1)),
    )


@st.composite
def _scenario(draw: st.DrawFn) -> Scenario:
    first, second, good, bad = _ids("scene", 4)
    targets = [good, bad, second]
    scenes = tuple(
        Scene(
            id=name,
            text=draw(texts),
            choices=tuple(
                Choice(
                    id=f"{name}-{choice}",
                    text=draw(texts),
                    consequence=draw(_any),
                    to=draw(st.sampled_from(targets)),
                    citations=draw(_citations),
                )
                for choice in _ids("choice", 2)
            ),
        )
        for name in (first, second)
    )
    endings = (
        Ending(id=good, grade="best", debrief=draw(texts)),
        Ending(id=bad, grade="poor", debrief=draw(texts), citations=draw(_citations)),
    )
    return Scenario(
        id="scenario-1",
        title=draw(texts),
        start=first,
        scenes=scenes,
        endings=endings,
        meta=draw(_meta),
    )


@st.composite
def modules(draw: st.DrawFn, identifier: str = "module-0-abcde") -> Module:
    """A module with up to three blocks and items of any type, and perhaps a scenario."""
    block_ids = draw(st.permutations(_ids("block", 3)))[: draw(st.integers(0, 3))]
    item_ids = draw(st.permutations(_ids("item", 3)))[: draw(st.integers(0, 3))]
    return Module(
        id=identifier,
        title=draw(texts),
        minutes=draw(st.floats(0, 60)),
        objectives=tuple(_ids("objective", 1)),
        image=draw(st.just("") | _any),
        blocks=tuple(draw(_block(each)) for each in block_ids),
        items=tuple(draw(_item(each)) for each in item_ids),
        scenario=draw(st.none() | _scenario()),
        pinned=draw(st.booleans()),
        meta=draw(st.just({}) | _meta),
    )


@st.composite
def outlines(draw: st.DrawFn) -> Outline:
    """An outline of up to three modules."""
    objectives = _ids("objective", 2)
    return Outline(
        id="course-abcde",
        title=draw(texts),
        language="en",
        audience=Audience(name=draw(_any), aliases=draw(_some(_any, 0))),
        mastery_score=draw(st.floats(0, 1, exclude_min=True)),
        objectives=tuple(
            Objective(id=each, text=draw(texts), bloom=draw(_bloom), citations=draw(_citations))
            for each in objectives
        ),
        modules=tuple(
            Brief(
                id=each,
                topic=draw(texts),
                objectives=tuple(objectives),
                passages=draw(_some(_passages, 1, 9)),
            )
            for each in _ids("module", draw(st.integers(0, 3)))
        ),
        assessment=draw(
            st.none()
            | st.just(
                Assessment(id="final-abcde", title="The end: all of it", draw=4, attempts=None)
            )
        ),
        meta=draw(_meta),
    )
