"""What stays of a module whose passages changed, and what comes in."""

from coursegen.author.keep import keep_untouched
from coursegen.author.revise import Revision
from coursegen.build.digests import field_digests
from coursegen.index.passages import sketch
from coursegen.model.blocks import Citation, Summary, TextBlock
from coursegen.model.course import Brief, Module, Objective, Outline
from coursegen.model.items import TrueFalse
from coursegen.model.lock import Lock, RetiredRecord, UnitRecord
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


def summary(identifier, *passages):
    return Summary(
        id=identifier,
        type="summary",
        points=tuple(TEXTS[each] for each in passages),
        citations=tuple(Citation(passage=each, quote=TEXTS[each]) for each in passages),
    )


def module(*blocks, items=()):
    return Module(id="m", title="M", minutes=3, objectives=("do-it",), blocks=blocks, items=items)


def question(identifier, passage):
    return TrueFalse(
        id=identifier,
        type="true_false",
        objective="do-it",
        bloom="remember",
        stem=f"Is it so: {TEXTS[passage]}",
        citations=(Citation(passage=passage, quote=TEXTS[passage]),),
        pool="practice",
        answer=True,
        feedback_right="Yes.",
        feedback_wrong="No.",
    )


def asked(old, made, disputed=()):
    """The items of a module of ``old`` items, touched or not, that is drafted anew with ``made``."""
    return merge(module(items=tuple(old)), module(items=tuple(made)), disputed=disputed).items


def kept(old, made, briefed=NOW, refused=(), generated=()):
    found = merge(module(*old), module(*made), briefed, refused=refused, generated=generated)
    return found.blocks


def merge(old, made, briefed=NOW, disputed=(), refused=(), generated=()):
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
    revision = Revision(
        outline=outline, fresh=frozenset({"m"}), successor=successor, disputed=frozenset(disputed)
    )
    record = UnitRecord(kind="module", source_key="", recipe_key="", passages=(A, B, C))
    taken = {"gone": RetiredRecord(passages=refused)} if refused else {}
    units = {
        each.id: UnitRecord(kind="block", source_key="", recipe_key="", fields=field_digests(each))
        for each in generated
    }
    lock = Lock(course="c", inputs="", units={"m": record, **units}, retired=taken)
    return keep_untouched(made, old, revision, lock, index)


def test_a_unit_all_of_whose_passages_stand_is_kept_and_a_touched_one_replaced_under_its_id():
    blocks = kept([text("one", A), text("two", C)], [text("new-one", A), text("new-two", D)])
    assert [each.id for each in blocks] == ["one", "two"]
    assert blocks[1].text == TEXTS[D]


def test_what_only_a_lost_unit_said_is_said_by_the_new_one():
    blocks = kept([text("both", B, C)], [text("new", D, E), text("badge", B)])
    assert any(cite.passage == B for each in blocks for cite in each.citations)


def test_a_new_unit_comes_in_where_it_was_drafted_and_only_with_something_new():
    old = [text("one", C), text("two", B)]
    made = [text("keys", D), text("windows", E), text("badge", B)]
    assert [each.id for each in kept(old, made)] == ["one", "windows", "two"]


def test_a_touched_module_tells_again_what_earlier_builds_lost():
    old = [text("one", C), text("two", B)]
    made = [text("keys", D), text("screen", A), text("badge-keys", B, D)]
    assert [each.id for each in kept(old, made)] == ["one", "screen", "two"]


def test_what_a_person_took_out_is_not_told_again():
    old, made = [text("one", C), text("two", B)], [text("keys", D), text("screen", A)]
    assert [each.id for each in kept(old, made, refused=(A,))] == ["one", "two"]


def test_a_passage_in_a_brief_that_is_in_no_source_is_passed_over():
    blocks = kept([text("one", C)], [text("new", D)], briefed=(*NOW, "f" * 12))
    assert [each.id for each in blocks] == ["one"]


def test_a_touched_module_asks_about_as_much_as_a_new_one_would():
    made = [question("new-a", A), question("new-b", B), question("new-d", D)]
    found = asked([question("one", A), question("two", C)], made)
    assert [each.id for each in found] == ["one", "two", "new-b"]
    assert TEXTS[D] in found[1].stem


def test_no_question_comes_in_beyond_what_a_new_module_asks():
    found = asked([question("one", A), question("two", D)], [question("b", B), question("d", D)])
    assert [each.id for each in found] == ["one", "two"]


def test_a_unit_on_what_the_sources_disagree_on_goes_though_all_it_quotes_stands():
    found = asked([question("one", A), question("two", B)], [question("d", D)], disputed=["one"])
    assert [each.id for each in found] == ["two", "d"]


def test_a_touched_summary_is_followed_by_the_new_one_though_that_names_other_rules():
    old = [text("one", A, B), summary("in-short", B, C)]
    made = [text("keys", D), text("windows", E), summary("new", A, E)]
    last = kept(old, made, generated=old)[-1]
    assert (last.id, last.points) == ("in-short", (TEXTS[A], TEXTS[E]))
    assert [each.passage for each in last.citations] == [A, E]


def test_a_summary_that_a_person_changed_keeps_the_citations_that_stand_beside_those_of_the_new_one():
    old = [text("one", A, B), summary("in-short", B, C)]
    made = [text("keys", D), text("windows", E), summary("new", A, E)]
    last = kept(old, made, generated=old[:1])[-1]
    assert (last.id, last.points) == ("in-short", (TEXTS[A], TEXTS[E]))
    assert [each.passage for each in last.citations] == [A, E, B]


def test_a_summary_is_not_brought_back_by_a_change():
    old, made = [text("one", A), text("two", C)], [text("keys", D), summary("new", A, D)]
    assert [each.id for each in kept(old, made)] == ["one", "two"]


def test_a_new_rule_that_the_summary_names_is_told_in_its_block_too():
    old = [text("one", A), text("two", C), summary("in-short", A, C)]
    made = [text("one-new", A), text("keys", D), text("windows", B, E), summary("new", D, E)]
    blocks = kept(old, made)
    assert [cite.passage for cite in blocks[2].citations] == [B, E]
    assert TEXTS[E] in blocks[2].text
