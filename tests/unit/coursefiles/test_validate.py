"""Whatever is wrong with a course file is said with its line, its path, and in words for people."""

from __future__ import annotations

from pathlib import Path

import pytest

from coursegen.coursefiles import validate_file

MODULE = """\
id: report-at-once-7k2xa
title: Seen something odd? Report it at once
minutes: 4.7
objectives: [report-a-suspicion-h3k9d]
blocks:
  # the opening
  - {id: friday-h2m4q, type: text, origin: template, text: Three colleagues got an email}
  - id: who-decides-9xk2c
    type: table
    columns: [Sign, Example]
    rows:
      - [Event, "a service fails"]
    citations:
      - {passage: 3f9ac1e27b41, quote: The Security Officer determines}
items:
  - id: failed-logins-x8w2c
    type: single_choice
    objective: report-a-suspicion-h3k9d
    bloom: apply
    stem: What do you do?
    options:
      - id: report-now-4kd7e
        text: Report it now
        correct: true
        feedback: Yes.
        citations: [{passage: 81bd0c44e9f2, quote: Immediately}]
      - {id: wait-0p3zt, text: Wait, feedback: No.}
"""
COURSE = """\
format: 1
id: infosec
title: Security
language: en
objectives:
  - {id: report-h3k9d, text: Report it, bloom: apply}
modules:
  - {id: report-7k2xa, topic: Reporting, objectives: [report-h3k9d], passages: [3f9ac1e27b41]}
"""


def problems(tmp_path: Path, text: str | bytes, name: str = "module.yaml") -> list[str]:
    data = text.encode() if isinstance(text, str) else text
    (tmp_path / name).write_bytes(data)
    found = validate_file(tmp_path / name)
    return [str(each).removeprefix(f"{tmp_path}/") for each in found]


def test_a_valid_file_has_no_problem(tmp_path: Path) -> None:
    assert problems(tmp_path, MODULE) == []
    assert problems(tmp_path, COURSE, "course.yaml") == []
    assert problems(tmp_path, MODULE.replace("\n", "\r\n")) == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("stem: What", "stemm: What", "20: items[0]: unknown field `stemm`; did you mean `stem`?"),
        (
            "type: table",
            "type: tabel",
            "9: blocks[1]: there is no type `tabel`; did you mean `table`?",
        ),
        (
            "    type: table\n",
            "",
            "8: blocks[1]: the field `type` is missing: one of text, callout",
        ),
        ("correct: true", "correct: yes", "24: items[0].options[0].correct: must be true or false"),
        (
            "correct: true",
            "correct: false",
            "16: items[0]: exactly one option must have `correct: true`",
        ),
        ("minutes: 4.7", "minutes: -1", "3: minutes: must be 0 or more, not -1"),
        ("minutes: 4.7", "minutes: 5 min", "3: minutes: must be a number, not `5 min`"),
        (
            "3f9ac1e27b41",
            "123456789012",
            "14: blocks[1].citations[0].passage: must be text, not `1234",
        ),
        ("3f9ac1e27b41", "3f9ac1", "14: blocks[1].citations[0].passage: `3f9ac1` is no passage id"),
        ("bloom: apply", "bloom: aplly", "19: items[0].bloom: must be remember, understand, apply"),
        ("id: friday-h2m4q", "id: Friday", "7: blocks[0].id: `Friday` is no id"),
        ('"a service fails"', '"a", "b"', "8: blocks[1]: row 1 has 3 cells, not 2"),
        (
            "origin: template",
            "origin: source",
            "7: blocks[0]: origin is source, so a citation is req",
        ),
        (
            "objectives: [report",
            "objectives: []  # [report",
            "4: objectives: must have at least 1 el",
        ),
        ("text: Wait", "text: ' '", "27: items[0].options[1].text: "),
        ("blocks:\n", "blocks:\n  - hello\n", "6: blocks[0]: must be a mapping with a `type`"),
        (
            "blocks:\n",
            "meta: {a: [1]}\nblocks:\n",
            "5: meta.a: must be text, a number or true or f",
        ),
        (
            "items:\n",
            "scenario: {id: a-b}\nitems:\n",
            "15: scenario: the field `endings` is missing",
        ),
    ],
)
def test_a_problem_has_line_path_and_words(
    tmp_path: Path, old: str, new: str, expected: str
) -> None:
    found = problems(tmp_path, MODULE.replace(old, new, 1))
    assert any(each.startswith(f"module.yaml:{expected}") for each in found), found


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("format: 1", "format: 2", "1: format: this course has format 2, and this coursegen knows"),
        ("[report-h3k9d]", "[other-h3k9d]", "1: module report-7k2xa names the unknown objective"),
        ("language: en", "language: english", "4: language: `english` is no language tag"),
        (
            "title: Security",
            "title: Security\nmastery_score: 80",
            "4: mastery_score: must be 1 or less",
        ),
    ],
)
def test_the_outline_has_its_own_schema(tmp_path: Path, old: str, new: str, expected: str) -> None:
    found = problems(tmp_path, COURSE.replace(old, new, 1), "course.yaml")
    assert any(each.startswith(f"course.yaml:{expected}") for each in found), found


def test_only_the_item_type_that_is_meant_is_complained_about(tmp_path: Path) -> None:
    text = MODULE.replace("type: single_choice", "type: true_false")
    found = problems(tmp_path, text)
    assert len(found) == 4
    assert "items[0]: unknown field `options`" in found[-1]
    assert all("feedback_" in each or "answer" in each for each in found[:-1])


def test_all_problems_are_said_at_once_by_line(tmp_path: Path) -> None:
    text = MODULE.replace("minutes: 4.7", "minutes: x").replace("bloom: apply", "bloom: x")
    lines = [int(each.split(":")[1]) for each in problems(tmp_path, text)]
    assert lines == [3, 19]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("id: a\n\ttitle: b\n", "2: the line is indented with a tab"),
        ("id: a\nid: b\n", "2: the key `id` stands twice here"),
        ("title: Report: now\n", "1: this is no YAML: mapping values are not allowed"),
        ("title: 'open\n", "2: this is no YAML"),
        ("id: a\n<<<<<<< HEAD\ntitle: b\n=======\n", "2: an unresolved merge conflict"),
        ("id: a\n--- \nid: b\n", "2: this is no YAML: but found another document"),
        ("title: a\x00b\n", "1: the character U+0000 may not stand in a file"),
        ("1: a\n", "1: the key `1` is not text"),
        ("title: &a [*a]\n", "1: this is no YAML"),
        ("title: !!python/name:os.system x\n", "1: this is no YAML: could not determine"),
        ("- a\n", "1: the file must hold `key: value` lines"),
        ("# nothing\n", "1: the file is empty"),
    ],
)
def test_what_is_no_yaml_is_said_with_its_line(tmp_path: Path, text: str, expected: str) -> None:
    [found] = problems(tmp_path, text)
    assert found.startswith(f"module.yaml:{expected}")
