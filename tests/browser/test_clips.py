"""A clip cut from a recording, in Chromium: it plays within its bounds, with its captions, and after a resume."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from imageio_ffmpeg import get_ffmpeg_exe
from tests.browser.programs import run
from tests.fixtures.courses import fixture_context, fixture_course

from coursegen.api.cutting import cut_media
from coursegen.api.packing import context_of, places_of
from coursegen.api.project import open_project
from coursegen.export.archive import zip_bytes
from coursegen.export.folder import write_folder
from coursegen.export.html import export as html_export
from coursegen.export.scorm12 import export
from coursegen.model.blocks import Clip
from coursegen.model.course import Course

pytestmark = pytest.mark.browser

INFOSEC = Path(__file__).parents[2] / "examples" / "infosec"
RECORDING = INFOSEC / "sources" / "reporting-an-incident.mp4"


def with_clip(course: Course, changes: dict[str, Any]) -> Course:
    """``course`` with ``changes`` to its clip."""
    modules = []
    for module in course.modules:
        blocks = [
            each.model_copy(update=changes) if isinstance(each, Clip) else each
            for each in module.blocks
        ]
        modules.append(module.model_copy(update={"blocks": tuple(blocks)}))
    return course.model_copy(update={"modules": tuple(modules)})


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("clips")
    project = open_project(Path(shutil.copytree(INFOSEC, folder / "infosec")))
    span = {"start": 23.8, "end": 33.887}  # not at a key frame
    course, lock = with_clip(project.course(), span), project.require_lock()
    spoken = {
        key: each
        for key, each in places_of(course, lock).items()
        if 23 < (each.locator.start or 0) < 33
    }
    parts = cut_media(project, course, spoken, {})
    context = context_of(project, course, lock, parts.cut)
    package = export(course, context.model_copy(update={"cuts": parts.cuts}))
    write_folder(folder / "package", package)
    [clip] = parts.cuts.values()
    report: dict[str, Any] = run("clips.mjs", str(folder / "package"))
    return report | {"clip_bytes": len(clip.data), "package_bytes": len(zip_bytes(package))}


def test_the_clip_takes_its_share_of_the_recording_and_no_more(played: dict[str, Any]) -> None:
    assert played["clip_bytes"] < RECORDING.stat().st_size / 4
    assert played["package_bytes"] < RECORDING.stat().st_size / 3


def test_it_opens_at_its_first_moment_and_not_at_the_key_frame_before(
    played: dict[str, Any],
) -> None:
    opened = played["opened"]
    assert opened["error"] is None
    assert opened["size"] == [1280, 720]
    assert played["clip"]["start"] == pytest.approx(3.8)
    assert opened["at"] == pytest.approx(3.8, abs=0.3)
    assert opened["seconds"] == pytest.approx(14, abs=1)


def test_it_is_not_left_at_either_end_and_begins_anew_after_its_last(
    played: dict[str, Any],
) -> None:
    assert played["before"]["at"] == pytest.approx(3.8, abs=0.3)
    assert played["ended"]["at"] == pytest.approx(13.887, abs=0.5)
    assert 3.5 <= played["again"]["at"] < 8


def test_its_captions_are_those_of_the_moment(played: dict[str, Any]) -> None:
    assert played["inside"]["showing"] == "showing"
    assert played["inside"]["captions"] == [
        "If you have opened a link or an attachment in a suspicious message,"
    ]
    assert played["transcript"].endswith("You must not delete the message.")


def test_a_quote_plays_where_it_is_spoken(played: dict[str, Any]) -> None:
    assert played["quote"]["error"] is None
    assert len(played["quote"]["captions"]) == 1


def test_it_is_there_again_when_the_learner_comes_back(played: dict[str, Any]) -> None:
    assert played["resumed"]["place"] == played["clip"]["module"]
    assert played["resumed"]["at"] == pytest.approx(3.8, abs=0.3)
    assert played["seen"] == {"outside": [], "console": [], "missing": []}


def test_a_clip_without_a_picture_is_low_and_plays_with_its_captions(tmp_path: Path) -> None:
    talk = tmp_path / "talk.mp3"
    command = [get_ffmpeg_exe(), "-v", "error", "-t", "6", "-i", str(RECORDING), "-vn", str(talk)]
    subprocess.run(command, check=True)
    course, context = fixture_course("en"), fixture_context("en")
    [clip] = [each for m in course.modules for each in m.blocks if isinstance(each, Clip)]
    media = context.media | {"talk.mp3": talk.read_bytes()}
    made = html_export(
        with_clip(course, {"media": "talk.mp3"}), context.model_copy(update={"media": media})
    )
    write_folder(tmp_path / "package", made)
    report = run("sound.mjs", str(tmp_path / "package"))
    assert clip.transcript.startswith(report["captions"][0])
    assert report["height"] < 140 < report["width"]
    assert report["seen"] == {"outside": [], "console": [], "missing": []}
