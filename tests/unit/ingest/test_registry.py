"""Which reader reads what, and what people are told when none can."""

import hashlib
from pathlib import Path

import pytest

from coursegen.errors import SourceError
from coursegen.ingest.registry import read_source, reader_for, source_of, supported_suffixes


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.md", "markdown"),
        ("A.MARKDOWN", "markdown"),
        ("a.docx", "docx"),
        ("talk.MP4", "video"),
        ("talk.flac", "video"),
        ("talk.vtt", "captions"),
    ],
)
def test_the_ending_decides_the_reader(name, kind):
    assert reader_for(Path(name)).kind == kind


@pytest.mark.parametrize("name", ["notes.xyz", "LICENSE"])
def test_an_unknown_ending_is_told_with_the_endings_that_are_known(name):
    with pytest.raises(SourceError) as caught:
        reader_for(Path(name))
    assert caught.value.where == name
    assert all(suffix in caught.value.hint for suffix in supported_suffixes())


def test_the_digest_is_that_of_the_bytes(tmp_path):
    (tmp_path / "a.md").write_bytes(b"# One\n")
    assert source_of(tmp_path, "a.md").digest == hashlib.sha256(b"# One\n").hexdigest()


def test_the_path_of_a_source_is_the_one_given(tmp_path):
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "a.md").write_text("Text.")
    assert read_source(tmp_path, "sources/a.md").source.path == "sources/a.md"


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("empty.md", b"", "empty"),
        ("latin.md", "Überstunden".encode("latin-1"), "not UTF-8"),
        ("binary.md", b"\x7fELF\x00\x01\x02", "not a text file"),
        ("text.docx", b"just text", "not a Word document"),
        ("zip.docx", b"PK\x05\x06" + bytes(18), "not a Word document"),
        ("old.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "password"),
        ("text.mp4", b"just text, no video", "not a mp4 file"),
        ("no-cues.vtt", b"WEBVTT\n\n", "no caption"),
    ],
)
def test_a_file_that_cannot_be_read_is_a_source_error_with_a_hint(tmp_path, name, content, what):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(SourceError) as caught:
        read_source(tmp_path, name)
    assert what in caught.value.what
    assert caught.value.where.endswith(name)
    assert caught.value.hint


def test_a_damaged_document_is_a_source_error_not_a_traceback(tmp_path):
    import zipfile

    with zipfile.ZipFile(tmp_path / "broken.docx", "w") as archive:
        archive.writestr("word/document.xml", "<w:document>")
        archive.writestr("[Content_Types].xml", "<Types/>")
    with pytest.raises(SourceError) as caught:
        read_source(tmp_path, "broken.docx")
    assert caught.value.where == "broken.docx"


def test_a_missing_file_is_a_source_error(tmp_path):
    with pytest.raises(SourceError, match="no such file"):
        read_source(tmp_path, "gone.md")


def test_utf16_with_its_mark_is_read(read):
    assert read("a.md", "Früh melden.".encode("utf-16")).blocks[0].text == "Früh melden."
