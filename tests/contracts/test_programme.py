"""Scope: sources too large for one course give a programme; settings that change are followed; nothing goes unsaid."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
import yaml
from tests.fixtures.handbook import dutch_handbook, english_handbook

from coursegen import api
from coursegen.api.project import Project
from coursegen.api.reports import BuildReport
from coursegen.cli.main import main
from coursegen.errors import ConfigError

SETTINGS = """[course]
minutes = {minutes}
programme = "{programme}"
exclude = {exclude}
[audience]
aliases = {aliases}
"""


def settings(
    folder: Path, *, minutes=15, programme="auto", exclude=(), aliases=("employees",)
) -> Path:
    text = SETTINGS.format(
        minutes=minutes, programme=programme, exclude=list(exclude), aliases=list(aliases)
    ).replace("'", '"')
    (folder / "coursegen.toml").write_text(text, encoding="utf-8")
    return folder


def handbook(folder: Path, text: str) -> Path:
    (folder / "sources").mkdir(exist_ok=True)
    (folder / "sources" / "rules.md").write_text(text, encoding="utf-8")
    return folder


def built(folder: Path) -> tuple[Project, BuildReport]:
    project = api.open_project(folder)
    return project, api.build(project)


@pytest.fixture(scope="module")
def programme(tmp_path_factory) -> Path:
    """A programme of 52 minutes in courses of 15, built; tests work in a copy of it."""
    folder = settings(tmp_path_factory.mktemp("programme"))
    built(handbook(folder, english_handbook()))
    return folder


@pytest.fixture
def copy(programme, tmp_path) -> Path:
    shutil.copytree(programme, tmp_path, dirs_exist_ok=True)
    return tmp_path


@pytest.fixture(scope="module")
def single(tmp_path_factory) -> Path:
    """One course of three modules in 15 minutes."""
    folder = settings(tmp_path_factory.mktemp("single"))
    built(handbook(folder, english_handbook(3)))
    return folder


@pytest.fixture
def small(single, tmp_path) -> Path:
    shutil.copytree(single, tmp_path, dirs_exist_ok=True)
    return tmp_path


def parts(project: Project) -> dict[str, tuple[str, ...]]:
    return {each.id: each.modules for each in project.course().outline.parts}


def slots(project: Project) -> dict[str, int | None]:
    return {key: unit.slot for key, unit in project.require_lock().units.items()}


def test_each_course_of_a_programme_keeps_to_the_minutes_in_the_order_of_the_source(programme):
    course = api.open_project(programme).course()
    courses = course.courses()
    assert len(courses) >= 3
    assert all(sum(each.minutes for each in one.modules) < 15.5 for one in courses)
    titles = [each.title for one in courses for each in one.modules]
    assert titles == re.findall(r"^## (.+)$", english_handbook(), re.MULTILINE)
    numbers = range(1, len(courses) + 1)
    assert [one.outline.id for one in courses] == [f"house-rules-part-{n}" for n in numbers]
    assert courses[1].outline.title == "House rules: Part 2"


def test_each_part_is_a_package_with_its_own_id_objectives_and_test(copy, tmp_path):
    project = api.open_project(copy)
    exported = api.export(project, ["scorm12"], tmp_path / "out").packages
    assert [Path(each.path).name for each in exported] == [
        f"{one.outline.id}-scorm12.zip" for one in project.course().courses()
    ]
    for each in exported:
        assert each.bytes < 300_000
        with zipfile.ZipFile(each.path) as archive:
            manifest = archive.read("imsmanifest.xml").decode()
        assert f'identifier="course-{each.course}"' in manifest
    for one in project.course().courses():
        asked = {item.objective for item in one.assessment_items()}
        assert asked == {objective.id for objective in one.outline.objectives}
        units = [unit.id for module in one.modules for unit in (module, *module.items)]
        taken = sorted(slots(project)[unit] for unit in units)
        assert len(set(taken)) == len(taken)
        assert taken[0] == 0


def test_a_rebuild_without_a_change_writes_nothing(copy):
    held = list(parts(api.open_project(copy)))
    _, report = built(copy)
    assert report.written == []
    assert [each.id for each in report.parts] == held


def test_a_changed_source_moves_no_module_and_no_slot(copy):
    project = api.open_project(copy)
    before, held = slots(project), parts(project)
    handbook(copy, english_handbook().replace("within 2 hours", "within 9 hours"))
    project, report = built(copy)
    assert report.written
    assert parts(project) == held
    assert {key: slot for key, slot in slots(project).items() if key in before} == {
        key: slot for key, slot in before.items() if key in slots(project)
    }


def test_what_a_source_adds_joins_a_part_with_room_or_becomes_a_part_of_its_own(tmp_path):
    settings(tmp_path)
    project, _ = built(handbook(tmp_path, english_handbook(9)))
    held = parts(project)
    assert list(held) == [f"house-rules-part-{n}" for n in (1, 2, 3)]
    project, _ = built(handbook(tmp_path, english_handbook(12)))
    now = parts(project)
    assert {key: now[key][: len(held[key])] for key in held} == held
    assert list(now)[:3] == list(held)
    everything = [key for keys in now.values() for key in keys]
    assert len(everything) == len(project.course().modules)


def test_a_course_that_grows_keeps_its_id_and_slots_for_the_part_that_was_there(small):
    project = api.open_project(small)
    before = slots(project)
    was = tuple(each.id for each in project.course().modules)
    handbook(small, english_handbook())
    project, report = built(small)
    assert report.parts[0].id == "house-rules"
    assert parts(project)["house-rules"][: len(was)] == was
    assert {key: slots(project)[key] for key in before} == before
    numbers = range(2, len(report.parts) + 1)
    assert len(numbers) >= 2
    assert [each.id for each in report.parts[1:]] == [f"house-rules-part-{n}" for n in numbers]


def test_a_course_that_grows_into_a_programme_teaches_what_it_had_no_room_for(tmp_path):
    settings(tmp_path)
    _, report = built(handbook(tmp_path, english_handbook(4)))
    assert report.parts == []
    assert [each.what for each in report.left_out if each.reason == "minutes"]
    project, report = built(handbook(tmp_path, english_handbook(5)))
    assert len(report.parts) == 2
    titles = {each.title for each in project.course().modules}
    assert titles == set(re.findall(r"^## (.+)$", english_handbook(5), re.MULTILINE))


@pytest.mark.parametrize(("minutes", "before", "after"), [(15, 3, 4), (25, 5, 7)])
def test_a_course_that_grows_stays_one_where_a_new_one_would_be_one(
    minutes, before, after, tmp_path
):
    settings(tmp_path, minutes=minutes)
    built(handbook(tmp_path, english_handbook(before)))
    _, grown = built(handbook(tmp_path, english_handbook(after)))
    (tmp_path / "new").mkdir()
    settings(tmp_path / "new", minutes=minutes)
    _, new = built(handbook(tmp_path / "new", english_handbook(after)))
    assert grown.parts == new.parts == []


def test_fewer_minutes_divide_anew_what_became_too_long(copy):
    project = api.open_project(copy)
    before = parts(project)
    project, report = built(settings(copy, minutes=10))
    now = parts(project)
    assert all(each.minutes < 10.5 for each in report.parts)
    assert all(set(now[key]) <= set(before[key]) for key in before)
    assert "house-rules-part-5" in now
    assert len(project.course().modules) == 12


def test_never_gives_one_course_in_its_minutes_and_says_what_found_no_room(tmp_path):
    settings(tmp_path, minutes=10, programme="never")
    project, report = built(handbook(tmp_path, english_handbook(6)))
    assert report.parts == []
    assert 7 < report.minutes < 10.5
    without = [each for each in report.left_out if each.reason == "minutes"]
    assert without
    assert all(each.why == "no room in 10 minutes" for each in without)
    taught = {each.title for each in project.course().modules}
    assert {each.what.split(" > ")[-1] for each in without}.isdisjoint(taught)


def test_the_plan_says_what_becomes_of_a_changed_rule_that_had_no_room(tmp_path):
    settings(tmp_path, minutes=10, programme="never")
    text = english_handbook(6)
    _, report = built(handbook(tmp_path, text))
    left = [each.what for each in report.left_out if each.reason == "minutes"]
    title = left[0].split(" > ")[-1]
    before, section, after = text.partition(f"## {title}\n")
    handbook(
        tmp_path, before + section + after.replace("hours after use", "hours after its use", 1)
    )
    files = {each: each.read_bytes() for each in (tmp_path / "course").rglob("*.yaml")}
    (line,) = api.plan(api.open_project(tmp_path)).lines
    assert line.kind == "outline"
    assert (
        f"1 passage with rules is new or changed and in no module (sources/rules.md > {title})"
        in (line.why)
    )
    assert f"and for {len(left) - 1} more there that had none before" in line.why
    assert "what finds no room is listed as left out and changes no module" in line.why
    _, again = built(tmp_path)
    assert {each: each.read_bytes() for each in files} == files
    assert [each.what for each in again.left_out if each.reason == "minutes"] == left


@pytest.mark.parametrize(
    ("text", "sections", "minutes", "alias"),
    [(english_handbook, 3, 15, "employees"), (dutch_handbook, 6, 8, "medewerkers")],
)
def test_the_plan_says_when_a_build_may_take_the_course_beyond_its_minutes(
    text, sections, minutes, alias, tmp_path
):
    settings(tmp_path, minutes=minutes, programme="never", aliases=[alias])
    _, full = built(handbook(tmp_path, text(sections)))
    assert full.minutes < minutes + 0.5
    assert api.plan(api.open_project(tmp_path)).growth is None
    handbook(tmp_path, text(sections + 1))
    growth = api.plan(api.open_project(tmp_path)).growth
    assert growth is not None
    assert (growth.now, growth.most, growth.several) == (full.minutes, minutes, False)
    assert len(growth.least) == 1
    _, grown = built(tmp_path)
    assert grown.minutes >= minutes + 0.5
    assert growth.minutes == pytest.approx(grown.minutes, abs=1.5)
    assert f"{grown.minutes:.0f} minutes, and [course] says {minutes}" in grown.warnings[0]


def test_the_plan_says_it_in_words_and_for_machines(small, capsys):
    handbook(small, english_handbook(4))
    said, told = (_planned(small, capsys, *options) for options in ((), ("--json",)))
    assert re.search(r"from 1\d to about 1\d minutes, and \[course\] says 15: what came into", said)
    assert "and may make it a programme of several courses." in said
    assert 'As it stands, what binds its learners least is "Invoices".' in said
    growth = json.loads(told)["growth"]
    assert growth["least"] == ["Invoices"]
    assert growth["several"] is True
    assert 15.5 <= growth["minutes"] <= 18


def _planned(folder, capsys, *options):
    with pytest.raises(SystemExit):
        main(["plan", "--project", str(folder), *options])
    return capsys.readouterr().out


def test_what_has_room_is_no_growth(small):
    handbook(settings(small, minutes=30), english_handbook(4))
    assert api.plan(api.open_project(small)).growth is None


def test_a_rebuild_does_not_say_that_nothing_could_be_made_of_what_it_did_not_try(tmp_path):
    settings(tmp_path, minutes=10, programme="never")
    handbook(tmp_path, english_handbook(6))
    other = tmp_path / "sources" / "visits.md"
    other.write_text("# Visits\n\nEmployees must meet a visitor at the gate.\n", encoding="utf-8")
    _, first = built(tmp_path)
    other.write_text("# Visits\n\nEmployees must meet each visitor at the gate.\n", "utf-8")
    _, again = built(tmp_path)
    waiting = {each.what for each in first.left_out if each.reason == "minutes"}
    reasons = {each.what: each.reason for each in again.left_out}
    assert waiting
    assert waiting <= reasons.keys()
    assert {reasons[each] for each in waiting} <= {"minutes", "untaught"}


def test_a_programme_that_shall_be_one_course_keeps_what_binds_most(copy):
    project, report = built(settings(copy, programme="never"))
    assert project.course().outline.parts == ()
    assert report.minutes < 15.5
    assert report.modules


def test_every_statement_of_the_sources_is_taught_or_left_out_under_one_reason(copy):
    handbook(copy, english_handbook() + "\nThe house was built in 1901.\n")
    settings(copy, exclude=["Lamps"])
    _, report = built(copy)
    reasons = {each.reason for each in report.left_out}
    assert {"heading", "actor"} <= reasons
    headings = [each for each in report.left_out if each.reason == "heading"]
    assert [each.what for each in headings] == ["sources/rules.md > House rules > Lamps"]
    assert ("managers", 33) in [
        (each.what, each.statements) for each in report.left_out if each.reason == "actor"
    ]


def test_a_heading_that_is_left_out_takes_its_module_along_and_comes_back_with_it(small):
    project = api.open_project(small)
    (gone,) = [each.id for each in project.course().modules if each.title == "Parcels"]
    project, report = built(settings(small, exclude=["Parcels"]))
    assert [each.title for each in report.modules] == ["Doors", "Invoices"]
    assert report.retired == [gone]
    assert gone in project.require_lock().retired
    project, report = built(settings(small))
    assert sorted(each.title for each in report.modules) == ["Doors", "Invoices", "Parcels"]
    assert gone not in {each.id for each in report.modules}


def test_a_module_that_a_person_changed_does_not_leave_by_a_setting(small):
    (file,) = (small / "course" / "modules").glob("parcels-*.yaml")
    file.write_text(
        file.read_text("utf-8").replace("title: Parcels", "title: Our parcels"), "utf-8"
    )
    _, report = built(settings(small, exclude=["Parcels"]))
    assert "Our parcels" in [each.title for each in report.modules]


def test_another_audience_takes_out_the_duties_of_the_first(small):
    project, report = built(settings(small, aliases=["managers"]))
    assert report.modules
    text = duties(project)
    assert re.search(r"approve|review", text, re.IGNORECASE)
    assert not re.search(r"lend|report (it|a )", text, re.IGNORECASE)


def test_a_setting_that_is_no_matter_of_scope_brings_nothing_in(tmp_path):
    settings(tmp_path, minutes=10, programme="never")
    project, _ = built(handbook(tmp_path, english_handbook(6)))
    modules = [each.id for each in project.course().modules]
    toml = tmp_path / "coursegen.toml"
    toml.write_text(
        toml.read_text("utf-8").replace("[course]", '[course]\ntitle = "Rules"'), "utf-8"
    )
    project, report = built(tmp_path)
    assert report.title == "Rules"
    assert [each.id for each in project.course().modules] == modules


def test_more_minutes_bring_in_what_found_no_room(tmp_path):
    settings(tmp_path, minutes=10, programme="never")
    project, _ = built(handbook(tmp_path, english_handbook(5)))
    before = {each.id for each in project.course().modules}
    project, report = built(settings(tmp_path, minutes=45, programme="never"))
    assert before < {each.id for each in report.modules}
    assert [each for each in report.left_out if each.reason == "minutes"] == []


def test_fewer_minutes_retire_what_binds_least(small):
    _, report = built(settings(small, minutes=10, programme="never"))
    assert report.minutes < 10.5
    assert len(report.modules) == 2


def test_the_plan_names_the_settings_that_changed_and_shows_the_split(copy):
    settings(copy, minutes=10)
    report = api.plan(api.open_project(copy))
    (line,) = [each for each in report.lines if each.kind == "settings"]
    assert "course.minutes" in line.why
    assert [each.id for each in report.parts] == [f"house-rules-part-{n}" for n in (1, 2, 3, 4)]


def test_the_plan_of_a_course_not_yet_built_estimates_the_split_and_lists_what_is_out(tmp_path):
    handbook(settings(tmp_path, minutes=5), english_handbook())
    report = api.plan(api.open_project(tmp_path))
    assert report.estimated
    assert len(report.parts) >= 2
    assert report.in_scope == 84
    assert [(each.what, each.reason) for each in report.left_out] == [("managers", "actor")]
    assert not (tmp_path / "course").exists()


def test_a_module_put_into_another_part_by_hand_gets_a_slot_there_by_a_build(copy):
    path = copy / "course" / "course.yaml"
    data = yaml.safe_load(path.read_text("utf-8"))
    moved = data["parts"][0]["modules"].pop()
    data["parts"][1]["modules"].append(moved)
    path.write_text(yaml.safe_dump(data, sort_keys=False, allow_unicode=True), encoding="utf-8")
    project = api.open_project(copy)
    assert moved in {each.unit for each in api.plan(project).lines}
    with pytest.raises(ConfigError, match="coursegen build"):
        api.export(project, ["scorm12"], copy / "dist")
    before = slots(project)
    project, _ = built(copy)
    assert parts(project)["house-rules-part-2"][-1] == moved
    others = [before[key] for key in parts(project)["house-rules-part-2"] if key != moved]
    assert slots(project)[moved] > max(others)
    api.export(project, ["scorm12"], copy / "dist")


def test_a_module_in_no_part_is_named(copy):
    path = copy / "course" / "course.yaml"
    data = yaml.safe_load(path.read_text("utf-8"))
    loose = data["parts"][0]["modules"].pop()
    path.write_text(yaml.safe_dump(data, sort_keys=False, allow_unicode=True), encoding="utf-8")
    with pytest.raises(ConfigError, match=f"{loose} stands in no part"):
        api.open_project(copy).course()


def duties(project: Project) -> str:
    """All that is asked: stems, keys, scenarios, as text."""
    asked = []
    for module in project.course().modules:
        for item in module.items:
            asked.append(item.stem)
            asked += [each.text for each in getattr(item, "options", ()) if each.correct]
        if module.scenario is not None:
            asked.append(module.scenario.model_dump_json())
    return "\n".join(asked)


@pytest.mark.parametrize(
    ("text", "one", "other", "ones", "others"),
    [
        (english_handbook(4), "employees", "managers", r"within \d+ hours|lend|overnight", r"approve|every \d months|delegate"),
        (dutch_handbook(4), "medewerkers", "leidinggevenden", r"binnen \d+ uur|uitlenen|nacht", r"vooraf|achteraf|[Ee]lke \d maanden|leveranciers"),
    ],
    ids=["en", "nl"],
)  # fmt: skip
def test_two_audiences_of_one_handbook_get_two_courses_and_none_the_others_duties(
    tmp_path, text, one, other, ones, others
):
    asked = {}
    for name in (one, other):
        source = tmp_path / f"{name}.md"
        source.write_text(text, encoding="utf-8")
        folder = tmp_path / name
        api.init(folder, [source], api.Settings(audience=name, minutes=20))
        project, report = built(folder)
        assert all(each.minutes < 20.5 for each in report.parts) or report.minutes < 20.5
        assert report.audience == (name,)
        asked[name] = duties(project)
    assert re.search(ones, asked[one])
    assert re.search(others, asked[other])
    assert not re.search(others, asked[one])
    assert not re.search(ones, asked[other])


def test_what_stands_in_another_language_is_told_as_such_and_gives_no_title(tmp_path):
    handbook(settings(tmp_path), english_handbook(3))
    (tmp_path / "sources" / "a-regels.md").write_text(dutch_handbook(1), encoding="utf-8")
    _, report = built(tmp_path)
    assert (report.title, report.language) == ("House rules", "en")
    other = [each for each in report.left_out if each.reason == "language"]
    assert {each.what.partition(" > ")[0] for each in other} == {"sources/a-regels.md"}


CATALYZE = Path(__file__).parents[3] / "shared" / "corpora" / "git" / "catalyze-policies.bundle"


@pytest.mark.corpora
@pytest.mark.verify
def test_two_audiences_of_real_policies_get_two_courses_and_none_the_others_duties(tmp_path):
    if not CATALYZE.is_file():
        pytest.skip("the corpora are not beside the repository: no catalyze-policies.bundle")
    clone = tmp_path / "clone"
    subprocess.run(["git", "clone", "-q", "-b", "main", CATALYZE, clone], check=True)
    taught: dict[str, set[str]] = {}
    for name, aliases, others in (
        ("staff", "workforce members,employees,users", ("security officer", "privacy officer")),
        ("officers", "security officer,privacy officer", ("workforce", "employee", "users")),
    ):
        folder = tmp_path / name
        api.init(folder, [clone], api.Settings(aliases=aliases, minutes=30, programme="never"))
        project, report = built(folder)
        assert report.modules
        assert report.minutes < 30.5
        assert {each.reason for each in report.left_out} >= {"actor", "minutes"}
        taught[name] = {each.title for each in report.modules}
        keys = [
            option.text
            for module in project.course().modules
            for item in module.items
            for option in getattr(item, "options", ())
            if option.correct
        ]
        assert [key for key in keys if re.match(rf"(the )?({'|'.join(others)})\b.*\b(must|shall)\b", key, re.IGNORECASE)] == []  # fmt: skip
    assert taught["staff"] != taught["officers"]
