"""Exporters by name."""

from __future__ import annotations

import pytest

from coursegen.errors import ConfigError
from coursegen.export import scorm12
from coursegen.export.registry import exporter_for, exporter_names


def test_a_target_is_found_by_its_entry_point() -> None:
    assert exporter_for("scorm12") is scorm12.export
    assert "scorm12" in exporter_names()


@pytest.mark.parametrize("name", ["scorm1.2", "SCORM12", "scrom12"])
def test_an_unknown_target_is_told_the_nearest(name: str) -> None:
    with pytest.raises(ConfigError, match="Did you mean scorm12"):
        exporter_for(name)


def test_a_target_like_none_is_told_what_there_is() -> None:
    with pytest.raises(ConfigError, match=r"There are: .*scorm12"):
        exporter_for("zzz")
