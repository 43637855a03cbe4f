"""In a file that a person edited only what changed is touched; comments and layout stay."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from pydantic import ValidationError
from tests.fakes.nouns import modules

from coursegen.coursefiles.loader import load
from coursegen.coursefiles.splice import splice
from coursegen.coursefiles.writer import to_yaml
from coursegen.errors import ConfigError
from coursegen.model.course import Module

EDITED = """\
# Owner: Security. 📌 ask before changing
id: report-at-once-7k2xa
title:   'Seen something odd?'   # short on purpose
minutes: 4.5

objectives: [report-h3k9d]
blocks:
  # how it opens
  - {id: friday-h2m4q, type: text, origin: template, text: "08:50. An email."}   # keep this one

  # the heart of it
  - id: who-decides-9xk2c
    type: callout
    text: >-
      You do not have to decide how serious it is.
      The Security Officer does.
    citations:
      - {passage: 3f9ac1e27b41, quote: "The Security Officer determines"}
  # the end
  - id: keep-abcde
    type: summary
    citations: [{passage: 3f9ac1e27b41, quote: determines}]
    points:
      - Report it.   # one
      - At once.
items: []   # to come
"""


def read(text: str) -> Module:
    return Module.model_validate_json(json.dumps(load(text, Path("f"))), strict=True)


def changed(**values: object) -> Module:
    return Module.model_validate(read(EDITED).model_dump() | values)


def with_block(number: int, **values: object) -> Module:
    blocks = list(read(EDITED).model_dump()["blocks"])
    blocks[number] |= values
    return changed(blocks=blocks)


def spliced(new: Module) -> str:
    text = splice(EDITED, read(EDITED), new)
    assert read(text) == new
    return text


@pytest.mark.parametrize(
    ("new", "old_line", "new_line"),
    [
        (changed(title="Odd? Report: now"), "'Seen something odd?'", '"Odd? Report: now"'),
        (changed(minutes=5), "minutes: 4.5", "minutes: 5"),
        (with_block(0, text="09:10. A call."), '"08:50. An email."', "09:10. A call."),
        (with_block(0, pinned=True), 'email."}', 'email.", pinned: true}'),
        (with_block(2, points=("Report it!", "At once.")), "Report it.   #", "Report it!   #"),
        (changed(objectives=("report-h3k9d", "b-2")), "[report-h3k9d]", "[report-h3k9d, b-2]"),
        (changed(pinned=True), "[]   # to come\n", "[]   # to come\npinned: true\n"),
        (
            with_block(1, style="exception"),
            "type: callout\n",
            "type: callout\n    style: exception\n",
        ),
    ],
)
def test_only_the_changed_value_is_touched(new: Module, old_line: str, new_line: str) -> None:
    assert spliced(new) == EDITED.replace(old_line, new_line, 1)


def test_a_folded_text_becomes_one_line_and_the_rest_stays() -> None:
    text = spliced(with_block(1, text="Others decide. 🎯"))
    assert "    text: Others decide. 🎯\n    citations:\n" in text
    assert text.count("#") == EDITED.count("#")


def test_a_text_of_several_lines_keeps_the_comment_behind_it() -> None:
    text = spliced(changed(title="One\ntwo"))
    assert "title: |-   # short on purpose\n  One\n  two\n" in text


def test_a_new_block_stands_in_its_place_and_comments_stay_with_theirs() -> None:
    blocks = list(read(EDITED).model_dump()["blocks"])
    new = {"id": "new-abcde", "type": "text", "origin": "author", "text": "New."}
    text = spliced(changed(blocks=[blocks[0], new, *blocks[1:]]))
    line = "  - {id: new-abcde, type: text, origin: author, text: New.}\n"
    assert text == EDITED.replace("\n\n  # the heart", f"\n{line}\n  # the heart")


def test_a_deleted_block_takes_the_comment_above_it_along() -> None:
    blocks = list(read(EDITED).model_dump()["blocks"])
    text = spliced(changed(blocks=[blocks[0], blocks[2]]))
    start, end = EDITED.index("\n  # the heart"), EDITED.index("  # the end")
    assert text == EDITED[:start] + EDITED[end:]


def test_moved_blocks_keep_their_comments_and_may_change_too() -> None:
    blocks = list(read(EDITED).model_dump()["blocks"])
    blocks[2]["title"] = "To keep"
    text = spliced(changed(blocks=[blocks[2], blocks[0], blocks[1]]))
    assert text.index("# the end") < text.index("# how it opens") < text.index("# the heart")
    assert "    type: summary\n    title: To keep\n    points:" not in text
    assert "title: To keep\n" in text


def test_the_first_items_come_below_their_key() -> None:
    item = {
        "id": "q-abcde",
        "type": "true_false",
        "origin": "author",
        "objective": "report-h3k9d",
        "bloom": "apply",
        "stem": "Report it at once?",
        "answer": True,
        "feedback_right": "Yes: at once, also when you are unsure.",
        "feedback_wrong": "No: at once, also when you are unsure.",
    }
    text = spliced(changed(items=[item]))
    assert text.startswith(EDITED.replace("items: []   #", "items:   #"))


def test_windows_line_ends_stay() -> None:
    text = splice(EDITED.replace("\n", "\r\n"), read(EDITED), changed(minutes=6))
    assert text == EDITED.replace("4.5", "6").replace("\n", "\r\n")


def commented(text: str) -> str:
    """``text`` with a comment on every line that can carry one."""
    return "".join(
        f"{line}  # c{number}\n" if line.endswith((":", "]", "}")) else f"{line}\n"
        for number, line in enumerate(text.splitlines())
    )


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(old=modules(), new=modules())
def test_whatever_changes_the_file_holds_the_new_module(old: Module, new: Module) -> None:
    text = commented(to_yaml(old))
    if read_or_none(text) == old:
        assert read(splice(text, old, new)) == new


def read_or_none(text: str) -> Module | None:
    try:
        return read(text)
    except (ConfigError, ValidationError):  # a comment fell inside a text of several lines
        return None
