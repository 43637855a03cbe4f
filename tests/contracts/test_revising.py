"""A rebuild with a model asks for the units that rest on what changed, and leaves every other as it is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.fakes import model
from tests.fakes.endpoint import Endpoint, served

from coursegen import api
from coursegen.model.blocks import citations_of
from coursegen.model.course import Course

SECTIONS, PARAGRAPHS = 44, 12
FILLER = (
    "This paragraph tells how the practice came about, who was asked for advice, and what other houses do; "
    "it is kept for the record, rules nothing, and nobody at work needs to know any of it by heart. Who wants to "
    "know more of it finds the minutes of the board in the archive, where they stand by year and by subject."
)


def handbook() -> str:
    """A source of 30,000 words: sections with a rule for employees each, and talk around it."""
    lines = ["# Handbook", ""]
    for section in range(SECTIONS):
        lines += [f"## Device {section}", ""]
        rule = f"Employees must return device {section} within {section + 2} days of leaving."
        lines += [rule, ""]
        for paragraph in range(PARAGRAPHS):
            lines += [f"{FILLER} This is note {paragraph} on device {section}.", ""]
    return "\n".join(lines)


def writer(messages: list[dict[str, str]], name: str) -> str:
    """As the model, with a scenario."""
    draft = json.loads(model.write(messages, name))
    if name == "scenario" and not draft["scenes"] and "As it stands" not in messages[1]["content"]:
        draft = scenario(messages[0]["content"]) or draft
    return json.dumps(draft)


def scenario(context: str) -> dict[str, Any]:
    """Two scenes and two endings, each on a rule of its own."""
    rules = [each for each in model.labelled(context) if "must" in each[1]][:4]
    if len(rules) < 4:
        return {}
    one, two, good, poor = rules
    choices = [
        {"text": "Do so", "consequence": good[1], "to": "good", "cites": [good[0]]},
        {"text": "Leave it", "consequence": poor[1], "to": "poor", "cites": [poor[0]]},
    ]
    first = [
        {"text": "Ask on", "consequence": one[1], "to": "second", "cites": [one[0]]},
        choices[1],
    ]
    return {
        "title": "A last day",
        "objective": 1,
        "scenes": [
            {"name": "first", "text": "Friday, late.", "choices": first},
            {"name": "second", "text": "Monday, early.", "choices": choices},
        ],
        "endings": [
            {"name": "good", "grade": "best", "debrief": two[1], "cites": [two[0]]},
            {"name": "poor", "grade": "poor", "debrief": poor[1], "cites": [poor[0]]},
        ],
    }


@pytest.fixture
def endpoint() -> Iterator[tuple[Endpoint, str]]:
    made = Endpoint(writer=writer)
    with served(made) as url:
        yield made, url


def built(folder: Path, url: str, text: str) -> Path:
    (folder / "sources").mkdir()
    (folder / "sources" / "handbook.md").write_text(text, encoding="utf-8")
    (folder / "coursegen.toml").write_text(
        '[course]\nprogramme = "never"\nminutes = 400\n[check]\nlongest_module = 60\n'
        f'[generate]\ngenerator = "openai"\nmodel = "fake-model"\nbase_url = "{url}"\nrepairs = 0\n',
        encoding="utf-8",
    )
    build(folder)
    return folder


def build(folder: Path) -> api.BuildReport:
    return api.build(api.open_project(folder))


def changed(folder: Path, old: str, new: str) -> None:
    source = folder / "sources" / "handbook.md"
    text = source.read_text(encoding="utf-8")
    assert text.count(old) == 1
    source.write_text(text.replace(old, new), encoding="utf-8")


def units(course: Course) -> dict[str, str]:
    """Each block, item, scene and ending as it is, by id."""
    found = {}
    for module in course.modules:
        scenes = (*module.scenario.scenes, *module.scenario.endings) if module.scenario else ()
        for each in (*module.blocks, *module.items, *scenes):
            found[each.id] = each.model_dump_json()
    return found


def resting_on(course: Course, words: str) -> set[str]:
    """The units, scenes and endings that quote ``words``."""
    found = set()
    for module in course.modules:
        scenes = (*module.scenario.scenes, *module.scenario.endings) if module.scenario else ()
        for each in (*module.blocks, *module.items, *scenes):
            if any(words in cite.quote for cite in citations_of(each)):
                found.add(each.id)
    return found


OLD = "Employees must return device 0 within 2 days of leaving."
NEW = OLD.replace("2 days", "4 days")


def test_one_changed_paragraph_of_a_long_source_asks_for_the_units_on_it_alone(
    tmp_path: Path, endpoint: tuple[Endpoint, str]
) -> None:
    made, url = endpoint
    folder = built(tmp_path, url, handbook())
    assert len(handbook().split()) >= 30_000
    before = api.open_project(folder).course()
    files = {each.name: each.read_bytes() for each in (folder / "course").rglob("*.yaml")}
    asked = len(made.calls)
    resting = resting_on(before, OLD)
    assert len(resting) >= 4  # a block, the summary, a question, a scene
    changed(folder, OLD, NEW)
    planned = api.plan(api.open_project(folder))
    report = build(folder)
    after = api.open_project(folder).course()
    assert len(made.calls) - asked == report.requests == len(resting)
    assert planned.requests == str(len(resting))
    assert all("They said: " + OLD in each for each in made.prompts[asked:])
    old, new = units(before), units(after)
    assert list(old) == list(new)
    assert {key for key in old if old[key] != new[key]} == resting
    assert resting_on(after, NEW) == resting
    touched = [
        each.name
        for each in (folder / "course").rglob("*.yaml")
        if each.read_bytes() != files[each.name]
    ]
    assert len(touched) == 2  # the module, and the passages of its brief in course.yaml
    assert not [each for each in report.findings if each.severity == "error"]


SMALL = """# Devices

## Laptops

Employees must lock the screen when they leave their desk.

Employees may not lend a laptop to family.

Employees must hand in a broken laptop at the desk.

Employees must install updates within 7 days.
"""


def test_with_nothing_changed_nothing_is_asked(
    tmp_path: Path, endpoint: tuple[Endpoint, str]
) -> None:
    made, url = endpoint
    folder = built(tmp_path, url, SMALL)
    asked = len(made.calls)
    source = folder / "sources" / "handbook.md"
    source.write_text(source.read_text() + "\n<!-- a note for editors -->\n", encoding="utf-8")
    assert build(folder).requests == 0
    assert len(made.calls) == asked


def test_a_new_paragraph_asks_what_it_adds_and_leaves_the_module_as_it_is(
    tmp_path: Path, endpoint: tuple[Endpoint, str]
) -> None:
    made, url = endpoint
    folder = built(tmp_path, url, SMALL)
    before = units(api.open_project(folder).course())
    asked = len(made.calls)
    last = "Employees must install updates within 7 days."
    changed(folder, last, f"{last}\n\nEmployees must report a lost laptop at once.")
    build(folder)
    added = [each for each in made.prompts[asked:] if "The module is written already" in each]
    assert len(added) == len(made.calls) - asked == 2
    after = units(api.open_project(folder).course())
    assert {key: after[key] for key in before} == before
    new = [after[key] for key in after if key not in before]
    assert len(new) == 2
    assert all("lost laptop" in each for each in new)


def test_an_edit_of_a_person_is_what_a_revision_starts_from(
    tmp_path: Path, endpoint: tuple[Endpoint, str]
) -> None:
    made, url = endpoint
    folder = built(tmp_path, url, SMALL)
    (file,) = (folder / "course" / "modules").glob("*.yaml")
    rule = "Employees must install updates within 7 days."
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(f"text: {rule}", f"text: Really. {rule}", 1), encoding="utf-8")
    build(folder)
    asked = len(made.calls)
    changed(folder, rule, rule.replace("7 days", "5 days"))
    report = build(folder)
    shown = [each for each in made.prompts[asked:] if "Really. Employees" in each]
    assert len(shown) == 1
    (waiting,) = report.conflicts
    assert waiting.proposal == "Really. Employees must install updates within 5 days."


def test_a_revision_that_stays_wrong_is_dropped_and_named(
    tmp_path: Path, endpoint: tuple[Endpoint, str]
) -> None:
    made, url = endpoint
    folder = built(tmp_path, url, SMALL)
    rule = "Employees must install updates within 7 days."
    changed(folder, rule, rule.replace("7 days", "5 days"))

    def wrong(messages: list[dict[str, str]], name: str) -> str:
        return model.write(messages, name).replace("within 5 days", "within 6 days")

    made.writer = wrong
    toml = folder / "coursegen.toml"
    toml.write_text(toml.read_text().replace("repairs = 0", "repairs = 1"), encoding="utf-8")
    asked = len(made.calls)
    report = build(folder)
    repairs = [each for each in made.prompts[asked:] if "What is wrong with it" in each]
    assert repairs
    assert all("This part of the module is in use" in each for each in repairs)
    assert [each for each in report.dropped if "6" in each.reason]
    assert not any("6 days" in each for each in units(api.open_project(folder).course()).values())


def test_a_rule_that_is_gone_takes_its_units_with_it_and_asks_nothing_for_them(
    tmp_path: Path, endpoint: tuple[Endpoint, str]
) -> None:
    made, url = endpoint
    folder = built(tmp_path, url, SMALL)
    before = api.open_project(folder).course()
    rule = "Employees may not lend a laptop to family."
    alone = {key for key in resting_on(before, rule) if units(before)[key].count('"passage"') == 1}
    asked = len(made.calls)
    changed(folder, rule, "")
    build(folder)
    after = units(api.open_project(folder).course())
    assert alone
    assert not alone & after.keys()
    assert len(made.calls) - asked == len(resting_on(before, rule)) - len(alone)
