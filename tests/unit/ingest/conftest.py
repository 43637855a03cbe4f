"""What the tests of readers share: a folder to write sources in, and where the real ones are."""

from collections.abc import Callable
from pathlib import Path

import pytest

from coursegen.ingest.registry import read_source
from coursegen.model.source import Document

Read = Callable[[str, str | bytes], Document]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Writes a file of that name and content and reads it as a source."""

    def write_and_read(name: str, content: str | bytes) -> Document:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return read_source(tmp_path, name)

    return write_and_read


@pytest.fixture
def corpora() -> Path:
    """The folder of real documents beside the repository; without it the test is skipped."""
    folder = Path(__file__).parents[4] / "shared" / "corpora"
    if not folder.is_dir():
        pytest.skip("the corpora are not beside the repository (../shared/corpora)")
    return folder
