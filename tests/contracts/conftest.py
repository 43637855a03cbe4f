"""A project built once, and a copy of it for each test that edits it."""

import shutil
from pathlib import Path

import pytest
from tests.fixtures.scratch import Scratch, make_project


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The scratch project, built; never to be changed."""
    folder = make_project(tmp_path_factory.mktemp("scratch") / "p")
    Scratch(folder).build()
    return folder


@pytest.fixture
def scratch(built: Path, tmp_path: Path) -> Scratch:
    """A copy of the built project, without its cache."""
    shutil.copytree(built, tmp_path / "p", ignore=shutil.ignore_patterns(".coursegen"))
    return Scratch(tmp_path / "p")
