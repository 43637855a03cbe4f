"""Exporting again: the record in the lock, the version, what is said to whom, profiles and force."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from tests.fixtures.projects import fixture_project

from coursegen import api
from coursegen.api.releasing import keep_record
from coursegen.build.lock import read_lock, write_lock
from coursegen.errors import ConfigError, ExportError, GateError
from coursegen.export.republish import republication

MODULE = "course/modules/lost-device-h2t9s.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return fixture_project(tmp_path / "project")


def exported(
    folder: Path, *targets: str, force: bool = True, lms: str | None = None
) -> api.Exports:
    return api.export(
        api.open_project(folder), targets or ("scorm12",), folder / "dist", force=force, lms=lms
    )


def edit(folder: Path, old: str, new: str, name: str = MODULE) -> None:
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def entries(exports: api.Exports) -> dict[str, bytes]:
    archive = zipfile.ZipFile(exports.packages[0].path)
    return {name: archive.read(name) for name in archive.namelist()}


def test_the_record_stands_in_the_lock_and_the_same_course_gives_the_same_bytes(
    folder: Path,
) -> None:
    first = exported(folder)
    lock = read_lock(folder / "coursegen.lock")
    assert lock is not None
    assert lock.exported is not None
    assert lock.exported.version == "1.0.0"
    assert set(lock.exported.targets) == {"scorm12"}
    text = (folder / "coursegen.lock").read_bytes()
    second = exported(folder)
    assert second.packages == first.packages
    assert second.released.release == ""
    assert (folder / "coursegen.lock").read_bytes() == text


def test_other_words_are_a_patch_with_the_same_names_and_manifest(folder: Path) -> None:
    before = entries(exported(folder))
    edit(folder, "title: ", "title: Now - ")
    after = exported(folder)
    now = entries(after)
    assert (after.released.version, after.released.release) == ("1.0.1", "patch")
    assert sorted(now) == sorted(before)
    assert now["imsmanifest.xml"] == before["imsmanifest.xml"]
    assert json.loads(now["coursegen.json"])["version"] == "1.0.1"
    assert '"version":"1.0.1"' in now["course.js"].decode()


def test_a_new_file_in_the_package_is_major_even_when_no_word_changed(folder: Path) -> None:
    exported(folder)
    (folder / "exports" / "player").mkdir(parents=True)
    (folder / "exports" / "player" / "house.css").write_text("", encoding="utf-8")
    found = exported(folder).released
    assert (found.version, found.release) == ("2.0.0", "major")
    assert "scorm12" in found.reasons[0]


def test_the_profile_of_the_lms_says_what_learners_see_and_what_to_do(folder: Path) -> None:
    exported(folder)
    edit(folder, "title: ", "title: Now - ")
    found = exported(folder, lms="cornerstone").released
    assert found.lms == "Cornerstone"
    assert "in place" in found.learner
    assert "Modify Content" in found.administrator


def test_what_learners_in_the_middle_see_is_said_for_every_other_lms(folder: Path) -> None:
    assert exported(folder).released.elsewhere == ()
    edit(folder, "title: ", "title: Now - ")
    found = exported(folder, lms="cornerstone").released
    named = [name for names, _ in found.elsewhere for name in names]
    assert sorted(named) == ["Canvas", "Docebo", "Moodle", "SAP SuccessFactors Learning", "SCORM Cloud"]  # fmt: skip
    said = {name: text for names, text in found.elsewhere for name in names}
    assert said["Canvas"].startswith("sees the old version until")


def test_a_target_that_the_lms_does_not_play_is_warned_of_and_the_web_is_not(folder: Path) -> None:
    packages = exported(folder, "scorm12", "cmi5", "html", lms="moodle").packages
    assert [bool(each.warnings) for each in packages] == [False, True, False]
    assert "Moodle is not known to play cmi5" in packages[1].warnings[0]


def test_the_exit_of_a_finished_course_is_as_the_lms_wants_it(folder: Path) -> None:
    assert (
        '"exit":"suspend"' not in entries(exported(folder, "scorm2004-4th"))["course.js"].decode()
    )
    cloud = exported(folder, "scorm2004-4th", lms="scorm-cloud")
    assert '"exit":"suspend"' in entries(cloud)["course.js"].decode()


def test_a_profile_of_the_project_is_used_with_its_limits(folder: Path) -> None:
    (folder / "exports" / "profiles").mkdir(parents=True)
    (folder / "exports" / "profiles" / "tiny.toml").write_text(
        'name = "Tiny"\nupload_megabytes = 0.001\n[state]\nscorm12 = 100\n', encoding="utf-8"
    )
    with pytest.raises(ExportError, match="scorm12"):
        exported(folder, lms="tiny")
    assert not (folder / "dist").exists()
    assert "MB" in exported(folder, "html", lms="tiny").packages[0].warnings[0]


def test_an_unknown_profile_names_the_nearest(folder: Path) -> None:
    with pytest.raises(ConfigError, match="Did you mean moodle"):
        exported(folder, lms="mooddle")
    (folder / "exports" / "profiles").mkdir(parents=True)
    (folder / "exports" / "profiles" / "bad.toml").write_text("nam = 1", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"profiles/bad\.toml"):
        exported(folder, lms="bad")


def test_a_course_with_findings_is_exported_by_force_alone_and_then_says_so(folder: Path) -> None:
    edit(folder, "quote: ", "quote: Nobody ever wrote ")
    with pytest.raises(GateError, match="no package was written"):
        exported(folder, force=False)
    assert not (folder / "dist").exists()
    made = exported(folder)
    assert made.overridden
    told = json.loads(entries(made)["coursegen.json"])["check"]
    assert told == {"passed": False, "overridden": list(made.overridden)}


def test_the_tracking_is_told_and_how_each_target_writes_it(folder: Path) -> None:
    made = exported(folder, "scorm12", "scorm2004-3rd", "xapi", "cmi5", "html", "markdown")
    assert "all is viewed and the assessment is passed; pass mark 80 %" in made.tracking
    notes = {each.target: " ".join(each.notes) for each in made.packages}
    assert "masteryscore 80" in notes["scorm12"]
    assert "minNormalizedMeasure 0.8" in notes["scorm2004-3rd"]
    assert "passed" in notes["xapi"]
    assert "moveOn CompletedAndPassed masteryScore 0.8" in notes["cmi5"]
    assert notes["html"] == notes["markdown"] == "nothing is reported"


def test_the_check_warns_of_targets_and_limits_before_a_package_is_made(folder: Path) -> None:
    def warned(text: str) -> list[str]:
        (folder / "coursegen.toml").write_text(text, encoding="utf-8")
        found = api.check(api.open_project(folder))
        return [each.message for each in found if each.rule == "lms"]

    assert warned("") == []
    (played,) = warned('[export]\nlms = "moodle"\ntargets = ["scorm12", "cmi5"]\n')
    assert "Moodle is not known to play cmi5" in played
    (folder / "exports" / "profiles").mkdir(parents=True)
    (folder / "exports" / "profiles" / "tiny.toml").write_text(
        'name = "Tiny"\n[state]\nscorm12 = 100\n', encoding="utf-8"
    )
    (small,) = warned('[export]\nlms = "tiny"\n')
    assert "progress could take" in small


def test_a_build_between_reading_and_recording_keeps_its_lock(folder: Path) -> None:
    project = api.open_project(folder)
    lock = project.require_lock()
    exported(folder)
    path = folder / "coursegen.lock"
    write_lock(path, lock.model_copy(update={"inputs": "built-meanwhile"}))
    found = republication(project.course(), None, {}, "stamp")
    keep_record(project, lock, found, {})
    kept = read_lock(path)
    assert kept is not None
    assert kept.inputs == "built-meanwhile"
    assert kept.exported is not None
