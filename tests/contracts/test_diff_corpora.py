"""Two changes of a real standard, told as what they are: one status on its scale, and a newer norm of others."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from coursegen import api
from coursegen.change.impact import resting_units

BUNDLE = (
    Path(__file__).parents[3] / "shared" / "corpora" / "git" / "nl-digikoppeling-beveiliging.bundle"
)
SETTINGS = '[course]\nid = "digikoppeling"\nlanguage = "nl"\nminutes = 60\n[sources]\ninclude = ["../standard/**/*.md"]\n'
STATUS, NORM = "87d4860", "522ad6b"

pytestmark = pytest.mark.corpora


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    if not BUNDLE.is_file():
        pytest.skip(f"the corpora are not beside the repository: no {BUNDLE.name}")
    folder = tmp_path_factory.mktemp("digikoppeling")
    subprocess.run(["git", "clone", "-q", "-b", "main", BUNDLE, folder / "standard"], check=True)
    (folder / "course").mkdir()
    (folder / "course" / "coursegen.toml").write_text(SETTINGS, encoding="utf-8")
    return folder


def built_at(place, revision):
    subprocess.run(["git", "-C", place / "standard", "checkout", "-q", revision], check=True)
    project = api.open_project(place / "course")
    api.build(project)
    return project


def test_optional_to_strongly_recommended_is_one_change_of_meaning_and_one_item(place):
    settings = place / "course" / "coursegen.toml"
    settings.write_text(f'{SETTINGS}[decisions]\ntls = "Zeer aanbevolen"\n', encoding="utf-8")
    project = api.open_project(place / "course")
    settings.write_text(SETTINGS, encoding="utf-8")
    found = api.diff(project, before=f"{STATUS}^", after=STATUS)
    [change] = found.changes
    assert change.severity == "meaning"
    assert [(each.kind, each.old, each.new) for each in change.meaning] == [
        ("strength", "Optioneel", "Zeer aanbevolen")
    ]
    made = api.refresher(project, ["scorm12"], place / "dist", before=f"{STATUS}^", after=STATUS)
    [module] = made.course.modules
    [item] = module.items
    assert "TLS 1.3" in item.stem
    assert [each.text for each in item.options if each.correct] == ["Zeer aanbevolen"]
    assert made.findings == []
    assert made.minutes <= 5


def test_a_newer_norm_lists_every_unit_that_cites_the_norm(place):
    project = built_at(place, f"{NORM}^")
    course = project.course()
    subprocess.run(["git", "-C", place / "standard", "checkout", "-q", NORM], check=True)
    found = api.diff(api.open_project(place / "course"))
    terms = {(each.old, each.new) for change in found.changes for each in change.meaning}
    assert ("NCSC 2021", "NCSC 2025") in terms
    listed = found.touched() | {each.id for review in found.reviews for each in review.units}
    citing = {each.touched.id for each in resting_units(course) if "NCSC" in each.text}
    assert len(citing) >= 4  # cells that only point at the norm are not shown to the learner
    assert citing <= listed
