"""A course whose every text is an attack, opened without a policy that would help: nothing runs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.browser.programs import run
from tests.fixtures.attacks import ATTACKS, attacked_course
from tests.fixtures.courses import fixture_context

from coursegen.export.registry import exporter_for
from coursegen.model.package import PackageContext, Place, SourceNote

pytestmark = pytest.mark.browser


def attacked_context() -> PackageContext:
    """Places, titles and editions of sources that attack as well."""
    context = fixture_context("en")
    places = {
        key: Place(
            document=place.document,
            locator=place.locator.model_copy(
                update={"heading": (*place.locator.heading, ATTACKS[number % len(ATTACKS)])}
            ),
        )
        for number, (key, place) in enumerate(context.places.items())
    }
    sources = {
        path: SourceNote(
            title=f"{ATTACKS[2]} {note.title}",
            edition=note.edition.model_copy(update={"version": ATTACKS[3]}),
        )
        for path, note in context.sources.items()
    }
    return context.model_copy(update={"places": places, "sources": sources})


@pytest.fixture(scope="module", params=["html", "html-single"])
def report(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder: Path = tmp_path_factory.mktemp("attacked")
    made = exporter_for(request.param)(attacked_course(), attacked_context())
    for name, data in made.files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return run("attacks.mjs", str(folder))


def test_no_attack_runs_and_none_leaves_a_node_a_handler_or_a_link_that_would(report: Any) -> None:
    assert len(report["places"]) >= 8
    assert report["attacked"] == []
    assert report["dialogs"] == 0
    assert report["nodes"] == []
    assert report["links"] == []


def test_nothing_is_asked_from_another_host_and_no_script_fails(report: Any) -> None:
    assert report["asked"] == []
    assert report["errors"] == []
