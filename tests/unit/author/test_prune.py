"""What the check refuses is not shipped, and nothing is left hanging."""

from coursegen.author.prune import prune
from coursegen.model.blocks import Citation, TextBlock
from coursegen.model.course import Brief, Course, Module, Objective, Outline
from coursegen.model.finding import Finding
from coursegen.model.items import TrueFalse

PASSAGE = "0" * 12
CITE = (Citation(passage=PASSAGE, quote="Report it."),)
MADE = frozenset({"a", "b"})
NEW = frozenset({"module-00000"})


def item(name, objective="report-00000", pool="practice"):
    return TrueFalse(
        id=name,
        type="true_false",
        objective=objective,
        bloom="remember",
        stem=f"Statement {name}.",
        citations=CITE,
        pool=pool,
        answer=True,
        feedback_right="Yes.",
        feedback_wrong="No.",
    )


def course(*items):
    objectives = tuple(dict.fromkeys(each.objective for each in items))
    module = Module(
        id="module-00000",
        title="Report",
        minutes=1,
        objectives=objectives,
        blocks=(TextBlock(id="text-00000", type="text", text="Report it.", citations=CITE),),
        items=items,
    )
    outline = Outline(
        id="course",
        title="Course",
        language="en",
        objectives=tuple(Objective(id=key, text="Report it", bloom="apply") for key in objectives),
        modules=(Brief(id=module.id, topic="Report", objectives=objectives, passages=(PASSAGE,)),),
    )
    return Course(outline=outline, modules=(module,))


def finding(unit, rule="quote-verbatim", severity="error"):
    return Finding(
        rule=rule, severity=severity, message="m", hint="h", module="module-00000", unit=unit
    )


def test_an_item_with_an_error_is_dropped_and_named():
    pruned, dropped = prune(course(item("a"), item("b")), [finding("a")], MADE, NEW)
    assert [each.id for each in pruned.modules[0].items] == ["b"]
    assert dropped[0].part == "a"
    assert "quote-verbatim" in dropped[0].reason


def test_an_objective_without_items_leaves_module_and_outline():
    both = course(item("a"), item("b", objective="refuse-00000"))
    pruned, _ = prune(both, [finding("b")], MADE, NEW)
    assert pruned.modules[0].objectives == ("report-00000",)
    assert [each.id for each in pruned.outline.objectives] == ["report-00000"]


def test_a_module_that_nothing_can_be_asked_of_leaves_the_course():
    pruned, dropped = prune(course(item("a")), [finding("a")], MADE, NEW)
    assert pruned.modules == ()
    assert pruned.outline.modules == ()
    assert dropped[-1].request == "module-00000"


def test_a_repeated_item_goes_where_its_objective_has_another():
    again = finding("b", "near-duplicate", "warning")
    pruned, _ = prune(course(item("a"), item("b")), [again], MADE, NEW)
    assert [each.id for each in pruned.modules[0].items] == ["a"]
    alone, _ = prune(course(item("b")), [again], MADE, NEW)
    assert [each.id for each in alone.modules[0].items] == ["b"]


def test_a_warning_drops_nothing_else():
    before = course(item("a", pool="assessment"))
    assert prune(before, [finding("a", "module-time", "warning")], MADE, NEW) == (before, [])


def test_a_unit_that_was_not_generated_now_is_left_alone():
    before = course(item("a", pool="assessment"))
    assert prune(before, [finding("a")], frozenset(), NEW)[0] == before


def test_a_module_that_stands_on_disk_never_goes():
    pruned, _ = prune(course(item("a")), [finding("a")], MADE, frozenset())
    assert [each.id for each in pruned.modules] == ["module-00000"]
    assert pruned.modules[0].objectives == ("report-00000",)


def test_a_new_module_whose_title_carries_an_error_goes_and_one_on_disk_stays():
    titled = finding("module-00000", "numbers-agree")
    pruned, dropped = prune(course(item("a"), item("b")), [titled], MADE, NEW)
    assert pruned.modules == ()
    assert "numbers-agree" in dropped[0].reason
    assert len(prune(course(item("a")), [titled], MADE, frozenset())[0].modules) == 1
