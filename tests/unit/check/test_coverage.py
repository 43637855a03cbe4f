"""What is taught and what is asked, by statement and by section."""

from __future__ import annotations

import pytest

from coursegen.check.coverage import coverage, not_understood, unread_sentences
from coursegen.index.index import build_index
from coursegen.ingest.registry import read_source
from coursegen.model.course import Course, Outline

PASSAGES = {
    "share": {
        "text": "Employees must not share a password with anyone.",
        "actor": "employees",
        "heading": ["A"],
    },
    "two": {
        "text": "Lock the screen. Report a loss at once.",
        "actor": "employees",
        "heading": ["B"],
    },
    "lead": {"text": "Staff must not:", "heading": ["C"]},
    "item": {"text": "forward work email;", "lead": "lead", "actor": "staff", "heading": ["C"]},
}


def run(desk, make_course, module):
    place = desk(PASSAGES)
    course = make_course(module, place.passages)
    return coverage(course, place.index, place.index.statements), place.index.statements


def test_a_statement_is_taught_by_a_blocks_quote_and_asked_by_an_items(
    desk, make_course, a_module, a_choice
):
    found, statements = run(desk, make_course, a_module(a_choice(1, "What?", "A b", "C d")))
    share = statements[0].id
    assert (found.taught, found.asked) == ((share,), (share,))
    assert len(found.in_scope) == 4
    assert share not in found.not_taught + found.not_asked


def test_only_the_sentence_that_is_quoted_is_taught(desk, make_course, a_module):
    place = desk(PASSAGES)
    two = place.index.passages[1]
    quote = {"passage": two.id, "quote": "Report a loss at once."}
    block = {"id": "block-00001", "type": "text", "text": "Report.", "citations": [quote]}
    course = make_course(a_module(blocks=[block]), place.passages)
    found = coverage(course, place.index, place.index.statements)
    lock, report = (each.id for each in place.index.statements[1:3])
    assert report in found.taught
    assert lock in found.not_taught


def test_a_distractors_citation_asks_nothing(desk, make_course, a_module, a_choice):
    item = a_choice(1, "What?", "A b", "C d")
    item["options"][1]["citations"] = ["two"]
    found, statements = run(desk, make_course, a_module(item))
    assert statements[1].id in found.not_asked


def test_a_scenario_asks(desk, make_course, a_module):
    story = {
        "id": "story-00001",
        "title": "S",
        "start": "scene-00001",
        "scenes": [
            {
                "id": "scene-00001",
                "text": "Now?",
                "choices": [
                    {"id": "choice-00001", "text": "a", "to": "end-00001"},
                    {"id": "choice-00002", "text": "b", "to": "end-00001", "citations": ["item"]},
                ],
            }
        ],
        "endings": [{"id": "end-00001", "grade": "best", "debrief": "So.", "citations": ["two"]}],
    }
    found, statements = run(desk, make_course, a_module(scenario=story))
    assert set(found.asked) == {each.id for each in statements[1:]}


def test_sections_count_their_passages_and_what_is_cited_of_them(desk, make_course, a_module):
    found, statements = run(desk, make_course, a_module())
    sections = {each.heading: each for each in found.sections}
    assert list(sections) == [("A",), ("B",), ("C",)]
    assert (sections["A",].passages, sections["A",].cited) == (1, 1)
    assert (sections["C",].passages, sections["C",].cited) == (2, 0)
    assert sections["A",].taught == (statements[0].id,)


def test_of_an_empty_scope_nothing_is_missing(desk, make_course, a_module):
    place = desk(PASSAGES)
    course = make_course(a_module(), place.passages)
    found = coverage(course, place.index, ())
    assert (found.in_scope, found.not_taught, found.not_asked) == ((), (), ())


LEFT = {
    "en": (
        "Employees must wear a badge. In London and Paris, the maximum is 220 euros per night.",
        "Per diem means a fixed daily amount for meals of every trip.",
    ),
    "nl": (
        "Medewerkers moeten een pas dragen. In Londen en Parijs is het maximum 220 euro per nacht.",
        "Wie te laat declareert krijgt zijn geld misschien niet meer terug.",
    ),
}


@pytest.mark.parametrize("language", ["en", "nl"])
def test_what_no_rule_was_read_from_and_no_block_quotes_is_listed(tmp_path, language):
    path = tmp_path / "policy.md"
    path.write_text("# Policy\n\n" + "\n\n".join(LEFT[language]) + "\n", encoding="utf-8")
    index = build_index([read_source(tmp_path, "policy.md")])
    outline = Outline(id="c", title="C", language=language, objectives=(), modules=())
    found = unread_sentences(Course(outline=outline, modules=()), index, not_understood(index))
    named = [each for sentences in found.values() for each in sentences]
    named += [sentence for each in not_understood(index) for sentence in each.sentences]
    read = {
        index.passage_by_id[ref.passage].sentences[ref.sentence]
        for each in index.statements
        for ref in each.evidence
    }
    every = [sentence for each in index.passages for sentence in each.sentences]
    assert set(named) | read == set(every)
    assert not set(named) & read
