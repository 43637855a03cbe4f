"""Real documents: every one is read or refused in words, and no markup is left in what was read."""

import re
import subprocess
from pathlib import Path
from time import perf_counter

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


_REFUSED = {
    "pdf_encrypted_password_openpassword.pdf": "password",
    "pdf_scanned_ocr.pdf": "pictures of text",
    "speech_en_digits.wav": "no captions",
    "speech_en_jfk.flac": "no captions",
    "video_nospeech.webm": "no captions",
    "video_speech_10s.mp4": "no captions",
}
_CORPORA = Path(__file__).parents[4] / "shared" / "corpora"
_FILES = [
    path.relative_to(_CORPORA).as_posix()
    for folder in ("files", "media", "articles-nl")
    for path in sorted((_CORPORA / folder).glob("*"))
] or ["files"]
_SECONDS = 60


@pytest.mark.parametrize("name", _FILES)
def test_every_real_file_is_read_or_refused_in_words_and_in_time(corpora: Path, name: str):
    start = perf_counter()
    outcome = _outcome(corpora, name)
    assert perf_counter() - start < _SECONDS
    if isinstance(outcome, SourceError):
        assert Path(name).name in _REFUSED, outcome
        assert _REFUSED[Path(name).name] in outcome.what
        assert outcome.where.endswith(Path(name).name)
        assert outcome.hint
        return
    assert outcome.blocks
    assert outcome.title
    for text in _texts(outcome):
        assert text == " ".join(text.split())
        assert not re.search("[\ufffd\ufffe\x00-\x08]", text), text[:200]
    places = [each.locator for each in outcome.blocks]
    assert name.endswith(".pdf") == all(each.page for each in places)
    assert name.endswith(".pptx") == all(each.slide for each in places)


def _outcome(corpora: Path, name: str) -> Document | SourceError:
    try:
        return read_source(corpora, name)
    except SourceError as error:
        return error


def _said(document: Document) -> str:
    return " ".join(text for text in _texts(document) if text)


def test_three_columns_are_read_one_after_the_other(corpora: Path):
    document = read_source(corpora / "files", "pdf_federal_register_3col.pdf")
    said = _said(document)
    assert "should be sent to the person identified in the FOR FURTHER INFORMATION CONTACT" in said
    assert "greater than a certain threshold would cause an AOA DISAGREE alert" in said
    assert "Vol. 85, No. 152" not in said
    headings = [each.text for each in document.blocks if each.kind == "heading"]
    assert {"Comments Invited", "Background", "Costs of Compliance"} <= set(headings)


def test_a_handbook_in_two_columns_keeps_its_sentences_whole(corpora: Path):
    document = read_source(corpora / "files", "pdf_faa_handbook_figures.pdf")
    assert "The wing type that is the most common ranges in size" in _said(document)
    assert "Elastic Stop Nut" in [each.text for each in document.blocks if each.kind == "heading"]


def test_a_table_in_print_keeps_its_rows(corpora: Path):
    document = read_source(corpora / "files", "pdf_multicolumn_latex.pdf")
    table = next(each for each in document.blocks if each.kind == "table")
    assert table.header[:2] == ("Country", "Population (millions)")
    assert table.rows[1] == ("Belgium", "11.5", "30,689", "Brussels", "Dutch, French, German")


def test_a_long_web_page_is_read_without_its_menus(corpora: Path):
    document = read_source(corpora / "files", "html_wikipedia.html")
    said = _said(document)
    assert "Microsoft was founded by Bill Gates and Paul Allen" in said
    assert not re.search(r"Main page|Create account|\[edit\]|Privacy policy", said)


def test_a_page_in_a_legacy_encoding_keeps_its_letters(corpora: Path):
    said = _said(read_source(corpora / "files", "html_cp1252.html"))
    assert "köstlich" in said
    assert "15,50 €" in said
