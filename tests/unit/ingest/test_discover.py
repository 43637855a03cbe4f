"""Patterns in, sorted paths out."""

import pytest

from coursegen.ingest.discover import discover, listing


@pytest.fixture
def project(tmp_path):
    for name in [
        "project/sources/b.md",
        "project/sources/a.md",
        "project/sources/deep/c.docx",
        "project/sources/talk.mp4",
        "project/sources/talk.vtt",
        "project/sources/talk.nl.vtt",
        "project/sources/lone.srt",
        "project/sources/photo.png",
        "project/sources/sheet.xlsx",
        "project/sources/.hidden.md",
        "project/sources/.git/config.md",
        "project/sources/rules [=OIN=].md",
        "policies/p.md",
    ]:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    return tmp_path / "project"


def test_a_folder_gives_all_its_readable_files_sorted(project):
    assert discover(project, ["sources"]) == [
        "sources/a.md",
        "sources/b.md",
        "sources/deep/c.docx",
        "sources/lone.srt",
        "sources/rules [=OIN=].md",
        "sources/talk.mp4",
    ]


def test_a_glob_and_a_folder_find_the_same(project):
    assert discover(project, ["sources/**"]) == discover(project, ["sources"])


def test_captions_of_a_recording_are_no_source_of_their_own(project):
    found = discover(project, ["sources/*.vtt", "sources/*.mp4"])
    assert found == ["sources/talk.mp4"]


def test_a_pattern_may_lead_out_of_the_project(project):
    assert discover(project, ["../policies/*.md"]) == ["../policies/p.md"]


def test_an_absolute_path_becomes_relative_to_the_project(project):
    assert discover(project, [str(project.parent / "policies")]) == ["../policies/p.md"]


def test_a_name_with_brackets_is_taken_as_it_is(project):
    assert discover(project, ["sources/rules [=OIN=].md"]) == ["sources/rules [=OIN=].md"]


def test_what_is_excluded_is_left_out(project):
    found = discover(project, ["sources"], ["sources/deep", "**/b.md"])
    assert "sources/deep/c.docx" not in found
    assert "sources/b.md" not in found


def test_what_no_reader_knows_is_listed_but_not_pictures_and_captions(project):
    assert listing(project, ["sources"]).skipped == ["sources/sheet.xlsx"]


def test_a_pattern_that_meets_nothing_finds_nothing(project):
    assert discover(project, ["nowhere/**"]) == []
