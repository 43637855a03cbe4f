"""Only files of the project enter a package, and recordings that are its sources."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.fixtures.projects import fixture_project

from coursegen import api
from coursegen.api.packing import context_of
from coursegen.build.lock import write_lock
from coursegen.errors import ExportError
from coursegen.model.blocks import Clip, Figure
from coursegen.model.lock import SourceRecord


@pytest.fixture
def project(tmp_path: Path) -> api.Project:
    return api.open_project(fixture_project(tmp_path / "project"))


def media_with(project: api.Project, block: Clip | Figure | str) -> dict[str, bytes]:
    """The media of the fixture course with ``block`` as its only one, or with a picture on a module."""
    course = project.course()
    first = course.modules[0]
    changed = (
        first.model_copy(update={"image": block, "blocks": ()})
        if isinstance(block, str)
        else first.model_copy(update={"blocks": (block,)})
    )
    course = course.model_copy(update={"modules": (changed,)})
    return context_of(project, course, project.require_lock()).media


def figure(image: str) -> Figure:
    return Figure(type="figure", origin="author", id="the-door-h2m4q", image=image, alt="A door")


def clip(media: str, captions: str = "") -> Clip:
    return Clip(
        type="clip",
        origin="author",
        id="the-talk-h2m4q",
        media=media,
        captions=captions,
        start=0,
        end=1,
    )


def test_a_picture_of_the_project_is_taken(project: api.Project) -> None:
    (project.folder / "door.png").write_bytes(b"png")
    assert media_with(project, figure("door.png")) == {"door.png": b"png"}
    assert media_with(project, "sources/../door.png") == {"sources/../door.png": b"png"}


@pytest.mark.parametrize(
    "where", ["../secret.png", "sources/../../secret.png", "absolute", "link.png"]
)
def test_a_picture_outside_the_project_is_refused(
    project: api.Project, tmp_path: Path, where: str
) -> None:
    secret = tmp_path / "secret.png"
    secret.write_bytes(b"secret")
    (project.folder / "link.png").symlink_to(secret)
    image = str(secret) if where == "absolute" else where
    with pytest.raises(ExportError, match="outside the project") as caught:
        media_with(project, figure(image))
    assert caught.value.where == f"the-door-h2m4q: {image}"
    with pytest.raises(ExportError, match="outside the project"):
        media_with(project, image)


def test_an_absolute_path_into_the_project_is_refused(project: api.Project) -> None:
    (project.folder / "door.png").write_bytes(b"png")
    with pytest.raises(ExportError, match="outside the project"):
        media_with(project, figure(str(project.folder / "door.png")))


def test_a_recording_outside_is_taken_only_where_it_is_a_source(
    project: api.Project, tmp_path: Path
) -> None:
    for name in ("talk.mp4", "talk.vtt", "other.vtt"):
        (tmp_path / name).write_bytes(name.encode())
    talk = clip("../talk.mp4", "../talk.vtt")
    with pytest.raises(ExportError, match="outside the project"):
        media_with(project, talk)
    lock = project.require_lock()
    record = SourceRecord(kind="video", digest="0" * 64, title="Talk", language="en")
    sources = lock.sources | {"../talk.mp4": record}
    write_lock(project.lock_path, lock.model_copy(update={"sources": sources}))
    assert media_with(project, talk) == {"../talk.mp4": b"talk.mp4", "../talk.vtt": b"talk.vtt"}
    with pytest.raises(ExportError, match="outside the project"):
        media_with(project, clip("../talk.mp4", "../other.vtt"))
    with pytest.raises(ExportError, match="outside the project"):
        media_with(project, figure("../talk.mp4"))
