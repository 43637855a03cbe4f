"""The main job on the example projects: real sources in, a cited course and a package out."""

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import yaml

from coursegen.build.lock import lock_text, read_lock

EXAMPLES = Path(__file__).parents[2] / "examples"
NAMES = ("infosec", "privacy-nl")


def coursegen(*arguments, hash_seed="0", cwd=None, **environment):
    done = subprocess.run(  # noqa: PLW1510 - the exit code is asserted
        [sys.executable, "-m", "coursegen", *map(str, arguments)],
        capture_output=True,
        text=True,
        cwd=cwd,
        env={**os.environ, "PYTHONHASHSEED": hash_seed, **environment},
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done


def make(name, folder, **more):
    example = EXAMPLES / name
    return coursegen(
        "make",
        example / "sources",
        "--config",
        example / "coursegen.toml",
        "-o",
        folder,
        "--to",
        "scorm12",
        **more,
    )


def files(folder):
    return {
        each.relative_to(folder).as_posix(): each.read_bytes()
        for each in sorted(folder.rglob("*"))
        if each.is_file() and ".coursegen" not in each.parts
    }


def course_and_lock(folder):
    found = {key: data for key, data in files(folder).items() if key.startswith("course/")}
    lock = read_lock(folder / "coursegen.lock")
    if lock is not None:  # what was built, without the record of what was exported
        bare = lock.model_copy(update={"exported": None, "exported_units": {}})
        found["coursegen.lock"] = lock_text(bare).encode()
    return found


@pytest.fixture(scope="module", params=NAMES)
def made(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("made") / "project"
    done = make(request.param, folder)
    assert done.returncode == 0, done.stderr
    return request.param, folder, done


@pytest.fixture
def project(made, tmp_path):
    name, folder, _ = made
    shutil.copytree(folder, tmp_path / "copy")
    return name, tmp_path / "copy"


def modules(folder):
    return [
        yaml.safe_load(each.read_text(encoding="utf-8"))
        for each in sorted((folder / "course" / "modules").glob("*.yaml"))
    ]


def test_the_closing_summary_tells_what_was_made_and_what_to_do_next(made):
    _, _, done = made
    for words in ("module(s)", "minutes", "items", "Coverage:", "Findings:", ".zip", "Next:"):
        assert words in done.stderr


def test_the_committed_course_is_what_the_sources_give(made):
    name, folder, _ = made
    built, committed = course_and_lock(folder), course_and_lock(EXAMPLES / name)
    assert "coursegen.lock" in committed, f"examples/{name} holds no built course"
    assert sorted(built) == sorted(committed)
    assert [key for key, data in built.items() if data != committed[key]] == []


def test_other_folder_hash_seed_locale_and_clock_give_the_same_bytes(made, tmp_path):
    name, folder, _ = made
    other = tmp_path / "een andere map" / "p"
    other.parent.mkdir()
    environment = {"LC_ALL": "C", "LANG": "C", "TZ": "Pacific/Auckland"}
    assert make(name, other, hash_seed="1234", **environment).returncode == 0
    assert files(other) == files(folder)


def test_a_second_build_asks_nothing_and_writes_nothing(project):
    _, folder = project
    before = files(folder)
    done = coursegen("build", "--project", folder, "--json")
    report = json.loads(done.stdout)
    assert (report["requests"], report["written"]) == (0, [])
    assert files(folder) == before


def test_a_fresh_clone_without_cache_is_up_to_date(project):
    _, folder = project
    shutil.rmtree(folder / ".coursegen")
    done = coursegen("build", "--frozen", "--project", folder)
    assert done.returncode == 0, done.stderr


AT_LEAST = {
    "infosec": {"single_choice", "ordering", "cloze", "scenario"},
    "privacy-nl": {"single_choice", "multiple_choice", "categorise"},
}


def test_every_item_type_of_the_spine_is_there(made):
    name, folder, _ = made
    units = {item["type"] for module in modules(folder) for item in module["items"]}
    units |= {"scenario" for module in modules(folder) if "scenario" in module}
    assert units >= AT_LEAST[name]


@pytest.mark.parametrize("made", ["infosec"], indirect=True)  # the example that has a recording
def test_a_spoken_statement_is_cited_by_its_timecode(made):
    _, folder, _ = made
    lock = json.loads((folder / "coursegen.lock").read_text(encoding="utf-8"))
    spoken = {
        key
        for key, record in lock["passages"].items()
        if any("start" in place["locator"] for place in record["occurrences"])
    }
    cited = {passage for unit in lock["units"].values() for passage in unit.get("passages", ())}
    assert spoken & cited


def test_explain_leads_from_an_option_to_the_place_in_its_source(made):
    _, folder, _ = made
    item = next(
        each
        for module in modules(folder)
        for each in module["items"]
        if each["type"] == "single_choice"
    )
    option = next(each for each in item["options"] if each.get("correct"))
    done = coursegen("explain", option["id"], "--project", folder, "--json")
    found = json.loads(done.stdout)
    assert found["trails"], found
    assert all(trail["places"] for trail in found["trails"])


def test_a_changed_number_rebuilds_only_what_rests_on_it(project):
    name, folder = project
    (source,) = folder.glob("sources/*.md")
    text = source.read_text(encoding="utf-8")
    before = files(folder)
    lock = json.loads(before["coursegen.lock"])
    # numbers of one document alone: what another one says otherwise is taught no more
    old, new = ("14 characters", "16 characters") if name == "infosec" else ("24 uur", "36 uur")
    assert old in text
    source.write_text(text.replace(old, new), encoding="utf-8")
    frozen = coursegen("build", "--frozen", "--project", folder)
    assert frozen.returncode == 1
    done = coursegen("build", "--project", folder)
    assert done.returncode == 0, done.stderr
    after = json.loads(files(folder)["coursegen.lock"])
    gone = set(lock["passages"]) - set(after["passages"])
    touched = {key for key, unit in lock["units"].items() if gone & set(unit.get("passages", ()))}
    for key in set(lock["units"]) - touched - {lock["course"]}:
        assert key in after["units"], key
        assert after["units"][key]["source_key"] == lock["units"][key]["source_key"]
    for unit in after["units"].values():
        assert not gone & set(unit.get("passages", ()))
    assert coursegen("build", "--frozen", "--project", folder).returncode == 0


def test_an_edited_title_and_a_comment_survive_a_rebuild(project):
    _, folder = project
    path = min((folder / "course" / "modules").glob("*.yaml"))
    text = path.read_text(encoding="utf-8")
    title = next(line for line in text.splitlines() if line.startswith("title:"))
    path.write_text(text.replace(title, "title: Mine  # keep this"), encoding="utf-8")
    (source,) = folder.glob("sources/*.md")
    with source.open("a", encoding="utf-8") as file:
        file.write("\nStaff must close the windows before they leave the office.\n")
    assert coursegen("build", "--project", folder).returncode == 0
    assert "title: Mine  # keep this" in path.read_text(encoding="utf-8")


def test_names_in_the_package_are_plain_and_the_manifest_is_at_its_root(made):
    _, folder, _ = made
    (package,) = (folder / "dist").glob("*.zip")
    with zipfile.ZipFile(package) as archive:
        names = archive.namelist()
    assert "imsmanifest.xml" in names
    assert all(
        set(name) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-/")
        for name in names
    )


def test_a_question_that_a_person_adds_is_exported_and_survives_a_rebuild(project):
    _, folder = project
    path = min((folder / "course" / "modules").glob("*.yaml"))
    module = yaml.safe_load(path.read_text(encoding="utf-8"))
    added = {
        "id": "my-own-question",
        "type": "true_false",
        "origin": "author",
        "objective": module["objectives"][0],
        "bloom": "remember",
        "stem": "Our team meets on Monday.",
        "answer": True,
        "feedback_right": "Yes, every week.",
        "feedback_wrong": "It does, every week.",
    }
    module["items"].append(added)
    path.write_text(yaml.safe_dump(module, sort_keys=False), encoding="utf-8")
    assert coursegen("build", "--project", folder).returncode == 0
    done = coursegen("export", "scorm12", "--project", folder)
    assert done.returncode == 0, done.stderr
    with next(folder.glob("sources/*.md")).open("a", encoding="utf-8") as file:
        file.write("\nStaff must close the windows before they leave the office.\n")
    assert coursegen("build", "--project", folder).returncode == 0
    kept = yaml.safe_load(path.read_text(encoding="utf-8"))["items"]
    assert added in kept
