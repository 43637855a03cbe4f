"""The fixture course as an LMS unpacks it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.fixtures.courses import fixture_context, fixture_course

from coursegen.export.scorm12 import export


@pytest.fixture(scope="session")
def package_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The SCORM 1.2 package of the English fixture course, unzipped."""
    folder = tmp_path_factory.mktemp("package")
    for name, data in export(fixture_course("en"), fixture_context("en")).files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder
