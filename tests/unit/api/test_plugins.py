"""A plug-in that cannot be loaded is named, with its package; nothing of it ends in a traceback."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from coursegen.api.project import generator_entry, generator_named
from coursegen.errors import ConfigError
from coursegen.export.registry import exporter_for
from coursegen.ingest.registry import readers
from coursegen.model.generation import GenerateSettings


@pytest.fixture(autouse=True)
def fresh_readers() -> Iterator[None]:
    readers.cache_clear()
    yield
    readers.cache_clear()


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package that offers a broken plug-in of each kind, as pip leaves one."""
    information = tmp_path / "acme-1.0.dist-info"
    information.mkdir()
    (information / "METADATA").write_text("Metadata-Version: 2.1\nName: acme\nVersion: 1.0\n")
    (information / "entry_points.txt").write_text(
        "[coursegen.readers]\nodt = acme_missing.odt:READER\n"
        "[coursegen.generators]\nacme = acme_missing:create\nwrong = math:pi\n"
        "[coursegen.exporters]\nxapi = acme_missing.xapi:export\n"
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    return tmp_path


@pytest.mark.usefixtures("installed")
def test_a_reader_that_cannot_be_imported_is_named() -> None:
    with pytest.raises(ConfigError, match="'odt' cannot be loaded") as caught:
        readers()
    assert "acme_missing.odt:READER" in caught.value.where
    assert "pip uninstall acme" in caught.value.hint


@pytest.mark.usefixtures("installed")
def test_a_generator_that_cannot_be_imported_is_named() -> None:
    with pytest.raises(ConfigError, match=r"'acme' cannot be loaded.*acme_missing"):
        generator_named("acme", GenerateSettings())


@pytest.mark.usefixtures("installed")
def test_what_is_no_generator_is_refused() -> None:
    with pytest.raises(ConfigError, match=r"'wrong' cannot be loaded.*no Generator"):
        generator_named("wrong", GenerateSettings())


@pytest.mark.usefixtures("installed")
def test_an_exporter_that_cannot_be_imported_is_named() -> None:
    with pytest.raises(ConfigError, match="'xapi' cannot be loaded"):
        exporter_for("xapi")


def test_what_is_no_reader_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    entry = EntryPoint("odd", "math:pi", "coursegen.readers")
    monkeypatch.setattr("coursegen.ingest.registry.entry_points", lambda **_: [entry])
    with pytest.raises(ConfigError, match=r"'odd' cannot be loaded.*no Reader"):
        readers()


def test_an_unknown_generator_is_found_without_loading_one() -> None:
    with pytest.raises(ConfigError, match="embeded") as caught:
        generator_entry("embeded", where="--generator")
    assert caught.value.where == "--generator"
    assert "Did you mean embedded?" in caught.value.hint
