"""Package names of pictures and recordings."""

from __future__ import annotations

import pytest
from tests.fixtures.courses import fixture_course

from coursegen.export.media import media_name, media_paths


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("sources/media/a.png", "media/sources-media-a.png"),
        ("../elsewhere/a.png", "media/elsewhere-a.png"),
        ("./a.MP4", "media/a.MP4"),
    ],
)
def test_a_name_tells_where_the_file_stood(path: str, name: str) -> None:
    assert media_name(path) == name


@pytest.mark.parametrize(
    "path", ["bron/één foto.png", "a b.png", "a_b c", "数据.png", ".hidden.png", "dir.x/a b"]
)
def test_a_name_with_other_letters_stays_apart_and_keeps_its_kind(path: str) -> None:
    name = media_name(path)
    assert name.isascii()
    assert " " not in name
    assert name != media_name(path.replace("a", "ä", 1) + "x")
    assert name.endswith(".png") == path.endswith(".png")


def test_two_paths_that_look_alike_do_not_meet() -> None:
    assert media_name("a b.png") != media_name("a-b.png") != media_name("a_b.png")
    assert media_name("a b.png") != media_name("a  b.png")


def test_media_of_blocks_and_captions_are_found_once() -> None:
    assert media_paths(fixture_course("en")) == (
        "sources/media/report-line.png",
        "sources/media/lost-laptop.mp4",
        "sources/media/lost-laptop.vtt",
    )
