"""Real documents: every one is read or refused in words, and no markup is left in what was read."""

import re
import subprocess
from pathlib import Path

import pytest

from coursegen.errors import SourceError
from coursegen.ingest.discover import discover
from coursegen.ingest.registry import read_source
from coursegen.model.source import Document

pytestmark = pytest.mark.corpora

_MARKUP = re.compile(r"\{%|\{\{|</?(?:span|div|br|td|table|strong|sup)\b|\]\(http|\[=|\*\*\w")
_BUNDLES = [
    "catalyze-policies",
    "clef-handbook",
    "de-jugendhackt-handbuch",
    "nl-digikoppeling-beveiliging",
    "nl-oin-stelsel",
    "publiccode-standard",
]


def _texts(document: Document):
    for block in document.blocks:
        yield from (
            block.text,
            block.term,
            *block.header,
            *(cell for row in block.rows for cell in row),
        )


@pytest.mark.parametrize("bundle", _BUNDLES)
def test_a_real_repository_is_read_without_leftovers(corpora: Path, tmp_path: Path, bundle: str):
    clone = ["git", "clone", "-q", "-b", "main", str(corpora / "git" / f"{bundle}.bundle"), "clone"]
    subprocess.run(clone, cwd=tmp_path, check=True, timeout=120)
    found = discover(tmp_path / "clone", ["**"])
    assert found
    for name in found:
        document = read_source(tmp_path / "clone", name)
        for text in _texts(document):
            assert not _MARKUP.search(text), f"{name}: {text[:200]}"
            assert text == " ".join(text.split())


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("docx_heading_levels.docx", {"heading", "paragraph"}),
        (
            "docx_headings_lists_image.docx",
            {"heading", "paragraph", "list_item", "figure", "table"},
        ),
        ("docx_numbered_headings.docx", {"heading", "paragraph", "list_item"}),
        ("docx_rich_tables.docx", {"heading", "paragraph", "list_item", "table", "note"}),
        ("docx_tracked_changes.docx", {"paragraph", "list_item"}),
        ("docx_with_comment.docx", {"heading", "paragraph", "table"}),
    ],
)
def test_a_real_word_document_gives_the_kinds_it_has(corpora: Path, name: str, kinds: set[str]):
    assert {each.kind for each in read_source(corpora / "files", name).blocks} == kinds


def test_real_recordings_are_read_or_refused_in_words(corpora: Path):
    read, refused = set(), {}
    for name in discover(corpora / "media", ["*"]):
        try:
            read.add(read_source(corpora / "media", name).source.path)
        except SourceError as error:
            refused[name] = error.hint
    assert all(refused.values())
    assert "subs_itaccess_en.vtt" in read
    assert "speech_en_paulallen.mp3" in read
    assert "video_nospeech.webm" in refused
