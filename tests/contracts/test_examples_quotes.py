"""Every quote of the example courses stands in their sources: a second opinion.

Shares no code with the product: course files are read with plain PyYAML, Markdown, Word files and
captions by the few lines below.
"""

from __future__ import annotations

import re
import unicodedata
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
import yaml

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
PROJECTS = [EXAMPLES / "infosec", EXAMPLES / "privacy-nl"]
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def spaced(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def without_marks(line: str) -> str:
    line = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", line)
    line = re.sub(r"(\*\*|__)(.+?)\1", r"\2", line)
    line = re.sub(r"(?<!\w)([*_])(\S.*?)\1(?!\w)", r"\2", line)
    return line.replace("`", "")


def markdown_texts(text: str) -> Iterator[str]:
    """Paragraphs, list items and table rows; the front matter is none."""
    text = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL)
    block: list[str] = []
    for line in [*text.splitlines(), ""]:
        row = re.fullmatch(r"\s*\|(.+)\|\s*", line)
        starts = re.match(r"\s*(?:[-*+]|\d+[.)])\s+|#{1,6}\s+|>\s?", line)
        if row or starts or not line.strip():
            if block:
                yield " ".join(block)
            block = []
        if row:
            cells = [without_marks(cell).strip() for cell in row[1].split("|")]
            yield " | ".join(filter(None, cells))
        elif line.strip():
            block.append(without_marks(line[starts.end() :] if starts else line))


def word_texts(path: Path) -> Iterator[str]:
    """Paragraphs, and the rows of tables with their cells joined by `` | ``."""
    with zipfile.ZipFile(path) as archive:
        body = ET.fromstring(archive.read("word/document.xml")).find(f"{WORD}body")
    assert body is not None

    def words(element: ET.Element) -> str:
        parts = []
        for each in element.iter():
            if each.tag == f"{WORD}t":
                parts.append(each.text or "")
            elif each.tag in (f"{WORD}tab", f"{WORD}br", f"{WORD}p"):
                parts.append(" ")
        return spaced("".join(parts))

    for element in body:
        if element.tag == f"{WORD}tbl":
            for row in element.iter(f"{WORD}tr"):
                yield " | ".join(filter(None, (words(cell) for cell in row.findall(f"{WORD}tc"))))
        else:
            yield words(element)


def caption_text(text: str) -> str:
    """All that is said, as one running text."""
    said = []
    for block in re.split(r"\n\s*\n", text):
        lines = block.strip().splitlines()
        times = [number for number, line in enumerate(lines) if "-->" in line]
        if times:
            said += [re.sub(r"<[^>]*>", "", line) for line in lines[times[0] + 1 :]]
    return " ".join(said)


def source_texts(project: Path) -> list[str]:
    found: list[str] = []
    for path in sorted((project / "sources").rglob("*")):
        if path.suffix == ".md":
            found += markdown_texts(path.read_text(encoding="utf-8"))
        elif path.suffix == ".docx":
            found += word_texts(path)
        elif path.suffix in (".vtt", ".srt"):
            found.append(caption_text(path.read_text(encoding="utf-8")))
    return [spaced(each) for each in found]


def modules(project: Path) -> list[dict[str, Any]]:
    files = sorted((project / "course" / "modules").glob("*.yaml"))
    return [yaml.safe_load(file.read_text(encoding="utf-8")) for file in files]


def citations_in(part: Any) -> Iterator[dict[str, str]]:
    if isinstance(part, dict):
        for key, value in part.items():
            if key == "citations":
                yield from value
            else:
                yield from citations_in(value)
    elif isinstance(part, list):
        for each in part:
            yield from citations_in(each)


def from_source(unit: dict[str, Any]) -> bool:
    return unit.get("origin", "source") == "source"


def without_citation(module: dict[str, Any]) -> Iterator[str]:
    """Ids of what speaks for the source without a citation in reach."""
    for block in module.get("blocks", []):
        if from_source(block) and not any(True for _ in citations_in(block)):
            yield block["id"]
    for item in filter(from_source, module.get("items", [])):
        of_item = item.get("citations", [])
        keys = [option for option in item.get("options", []) if option.get("correct")]
        for key in keys:
            if not of_item + key.get("citations", []):
                yield key["id"]
        parts = [
            part for name in ("gaps", "pairs", "steps", "entries") for part in item.get(name, [])
        ]
        if not keys and not of_item and not any(True for _ in citations_in(parts)):
            yield item["id"]
        if item.get("rationale") and not any(True for _ in citations_in(item)):
            yield f"{item['id']} (rationale)"
    scenario = module.get("scenario") or {}
    for scene in scenario.get("scenes", []):
        for choice in scene["choices"]:
            in_reach = choice.get("citations", []) + scene.get("citations", [])
            if choice.get("consequence") and not in_reach:
                yield choice["id"]
    for ending in scenario.get("endings", []):
        if not ending.get("citations"):
            yield ending["id"]


def test_every_example_has_a_course_and_is_read_here():
    assert sorted(path.parent for path in EXAMPLES.glob("*/coursegen.toml")) == PROJECTS
    bare = [each.name for each in PROJECTS if not (each / "course" / "course.yaml").is_file()]
    assert bare == [], "run `coursegen build` in them"


@pytest.mark.parametrize("project", PROJECTS, ids=lambda path: path.name)
def test_every_quote_stands_in_a_source(project):
    texts = source_texts(project)
    assert len(texts) > 10
    outline = yaml.safe_load((project / "course" / "course.yaml").read_text(encoding="utf-8"))
    quotes = [each["quote"] for each in citations_in([outline, *modules(project)])]
    assert len(quotes) > 10
    assert [each for each in quotes if not any(spaced(each) in text for text in texts)] == []


@pytest.mark.parametrize("project", PROJECTS, ids=lambda path: path.name)
def test_everything_that_speaks_for_the_source_has_a_citation(project):
    found = modules(project)
    assert found
    assert [each for module in found for each in without_citation(module)] == []


def test_this_reader_sees_paragraphs_items_rows_and_captions():
    text = "---\na: b\n---\n# Title\n\nOne **bold** [line](x)\ngoes on.\n\n- an item\n  goes on\n- next\n\n| A | B |\n|---|---|\n| x | y |\n"
    found = [spaced(each) for each in markdown_texts(text)]
    assert "One bold line goes on." in found
    assert "an item goes on" in found
    assert "x | y" in found
    captions = "WEBVTT\n\n1\n00:01.000 --> 00:02.000\nYou must\n<b>report</b>\n\n00:03.000 --> 00:04.000\nat once.\n"
    assert caption_text(captions) == "You must report at once."


def test_this_test_sees_a_quote_that_is_not_there_and_a_text_without_one():
    module = {
        "blocks": [
            {"id": "a", "type": "text", "text": "t"},
            {"id": "b", "type": "text", "text": "t", "citations": [{"quote": "q"}]},
            {"id": "c", "type": "text", "text": "t", "origin": "template"},
        ],
        "items": [{"id": "d", "options": [{"id": "e", "correct": True}, {"id": "f"}]}],
        "scenario": {
            "scenes": [{"id": "g", "choices": [{"id": "h", "consequence": "x"}]}],
            "endings": [{"id": "i"}],
        },
    }
    assert list(without_citation(module)) == ["a", "e", "h", "i"]
