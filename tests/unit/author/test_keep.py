"""What stays of a module whose passages changed, and what comes in."""

from coursegen.author.keep import keep_untouched
from coursegen.author.revise import Revision
from coursegen.index.passages import sketch
from coursegen.model.blocks import Citation, TextBlock
from coursegen.model.course import Brief, Module, Objective, Outline
from coursegen.model.lock import Lock, UnitRecord
from coursegen.model.passage import Index, Passage

TEXTS = {
    "a" * 12: "Employees must lock their screen.",
    "b" * 12: "Employees must wear a badge.",
    "c" * 12: "Employees must return keys within 2 days.",
    "d" * 12: "Employees must return keys within 3 days.",
    "e" * 12: "Employees must close the windows.",
}
A, B, C, D, E = TEXTS
NOW = (A, B, D, E)


def text(identifier, *passages):
    return TextBlock(
        id=identifier,
        type="text",
        text=" ".join(TEXTS[each] for each in passages),
        citations=tuple(Citation(passage=each, quote=TEXTS[each]) for each in passages),
    )


def module(*blocks):
    return Module(id="m", title="M", minutes=3, objectives=("do-it",), blocks=blocks)


def kept(old, made, briefed=NOW):
    index = Index(
        documents=(),
        passages=tuple(
            Passage(
                id=each,
                kind="paragraph",
                text=TEXTS[each],
                sentences=(TEXTS[each],),
                language="en",
                sketch=sketch(TEXTS[each]),
            )
            for each in NOW
        ),
        occurrences=(),
        statements=(),
    )
    brief = Brief(id="m", topic="M", objectives=("do-it",), passages=briefed)
    objective = Objective(id="do-it", text="Do it", bloom="apply")
    outline = Outline(id="c", title="C", language="en", objectives=(objective,), modules=(brief,))
    successor = {A: A, B: B, C: D}
    revision = Revision(outline=outline, fresh=frozenset({"m"}), successor=successor)
    record = UnitRecord(kind="module", source_key="", recipe_key="", passages=(A, B, C))
    lock = Lock(course="c", inputs="", units={"m": record})
    return keep_untouched(module(*made), module(*old), revision, lock, index).blocks


def test_a_unit_all_of_whose_passages_stand_is_kept_and_a_touched_one_replaced_under_its_id():
    blocks = kept([text("one", A), text("two", C)], [text("new-one", A), text("new-two", D)])
    assert [each.id for each in blocks] == ["one", "two"]
    assert blocks[1].text == TEXTS[D]


def test_what_only_a_lost_unit_said_is_said_by_the_new_one():
    blocks = kept([text("both", B, C)], [text("new", D, E), text("badge", B)])
    assert any(cite.passage == B for each in blocks for cite in each.citations)


def test_a_new_unit_comes_in_where_it_was_drafted_and_only_with_something_new():
    old = [text("one", C), text("two", B)]
    made = [text("keys", D), text("windows", E), text("badge", B), text("screen", A)]
    assert [each.id for each in kept(old, made)] == ["one", "windows", "two"]


def test_a_passage_in_a_brief_that_is_in_no_source_is_passed_over():
    blocks = kept([text("one", C)], [text("new", D)], briefed=(*NOW, "f" * 12))
    assert [each.id for each in blocks] == ["one"]
