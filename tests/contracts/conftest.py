"""A project built once with a copy for each test that edits it, and a model endpoint that writes a course."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.fakes import model
from tests.fakes.endpoint import Endpoint, served
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


@pytest.fixture
def endpoint() -> Iterator[tuple[Endpoint, str]]:
    """An endpoint whose model writes usable drafts, and its address."""
    made = Endpoint(writer=model.write)
    with served(made) as url:
        yield made, url
