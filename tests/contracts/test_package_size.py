"""A package without media stays under 300 kB: the smallest upload limit seen is 2 MB, and courses come in dozens."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pytest

from coursegen import api
from coursegen.export.registry import exporter_names

EXAMPLES = Path(__file__).parents[2] / "examples"
MEDIA = (".mp4", ".webm", ".mp3", ".wav", ".png", ".jpg")
MOST = 300_000


@pytest.mark.parametrize("name", ["infosec", "privacy-nl"])
def test_the_package_of_an_example_without_media_is_small(name, tmp_path):
    folder = Path(shutil.copytree(EXAMPLES / name, tmp_path / name))
    project = api.open_project(folder)
    targets = [each for each in exporter_names() if not each.endswith("-single")]  # no zip
    for package in api.export(project, targets, tmp_path / "dist").packages:
        with zipfile.ZipFile(package.path) as archive:
            media = sum(
                each.compress_size
                for each in archive.infolist()
                if each.filename.lower().endswith(MEDIA)
            )
        assert package.bytes - media < MOST, package.target
