"""The course in another language: the same ids, keys and quotes, other texts, and only what changed is asked again."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.fakes.endpoint import Endpoint, served

from coursegen import api
from coursegen.cli.main import main
from coursegen.errors import ConfigError, GateError
from coursegen.model.base import Noun, ids_in
from coursegen.model.blocks import citations_of

POLICY = """# Incidents and devices

## Reporting an incident

Employees must report a suspected incident to the service desk within 24 hours.

Employees may not investigate an incident themselves.

## Devices

Employees must lock the screen when they leave their desk.

Employees must install updates within 7 days of their release.
"""

MARK = "Ŧ"
_TEXT = re.compile(r"^\[(\d+)\] (.*(?:\n(?!\[\d+\]|    before:).*)*)", re.MULTILINE)

Writer = Callable[[list[dict[str, str]], str], str]


def in_french(texts: dict[int, str]) -> dict[int, str]:
    """As a translator who keeps every number and gap, and marks what was translated."""
    return {number: f"{MARK} {text}" for number, text in texts.items()}


def writer(translate: Callable[[dict[int, str]], dict[int, str]] = in_french) -> Writer:
    """A model that answers requests to translate alone."""

    def write(messages: list[dict[str, str]], name: str) -> str:
        assert name == "translate"
        asked = messages[1]["content"].partition("makes wrong.\n\n")[2]
        asked = asked.partition("\nThis part of an earlier answer")[0]
        texts = {int(number): text.rstrip("\n") for number, text in _TEXT.findall(asked)}
        made = translate(texts)
        return json.dumps({"texts": [{"number": at, "text": text} for at, text in made.items()]})

    return write


@pytest.fixture
def endpoint() -> Iterator[tuple[Endpoint, str]]:
    made = Endpoint(writer=writer())
    with served(made) as url:
        yield made, url


def project(folder: Path, url: str, more: str = "") -> api.Project:
    """A project built by the embedded generator, with a model to translate it."""
    (folder / "sources").mkdir(exist_ok=True)
    (folder / "sources" / "policy.md").write_text(POLICY, encoding="utf-8")
    toml = folder / "coursegen.toml"
    toml.write_text("", encoding="utf-8")
    api.build(api.open_project(folder))
    toml.write_text(
        f'[generate]\ngenerator = "openai"\nmodel = "fake-model"\nbase_url = "{url}"\n{more}',
        encoding="utf-8",
    )
    return api.open_project(folder)


def files(folder: Path, language: str = "fr") -> dict[str, str]:
    return {
        each.relative_to(folder).as_posix(): each.read_text("utf-8")
        for each in sorted((folder / "course").rglob(f"*.{language}.yaml"))
    }


def shape(noun: Noun) -> list[Any]:
    return [*ids_in(noun), *citations_of(noun)]


def test_every_text_is_translated_and_nothing_else_changes(
    tmp_path: Path, endpoint: tuple[Endpoint, str]
) -> None:
    _, url = endpoint
    made = project(tmp_path, url)
    before = made.course()
    report = api.translate(made, "fr")
    assert (report.flawed, report.asked) == ([], report.texts)
    assert report.texts > 20
    assert len(files(tmp_path)) == 1 + len(before.modules)
    found = api.course_in(made, before, "fr")
    assert found.outline.language == "fr"
    assert found.outline.address == "vous"
    assert shape(found.outline) == shape(before.outline)
    assert [shape(each) for each in found.modules] == [shape(each) for each in before.modules]
    for old, new in zip(before.modules, found.modules, strict=True):
        assert new.title == f"{MARK} {old.title}"
        for one, other in zip(old.items, new.items, strict=True):
            assert other.stem == f"{MARK} {one.stem}"
            assert other.origin == one.origin
    assert made.course() == before


def test_a_second_run_asks_nothing_and_writes_nothing(
    tmp_path: Path, endpoint: tuple[Endpoint, str]
) -> None:
    fake, url = endpoint
    made = project(tmp_path, url)
    api.translate(made, "fr")
    asked, before = len(fake.calls), files(tmp_path)
    report = api.translate(made, "fr")
    assert (report.asked, report.requests, report.written) == (0, 0, [])
    assert (len(fake.calls), files(tmp_path)) == (asked, before)


def test_only_a_unit_that_changed_is_asked_again_with_the_translation_it_had(
    tmp_path: Path, endpoint: tuple[Endpoint, str]
) -> None:
    fake, url = endpoint
    made = project(tmp_path, url)
    api.translate(made, "fr")
    asked = len(fake.calls)
    module = made.course().modules[0]
    path = tmp_path / "course" / "modules" / f"{module.id}.yaml"
    stem = module.items[0].stem
    path.write_text(path.read_text("utf-8").replace(stem, "What is it that you do?"), "utf-8")
    hand = tmp_path / "course" / "modules" / f"{module.id}.fr.yaml"
    hand.write_text(hand.read_text("utf-8").replace(f"{MARK} {stem}", "Que faites-vous ?"), "utf-8")
    ((language, behind),) = api.plan(api.open_project(tmp_path)).translations
    report = api.translate(api.open_project(tmp_path), "fr")
    assert (language, behind) == ("fr", report.asked)
    assert api.plan(api.open_project(tmp_path)).translations == []
    assert report.requests == len(fake.calls) - asked == 1
    (told,) = fake.prompts[asked:]
    assert "What is it that you do?\n    before: Que faites-vous ?" in told
    assert report.asked < 12
    assert report.written == [f"course/modules/{module.id}.fr.yaml"]
    found = api.course_in(api.open_project(tmp_path), api.open_project(tmp_path).course(), "fr")
    assert found.modules[0].items[0].stem == f"{MARK} What is it that you do?"


def test_a_hand_that_changed_a_translation_is_not_undone(
    tmp_path: Path, endpoint: tuple[Endpoint, str]
) -> None:
    _, url = endpoint
    made = project(tmp_path, url)
    api.translate(made, "fr")
    title = made.course().modules[0].title
    path = tmp_path / "course" / "modules" / f"{made.course().modules[0].id}.fr.yaml"
    path.write_text(path.read_text("utf-8").replace(f"{MARK} {title}", "Signaler"), "utf-8")
    kept = path.read_text("utf-8")
    api.translate(made, "fr")
    assert path.read_text("utf-8") == kept
    assert api.course_in(made, made.course(), "fr").modules[0].title == "Signaler"


def test_a_number_that_does_not_carry_over_goes_back_with_what_is_wrong(
    tmp_path: Path, endpoint: tuple[Endpoint, str]
) -> None:
    fake, url = endpoint
    lies = {"left": 1}

    def translate(texts: dict[int, str]) -> dict[int, str]:
        made = in_french(texts)
        if lies["left"] and any("24" in each for each in made.values()):
            lies["left"] = 0
            return {at: each.replace("24", "93") for at, each in made.items()}
        return made

    fake.writer = writer(translate)
    made = project(tmp_path, url)
    report = api.translate(made, "fr")
    assert report.flawed == []
    assert any("the number 24 is not in it" in each for each in fake.prompts)
    assert not any("93" in each for each in files(tmp_path).values())


def test_what_stays_wrong_is_named_and_no_package_is_made_of_it(
    tmp_path: Path, endpoint: tuple[Endpoint, str], capsys: pytest.CaptureFixture[str]
) -> None:
    fake, url = endpoint
    fake.writer = writer(
        lambda texts: {at: each.replace("24", "48") for at, each in in_french(texts).items()}
    )
    made = project(tmp_path, url, "repairs = 1\n")
    with pytest.raises(SystemExit) as stopped:
        main(["translate", "--to", "fr", "--project", str(tmp_path)])
    assert stopped.value.code == 1
    assert "the number 24 is not in it" in capsys.readouterr().err
    with pytest.raises(GateError, match="not as they should be"):
        api.export(made, ["markdown"], tmp_path / "dist", language="fr")
    assert not (tmp_path / "dist").exists() or not list((tmp_path / "dist").glob("*-fr-*"))


def test_the_glossary_is_told_and_held_to(tmp_path: Path, endpoint: tuple[Endpoint, str]) -> None:
    fake, url = endpoint
    more = '[translations.fr]\naddress = "tu"\nglossary = {incident = "incident grave"}\n'
    fake.writer = writer(
        lambda texts: {
            at: each.replace("incident", "incident grave") for at, each in in_french(texts).items()
        }
    )
    report = api.translate(project(tmp_path, url, more), "fr")
    assert report.flawed == []
    assert any("- incident: incident grave\n" in each for each in fake.prompts)
    assert all("Address the\nlearner as: tu." in each for each in fake.prompts)
    fake.writer = writer()
    for each in (tmp_path / "course").rglob("*.fr.yaml"):
        each.unlink()
    (tmp_path / ".coursegen").rename(tmp_path / "gone")
    report = api.translate(api.open_project(tmp_path), "fr")
    assert any("the glossary has 'incident grave'" in each.reason for each in report.flawed)


def test_a_translation_is_exported_in_the_version_of_the_course(
    tmp_path: Path, endpoint: tuple[Endpoint, str]
) -> None:
    _, url = endpoint
    made = project(tmp_path, url)
    api.translate(made, "fr")
    own = api.export(made, ["markdown"], tmp_path / "dist")
    lock = (tmp_path / "coursegen.lock").read_bytes()
    other = api.export(made, ["scorm12", "markdown"], tmp_path / "dist", language="fr")
    assert (tmp_path / "coursegen.lock").read_bytes() == lock
    assert other.released.version == own.released.version
    names = [Path(each.path).name for each in other.packages]
    course = made.course().outline.id
    assert names == [f"{course}-fr-scorm12.zip", f"{course}-fr-markdown.zip"]
    pages = "".join(each.read_text("utf-8") for each in Path(other.packages[1].folder).glob("*.md"))
    assert MARK in pages
    assert (
        "Employees may not investigate an incident themselves" in pages
    )  # the quote is the source's


def test_a_plan_says_what_a_translation_takes_and_asks_nothing(
    tmp_path: Path, endpoint: tuple[Endpoint, str]
) -> None:
    fake, url = endpoint
    more = "[generate.prices]\ninput = 1\noutput = 4\n"
    made = project(tmp_path, url, more)
    found = api.plan_translation(made, "fr")
    assert fake.calls == []
    assert found.estimate is not None
    assert found.estimate.cost is not None
    report = api.translate(made, "fr")
    assert report.requests == found.requests == found.estimate.calls[0]


def test_a_course_is_not_translated_into_its_own_language_nor_by_rules(tmp_path: Path) -> None:
    made = project(tmp_path, "http://127.0.0.1:9/v1")
    with pytest.raises(ConfigError, match="already"):
        api.translate(made, "en")
    with pytest.raises(ConfigError, match="is no language"):
        api.translate(made, "../x")
    (tmp_path / "coursegen.toml").write_text("", encoding="utf-8")
    with pytest.raises(ConfigError, match="only a language model"):
        api.translate(api.open_project(tmp_path), "fr")
    with pytest.raises(ConfigError, match="no translation of this course"):
        api.export(api.open_project(tmp_path), ["markdown"], tmp_path / "dist", language="fr")


def test_a_translation_makes_nothing_of_the_course_outdated(
    tmp_path: Path, endpoint: tuple[Endpoint, str]
) -> None:
    _, url = endpoint
    made = project(tmp_path, url)
    (tmp_path / "coursegen.toml").write_text("", encoding="utf-8")
    quiet = api.plan(api.open_project(tmp_path)).lines
    api.translate(made, "fr")
    (tmp_path / "coursegen.toml").write_text('[translations.fr]\naddress = "tu"\n', "utf-8")
    assert api.plan(api.open_project(tmp_path)).lines == quiet == []
    assert api.build(api.open_project(tmp_path)).written == []
    assert files(tmp_path)
