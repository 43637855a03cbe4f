"""What is written is read back exactly, reads well, and is the same each time."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.fakes.nouns import modules, outlines, texts

from coursegen.coursefiles.loader import load
from coursegen.coursefiles.scalars import scalar_text
from coursegen.coursefiles.writer import WIDTH, to_yaml
from coursegen.model.base import Noun
from coursegen.model.course import Module

FILE = Path("f.yaml")


def reread(text: str, noun: type[Noun]) -> Noun:
    return noun.model_validate_json(json.dumps(load(text, FILE)), strict=True)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(noun=st.one_of(modules(), outlines()))
def test_every_noun_comes_back_from_its_file(noun: Noun) -> None:
    text = to_yaml(noun)
    assert reread(text, type(noun)) == noun
    assert to_yaml(reread(text, type(noun))) == text
    assert text.endswith("\n")
    assert "\r" not in text


@settings(max_examples=200, deadline=None)
@given(text=texts)
def test_a_text_is_a_text_to_every_yaml_reader(text: str) -> None:
    """PyYAML's own loader knows YAML 1.1, where `no` is false and 24:00 a number."""
    for line in (f"key: {scalar_text(text)}", f"{{key: {scalar_text(text, flow=True)}}}"):
        assert yaml.safe_load(line) == {"key": text}
        assert load(line, FILE) == {"key": text}
        assert "\n" not in line


@given(value=st.one_of(st.integers(), st.floats(allow_nan=False), st.booleans(), st.none()))
def test_a_number_is_that_number_to_every_yaml_reader(value: float | None) -> None:
    line = f"key: {scalar_text(value)}"
    for found in (yaml.safe_load(line)["key"], load(line, FILE)["key"]):
        assert found == value
        assert type(found) is type(value)


def test_a_module_reads_as_in_the_design() -> None:
    module = Module.model_validate(
        {
            "id": "report-at-once-7k2xa",
            "title": "Seen something odd? Report it at once",
            "minutes": 5,
            "objectives": ["report-h3k9d"],
            "blocks": [
                {
                    "id": "friday-h2m4q",
                    "type": "text",
                    "origin": "template",
                    "text": "08:50. Three colleagues got an email: what now?",
                },
                {
                    "id": "who-decides-9xk2c",
                    "type": "summary",
                    "points": ["Report it.", "At once, also when you are not at all sure of it."],
                    "citations": [{"passage": "3f9ac1e27b41", "quote": "The Officer determines"}],
                    "meta": {"owner": "hr"},
                },
                {
                    "id": "list-abcde",
                    "type": "text",
                    "origin": "author",
                    "text": "Say:\n\n- a\n- b",
                },
            ],
        }
    )
    assert to_yaml(module) == (
        "id: report-at-once-7k2xa\n"
        "title: Seen something odd? Report it at once\n"
        "minutes: 5\n"
        "objectives: [report-h3k9d]\n"
        "blocks:\n"
        '  - {id: friday-h2m4q, type: text, origin: template, text: "08:50. Three colleagues got an email: what now?"}\n'
        "  - id: who-decides-9xk2c\n"
        "    type: summary\n"
        "    points:\n"
        "      - Report it.\n"
        "      - At once, also when you are not at all sure of it.\n"
        "    citations: [{passage: 3f9ac1e27b41, quote: The Officer determines}]\n"
        "    meta: {owner: hr}\n"
        "  - id: list-abcde\n"
        "    type: text\n"
        "    origin: author\n"
        "    text: |-\n"
        "      Say:\n"
        "\n"
        "      - a\n"
        "      - b\n"
    )


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(module=modules())
def test_lists_and_mappings_on_one_line_fit_the_width(module: Module) -> None:
    for line in to_yaml(module).splitlines():
        opened = line.lstrip(" -").partition(": ")[2] or line.lstrip(" -")
        if opened.startswith(("[", "{")) and opened.endswith(("]", "}")):
            assert len(line) <= WIDTH


@pytest.mark.parametrize("text", ["Say:\n- a", "a\n\n  b", "# a\nb", "--- a\n..."])
def test_several_lines_stay_several_lines(text: str) -> None:
    module = Module(id="a-b", title=text, minutes=1, objectives=("o-a",))
    assert "title: |-\n" in to_yaml(module)
    assert reread(to_yaml(module), Module) == module
