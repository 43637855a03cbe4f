"""A rebuild loses nothing that a person did, whatever happens in between."""

import contextlib
import json
import shutil
import subprocess
import sys

import pytest
import yaml

from coursegen import api
from coursegen.errors import ConfigError

POLICY = """\
# Security policy

## Passwords

Employees must not share a password with anyone. Employees must keep work passwords in the password
manager. If an employee suspects that someone else knows a password, the employee must change the password
at once. Employees must report the suspicion to the service desk within 1 hour.

## Visitors

If an employee receives a visitor, the employee must accompany the visitor in every closed area. Employees
must wear the staff card visibly inside the offices. Employees must not lend the staff card to anyone.
Employees must report a lost staff card to the reception within 2 working days.
"""
SETTINGS = '[course]\nid = "security"\n[audience]\naliases = ["employees", "employee"]\n'
PARKING = """\
# Parking policy

Employees must park in the marked bays. Employees must not park in front of the emergency exit. If an
employee sees a blocked exit, the employee must call the reception at once. Employees must return a parking
pass within 5 working days.
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("built")
    (folder / "sources").mkdir()
    (folder / "sources" / "policy.md").write_text(POLICY, encoding="utf-8")
    (folder / "coursegen.toml").write_text(SETTINGS, encoding="utf-8")
    api.build(api.open_project(folder))
    return folder


@pytest.fixture
def project(built, tmp_path):
    shutil.copytree(built, tmp_path / "p", ignore=shutil.ignore_patterns(".coursegen"))
    return tmp_path / "p"


def build(folder, **options):
    return api.build(api.open_project(folder), **options)


def source(folder, old, new):
    path = folder / "sources" / "policy.md"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def modules(folder):
    found = sorted((folder / "course" / "modules").glob("*.yaml"))
    return {each: yaml.safe_load(each.read_text(encoding="utf-8")) for each in found}


def retitle(path, title):
    lines = path.read_text(encoding="utf-8").splitlines()
    at = next(number for number, line in enumerate(lines) if line.startswith("title:"))
    lines[at] = f"title: {title}"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def course_files(folder):
    found = [*sorted((folder / "course").rglob("*.yaml")), folder / "coursegen.lock"]
    return {each.relative_to(folder).as_posix(): each.read_bytes() for each in found}


def test_a_build_killed_at_any_write_ends_in_the_same_bytes_next_time(project, monkeypatch):
    from coursegen import files

    source(project, "within 1 hour", "within 3 hours")
    source(project, "2 working days", "4 working days")
    copy = project.parent / "whole"
    shutil.copytree(project, copy)
    build(copy)
    whole = course_files(copy)
    real = files.os.replace
    for last in range(1, 8):
        killed = project.parent / f"killed-{last}"
        shutil.copytree(project, killed)
        count = 0

        def replace(*arguments, limit=last, folder=killed):
            nonlocal count
            if ".coursegen" not in str(arguments[1]) and folder.name in str(arguments[1]):
                count += 1
                if count > limit:
                    raise KeyboardInterrupt
            return real(*arguments)

        monkeypatch.setattr(files.os, "replace", replace)
        with contextlib.suppress(KeyboardInterrupt):
            build(killed)
        monkeypatch.setattr(files.os, "replace", real)
        build(killed)
        assert course_files(killed) == whole, f"killed after {last} writes"


def test_an_edit_survives_a_build_that_was_killed_before_it_wrote_its_lock(project):
    path = next(iter(modules(project)))
    retitle(path, "Mine")
    lock = (project / "coursegen.lock").read_bytes()
    source(project, "within 1 hour", "within 3 hours")
    source(project, "2 working days", "4 working days")
    build(project)
    (project / "coursegen.lock").write_bytes(lock)
    count = len(modules(project))
    build(project)
    assert len(modules(project)) == count
    assert modules(project)[path]["title"] == "Mine"


def test_without_a_lock_nothing_is_overwritten(project):
    path = next(iter(modules(project)))
    retitle(path, "Mine")
    (project / "coursegen.lock").unlink()
    with pytest.raises(ConfigError, match="no coursegen"):
        build(project)
    assert modules(project)[path]["title"] == "Mine"


def test_a_module_that_a_person_changed_does_not_retire_with_its_source(project):
    extra = project / "sources" / "parking.md"
    extra.write_text(PARKING, encoding="utf-8")
    before = set(modules(project))
    build(project)
    (added,) = set(modules(project)) - before
    retitle(added, "Where to park")
    extra.unlink()
    report = build(project)
    assert modules(project)[added]["title"] == "Where to park"
    assert report.retired == []


def test_a_new_document_gets_a_module_and_a_removed_one_retires_it_by_name(project):
    extra = project / "sources" / "parking.md"
    extra.write_text(PARKING, encoding="utf-8")
    before = set(modules(project))
    build(project)
    (added,) = set(modules(project)) - before
    assert all(path.exists() for path in before)
    extra.unlink()
    report = build(project)
    assert report.retired == [added.stem]
    assert not added.exists()
    lock = json.loads((project / "coursegen.lock").read_text(encoding="utf-8"))
    assert added.stem in lock["retired"]


def test_a_refresh_never_drops_what_a_person_added(project):
    path, module = next(iter(modules(project).items()))
    module["title"] = "Mine"
    module["blocks"].append(
        {"id": "own-words", "type": "text", "origin": "author", "text": "Ask me anything."}
    )
    for item in module["items"]:
        item["citations"] = [{"passage": "0" * 12, "quote": "No such words."}]
    path.write_text(yaml.safe_dump(module, sort_keys=False), encoding="utf-8")
    build(project, refresh=frozenset([module["id"]]))
    kept = modules(project)[path]
    assert kept["title"] == "Mine"
    assert "own-words" in [each["id"] for each in kept["blocks"]]


def test_an_edit_saved_while_the_build_runs_is_not_reverted(project):
    source(project, "within 1 hour", "within 3 hours")
    path = next(iter(modules(project)))

    def progress(name, _done, _total):
        if name == "check":
            retitle(path, "Saved meanwhile")

    with pytest.raises(ConfigError, match="edited while"):
        build(project, progress=progress)
    assert modules(project)[path]["title"] == "Saved meanwhile"


def test_two_branches_that_gave_away_one_slot_are_mended_by_a_build(project):
    lock = project / "coursegen.lock"
    data = json.loads(lock.read_text(encoding="utf-8"))
    items = [key for key, unit in sorted(data["units"].items()) if unit["kind"] == "item"]
    slot = data["units"][items[0]]["slot"]
    data["units"][items[1]]["slot"] = slot
    lock.write_text(json.dumps(data), encoding="utf-8")
    build(project)
    units = json.loads(lock.read_text(encoding="utf-8"))["units"]
    slots = [unit["slot"] for unit in units.values() if "slot" in unit]
    assert len(set(slots)) == len(slots)
    assert units[items[0]]["slot"] == slot


def test_frozen_sees_settings_and_units_that_changed(project):
    toml = project / "coursegen.toml"
    toml.write_text(SETTINGS.replace('id = "security"', 'id = "security"\ntitle = "New"'))
    frozen = coursegen("build", "--frozen", "--project", project)
    assert frozen.returncode == 1
    assert "settings" in frozen.stderr


def test_a_unit_whose_own_sentence_still_stands_only_moves_its_citation(project):
    before = {each["id"]: each for module in modules(project).values() for each in module["items"]}
    source(project, "within 1 hour", "within 3 hours")
    build(project)
    after = {each["id"]: each for module in modules(project).values() for each in module["items"]}
    rests = [key for key, item in before.items() if "1 hour" not in json.dumps(item)]
    assert rests
    for key in rests:
        assert words(after[key]) == words(before[key])


def test_an_edited_question_stays_sound_when_another_sentence_of_its_paragraph_changes(project):
    path, number, item = next(
        (path, number, item)
        for path, module in modules(project).items()
        for number, item in enumerate(module["items"])
        if "password" in json.dumps(item) and "1 hour" not in json.dumps(item)
    )
    module = modules(project)[path]
    module["items"][number]["stem"] = "A colleague wants your password. What do you say?"
    path.write_text(yaml.safe_dump(module, sort_keys=False), encoding="utf-8")
    source(project, "within 1 hour", "within 3 hours")
    report = build(project)
    assert report.conflicts == []
    assert not [each for each in report.findings if each.severity == "error"]
    kept = next(each for each in modules(project)[path]["items"] if each["id"] == item["id"])
    assert kept["stem"] == "A colleague wants your password. What do you say?"


def test_a_refresh_follows_a_new_audience(project):
    toml = project / "coursegen.toml"
    toml.write_text(SETTINGS.replace("[audience]", '[audience]\nname = "staff"'), encoding="utf-8")
    build(project, refresh=frozenset())
    plan = api.plan(api.open_project(project))
    assert [each for each in plan.lines if each.state == "outdated"] == []


def words(unit):
    """A unit without the ids of the passages it cites."""
    if isinstance(unit, dict):
        return {key: words(value) for key, value in unit.items() if key != "passage"}
    return [words(each) for each in unit] if isinstance(unit, list) else unit


def test_an_item_whose_number_changed_keeps_its_id_and_slot(project):
    before = json.loads((project / "coursegen.lock").read_text(encoding="utf-8"))["units"]
    source(project, "within 1 hour", "within 3 hours")
    build(project)
    after = json.loads((project / "coursegen.lock").read_text(encoding="utf-8"))["units"]
    items = {key for key, unit in before.items() if unit["kind"] == "item"}
    assert len(items & set(after)) >= len(items) - 1
    for key in items & set(after):
        assert after[key]["slot"] == before[key]["slot"]


def test_a_refresh_of_an_unedited_course_leaves_the_minutes_right(project):
    build(project, refresh=frozenset())
    findings = api.check(api.open_project(project))
    assert not [each for each in findings if "minutes" in each.message and each.severity == "note"]


def coursegen(*arguments):
    return subprocess.run(  # noqa: PLW1510 - the exit code is what is tested
        [sys.executable, "-m", "coursegen", *map(str, arguments)], capture_output=True, text=True
    )


@pytest.fixture
def editions(project):
    """A course of a policy in version 1.3, whose headings say so; and a change of it to 1.4."""
    for heading in ("# Security policy", "## Passwords", "## Visitors"):
        source(project, f"{heading}\n", f"{heading} in version 1.3\n")
    shutil.rmtree(project / "course")
    (project / "coursegen.lock").unlink()
    build(project)
    path = project / "sources" / "policy.md"

    def publish():
        path.write_text(path.read_text(encoding="utf-8").replace("1.3", "1.4"), encoding="utf-8")
        return build(project)

    return project, publish


def texts(folder):
    return {each: each.read_text(encoding="utf-8") for each in modules(folder)}


def test_a_title_follows_the_edition_in_a_heading_though_nothing_else_changed(editions):
    folder, publish = editions
    before = texts(folder)
    assert any("version 1.3" in each for each in before.values())
    report = publish()
    assert [each for each in report.findings if each.severity == "error"] == []
    assert report.requests == 0
    assert texts(folder) == {
        key: each.replace("version 1.3", "version 1.4") for key, each in before.items()
    }
    assert build(folder).written == []


def test_a_title_that_a_person_wrote_follows_no_edition(editions):
    folder, publish = editions
    path = next(key for key, each in texts(folder).items() if "version 1.3" in each)
    retitle(path, "What I make of version 1.3")
    publish()
    assert "title: What I make of version 1.3" in path.read_text(encoding="utf-8")
