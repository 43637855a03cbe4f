"""Init and make put sources into a project: none is lost, none is taken by mistake, nothing is half done."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from coursegen import api
from coursegen.api.making import Settings, init
from coursegen.build.guard import guard
from coursegen.errors import ConfigError, SourceError

POLICY = "# Rules\n\nStaff must lock the door.\n"


def written(path: Path, text: str = POLICY) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def make(project: Path, *given: Path, **settings: object) -> api.Made:
    return init(project, given, Settings.of(settings), again=True)


def sources_of(project: Path) -> list[str]:
    folder = project / "sources"
    return sorted(
        each.relative_to(folder).as_posix() for each in folder.rglob("*") if each.is_file()
    )


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return tmp_path / "project"


def test_two_files_of_one_name_are_refused_and_both_named(tmp_path: Path, project: Path) -> None:
    one, other = written(tmp_path / "t1/policy.md"), written(tmp_path / "t2/policy.md", "# Other\n")
    with pytest.raises(ConfigError) as caught:
        make(project, one, other)
    assert str(one) in caught.value.what
    assert str(other) in caught.value.what
    assert not project.exists()


def test_names_that_differ_in_case_only_are_refused_everywhere(
    tmp_path: Path, project: Path
) -> None:
    one, other = written(tmp_path / "t1/policy.md"), written(tmp_path / "t2/Policy.md")
    with pytest.raises(ConfigError, match="two sources"):
        make(project, one, other)


def test_a_file_given_twice_is_one_source(tmp_path: Path, project: Path) -> None:
    policy = written(tmp_path / "docs/a/policy.md")
    assert make(project, tmp_path / "docs", policy).copied == ["sources/a/policy.md"]


def test_a_project_made_in_the_folder_of_its_sources_does_not_copy_itself(tmp_path: Path) -> None:
    written(tmp_path / "policy.md")
    make(tmp_path, tmp_path)
    written(tmp_path / "course/course.yaml")
    written(tmp_path / "dist/page/index.html")
    written(tmp_path / "coursegen.lock", "{}")
    assert make(tmp_path, tmp_path).copied == ["sources/policy.md"]
    assert sources_of(tmp_path) == ["policy.md"]


def test_a_project_inside_the_given_folder_is_not_copied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    written(tmp_path / "policy.md")
    written(tmp_path / "other/coursegen.toml", "")
    written(tmp_path / "other/sources/a.md")
    for _ in range(2):
        made = make(Path("out"), Path())
        assert sources_of(tmp_path / "out") == ["policy.md"]
        assert made.passed_over == ["other"]


def test_of_another_project_only_what_a_person_wrote_is_taken(
    tmp_path: Path, project: Path
) -> None:
    for name in ("coursegen.toml", "course/course.yaml", "dist/x.md", "coursegen.lock"):
        written(tmp_path / "other" / name, "")
    written(tmp_path / "other/sources/a.md")
    make(project, tmp_path / "other")
    assert sources_of(project) == ["sources/a.md"]


def test_the_project_s_own_sources_stay_where_they_are(project: Path) -> None:
    written(project / "sources/deep/a.md")
    make(project, project / "sources/deep", project / "sources/deep/a.md")
    assert sources_of(project) == ["deep/a.md"]


def test_a_config_that_cannot_be_used_leaves_nothing_behind(tmp_path: Path, project: Path) -> None:
    policy = written(tmp_path / "policy.md")
    config = written(tmp_path / "mine.toml", "[course]\nminuts = 5\n")
    with pytest.raises(ConfigError, match="minutes") as caught:
        make(project, policy, config=config)
    assert caught.value.where == f"{config}:2"
    assert not project.exists()


def test_a_setting_that_cannot_be_used_leaves_nothing_behind(tmp_path: Path, project: Path) -> None:
    policy = written(tmp_path / "policy.md")
    with pytest.raises(ConfigError, match="language tag"):
        make(project, policy, language="English!")
    assert not project.exists()
    assert make(project, policy, language="en").not_applied == {}


def test_settings_that_a_project_does_not_take_over_are_named(
    tmp_path: Path, project: Path
) -> None:
    policy = written(tmp_path / "policy.md")
    make(project, policy, title="Doors", minutes=10)
    assert make(project, policy, title="Doors", minutes=10).not_applied == {}
    made = make(project, policy, title="Locks", minutes=10, aliases="staff, nurses")
    assert made.not_applied == {"title": "course.title", "aliases": "audience.aliases"}
    config = written(tmp_path / "mine.toml", '[course]\ntitle = "Keys"\n')
    assert make(project, policy, config=config).not_applied == {"config": ""}


def test_settings_beside_a_config_are_named_where_it_decides(tmp_path: Path, project: Path) -> None:
    config = written(tmp_path / "mine.toml", '[course]\ntitle = "Keys"\n')
    made = make(project, written(tmp_path / "policy.md"), config=config, title="Locks")
    assert made.not_applied == {"title": "course.title"}


def test_captions_come_with_their_recording_and_no_other(tmp_path: Path, project: Path) -> None:
    for name in ("talk.mp4", "talk.VTT", "talk.nl.srt", "talking-about-salaries.vtt", "talk2.vtt"):
        written(tmp_path / "t" / name)
    make(project, tmp_path / "t/talk.mp4")
    assert sources_of(project) == ["talk.VTT", "talk.mp4", "talk.nl.srt"]


def test_captions_come_with_a_recording_that_has_brackets_in_its_name(
    tmp_path: Path, project: Path
) -> None:
    written(tmp_path / "t/t [1].vtt")
    make(project, written(tmp_path / "t/t [1].mp4"))
    assert sources_of(project) == ["t [1].mp4", "t [1].vtt"]


def test_captions_do_not_come_with_a_text_of_their_name(tmp_path: Path, project: Path) -> None:
    written(tmp_path / "t/talk.vtt")
    make(project, written(tmp_path / "t/talk.md"))
    assert sources_of(project) == ["talk.md"]


def test_what_left_the_given_folder_leaves_the_project(tmp_path: Path, project: Path) -> None:
    docs = tmp_path / "docs"
    old = written(docs / "sub/old.md")
    written(docs / "new.md")
    make(project, docs)
    old.unlink()
    assert make(project, docs).removed == ["sources/sub/old.md"]
    assert sources_of(project) == ["new.md"]


def test_what_a_person_put_into_sources_stays_and_is_named(tmp_path: Path, project: Path) -> None:
    docs = tmp_path / "docs"
    written(docs / "a.md")
    make(project, docs)
    written(project / "sources/mine.md")
    made = make(project, docs)
    assert made.removed == []
    assert made.others == ["sources/mine.md"]


def test_a_copy_that_a_person_changed_or_had_before_stays(tmp_path: Path, project: Path) -> None:
    docs = tmp_path / "docs"
    changed, before = written(docs / "changed.md"), written(docs / "before.md")
    written(project / "sources/before.md")
    make(project, docs)
    written(project / "sources/changed.md", "# Mine now\n")
    changed.unlink()
    before.unlink()
    made = make(project, docs)
    assert made.removed == []
    assert made.others == ["sources/before.md", "sources/changed.md"]


def test_another_folder_given_takes_nothing_of_the_first_away(
    tmp_path: Path, project: Path
) -> None:
    written(tmp_path / "one/a.md")
    written(tmp_path / "two/b.md")
    make(project, tmp_path / "one")
    made = make(project, tmp_path / "two")
    assert (made.removed, made.others) == ([], ["sources/a.md"])


def test_without_the_record_nothing_is_removed(tmp_path: Path, project: Path) -> None:
    docs = tmp_path / "docs"
    old = written(docs / "old.md")
    written(docs / "new.md")
    make(project, docs)
    shutil.rmtree(project / ".coursegen")
    old.unlink()
    made = make(project, docs)
    assert (made.removed, made.others) == ([], ["sources/old.md"])


def test_a_folder_that_is_empty_now_takes_nothing_away(tmp_path: Path, project: Path) -> None:
    only = written(tmp_path / "docs/a.md")
    make(project, tmp_path / "docs")
    only.unlink()
    made = make(project, tmp_path / "docs")
    assert (made.removed, made.others) == ([], ["sources/a.md"])


def test_nothing_is_copied_while_another_coursegen_runs(tmp_path: Path, project: Path) -> None:
    policy = written(tmp_path / "policy.md")
    with (
        guard(project / ".coursegen", "build"),
        pytest.raises(ConfigError, match="is running in this project"),
    ):
        make(project, policy)
    assert not (project / "sources").exists()


def test_a_new_project_keeps_cache_and_packages_out_of_git(tmp_path: Path, project: Path) -> None:
    init(project, [], Settings())
    assert (project / ".gitignore").read_text("utf-8") == ".coursegen/\ndist/\n"
    own = written(tmp_path / "own/.gitignore", "*.log\n")
    init(own.parent, [], Settings())
    assert own.read_text("utf-8") == "*.log\n"


def test_a_file_that_is_not_there_is_named(tmp_path: Path, project: Path) -> None:
    with pytest.raises(SourceError, match="no such file"):
        init(project, [tmp_path / "none.md"], Settings())
    assert not project.exists()


def test_the_files_of_a_theme_come_with_the_settings_that_name_them(
    tmp_path: Path, project: Path
) -> None:
    written(tmp_path / "house" / "brand" / "logo.svg", "<svg/>")
    written(tmp_path / "secret.svg", "<svg/>")
    config = written(
        tmp_path / "house" / "mine.toml",
        '[theme]\nlogo = "brand/logo.svg"\nlogo_dark = "../secret.svg"\nfont = "none.woff2"\n',
    )
    make(project, written(tmp_path / "policy.md"), config=config)
    assert (project / "brand" / "logo.svg").read_text() == "<svg/>"
    assert sorted(each.name for each in project.rglob("*.svg")) == ["logo.svg"]


def titled(project: Path) -> str:
    return api.open_project(project).config.course.title


def test_a_course_from_a_folder_bears_its_name(tmp_path: Path, project: Path) -> None:
    folder = tmp_path / "travel-and-leave"
    written(folder / "leave.md")
    written(folder / "travel/abroad.md", "# Abroad\n\nStaff must carry a passport.\n")
    make(project, folder)
    assert titled(project) == "Travel and leave"


@pytest.mark.parametrize(
    ("name", "files"),
    [
        ("travel", ["leave.md"]),
        ("travel", ["leave.md", "README.md"]),
        ("travel", ["leave.md", "index.md"]),
        ("docs", ["leave.md", "abroad.md"]),
        ("sections", ["leave.md", "abroad.md"]),
    ],
    ids=[
        "one file",
        "a readme introduces it",
        "an index introduces it",
        "a name of any folder",
        "a name of its parts",
    ],
)
def test_a_folder_that_does_not_name_the_course_leaves_it_to_its_first_source(
    tmp_path: Path, project: Path, name: str, files: list[str]
) -> None:
    for each in files:
        written(tmp_path / name / each)
    make(project, tmp_path / name)
    assert titled(project) == ""


def test_a_title_that_is_said_goes_before_the_folder(tmp_path: Path, project: Path) -> None:
    written(tmp_path / "travel/leave.md")
    written(tmp_path / "travel/abroad.md")
    make(project, tmp_path / "travel", title="On the road")
    assert titled(project) == "On the road"
